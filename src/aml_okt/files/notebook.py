"""The notes of a session: ordinary Markdown files in its folder, the only home of what was typed.

A note belongs to a step, and in a round to its focus person. It is found again by its front matter, so
that a person may rename the file and a new order of rounds loses nothing.

Other editors may write in a note at any moment, and a disk may lose it. Nothing of that is taken for an empty
note, and no text is ever replaced by another without being kept.
"""

import time
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.files.atomic import holds_nothing
from aml_okt.files.homecoming import Homecoming
from aml_okt.files.note_file import Note, NoteKey, beside, composed, holds, text_in
from aml_okt.files.refuges import Refuges
from aml_okt.files.shelf import Shelf, bytes_of


class Trouble(Enum):
    """What has become of a note's file since it was last seen."""

    VANISHED = "vanished"
    DAMAGED = "damaged"
    REPLACED = "replaced"
    """Another program has written in it, and no disk takes what stood there before; it is kept in memory."""


class Reading(Struct, frozen=True):
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
        self._shelf = Shelf(session, steady)
        self._refuges = Refuges(refuges)
        self._homecoming = Homecoming(self._shelf)
        self._only_known: dict[tuple[str, str], bytes] = {}
        """Notes that another program has written in, and what, while no disk took what we knew of them."""
        self.found_again = (*self._homecoming.bring_back(), *self.bring_home())

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
        path = self._shelf.path_of(key.identity)
        if (refuge := self._refuges.later(key, self._shelf.known(path))) is not None:
            # What somebody has written at home is not shown, so it is not known.
            self._only_known.pop(key.identity, None)
            return replace(found, refuge=refuge[0], text=refuge[1])
        return found

    def _read_at_home(self, key: NoteKey) -> Reading:
        path = self._shelf.look_for(key.identity)
        if path is None:
            stray = (self._shelf.folder / key.file_name).exists()
            return Reading("", Trouble.DAMAGED if stray and self._shelf.is_free(key.file_name) else None)
        known = self._shelf.known(path)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return Reading(text_in(known), Trouble.VANISHED)
        if holds_nothing(data):
            return Reading(text_in(known), Trouble.DAMAGED)
        try:
            other = self._kept_from(known, text_in(data), path)
        except OSError:
            # What we knew is still known: the next look, and the next save, try again.
            self._only_known[key.identity] = data
            return Reading(text_in(data), Trouble.REPLACED)
        self._only_known.pop(key.identity, None)
        self._shelf.know(path, data)
        return Reading(text_in(data), other=other)

    def save(self, key: NoteKey, text: str) -> Path:
        """Write a note; when this returns it is on the disk, and so is what somebody else had written in it.

        Raises:
            OSError: when it is not.

        """
        self._shelf.make()
        path = self._shelf.look_for(key.identity) or self._shelf.unused(key.file_name)
        known = self._shelf.known(path)
        try:
            there = path.read_bytes()
        except FileNotFoundError:
            there = known
        if key.identity in self._only_known:
            if (kept := self._kept_from(known, text_in(there), path)) is not None:
                self._shelf.set_aside(kept)
            # What was shown then is what the text comes from; what somebody has made of that since is not known.
            known = self._only_known.pop(key.identity)
            self._shelf.know(path, known)
        if not holds_nothing(there) and text_in(there) == text_in(known):
            known = there  # what somebody has added above the text is in what we write now
        data = composed(key, text, known if holds_nothing(there) else there, self._refuges.what_lies_of(key))
        self._shelf.replace(path, data, known, key.identity)
        self._refuges.leave(key)
        return path

    def remove(self, key: NoteKey) -> None:
        """Let go of a draft that is done with; what somebody else has made of its file stays.

        Raises:
            OSError: when the file can be neither read nor removed.

        """
        if (path := self._shelf.look_for(key.identity)) is not None:
            self._shelf.remove(path)
            self.forget(key)
        self._refuges.leave(key)

    def copy_aside(self, key: NoteKey) -> None:
        """Keep what stands in a note beside it, as somebody else's.

        Raises:
            OSError: when it cannot be written.

        """
        if (path := self._shelf.look_for(key.identity)) is not None:
            self._shelf.set_aside(self._shelf.put_beside(path, bytes_of(path)))

    def save_elsewhere(self, key: NoteKey, text: str) -> Path | None:
        """Write a note wherever there is room for it, when its own place refuses; where it is, or None."""
        return self._refuges.put(key, text, self._shelf.known(self._shelf.path_of(key.identity)))

    def holds_elsewhere(self, path: Path) -> bool:
        """Whether a note that could not be saved in its place is still where it was put, as it was put there."""
        return self._refuges.holds(path)

    def knows_alone(self, key: NoteKey) -> bool:
        """Whether what stood in the note before another program wrote there is on no disk."""
        return key.identity in self._only_known

    def erased(self, files: Iterable[Path], is_private: Callable[[Note], bool]) -> None:
        """These files have been erased on purpose: nothing is known of them any more, and no look misses them.

        Nor is anything known of private notes that somebody had removed or renamed before: what is remembered of a
        file that is gone would otherwise be saved again.
        """
        gone = frozenset(files) | self._shelf.missing(is_private)
        for path in gone:
            for identity in self._shelf.let_go(path):
                self._only_known.pop(identity, None)
        self._refuges.let_go(gone)

    def forget(self, key: NoteKey) -> None:
        """Leave the note's file alone from now on; the next save makes a new one beside it."""
        self._shelf.forget(key.identity)

    @property
    def outstanding(self) -> tuple[Path, ...]:
        """The files of notes that had no place in the session's folder, and are elsewhere still; the latest first."""
        return tuple(path for path in self._refuges.states if path not in self._homecoming.arrived)

    def bring_home(self) -> tuple[Path, ...]:
        """Put what saves have left elsewhere in its place, or beside it; the notes that came so.

        What the session's folder still refuses stays where it is, and is found again the next time.
        """
        come = self._homecoming.bring_home(self.outstanding)
        self._refuges.tidy()
        return come

    def take_set_aside(self) -> tuple[Path, ...]:
        """The new files with what other programs had written in notes, since this was last asked."""
        return self._shelf.take_set_aside()

    def look_for_late_writes(self) -> bool:
        """Set aside what another program wrote in a note in the instant that we replaced it; whether to look again.

        Raises:
            OSError: when it cannot be written.

        """
        return self._shelf.look_for_late_writes()

    def _kept_from(self, known: bytes, text: str, path: Path) -> Path | None:
        """Keep what we knew of a note beside it, where another program's text does not hold it any more.

        Raises:
            OSError: when no disk takes it.

        """
        ours = text_in(known).strip()
        if not ours or holds(text, ours):
            return None
        try:
            return self._shelf.put_beside(path, known)
        except OSError:
            if (elsewhere := self._refuges.put_text(beside(path), known)) is None:
                raise
            return elsewhere
