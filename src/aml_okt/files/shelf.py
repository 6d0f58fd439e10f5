"""The files of a session's notes, in its folder: which file is which note, and what was last seen in it.

Whatever another program has written in a file that is replaced here is kept beside it.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aml_okt.files.atomic import holds_nothing, make_folder, sync_folder
from aml_okt.files.free_names import free, put_aside, put_new
from aml_okt.files.late_writes import LateWrites
from aml_okt.files.note_file import (
    FOLDER,
    Note,
    beside,
    holds,
    identity_in,
    is_beside,
    is_of_a_draft,
    is_text,
    note_files,
    note_in,
    text_in,
)
from aml_okt.files.swap import settled, swap_in

Identity = tuple[str, str]
"""Step and owner, which tell one note from another."""


class Shelf:
    """The notes of one session as files, for the one process that writes them."""

    def __init__(self, session: Path, steady: Callable[[], float]) -> None:
        """Find the files that there are; `steady` is a clock that only goes forward, in seconds."""
        self.folder = session / FOLDER
        self._paths: dict[Identity, Path] = {}
        self._known: dict[Path, bytes] = {}
        self._late = LateWrites(steady)
        self._set_aside: list[Path] = []
        for path in note_files(self.folder):
            with suppress(OSError):  # one that cannot be read must not keep the session from opening
                self.add(path, path.read_bytes())

    def path_of(self, identity: Identity | None) -> Path | None:
        """The file that is this note, as far as is known."""
        return None if identity is None else self._paths.get(identity)

    def look_for(self, identity: Identity) -> Path | None:
        """The file that is this note now; somebody may have renamed it since it was last seen."""
        path = self._paths.get(identity)
        if path is None or _may_be(path, identity):
            return path
        renamed = (other for other in note_files(self.folder) if not is_beside(other) and _is(other, identity))
        other = next(renamed, None)
        if other is None:
            return path
        self._change_names(path, other)
        return other

    def _change_names(self, path: Path, other: Path) -> None:
        """Each of two files has the name of the other now, and what was known of it goes with it."""
        known = {other: self._known.pop(path, None), path: self._known.pop(other, None)}
        self._known.update({place: data for place, data in known.items() if data is not None})
        now = {path: other, other: path}
        self._paths.update({its: now[place] for its, place in tuple(self._paths.items()) if place in now})

    def known(self, path: Path | None) -> bytes:
        """What was last seen in a note's file, or nothing."""
        return b"" if path is None else self._known.get(path, b"")

    def know(self, path: Path, data: bytes) -> None:
        """A note's file holds this now."""
        self._known[path] = data

    def add(self, path: Path, data: bytes) -> None:
        """There is one more file; it is the note that it says it is, if no other is."""
        self.know(path, data)
        identity = identity_in(data)
        if identity is not None and not is_beside(path):
            self._paths.setdefault(identity, path)

    def let_go(self, path: Path) -> tuple[Identity, ...]:
        """A file has been erased on purpose; the notes that it was."""
        self._known.pop(path, None)
        was = tuple(identity for identity, its in tuple(self._paths.items()) if its == path)
        for identity in was:
            del self._paths[identity]
        return was

    def missing(self, wanted: Callable[[Note], bool]) -> frozenset[Path]:
        """Files that are not there any more, of the notes that are wanted as they were last seen."""
        known = tuple(self._known.items())
        return frozenset(path for path, data in known if not path.exists() and wanted(note_in(path, data)))

    def forget(self, identity: Identity) -> None:
        """No file is this note any more."""
        self._paths.pop(identity, None)

    def make(self) -> None:
        """Make the folder; a session that somebody has moved away does not get half a folder in its place.

        Raises:
            OSError: when the session is not there, or the folder cannot be made.

        """
        self.folder.parent.stat()
        make_folder(self.folder)

    def is_free(self, name: str) -> bool:
        """Whether no note has this name, or is about to have it."""
        return name not in self._taken

    @property
    def _taken(self) -> frozenset[str]:
        # A copy: a save in another thread may find a place for one more note meanwhile.
        return frozenset(path.name for path in tuple(self._paths.values()))

    def unused(self, name: str) -> Path:
        """Where a new note could be that wants this name."""
        return free(self.folder / name, self._taken)

    # Writing

    def replace(self, path: Path, data: bytes, known: bytes, identity: Identity) -> None:
        """Put a note in its place; what stood there is forgotten if it is what was `known`, and else kept beside it.

        Raises:
            OSError: when it could not be done.

        """
        before = swap_in(path, data)
        self._paths[identity] = path
        self.know(path, data)
        if before is not None:
            self._let_go(before, known, path)
        sync_folder(self.folder)

    def put(self, name: str, data: bytes) -> Path:
        """Write a new file, under a name that no other has; where it is.

        Raises:
            OSError: when it could not be written.

        """
        self.make()
        path = put_new(self.folder, name, data, self._taken)
        self.add(path, data)
        return path

    def put_beside(self, note: Path, data: bytes) -> Path:
        """Keep a text beside a note; where it is.

        Raises:
            OSError: when it could not be written.

        """
        return put_new(self.folder, beside(note), data, self._taken)

    def remove(self, path: Path) -> None:
        """Remove a file, if it still is what was last seen there.

        Raises:
            OSError: when the file can be neither read nor removed.

        """
        with suppress(FileNotFoundError):  # it is gone already
            if path.read_bytes() == self._known.get(path):
                self._late.remove(path, self.known(path), path)
                sync_folder(self.folder)

    def _let_go(self, before: Path, known: bytes, path: Path) -> None:
        """Forget what we have just replaced, if it was what we knew; else keep it beside the note.

        Bytes that are no text are kept too: we have only guessed what they were meant to be.
        """
        data = None
        with suppress(OSError):  # what cannot be read is somebody else's
            data = settled(before)
        if data is not None and (holds_nothing(data) or (data == known and is_text(data))):
            with suppress(OSError):  # it is in nobody's way
                self._late.remove(before, data, path)
            return
        self.set_aside(put_aside(before, beside(path), self._taken))

    # What others have written

    def says_more(self, data: bytes, *, begun: bool = False) -> bool:
        """Whether a file says something that no file of the same note here says.

        What is only `begun` says no more than what begins like it: whoever typed had got no further, in a word perhaps.

        Raises:
            OSError: when one of them cannot be read.

        """
        text, identity = text_in(data).strip(), identity_in(data)
        if holds_nothing(data) or not text:
            return False
        files = map(bytes_of, note_files(self.folder))
        others = [text_in(other) for other in files if identity_in(other) == identity]
        if begun and others and is_of_a_draft(identity):
            return False  # a form has one state, and that is the last
        return not any(holds(other, text) or (begun and other.startswith(text)) for other in others)

    def look_for_late_writes(self) -> bool:
        """Set aside what another program wrote in a note in the instant that we replaced it; whether to look again.

        Raises:
            OSError: when it cannot be written.

        """
        for note, data in self._late.look():
            self.set_aside(self.put_beside(note, data))
        return self._late.holds_any

    def set_aside(self, path: Path) -> None:
        """A new file holds what another program had written."""
        self._set_aside.append(path)

    def take_set_aside(self) -> tuple[Path, ...]:
        """The new files with what other programs had written in notes, since this was last asked."""
        taken, self._set_aside = tuple(self._set_aside), []
        return taken


def _is(path: Path, identity: Identity) -> bool:
    """Whether a file says that it is this note."""
    with suppress(OSError):
        return identity_in(path.read_bytes()) == identity
    return False


def _may_be(path: Path, identity: Identity) -> bool:
    """Whether a file is there and does not say that it is another note."""
    try:
        return identity_in(path.read_bytes()) in {identity, None}
    except FileNotFoundError:
        return False
    except OSError:
        return True


def bytes_of(path: Path) -> bytes:
    """What is in a file; nothing where there is none.

    Raises:
        OSError: when it is there and cannot be read.

    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
