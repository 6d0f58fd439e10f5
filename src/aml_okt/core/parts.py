"""What of a plan can become shorter or longer: phases in one piece, and the rounds to come.

A range gives down to its lower end, what the agenda marks with `least` gives down to that, and a round
gives down to its own floor. What has begun is left alone, but for a discussion or a break that runs, which
keeps the time it has used and a minute more. Minutes that were given by hand stay where they were given.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec import Struct

from aml_okt.core.agenda import Agenda, Phase, Rest, Screen, Span, Step, Time
from aml_okt.core.course import Course
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.plan import PhaseKey, Timebox, is_breather, phase_of, phase_times
from aml_okt.core.rounds import PhaseOfRound, divide_round

NO_TIME = timedelta()

SHORTEST_ROUND = 12 * MINUTE
"""The floor of a round where the agenda states none; a round that is planned shorter is its own floor."""

A_LAST_MINUTE = MINUTE
"""What runs is not cut so short that the group is told of its last minute too late."""


class Part(Struct, frozen=True):
    """A phase with its turns, by their places in the plan.

    It has `time` by agreement, may come down to `range_floor` because its time is a range, and to `floor`
    because the agenda marks it as flexible; never under `lowest`, because of what is used of it. `floor` is
    never above `range_floor`, and neither above `time`.
    """

    step: Step
    phase: Phase
    number: int
    places: tuple[int, ...]
    time: timedelta
    range_floor: timedelta
    floor: timedelta
    lowest: timedelta

    @property
    def phase_place(self) -> tuple[str, int]:
        """The step, and the phase's place in it."""
        return (self.step.id, self.number)

    @property
    def is_flexible(self) -> bool:
        """Whether the agenda lets it become shorter than its range."""
        return self.floor < self.range_floor

    @property
    def is_break(self) -> bool:
        """Whether it is a pause, to which nobody would give time that is to spare."""
        return self.step.screen is Screen.BREAK or self.number >= len(self.step.stages)


class Round(Struct, frozen=True):
    """A round to come: the places of its phases' timeboxes, the time it has, and how far it can come down.

    To `range_floor` by the ranges of its phases, or by its own, and to `floor`, which the agenda states.
    """

    step: Step
    focus: str
    phases: tuple[PhaseOfRound, ...]
    places: tuple[tuple[int, ...], ...]
    time: timedelta
    range_floor: timedelta
    floor: timedelta

    def divided(self, length: timedelta) -> list[timedelta]:
        """The time of each phase, were the round so long."""
        return divide_round(self.phases, length)


class Parts(Struct, frozen=True):
    """Everything in a plan that can change, in its order; rounds by the id of their step."""

    parts: tuple[Part, ...]
    rounds: Mapping[str, tuple[Round, ...]]


def parts_of(agenda: Agenda, course: Course, elapsed: timedelta) -> Parts:
    """What can change of the plan from the timebox that runs on, which has run for `elapsed`.

    A phase in which somebody has spoken and a round that has begun are left as they are: who comes last in
    them must not pay for the others.
    """
    boxes = course.boxes
    parts: list[Part] = []
    for places in _phases(boxes).values():
        box = boxes[places[0]]
        step = agenda.step(box.step)
        if step.repeat is None or is_breather(step, box):
            part = _part(step, course, places, elapsed)
            parts += [part] if part is not None else []
    return Parts(tuple(parts), rounds_to_come(agenda, boxes, course.at))


def rounds_to_come(agenda: Agenda, boxes: Sequence[Timebox], at: int) -> dict[str, tuple[Round, ...]]:
    """The rounds that lie wholly after place `at`, by the id of their step; -1 for all of them."""
    found: dict[str, tuple[Round, ...]] = {}
    phases = _phases(boxes)
    for step in agenda.steps:
        own = {key: places for key, places in phases.items() if key[0] == step.id and key[1] < len(step.stages)}
        for focus in dict.fromkeys(key[2] for key in own if key[2] is not None):
            of_round = [places for key, places in own.items() if key[2] == focus]
            if of_round[0][0] > at and len(of_round) == len(step.stages):
                found[step.id] = (*found.get(step.id, ()), _round(step, focus, boxes, of_round))
    return found


def _phases(boxes: Sequence[Timebox]) -> dict[PhaseKey, tuple[int, ...]]:
    """The places of each phase, in the plan's order."""
    found: dict[PhaseKey, list[int]] = {}
    for place, box in enumerate(boxes):
        found.setdefault(box.phase_key, []).append(place)
    return {key: tuple(places) for key, places in found.items()}


def _part(step: Step, course: Course, places: tuple[int, ...], elapsed: timedelta) -> Part | None:
    """The part at these places, or None when it must stay as it is."""
    first = course.boxes[places[0]]
    # What ends at a time of day is as long as that allows, whatever time it was planned with.
    if step.until is not None or first.key in course.held or not _can_change(course, places):
        return None
    time, phase = first.of_phase, phase_of(step, first)
    used = _whole_seconds_up(course.spent.get(first.key, NO_TIME))
    if places[0] == course.at:
        used = _whole_seconds_up(elapsed) + A_LAST_MINUTE
    lowest = min(time, max(SECOND * len(places), used - first.by_hand))
    planned = sum((course.boxes[place].planned for place in places), NO_TIME)
    range_floor = max(lowest, min(time, _range_floor(step, phase, planned)))
    least = phase.least if step.phases else step.least
    floor = max(lowest, min(range_floor, _flexible_floor(phase, least, range_floor)))
    return Part(step, phase, first.phase, places, time, range_floor, floor, lowest)


def _can_change(course: Course, places: tuple[int, ...]) -> bool:
    """Whether a phase is to come, or runs in one piece."""
    if course.boxes[places[0]].turn is None:
        return places[0] >= course.at
    return places[0] > course.at and not any(course.boxes[place].key in course.spent for place in places)


def _range_floor(step: Step, phase: Phase, planned: timedelta) -> timedelta:
    """How short a range makes the phase; a rest gives what the range of its whole step can give."""
    if phase.time is not Rest.REST:
        return phase.time.least
    if step.phases and isinstance(step.time, Span):
        return planned - (step.time.most - step.time.least)
    return planned


def _flexible_floor(phase: Phase, least: Time | None, otherwise: timedelta) -> timedelta:
    """How short the agenda lets the phase become; what takes the time that is left over keeps a minute."""
    if isinstance(least, Span):
        return least.least
    return MINUTE if phase.time is Rest.REST else otherwise


def _round(step: Step, focus: str, boxes: Sequence[Timebox], places: Sequence[tuple[int, ...]]) -> Round:
    whole = step.time.most if isinstance(step.time, Span) else NO_TIME
    phases = tuple(
        PhaseOfRound.of(phase, planned, len(of_phase))
        for phase, planned, of_phase in zip(step.stages, phase_times(step, whole), places, strict=True)
    )
    time = sum((boxes[place].allotted for of_phase in places for place in of_phase), NO_TIME)
    stated = step.least.least if isinstance(step.least, Span) else SHORTEST_ROUND
    floor = min(time, max(stated, sum((phase.floor for phase in phases), NO_TIME)))
    in_ranges = sum((phase.range_floor for phase in phases), NO_TIME)
    if isinstance(step.time, Span):
        in_ranges = min(in_ranges, step.time.least)
    return Round(step, focus, phases, tuple(places), time, max(floor, min(time, in_ranges)), floor)


def _whole_seconds_up(span: timedelta) -> timedelta:
    return SECOND * -(-span // SECOND)
