"""The notes of a session: ordinary Markdown files in its folder, the only home of what was typed.

A note belongs to a step, and in a round to its focus person. It is found again by its front matter, so
that a person may rename the file and a new order of rounds loses nothing.

Other editors may write in a note at any moment, and a disk may lose it. Nothing of that is taken for an empty
note, and no text is ever replaced by another without being kept.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from aml_okt.files.atomic import TEMPORARY, make_folder, sync_folder
from aml_okt.files.free_names import free, put_aside, put_new
from aml_okt.files.late_writes import LateWrites
from aml_okt.files.note_file import (
    FOLDER,
    NoteKey,
    at_home,
    beside,
    comes_after,
    composed,
    holds,
    holds_nothing,
    identity_in,
    is_beside,
    is_text,
    note_files,
    text_in,
)
from aml_okt.files.refuges import Refuges
from aml_okt.files.swap import KEPT, settled, swap_in


class Trouble(Enum):
    """What has become of a note's file since it was last seen."""

    VANISHED = "vanished"
    DAMAGED = "damaged"
    REPLACED = "replaced"
    """Another program has written in it, and no disk takes what stood there before; it is kept in memory."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A note's text, and what has become of its file. Text in spite of trouble is what was last seen there.

    `other` is the file with what stood in the note before another program wrote something else there.
    `refuge` is the file that the text comes from, when that has not come home yet.
    """

    text: str
    trouble: Trouble | None = None
    other: Path | None = None
    refuge: Path | None = None


