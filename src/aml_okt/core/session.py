"""The session's state: what its events add up to.

`replay(agenda, records)` is the only way to a state; `apply` is one step of it. A move is kept together
with the course it left, so that undo restores exactly what was, and the time since then counts there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import datetime, timedelta
from enum import Enum
from typing import assert_never

from msgspec.structs import replace

from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.events import (
    ClockPaused,
    ClockResumed,
    Event,
    FacilitatorChosen,
    FactorMarked,
    FocusOrderSet,
    Moment,
    MoveUndone,
    NextMeetingSet,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantReturned,
    Record,
    SessionCreated,
    SessionEnded,
    SessionTakenUp,
    Side,
    SlideShown,
    TimeAdjusted,
    TimeboxStarted,
)
from aml_okt.core.plan import Group, Key, Participant, Timebox, plan
from aml_okt.core.replan import begun_in_focus, replan


class Stage(Enum):
    """How far a session has come, and whether its clock runs."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


class NotASessionError(ValueError):
    """The records do not begin with the creation of a session, or tell of things that cannot happen."""


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that a move changes and undo restores.

    `at` is the place of the timebox in `boxes`; -1 before the first. `spent` is the time used in each
    timebox, by its key, up to `since`: the session time at which the clock last started, or None while
    it stands still. A timebox that a new plan dropped keeps the time that was used in it. `ended_at` is
    the end by the wall clock, which no later process could tell from session time; `started_at` has the
    same of each timebox's first start.
    """

    people: tuple[Participant, ...]
    order: tuple[str, ...]
    boxes: tuple[Timebox, ...]
    spent: Mapping[Key, timedelta] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    facilitator: str | None = None
    at: int = -1
    begun: timedelta | None = None
    since: timedelta | None = None
    ended: timedelta | None = None
    ended_at: datetime | None = None
    started_at: Mapping[Key, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session at the last of its events.

    Session time is a `timedelta` since the creation: the suspend-proof clock within a process, stitched
    by the wall clock from one process to the next. `time` is that of the last event, `steady` the
    clock's reading then. `earlier` holds each move's event with the course before it, the newest last.
    """

    agenda: Agenda
    created: SessionCreated
    created_at: datetime
    course: Course
    last: Moment
    time: timedelta = timedelta()
    number: int = 1
    earlier: tuple[tuple[Event, Course], ...] = ()
    marks: Mapping[tuple[str, str, Side], int] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    next_meeting: NextMeetingSet | None = None

    @property
    def stage(self) -> Stage:
        """How far the session has come."""
        if self.course.ended is not None:
            return Stage.FINISHED
        if self.course.begun is None:
            return Stage.READY
        return Stage.PAUSED if self.course.since is None else Stage.RUNNING

    @property
    def box(self) -> Timebox | None:
        """The timebox the group is in; None before the first and after the end."""
        if self.course.ended is None and 0 <= self.course.at < len(self.course.boxes):
            return self.course.boxes[self.course.at]
        return None

    @property
    def step(self) -> Step | None:
        """The step the group is in; None before the first and after the end."""
        return None if self.box is None else self.agenda.step(self.box.step)

    @property
    def present(self) -> tuple[Participant, ...]:
        """The participants who are here, in seat order."""
        return tuple(person for person in self.course.people if person.id not in self.course.gone)

    def name(self, person: str | None) -> str:
        """A participant's name; nobody has an empty one."""
        return next((other.name for other in self.course.people if other.id == person), "")


def replay(agenda: Agenda, records: Iterable[Record]) -> SessionState:
    """The state that these records add up to.

    Raises:
        NotASessionError: when they do not begin with `SessionCreated`, or contradict themselves.

    """
    steps = iter(records)
    first = next(steps, None)
    if first is None or not isinstance(first.event, SessionCreated):
        msg = "the first record of a journal creates the session"
        raise NotASessionError(msg)
    state = create(agenda, first)
    for record in steps:
        state = apply(state, record)
    return state


def create(agenda: Agenda, record: Record) -> SessionState:
    """The state of a session that has just been created."""
    event = record.event
    if not isinstance(event, SessionCreated):
        msg = f"{type(event).__name__} does not create a session"
        raise NotASessionError(msg)
    order = tuple(person.id for person in event.people)
    boxes = plan(agenda, Group(event.people, order, breather=event.breather))
    course = Course(event.people, order, boxes)
    return SessionState(agenda, event, record.moment.wall, course, record.moment, number=record.number)


def session_time(state: SessionState, moment: Moment) -> timedelta:
    """The session time at a moment read in the same process as the last event; never before that event."""
    return state.time + max(timedelta(), moment.steady - state.last.steady)


def at_wall(state: SessionState, wall: datetime) -> Moment:
    """The moment at a wall time, for whoever only has the wall clock to go by; never before the last event."""
    wall = max(wall, state.last.wall)
    return Moment(wall, state.last.steady + (wall - state.last.wall))


