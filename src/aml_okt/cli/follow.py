"""`aml-okt status --follow`: lines about a session for as long as somebody reads them."""

import errno
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import BinaryIO, Protocol

from aml_okt.cli.status_line import is_new, line_of, shown
from aml_okt.clock import Clock
from aml_okt.export.safe_json import compact
from aml_okt.following import LOOK, Watch
from aml_okt.signals import BY_SIGNAL

SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))
"""What asks the program to end; each system has some of them."""
_GONE = {errno.EPIPE, errno.ESHUTDOWN, errno.ECONNRESET} | ({errno.EINVAL} if sys.platform == "win32" else set())
"""How a system says that nobody reads any more; Windows has its own way."""


class ReaderGoneError(Exception):
    """Nobody reads what is written any more."""


class Reader(Protocol):
    """Whoever reads the lines."""

    def tell(self, data: bytes) -> None:
        """Let the reader have this, all of it and at once.

        Raises:
            ReaderGoneError: when there is no reader any more.
            OSError: when it cannot be written for any other reason.

        """

    def is_gone(self) -> bool:
        """Whether nobody will read what is written next, as far as that can be told without writing."""


class PipeReader:
    """Whoever reads from a pipe, a file or a terminal.

    Nothing is kept in a buffer: at the end Python would write it, and wait for a reader who may have stopped.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._descriptor = stream.fileno()

    def tell(self, data: bytes) -> None:
        """Write all of it."""
        while data:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                wait_for_next_look()  # whoever made the pipe let no writer wait in it; there will be room again
            except OSError as error:
                if error.errno in _GONE:
                    raise ReaderGoneError from error
                raise

    def is_gone(self) -> bool:
        """Whether the other end is closed. Windows tells that only to who writes."""
        if sys.platform == "win32" or not hasattr(select, "poll"):
            return False
        poll = select.poll()
        poll.register(self._descriptor, 0)
        return any(seen & (select.POLLERR | select.POLLHUP) for _, seen in poll.poll(0))


def follow(watch: Watch, clock: Clock, reader: Reader, wait: Callable[[], None], *, tick: bool) -> None:
    """Print a line at each change, and with `tick` at each second, until the reader is gone.

    `wait` lets the time between two looks pass. What is printed is decided by what the clock says then, never by
    how often it was asked.

    Raises:
        OSError: when a line cannot be written though there is a reader.

    """
    before = None
    while not reader.is_gone():
        seen, now = watch.look(), clock.now()
        here = shown(seen, now)
        if is_new(before, here, tick=tick):
            try:
                reader.tell(compact(line_of(seen, now)) + b"\n")
            except ReaderGoneError:
                return
            before = here
        wait()


def wait_for_next_look() -> None:
    """Rest until the next look is due."""
    time.sleep(LOOK.total_seconds())


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let signals end what is done within at once, with the status that tells of them, and without a word.

    One that whoever started the program made it deaf to, as nohup does, stays unheard.
    """
    heard = {number: signal.getsignal(number) for number in SIGNALS}
    heard = {number: before for number, before in heard.items() if before is not signal.SIG_IGN}
    try:
        for number in heard:
            signal.signal(number, _end)
        yield
    finally:
        for number, before in heard.items():
            signal.signal(number, before)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(BY_SIGNAL + number)
