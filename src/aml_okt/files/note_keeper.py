"""Keeping notes while they are typed: the text in memory, and its way to the disk.

The keeper may be asked to save from another thread than the one that types. Saves happen one at a time,
and a note waits until the very text that was typed last is on the disk.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from aml_okt.files.notes import Notebook, NoteKey


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A note that is not on the disk, and why."""

    key: NoteKey
    reason: OSError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a save: what could not be written, and texts of another program's that were kept beside ours."""

    unsaved: tuple[Unsaved, ...] = ()
    set_aside: tuple[Path, ...] = ()


class NoteKeeper:
    """The notes of the session that runs, as typed."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._waiting: dict[tuple[str, str], tuple[NoteKey, str]] = {}
        self._saving = Lock()
        self._changing = Lock()

    def text(self, key: NoteKey) -> str:
        """The note's text: as typed here while that waits, else as it stands on the disk now.

        Raises:
            OSError: when a file is there that cannot be read. What is typed then goes to a new file.

        """
        with self._saving:
            if key.identity in self._waiting:
                return self._waiting[key.identity][1]
            try:
                return self._notebook.read(key)
            except OSError:
                self._notebook.forget(key)
                raise

    def typed(self, key: NoteKey, text: str) -> None:
        """The note's text is now this; it waits to be saved."""
        with self._changing:
            self._waiting[key.identity] = (key, text)

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
        set_aside: list[Path] = []
        with self._saving:
            with self._changing:
                waiting = dict(self._waiting)
            for identity, (key, text) in waiting.items():
                try:
                    if (other := self._notebook.set_aside(key)) is not None:
                        set_aside.append(other)
                    self._notebook.save(key, text)
                except OSError as reason:
                    unsaved.append(Unsaved(key, reason))
                    continue
                with self._changing:
                    # Typed on in the meantime, the note waits for that too.
                    if self._waiting.get(identity) == (key, text):
                        del self._waiting[identity]
        return Outcome(tuple(unsaved), tuple(set_aside))
