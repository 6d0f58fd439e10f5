"""The next meeting as a calendar file (RFC 5545), which the calendars of all that were there can take in."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as time_of_day

from msgspec import Struct

from aml_okt.core.minutes import NextMeeting
from aml_okt.core.text import one_line
from aml_okt.export.extras import ExtraMissingError

EXTRA = "calendar"
_PRODUCT = "-//aml-okt//NONSGML aml-okt//NO"


class Event(Struct, frozen=True):
    """A meeting to come, as a calendar wants it.

    By `session`, the id of the session it was agreed on in, a calendar knows it again when the file is made anew.
    `lasts` is how long it may take; a meeting without a time of day is for the whole day.
    """

    meeting: NextMeeting
    title: str
    session: str
    lasts: timedelta


def to_ics(event: Event, made: datetime, zone: tzinfo | None) -> bytes:
    """The meeting as a calendar file that was made at this moment, as the format demands to be told.

    Times of day are those of `zone`, or where it is None of this computer's own, and are written in UTC, so that no
    calendar has to know the zone.

    Raises:
        ExtraMissingError: when the library for calendars is not installed.

    """
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as missing:
        raise ExtraMissingError(EXTRA, "icalendar") from missing
    meeting, entry = event.meeting, icalendar.Event()
    entry.add("uid", f"{event.session}-next@aml-okt")
    entry.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    entry.add("summary", one_line(event.title))
    if meeting.at is None:
        entry.add("dtstart", meeting.day)
        entry.add("dtend", meeting.day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    else:
        begins = _in_utc(meeting.day, meeting.at, zone)
        entry.add("dtstart", begins)
        entry.add("dtend", begins + event.lasts)
    if meeting.place:
        entry.add("location", one_line(meeting.place))
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _in_utc(day: date, at: time_of_day, zone: tzinfo | None) -> datetime:
    # Without a zone Python takes the computer's own, by the rules of that very day.
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
