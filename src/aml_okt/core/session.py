"""The session's state: what its events add up to.

`replay(agenda, records)` is the only way to a state; `apply` is one step of it, and `salvage` the same for records
some of which have been lost. A move is kept together
with the course it left, so that undo restores exactly what was, and the time since then counts there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace as changed

from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.course import Course, Ground, NotASessionError
from aml_okt.core.events import (
    ActionsShown,
    Cues,
    CuesChosen,
    Event,
    FactorMarked,
    GapFound,
    JournalMended,
    Lost,
    Moment,
    MoveUndone,
    NextMeetingSet,
    Record,
    SessionCreated,
    SessionTakenUp,
    Side,
    SlideShown,
)
from aml_okt.core.history import Earlier, History
from aml_okt.core.moves import left_out, moved
from aml_okt.core.plan import Group, Participant, Timebox, plan
from aml_okt.core.planned import Planned

NO_TIME = timedelta()


class Stage(Enum):
    """How far a session has come, and whether its clock runs."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


class SessionState(Struct, frozen=True):
    """A session at the last of its events.

    Session time is a `timedelta` since the creation: the suspend-proof clock within a process, stitched
    by the wall clock from one process to the next. `time` is that of the last event, `steady` the
    clock's reading then. `earlier` holds each move with what it changed. `gap` is the last
    gap that was found, as long as nothing has been done since. `actions_shown` is whether the room may see what is
    agreed on while the group agrees on it.
    """

    ground: Ground
    created: SessionCreated
    created_at: datetime
    course: Course
    last: Moment
    time: timedelta = timedelta()
    number: int = 1
    earlier: History = History()
    gap: timedelta | None = None
    marks: Mapping[tuple[str, str, Side], int] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    next_meeting: NextMeetingSet | None = None
    actions_shown: bool = False
    cues: Cues = Cues.ALL

    @property
    def agenda(self) -> Agenda:
        """What the session follows."""
        return self.ground.agenda

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
        return self.course.planned.at(self.course.at) if self.course.ended is None else None

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


class Salvaged(Struct, frozen=True):
    """A state, the records that had been lost on the way to it, and the numbers of those that make no sense without."""

    state: SessionState
    lost: tuple[Lost, ...] = ()
    skipped: tuple[int, ...] = ()


def replay(agenda: Agenda, records: Sequence[Record]) -> SessionState:
    """The state that these records add up to.

    Raises:
        NotASessionError: when they do not begin with `SessionCreated`, or contradict themselves.

    """
    return _gone_through(agenda, records, ()).state


def salvage(agenda: Agenda, records: Sequence[Record]) -> Salvaged:
    """The state that these records add up to, some of which may have been lost; without losses, as `replay` has it.

    Raises:
        NotASessionError: when they do not begin with `SessionCreated`, or contradict themselves without any loss.

    """
    return _gone_through(agenda, records, lost_records(records))


def lost_records(records: Sequence[Record]) -> tuple[Lost, ...]:
    """The numbers that records before the last one should have, and that none has; unless that is known already."""
    if records and records[-1].number == len(records):
        return ()  # they stand by number, and none is there twice
    known = {lost for record in records if isinstance(record.event, JournalMended) for lost in record.event.lost}
    numbers = [0, *(record.number for record in records)]
    gaps = (Lost(before + 1, after - 1) for before, after in pairwise(numbers) if after > before + 1)
    return tuple(gap for gap in gaps if gap not in known)


def _gone_through(agenda: Agenda, records: Sequence[Record], lost: tuple[Lost, ...]) -> Salvaged:
    """Go through the records; once some are missing, those that contradict what is there are left out."""
    if not records or not isinstance(records[0].event, SessionCreated):
        msg = "the first record of a journal creates the session"
        raise NotASessionError(msg)
    known = {number for record in records if isinstance(record.event, JournalMended) for number in record.event.skipped}
    state, skipped = create(agenda, records[0]), []
    for record in records[1:]:
        if record.number in known:
            continue
        try:
            state = apply(state, record)
        except NotASessionError:
            if not lost or record.number < lost[0].first:
                raise
            skipped.append(record.number)
    return Salvaged(state, lost, tuple(skipped))


