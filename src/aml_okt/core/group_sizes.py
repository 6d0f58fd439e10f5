"""What an agenda gives groups of different sizes: how long it takes, what is to spare, and minutes a person."""

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


class SizePlan(Struct, frozen=True, kw_only=True):
    """The plan for a group of `people`, without the short break between rounds.

    `slack` is what is left before the latest end, or of the agenda's duration where there is none; below
    zero when it takes too long, None where there is nothing to measure against. `in_focus` has the length
    of a round in each step of rounds, by its id; `turns` are in the agenda's order, and do not count rounds.
    """

    people: int
    whole: timedelta
    end: datetime
    slack: timedelta | None
    in_focus: dict[str, timedelta]
    turns: tuple[Turns, ...]


def plan_for_size(
    agenda: Agenda, people: int, begin: datetime, latest_end: datetime | None, zone: tzinfo | None
) -> SizePlan:
    """The plan for so many people when they begin at `begin`."""
    boxes = plan(agenda, Group.of([str(number) for number in range(people)]))
    whole = end_of(schedule(agenda, boxes, begin, zone))
    slack = None
    if latest_end is not None:
        slack = latest_end - (begin + whole)
    elif isinstance(agenda.duration, Span):
        slack = agenda.duration.most - whole
    return SizePlan(
        people=people,
        whole=whole,
        end=begin + whole,
        slack=slack,
        in_focus={step.id: _round(step, boxes) for step in agenda.steps if step.repeat},
        turns=tuple(found for step in agenda.steps if not step.repeat for found in _turns(step, boxes)),
    )


def _round(step: Step, boxes: tuple[Timebox, ...]) -> timedelta:
    return total([box for box in boxes if box.step == step.id and box.round == 0 and not is_breather(step, box)])


def _turns(step: Step, boxes: tuple[Timebox, ...]) -> list[Turns]:
    spans: dict[int, timedelta] = {}
    for box in boxes:
        if box.step == step.id and box.turn is not None:
            spans[box.phase] = min(box.planned, spans.get(box.phase, box.planned))
    several = len(spans) > 1
    return [Turns(step.id, phase if several else None, span) for phase, span in spans.items()]
