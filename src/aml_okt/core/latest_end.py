"""The latest end as people write it, `13:30`, and the instant that it means."""

import re
from datetime import datetime, time, timedelta, tzinfo

_WRITTEN = re.compile(r"(?:(?:kl\b\.?|klokka\b) *)?(?:(\d{1,2})[:.](\d{2})|(\d{2})(\d{2}))", re.ASCII | re.IGNORECASE)


def read_time_of_day(text: str) -> time | None:
    """The time of day in `13:30`, `9.05`, `1330` or `kl. 13:30`; None when it is not one."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = (int(part) for part in found.groups() if part is not None)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def next_instant(at: time, after: datetime, zone: tzinfo | None) -> datetime:
    """The first instant later than `after` at which the clock shows this time of day.

    `zone` is where the clock hangs, None being the computer's own.
    """
    today = after.astimezone(zone).date()
    instant = _on_the_wall(datetime.combine(today, at), zone)
    return instant if instant > after else _on_the_wall(datetime.combine(today + timedelta(days=1), at), zone)


def _on_the_wall(shown: datetime, zone: tzinfo | None) -> datetime:
    return shown.astimezone() if zone is None else shown.replace(tzinfo=zone)
