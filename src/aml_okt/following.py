"""Following a session that another process leads: looked at many times a second, and read only where it is new.

Nothing is ever written, and nothing is locked for longer than it takes to ask whether somebody leads it.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from aml_okt.clock import Clock
from aml_okt.core.course import NotASessionError
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState, apply
from aml_okt.files import folders
from aml_okt.files.journal import JOURNAL_NAME, decode
from aml_okt.files.lock import WRITER_NAME, is_open
from aml_okt.glance import Glance, Led, moment_of, standing_of
from aml_okt.runner import clock_of, load_session

Mark = tuple[int, int, int]
"""What tells that a file has changed: which file it is, its size in bytes, and when it was written."""


@dataclass(frozen=True, slots=True)
class _Read:
    """How far the journal has been read: the state up to there, the place in bytes, and the line before it."""

    state: SessionState
    last_seen: Moment
    place: int
    line: bytes


class Follower:
    """One session, as it looks to whoever follows it.

    Raises, here and in each method, when what is there makes no session: OSError, DamagedJournalError,
    AgendaFaults, NotASessionError.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock
        self._journal = str(folder / JOURNAL_NAME)
        self._mark = _mark(self._journal)
        self._read = self._whole()
        self._led = Led.now(folder)
        self._own_clock = clock_of(self._read.state, clock)

    @property
    def state(self) -> SessionState:
        """The session's state at the last look."""
        return self._read.state

    def look(self) -> bool:
        """Read what the journal has got since the last look; whether it had got anything."""
        mark = _mark(self._journal)
        if mark == self._mark:
            return False
        before, self._read = self._read, self._new() or self._whole()
        self._mark = mark  # not before it has been read: a look that failed is made again
        return self._read is not before

    def look_who_leads(self) -> bool:
        """Ask whether anybody leads the session; whether that is another answer than before."""
        before, self._led = self._led, Led.now(self.folder)
        if before.at_all and not self._led.at_all:
            self._read = self._whole()  # what it died with, its last sign of life too
        return before != self._led

    def steady(self) -> timedelta:
        """What the session's own suspend-proof clock says now, whoever leads it."""
        return self._own_clock.steady()

    def glance(self) -> Glance:
        """The session now, without reading anything."""
        state = self._read.state
        standing = standing_of(state, self._led)
        return Glance(
            self.folder, state, standing, moment_of(state, standing, self._led, self._read.last_seen, self._clock)
        )

    def _new(self) -> _Read | None:
        """The records after those that have been read; None when the journal is not the one that was read.

        A line without its end is one that is being written, and is read at a later look.
        """
        read = self._read
        with open(self._journal, "rb") as file:  # noqa: PTH123 - the same
            file.seek(read.place - len(read.line))
            data = file.read()
        if not read.line or not data.startswith(read.line):
            return None
        state, line = read.state, read.line
        *lines, _unfinished = data[len(read.line) :].split(b"\n")
        for text in lines:
            record = decode(text)
            if record is None or record.number != state.number + 1:
                return None
            try:
                state = apply(state, record)
            except NotASessionError:
                return None
            line = text + b"\n"
        place = read.place + sum(len(text) + 1 for text in lines)
        return _Read(state, state.last, place, line) if lines else read

    def _whole(self) -> _Read:
        loaded = load_session(self.folder)
        contents = loaded.contents
        line = contents.lines[-1] + b"\n" if contents.damaged is None else b""
        return _Read(loaded.state, loaded.last_seen, contents.intact, line)


def _mark(path: str) -> Mark:
    found = os.stat(path)  # noqa: PTH116 - so often, what pathlib does around it is felt
    return found.st_ino, found.st_size, found.st_mtime_ns


def led_session(root: Path) -> Path | None:
    """The session that somebody leads now, the latest of them; a rehearsal only where there is no real one."""
    led = [folder for folder in folders.everything(root) if (folder / WRITER_NAME).exists() and is_open(folder)]
    real = [folder for folder in led if not folders.is_rehearsal(folder)]
    return max(real or led, key=lambda folder: folder.name, default=None)
