"""What a look at something gives: lines for a report, and what is amiss."""

from msgspec import Struct


class Row(Struct, frozen=True):
    """A line of the report: what it is about, and what was found."""

    about: str
    found: str


class Remark(Struct, frozen=True):
    """Something amiss, and what to do about it. `stops` is whether the program cannot be used before that is done."""

    sentence: str
    stops: bool = False


class Examined(Struct, frozen=True):
    """All that was found about one thing."""

    title: str
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...] = ()


def listed(*found: str) -> str:
    """What was found in one line; what is empty was not found."""
    return " · ".join(filter(None, found))
