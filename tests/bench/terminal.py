"""A program in a pseudo-terminal, with the moment at which each piece of its output came. Linux: it reads /proc.

The terminal is one that knows synchronised output, as those of today do. What comes is only kept: whoever wants to see
the screen has it drawn afterwards, so that drawing takes no time from what is measured.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Self

PATIENCE = 60.0
"""Seconds to wait for a picture before the run is given up."""

PAUSE = 0.25
"""Seconds of silence after which a picture is whole. Clocks tick once a second, so that there is always such a one."""

BEGIN_OF_FRAME, END_OF_FRAME = b"\x1b[?2026h", b"\x1b[?2026l"
_ASKS_FOR_SYNCHRONISED_OUTPUT = b"\x1b[?2026$p"
_KNOWS_IT = b"\x1b[?2026;2$y"
_SEQUENCES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_=>]")


class Read(NamedTuple):
    """What came, and when, by the monotonic clock in seconds."""

    at: float
    data: bytes


class NoPictureError(RuntimeError):
    """A program that did not show what it should."""


def settled(reads: Sequence[Read], now: float, shows: str, pause: float = PAUSE) -> float | None:
    """When the picture that holds these words was whole: its last byte before the first silence of this many seconds.

    None as long as there has been no such silence.
    """
    wanted = shows.encode()
    so_far = b""
    for read, following in pairwise([*reads, Read(now, b"")]):
        so_far += read.data
        if following.at - read.at >= pause and wanted in words(so_far):
            return read.at
    return None


def words(output: bytes) -> bytes:
    """Output without the sequences that move the cursor and colour the letters."""
    return _SEQUENCES.sub(b"", output)


def processor_time(process: int) -> float:
    """Seconds of processor that all threads of a process have used so far, to the nanosecond."""
    spent = 0
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


def memory(process: int, of: str) -> float:
    """Megabytes of a process's memory: `VmHWM` is the peak so far, `VmRSS` what it has now."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    (kilobytes,) = re.findall(rf"^{of}:\s+(\d+) kB$", status, re.MULTILINE)
    return int(kilobytes) * 1024 / 1e6


class Terminal:
    """A terminal with one program in it, which is killed in the end."""

    def __init__(
        self, command: Sequence[str], folder: Path, surroundings: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        """Begin the program, in a window of so many columns and rows."""
        columns, rows = size
        self.size = size
        self.command = command
        self.reads: list[Read] = []
        self.gone = False
        environment = {**surroundings, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        sys.stdout.flush()
        self.began = time.monotonic()
        self.process, self._master = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(folder)
            os.execvpe(command[0], list(command), environment)  # noqa: S606 - no shell is what is wanted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self.close()

    def until_settled(self, shows: str, since: int = 0) -> float:
        """Wait for a whole picture that holds these words; when its last byte came.

        `since` is how many reads there were before what is waited for.

        Raises:
            NoPictureError: when it does not come.

        """
        end = time.monotonic() + PATIENCE
        while not self.gone and time.monotonic() < end:
            if self.take(PAUSE):
                continue
            moment = settled(self.reads[since:], time.monotonic(), shows)
            if moment is not None:
                return moment
        wrote = words(self.output)[-3000:].decode(errors="replace")
        message = f"{' '.join(self.command)} never showed {shows!r}; it wrote:\n{wrote}"
        raise NoPictureError(message)

    @property
    def output(self) -> bytes:
        """All that has come."""
        return b"".join(read.data for read in self.reads)

    @property
    def count(self) -> int:
        """How many bytes have come."""
        return sum(len(read.data) for read in self.reads)

    def write(self, keys: bytes) -> float:
        """Press keys; when."""
        at = time.monotonic()
        os.write(self._master, keys)
        return at

    def take(self, seconds: float) -> bool:
        """Wait at most this long for something to come, and keep it; False when nothing did."""
        return bool(take(self, seconds=seconds))

    def until_silent(self, silence: float, longest: float) -> None:
        """Keep all that comes until something has come and nothing more for so long; at most `longest` seconds.

        In the middle of a frame no silence counts.
        """
        end = time.monotonic() + longest
        since = len(self.reads)
        whole = False
        while (left := end - time.monotonic()) > 0:
            if self.take(min(left, silence) if whole else left):
                came = b"".join(read.data for read in self.reads[since:])
                whole = came.rfind(END_OF_FRAME) >= came.rfind(BEGIN_OF_FRAME)
            elif whole:
                return

    def listen(self, seconds: float) -> None:
        """Keep all that comes for so long."""
        listen(self, seconds=seconds)

    def close(self) -> None:
        """End the program and the terminal."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        with suppress(OSError):
            os.close(self._master)

    def fileno(self) -> int:
        """What select looks at."""
        return self._master

    def keep(self) -> None:
        """Keep what has come."""
        at = time.monotonic()
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            data = b""
        self.gone = not data
        self.reads.append(Read(at, data))
        if _ASKS_FOR_SYNCHRONISED_OUTPUT in data:
            os.write(self._master, _KNOWS_IT)


def take(*terminals: Terminal, seconds: float) -> list[Terminal]:
    """Wait at most so long until one of the terminals has something, and keep it; those that had."""
    ready, _, _ = select.select([each for each in terminals if not each.gone], [], [], max(0.0, seconds))
    for terminal in ready:
        terminal.keep()
    return ready


def listen(*terminals: Terminal, seconds: float) -> None:
    """Keep all that comes from these terminals for so long."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        take(*terminals, seconds=left)
