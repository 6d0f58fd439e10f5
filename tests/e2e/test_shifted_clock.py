"""The real program while the clock under it does what clocks do: a sleep of eight minutes, a step back of an hour.

Debian's libfaketime stands between the program and the clocks. It moves all of them together, as they are
after a sleep, or the wall clock alone. Without it the tests are skipped; `.ci/run` installs it.
"""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Terminal

LIBRARIES = sorted(Path("/usr/lib").glob("**/faketime/libfaketime.so.1"))

pytestmark = pytest.mark.skipif(not LIBRARIES, reason="libfaketime is not installed")

A_BEGINNING = 5
"""Seconds at most that pass between the first step's beginning and the moment that a test goes on from there."""

START = ("start", "--people", "Kari, Ola, Liv", "--unit", "Barnevernet", "--go")


class ShiftedClock:
    """A clock that other processes live by, and that can be moved while they run."""

    def __init__(self, folder: Path, *, wall_alone: bool = False) -> None:
        self._file = folder / "shift"
        self._wall_alone = wall_alone
        self.shift_to(timedelta())

    @property
    def surroundings(self) -> Mapping[str, str]:
        """What a process needs in its environment to live by this clock."""
        return {
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            **({"FAKETIME_DONT_FAKE_MONOTONIC": "1"} if self._wall_alone else {}),
        }

    def shift_to(self, span: timedelta) -> None:
        """Let the clock be so much ahead of the true one, from now on."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{span.total_seconds():+.0f}s\n", encoding="ascii")
        new.replace(self._file)


@pytest.fixture
def status(program: str, tmp_path: Path) -> Callable[[ShiftedClock], dict[str, Any]]:
    """Asks another process, under the same clock, where the session is."""

    def ask(clock: ShiftedClock) -> dict[str, Any]:
        done = subprocess.run(
            [program, "--dir", str(tmp_path / "sessions"), "status", "--json"],
            env={**os.environ, **clock.surroundings}, capture_output=True, check=True, text=True,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    return ask


def events(tmp_path: Path) -> list[dict[str, Any]]:
    (session,) = (tmp_path / "sessions").iterdir()
    return [json.loads(line) for line in (session / "journal.jsonl").read_bytes().splitlines()]


def begun(open_terminal: Callable[..., Terminal], clock: ShiftedClock) -> Terminal:
    """The film of ten minutes has begun."""
    terminal = open_terminal(*START, surroundings=clock.surroundings)
    terminal.until("Trykk Enter når gruppa er klar")
    terminal.press("enter")
    terminal.until("Felles film", "igjen av 10:00", gone="Trykk Enter når")
    return terminal


def test_the_screen_is_true_within_a_second_of_waking_up(
    open_terminal: Callable[..., Terminal], status: Callable[[ShiftedClock], dict[str, Any]], tmp_path: Path
) -> None:
    clock = ShiftedClock(tmp_path)
    terminal = begun(open_terminal, clock)

    began = time.monotonic()
    clock.shift_to(timedelta(minutes=16))
    terminal.until("Maskinen sto stille i 16 min", "over tiden · slutt")

    shown = re.search(r"(\d+):(\d\d) over tiden", terminal.text)
    assert shown is not None, terminal.text
    # What has passed since the film began is all that the shown time may differ by from six minutes.
    assert 6 * 60 <= int(shown[1]) * 60 + int(shown[2]) <= 6 * 60 + (time.monotonic() - began) + A_BEGINNING
    assert status(clock)["overtime_s"] >= 6 * 60
    assert [event["event"] for event in events(tmp_path)][-1] == "gap_found"
    terminal.press("enter")
    terminal.until("over tiden", "6 min bak", gone="Maskinen sto stille")


def test_a_process_that_was_stopped_asks_too(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = begun(open_terminal, ShiftedClock(tmp_path))

    terminal.signal(signal.SIGSTOP)
    time.sleep(6)
    terminal.signal(signal.SIGCONT)
    terminal.until("Maskinen sto stille i 6 s", "igjen · slutt")
    terminal.press("f")
    terminal.until("igjen av 10:00", gone="Maskinen sto stille")


def test_a_sleep_that_does_not_count_gives_the_time_back(
    open_terminal: Callable[..., Terminal], status: Callable[[ShiftedClock], dict[str, Any]], tmp_path: Path
) -> None:
    clock = ShiftedClock(tmp_path)
    terminal = begun(open_terminal, clock)

    clock.shift_to(timedelta(minutes=16))
    terminal.until("Maskinen sto stille i 16 min")
    terminal.press("s")
    terminal.until("Klokka fortsetter der den sto", "igjen av 10:00", "i rute")

    assert status(clock)["remaining_s"] in range(560, 601)
    assert [event["event"] for event in events(tmp_path)][-2:] == ["gap_found", "gap_left_out"]
    terminal.press("u")
    terminal.until("6 min bak")


def test_a_wall_clock_that_is_set_back_changes_only_the_time_of_day(
    open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    clock = ShiftedClock(tmp_path, wall_alone=True)
    terminal = begun(open_terminal, clock)
    shown = re.search(r"(\d\d):(\d\d)   slutt (\d\d):(\d\d)", terminal.text)
    assert shown is not None
    hour, _minute, end, _end_minute = map(int, shown.groups())

    clock.shift_to(-timedelta(hours=1))
    terminal.until(f"{(hour - 1) % 24:02}:", f"slutt {(end - 1) % 24:02}:")

    assert "i rute" in terminal.text
    assert "igjen av 10:00" in terminal.text
    assert "Maskinen sto stille" not in terminal.text
    assert not any(event["event"].startswith("gap") for event in events(tmp_path))
