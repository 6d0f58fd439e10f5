"""Phrases that several faces share: spans, days, names and a disk's refusals in words, in the chosen language."""

import errno
from datetime import date, datetime, timedelta, tzinfo

from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.message import message
from aml_okt.core.plan import Participant
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext, render

_WEEKDAYS = (
    message("mandag"), message("tirsdag"), message("onsdag"), message("torsdag"),
    message("fredag"), message("lørdag"), message("søndag"),
)  # fmt: skip
_MONTHS = (
    message("januar"), message("februar"), message("mars"), message("april"), message("mai"), message("juni"),
    message("juli"), message("august"), message("september"), message("oktober"), message("november"),
    message("desember"),
)  # fmt: skip
_A_THIRD, _NEARLY = 20, 56
"""Seconds that are a third of a minute, and so many that nobody hears that it is not a whole one."""


def in_words(span: timedelta) -> str:
    """A span as an agenda writes it: `15 min`, `1 min 30 s`, `2 t 35 min`; whole seconds, never negative."""
    seconds = max(0, span // SECOND)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    parts = []
    if hours:
        parts.append(_("{hours} t").format(hours=hours))
    if minutes or not (hours or seconds):
        parts.append(_("{minutes} min").format(minutes=minutes))
    if seconds:
        parts.append(_("{seconds} s").format(seconds=seconds))
    return " ".join(parts)


def about_in_words(span: timedelta) -> str:
    """A span as people say it: to the second, and from ten minutes on to the minute."""
    return in_words(MINUTE * round(span / MINUTE) if span >= 10 * MINUTE else span)


def in_minutes(span: timedelta) -> str:
    """A span in whole minutes, rounded: `170 min`."""
    return _("{minutes} min").format(minutes=round(span / MINUTE))


def spoken(span: timedelta) -> str:
    """A span as one says it aloud: `fem minutter`, `litt over fem minutter`, `40 sekunder`."""
    seconds = max(0, round(span / SECOND))
    whole, rest = divmod(seconds, 60)
    if rest >= _NEARLY:
        whole, rest = whole + 1, 0
    if not whole:
        return ngettext("{count} sekund", "{count} sekunder", seconds).format(count=seconds)
    if rest < 60 - _NEARLY:
        return _spoken_minutes(whole)
    if rest <= _A_THIRD:
        return _("litt over {minutes}").format(minutes=_spoken_minutes(whole))
    if rest >= 2 * _A_THIRD:
        return _("knapt {minutes}").format(minutes=_spoken_minutes(whole + 1))
    return _("halvannet minutt") if whole == 1 else _("{number} og et halvt minutt").format(number=_number(whole))


def _spoken_minutes(count: int) -> str:
    return ngettext("{number} minutt", "{number} minutter", count).format(number=_number(count))


def _number(count: int) -> str:
    """A number as it is written in a text: in letters up to twelve."""
    letters = [
        _("ett"), _("to"), _("tre"), _("fire"), _("fem"), _("seks"),
        _("sju"), _("åtte"), _("ni"), _("ti"), _("elleve"), _("tolv"),
    ]  # fmt: skip
    return letters[count - 1] if 1 <= count <= len(letters) else str(count)


def offset_in_words(offset: timedelta) -> str:
    """Projected end against planned end: `3 min bak`, `1 t 2 min foran`, or `i rute` within a minute."""
    whole = abs(to_the_second(offset))
    if whole < MINUTE:
        return _("i rute")
    template = _("{time} bak") if offset > timedelta() else _("{time} foran")
    return template.format(time=in_words(whole - whole % MINUTE))


def to_the_second(span: timedelta) -> timedelta:
    """The span to the nearest second."""
    return SECOND * round(span / SECOND)


def day_in_words(day: date) -> str:
    """`mandag 23. november 2026`."""
    return _("{weekday} {day}. {month} {year}").format(
        weekday=render(_WEEKDAYS[day.weekday()]), day=day.day, month=_month(day), year=day.year
    )


def date_in_words(day: date) -> str:
    """The same where there is little room: `23. november 2026`."""
    return _("{day}. {month} {year}").format(day=day.day, month=_month(day), year=day.year)


def month_in_words(day: date) -> str:
    """The month of a day: `november 2026`."""
    return _("{month} {year}").format(month=_month(day), year=day.year)


def _month(day: date) -> str:
    return render(_MONTHS[day.month - 1])


def moment_in_words(instant: datetime, zone: tzinfo | None) -> str:
    """`mandag 23. november 2026 kl. 10:42`, in the zone given; None is the computer's own."""
    local = instant.astimezone(zone)
    return _("{day} kl. {time}").format(day=day_in_words(local.date()), time=f"{local:%H:%M}")


def names_in_words(people: tuple[Participant, ...]) -> str:
    """`Kari, Ola og Liv`."""
    names = [person.name for person in people]
    if len(names) < 2:  # noqa: PLR2004 - "and" joins two
        return "".join(names)
    return _("{most} og {last}").format(most=", ".join(names[:-1]), last=names[-1])


def reason_in_words(error: OSError) -> str:
    """Why the disk refused, as the end of a sentence: `disken er full`."""
    reasons = {
        errno.ENOENT: _("fila eller mappa finnes ikke"),
        errno.EACCES: _("du har ikke tilgang"),
        errno.EPERM: _("du har ikke tilgang"),
        errno.EROFS: _("der kan det ikke skrives"),
        errno.ENOSPC: _("disken er full"),
        errno.EDQUOT: _("du har brukt opp plassen din på disken"),
        errno.EIO: _("disken svarer ikke som den skal"),
        errno.EINTR: _("det ble avbrutt"),
        errno.EISDIR: _("det er en mappe"),
        errno.ENOTDIR: _("en fil står i veien for en mappe"),
        errno.EEXIST: _("det finnes noe der fra før"),
        errno.ENAMETOOLONG: _("navnet er for langt"),
    }
    return reasons.get(error.errno or 0, _("maskinen tillater det ikke (feil {number})").format(number=error.errno))


def unchanged_in_words(error: OSError) -> str:
    """That the disk refused what was to be done, and why."""
    return _("Fikk ikke skrevet til disken: {why}. Ingenting er endret.").format(why=reason_in_words(error))


def ago_in_words(days: int) -> str:
    """How many days ago something was: `i dag`, `i går`, `for 12 dager siden`; what is to come is today."""
    if days <= 0:
        return _("i dag")
    return ngettext("i går", "for {count} dager siden", days).format(count=days)
