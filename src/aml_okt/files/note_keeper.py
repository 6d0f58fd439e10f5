"""Keeping notes while they are typed: the text in memory, and its way to the disk.

The keeper may be asked to save from another thread than the one that types; saves happen one at a time,
and what could not be saved stays pending.
"""

from dataclasses import dataclass
from threading import Lock

from aml_okt.files.notes import Notebook, NoteKey


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A note that is not on the disk, and why."""

    key: NoteKey
    reason: OSError


class NoteKeeper:
    """The notes of the session that runs, as typed."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._texts: dict[tuple[str, str], str] = {}
        self._pending: dict[tuple[str, str], NoteKey] = {}
        self._saving = Lock()
        self._changing = Lock()

    def text(self, key: NoteKey) -> str:
        """The note's text: as typed here, else as it stands on the disk.

        Raises:
            OSError: when a file is there that cannot be read. What is typed then goes to a new file.

        """
        if key.identity not in self._texts:
            try:
                self._texts[key.identity] = self._notebook.read(key)
            except OSError:
                self._texts[key.identity] = ""
                self._notebook.forget(key)
                raise
        return self._texts[key.identity]

    def typed(self, key: NoteKey, text: str) -> None:
        """The note's text is now this; it waits to be saved."""
        with self._changing:
            self._texts[key.identity] = text
            self._pending[key.identity] = key

    @property
    def anything_waits(self) -> bool:
        """Whether something typed is not on the disk yet."""
        return bool(self._pending)

    def waits(self, key: NoteKey) -> bool:
        """Whether something typed in this note is not on the disk yet."""
        return key.identity in self._pending

    def save(self) -> tuple[Unsaved, ...]:
        """Put everything that waits on the disk; what could not be is told, and waits on."""
        unsaved = []
        with self._saving:
            with self._changing:
                waiting = [(key, self._texts[identity]) for identity, key in self._pending.items()]
                self._pending.clear()
            for key, text in waiting:
                try:
                    self._notebook.save(key, text)
                except OSError as reason:
                    unsaved.append(Unsaved(key, reason))
                    with self._changing:
                        self._pending.setdefault(key.identity, key)
        return tuple(unsaved)
