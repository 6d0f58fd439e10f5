"""Whether a plan ends in time, and what in it could give when it does not.

Lost time is taken from ranges, breaks and discussion first, and only then from the rounds, equally from
everyone (design, section 3). Nothing here changes a plan: it is what people need to know to choose.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import Enum

from msgspec import Struct

from aml_okt.core.agenda import Agenda, Rest, Screen, Span, Step, Time
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.parts import rounds_to_come
from aml_okt.core.plan import Group, Timebox, is_breather, offers_breather, plan, total
from aml_okt.core.timetable import end_of, schedule

NO_TIME = timedelta()


class Source(Enum):
    """Where minutes could come from, in the order they should be taken."""

    RANGE = "range"
    """A time such as 7–8 min, down to its lower end."""
    BREATHER = "breather"
    """The short break between two rounds."""
    BREAK = "break"
    """A break, down to the floor that the agenda states; one without a floor could be left out."""
    DISCUSSION = "discussion"
    """What the agenda marks as flexible, down to its floor, and what takes the time left over, which keeps a minute."""


class Give(Struct, frozen=True):
    """Something that could be shorter: a whole step where `phase` is empty, or one phase of it.

    It takes `most` now and could take `least`, each of the `times` that it comes in the plan.
    """

    source: Source
    step: Step
    phase: str
    most: timedelta
    least: timedelta
    times: int = 1

    @property
    def span(self) -> timedelta:
        """How much it could give, all times together."""
        return (self.most - self.least) * self.times


class Fit(Struct, frozen=True):
    """How a plan begun at some instant fits before the latest end.

    `slack` is below zero when time is missing. `rounds` is how many rounds the plan has, and `round_gives`
    how much each of them could give before it comes to its floor.
    """

    end: datetime
    slack: timedelta
    gives: tuple[Give, ...]
    rounds: int
    round_gives: timedelta = NO_TIME

    @property
    def missing(self) -> timedelta:
        """The time that the plan takes too much; zero when it fits."""
        return max(NO_TIME, -self.slack)

    @property
    def could_give(self) -> timedelta:
        """Everything that could give, together."""
        return sum((give.span for give in self.gives), NO_TIME)

    @property
    def still_missing(self) -> timedelta:
        """What is missing even when everything that could give has given."""
        return max(NO_TIME, self.missing - self.could_give)

    @property
    def from_each_round(self) -> timedelta:
        """What every round would have to give for the rest, whole seconds rounded up; zero without rounds."""
        return SECOND * -(-self.still_missing // (SECOND * self.rounds)) if self.rounds else NO_TIME

    @property
    def rounds_suffice(self) -> bool:
        """Whether the rounds can give what is still missing without coming under their floor."""
        return bool(self.rounds) and self.from_each_round <= self.round_gives


def fit(agenda: Agenda, group: Group, begin: datetime, latest_end: datetime, zone: tzinfo | None = None) -> Fit:
    """How the plan for this group fits between two instants; `zone` is where the clock on the wall hangs."""
    boxes = plan(agenda, group)
    end = begin + end_of(schedule(agenda, boxes, begin, zone))
    rounds = max((_rounds(boxes, step) for step in agenda.steps if step.repeat), default=0)
    gives = [one.time - one.floor for found in rounds_to_come(agenda, boxes, -1).values() for one in found]
    return Fit(end, latest_end - end, what_could_give(agenda, group), rounds, min(gives, default=NO_TIME))


def what_could_give(agenda: Agenda, group: Group) -> tuple[Give, ...]:
    """What in the plan for this group could be shorter, first what should give first."""
    boxes = plan(agenda, group)
    order = list(Source)
    found = [give for step in agenda.steps for give in _of_step(step, boxes) if give.span > NO_TIME]
    return tuple(sorted(found, key=lambda give: order.index(give.source)))


def two_groups(agenda: Agenda, names: Sequence[str], *, breather: bool) -> tuple[tuple[int, timedelta], ...]:
    """The size and the planned time of each group when these people make two, the larger group first."""
    larger = -(-len(names) // 2)
    return tuple(
        (len(part), total(plan(agenda, Group.of(part, breather=breather and offers_breather(agenda, len(part))))))
        for part in (names[:larger], names[larger:])
    )


def _of_step(step: Step, boxes: Sequence[Timebox]) -> Iterator[Give]:
    own = [box for box in boxes if box.step == step.id]
    times = max(1, _rounds(boxes, step))
    breathers = [box for box in own if is_breather(step, box)]
    for box in breathers:
        yield Give(Source.BREATHER, step, "", box.planned, NO_TIME)
    if step.screen is Screen.BREAK:
        each = total([box for box in own if box not in breathers]) / times
        yield Give(Source.BREAK, step, "", each, _least(step.least, each, NO_TIME), times)
        return
    for place, phase in enumerate(step.stages):
        each = total([box for box in own if box.phase == place]) / times
        title = phase.title if step.phases else ""
        in_range = each if phase.time is Rest.REST else min(each, phase.time.least)
        yield Give(Source.RANGE, step, title, each, in_range, times)
        if step.repeat is None:
            flexible = phase.least if step.phases else step.least
            floor = _least(flexible, in_range, MINUTE if phase.time is Rest.REST else in_range)
            yield Give(Source.DISCUSSION, step, title, in_range, floor, times)


def _least(floor: Time | None, planned: timedelta, otherwise: timedelta) -> timedelta:
    """How short something may become: the floor that the agenda states, or else this."""
    return min(planned, floor.least if isinstance(floor, Span) else otherwise)


def _rounds(boxes: Sequence[Timebox], step: Step) -> int:
    return len({box.focus for box in boxes if box.step == step.id and box.focus is not None})
