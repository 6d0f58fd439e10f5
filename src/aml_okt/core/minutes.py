"""The minutes: what a session leaves behind for those who were there and for those who file it.

One model for every format. What was said in confidence never enters it: a note is taken in only when the
agenda and the note itself say so, and never from a step of rounds (design, section 3). What those who were in focus
share themselves is a note of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.core.actions import Action
from aml_okt.core.agenda import Step
from aml_okt.core.confidence import WrittenNote, shareable
from aml_okt.core.events import FacilitatorChosen, Moment, Side
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import elapsed_in, planned_in_step, since_begun, used_in_step


class Attendee(Struct, frozen=True, kw_only=True):
    """Somebody who took part. `gone` tells that they left before the end."""

    name: str
    facilitator: bool = False
    gone: bool = False


class StepHeld(Struct, frozen=True, kw_only=True):
    """A step of the agenda, the time planned for it and the time it took; None where minutes tell no times.

    `rounds` counts who was in focus, and `rounds_planned` who was to be when that time was planned.
    """

    id: str
    number: str
    title: str
    planned: timedelta | None
    used: timedelta | None
    rounds: int = 0
    rounds_planned: int = 0


class SharedNote(Struct, frozen=True, kw_only=True):
    """A note that the group shares, under its step."""

    number: str
    title: str
    text: str


class FactorNamed(Struct, frozen=True, kw_only=True):
    """How many times a factor was named as a strength and as a risk."""

    factor: str
    strength: int
    risk: int


class NextMeeting(Struct, frozen=True, kw_only=True):
    """When and where the group meets next."""

    day: date
    at: time_of_day | None = None
    place: str = ""


class Minutes(Struct, frozen=True, kw_only=True):
    """Everything that the minutes of one session say.

    `begun` and `ended` carry the offset they were recorded with; None is for what has not happened.
    `steps` holds the whole agenda, the steps that were never reached too. `confidential` names the
    steps of rounds, whose words belong to the focus persons, and `shared_from_rounds` what those have
    decided to share themselves, under its step. `outside` is the time that belongs to no step:
    the clock stood still, or the group waited for a time of day; None where they tell no times.
    `anonymous` says that participants have numbers in place of names.
    """

    title: str
    unit: str
    place: str
    day: date
    begun: datetime | None
    ended: datetime | None
    attendees: tuple[Attendee, ...]
    steps: tuple[StepHeld, ...]
    notes: tuple[SharedNote, ...]
    factors: tuple[FactorNamed, ...]
    actions: tuple[Action, ...]
    next_meeting: NextMeeting | None
    confidential: tuple[str, ...]
    rehearsal: bool
    shared_from_rounds: tuple[SharedNote, ...] = ()
    outside: timedelta | None = timedelta()
    anonymous: bool = False


def minutes(
    state: SessionState, moment: Moment, notes: Iterable[WrittenNote] = (), actions: Sequence[Action] = ()
) -> Minutes:
    """The minutes of a session as it stands at a moment."""
    # By the wall clock as recorded: session time leaves out a gap that was not to count.
    begun = min(state.course.started_at.values(), default=None)
    steps, written = tuple(_held(state, step, moment) for step in state.agenda.steps), list(notes)
    return Minutes(
        title=state.agenda.title,
        unit=state.created.unit,
        place=state.created.place,
        day=(begun or state.created_at).date(),
        begun=begun,
        ended=state.course.ended_at,
        attendees=tuple(_attendees(state)),
        steps=steps,
        notes=tuple(_shared(state, written)),
        factors=tuple(_named(state)),
        actions=tuple(actions),
        next_meeting=_next_meeting(state),
        confidential=tuple(step.title for step in state.agenda.steps if step.repeat),
        rehearsal=state.created.rehearsal is not None,
        shared_from_rounds=tuple(_shared_from_rounds(state, written)),
        outside=since_begun(state, moment) - sum((used_in_step(state, step.id, moment) for step in steps), timedelta()),
    )


def without_times(minutes: Minutes) -> Minutes:
    """The same minutes without what was planned and used; when the group met is still told."""
    steps = tuple(replace(step, planned=None, used=None) for step in minutes.steps)
    return replace(minutes, steps=steps, outside=None)


def _attendees(state: SessionState) -> Iterator[Attendee]:
    facilitator = _facilitator(state)
    for person in state.course.people:
        yield Attendee(name=person.name, facilitator=person.id == facilitator, gone=person.id in state.course.gone)


def _facilitator(state: SessionState) -> str | None:
    """Who leads; where that person has left and nobody took over, who led last."""
    if state.course.facilitator is not None:
        return state.course.facilitator
    return next((one.move.person for one in reversed(state.earlier) if isinstance(one.move, FacilitatorChosen)), None)


def _rounds_held(state: SessionState, step: Step, moment: Moment) -> int:
    """How many were in focus in a step of rounds; before any was, and as long as any can be, how many are to be."""
    boxes = [box for box in state.course.boxes if box.step == step.id and box.focus is not None]
    held = {box.focus for box in boxes if elapsed_in(state, box, moment)}
    return len(held) if held or state.stage is Stage.FINISHED else len({box.focus for box in boxes})


def _rounds_planned(state: SessionState, step: Step) -> int:
    """How many were to be in focus when the group began."""
    planned = state.course.baseline or state.course.boxes
    return len({box.focus for box in planned if box.step == step.id and box.focus is not None})


def _held(state: SessionState, step: Step, moment: Moment) -> StepHeld:
    return StepHeld(
        id=step.id,
        number=step.number,
        title=step.title,
        planned=planned_in_step(state, step.id),
        used=used_in_step(state, step.id, moment),
        rounds=_rounds_held(state, step, moment),
        rounds_planned=_rounds_planned(state, step),
    )


def _shared(state: SessionState, notes: Sequence[WrittenNote]) -> Iterator[SharedNote]:
    for step in state.agenda.steps:
        if step.repeat is None:
            yield from _shared_under(step, notes)


def _shared_from_rounds(state: SessionState, notes: Sequence[WrittenNote]) -> Iterator[SharedNote]:
    for step in state.agenda.steps:
        if step.repeat is not None:
            yield from _shared_under(step, notes)


def _shared_under(step: Step, notes: Sequence[WrittenNote]) -> Iterator[SharedNote]:
    for note in notes:
        if shareable(step, note) and (text := note.text.strip("\n")).strip():
            yield SharedNote(number=step.number, title=step.title, text=text)


def _named(state: SessionState) -> Iterator[FactorNamed]:
    for factor in dict.fromkeys(factor for step in state.agenda.steps for factor in step.factors):
        strength, risk = _times(state, factor, Side.STRENGTH), _times(state, factor, Side.RISK)
        if strength or risk:
            yield FactorNamed(factor=factor, strength=strength, risk=risk)


def _times(state: SessionState, factor: str, side: Side) -> int:
    return sum(count for (_, name, where), count in state.marks.items() if name == factor and where is side)


def _next_meeting(state: SessionState) -> NextMeeting | None:
    settled = state.next_meeting
    if settled is None or settled.day is None:
        return None
    return NextMeeting(day=settled.day, at=settled.at, place=settled.place)
