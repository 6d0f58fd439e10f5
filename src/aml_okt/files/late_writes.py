"""Files that we have replaced and removed, looked at a while longer.

Another program may have opened a note in the instant before it was replaced. What it writes then goes to a file
that has no name any more, and would be gone when that program closes it. We hold such files open, and keep what
comes into them.
"""

import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from aml_okt.files.atomic import holds_nothing

LONG_ENOUGH = 5.0
"""Seconds that a removed file is held open: an editor writes at once, but its disk may keep it waiting."""


class _Removed(Struct):
    file: BinaryIO
    data: bytes
    note: Path
    until: float


class LateWrites:
    """What other programs write in files of notes that we have removed already."""

    def __init__(self, steady: Callable[[], float]) -> None:
        """`steady` is a clock that only goes forward, in seconds."""
        self._steady = steady
        self._removed: list[_Removed] = []
        weakref.finalize(self, _close, self._removed)

    def remove(self, path: Path, data: bytes, note: Path) -> None:
        """Remove a file that holds `data` and that `note` has replaced, and hold it open.

        Raises:
            OSError: when it cannot be removed.

        """
        if os.name == "nt":
            # There nobody can have it open: it could not have been replaced, and could not be removed while we hold it.
            path.unlink()
            return
        file = path.open("rb", buffering=0)
        try:
            path.unlink()
        except BaseException:
            file.close()
            raise
        self._removed.append(_Removed(file, data, note, self._steady() + LONG_ENOUGH))

    @property
    def holds_any(self) -> bool:
        """Whether there is anything left to look at."""
        return bool(self._removed)

    def look(self) -> Iterator[tuple[Path, bytes]]:
        """Each text that has been written too late since the last look, and the note it was meant for."""
        for removed in tuple(self._removed):
            data = b""
            with suppress(OSError):  # what cannot be read now may be at the next look
                removed.file.seek(0)
                data = removed.file.read()
            if not holds_nothing(data) and data != removed.data:
                yield removed.note, data
                # Whoever could not keep it gets it again.
                removed.data = data
            if self._steady() > removed.until:
                removed.file.close()
                self._removed.remove(removed)


def _close(all_removed: list[_Removed]) -> None:
    """Nobody will look any more."""
    for removed in all_removed:
        removed.file.close()
