"""`aml-okt status --follow`, a process of its own, beside a facilitator in a terminal; and what others make of it."""

import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import PATIENCE, Terminal, hear_all_signals

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

Line = dict[str, Any]
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
START = ["start", "--people", "Kari, Ola, Liv", "--unit", "Barnevernet", "--go"]
AT_ONCE = 0.25
"""Seconds from the facilitator's key to the line (issue 5)."""
AGENDA = """\
title: Kort økt
steps:
  - id: start
    title: Velkommen
    time: 5 min
  - id: snart
    title: Snart over
    time: 5 s
  - id: slutt
    title: Til slutt
    time: 5 min
"""


class FollowingProcess:
    """A process that follows, whose lines are read as they come, each with when that was."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear_all_signals  # noqa: PLW1509 - it only resets what signals do
        )  # fmt: skip
        self.lines: list[tuple[float, Line]] = []
        self._came = threading.Condition()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            with self._came:
                self.lines.append((datetime.now().astimezone().timestamp(), json.loads(text)))
                self._came.notify_all()

    def until(self, condition: Callable[[Line], bool], *, after: int = 0) -> int:
        """Wait for a line that fulfils this, from the place `after` on; the place after it."""
        with self._came:

            def found() -> int | None:
                places = range(after, len(self.lines))
                return next((place + 1 for place in places if condition(self.lines[place][1])), None)

            place = self._came.wait_for(found, PATIENCE)
            if place is None:
                pytest.fail(f"no such line came; the last one is {self.lines[-1:]}")
            return place

    def end(self, number: int) -> int:
        """Send it a signal and wait for its end; the status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    @property
    def complaints(self) -> bytes:
        """What it had to say beside its lines."""
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._reading.join()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


Follow = Callable[..., FollowingProcess]


@pytest.fixture
def follow(program: str, tmp_path: Path) -> Iterator[Follow]:
    """Starts processes that follow the sessions, and leaves none."""
    started: list[FollowingProcess] = []

    def start(*arguments: str) -> FollowingProcess:
        command = [program, "--dir", str(tmp_path / "sessions"), "status", "--follow", *arguments]
        started.append(FollowingProcess(command))
        return started[-1]

    yield start
    for process in started:
        process.close()


