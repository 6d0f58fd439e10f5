"""The real program when its computer has slept, its process was stopped, the wall clock is set, or hours have passed.

The clocks are moved under the process, each for itself; see `shifted_clock.py`.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aml_okt.core.durations import digits
from aml_okt.tui.widgets.digits import draw
from tests.builders import OSLO, minutes, seconds
from tests.e2e.conftest import Terminal
from tests.e2e.shifted_clock import ShiftedClock, build_library, needs_shifted_clock

pytestmark = needs_shifted_clock

ROOT = Path(__file__).parent.parent.parent
SPEED = 2000
"""How many times as fast three hours pass; one reading is due every eighth of a millisecond."""

FILM = minutes(10)
SLEEP = minutes(8)
SECOND = seconds(1)
HOUR = minutes(60)
DIGIT_ROWS = 5
"""How tall the big digits are in the terminals of these tests."""

READ_CLOCKS = """\
import sys, time
for _ in sys.stdin:
    print(time.time_ns(), time.clock_gettime_ns(time.CLOCK_BOOTTIME), time.monotonic_ns(), flush=True)
"""

Status = Callable[[], dict[str, Any]]


class Led:
    """A session whose first step, the film of ten minutes, has begun; and what can be known about it from outside."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        terminal.until("Trykk Enter når gruppa er klar")
        before = time.monotonic()
        terminal.press("enter")
        terminal.until("Felles film", "igjen av 10:00", gone="Trykk Enter når")
        self._began = before, time.monotonic()
        self._slept = timedelta()

    def wake_after(self, clock: ShiftedClock, span: timedelta, *shown: str) -> timedelta:
        """Let the computer sleep; the real time from its waking up until the screen shows the question and these."""
        self._slept += span
        woke = time.monotonic()
        clock.jump(span)
        self.terminal.until(f"Maskinen sto stille i {span // minutes(1)} min", *shown)
        return timedelta(seconds=time.monotonic() - woke)

    def answer(self, key: str) -> None:
        """Answer whether the sleep counts."""
        self.terminal.press(key)
        self.terminal.until(gone="Maskinen sto stille")

    def is_true(self, used: timedelta) -> bool:
        """Whether this much of the film has been used now, or had been a second ago."""
        now = time.monotonic()
        least, most = (timedelta(seconds=now - began) + self._slept for began in reversed(self._began))
        # Figures are whole seconds, rounded down.
        return least - 2 * SECOND < used <= most


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def clock(library: Path, tmp_path: Path) -> ShiftedClock:
    """A clock by which it is five past ten in Oslo tomorrow, so that no test meets a full hour."""
    clock = ShiftedClock(library, tmp_path / "shift")
    now = datetime.now(OSLO)
    then = (now + timedelta(days=1)).replace(hour=10, minute=5, second=0)
    # A difference within one zone forgets that summer time may begin or end between the two.
    clock.step_wall(then.astimezone(UTC) - now)
    return clock


@pytest.fixture
def led(open_terminal: Callable[..., Terminal], clock: ShiftedClock) -> Led:
    people = ("start", "--people", "Kari, Ola, Liv", "--unit", "Barnevernet", "--go")
    return Led(open_terminal(*people, surroundings=clock.surroundings))


@pytest.fixture
def status(program: str, tmp_path: Path, clock: ShiftedClock) -> Status:
    """Asks another process, under the same clock, where the session is."""

    def ask() -> dict[str, Any]:
        command = [program, "--dir", str(tmp_path / "sessions"), "status", "--json"]
        environment = {**os.environ, **clock.surroundings}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    return ask


def used_by_question(terminal: Terminal) -> timedelta:
    """How much of the film has been used, by what the question says of letting the sleep count."""
    shown = re.search(r"(\d+):(\d\d) (igjen|over tiden) · slutt", terminal.text)
    assert shown is not None, terminal.text
    span = timedelta(minutes=int(shown[1]), seconds=int(shown[2]))
    return FILM - span if shown[3] == "igjen" else FILM + span


