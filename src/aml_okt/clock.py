"""The only place that reads a clock. Others are handed one and ask it for a `Moment`."""

import sys
import time
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from aml_okt.core.events import Moment


class Clock(Protocol):
    """Something that can say what time it is."""

    @property
    def zone(self) -> tzinfo | None:
        """The zone that times of day are shown in; None is the computer's own, whatever it becomes."""

    def now(self) -> Moment:
        """Both clocks, read now."""

    def steady(self) -> timedelta:
        """The suspend-proof clock alone, for whoever looks many times a second."""


class SystemClock:
    """The computer's clocks."""

    zone: tzinfo | None = None

    def now(self) -> Moment:
        """Both clocks, read now."""
        return Moment(datetime.now().astimezone(), self.steady())

    def steady(self) -> timedelta:
        """The suspend-proof clock, read now."""
        return timedelta(microseconds=_steady_nanoseconds() // 1000)


class SettableClock:
    """A clock that stands where it is put; for tests."""

    def __init__(self, wall: datetime, zone: tzinfo | None = None) -> None:
        self.zone = zone if zone is not None else wall.tzinfo
        self._moment = Moment(wall, timedelta(hours=1))

    def now(self) -> Moment:
        """Where the clock has been put."""
        return self._moment

    def steady(self) -> timedelta:
        """How far it has come."""
        return self._moment.steady

    def advance(self, span: timedelta) -> None:
        """Let both clocks go on together."""
        self._moment = Moment(self._moment.wall + span, self._moment.steady + span)

    def set_wall(self, wall: datetime) -> None:
        """Move the wall clock alone, as a person or a time server does."""
        self._moment = Moment(wall, self._moment.steady)


FURTHEST = timedelta(days=365 * 900)
"""How far a rehearsal's wall clock can run from its origin before it stands still.

No `datetime` is after the year 9999, where a rehearsal at 10 000 times the speed comes in ten months, and
Windows knows no time of day after the year 3000.
"""


class RehearsalClock:
    """A clock that runs `speed` times as fast as another from `origin` on.

    The origin is the moment the rehearsal was created, so that every process that looks at the same
    rehearsal reads the same time. Before it, as on a computer whose clock has been set back, and `FURTHEST`
    after it the wall clock stands still; the steady one always goes on.
    """

    def __init__(self, base: Clock, origin: datetime, speed: float) -> None:
        self.zone = base.zone
        self._base, self._origin, self._speed = base, origin, speed

    def now(self) -> Moment:
        """The base clock's reading, stretched."""
        moment = self._base.now()
        stretched = (moment.wall - self._origin) * self._speed
        return Moment(self._origin + min(max(timedelta(), stretched), FURTHEST), moment.steady * self._speed)

    def steady(self) -> timedelta:
        """The base clock's suspend-proof reading, stretched."""
        return self._base.steady() * self._speed


def time_of_day(instant: datetime, zone: tzinfo | None) -> str:
    """An instant as the clock on the wall shows it, `10:42`."""
    return f"{instant.astimezone(zone):%H:%M}"


def time_of_day_with_seconds(instant: datetime, zone: tzinfo | None) -> str:
    """An instant as the clock on the wall shows it, `10:42:03`."""
    return f"{instant.astimezone(zone):%H:%M:%S}"


def steady_kind() -> str:
    """What the system calls its suspend-proof clock."""
    return {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform, "time.monotonic")


def _steady_nanoseconds() -> int:
    """A clock that goes on while the computer sleeps and that nobody can set (design, promise 2)."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return time.monotonic_ns()
