"""What an agenda gives groups of different sizes: how long it takes, what is to spare, and minutes a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from aml_okt.core.agenda import Agenda, Span, Step
from aml_okt.core.plan import Group, Timebox, is_breather, plan, total
from aml_okt.core.timetable import end_of, schedule


class Turns(Struct, frozen=True):
    """The time that each has where all speak in turn: in a step, or in the phase `phase` of one with several."""

    step: str
    phase: int | None
    each: timedelta


class Hours(Struct, frozen=True):
    """When a session begins, and the latest end where there is one; `zone` is where the clock on the wall hangs."""

    begin: datetime
    latest_end: datetime | None = None
    zone: tzinfo | None = None


class Length(Struct, frozen=True):
    """How long a plan takes from beginning to end, waiting for steps that hold a time of day included.

    `end` is None, and nothing waits, where it is not known when the session begins. `slack` is what is left
    before the latest end, or of the agenda's duration where there is none; below zero when it takes too
    long, None where there is nothing to measure against.
    """

    whole: timedelta
    end: datetime | None
    slack: timedelta | None


class SizePlan(Struct, frozen=True, kw_only=True):
    """The plan for a group of `people`, without the short break between rounds.

    `planned` is the time of all timeboxes together. `in_focus` has the length of a round in each step of
    rounds, by its id; `turns` are in the agenda's order, and do not count rounds.
    """

    people: int
    planned: timedelta
    length: Length
    in_focus: dict[str, timedelta]
    turns: tuple[Turns, ...]


def length(agenda: Agenda, boxes: Sequence[Timebox], hours: Hours | None) -> Length:
    """How long this plan takes; `hours` is None where it is not known when the session begins."""
    if hours is None:
        whole = total(boxes)
        return Length(whole, None, _of_duration(agenda, whole))
    whole = end_of(schedule(agenda, boxes, hours.begin, hours.zone))
    end = hours.begin + whole
    return Length(whole, end, _of_duration(agenda, whole) if hours.latest_end is None else hours.latest_end - end)


def plan_for_size(agenda: Agenda, people: int, hours: Hours | None) -> SizePlan:
    """The plan for so many people."""
    boxes = plan(agenda, Group.of([str(number) for number in range(people)]))
    return SizePlan(
        people=people,
        planned=total(boxes),
        length=length(agenda, boxes, hours),
        in_focus={step.id: _round(step, boxes) for step in agenda.steps if step.repeat},
        turns=tuple(found for step in agenda.steps if not step.repeat for found in _turns(step, boxes)),
    )


def _of_duration(agenda: Agenda, whole: timedelta) -> timedelta | None:
    return agenda.duration.most - whole if isinstance(agenda.duration, Span) else None


def _round(step: Step, boxes: tuple[Timebox, ...]) -> timedelta:
    return total([box for box in boxes if box.step == step.id and box.round == 0 and not is_breather(step, box)])


def _turns(step: Step, boxes: tuple[Timebox, ...]) -> list[Turns]:
    spans: dict[int, timedelta] = {}
    for box in boxes:
        if box.step == step.id and box.turn is not None:
            spans[box.phase] = min(box.planned, spans.get(box.phase, box.planned))
    several = len(spans) > 1
    return [Turns(step.id, phase if several else None, span) for phase, span in spans.items()]
