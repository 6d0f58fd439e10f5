"""The moves that undo can take back: each history is one move more than the history before it, which it shares.

A session may have thousands of moves, and each of its states knows them all. Nothing of what was is copied for that: a
history costs what its last move has changed.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Self

from msgspec import Struct
from msgspec.structs import replace as changed

from aml_okt.core.course import Course, running
from aml_okt.core.events import Event
from aml_okt.core.plan import Key

_NOTHING: Mapping[Key, timedelta] = {}


class Earlier(Struct, frozen=True):
    """A move, and what there was before it: undo restores exactly that.

    `left` is the course before the move, but for the time used in each timebox. Of that there is in `used` what the
    move can have changed, as it was before; None where nothing had been used. `gap` is the one that could be left out.
    """

    move: Event
    left: Course
    used: tuple[tuple[Key, timedelta | None], ...]
    gap: timedelta | None

    @classmethod
    def of(cls, move: Event, before: Course, after: Course, gap: timedelta | None) -> Self:
        """The move that led from one course to the other.

        A move changes what was used of no other timebox than the one that ran and the one left for it.
        """
        used: tuple[tuple[Key, timedelta | None], ...] = ()
        if after.spent is not before.spent:
            keys = (running(before).key, None if before.start is None else before.start.left)
            used = tuple([(key, before.spent.get(key)) for key in keys if key is not None])
        return cls(move, changed(before, spent=_NOTHING), used, gap)

    def restored(self, after: Course) -> Course:
        """The course before the move, from the one that the move led to."""
        spent = dict(after.spent)
        for key, span in self.used:
            if span is None:
                spent.pop(key, None)
            else:
                spent[key] = span
        return changed(self.left, spent=spent)


class History:
    """Moves in the order in which they were made; true when there is any."""

    __slots__ = ("_before", "_count", "_last")

    def __init__(self) -> None:
        """No move yet."""
        self._last: Earlier | None = None
        self._before: History = self
        self._count = 0

    def and_then(self, one: Earlier) -> "History":
        """This and one move more."""
        longer = History()
        longer._last, longer._before, longer._count = one, self, self._count + 1
        return longer

    @property
    def last(self) -> Earlier:
        """The move that undo takes back.

        Raises:
            IndexError: when there is none.

        """
        if self._last is None:
            msg = "there is no move"
            raise IndexError(msg)
        return self._last

    @property
    def before(self) -> "History":
        """All but the last move."""
        return self._before

    def __len__(self) -> int:
        return self._count

    def __reversed__(self) -> Iterator[Earlier]:
        here = self
        while here._last is not None:
            yield here._last
            here = here._before

    def __iter__(self) -> Iterator[Earlier]:
        return reversed(tuple(reversed(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, History) or len(self) != len(other):
            return False
        here, there = self, other
        # What two histories share need not be gone through.
        while here is not there and here._last is not None:
            if here._last != there._last:
                return False
            here, there = here._before, there._before
        return True

    def __hash__(self) -> int:
        return hash((self._count, self._last and self._last.move))

    def __repr__(self) -> str:
        return f"<{self._count} moves, the last of them {self._last}>"
