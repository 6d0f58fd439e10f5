"""The terminal as Textual meets it, made to stand that the terminal goes away, stalls or sends rubbish.

Textual 8.2 dies in three ways there, measured: its writer thread ends at the first failed write, and the
program then waits for ever to hand it more; a terminal that has hung up is read again and again at full
speed; and a byte that is no UTF-8 ends the reading. Here writing never blocks and never fails, reading
ends when there is nobody left to read from, and what is no letter becomes a mark.

POSIX only: on Windows Textual's own driver serves.
"""

import os
import select
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

from textual import constants
from textual._parser import ParseError, Read1
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from aml_okt.tui.hang_up import HungUp

CHUNK = 4096
"""Bytes read from the terminal at a time."""

ESCAPE_ALONE = 0.05
"""Seconds until Escape is taken for itself: an arrow key begins with the same byte, and the rest of it comes at once.

Textual waits twice as long, and the eye sees it. Whoever sets ESCDELAY, because of a line on which what belongs
together comes apart, is heeded.
"""

LOOK_UP = 0.025
"""Seconds between looks at whether keys that belong together have all come."""

LOOKS_AFTER = 1 + int(max(ESCAPE_ALONE, constants.ESCAPE_DELAY) / LOOK_UP)
"""So many of them after the last key; a terminal in which nobody types costs nothing."""

LAST_WORDS = 2.0
"""Seconds at most that the end of the program waits for a terminal that does not take what is written."""


class Output:
    """What is written to the terminal, by a thread of its own; whoever writes never waits and never fails.

    A terminal that stalls, as over a bad line, gets everything when it moves again. One that is gone gets
    nothing more, and `gone` is called once, from the thread.
    """

    def __init__(self, descriptor: int, gone: Callable[[], None]) -> None:
        self._descriptor, self._gone = descriptor, gone
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        # A daemon that writes past Python's own buffers: one that hangs in a write keeps nothing from ending.
        self._thread = Thread(target=self._run, name="aml-okt-output", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Hand over text to be written."""
        self._waiting.put(text)

    def stop(self) -> None:
        """Wait until everything has been written, as long as the terminal takes it."""
        self._waiting.put(None)
        self._thread.join(LAST_WORDS)

    def _run(self) -> None:
        try:
            while (text := self._waiting.get()) is not None:
                left = text.encode("utf-8", "replace")
                while left:
                    left = left[self._put(left) :]
        except OSError:
            self._gone()
            while self._waiting.get() is not None:
                pass

    def _put(self, data: bytes) -> int:
        try:
            return os.write(self._descriptor, data)
        except BlockingIOError:  # some shells leave the terminal so that it does not wait
            select.select([], [self._descriptor], [])
            return 0


class End(Event):
    """Tells the reading to end, and wakes it up for that."""

    def __init__(self) -> None:
        super().__init__()
        self.woken, self._wake = os.pipe()

    def hear(self) -> None:
        """Take what woke it, so that it wakes nobody who reads after this."""
        os.read(self.woken, 1)

    def set(self) -> None:
        """Let it end."""
        super().set()
        os.write(self._wake, b"\0")


class KeyParser(XTermParser):
    """Textual's own, but for how long it waits for what may belong to an Escape."""

    def read1(self, timeout: float | None = None) -> Read1:  # type: ignore[override] # Textual has a class there
        """Ask for a letter; `timeout` is how long one that belongs to those before it is waited for, in seconds."""
        return Read1(timeout if timeout is None or "ESCDELAY" in os.environ else ESCAPE_ALONE)


class TerminalDriver(LinuxDriver):
    """Textual's driver with writing and reading that outlive the terminal; the app gets `HungUp` when it ends.

    It writes to standard output, which `start` has found to be a terminal, and not to standard error as Textual does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever Textual hands over
        super().__init__(*args, **kwargs)
        self.exit_event = self._end = End()
        self._output: Output | None = None
        self._told = False
        self._telling = Lock()

    def start_application_mode(self) -> None:
        """Begin to write and read, and take the whole terminal."""
        self._output = Output((sys.__stdout__ or sys.stdout).fileno(), self._hang_up)
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual gives it no types

    def write(self, data: str) -> None:
        """Write to the terminal, in order and without waiting."""
        if self._output is not None:
            self._output.write(data)

    def close(self) -> None:
        """See what was written on its way, and let go."""
        if self._output is not None:
            self._output.stop()
        super().close()

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal is gone."""
        parser = KeyParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._end.woken, selectors.EVENT_READ)
            looks = LOOKS_AFTER
            while not self._end.is_set():
                ready = [key.fd for key, _ in selector.select(LOOK_UP if looks else None)]
                looks = LOOKS_AFTER if ready else looks - 1
                if self._end.woken in ready:
                    self._end.hear()
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        self._hang_up()
                        break
                    self._take(parser, decode(data))
                for event in parser.tick():
                    self.process_message(event)
        with suppress(EOFError, ParseError):
            self._take(parser, "")

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, CHUNK)
        except OSError:
            return b""

    def _take(self, parser: XTermParser, keys: str) -> None:
        for event in parser.feed(keys):
            self.process_message(event)

    def _hang_up(self) -> None:
        """Tell the app, once, that there is nobody at the other end any more."""
        with self._telling:
            if self._told:
                return
            self._told = True
        with suppress(RuntimeError):  # the loop has ended, and so has everything that could be told
            self.send_message(HungUp())
