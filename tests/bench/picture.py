"""What a terminal shows, frame by frame, and which cells a frame changes.

A program that knows that its terminal can, ends each frame with a mark, and the terminal shows it then. So the moment
of a frame is when the piece of output came that its mark was in.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyte

from tests.bench.terminal import END_OF_FRAME, Read


class Frame(NamedTuple):
    """What came up to a mark, and when it was all there."""

    at: float
    data: bytes


class Cell(NamedTuple):
    """A place in the window, and the letter in it now."""

    row: int
    column: int
    letter: str


def frames(reads: Sequence[Read]) -> Iterator[Frame]:
    """The output in frames; what comes after the last mark is one too."""
    waiting = b""
    for read in reads:
        *whole, waiting = (waiting + read.data).split(END_OF_FRAME)
        yield from (Frame(read.at, data + END_OF_FRAME) for data in whole)
    if waiting:
        yield Frame(reads[-1].at, waiting)


class Picture:
    """The cells of a terminal."""

    def __init__(self, size: tuple[int, int]) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rows = {row: self._row(row) for row in range(rows)}

    def draw(self, data: bytes) -> set[Cell]:
        """Draw some output; the cells that look different now, each with its new letter."""
        self._stream.feed(data)
        changed: set[Cell] = set()
        for row in self._screen.dirty:
            before, after = self._rows[row], self._row(row)
            self._rows[row] = after
            pairs = enumerate(zip(before, after, strict=True))
            changed.update(Cell(row, column, new.data) for column, (old, new) in pairs if old != new)
        self._screen.dirty.clear()
        return changed

    @property
    def text(self) -> str:
        """What a person sees, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _row(self, row: int) -> list[pyte.screens.Char]:
        line = self._screen.buffer[row]
        return [line[column] for column in range(self._screen.columns)]
