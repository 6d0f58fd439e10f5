"""Whatever ends the program, and whenever: the terminal is given back, the session is free, and the status is right."""

import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aml_okt.files.folders import sessions
from aml_okt.files.lock import is_open
from tests.e2e.conftest import PATIENCE, Terminal, hear_all_signals
from tests.reliability.conftest import times

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

LONGEST = 3.0
"""Seconds from the start within which the end comes; the program is then well into the session."""
KEYS = (b"a", b"\x1b", b"\r", b"n", b"o", b"p", b"h", b"+", b"\x7f")
TAKES = b"\x1b[?1049h"
GIVES_BACK = b"\x1b[?1049l"
NOT_LISTENING = {signal.SIGTERM: -signal.SIGTERM, signal.SIGHUP: -signal.SIGHUP, signal.SIGINT: -signal.SIGINT}
"""What comes of a signal before the program listens, or when it has let go already."""


@dataclass
class Led:
    """A program in a terminal whose other end the test holds, so that it can take it away."""

    process: subprocess.Popen[bytes]
    master: int
    slave: int
    found: list[object]
    output: bytes = b""
    open_ends: set[int] = field(default_factory=set)

    def use(self, seconds: float, chance: random.Random) -> None:
        """Press keys for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            if b"gruppa er klar" in self.output and chance.random() < 0.4:
                os.write(self.master, chance.choice(KEYS))

    def read(self, seconds: float) -> None:
        """Take what the program has written."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                self.output += os.read(self.master, 65536)
            except OSError:
                return
            seconds = 0

    def take_terminal_away(self) -> None:
        """Close both ends, as when somebody closes the window."""
        os.close(self.slave)
        os.close(self.master)
        self.open_ends.clear()

    def wait(self) -> int:
        """Wait for the end of the program; its status."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            if self.open_ends:
                self.read(0.05)
            else:
                time.sleep(0.02)
        if self.process.poll() is None:
            pytest.fail("the program hangs")
        if self.open_ends:
            self.read(0)
        return self.process.returncode

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for end in self.open_ends:
            os.close(end)


def begin(program: str, place: Path, *, deaf_to_hangup: bool = False) -> Led:
    """Start a session in a new terminal that it controls, with a home of its own for crash reports."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def settle() -> None:
        os.setsid()
        hear_all_signals()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        if deaf_to_hangup:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    found = termios.tcgetattr(slave)
    process = subprocess.Popen(
        [program, "--dir", str(place / "sessions"), "start", "--go", "--people", "Kari, Ola", "--unit", "Barnevernet"],
        stdin=slave, stdout=slave, stderr=slave, cwd=place, preexec_fn=settle,  # noqa: PLW1509 - no other thread is here
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": str(place / "state")},
    )  # fmt: skip
    return Led(process, master, slave, found, open_ends={master, slave})


def assert_free_and_unhurt(place: Path) -> None:
    """The session can be opened by the next one who asks, and the program reports no crash."""
    assert not any(is_open(session) for session in sessions(place / "sessions"))
    assert not list(place.glob("state/**/*.txt"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
@pytest.mark.parametrize("time_", times(2, 100))
def test_a_signal_at_any_moment(
    program: str, tmp_path: Path, chance: random.Random, number: signal.Signals, time_: int
) -> None:
    del time_
    led = begin(program, tmp_path)
    try:
        led.use(chance.uniform(0.1, LONGEST), chance)
        led.process.send_signal(number)
        status = led.wait()
        assert status in {128 + number, NOT_LISTENING[number]}
        assert status == 128 + number or TAKES not in led.output
        assert status < 0 or b"Traceback" not in led.output
        assert led.output.count(TAKES) == led.output.count(GIVES_BACK)
        assert termios.tcgetattr(led.slave) == led.found
        assert_free_and_unhurt(tmp_path)
    finally:
        led.close()


@pytest.mark.parametrize("deaf_to_hangup", [False, True])
@pytest.mark.parametrize("time_", times(2, 100))
def test_a_terminal_that_is_closed_at_any_moment(
    program: str, tmp_path: Path, chance: random.Random, time_: int, *, deaf_to_hangup: bool
) -> None:
    """With and without the signal that a closed window sends; deaf to it, only the terminal tells."""
    del time_
    led = begin(program, tmp_path, deaf_to_hangup=deaf_to_hangup)
    try:
        led.use(chance.uniform(0.1, LONGEST), chance)
        taken = TAKES in led.output
        led.take_terminal_away()
        assert led.wait() in {128 + signal.SIGHUP, *([] if taken else [-signal.SIGHUP, 1])}
        assert_free_and_unhurt(tmp_path)
    finally:
        led.close()


def test_what_is_no_letter_is_no_end(open_terminal: Callable[..., Terminal]) -> None:
    """A terminal that is set to another alphabet than UTF-8."""
    terminal = open_terminal("start", "--people", "Kari, Ola", "--unit", "Barnevernet", "--go")
    terminal.until("Trykk Enter når gruppa er klar")
    os.write(terminal._master, b"\xf8\xe5\xff\xc3")  # noqa: SLF001 - bytes, not text
    terminal.press("enter")
    terminal.until("Felles film", gone="Trykk Enter når")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 128 + signal.SIGTERM
