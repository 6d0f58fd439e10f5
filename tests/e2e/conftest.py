"""The installed program as a process in a pseudo-terminal: keys in, screen out."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte
import pytest

PATIENCE = 30.0
"""Seconds to wait for something to come on the screen before the test fails; machines are shared."""

KEYS = {
    "enter": "\r", "space": " ", "escape": "\x1b", "left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A",
    "down": "\x1b[B", "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
    "tab": "\t", "backspace": "\x7f", "ctrl+q": "\x11", "ctrl+c": "\x03",
}  # fmt: skip


def hear_all_signals() -> None:
    """Hear what somebody at a terminal would, in a new process: tests that run behind nohup or «&» are deaf to some."""
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """A terminal with one program in it."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        columns: int = 120,
        rows: int = 36,
        *,
        surroundings: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""
        self.status: int | None = None
        environment = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
            "COLUMNS": str(columns), "LINES": str(rows), "TEXTUAL_ANIMATIONS": "none", **(surroundings or {}),
        }  # fmt: skip
        self.process, self._master = pty.fork()
        if self.process == 0:
            hear_all_signals()
            os.chdir(folder)
            os.execvpe(command[0], list(command), environment)  # noqa: S606 - no shell is what is wanted
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def text(self) -> str:
        """What a person sees, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a single character."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self._master, text.encode())

    def until(self, *texts: str, gone: str = "") -> None:
        """Wait until all the texts are on the screen, and `gone` is not."""
        end = time.monotonic() + PATIENCE
        while not all(text in self.text for text in texts) or (gone and gone in self.text):
            if time.monotonic() > end or not self._read(0.1):
                pytest.fail(f"never on the screen: {texts!r} without {gone!r}; it shows:\n{self.text}")

    def settle(self) -> None:
        """Wait until what was pressed has had its effect: the program has written, and rests."""
        while self._read(0.1) and select.select([self._master], [], [], 0.15)[0]:
            pass

    def drain(self, seconds: float) -> None:
        """Take what the program writes within so many seconds."""
        self._read(seconds)

    def wait_for_end(self) -> int:
        """Wait until the program is gone; its exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self.status is None:
            if time.monotonic() > end:
                pytest.fail(f"the program does not end; it shows:\n{self.text}")
            self._read(0.1)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                while self._read(0):
                    pass
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.process, number)

    def hang_up(self) -> int:
        """Close the terminal, as when somebody closes its window; the exit status of the program."""
        os.close(self._master)
        end = time.monotonic() + PATIENCE
        while self.status is None:
            if time.monotonic() > end:
                pytest.fail("the program does not end when its terminal has gone")
            select.select([], [], [], 0.02)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def close(self) -> None:
        """End the program if it still runs, and the terminal."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)
        with contextlib.suppress(OSError):
            os.close(self._master)

    def _read(self, seconds: float) -> bool:
        """Take what the program has written; False when it has hung up."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return seconds > 0
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.output += data
        self._stream.feed(data)
        return bool(data)


@pytest.fixture
def program() -> str:
    """The installed console script, beside the Python that runs the tests."""
    return str(Path(sys.executable).with_name("aml-okt"))


@pytest.fixture
def open_terminal(program: str, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals with the program in them, in an empty folder, and closes them after the test."""
    opened: list[Terminal] = []
    folder = tmp_path / "here"
    folder.mkdir()

    def open_(*arguments: str, surroundings: Mapping[str, str] | None = None, **size: int) -> Terminal:
        command = [program, "--dir", str(tmp_path / "sessions"), *arguments]
        terminal = Terminal(command, folder, surroundings=surroundings, **size)
        opened.append(terminal)
        return terminal

    yield open_
    for terminal in opened:
        terminal.close()
