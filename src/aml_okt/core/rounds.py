"""How the time of a round is divided among its phases, when it is another than the agenda's."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from aml_okt.core.agenda import Phase, Span
from aml_okt.core.dividing import in_proportion
from aml_okt.core.durations import SECOND

NO_TIME = timedelta()


class PhaseOfRound(Struct, frozen=True):
    """A phase of a round: the time that the agenda gives it, and how far it can come down.

    To `range_floor` because its time is a range, and to `floor`, which is a `least` of its own or a second for
    each who speaks: for the rest only the floor of the round as a whole holds it up.
    """

    planned: timedelta
    range_floor: timedelta
    floor: timedelta

    @classmethod
    def of(cls, phase: Phase, planned: timedelta, turns: int) -> "PhaseOfRound":
        """A phase with so many turns, or one where there are none."""
        lowest = min(planned, SECOND * max(1, turns))
        range_floor = min(planned, max(lowest, phase.time.least)) if isinstance(phase.time, Span) else planned
        floor = max(lowest, phase.least.least) if isinstance(phase.least, Span) else lowest
        return cls(planned, range_floor, min(range_floor, floor))


def divide_round(phases: Sequence[PhaseOfRound], length: timedelta) -> list[timedelta]:
    """The time of each phase in a round of this length, whole seconds.

    A shorter time is taken from ranges first, and then from all phases in proportion; a longer one is given in
    proportion. A round is never shorter than the floors of its phases together.
    """
    times = [phase.planned for phase in phases]
    whole = sum(times, NO_TIME)
    if length >= whole:
        more = in_proportion(length - whole, times)
        return [time + part for time, part in zip(times, more, strict=True)]
    less = whole - length
    ranges = [phase.planned - phase.range_floor for phase in phases]
    by_range = in_proportion(min(less, sum(ranges, NO_TIME)), ranges)
    times = [time - part for time, part in zip(times, by_range, strict=True)]
    rest = _down(less - sum(by_range, NO_TIME), times, phases)
    return [time - part for time, part in zip(times, rest, strict=True)]


def _down(amount: timedelta, times: Sequence[timedelta], phases: Sequence[PhaseOfRound]) -> list[timedelta]:
    """An amount taken from the phases in proportion to their times, none coming under its floor."""
    taken = [NO_TIME] * len(phases)
    while amount >= SECOND:
        limits = [time - phase.floor - given for time, phase, given in zip(times, phases, taken, strict=True)]
        weights = [time if limit >= SECOND else NO_TIME for time, limit in zip(times, limits, strict=True)]
        if not any(weights):
            break
        for place, part in enumerate(in_proportion(amount, weights)):
            given = min(part, limits[place])
            taken[place] += given
            amount -= given
    return taken