def remaining_focus(course: Course) -> tuple[str, ...]:
    """Who is here and has not begun a round in the step that runs, in focus order."""
    begun = begun_in_focus(course.boxes, course.at)
    return tuple(person for person in course.order if person not in begun and person not in course.gone)


def group_of(state: SessionState, course: Course) -> Group:
    """The group that the rest of the plan is made for: whoever is here."""
    present = tuple(person for person in course.people if person.id not in course.gone)
    order = tuple(person for person in course.order if person not in course.gone)
    return Group(present, order, course.facilitator, state.created.breather)


def apply(state: SessionState, record: Record) -> SessionState:
    """The state after one more record.

    Raises:
        NotASessionError: when the event cannot have happened in this state.

    """
    event = record.event
    time = session_time(state, record.moment)
    if isinstance(event, SessionTakenUp):
        seen = event.last_seen if not event.counts else record.moment.wall
        time = state.time if seen is None else session_time(state, at_wall(state, min(seen, record.moment.wall)))
    state = changed(state, time=time, last=record.moment, number=record.number)
    match event:
        case SessionCreated():
            msg = "a session is created once"
            raise NotASessionError(msg)
        case SessionTakenUp():
            return state
        case FactorMarked(step=step, factor=factor, side=side, count=count):
            return changed(state, marks={**state.marks, (step, factor, side): count})
        case SlideShown(step=step, page=page):
            return changed(state, pages={**state.pages, step: page})
        case NextMeetingSet():
            return changed(state, next_meeting=event)
        case MoveUndone():
            if not state.earlier:
                msg = "there was no move to undo"
                raise NotASessionError(msg)
            *earlier, (_, before) = state.earlier
            return changed(state, course=before, earlier=tuple(earlier))
        case _:
            return changed(state, course=_moved(state, event), earlier=(*state.earlier, (event, state.course)))


Move = (
    TimeboxStarted
    | ClockPaused
    | ClockResumed
    | TimeAdjusted
    | FacilitatorChosen
    | FocusOrderSet
    | ParticipantJoined
    | ParticipantLeft
    | ParticipantReturned
    | SessionEnded
)


def _moved(state: SessionState, event: Move) -> Course:  # noqa: C901, PLR0911 - a case for each move
    """The course after a move."""
    course, time = state.course, state.time
    match event:
        case TimeboxStarted(place=place):
            if not 0 <= place < len(course.boxes):
                msg = f"the plan has no place {place}"
                raise NotASessionError(msg)
            begun = time if course.begun is None else course.begun
            started_at = {course.boxes[place].key: state.last.wall, **course.started_at}
            moved = changed(_stopped(course, time), at=place, begun=begun, since=time, started_at=started_at)
            # Whoever came after the place gone back to is to have a turn from there on.
            return _replanned(state, moved) if place < course.at else moved
        case ClockPaused():
            return _stopped(course, time)
        case ClockResumed():
            return changed(course, since=time)
        case TimeAdjusted(by=by):
            here = _running(course)
            box = replace(here, allotted=here.allotted + by)
            return changed(course, boxes=(*course.boxes[: course.at], box, *course.boxes[course.at + 1 :]))
        case FacilitatorChosen(person=person):
            return _replanned(state, changed(course, facilitator=person))
        case FocusOrderSet(order=order):
            begun_rounds = begun_in_focus(course.boxes, course.at)
            others = tuple(person for person in course.order if person not in (*begun_rounds, *order))
            return _replanned(state, changed(course, order=(*begun_rounds, *order, *others)))
        case ParticipantJoined(person=newcomer):
            people, order = (*course.people, newcomer), (*course.order, newcomer.id)
            return _replanned(state, changed(course, people=people, order=order))
        case ParticipantLeft(person=person):
            facilitator = None if person == course.facilitator else course.facilitator
            return _replanned(state, changed(course, gone=course.gone | {person}, facilitator=facilitator))
        case ParticipantReturned(person=person):
            return _replanned(state, changed(course, gone=course.gone - {person}))
        case SessionEnded():
            return changed(_stopped(course, time), ended=time, ended_at=state.last.wall)
        case _:
            assert_never(event)


def _running(course: Course) -> Timebox:
    if not 0 <= course.at < len(course.boxes):
        msg = "no timebox was running"
        raise NotASessionError(msg)
    return course.boxes[course.at]


def _stopped(course: Course, time: timedelta) -> Course:
    """The course with the time that has run added to the timebox that it ran in."""
    if course.since is None:
        return course
    key = _running(course).key
    used = course.spent.get(key, timedelta()) + (time - course.since)
    return changed(course, spent={**course.spent, key: used}, since=None)


def _replanned(state: SessionState, course: Course) -> Course:
    return changed(course, boxes=replan(course.boxes, course.at, state.agenda, group_of(state, course)))