def create(agenda: Agenda, record: Record) -> SessionState:
    """The state of a session that has just been created."""
    event = record.event
    if not isinstance(event, SessionCreated):
        msg = f"{type(event).__name__} does not create a session"
        raise NotASessionError(msg)
    order = tuple(person.id for person in event.people)
    boxes = plan(agenda, Group(event.people, order, breather=event.breather))
    created_at = record.moment.wall
    fixed = {held.step: held.time - created_at for held in event.fixed}
    ground = Ground(agenda, event.breather, fixed)
    course = Course(event.people, order, Planned(boxes))
    return SessionState(ground, event, created_at, course, record.moment, number=record.number)


def session_time(state: SessionState, moment: Moment) -> timedelta:
    """The session time at a moment read in the same process as the last event; never before that event."""
    return state.time + max(NO_TIME, moment.steady - state.last.steady)


def at_wall(state: SessionState, wall: datetime) -> Moment:
    """The moment at a wall time, for whoever only has the wall clock to go by; never before the last event."""
    wall = max(wall, state.last.wall)
    return Moment(wall, state.last.steady + (wall - state.last.wall))


def apply(state: SessionState, record: Record) -> SessionState:
    """The state after one more record.

    Raises:
        NotASessionError: when the event cannot have happened in this state.

    """
    after = _applied(state, record)
    if after.actions_shown and after.step is not state.step:
        # What the room was shown on purpose in one place does not come back by itself when the group does.
        return changed(after, actions_shown=False)
    return after


def _applied(  # noqa: C901, PLR0911 - a case for each kind of event
    state: SessionState, record: Record
) -> SessionState:
    event = record.event
    if isinstance(event, SessionTakenUp):
        return _taken_up(state, event, record)
    state = changed(state, time=session_time(state, record.moment), last=record.moment, number=record.number)
    match event:
        case SessionCreated():
            msg = "a session is created once"
            raise NotASessionError(msg)
        case GapFound(span=span):
            return changed(state, gap=span)
        case JournalMended():
            return state
        case FactorMarked(step=step, factor=factor, side=side, count=count):
            return changed(state, marks={**state.marks, (step, factor, side): count})
        case SlideShown(step=step, page=page):
            return changed(state, pages={**state.pages, step: page})
        case ActionsShown(shown=shown):
            return changed(state, actions_shown=shown)
        case CuesChosen(cues=cues):
            return changed(state, cues=cues)
        case NextMeetingSet():
            return changed(state, next_meeting=event)
        case MoveUndone():
            if not state.earlier:
                msg = "there was no move to undo"
                raise NotASessionError(msg)
            last = state.earlier.last
            return changed(state, course=last.restored(state.course), earlier=state.earlier.before, gap=last.gap)
        case _:
            return _with_course(state, event, moved(state.ground, state.course, event, state.time, state.last.wall))


def _with_course(state: SessionState, event: Event, course: Course) -> SessionState:
    earlier = state.earlier.and_then(Earlier.of(event, state.course, course, state.gap))
    return changed(state, course=course, earlier=earlier, gap=None)


def _taken_up(state: SessionState, event: SessionTakenUp, record: Record) -> SessionState:
    """The state in another process, whose suspend-proof clock says nothing of the one before: the wall clock decides.

    A gap without a beginning, as after the end, has not taken any time.
    """
    now = record.moment.wall
    taken_up = changed(state, last=record.moment, number=record.number, gap=None)
    if event.last_seen is None and not event.counts:
        return taken_up
    taken_up = changed(taken_up, time=session_time(state, at_wall(state, now)))
    if event.counts or event.last_seen is None:
        return taken_up
    seen = session_time(state, at_wall(state, min(event.last_seen, now)))
    return _with_course(taken_up, event, left_out(state.ground, state.course, taken_up.time - seen, taken_up.time))
