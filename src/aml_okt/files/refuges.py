"""Where notes go that their own folder refuses: other folders of the same user, perhaps on other disks."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from aml_okt.files.atomic import is_own, make_folder, write_atomically
from aml_okt.files.free_names import put_new
from aml_okt.files.note_file import NoteKey, comes_after, identity_in, is_beside, note_files, text_in


class Refuges:
    """The folders that notes of one session may go to, the first one first."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._ours: dict[Path, tuple[tuple[str, str], bytes]] = {}
        """Which note each file is that this process has written or shown, and what it says; what lies there else may
        be all there is."""

    @property
    def notes(self) -> tuple[Path, ...]:
        """The files in them, of those that nobody else can have put something into."""
        found: list[Path] = []
        for folder in self._folders:
            with suppress(OSError):  # one that cannot be looked into keeps nobody from the others
                found += note_files(folder) if is_own(folder) else ()
        return tuple(found)

    def put(self, key: NoteKey, data: bytes) -> Path | None:
        """Write a note where there is room for it, over what it was there before; where it is, or None."""
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

    def put_text(self, name: str, data: bytes) -> Path | None:
        """Write a text that is no note's latest where there is room for it; where it is, or None."""
        for folder in self._made():
            with suppress(OSError):
                return put_new(folder, name, data)
        return None

    def later(self, key: NoteKey, there: bytes) -> tuple[Path, str] | None:
        """The file with a later state of the note than what is in its place, and what it says.

        Of two that each say something, neither may take the other's place.
        """
        for path in self.notes:
            with suppress(OSError):
                data = path.read_bytes()
                if not is_beside(path) and identity_in(data) == key.identity and comes_after(data, there):
                    self._ours[path] = key.identity, data
                    return path, text_in(data)
        return None

    def leave(self, key: NoteKey) -> None:
        """Remove what this note, now in its place, was here meanwhile; what somebody has written there since stays."""
        self._remove(self._untouched(key))
        for path in self._files_of(key):
            del self._ours[path]

    def _remove(self, paths: Iterable[Path]) -> None:
        for path in paths:
            with suppress(OSError):  # it says nothing that the note does not say, and is looked at the next time
                path.unlink()

    def _untouched(self, key: NoteKey) -> list[Path]:
        """The files of a note that say what this process has written or read there."""
        found = []
        for path in self._files_of(key):
            with suppress(OSError):  # it is gone, or cannot be told from another's
                if path.read_bytes() == self._ours[path][1]:
                    found.append(path)
        return found

    def _made(self) -> Iterator[Path]:
        for folder in self._folders:
            with suppress(OSError):
                make_folder(folder)
                if is_own(folder):
                    yield folder

    def _files_of(self, key: NoteKey) -> list[Path]:
        # A copy: a note may be read in one thread while another is saved in a second.
        return [path for path, (identity, _) in tuple(self._ours.items()) if identity == key.identity]
