"""Where notes go that their own folder refuses: other folders of the same user, perhaps on other disks."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from aml_okt.files.atomic import is_own, make_folder, write_atomically
from aml_okt.files.free_names import put_new
from aml_okt.files.note_file import NoteKey, comes_after, identity_in, note_files, text_in


class Refuges:
    """The folders that notes of one session may go to, the first one first."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._ours: dict[Path, tuple[str, str]] = {}
        """Which note each file is that this process has written or shown; what lies there else may be all there is."""

    @property
    def notes(self) -> tuple[Path, ...]:
        """The files in them, of those that nobody else can have put something into."""
        return tuple(path for folder in self._folders if is_own(folder) for path in note_files(folder))

    def put(self, key: NoteKey, data: bytes) -> Path | None:
        """Write a note where there is room for it, over what it was there before; where it is, or None."""
        for folder in self._made():
            with suppress(OSError):  # the next place may do
                path = self._place_in(folder, key)
                if path is None:
                    path = put_new(folder, key.file_name, data)
                else:
                    write_atomically(path, data)
                self._ours[path] = key.identity
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
                if identity_in(data) == key.identity and comes_after(data, there):
                    self._ours[path] = key.identity
                    return path, text_in(data)
        return None

    def leave(self, key: NoteKey) -> None:
        """Remove what this note, now in its place, was here meanwhile."""
        for path in self._files_of(key):
            with suppress(OSError):  # it says nothing that the note does not say, and is looked at the next time
                path.unlink()
            del self._ours[path]

    def _made(self) -> Iterator[Path]:
        for folder in self._folders:
            with suppress(OSError):
                make_folder(folder)
                if is_own(folder):
                    yield folder

    def _place_in(self, folder: Path, key: NoteKey) -> Path | None:
        return next((path for path in self._files_of(key) if path.parent == folder and path.exists()), None)

    def _files_of(self, key: NoteKey) -> list[Path]:
        # A copy: a note may be read in one thread while another is saved in a second.
        return [path for path, identity in tuple(self._ours.items()) if identity == key.identity]
