"""Keeping notes while they are typed: the text in memory, and its way to the disk.

The keeper may be asked to save from another thread than the one that types. Saves happen one at a time,
and a note waits until the very text that was typed last is on the disk. Whoever types never waits for a save.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from msgspec import Struct

from aml_okt.core.agenda import Visibility
from aml_okt.files.note_file import NoteKey
from aml_okt.files.notebook import Notebook, Reading, Trouble


class Unsaved(Struct, frozen=True):
    """A note that is not in its place, why, and where it is instead; None when it is only in memory."""

    key: NoteKey
    reason: OSError
    refuge: Path | None = None


class Outcome(Struct, frozen=True):
    """What came of a save: what could not be written, and texts of another program's that were kept beside ours.

    `set_aside` are all of those texts that nobody has been told of yet.
    """

    unsaved: tuple[Unsaved, ...] = ()
    set_aside: tuple[Path, ...] = ()
    look_again: bool = False
    """Whether another program may still write in what was replaced, so that another save should look."""

    @property
    def only_in_memory(self) -> tuple[Unsaved, ...]:
        """What is on no disk, and would be lost if the program were closed."""
        return tuple(note for note in self.unsaved if note.refuge is None)

    @property
    def elsewhere(self) -> tuple[Path, ...]:
        """Where notes are that are not in their place."""
        return tuple(note.refuge for note in self.unsaved if note.refuge is not None)


class NoteKeeper:
    """The notes of the session that runs, as typed."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._waiting: dict[tuple[str, str], tuple[NoteKey, str]] = {}
        self._refuges: dict[tuple[str, str], tuple[str, Path | None]] = {}
        self._untold: list[Path] = []
        """Texts of other programs' that were kept, and that nobody has been told of."""
        self._saving = Lock()
        self._changing = Lock()

    def read(self, key: NoteKey) -> Reading:
        """The note's text: as typed here while that waits, else as it stands on the disk now.

        A text that the disk has lost while we knew it waits to be saved again.

        Raises:
            OSError: when a file is there that cannot be opened. What is typed then goes to a new file.

        """
        # No lock: a save that hangs must not keep anybody from another note, and this one waits until it is saved.
        waiting = self._waiting.get(key.identity)
        if waiting is not None:
            return Reading(waiting[1])
        try:
            found = self._notebook.read(key)
        except OSError:
            self._notebook.forget(key)
            raise
        if found.refuge is not None:
            # It waits for its place, which may take it now.
            self._refuges[key.identity] = (found.text, found.refuge)
            self.typed(key, found.text)
        elif found.trouble is Trouble.REPLACED or (found.trouble is not None and found.text):
            self.typed(key, found.text)
        elif found.trouble is Trouble.DAMAGED:
            self._notebook.forget(key)
        return found

    def typed(self, key: NoteKey, text: str) -> None:
        """The note's text is now this; it waits to be saved."""
        with self._changing:
            self._waiting[key.identity] = (key, text)

    def drop_private(self) -> None:
        """Let go of private notes that wait for a place: they have been erased on purpose."""
        with self._saving, self._changing:
            for identity, (key, _text) in tuple(self._waiting.items()):
                if key.visibility is Visibility.PRIVATE:
                    del self._waiting[identity]
                    self._refuges.pop(identity, None)

    def copy_aside(self, key: NoteKey) -> None:
        """Keep what stands in a note beside it, as somebody else's.

        Raises:
            OSError: when it cannot be written.

        """
        with self._saving:
            self._notebook.copy_aside(key)

    @property
    def anything_waits(self) -> bool:
        """Whether something typed is not on the disk yet."""
        return bool(self._waiting)

    def waits(self, key: NoteKey) -> bool:
        """Whether something typed in this note is not on the disk yet."""
        return key.identity in self._waiting

    def save(self) -> Outcome:
        """Put everything that waits on the disk; what could not be is told, and waits on.

        Called while another save runs, it waits for that one first.
        """
        unsaved: list[Unsaved] = []
        look_again = False
        with self._saving:
            with self._changing:
                waiting = dict(self._waiting)
            for identity, (key, text) in waiting.items():
                try:
                    if key.is_draft and not text:
                        self._notebook.remove(key)
                    else:
                        self._notebook.save(key, text)
                except OSError as reason:
                    if key.is_draft and not text:
                        continue  # a draft that is done with, and does no harm where it is
                    refuge = self._take_refuge(key, text)
                    # A text that is safe elsewhere is not enough where an older one is on no disk at all.
                    unsaved.append(Unsaved(key, reason, None if self._notebook.knows_alone(key) else refuge))
                    continue
                self._refuges.pop(identity, None)
                with self._changing:
                    # Typed on in the meantime, the note waits for that too.
                    if self._waiting.get(identity) == (key, text):
                        del self._waiting[identity]
            with suppress(OSError):  # it is no text of ours that could not be written
                look_again = self._notebook.look_for_late_writes()
            with self._changing:
                self._untold += self._notebook.take_set_aside()
                return Outcome(tuple(unsaved), tuple(self._untold), look_again)

    def tell(self, texts: Iterable[Path]) -> tuple[Path, ...]:
        """Those of the texts that nobody has been told of before; now somebody is.

        Whoever asks for one save may be gone when it is over, and then the next one tells.
        """
        with self._changing:
            new = tuple(text for text in texts if text in self._untold)
            self._untold = [text for text in self._untold if text not in new]
        return new

    def _take_refuge(self, key: NoteKey, text: str) -> Path | None:
        """Where the text is on some disk; it is written once, as long as it is still there."""
        before = self._refuges.get(key.identity)
        if before is not None and before[0] == text and before[1] and self._notebook.holds_elsewhere(before[1]):
            return before[1]
        place = self._notebook.save_elsewhere(key, text)
        self._refuges[key.identity] = (text, place)
        return place
