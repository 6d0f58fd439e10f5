"""`aml-okt start --plain` as a real process: a script through the whole agenda, kills, signals, and hostile text."""

import contextlib
import fcntl
import json
import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import PATIENCE, Terminal, hear_all_signals
from tests.e2e.shifted_clock import ShiftedClock, build_library, needs_shifted_clock

NAMES = ("Kari", "Ola", "Liv", "Nils", "Per")
START = ("start", "--plain", "--people", ", ".join(NAMES), "--unit", "Barnevernet", "--place", "Møterom 2", "--go")
BY_KEYS = tuple(word for word in START if word != "--plain")

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "plain-session.txt"
"""The example in the documents: the whole agenda, with a bit of everything."""

WHOLE = tuple(SCRIPT.read_text("utf-8").splitlines())
TO_REFLECTION = WHOLE[: WHOLE.index("notat Loven er klar") + 2]


class Lines:
    """The program with pipes for a terminal."""

    def __init__(self, command: Sequence[str], folder: Path, surroundings: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "LANG": "C.UTF-8", "TERM": "dumb", **surroundings},
            preexec_fn=None if os.name == "nt" else hear_all_signals,  # noqa: PLW1509 - it only sets two handlers
        )
        self.said = ""

    def write(self, *lines: str) -> None:
        """Write lines."""
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        self.process.stdin.flush()

    def until(self, text: str) -> None:
        """Wait until something is said."""
        end = time.monotonic() + PATIENCE
        while text not in self.said:
            if time.monotonic() > end or not self._read():
                pytest.fail(f"never said: {text}; it says:\n{self.said}")

    def end(self) -> int:
        """Write nothing more, and wait for the end; the status."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        return self.wait()

    def wait(self) -> int:
        """Wait for the end; the status."""
        end = time.monotonic() + PATIENCE
        while self._read():
            if time.monotonic() > end:
                pytest.fail(f"it does not end; it says:\n{self.said}")
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Let nothing be left of it."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def _read(self) -> bool:
        """Take what is said within a moment; False when there will be nothing more."""
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], 0.2)[0]:
            return True
        data = os.read(self.process.stdout.fileno(), 65536)
        self.said += data.decode()
        return bool(data)


Start = Callable[..., Lines]


@pytest.fixture
def start(program: str, tmp_path: Path) -> Iterator[Start]:
    """Starts the program with pipes, in an empty folder, and ends it after the test."""
    folder = tmp_path / "plain"
    folder.mkdir()
    opened: list[Lines] = []

    def start_(*arguments: str, surroundings: Mapping[str, str] | None = None) -> Lines:
        command = [program, "--dir", str(tmp_path / "sessions"), *arguments]
        opened.append(Lines(command, folder, surroundings or {}))
        return opened[-1]

    yield start_
    for lines in opened:
        lines.close()


def only_session(tmp_path: Path) -> Path:
    """The folder of the one session there is."""
    (session,) = (tmp_path / "sessions").iterdir()
    return session


def events(session: Path) -> list[dict[str, Any]]:
    """What the journal holds."""
    return [json.loads(line) for line in (session / "journal.jsonl").read_bytes().splitlines()]


pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes are waited for in a way that Windows has not")


class TestWholeAgenda:
    def test_a_script_leads_from_start_to_minutes(self, program: str, tmp_path: Path) -> None:
        with SCRIPT.open("rb") as lines:
            done = subprocess.run(
                [program, "--dir", str(tmp_path / "sessions"), *START],
                stdin=lines,
                capture_output=True,
                check=False,
                timeout=4 * PATIENCE,
            )
        said = done.stdout.decode()
        assert (done.returncode, done.stderr) == (0, b"")
        assert not [line for line in said.splitlines() if "kan ikke brukes nå" in line or "først." in line]
        session = only_session(tmp_path)

        happened = [event["event"] for event in events(session)]
        assert happened[-1] == "session_ended"
        for event in (
            "facilitator_chosen", "clock_paused", "clock_resumed", "time_adjusted", "move_undone", "slide_shown",
            "factor_marked", "participant_left", "focus_order_set", "next_meeting_set", "cues_chosen", "actions_shown",
        ):  # fmt: skip
            assert event in happened, event
        started = [event for event in events(session) if event["event"] == "timebox_started"]
        assert [event["focus"] for event in started if event["phase"] == "Presentasjon"] == ["p3", "p4", "p1", "p2"]

        minutes = (session / "referat.md").read_text("utf-8")
        for text in (
            "Loven er klar", "Støtten er styrken vår\nKravene er uklare", "Vi går styrket herfra",
            "## Delt fra rundene\n\n### 5b Kollegaveiledning\n\nVi spør hverandre tidligere",
            "Kartlegge krav og forventninger", "Ny runde om støtte", "Kantina",
        ):  # fmt: skip
            assert text in minutes, text
        assert f"Referatet ligger i {session / 'referat.md'}" in said

        # A script that has fallen out of step with the questions would be told so.
        for confusion in ("er ikke noe ord her", "Skriv mer av ordet", "Svar med tallet", "Svar ja eller nei først"):
            assert confusion not in said, confusion

        private = ("Filmen var fin", "Liv er redd for omorganiseringen")
        notes = "".join(path.read_text("utf-8") for path in session.glob("notes/*.md"))
        for text in private:
            assert text in notes
            assert text not in minutes
            assert text not in said

    def test_nothing_but_text_and_bells_is_written(self, start: Start) -> None:
        lines = start(*START)
        lines.write(*(line for line in WHOLE if line != "lyd slutt"))
        assert lines.end() == 0
        assert "\a" in lines.said
        controls = {char for char in lines.said if unicodedata.category(char) in {"Cc", "Cf"}}
        assert controls == {"\n", "\a"}
        assert not re.search(r"[\u2500-\u25ff\u2190-\u21ff\u2700-\u27bf·×]|\U0001f300", lines.said)

    def test_export_writes_the_same_minutes(self, program: str, start: Start, tmp_path: Path) -> None:
        lines = start(*START)
        lines.write(*WHOLE)
        assert lines.end() == 0
        printed = subprocess.run(
            [program, "--dir", str(tmp_path / "sessions"), "export", "-o", "-"], capture_output=True, check=True
        ).stdout
        assert printed == (only_session(tmp_path) / "referat.md").read_bytes()


class TestInterrupted:
    def test_a_killed_session_goes_on_where_it_was(self, start: Start, tmp_path: Path) -> None:
        lines = start(*START)
        lines.write(*TO_REFLECTION, "notat Sagt før strømmen gikk")
        wait_for_note(tmp_path / "sessions", "Sagt før strømmen gikk")
        lines.process.send_signal(signal.SIGKILL)
        assert lines.wait() == -signal.SIGKILL

        again = start("start", "--plain")
        again.until("Dere har en økt som ikke er ferdig.")
        again.write("slapp", "notat")
        again.until("Sagt før strømmen gikk")
        assert "Steg 4, Refleksjonsoppgave. Hver for seg, fase 1 av 3." in again.said
        assert again.end() == 0

    def test_what_was_begun_by_lines_goes_on_on_the_screen(
        self, start: Start, open_terminal: Callable[..., Terminal]
    ) -> None:
        lines = start(*START)
        lines.write("begynn", "notat Fra linjene", "neste", "fasilitator Ola", "neste")
        lines.until("Kari har ordet.")
        assert lines.end() == 0

        terminal = open_terminal("start")
        terminal.until("Dere har en økt som ikke er ferdig")
        terminal.press("f")
        terminal.until("Velkommen og innsjekk", "Kari har ordet")
        terminal.press("left", "left")
        terminal.until("Felles film", "Fra linjene")

    def test_what_was_begun_on_the_screen_goes_on_by_lines(
        self, start: Start, open_terminal: Callable[..., Terminal]
    ) -> None:
        terminal = open_terminal(*BY_KEYS)
        terminal.until("Trykk Enter når gruppa er klar")
        terminal.press("enter")
        terminal.until("Felles film", gone="Trykk Enter når")
        terminal.press("n")
        terminal.until("ut av feltet")
        terminal.type("Fra skjermen")
        terminal.until("✓ lagret")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0

        lines = start("start", "--plain")
        lines.write("fortsett", "notat")
        lines.until("Fra skjermen")
        assert "Felles film." in lines.said
        assert lines.end() == 0

    def test_a_second_start_is_refused_while_lines_lead(self, start: Start, program: str, tmp_path: Path) -> None:
        lines = start(*START)
        lines.until("Skriv begynn når gruppa er klar.")
        other = subprocess.run(
            [program, "--dir", str(tmp_path / "sessions"), "start", "--plain"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert other.returncode == 1
        assert f"prosess {lines.process.pid}" in other.stderr.decode()


class TestEnds:
    def test_the_end_of_the_input_saves_and_says_how_to_go_on(self, start: Start, tmp_path: Path) -> None:
        lines = start(*START)
        lines.write("begynn", "notat:", "midt i")
        assert lines.end() == 0
        last = lines.said.splitlines()[-1]
        assert last.startswith(f"Økta er lagret i {only_session(tmp_path)}.")
        assert last.endswith("start --plain».")
        assert "midt i" in (only_session(tmp_path) / "notes" / "film.md").read_text("utf-8")

    @pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
    def test_a_signal_saves_and_lets_go(self, start: Start, tmp_path: Path, number: int, status: int) -> None:
        lines = start(*START)
        lines.write("begynn", "notat:", "midt i")
        wait_for_note(tmp_path / "sessions", "midt i")
        lines.process.send_signal(number)
        assert lines.wait() == status
        assert "Økta er lagret i " in lines.said.splitlines()[-1]
        again = start("start", "--plain")
        again.until("Dere har en økt som ikke er ferdig.")

    @pytest.mark.skipif(sys.platform != "linux", reason="how full a pipe is can be asked for there")
    @pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
    def test_a_signal_ends_it_in_order_while_the_reader_does_not_read(
        self, start: Start, number: int, status: int
    ) -> None:
        lines = start(*START)
        lines.write("begynn", "notat Sagt før", *["plan"] * 500)
        assert lines.process.stdout is not None
        wait_until_full(lines.process.stdout.fileno())
        lines.process.send_signal(number)
        assert lines.process.wait(PATIENCE) == status
        again = start("start", "--plain")
        again.write("slapp", "notat")
        again.until("Sagt før")

    def test_a_reader_that_goes_away_ends_it_quietly(self, start: Start, tmp_path: Path) -> None:
        lines = start(*START)
        lines.until("Skriv hjelp")
        assert lines.process.stdout is not None
        lines.process.stdout.close()
        lines.write("begynn", "neste")
        assert lines.process.wait(PATIENCE) == 129
        assert events(only_session(tmp_path))[-1]["event"] == "timebox_started"

    def test_a_terminal_that_is_closed_ends_it_and_loses_nothing(
        self, open_terminal: Callable[..., Terminal], tmp_path: Path
    ) -> None:
        terminal = open_terminal(*START)
        terminal.until("Skriv begynn når gruppa er klar.")
        terminal.type("begynn\nnotat:\nmidt i\n")
        wait_for_note(tmp_path / "sessions", "midt i")
        assert terminal.hang_up() == 129

    def test_a_dumb_terminal_is_told_of_the_lines(self, program: str, open_terminal: Callable[..., Terminal]) -> None:
        del program
        terminal = open_terminal("start", surroundings={"TERM": "dumb"})
        assert terminal.wait_for_end() == 1
        # Lines are broken wherever they are full, also in words.
        assert "start--plain»" in "".join(terminal.text.split())

    def test_lines_lead_in_a_dumb_terminal(self, open_terminal: Callable[..., Terminal]) -> None:
        terminal = open_terminal(*START, surroundings={"TERM": "dumb"})
        terminal.until("Skriv begynn når gruppa er klar.")
        terminal.type("begynn\n")
        terminal.until("Felles film.")
        terminal.type("\x04")
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.output


def wait_until_full(pipe: int) -> None:
    """Wait until nothing more goes into a pipe that nobody reads."""
    end = time.monotonic() + PATIENCE
    size = fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)
    while int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder) < size * 3 // 4:
        if time.monotonic() > end:
            pytest.fail("the pipe is never full")
        select.select([], [], [], 0.02)


HOSTILE = (
    "hei [/",
    "[red]x[/red]",
    "\x1b[2J\x1b]2\x07",
    "\u202ebakvendt",
    "<script>x</script>",
    "\x9b31m",
    "$(ls)",
)


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_only_text(start: Start, payload: str) -> None:
    lines = start("start", "--plain", "--people", "Kari, Ola", "--new", "--go")
    lines.write(
        "begynn", f"deltakere kommer {payload}", "ja", f"notat {payload}", "notat", f"tiltak {payload}; {payload}",
        f"møte 1.12; 10:00; {payload}", "liste", "deltakere", payload, f"hjelp {payload}", "rekkefølge",
        "avslutt", "ja", "referat", "lukk",
    )  # fmt: skip
    assert lines.end() == 0
    controls = {char for char in lines.said if unicodedata.category(char) in {"Cc", "Cf", "Cs"}}
    assert controls <= {"\n", "\a"}
    assert "Traceback" not in lines.said
    assert "Referatet ligger i " in lines.said


def wait_for_note(where: Path, text: str) -> None:
    """Wait until a note of a session in a folder holds a text."""
    end = time.monotonic() + PATIENCE
    while True:
        if any(text in path.read_text("utf-8") for path in where.glob("*/notes/*.md")):
            return
        if time.monotonic() > end:
            pytest.fail(f"never written: {text}")
        select.select([], [], [], 0.02)


def test_cues_come_while_nobody_writes(start: Start) -> None:
    lines = start("start", "--plain", "--rehearse", "600", "--go")
    lines.write("begynn")
    for cue in ("igjen.\n", "\aTiden er ute. Gå videre når dere er klare.", "over tiden."):
        lines.until(cue)
    assert lines.said.count("\a") >= 3
    assert lines.end() == 0


@needs_shifted_clock
def test_after_a_sleep_it_asks_whether_the_time_counts(start: Start, tmp_path: Path) -> None:
    clock = ShiftedClock(build_library(tmp_path), tmp_path / "figures")
    lines = start(*START, surroundings=clock.surroundings)
    lines.write("begynn")
    lines.until("10 min igjen.")
    clock.jump(timedelta(minutes=8))
    lines.until("Maskinen sto stille i 8 min")
    lines.write("nei", "tid")
    lines.until("Tiden teller ikke med.")
    assert lines.end() == 0
    assert re.search(r"(10 min|9 min 5\d s) igjen\.$", lines.said.partition("Tiden teller ikke med.")[2], re.MULTILINE)
    assert "gap_left_out" in [event["event"] for event in events(only_session(tmp_path))]
