"""How the contributions of sessions add up: totals, and the columns of a picture over time.

Sessions are added one at a time and not kept, so that ten thousand take no more room than a hundred. Only as long as
each can have a column of its own are they remembered; after that, months are.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct, field

from aml_okt.core.durations import MINUTE
from aml_okt.core.report import ActionCounts, Contribution

MOST_COLUMNS = 24
"""Columns of a picture, so that it fits on a page and in a terminal."""
ON_TIME = 5 * MINUTE
"""A session that ended no later than this after its planned end kept its time."""

_NO_TIME = timedelta()
_YEAR = 12
_PERIODS = (1, 3, _YEAR, 5 * _YEAR, 10 * _YEAR, 100 * _YEAR, 1000 * _YEAR)
"""Lengths of a period, in months: the first that gives few enough columns is used. The last gives ten at most."""


class FactorTotal(Struct, frozen=True, kw_only=True):
    """How many times a factor was named as a strength and as a risk, and in how many sessions."""

    factor: str
    strength: int
    risk: int
    sessions_strength: int
    sessions_risk: int


class Column(Struct, frozen=True, kw_only=True):
    """A session, or all sessions of a period that begins with the month of `first` and has so many `months`.

    Of one session `months` is 0 and `first` its day. `offset` is that of those that ended, on average; None where none
    did. `named` has the times that each factor was named, as a strength and as a risk.
    """

    first: date
    months: int
    unit: str
    sessions: int
    offset: timedelta | None
    named: Mapping[str, tuple[int, int]]


class Totals(Struct, frozen=True, kw_only=True):
    """What all sessions of a report add up to.

    `sessions` are those that were begun, and `ended` those of them that are over; `never_begun` and `unreadable` are
    in no other figure. `used` counts all that were begun, `planned` and `kept` those that ended: `kept` is how many of
    them ended no more than five minutes late, and `offset` how late they ended on average.
    """

    sessions: int
    ended: int
    never_begun: int
    unreadable: int
    units: int
    people: int
    used: timedelta
    planned: timedelta
    kept: int
    offset: timedelta | None
    factors: tuple[FactorTotal, ...]
    actions: ActionCounts
    first: date | None
    last: date | None


class _Factor(Struct):
    strength: int = 0
    risk: int = 0
    sessions_strength: int = 0
    sessions_risk: int = 0

    def add(self, strength: int, risk: int) -> None:
        self.strength += strength
        self.risk += risk
        self.sessions_strength += strength > 0
        self.sessions_risk += risk > 0


class _Sum(Struct):
    """Some sessions together."""

    sessions: int = 0
    ended: int = 0
    offset: timedelta = _NO_TIME
    factors: dict[str, _Factor] = field(default_factory=dict)

    def add(self, one: Contribution) -> None:
        self.sessions += 1
        if one.offset is not None:
            self.ended += 1
            self.offset += one.offset
        for named in one.factors:
            self.factors.setdefault(named.factor, _Factor()).add(named.strength, named.risk)

    def join(self, other: "_Sum") -> None:
        self.sessions += other.sessions
        self.ended += other.ended
        self.offset += other.offset
        for name, times in other.factors.items():
            self.factors.setdefault(name, _Factor()).add(times.strength, times.risk)

    @property
    def average(self) -> timedelta | None:
        return self.offset / self.ended if self.ended else None

    def column(self, first: date, months: int, unit: str) -> Column:
        named = {name: (times.strength, times.risk) for name, times in self.factors.items()}
        return Column(first=first, months=months, unit=unit, sessions=self.sessions, offset=self.average, named=named)


class Tally:
    """Adds sessions up, one after another, the latest first."""

    def __init__(self) -> None:
        self._all = _Sum()
        self._months: dict[int, _Sum] = {}
        self._alone: list[Contribution] = []
        self._units: set[str] = set()
        self._actions = ActionCounts()
        self._people = self._kept = self._never_begun = self._unreadable = 0
        self._used = self._planned = _NO_TIME
        self._days: tuple[date, date] | None = None

    def add(self, one: Contribution) -> None:
        """Count a session that was begun."""
        self._all.add(one)
        self._months.setdefault(one.day.year * _YEAR + one.day.month - 1, _Sum()).add(one)
        if self._all.sessions <= MOST_COLUMNS:
            self._alone.insert(0, one)
        self._units.add(one.unit.casefold())
        self._actions += one.actions
        self._people += one.people
        self._used += one.used
        if one.offset is not None:
            self._planned += one.planned
            self._kept += one.offset <= ON_TIME
        first, last = self._days or (one.day, one.day)
        self._days = (min(first, one.day), max(last, one.day))

    def add_never_begun(self) -> None:
        """Count a session that was set up and never begun."""
        self._never_begun += 1

    def add_unreadable(self) -> None:
        """Count a session that could not be read."""
        self._unreadable += 1

    @property
    def totals(self) -> Totals:
        """What has been added so far. Factors come with the one that was named most often first."""
        factors = sorted(self._all.factors.items(), key=lambda item: (-item[1].strength - item[1].risk, item[0]))
        return Totals(
            sessions=self._all.sessions,
            ended=self._all.ended,
            never_begun=self._never_begun,
            unreadable=self._unreadable,
            units=len(self._units - {""}),
            people=self._people,
            used=self._used,
            planned=self._planned,
            kept=self._kept,
            offset=self._all.average,
            factors=tuple(
                FactorTotal(
                    factor=name,
                    strength=times.strength,
                    risk=times.risk,
                    sessions_strength=times.sessions_strength,
                    sessions_risk=times.sessions_risk,
                )
                for name, times in factors
            ),
            actions=self._actions,
            first=None if self._days is None else self._days[0],
            last=None if self._days is None else self._days[1],
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The sessions, or where they are too many the periods that have any, from the earliest on."""
        if self._all.sessions <= MOST_COLUMNS:
            return tuple(_alone(one) for one in sorted(self._alone, key=lambda one: one.day))
        for months in _PERIODS:
            periods: dict[int, _Sum] = {}
            for month, sums in self._months.items():
                periods.setdefault(month // months, _Sum()).join(sums)
            if len(periods) <= MOST_COLUMNS:
                break
        return tuple(periods[place].column(_begin(place * months), months, "") for place in sorted(periods))


def _alone(one: Contribution) -> Column:
    sums = _Sum()
    sums.add(one)
    return sums.column(one.day, 0, one.unit)


def _begin(month: int) -> date:
    """The first day of a month counted from the year 0, which no date can be in."""
    year, place = divmod(month, _YEAR)
    return date(max(year, 1), place + 1, 1)
