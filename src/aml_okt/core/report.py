"""What one session gives to a report over many: counts, times and the names of factors.

No person's name, no note and no text of an action is ever in it.
"""

from datetime import date, timedelta

from msgspec import Struct

from aml_okt.core.events import Side
from aml_okt.core.minutes import FactorNamed
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.text import one_line
from aml_okt.core.timing import since_begun


class ActionCounts(Struct, frozen=True, kw_only=True):
    """The actions of a session: those `written` in it, and those `carried` over from an earlier one.

    `done` and `open` count each action once, in the latest session that lists it, so that they can be added up.
    """

    written: int = 0
    carried: int = 0
    done: int = 0
    open: int = 0

    def __add__(self, other: "ActionCounts") -> "ActionCounts":
        return ActionCounts(
            written=self.written + other.written,
            carried=self.carried + other.carried,
            done=self.done + other.done,
            open=self.open + other.open,
        )


class Contribution(Struct, frozen=True, kw_only=True):
    """What a session that was begun gives to a report.

    `planned` is from its begin to the end that was planned then, and `used` from its begin to its end, pauses included;
    of a session that has not ended, to the last that happened in it. `people` counts everybody who took part, also
    those who left. `factors` holds all that the agenda has, those that nobody named too.
    """

    id: str
    day: date
    unit: str
    title: str
    people: int
    ended: bool
    planned: timedelta
    used: timedelta
    factors: tuple[FactorNamed, ...]
    actions: ActionCounts = ActionCounts()

    @property
    def offset(self) -> timedelta | None:
        """How much later than planned the session ended, below zero when earlier; None while it has not."""
        return self.used - self.planned if self.ended else None


def contribution(state: SessionState) -> Contribution | None:
    """What a session gives to a report, but for its actions, which it does not hold; None when it was never begun."""
    course = state.course
    if course.begun is None or course.due is None:
        return None
    return Contribution(
        id=state.created.id,
        day=day_of(state),
        unit=one_line(state.created.unit),
        title=one_line(state.agenda.title),
        people=len(course.people),
        ended=state.stage is Stage.FINISHED,
        planned=course.due - course.begun,
        used=since_begun(state, state.last),
        factors=tuple(_factors(state)),
    )


def day_of(state: SessionState) -> date:
    """The day that a session began, by the clock on the wall there; before that, the day it was created."""
    return min(state.course.started_at.values(), default=state.created_at).date()


def _factors(state: SessionState) -> list[FactorNamed]:
    named: dict[str, dict[Side, int]] = {
        factor: dict.fromkeys(Side, 0) for step in state.agenda.steps for factor in step.factors
    }
    for (_step, factor, side), count in state.marks.items():
        if factor in named:
            named[factor][side] += count
    return [
        FactorNamed(factor=one_line(factor), strength=times[Side.STRENGTH], risk=times[Side.RISK])
        for factor, times in named.items()
    ]
