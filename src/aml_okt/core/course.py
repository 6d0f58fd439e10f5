"""The course of a session: where the group is in its plan, and everything that a move changes and undo restores."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace as changed

from aml_okt.core.agenda import Agenda
from aml_okt.core.agreed import Agreed
from aml_okt.core.plan import AS_PLANNED, Group, Key, Participant, Timebox
from aml_okt.core.planned import Planned
from aml_okt.core.replan import begun_in_focus, replan


class NotASessionError(ValueError):
    """The records do not begin with the creation of a session, or tell of things that cannot happen."""


class Ground(Struct, frozen=True):
    """What a session's plan is made from and what no move changes.

    `fixed` has the session time of each time of day that a step holds, by the id of the step.
    """

    agenda: Agenda
    breather: bool = False
    fixed: Mapping[str, timedelta] = field(default_factory=dict)


class Start(Struct, frozen=True):
    """How the group came to the timebox that runs: `left` is the one it was in before; None before the first."""

    left: Key | None


class Course(Struct, frozen=True):
    """Everything that a move changes and undo restores.

    `at` is the place of the timebox in the plan; -1 before the first. `spent` is the time used in each
    timebox, by its key, up to `since`: the session time at which the clock last started, or None while
    it stands still. `waited` is the time that the clock has run, up to then, before steps that hold the time
    they begin at. A timebox that a new plan dropped keeps the time that was used in it. `over` are those
    who stand over: they are here, and take no turn in focus. `start` is set until the clock first stands
    still in the timebox that runs.

    What the plan is made from, besides the agenda and the people: `agreed`, and `by_hand`, the time that
    timeboxes were given or had taken away while they ran. `promised` is the time of the turn that runs, as it
    was when it began. `held` has the session time that a timebox lasts to because the group said so; `at_least`
    the one before which a timebox that has begun does not end, although the agenda's time is past then; `let_go`
    are the steps whose time the group did not wait for.

    `baseline` is the plan as it was when the group began, each timebox as long as it then would have been,
    and `due` the session time at which it ends. `ended_at` is the end by the wall clock, which no later
    process could tell from session time; `started_at` has the same of each timebox's first start.
    """

    people: tuple[Participant, ...]
    order: tuple[str, ...]
    planned: Planned
    spent: Mapping[Key, timedelta] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    agreed: Agreed = AS_PLANNED
    by_hand: Mapping[Key, timedelta] = field(default_factory=dict)
    promised: Mapping[Key, timedelta] = field(default_factory=dict)
    held: Mapping[Key, timedelta] = field(default_factory=dict)
    at_least: Mapping[Key, timedelta] = field(default_factory=dict)
    let_go: frozenset[str] = frozenset()
    facilitator: str | None = None
    at: int = -1
    begun: timedelta | None = None
    since: timedelta | None = None
    waited: timedelta = timedelta()
    start: Start | None = None
    baseline: tuple[Timebox, ...] = ()
    due: timedelta | None = None
    ended: timedelta | None = None
    ended_at: datetime | None = None
    started_at: Mapping[Key, datetime] = field(default_factory=dict)

    @property
    def boxes(self) -> tuple[Timebox, ...]:
        """The plan, all of it."""
        return self.planned.boxes


def may_be_in_focus(course: Course) -> tuple[str, ...]:
    """Who is here and has not begun a round in the step that runs, in focus order, those who stand over included."""
    begun = begun_in_focus(course.planned.near(course.at), course.at)
    return tuple(person for person in course.order if person not in begun and person not in course.gone)


def remaining_focus(course: Course) -> tuple[str, ...]:
    """Who is to be in focus and has not begun a round in the step that runs, in focus order."""
    return tuple(person for person in may_be_in_focus(course) if person not in course.over)


def group_of(ground: Ground, course: Course) -> Group:
    """The group that the rest of the plan is made for: whoever is here, and of them those to be in focus."""
    people, order, gone = course.people, course.order, course.gone
    if gone:
        people = tuple([person for person in people if person.id not in gone])
    if away := gone | course.over:
        order = tuple([person for person in order if person not in away])
    return Group(people, order, course.facilitator, ground.breather)


def replanned(ground: Ground, course: Course) -> Course:
    """The course with all that is to come planned again, for whoever is here now."""
    group = group_of(ground, course)
    return changed(
        course, planned=replan(course.planned, course.at, ground.agenda, group, course.agreed, course.by_hand)
    )


def running(course: Course) -> Timebox:
    """The timebox the group is in.

    Raises:
        NotASessionError: when it is in none.

    """
    box = course.planned.at(course.at)
    if box is None:
        msg = "no timebox was running"
        raise NotASessionError(msg)
    return box
