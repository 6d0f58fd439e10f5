"""Which notes may be shared, and which are private: agenda and note must agree, and a round is its focus person's."""

from collections.abc import Callable
from typing import Protocol

from aml_okt.core.agenda import Agenda, Step, Visibility
from aml_okt.core.sharing import shared_from


class WrittenNote(Protocol):
    """A note as somebody wrote it: the step it belongs to, what it says of itself, and its text."""

    @property
    def step(self) -> str:
        """The step's id."""

    @property
    def visibility(self) -> Visibility:
        """Where the note says that it may go."""

    @property
    def text(self) -> str:
        """Markdown."""


def shareable(step: Step, note: WrittenNote) -> bool:
    """Whether a note of this step may be in the minutes.

    Both the agenda and the note must say so. What is said while somebody is in focus is theirs, whatever
    agenda and note say (guide, step 5b); of a step of rounds only the note that was written to be shared may.
    """
    if note.visibility is not Visibility.MINUTES:
        return False
    if step.repeat is not None:
        return note.step == shared_from(step.id)
    return step.notes is Visibility.MINUTES and note.step == step.id


def is_private_in(agenda: Agenda) -> Callable[[WrittenNote], bool]:
    """What is private in a session of this agenda: all that its minutes leave out."""
    return lambda note: not any(shareable(step, note) for step in agenda.steps)
