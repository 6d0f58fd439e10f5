"""What runs add up to: medians, the slowest of a hundred, and whether a limit is kept."""

import math
import statistics
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct


class Statistic(StrEnum):
    """What stands for many values."""

    MEDIAN = "median"
    P99 = "p99"
    """The smallest value that at least 99 of 100 do not exceed; it is always one of the values."""


class Bound(StrEnum):
    """What a limit is set on."""

    FIGURE = "figure"
    """Our own figure."""
    RATIO = "ratio"
    """How many times the comparison's figure ours is."""
    DIFFERENCE = "difference"
    """How much ours is more than the comparison's."""


class Limit(Struct, frozen=True):
    """At most this much."""

    most: float
    on: Bound


def figure(values: Sequence[float], statistic: Statistic) -> float:
    """What stands for the values.

    Raises:
        ValueError: when there are none.

    """
    if not values:
        message = "nothing was measured"
        raise ValueError(message)
    if statistic is Statistic.MEDIAN:
        return statistics.median(values)
    return sorted(values)[math.ceil(0.99 * len(values)) - 1]


class Pair(Struct, frozen=True):
    """What was measured of ours and of the comparison; the latter is empty where the limit is on our figure alone."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...] = ()


class Row(Struct, frozen=True, kw_only=True):
    """One measure of the table.

    `processor` is the time that processors spent, in seconds, where `values` are times on the wall: it says what the
    program costs where something else runs at the same time. `details` are further figures, for JSON alone.
    """

    name: str
    title: str
    against: str = ""
    unit: str
    statistic: Statistic = Statistic.MEDIAN
    values: Pair
    limit: Limit | None = None
    processor: Pair | None = None
    details: dict[str, float | str | list[str]] = {}

    @property
    def ours(self) -> float:
        """Our figure."""
        return figure(self.values.ours, self.statistic)

    @property
    def theirs(self) -> float | None:
        """The comparison's figure, where there is one."""
        return figure(self.values.theirs, self.statistic) if self.values.theirs else None

    @property
    def ratio(self) -> float | None:
        """How many times the comparison ours is."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def processor_ratio(self) -> float | None:
        """The same of the processor's time, by medians."""
        if self.processor is None or not self.processor.theirs:
            return None
        return statistics.median(self.processor.ours) / statistics.median(self.processor.theirs)

    @property
    def holds(self) -> bool | None:
        """Whether the limit is kept; None where there is none."""
        if self.limit is None:
            return None
        bounded = {Bound.FIGURE: self.ours, Bound.RATIO: self.ratio, Bound.DIFFERENCE: self._difference}[self.limit.on]
        return bounded is not None and bounded <= self.limit.most

    @property
    def _difference(self) -> float | None:
        return None if self.theirs is None else self.ours - self.theirs