class Notebook:
    """The notes of one session, for the one process that writes it.

    `found_again` are notes that an earlier process had not finished saving, or had saved elsewhere, and that are in
    their place now.
    """

    def __init__(
        self, session: Path, refuges: Iterable[Path] = (), steady: Callable[[], float] = time.monotonic
    ) -> None:
        """Find the notes that there are.

        `refuges` are folders where notes may have gone that had no place here; `steady` is a clock that only goes
        forward, in seconds.
        """
        self._folder = session / FOLDER
        self._refuges = Refuges(refuges)
        self._paths: dict[tuple[str, str], Path] = {}
        self._known: dict[Path, bytes] = {}
        self._late = LateWrites(steady)
        self._set_aside: list[Path] = []
        self._only_known: dict[Path, bytes] = {}
        """Notes that another program has written in, and what, while no disk took what we knew of them."""
        self._come_home: set[Path] = set()
        """What is in its place again, and would not go away where it was."""
        for path in note_files(self._folder):
            with suppress(OSError):  # one that cannot be read must not keep the session from opening
                self._know(path, path.read_bytes())
        self.found_again = (*self._bring_back_unfinished(), *self.bring_home())

    def _know(self, path: Path, data: bytes) -> None:
        self._known[path] = data
        identity = identity_in(data)
        if identity is not None and not is_beside(path):
            self._paths.setdefault(identity, path)

    def _seen_in(self, path: Path | None) -> bytes:
        """What was last seen in a note's file, or nothing."""
        return b"" if path is None else self._known.get(path, b"")

    def read(self, key: NoteKey) -> Reading:
        """The text of a note; empty when none has been written.

        A file that is there and cannot be read as the note is left alone, and the next save makes a new one.
        Where the note could not be saved in its place by an earlier process, it is what that one put elsewhere.

        Raises:
            OSError: when the file is there and cannot be opened.

        """
        try:
            found = self._read_at_home(key)
        except OSError:
            if (refuge := self._refuges.later(key, b"")) is None:
                raise
            self.forget(key)
            return Reading(refuge[1], Trouble.DAMAGED, refuge=refuge[0])
        path = self._paths.get(key.identity)
        if (refuge := self._refuges.later(key, self._seen_in(path))) is not None:
            if path in self._only_known:
                del self._only_known[path]  # what somebody has written at home is not shown, so it is not known
            return replace(found, refuge=refuge[0], text=refuge[1])
        return found

    def _read_at_home(self, key: NoteKey) -> Reading:
        path = self._paths.get(key.identity)
        if path is None:
            stray = (self._folder / key.file_name).exists()
            return Reading("", Trouble.DAMAGED if stray and self._is_free(key.file_name) else None)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return Reading(text_in(self._seen_in(path)), Trouble.VANISHED)
        if holds_nothing(data):
            return Reading(text_in(self._seen_in(path)), Trouble.DAMAGED)
        try:
            other = self._kept_from(self._seen_in(path), text_in(data), path)
        except OSError:
            self._only_known[path] = data  # what we knew is still known: the next look, and the next save, try again
            return Reading(text_in(data), Trouble.REPLACED)
        self._only_known.pop(path, None)
        self._known[path] = data
        return Reading(text_in(data), other=other)

    def save(self, key: NoteKey, text: str) -> Path:
        """Write a note; when this returns it is on the disk, and so is what somebody else had written in it.

        Raises:
            OSError: when it is not.

        """
        self._folder_made()
        path = self._paths.get(key.identity) or self._unused(key.file_name)
        known = self._known.get(path)
        try:
            there = path.read_bytes()
        except FileNotFoundError:
            there = known or b""
        if path in self._only_known:
            if (kept := self._kept_from(known or b"", text_in(there), path)) is not None:
                self._set_aside.append(kept)
            # What was shown then is what the text comes from; what somebody has made of that since is not known.
            self._known[path] = known = self._only_known.pop(path)
        data = composed(key, text, known or b"" if holds_nothing(there) else there, self._refuges.what_lies_of(key))
        before = swap_in(path, data)
        self._paths[key.identity], self._known[path] = path, data
        if before is not None:
            self._let_go(before, known, path)
        sync_folder(self._folder)
        self._refuges.leave(key)
        return path

    def remove(self, key: NoteKey) -> None:
        """Let go of a draft that is done with; what somebody else has made of its file stays.

        Raises:
            OSError: when the file can be neither read nor removed.

        """
        path = self._paths.get(key.identity)
        if path is not None:
            known = self._known.get(path)
            try:
                if path.read_bytes() == known:
                    self._late.remove(path, known, path)
                    sync_folder(self._folder)
            except FileNotFoundError:
                pass  # it is gone already
            self.forget(key)
        self._refuges.leave(key)

    def take_set_aside(self) -> tuple[Path, ...]:
        """The new files with what other programs had written in notes, since this was last asked."""
        taken, self._set_aside = tuple(self._set_aside), []
        return taken

    def save_elsewhere(self, key: NoteKey, text: str) -> Path | None:
        """Write a note wherever there is room for it, when its own place refuses; where it is, or None."""
        return self._refuges.put(key, text, self._seen_in(self._paths.get(key.identity)))

    def holds_elsewhere(self, path: Path) -> bool:
        """Whether a note that could not be saved in its place is still where it was put, as it was put there."""
        return self._refuges.holds(path)

    def knows_alone(self, key: NoteKey) -> bool:
        """Whether what stood in the note before another program wrote there is on no disk."""
        return self._paths.get(key.identity) in self._only_known

    def holds(self, path: Path) -> bool:
        """Whether a file lies among the notes of the session."""
        return path.parent == self._folder

    @property
    def outstanding(self) -> tuple[Path, ...]:
        """The files of notes that had no place in the session's folder, and are elsewhere still."""
        return tuple(path for path in self._refuges.states if path not in self._come_home)

    def forget(self, key: NoteKey) -> None:
        """Leave the note's file alone from now on; the next save makes a new one beside it."""
        self._paths.pop(key.identity, None)

    def _let_go(self, before: Path, known: bytes | None, path: Path) -> None:
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
        self._set_aside.append(put_aside(before, beside(path), self._taken))

    def look_for_late_writes(self) -> bool:
        """Set aside what another program wrote in a note in the instant that we replaced it; whether to look again.

        Raises:
            OSError: when it cannot be written.

        """
        for note, data in self._late.look():
            self._set_aside.append(put_new(self._folder, beside(note), data, self._taken))
        return self._late.holds_any

    def _kept_from(self, known: bytes, text: str, path: Path) -> Path | None:
        """Keep what we knew of a note beside it, where another program's text does not hold it any more.

        Raises:
            OSError: when no disk takes it.

        """
        ours = text_in(known).strip()
        if not ours or holds(text, ours):
            return None
        try:
            return put_new(self._folder, beside(path), known, self._taken)
        except OSError:
            if (elsewhere := self._refuges.put_text(beside(path), known)) is None:
                raise
            return elsewhere

    def bring_home(self) -> tuple[Path, ...]:
        """Put what saves have left elsewhere in its place, or beside it; the notes that came so.

        What the session's folder still refuses stays where it is, and is found again the next time.
        """
        return self._each(self.outstanding, self._brought_home)

    def _bring_back_unfinished(self) -> tuple[Path, ...]:
        """Make notes of what saves that were never finished have left; the new ones."""
        unfinished = [path for end in (TEMPORARY, KEPT) for path in self._folder.glob(f".*{end}")]
        return self._each(sorted(unfinished), self._brought_back)

    @staticmethod
    def _each(strays: Iterable[Path], bring: Callable[[Path], Path | None]) -> tuple[Path, ...]:
        notes = []
        for stray in strays:
            with suppress(OSError):  # it stays where it is, and is found again the next time
                notes.append(bring(stray))
        return tuple(filter(None, notes))

    def _brought_home(self, stray: Path) -> Path | None:
        """Put a note that lies elsewhere in its place, or beside it where that says something else; where it is now."""
        data = stray.read_bytes()
        identity = identity_in(data)
        place = self._paths.get(identity) if identity is not None else None
        home = None
        if place is not None and not is_beside(stray) and comes_after(data, there := _bytes_of(place)):
            self._folder_made()
            before = swap_in(place, at_home(data))
            self._known[place] = at_home(data)
            if before is not None:
                self._let_go(before, there, place)
            sync_folder(self._folder)
            home = place
        elif self._says_more(data, identity):
            note = place if place is not None else stray
            of_its_own = place is None and identity is not None
            name = stray.name if of_its_own or is_beside(stray) else beside(note)
            home = put_new(self._folder_made(), name, at_home(data), self._taken)
            self._know(home, at_home(data))
        self._done_with(stray)
        return home

    def _brought_back(self, stray: Path) -> Path | None:
        """Make a note of a file that was left over, unless all that it says is in a note already; the note, if so."""
        name = stray.name[1:].rsplit(".", 2)[0].removesuffix(".md") + ".md"
        data = stray.read_bytes()
        identity = identity_in(data)
        home = None
        if self._says_more(data, identity, begun=True):
            alone = identity is not None and identity not in self._paths
            home = put_new(self._folder, name if alone else beside(Path(name)), data, self._taken)
            self._know(home, data)
        self._done_with(stray)
        return home

    def _says_more(self, data: bytes, identity: tuple[str, str] | None, *, begun: bool = False) -> bool:
        """Whether a file says something that no file of the same note in the session's folder says.

        What is only `begun` says no more than what begins like it: whoever typed had got no further, in a word perhaps.
        """
        text = text_in(data).strip()
        if holds_nothing(data) or not text:
            return False
        files = map(_bytes_of, note_files(self._folder))
        others = [text_in(other) for other in files if identity_in(other) == identity]
        return not any(holds(other, text) or (begun and other.startswith(text)) for other in others)

    def _done_with(self, stray: Path) -> None:
        """Remove a file that is in its place now; one that will not go is not brought home a second time."""
        try:
            stray.unlink(missing_ok=True)
        except OSError:
            self._come_home.add(stray)

    def _folder_made(self) -> Path:
        """The folder of the notes; a session that somebody has moved away does not get half a folder in its place.

        Raises:
            OSError: when the session is not there, or the folder cannot be made.

        """
        self._folder.parent.stat()
        make_folder(self._folder)
        return self._folder

    def _is_free(self, name: str) -> bool:
        return name not in self._taken

    @property
    def _taken(self) -> frozenset[str]:
        """The names that notes have or are about to have."""
        # A copy: a save in another thread may find a place for one more note meanwhile.
        return frozenset(path.name for path in tuple(self._paths.values()))

    def _unused(self, name: str) -> Path:
        return free(self._folder / name, self._taken)


def _bytes_of(path: Path) -> bytes:
    """What is in a file; nothing where there is none.

    Raises:
        OSError: when it is there and cannot be read.

    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
