"""What is wrong in a file that a person has written: each fault with its place and what to write instead."""

from typing import Protocol

from msgspec import Struct

from aml_okt.core.message import Message, counted, message
from aml_okt.core.text import one_line
from aml_okt.i18n import render

MOST_FAULTS = 50
"""More faults than this are only counted: nobody reads on, and a hostile file must not take long."""

QUOTED = 60
_AS_WRITTEN = 400


class Fault(Struct, frozen=True):
    """One fault. `line` and `column` count from 1; both are 0 when the whole file is at fault.

    `what` says what is wrong and `remedy` what to write, where `what` does not say that too.
    `offending` is the text at fault, safe to show and never long.
    """

    file: str
    line: int
    column: int
    what: Message
    remedy: Message | None
    offending: str


class FileFaults(Exception):
    """A file that cannot be used. `faults` holds all that is wrong with it, in file order; there is at least one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(describe, self.faults))


class Place(Protocol):
    """Something that stands somewhere in a file: line and column count from 1."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column, in characters."""


class Spot(Struct, frozen=True):
    """A bare place in a file; `WHOLE_FILE` is nowhere in particular."""

    line: int
    column: int


WHOLE_FILE = Spot(0, 0)


class Findings:
    """The faults found so far in one file. The first fifty are kept and the rest counted."""

    def __init__(self, file: str) -> None:
        self._file = one_line(file)
        self._kept: list[Fault] = []
        self._first_left_out: Place = WHOLE_FILE
        self._left_out = 0

    @property
    def full(self) -> bool:
        """Whether another fault would only be counted, so that its words need not be found."""
        return len(self._kept) >= MOST_FAULTS

    def add(self, place: Place, what: Message, remedy: Message | None = None, offending: str = "") -> None:
        """Note a fault at a place."""
        if self.full:
            self.count(place)
        else:
            self._kept.append(Fault(self._file, place.line, place.column, what, remedy, quoted(offending)))

    def count(self, place: Place) -> None:
        """Count a fault that there is no room for."""
        if not self._left_out:
            self._first_left_out = place
        self._left_out += 1

    def faults(self) -> tuple[Fault, ...]:
        """Every fault in file order; where some were only counted, the last one says how many."""
        kept = sorted(self._kept, key=lambda fault: (fault.line, fault.column))
        if self._left_out:
            place = self._first_left_out
            what = counted("og én feil til, den første her.", "og {count} feil til, den første her.", self._left_out)
            remedy = message("Rett de andre først, og sjekk på nytt.")
            kept.append(Fault(self._file, place.line, place.column, what, remedy, ""))
        return tuple(kept)


def quoted(text: str) -> str:
    """Text from the file as a sentence may quote it: one safe line of at most 60 characters."""
    line = one_line(text[:_AS_WRITTEN])
    return line if len(line) <= QUOTED and len(text) <= _AS_WRITTEN else line[: QUOTED - 1] + "…"


def describe(fault: Fault) -> str:
    """The fault as one line in the chosen language: file, line, column, what is wrong, what to write."""
    says = fault.what
    if fault.remedy is not None:
        says = message("{what} {remedy}", what=fault.what, remedy=fault.remedy)
    if not fault.line:
        return render(message("{file}: {says}", file=fault.file, says=says))
    return render(
        message(
            "{file}, linje {line}, kolonne {column}: {says}",
            file=fault.file,
            line=fault.line,
            column=fault.column,
            says=says,
        )
    )
