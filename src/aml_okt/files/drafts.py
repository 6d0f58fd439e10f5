"""The draft of a form: what stands in it is on the disk as it is typed, like a note, until it is saved."""

from collections.abc import Collection, Mapping
from typing import Protocol

from aml_okt.core.drafts import as_text, fields_in
from aml_okt.files.note_file import NoteKey


class Desk(Protocol):
    """Whoever keeps notes while they are written, and drafts beside them."""

    def read_beside(self, key: NoteKey) -> str:
        """The text of a note that nobody writes in now; what cannot be read is left alone, and there is none."""

    def copy_aside(self, key: NoteKey) -> None:
        """Keep what somebody else has made of such a note."""

    def keep_beside(self, key: NoteKey, text: str) -> None:
        """Save such a note."""


class Draft:
    """One form's draft, which the desk keeps among the notes of the session."""

    def __init__(self, key: NoteKey, desk: Desk, names: Collection[str]) -> None:
        """`names` are what its lines may be called."""
        self._key, self._desk, self._names = key, desk, names

    def read(self) -> dict[str, str]:
        """What stood in the form when it was left, by field; nothing when it was saved or thrown away.

        Where somebody has written anything else in the draft, that is kept beside it.
        """
        text = self._desk.read_beside(self._key)
        fields = {name: value for name, value in fields_in(text).items() if name in self._names}
        if text.split() != as_text(fields).split():
            self._desk.copy_aside(self._key)
            self.keep(fields)
        return fields

    def keep(self, fields: Mapping[str, str]) -> None:
        """This is what stands in the form now; with nothing in it there is no draft."""
        self._desk.keep_beside(self._key, as_text(fields))
