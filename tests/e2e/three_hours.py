"""A program for a test: reads the system's clocks four times a second for three hours, and tells what it saw.

It runs under a clock whose speed it is told, and CLOCK_MONOTONIC, which keeps its own speed there, is the truth.
Out come the number of readings, the worst error, and how well the truth is known (the middle one of the widths),
the last two in seconds of the fast clock.
"""

import sys
import time
from datetime import timedelta
from statistics import median

from aml_okt.clock import SettableClock, SystemClock
from aml_okt.core.commands import Begin
from aml_okt.core.events import Moment
from aml_okt.core.timing import remaining
from tests.builders import MONDAY, PEOPLE, Sitting, one_step

LOOKS = 3 * 60 * 60 * 4
ALLOTTED = timedelta(hours=2)
TRIES = 100


class ReadClock(SettableClock):
    """The computer's own clocks, for a session that would else have some that are set; and when they were read."""

    before = after = 0

    def now(self) -> Moment:
        self.before = time.monotonic_ns()
        moment = SystemClock().now()
        self.after = time.monotonic_ns()
        return moment


def measure(speed: int) -> tuple[int, float, float]:
    clock = ReadClock(MONDAY)
    sittings = []
    for _ in range(TRIES):
        sitting = Sitting(one_step("2 t"), PEOPLE[:3], clock=clock)
        sitting.do(Begin())
        sittings.append((clock.after - clock.before, clock.before, clock.after, sitting))
    # When the session began is best known for the one whose reading nothing came between.
    _, began, begun, sitting = min(sittings, key=lambda tried: tried[0])
    errors, widths = [], []
    for look in range(1, LOOKS + 1):
        due = began + look * 1_000_000_000 // (4 * speed)
        time.sleep(max(0, due - time.monotonic_ns()) / 1e9)
        used = (ALLOTTED - remaining(sitting.state, clock.now())).total_seconds()
        least, most = ((span * speed / 1e9) for span in (clock.before - begun, clock.after - began))
        errors.append(max(least - used, used - most, 0))
        widths.append(most - least)
    return len(errors), max(errors), median(widths)


if __name__ == "__main__":
    print(*measure(int(sys.argv[1])))  # noqa: T201 - the test reads it
