"""When each timebox begins and ends: one after the other, but for those that hold a time of day.

A step with `at` waits for its time; a step with `until` ends at its time and becomes longer or shorter for
it. Both absorb what is early or late before they pass any of it on. Times here are durations from one
common origin; which one, the caller knows.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from aml_okt.core.agenda import Agenda, Span, Step
from aml_okt.core.durations import MINUTE
from aml_okt.core.latest_end import next_instant
from aml_okt.core.plan import Timebox

NO_TIME = timedelta()

HALF_A_DAY = timedelta(hours=12)


class Hold(Struct, frozen=True):
    """The time that a timebox holds: it does not begin before it, or it `ends` then.

    One that ends then still takes `least`, however late the group comes to it.
    """

    time: timedelta
    ends: bool
    least: timedelta = NO_TIME


class Stop(Struct, frozen=True):
    """A timebox by its place in the plan: when it begins and ends, and how long the group waits before it.

    `late` is how long after the time that it holds it comes; None where it holds none.
    """

    place: int
    begin: timedelta
    end: timedelta
    waits: timedelta = NO_TIME
    late: timedelta | None = None

    @property
    def span(self) -> timedelta:
        """How long it takes, the waiting before it left out."""
        return self.end - self.begin


def lay_out(first: int, left: Sequence[timedelta], begin: timedelta, holds: Mapping[int, Hold]) -> tuple[Stop, ...]:
    """Timeboxes one after the other from `begin`, the first of them at place `first` in the plan.

    `left` is the time that each of them still takes, and `holds` the times that some of them hold, by place.
    """
    stops: list[Stop] = []
    clock = begin
    for place, span in enumerate(left, first):
        stop = _stop(place, clock, span, holds.get(place))
        stops.append(stop)
        clock = stop.end
    return tuple(stops)


def holds_of(
    agenda: Agenda, boxes: Sequence[Timebox], fixed: Mapping[str, timedelta], first: int = 0
) -> dict[int, Hold]:
    """What the timeboxes from `first` on hold, by place; `fixed` has the times that steps hold, by id."""
    found: dict[int, Hold] = {}
    for place in range(first, len(boxes)) if fixed else ():
        step_id = boxes[place].step
        if step_id in fixed and begins_step(boxes, place):
            step = agenda.step(step_id)
            ends = step.until is not None
            found[place] = Hold(fixed[step_id], ends, shortest(step) if ends else NO_TIME)
    return found


def schedule(agenda: Agenda, boxes: Sequence[Timebox], begin: datetime, zone: tzinfo | None) -> tuple[Stop, ...]:
    """A plan that begins at `begin`, in times counted from there; `zone` is where the clock on the wall hangs."""
    fixed = {step: held - begin for step, held in fixed_times(agenda, boxes, begin, zone).items()}
    return lay_out(0, [box.planned for box in boxes], NO_TIME, holds_of(agenda, boxes, fixed))


def end_of(stops: Sequence[Stop]) -> timedelta:
    """When the last of some timeboxes ends."""
    return stops[-1].end if stops else NO_TIME


def _stop(place: int, clock: timedelta, span: timedelta, hold: Hold | None) -> Stop:
    if hold is None:
        return Stop(place, clock, clock + span)
    if hold.ends:
        end = max(clock + hold.least, hold.time)
        return Stop(place, clock, end, late=end - hold.time)
    begin = max(clock, hold.time)
    return Stop(place, begin, begin + span, waits=begin - clock, late=begin - hold.time)


def begins_step(boxes: Sequence[Timebox], place: int) -> bool:
    """Whether the timebox at this place is the first of its step."""
    return place == 0 or boxes[place - 1].step != boxes[place].step


def shortest(step: Step) -> timedelta:
    """The time that a step must have at the least: its `least`, or the lower end of its time; never nothing."""
    for time in (step.least, step.time):
        if isinstance(time, Span):
            return time.least
    return MINUTE


def fixed_times(agenda: Agenda, boxes: Sequence[Timebox], begin: datetime, zone: tzinfo | None) -> dict[str, datetime]:
    """The instants that the agenda's times of day mean for a plan that begins at `begin`, by the id of the step.

    A time of day is meant on the day, or in the night, that brings it nearest to where the plan would be.
    """
    found: dict[str, datetime] = {}
    clock = begin
    for step in agenda.steps:
        span = sum((box.planned for box in boxes if box.step == step.id), NO_TIME)
        if not span:
            continue
        if step.until is not None:
            held = next_instant(step.until, clock + span - HALF_A_DAY, zone)
            found[step.id], clock = held, max(clock + shortest(step), held)
        elif step.at is not None:
            held = next_instant(step.at, clock - HALF_A_DAY, zone)
            found[step.id], clock = held, max(clock, held) + span
        else:
            clock += span
    return found