def used_by_digits(terminal: Terminal) -> timedelta:
    """How much of the film has been used, by the big digits; they are found by drawing every time left."""
    lines = terminal.text.splitlines()
    for left in (seconds(count) for count in range(FILM // SECOND, -1, -1)):
        drawn = [row.rstrip() for row in draw(digits(left), rows=DIGIT_ROWS)]
        for top, line in enumerate(lines):
            start = line.find(drawn[0])
            beside = [row[start : start + len(first)] for row, first in zip(lines[top:], drawn, strict=False)]
            if start >= 0 and beside == drawn:
                return FILM - left
    pytest.fail(f"no big digits on the screen:\n{terminal.text}")


def ask_for_clocks(process: subprocess.Popen[str]) -> tuple[float, float]:
    """How far ahead of CLOCK_MONOTONIC the process sees the wall clock and the boot clock, in seconds."""
    assert process.stdin is not None
    assert process.stdout is not None
    began = time.monotonic_ns()
    process.stdin.write("\n")
    process.stdin.flush()
    wall, boot, steady = map(int, process.stdout.readline().split())
    assert began <= steady <= time.monotonic_ns()
    return (wall - steady) / 1e9, (boot - steady) / 1e9


def events(tmp_path: Path) -> list[dict[str, Any]]:
    (session,) = (tmp_path / "sessions").iterdir()
    return [json.loads(line) for line in (session / "journal.jsonl").read_bytes().splitlines()]


def test_a_sleep_moves_the_wall_and_the_boot_clock_and_not_the_one_of_the_event_loop(clock: ShiftedClock) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READ_CLOCKS], env={**os.environ, **clock.surroundings},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        first = ask_for_clocks(process)
        clock.jump(SLEEP)
        slept = ask_for_clocks(process)
        clock.step_wall(-HOUR)
        stepped = ask_for_clocks(process)

    assert slept[0] - first[0] == pytest.approx(SLEEP.total_seconds(), abs=0.5)
    assert slept[1] - first[1] == pytest.approx(SLEEP.total_seconds(), abs=0.5)
    assert stepped[0] - slept[0] == pytest.approx(-HOUR.total_seconds(), abs=0.5)
    assert stepped[1] - slept[1] == pytest.approx(0, abs=0.5)


def test_two_minutes_left_are_six_over_the_time_within_a_second_of_waking_up_from_eight(
    led: Led, clock: ShiftedClock, status: Status, tmp_path: Path
) -> None:
    delays = []
    for shown in ("igjen · slutt", "over tiden · slutt", "over tiden · slutt"):
        delays.append(led.wake_after(clock, SLEEP, shown))
        assert led.is_true(used_by_question(led.terminal))
        assert led.is_true(timedelta(seconds=status()["elapsed_s"]))
        led.answer("f")
    led.terminal.until("over tiden", "14 min bak")

    # A shared machine may be late once; a program that is late is so every time.
    assert min(delays) < SECOND
    assert len([event for event in events(tmp_path) if event["event"] == "gap_found"]) == len(delays)


def test_a_sleep_that_does_not_count_gives_the_time_back_and_undo_takes_it(
    led: Led, clock: ShiftedClock, status: Status, tmp_path: Path
) -> None:
    led.wake_after(clock, 2 * SLEEP, "over tiden · slutt")
    led.answer("s")
    led.terminal.until("Tiden teller ikke med. Slutt", "igjen av 10:00", "i rute")

    assert led.is_true(timedelta(seconds=status()["elapsed_s"]) + 2 * SLEEP)
    assert [event["event"] for event in events(tmp_path)][-2:] == ["gap_found", "gap_left_out"]
    led.terminal.press("u")
    led.terminal.until("Angret: Tiden mens maskinen sto stille, teller med.", "6 min bak")


def test_a_process_that_was_stopped_asks_too(led: Led) -> None:
    led.terminal.signal(signal.SIGSTOP)
    time.sleep(6)
    led.terminal.signal(signal.SIGCONT)
    led.terminal.until("Maskinen sto stille i 6 s", "igjen · slutt")
    assert led.is_true(used_by_question(led.terminal))
    led.answer("f")
    led.terminal.until("igjen av 10:00")


def test_a_wall_clock_that_is_set_moves_the_times_of_day_and_nothing_else(
    led: Led, clock: ShiftedClock, tmp_path: Path
) -> None:
    led.wake_after(clock, SLEEP, "igjen · slutt")
    led.answer("f")
    led.terminal.until(" 10:1", "slutt 12:")
    recorded = events(tmp_path)

    delays = []
    for step, hour in ((-1, 9), (2, 11), (-1, 10)):
        began = time.monotonic()
        clock.step_wall(step * HOUR)
        led.terminal.until(f" {hour:02}:1", f"slutt {hour + 2}:", "igjen av 10:00", "i rute")
        delays.append(timedelta(seconds=time.monotonic() - began))
        led.terminal.settle()
        assert led.is_true(used_by_digits(led.terminal))

    assert min(delays) < SECOND
    assert "Maskinen sto stille" not in led.terminal.text
    assert events(tmp_path) == recorded


def test_three_hours_of_four_readings_a_second_do_not_drift(library: Path, tmp_path: Path) -> None:
    clock = ShiftedClock(library, tmp_path / "shift", speed=SPEED)
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.three_hours", str(SPEED)],
        cwd=ROOT, env={**os.environ, **clock.surroundings}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    readings, error, width = map(float, done.stdout.split())

    assert readings == 43_200
    assert error < 0.1
    assert width < 0.1
