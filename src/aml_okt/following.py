"""Following a session that another process leads: looked at many times a second, and read only where it is new.

A `Follower` follows one session; a `Watch` finds the one to follow, and goes over to the next.

Nothing is ever written, and nothing is locked for longer than it takes to ask whether somebody leads it.
"""

from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from aml_okt.clock import Clock
from aml_okt.core.course import NotASessionError
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState, Stage, apply
from aml_okt.files import folders, sign_of_life
from aml_okt.files.journal import JOURNAL_NAME, decode, mark_of
from aml_okt.files.lock import WRITER_NAME
from aml_okt.glance import Glance, Led, Standing, moment_of, standing_of
from aml_okt.loading import EXPECTED, clock_of, load_session

LOOK = timedelta(milliseconds=180)
"""The time between looks at a session: what the facilitator does is seen at once."""

LOOKS_UNTIL_ASKED = 6
"""So many looks go by between questions that cost more, whether there is a session: about a second."""

LOOKS_WHILE_LED = 3 * LOOKS_UNTIL_ASKED
"""So many while one is led, and the question is whether it still is: nothing but a crash ends that without a word."""

SOON = timedelta(hours=1)
"""So long after its last sign of life a session whose process died is looked at as one that goes on."""


class _Read(Struct, frozen=True):
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
        self._mark = mark_of(self._journal)
        self._read = self._whole()
        self._led = Led.now(folder)
        self._own_clock = clock_of(self._read.state, clock)
        self._left_at = 0 if self._led.at_all else self.state.number

    @property
    def state(self) -> SessionState:
        """The session's state at the last look."""
        return self._read.state

    @property
    def led(self) -> bool:
        """Whether anybody led the session when that was last asked."""
        return self._led.at_all

    def look(self) -> bool:
        """Read what the journal has got since the last look; whether it had got anything."""
        mark = mark_of(self._journal)
        if mark == self._mark:
            return False
        before, self._read = self._read, self._new() or self._whole()
        self._mark = mark  # not before it has been read: a look that failed is made again
        return self._read is not before

    def look_who_leads(self) -> bool:
        """Ask whether anybody leads the session; whether that is another answer than before.

        Whoever takes up a session that was left leads it from the record that says so: until then the last
        record is of another process, by whose clock nothing can be told.
        """
        before, led, went_on = self._led, Led.now(self.folder), self.state.number != self._left_at
        if led.at_all and not went_on:
            return False
        if went_on and not led.at_all:
            # What it died with, its last sign of life too. A record that is new in it may be of the next who leads.
            self._left_at, self._read = self.state.number, self._whole()
        self._led = led
        return before != led

    def steady(self) -> timedelta:
        """The reading of the suspend-proof clock that the session's figures are for now, as `glance` has it."""
        return self._own_clock.steady() if self._led.here else self.glance().moment.steady

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
        if not data.startswith(read.line):
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
        return _Read(loaded.state, loaded.last_seen, loaded.contents.intact, loaded.contents.last + b"\n")


class Watch:
    """The session `named`, or else the one that is led now, whichever comes.

    It stays with a session until that is over or left, and another one is led.
    """

    def __init__(self, root: Path, clock: Clock, named: Path | None = None) -> None:
        self._root, self._clock, self._named = root, clock, named
        self._follower: Follower | None = None
        self._looks = 0

    def look(self) -> Glance | None:
        """Look once, which is due every `LOOK`; None while there is no session to follow."""
        self.look_for_news()
        return self.glance()

    def look_for_news(self) -> bool:
        """The same for whoever needs no more than that: whether anything is another than at the last look."""
        asks = self._looks % (LOOKS_WHILE_LED if self._is_led else LOOKS_UNTIL_ASKED) == 0
        self._looks += 1
        before = self._follower
        try:
            if asks:
                self._choose()
            news = self._look_at_session(asks=asks)
        except EXPECTED:
            # It is being made, moved or erased, or its disk is away: nothing to follow now, and perhaps soon again.
            self._follower, news = None, False
        return news or self._follower is not before

    def glance(self) -> Glance | None:
        """The session as it was at the last look, now; None where there was none."""
        return None if self._follower is None else self._follower.glance()

    def steady(self) -> timedelta:
        """What the suspend-proof clock says now by which the session lives, or the computer's where there is none."""
        return self._clock.steady() if self._follower is None else self._follower.steady()

    @property
    def _is_led(self) -> bool:
        return self._follower is not None and self._follower.led

    def _choose(self) -> None:
        """Begin to follow a session, or another one when the one that was followed is led no more."""
        if self._named is not None:
            self._follower = self._follower or Follower(self._named, self._clock)
            return
        if self._follower is None or self._gives_way:
            led = led_session(self._root)
            if led is None and self._follower is None:
                led = left_session(self._root, self._clock)
            if led is not None and (self._follower is None or led != self._follower.folder):
                self._follower = Follower(led, self._clock)

    @property
    def _gives_way(self) -> bool:
        """Whether another session that is led comes before the one that is followed: practice gives way to any."""
        if self._follower is None:
            return True
        over = self._follower.glance().standing in {Standing.FINISHED, Standing.INTERRUPTED}
        return over or self._follower.state.created.rehearsal is not None

    def _look_at_session(self, *, asks: bool) -> bool:
        if self._follower is None:
            return False
        news = self._follower.look()
        if news or asks:  # what is new may be that somebody has taken the session up
            news = self._follower.look_who_leads() or news
        return news


def led_session(root: Path) -> Path | None:
    """The session that somebody leads now, the latest of them; a rehearsal only where there is no real one.

    One that is over, and whose summary is still open, only where there is no other.
    """
    led = [folder for folder in folders.everything(root) if (folder / WRITER_NAME).exists() and Led.now(folder).at_all]
    if len(led) > 1:
        led = [folder for folder in led if not _is_over(folder)] or led
    real = [folder for folder in led if not folders.is_rehearsal(folder)]
    return max(real or led, key=lambda folder: folder.name, default=None)


def left_session(root: Path, clock: Clock) -> Path | None:
    """The session that a process has died with a short while ago, which its group will soon go on with."""
    wall = clock.now().wall
    for folder in sorted(folders.everything(root), key=lambda folder: folder.name, reverse=True):
        seen = sign_of_life.read(folder) if (folder / WRITER_NAME).exists() else None
        if seen is not None and abs(wall - seen) <= SOON and not _is_over(folder):
            return folder
    return None


def _is_over(folder: Path) -> bool:
    try:
        return load_session(folder).state.stage is Stage.FINISHED
    except EXPECTED:
        return True  # nothing to follow there
