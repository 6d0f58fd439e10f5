"""Actions on disk: `tiltak.md`, a plain Markdown task list that people may edit by hand.

Lines that are not tasks are kept as they are.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace as changed

from aml_okt.core.actions import Action, parse_line
from aml_okt.files.atomic import holds_nothing, sync_folder
from aml_okt.files.free_names import named, put_aside, put_new
from aml_okt.files.late_writes import LateWrites
from aml_okt.files.note_file import FOLDER
from aml_okt.files.swap import change_places, left_over, settled, swap_in

FILE_NAME = "tiltak.md"
_BESIDE = "tiltak~annen.md"
"""What somebody else has written and could not be made part of the list."""

__all__ = ["FILE_NAME", "Action", "ActionList", "is_beside", "parse_line"]


class ActionList:
    """The actions of one session."""

    def __init__(self, session: Path) -> None:
        self._path = session / FILE_NAME
        self._late = LateWrites(time.monotonic)
        self._set_aside: list[Path] = []

    def read(self) -> tuple[Action, ...]:
        """The actions as they stand on the disk; none when there is no file.

        Raises:
            OSError: when the file is there and cannot be read.

        """
        return tuple(action for line in _lines_in(self._bytes()) if (action := parse_line(line)))

    def add(self, action: Action) -> None:
        """Write one more action; when this returns it is on the disk.

        Raises:
            OSError: when it is not.

        """
        self._change(lambda lines: [*lines, action.line])

    def replace(self, old: Action, new: Action | None) -> None:
        """Write another action where `old` stands, or none; at the end where somebody has taken that out meanwhile.

        Raises:
            OSError: when it could not be written.

        """

        def change(lines: list[str]) -> list[str]:
            places = [place for place, there in enumerate(lines) if _is(there, old)]
            if not places:
                return [*lines, *([] if new is None else [new.line])]
            there = parse_line(lines[places[-1]])
            line = [] if new is None else [new.line]
            if new is not None and there is not None and there.done != old.done:
                line = [changed(new, done=there.done).line]  # somebody has ticked it off meanwhile
            return [*lines[: places[-1]], *line, *lines[places[-1] + 1 :]]

        self._change(change)

    def take_set_aside(self) -> tuple[Path, ...]:
        """The new files with what other programs had written in the list, since this was last asked."""
        taken, self._set_aside = tuple(self._set_aside), []
        return taken

    def _bytes(self) -> bytes:
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return b""

    def look_for_late_writes(self) -> bool:
        """Keep what another program wrote in a list that we had just replaced; whether to look again.

        Raises:
            OSError: when it cannot be written.

        """
        for _list, data in self._late.look():
            self._set_aside.append(put_new(self._path.parent, _BESIDE, data))
        return self._late.holds_any

    def bring_back(self) -> tuple[Path, ...]:
        """Keep what changes that were never finished have left, and the list does not say; where it is now.

        Only for the one process that writes the list.
        """
        found = []
        for stray in left_over(self._path.parent, FILE_NAME):
            with suppress(OSError):  # it stays where it is, and is found again the next time
                data = stray.read_bytes()
                if holds_nothing(data) or set(_lines_in(data)) <= set(_lines_in(self._bytes())):
                    stray.unlink()
                else:
                    found.append(named(stray, stray.parent, _BESIDE, ()))
        return tuple(found)

    def _change(self, change: Callable[[list[str]], list[str]]) -> None:
        """Change the list. Where somebody else has written in it in the same instant, theirs is what is changed."""
        self.look_for_late_writes()
        there = settled(self._path) if self._path.exists() else b""
        ours = _changed(there, change)
        before = swap_in(self._path, ours)
        try:
            sync_folder(self._path.parent)
        except OSError:
            # Whoever is told that it failed tries again, and would have it twice.
            self._take_back(before, ours)
            raise
        if before is not None and not self._let_go(before, there):
            self._change_theirs(before, ours, change)

    def _take_back(self, before: Path | None, ours: bytes) -> None:
        """Put the list that was there in its place again, as far as the disk lets us."""
        with suppress(OSError):
            stray = self._path if before is None else change_places(before, self._path)
            if stray is not None and stray.read_bytes() == ours:
                stray.unlink()

    def _change_theirs(self, theirs: Path, ours: bytes, change: Callable[[list[str]], list[str]]) -> None:
        """Put the list that came back in its place again, with the change in it; else it is kept beside ours."""
        try:
            data = settled(theirs)
            again = swap_in(self._path, _changed(data, change))
            sync_folder(self._path.parent)
        except OSError:
            self._set_aside.append(put_aside(theirs, _BESIDE))
            return
        for stray, known in ((theirs, data), (again, ours)):
            if stray is not None and not self._let_go(stray, known):
                self._set_aside.append(put_aside(stray, _BESIDE))

    def _let_go(self, stray: Path, known: bytes) -> bool:
        """Remove a list that came back, if it says what we knew; whether it does."""
        try:
            if settled(stray) != known:
                return False
        except OSError:
            return False  # it may be somebody else's
        with suppress(OSError):  # it is in nobody's way
            self._late.remove(stray, known, self._path)
        return True


def _is(line: str, action: Action) -> bool:
    """Whether a line is this action, done or not."""
    there = parse_line(line)
    return there is not None and changed(there, done=action.done).line == action.line


def is_beside(path: Path) -> bool:
    """Whether a file is what somebody else has written, beside a list of actions."""
    # Where a disk would not have the name either, it still has the hidden one.
    return path.parent.name != FOLDER and path.name.startswith((_BESIDE.removesuffix(".md"), f".{FILE_NAME}"))


def _changed(there: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    return "".join(f"{line}\n" for line in change(_lines_in(there))).encode("utf-8", "surrogateescape")


def _lines_in(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n")
    return text.removesuffix("\n").split("\n") if text else []
