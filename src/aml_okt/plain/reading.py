"""Lines as they are written: read by a thread of its own, so that time can pass while nobody writes."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from types import FrameType
from typing import Protocol, TextIO

from msgspec import Struct

from aml_okt.signals import SIGNALS


class Line(Struct, frozen=True):
    """Somebody has written a line."""

    text: str


class Silence(Struct, frozen=True):
    """Nobody has written anything for as long as one would wait."""


class EndOfInput(Struct, frozen=True):
    """There will be no more lines."""


class Stopped(Struct, frozen=True):
    """A signal asks the program to end."""

    number: int


Heard = Line | Silence | EndOfInput | Stopped


class Source(Protocol):
    """Where lines come from."""

    def take(self, longest: timedelta) -> Heard:
        """The next line, or what comes instead of one; Silence after `longest` at the latest."""


class Reader:
    """Reads a stream, one line ahead and no further: what is written after the end is for somebody else."""

    def __init__(self, stream: TextIO) -> None:
        """Begin to read. The stream must be nobody else's: the thread may sit in it when the program ends."""
        self._stream = stream
        # Whatever handler a signal interrupts, this queue can be put into.
        self._heard: SimpleQueue[Heard] = SimpleQueue()
        self._wanted = Semaphore(1)
        Thread(target=self._read, name="reading", daemon=True).start()

    def take(self, longest: timedelta) -> Heard:
        """The next line, or what comes instead of one; Silence after `longest` at the latest."""
        try:
            heard = self._heard.get(timeout=max(0.0, longest.total_seconds()))
        except Empty:
            return Silence()
        if isinstance(heard, Line):
            self._wanted.release()
        return heard

    def _read(self) -> None:
        while True:
            self._wanted.acquire()
            try:
                line = self._stream.readline()
            except (OSError, ValueError):
                line = ""  # the terminal has gone, and there is nothing more to come
            if not line:
                self._heard.put(EndOfInput())
                return
            self._heard.put(Line(line.removesuffix("\n")))

    @contextmanager
    def hearing_signals(self, hurry: Callable[[int], None]) -> Iterator[None]:
        """Hear signals between the lines instead of being stopped by them in the middle of something.

        `hurry` is called with a signal's number, and may raise where a write would wait for ever.
        """

        def stop(number: int, _frame: FrameType | None) -> None:
            self._heard.put(Stopped(number))
            hurry(number)

        before = {number: signal.signal(number, stop) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
