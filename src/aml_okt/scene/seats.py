"""The group round its table: who sits there, and what each of them does now."""

from msgspec import Struct

from aml_okt.core.agenda import Phase, Who
from aml_okt.core.plan import Timebox
from aml_okt.core.session import SessionState

FOCUS, SPEAKING, PRESENT, GONE, TIMEKEEPER = "◉", "◆", "●", "○", "◷"


class Seat(Struct, frozen=True):
    """A person in their place at the table, and what they do now.

    `turned` is the listening phase (guide, step 5b): the focus person sits with their back to the table.
    """

    name: str
    focus: bool = False
    turned: bool = False
    speaking: bool = False
    timekeeper: bool = False
    gone: bool = False

    @property
    def marker(self) -> str:
        """The shape that tells what this person does; who has gone does nothing else."""
        if self.gone:
            return GONE
        if self.focus:
            return FOCUS
        return SPEAKING if self.speaking else PRESENT

    @property
    def tail(self) -> str:
        """The marks after the name: for a focus person who speaks, and for whoever keeps the time."""
        if self.gone:
            return ""
        return (SPEAKING if self.focus and self.speaking else "") + (TIMEKEEPER if self.timekeeper else "")


def seats_at(state: SessionState, phase: Phase, box: Timebox, *, begun: bool) -> tuple[Seat, ...]:
    """Everybody in seat order, as they are in this phase; before the first nobody speaks or is in focus."""
    keeps_time = box.timekeeper if box.round is not None else state.course.facilitator
    return tuple(
        Seat(
            name=person.name,
            focus=begun and person.id == box.focus,
            turned=begun and person.id == box.focus and phase.who is Who.COLLEAGUES,
            speaking=begun and _speaks(person.id, phase, box),
            timekeeper=person.id == keeps_time,
            gone=person.id in state.course.gone,
        )
        for person in state.course.people
    )


def _speaks(person: str, phase: Phase, box: Timebox) -> bool:
    if phase.who is Who.COLLEAGUES:
        return person != box.focus
    return person == box.speaker
