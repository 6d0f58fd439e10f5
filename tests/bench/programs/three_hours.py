"""A session on its screen, with all its ticks and keys, by a clock that is set; prints the megabytes that it grew by.

    PYTHONPATH=… python three_hours.py FOLDER HOURS

The group goes through the agenda once before that, so that what is loaded or remembered once is there already.
"""

import gc
import os
import sys
from datetime import timedelta
from pathlib import Path

from aml_okt.clock import SettableClock
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from tests.bench.terminal import memory
from tests.builders import MONDAY, OSLO, PEOPLE
from tests.reliability.test_memory import there_and_back
from tests.tui.leading import Led, lead

SECOND = timedelta(seconds=1)
FIRST = 5 * SECOND
"""How long the group is in each timebox the first time through."""


class SecondBySecond(Led):
    """Lets time go as the screen sees it: each second is drawn."""

    async def pass_time(self, span: timedelta) -> None:
        """Let time go."""
        for _ in range(round(span / SECOND)):
            await super().pass_time(SECOND)


def main(folder: Path, hours: float) -> None:
    """Lead the session, and print how much larger the process is afterwards."""
    clock = SettableClock(MONDAY, OSLO)
    setup = Setup("Barnevernet", "Møterom 2", PEOPLE[:5])
    runner = SessionRunner.create(folder, read_agenda_file(built_in_agenda()), setup, clock)
    places = len(runner.state.course.boxes) - 1

    async def script(led: Led) -> None:
        slowly = SecondBySecond(led.host, led.screen, led.pilot, led.clock)
        await slowly.press("enter")
        await there_and_back(slowly, places, FIRST)
        before = held()
        await there_and_back(slowly, places, timedelta(hours=hours) / places)
        print(held() - before)

    lead(runner, clock, script)


def held() -> float:
    """Megabytes of memory that this process has."""
    gc.collect()
    return memory(os.getpid(), "VmRSS")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
