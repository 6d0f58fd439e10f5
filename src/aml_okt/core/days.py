"""Days as people write them: `1.12`, `1. desember`, `fredag`, `om 2 uker`, in each of our languages."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from aml_okt.core.message import Message, message

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""A day outside these years is a slip of the pen."""

# A group may write in one language and have the program speak another: every language is always understood.
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_ALL_WEEKDAYS = (
    _WEEKDAYS,
    ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_ALL_MONTHS = (
    (
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ),
    (
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ),
)  # fmt: skip
_FEWEST_LETTERS = 3
"""Letters that tell a weekday from the others, and a month."""

_NUMBERS = {
    "en": 1, "ei": 1, "ett": 1, "et": 1, "ein": 1, "eit": 1, "eitt": 1, "a": 1, "one": 1, "to": 2, "two": 2, "tre": 3,
    "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5, "seks": 6, "six": 6,
}  # fmt: skip
_NEAR = {
    "i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "imorgen": 1, "i morgon": 1, "imorgon": 1, "tomorrow": 1,
    "i overmorgen": 2, "overmorgen": 2, "i overmorgon": 2, "overmorgon": 2, "the day after tomorrow": 2,
}  # fmt: skip
_WEEK = 7
_DAYS = {
    "dag": 1, "dager": 1, "dagar": 1, "day": 1, "days": 1,
    "uke": _WEEK, "uker": _WEEK, "veke": _WEEK, "veker": _WEEK, "week": _WEEK, "weeks": _WEEK,
}  # fmt: skip
_MONTH = {"måned", "måneder", "månad", "månader", "månadar", "month", "months"}
_LEAP_CYCLE = 8
"""Years in which 29 February comes at least once, even round the turn of a century."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[./] ?(\d{1,2})(?:\.|[./] ?(\d{4}|\d{2}))?")
_NAMED = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?([a-zæøå]+)\.?(?: (\d{4}))?")
_SPAN = re.compile(r"(?:om |in )?(\d{1,3}|[a-zæøå]+) ([a-zæøå]+)")
_WEEKDAY = re.compile(r"(?:på |on )?([a-zæøå]+)")
_WEEKDAY_BEFORE = re.compile(r"([a-zæøå]+),? (?:den |the )?(?=\d)")


class DayFault(ValueError):
    """A day that cannot be read; `.message` says what to write instead."""

    def __init__(self, fault: Message) -> None:
        super().__init__(fault.template)
        self.message = fault


def read_day(text: str, today: date) -> date:
    """Read `1.12`, `1.12.2026`, `1. desember`, `2026-12-01`, `om 2 uker`, `i morgen` or `fredag`.

    A day without a year is the next one, today included; a weekday is the next one after today.

    Raises:
        DayFault: when the text is none of these, or there is no such day.

    """
    clean = " ".join(text.casefold().split())
    try:
        for reader in _READERS:
            if (day := reader(clean, today)) is not None:
                return date(_year(day.year), day.month, day.day)
    except DayFault:
        raise
    except (ValueError, OverflowError):
        raise DayFault(message("Dagen «{text}» finnes ikke. Se i kalenderen, og skriv en annen.", text=text)) from None
    raise DayFault(
        message("«{text}» er ikke en dag. Skriv for eksempel «1.12», «fredag» eller «om 2 uker».", text=text)
    )


def _near(text: str, today: date) -> date | None:
    return today + timedelta(days=_NEAR[text]) if text in _NEAR else None


def _iso(text: str, today: date) -> date | None:
    del today
    found = _ISO.fullmatch(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric(text: str, today: date) -> date | None:
    found = _NUMERIC.fullmatch(text)
    return _dated(int(found[1]), int(found[2]), found[3], today) if found else None


def _named(text: str, today: date) -> date | None:
    found = _NAMED.fullmatch(text)
    month = _place(found[2], _ALL_MONTHS) if found else 0
    return _dated(int(found[1]), month, found[3], today) if found and month else None


def _span(text: str, today: date) -> date | None:
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1])
    if count is None:
        return None
    if found[2] in _MONTH:
        return _months_later(today, count)
    return today + timedelta(days=count * _DAYS[found[2]]) if found[2] in _DAYS else None


def _weekday(text: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(text)
    place = _place(found[1], _ALL_WEEKDAYS) if found else 0
    return today + timedelta(days=(place - 2 - today.weekday()) % _WEEK + 1) if place else None


def _weekday_and_day(text: str, today: date) -> date | None:
    """A day with its weekday, which must then be right: `fredag 4.12`."""
    found = _WEEKDAY_BEFORE.match(text)
    place = _place(found[1], _ALL_WEEKDAYS) if found else 0
    if not found or not place:
        return None
    day = read_day(text[found.end() :], today)
    if day.weekday() != place - 1:
        real = Message(_WEEKDAYS[day.weekday()])
        raise DayFault(
            message(
                "Det stemmer ikke: {text} er en {weekday}. Rett det ene eller det andre.",
                text=text[found.end() :],
                weekday=real,
            )
        )
    return day


_READERS: tuple[Callable[[str, date], date | None], ...] = (
    _near, _weekday_and_day, _iso, _numeric, _named, _span, _weekday,
)  # fmt: skip


def _place(word: str, languages: tuple[tuple[str, ...], ...]) -> int:
    """The place of a word, counted from 1, that may be cut to three letters; 0 when no language has it."""
    if len(word) < _FEWEST_LETTERS:
        return 0
    return next(
        (place for words in languages for place, whole in enumerate(words, 1) if whole.startswith(word)),
        0,
    )


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(_year(year), month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """A day with its year, of two digits or four; without one, the next such day from today on."""
    if year is not None:
        return date(int(year) if len(year) > len("26") else FIRST_YEAR + int(year), month, day)
    for candidate in range(today.year, today.year + _LEAP_CYCLE + 1):
        last = calendar.monthrange(candidate, month)[1]
        if day <= last and (found := date(candidate, month, day)) >= today:
            return found
    msg = "no year has this day"
    raise ValueError(msg)


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        msg = "a year too far away"
        raise ValueError(msg)
    return year