@pytest.fixture(autouse=True)
def short_agenda(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """Let the program find a short agenda where it is started."""
    del open_terminal  # it makes the folder
    (tmp_path / "here" / "agenda.yaml").write_text(AGENDA, encoding="utf-8")


def in_step(name: str, state: str = "running") -> Callable[[Line], bool]:
    """Whether a line tells of this step and state."""
    return lambda line: line["state"] == state and line["step"] is not None and line["step"]["id"] == name


def test_lines_follow_the_facilitator_through_a_crash_and_to_the_end(
    open_terminal: Callable[..., Terminal], follow: Follow, tmp_path: Path
) -> None:
    following = follow("--tick")
    place = following.until(lambda line: line["state"] == "waiting")
    terminal = open_terminal(*START)
    terminal.until("Trykk Enter når gruppa er klar")
    place = following.until(lambda line: line["state"] == "paused" and line["step"] is None, after=place)
    terminal.press("enter")
    place = following.until(in_step("start"), after=place)
    place = following.until(lambda line: line["remaining_s"] == 298, after=place)
    terminal.press("space")
    place = following.until(in_step("start", "paused"), after=place)
    terminal.press("space")
    place = following.until(in_step("start"), after=place)
    terminal.press("+")
    place = following.until(lambda line: 350 < line["remaining_s"] < 359, after=place)
    terminal.press("u")
    place = following.until(lambda line: line["remaining_s"] < 299, after=place)
    terminal.press("enter")
    place = following.until(in_step("snart"), after=place)
    place = following.until(lambda line: line["cue"] == "warning", after=place)
    place = following.until(lambda line: line["cue"] == "end" and line["overtime_s"] == 2, after=place)
    terminal.until("over tiden")

    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()
    place = following.until(in_step("snart", "interrupted"), after=place)
    again = open_terminal("start")
    again.until("Snart over")
    again.press("enter")
    place = following.until(in_step("snart"), after=place)
    again.until("over tiden")
    again.press("enter")
    place = following.until(in_step("slutt"), after=place)
    again.until("Til slutt")
    again.press("enter")
    again.until("Avslutt økta")
    again.press("enter")
    following.until(lambda line: line["state"] == "finished", after=place)
    again.until("Takk for innsatsen")

    sessions = {line["session"] for _, line in following.lines}
    assert sessions == {None, *(folder.name for folder in (tmp_path / "sessions").iterdir())}
    counted = [
        line["remaining_s"] for _, line in following.lines if in_step("start")(line) and line["planned_s"] == 300
    ]
    assert {300, 299, 298} <= set(counted)
    assert following.end(signal.SIGTERM) == 143
    assert following.complaints == b""


def test_a_line_is_out_at_once_after_the_facilitators_key(
    open_terminal: Callable[..., Terminal], follow: Follow
) -> None:
    following = follow()
    terminal = open_terminal(*START)
    terminal.until("Trykk Enter når gruppa er klar")
    place = following.until(lambda line: line["state"] == "paused")
    terminal.press("enter")
    place = following.until(in_step("start"), after=place)
    terminal.until("Velkommen")
    took = []
    for state in ["paused", "running"] * 4:
        terminal.settle()
        pressed = datetime.now().astimezone().timestamp()
        terminal.press("space")
        place = following.until(in_step("start", state), after=place)
        took.append(following.lines[place - 1][0] - pressed)

    assert statistics.median(took) <= AT_ONCE, took


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_it_at_once_and_without_a_word(follow: Follow, number: int, status: int) -> None:
    following = follow()
    following.until(lambda line: line["state"] == "waiting")

    assert following.end(number) == status
    assert following.complaints == b""


def test_a_reader_that_has_stopped_reading_does_not_keep_it_from_ending(program: str, tmp_path: Path) -> None:
    """The pipe is full, and it waits for room in it."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(write, b" " * 65536)
    os.set_blocking(write, True)
    command = [program, "--dir", str(tmp_path), "status", "--follow"]
    process = subprocess.Popen(command, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    until_it_waits(process.pid)
    process.send_signal(signal.SIGTERM)

    assert process.wait(PATIENCE) == 143
    os.close(read)
    assert process.communicate()[1] == b""


def until_it_waits(process: int) -> None:
    """Wait until a process waits for room in a pipe."""
    end = time.monotonic() + PATIENCE
    where = Path(f"/proc/{process}/wchan")
    if not where.exists():
        pytest.skip("this system does not tell what a process waits for")
    while "pipe" not in where.read_text("utf-8"):
        if time.monotonic() > end:
            pytest.fail("it never waits")
        time.sleep(0.02)


def test_a_reader_that_goes_away_ends_it_without_a_word_though_nothing_changes(program: str, tmp_path: Path) -> None:
    command = [program, "--dir", str(tmp_path), "status", "--follow"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["state"] == "waiting"
        process.stdout.close()

        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_the_light_of_the_documents_follows_the_clock(
    open_terminal: Callable[..., Terminal], program: str, tmp_path: Path
) -> None:
    command = [program, "--dir", str(tmp_path / "sessions"), "status", "--follow"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as following,
        subprocess.Popen(
            [sys.executable, EXAMPLES / "light.py"], stdin=following.stdout, stdout=subprocess.PIPE
        ) as light,
    ):
        assert following.stdout is not None
        assert light.stdout is not None
        following.stdout.close()  # the light alone reads it
        seen = [light.stdout.readline()]
        terminal = open_terminal(*START)
        terminal.until("Trykk Enter når gruppa er klar")
        terminal.press("enter")
        seen.append(light.stdout.readline())
        terminal.until("Velkommen")
        terminal.press("enter")
        seen += [light.stdout.readline() for _ in range(2)]
        terminal.signal(signal.SIGKILL)
        seen.append(light.stdout.readline())
        light.kill()

        assert following.wait(PATIENCE) == 0
    assert seen == [b"OFF\n", b"GREEN\n", b"YELLOW\n", b"RED\n", b"OFF\n"]
