"""What of a plan can become shorter or longer: phases in one piece, and the rounds to come.

A range gives down to its lower end, what the agenda marks with `least` gives down to that, and a round
gives down to its own floor. What has begun is left alone, but for a discussion or a break that runs, which
keeps the time it has used and a minute more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from aml_okt.core.agenda import Agenda, Phase, Rest, Screen, Span, Step, Time
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.plan import Key, Timebox, is_breather, phase_of

NO_TIME = timedelta()

SHORTEST_ROUND = 12 * MINUTE
"""The floor of a round where the agenda states none; a round that is planned shorter is its own floor."""

A_LAST_MINUTE = MINUTE
"""What runs is not cut so short that the group is told of its last minute too late."""


@dataclass(frozen=True, slots=True)
class Part:
    """A phase with its turns, by their places in the plan.

    It has `time` now, may come down to `range_floor` because its time is a range, and to `floor` because
    the agenda marks it as flexible; `floor` is never above `range_floor`, and neither above `time`.
    """

    step: Step
    phase: Phase
    places: tuple[int, ...]
    time: timedelta
    range_floor: timedelta
    floor: timedelta

    @property
    def is_flexible(self) -> bool:
        """Whether the agenda lets it become shorter than its range."""
        return self.floor < self.range_floor

    @property
    def is_break(self) -> bool:
        """Whether it is a pause, to which nobody would give time that is to spare."""
        return self.step.screen is Screen.BREAK or self.phase not in self.step.stages


@dataclass(frozen=True, slots=True)
class Round:
    """One round that has not begun: its phases, and the floor that it as a whole may come down to."""

    step: Step
    focus: str
    phases: tuple[Part, ...]
    floor: timedelta

    @property
    def time(self) -> timedelta:
        """The time it has now."""
        return sum((part.time for part in self.phases), NO_TIME)

    @property
    def in_ranges(self) -> timedelta:
        """How much it can give by the ranges of its phases, or by its own, without coming under its floor."""
        of_phases = sum((part.time - part.range_floor for part in self.phases), NO_TIME)
        of_round = self.step.time.most - self.step.time.least if isinstance(self.step.time, Span) else NO_TIME
        return min(max(of_phases, of_round), self.time - self.floor)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything in a plan that can change, in its order; rounds by the id of their step."""

    parts: tuple[Part, ...]
    rounds: Mapping[str, tuple[Round, ...]]


def parts_of(
    agenda: Agenda, boxes: Sequence[Timebox], at: int, spent: Mapping[Key, timedelta], elapsed: timedelta
) -> Parts:
    """What can change of the plan from place `at` on, where the timebox there has run for `elapsed`.

    A phase in which somebody has spoken and a round that has begun are left as they are: who comes last in
    them must not pay for the others.
    """
    parts: list[Part] = []
    rounds: dict[str, list[Round]] = {}
    for step in agenda.steps:
        phases = _phases(boxes, step)
        if step.repeat is None:
            parts += filter(None, (_part(step, boxes, places, at, spent, elapsed) for places in phases.values()))
            continue
        for focus in dict.fromkeys(focus for focus, _ in phases):
            of_round = [places for (other, _), places in phases.items() if other == focus]
            breathers = [places for places in of_round if is_breather(step, boxes[places[0]])]
            parts += filter(None, (_part(step, boxes, places, at, spent, elapsed) for places in breathers))
            own = [places for places in of_round if places not in breathers]
            if focus is not None and all(_is_untouched(boxes, places, at, spent) for places in own):
                rounds.setdefault(step.id, []).append(_round(step, focus, boxes, own))
    return Parts(tuple(parts), {step: tuple(found) for step, found in rounds.items()})


def _phases(boxes: Sequence[Timebox], step: Step) -> dict[tuple[str | None, int], tuple[int, ...]]:
    found: dict[tuple[str | None, int], tuple[int, ...]] = {}
    for place, box in enumerate(boxes):
        if box.step == step.id:
            here = (box.focus, box.phase)
            found[here] = (*found.get(here, ()), place)
    return found


def _is_untouched(boxes: Sequence[Timebox], places: Sequence[int], at: int, spent: Mapping[Key, timedelta]) -> bool:
    return all(place > at and boxes[place].key not in spent for place in places)


def _part(  # noqa: PLR0913, PLR0917 - what the plan is, and where the group is in it
    step: Step,
    boxes: Sequence[Timebox],
    places: tuple[int, ...],
    at: int,
    spent: Mapping[Key, timedelta],
    elapsed: timedelta,
) -> Part | None:
    """The part at these places, or None when it must stay as it is."""
    lowest = NO_TIME
    if places == (at,) and boxes[at].turn is None:
        lowest = _whole_seconds_up(elapsed) + A_LAST_MINUTE
    elif not _is_untouched(boxes, places, at, spent):
        return None
    time = sum((boxes[place].allotted for place in places), NO_TIME)
    phase = phase_of(step, boxes[places[0]])
    lowest = min(time, max(lowest, SECOND * len(places)))
    if step.until is not None:
        # It is as long as the time of day that it ends at allows, whatever time it was planned with.
        return None
    # The waiting before a step that holds its time is not part of what it takes.
    waiting = max(NO_TIME, boxes[at].by_hand) if places == (at,) and step.at is not None else NO_TIME
    range_floor = max(lowest, min(time, waiting + _range_floor(step, phase, boxes, places)))
    least = phase.least if step.phases else step.least
    floor = max(lowest, min(range_floor, waiting + _flexible_floor(phase, least, range_floor)))
    return Part(step, phase, places, time, range_floor, floor)


def _range_floor(step: Step, phase: Phase, boxes: Sequence[Timebox], places: Sequence[int]) -> timedelta:
    """How short a range makes the phase; a rest gives what the range of its whole step can give."""
    planned = sum((boxes[place].planned for place in places), NO_TIME)
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


def _round(step: Step, focus: str, boxes: Sequence[Timebox], phases: Sequence[tuple[int, ...]]) -> Round:
    parts = tuple(_phase_of_round(step, boxes, places) for places in phases)
    time = sum((part.time for part in parts), NO_TIME)
    stated = step.least.least if isinstance(step.least, Span) else SHORTEST_ROUND
    lowest = sum((part.floor for part in parts), NO_TIME)
    return Round(step, focus, parts, min(time, max(stated, lowest)))


def _phase_of_round(step: Step, boxes: Sequence[Timebox], places: tuple[int, ...]) -> Part:
    """A phase of a round; but for a `least` of its own, only the round's floor holds it up."""
    time = sum((boxes[place].allotted for place in places), NO_TIME)
    phase = phase_of(step, boxes[places[0]])
    lowest = SECOND * len(places)
    range_floor = min(time, max(lowest, phase.time.least) if isinstance(phase.time, Span) else time)
    least = max(lowest, phase.least.least) if isinstance(phase.least, Span) else lowest
    return Part(step, phase, places, time, range_floor, min(range_floor, least))


def _whole_seconds_up(span: timedelta) -> timedelta:
    return SECOND * -(-span // SECOND)
