"""How long something takes: what an agenda writes (`7-8 min`) and what a clock shows (`3:42`)."""

import re
from datetime import timedelta
from enum import Enum

from msgspec import Struct

from aml_okt.core.message import Message, message

LONGEST = timedelta(hours=12)
"""A longer time in an agenda is a slip of the pen."""

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)

UNITS = {
    "t": 3600, "h": 3600, "time": 3600, "timer": 3600,
    "min": 60, "minutt": 60, "minutter": 60,
    "s": 1, "sek": 1, "sekund": 1, "sekunder": 1,
}  # fmt: skip
"""The words for a unit of time, each with its seconds."""
_PART = re.compile(r"([0-9]{1,5})\s*([a-zæøå]+)")
_RANGE = re.compile(r"^(?P<low>[^–-]+?)\s*[–-]\s*(?P<high>[^–-]+)$")


class Span(Struct, frozen=True):
    """A time that may be a range; planned at `most`, and able to shrink to `least`."""

    least: timedelta
    most: timedelta


class Rest(Enum):
    """What is left when everything beside it has had its time."""

    REST = "rest"


Time = Span | Rest


class TimeFault(ValueError):
    """A time that cannot be read; `.message` says what to write instead."""

    def __init__(self, fault: Message) -> None:
        super().__init__(fault.template)
        self.message = fault


class ImpossibleTime(TimeFault):
    """A time that is written well, but runs backwards or is too long: one has to reckon to see it."""


def read_time(text: str) -> Time:
    """Read `15 min`, `7-8 min`, `90 s`, `1 min 30 s`, `2 t 30 min` or `rest`.

    Raises:
        TimeFault: when the text is none of these, or is zero.
        ImpossibleTime: when it runs backwards, or is over 12 hours.

    """
    clean = " ".join(text.lower().split())
    if clean == Rest.REST.value:
        return Rest.REST
    if found := _RANGE.match(clean):
        low_text, high_text = found["low"], found["high"]
        if low_text.isdigit():
            unit = _PART.match(high_text)
            low_text += f" {unit[2]}" if unit else ""
        low, high = _read_span(low_text, text), _read_span(high_text, text)
    else:
        low = high = _read_span(clean, text)
    if low > high:
        raise ImpossibleTime(message("«{text}» går baklengs. Skriv det minste tallet først, som «7-8 min».", text=text))
    if high > LONGEST:
        raise ImpossibleTime(message("«{text}» er over 12 timer. Skriv en kortere tid.", text=text))
    return Span(low, high)


def is_range(text: str) -> bool:
    """Whether a time is written with two ends, be they the same."""
    return bool(_RANGE.match(text))


def _read_span(text: str, whole: str) -> timedelta:
    """One end of a range, or a time that is none; a fault quotes the whole of what was written."""
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip() or any(unit not in UNITS for _, unit in parts):
        raise TimeFault(
            message("«{text}» er ikke en tid. Skriv for eksempel «15 min», «7-8 min», «90 s» eller «rest».", text=whole)
        )
    span = timedelta(seconds=sum(int(number) * UNITS[unit] for number, unit in parts))
    if not span:
        raise TimeFault(message("«{text}» er for kort. Skriv minst «1 s».", text=whole))
    return span


def share(total: timedelta, parts: int) -> list[timedelta]:
    """Divide whole seconds of a time equally; the first shares take the odd seconds, so nothing is lost.

    Raises:
        ValueError: when there is nobody to share with.

    """
    if parts < 1:
        msg = "a time can only be shared by one or more"
        raise ValueError(msg)
    each, odd = divmod(total // SECOND, parts)
    return [timedelta(seconds=each + (place < odd)) for place in range(parts)]


def digits(span: timedelta) -> str:
    """A span as a clock shows it, whole seconds: `0:07`, `3:42`, `1:05:00`. Never negative."""
    seconds = max(0, span // SECOND)
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def digits_left(span: timedelta) -> str:
    """A time that runs out, as a clock shows it: a second is shown until it is used up, so it ends at `0:00`."""
    return digits(seconds_left(span) * SECOND)


def seconds_left(span: timedelta) -> int:
    """The whole seconds that a clock shows of a time that runs out."""
    return -(-span // SECOND)
