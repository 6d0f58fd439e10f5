"""Where notes go that their own folder refuses: other folders of the same user, perhaps on other disks."""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from aml_okt.files.atomic import is_trusted, make_folder, make_private, write_atomically
from aml_okt.files.free_names import named, put_new
from aml_okt.files.note_file import (
    NoteKey,
    beside,
    comes_after,
    composed_elsewhere,
    identity_in,
    is_beside,
    note_files,
    number_of_state,
    text_in,
)


class Refuges:
    """The folders that notes of one session may go to, the first one first."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._ours: dict[Path, tuple[tuple[str, str], bytes]] = {}
        """Which note each file is that this process has written or shown, and what it says; what lies there else may
        be all there is."""
        self._number = 0
        """The highest number of a state that was given or seen."""

    @property
    def notes(self) -> tuple[Path, ...]:
        """The files in them, of those that nobody else can have put something into."""
        found: list[Path] = []
        for folder in self._folders:
            with suppress(OSError):  # one that cannot be looked into keeps nobody from the others
                found += note_files(folder) if is_trusted(folder) else ()
        return tuple(found)

    @property
    def states(self) -> tuple[Path, ...]:
        """The same files, the latest states of notes first."""
        return tuple(sorted(self.notes, key=self._number_of, reverse=True))

    def put(self, key: NoteKey, text: str, there: bytes) -> Path | None:
        """Write a note where there is room for it, over what it was there before; where it is, or None.

        `there` is what was last seen in its place.
        """
        self._number = 1 + max((self._number, *map(self._number_of, self.notes)))
        data = composed_elsewhere(key, text, there, self.what_lies_of(key), self._number)
        before = self._untouched(key)
        for folder in self._made():
            with suppress(OSError):  # the next place may do
                path = next((path for path in before if path.parent == folder), None)
                if path is None:
                    path = put_new(folder, key.file_name, data)
                else:
                    write_atomically(path, data)
                self._ours[path] = key.identity, data
                # An older state, in a place that has no room now, must not be taken for the note another time.
                self._remove(each for each in before if each != path)
                return path
        return None

    def holds(self, path: Path) -> bool:
        """Whether a file still says what this process has written or read there."""
        with suppress(OSError):
            return path in self._ours and path.read_bytes() == self._ours[path][1]
        return False

    def what_lies_of(self, key: NoteKey) -> bytes:
        """The latest state of a note that this process has written or shown here; nothing when there is none."""
        states = [data for identity, data in tuple(self._ours.values()) if identity == key.identity]
        return max(states, key=number_of_state, default=b"")

    def put_text(self, name: str, data: bytes) -> Path | None:
        """Write a text that is no note's latest where there is room for it; where it is, or None."""
        for folder in self._made():
            with suppress(OSError):
                return put_new(folder, name, data)
        return None

    def later(self, key: NoteKey, there: bytes) -> tuple[Path, str] | None:
        """The file with a later state of the note than what is in its place, and what it says.

        Of two that each say something, neither may take the other's place; of several states here the last one counts.
        """
        for path in self.states:
            with suppress(OSError):
                data = path.read_bytes()
                if not is_beside(path) and identity_in(data) == key.identity and comes_after(data, there):
                    self._ours[path] = key.identity, data
                    return path, text_in(data)
        return None

    def leave(self, key: NoteKey) -> None:
        """Remove what this note, now in its place, was here meanwhile; what somebody has written there since stays.

        It stays as what it is, another's text beside the note, and can never be taken for a later state of it.
        """
        self._remove(self._untouched(key))
        for path in self._files_of(key):
            del self._ours[path]
            if os.path.lexists(path):
                with suppress(OSError):  # it keeps its name, and is looked at the next time
                    named(path, path.parent, beside(path), ())
        self.tidy()

    def let_go(self, files: Collection[Path]) -> None:
        """Know nothing any more of files that have been erased on purpose."""
        for path in files:
            self._ours.pop(path, None)
        self.tidy()

    def tidy(self) -> None:
        """Remove the folders that nothing lies in any more."""
        for folder in filter(is_trusted, self._folders):
            with suppress(OSError):  # something does
                folder.rmdir()

    @staticmethod
    def _number_of(path: Path) -> int:
        with suppress(OSError):
            return number_of_state(path.read_bytes())
        return 0

    def _remove(self, paths: Iterable[Path]) -> None:
        for path in paths:
            with suppress(OSError):  # it says nothing that the note does not say, and is looked at the next time
                path.unlink()

    def _untouched(self, key: NoteKey) -> list[Path]:
        """The files of a note that say what this process has written or read there."""
        return [path for path in self._files_of(key) if self.holds(path)]

    def _made(self) -> Iterator[Path]:
        for folder in self._folders:
            with suppress(OSError):
                make_folder(folder)
                if is_trusted(folder):
                    make_private(folder)
                    yield folder

    def _files_of(self, key: NoteKey) -> list[Path]:
        # A copy: a note may be read in one thread while another is saved in a second.
        return [path for path, (identity, _) in tuple(self._ours.items()) if identity == key.identity]
