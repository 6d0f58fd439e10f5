"""The private notes of one participant: what they get of a session, and nobody else does."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from msgspec import Struct

from aml_okt.core.minutes import SharedNote
from aml_okt.core.session import SessionState


class OwnedNote(Protocol):
    """A note as somebody wrote it: the step it belongs to, its owner's id, and its text."""

    @property
    def step(self) -> str:
        """The step's id."""

    @property
    def title(self) -> str:
        """The step's title when the note was written."""

    @property
    def participant(self) -> str:
        """The id of the participant who owns it; empty where nobody does."""

    @property
    def text(self) -> str:
        """Markdown."""


class OwnNotes(Struct, frozen=True, kw_only=True):
    """What one participant takes home of a session."""

    title: str
    unit: str
    day: date
    person: str
    notes: tuple[SharedNote, ...]


def own_notes(state: SessionState, person: str, day: date, notes: Iterable[OwnedNote]) -> OwnNotes:
    """The notes that belong to the participant with the id `person`, in the agenda's order; those without words not.

    A note belongs to whoever its front matter names by id. No other note is ever among them, whatever it says.
    """
    places = {step.id: place for place, step in enumerate(state.agenda.steps)}
    numbers = {step.id: step.number for step in state.agenda.steps}
    owned = [note for note in notes if person and note.participant == person and note.text.strip()]
    owned.sort(key=lambda note: places.get(note.step, len(places)))
    shared = (SharedNote(number=numbers.get(note.step, ""), title=note.title, text=_body(note)) for note in owned)
    return OwnNotes(
        title=state.agenda.title,
        unit=state.created.unit,
        day=day,
        person=state.name(person),
        notes=tuple(shared),
    )


def _body(note: OwnedNote) -> str:
    return note.text.strip("\n")
