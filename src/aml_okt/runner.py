"""The imperative shell round the core: a command is decided, journalled and only then applied.

A `SessionRunner` is the one writer of a session. Whoever holds it asks for `state` and draws; nothing
else changes it.
"""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

from msgspec import Struct

from aml_okt import __version__
from aml_okt.clock import Clock, RehearsalClock
from aml_okt.core.agenda import Agenda
from aml_okt.core.commands import Command
from aml_okt.core.cues import passed
from aml_okt.core.deciding import Refusal, decide
from aml_okt.core.events import (
    Event,
    FixedTime,
    JournalMended,
    Moment,
    Record,
    SessionCreated,
    SessionTakenUp,
)
from aml_okt.core.plan import Group, Key, plan
from aml_okt.core.session import SessionState, Stage, apply, create
from aml_okt.core.text import one_line
from aml_okt.core.timetable import fixed_times
from aml_okt.files import folders, journal, sign_of_life
from aml_okt.files.actions import ActionList
from aml_okt.files.atomic import write_atomically
from aml_okt.files.carrying_over import FromLast, NotTaken, begin_list, from_last_session
from aml_okt.files.folders import AGENDA_NAME, REHEARSALS, make_session_folder
from aml_okt.files.journal import JOURNAL_NAME, Journal
from aml_okt.files.lock import SessionLock
from aml_okt.files.notebook import Notebook
from aml_okt.loading import LoadedSession, clock_of, load_again, load_session

SIGN_OF_LIFE_EVERY = timedelta(seconds=10)
"""Between signs of life: what a crash can hide of the time that was led."""


class AgendaFile(Struct, frozen=True):
    """An agenda and the file it was read from, kept byte for byte in the session's folder."""

    agenda: Agenda
    path: Path
    data: bytes


class Setup(Struct, frozen=True):
    """What is settled before a session is created. `rehearsal` is the clock's speed in practice."""

    unit: str
    place: str
    names: tuple[str, ...]
    latest_end: datetime | None = None
    breather: bool = False
    rehearsal: float | None = None


class SessionRunner:
    """The one writer of a session: its lock, journal, notes, actions and state.

    `found_again` are texts that an earlier process had not finished saving, or had saved elsewhere, and where they
    are now.
    `mended` tells what was done to a damaged journal as the session was taken up.
    `not_taken` is where actions from the last session may be that could not be read as this one was created.
    `told` has the step of the clock that whoever leads has been told of, by timebox, in this process or in the
    one before; cues are given from there on.
    """

    def __init__(self, folder: Path, clock: Clock, lock: SessionLock, log: Journal, state: SessionState) -> None:
        self.folder, self.clock, self.state = folder, clock, state
        self.notebook = Notebook(folder, folders.refuges(folder, state.created.id))
        self.actions = ActionList(folder)
        self.found_again = (*self.notebook.found_again, *self.actions.bring_back())
        self.told: Mapping[Key, int] = {}
        self.mended: journal.Mended | None = None
        self.not_taken: NotTaken | None = None
        self._lock, self._journal = lock, log

    @classmethod
    def create(cls, root: Path, agenda_file: AgendaFile, setup: Setup, clock: Clock) -> Self:
        """Make a new session's folder, with its agenda, what it takes over, and the first line of its journal.

        Sessions lie in `root`, rehearsals in a folder of their own there. What a real one takes over are the actions
        of the last session of the same service. They are on the disk before the journal is, so that no session is
        ever without them, and none gets them twice.

        Raises:
            OSError: when the disk refuses any of it.

        """
        moment = clock.now()
        home = root if setup.rehearsal is None else root / REHEARSALS
        from_last = _from_last(root, setup, moment, clock.zone)
        folder = make_session_folder(home, moment.wall.astimezone(clock.zone), setup.unit)
        with ExitStack() as failed:
            failed.callback(shutil.rmtree, folder, ignore_errors=True)
            lock = SessionLock(folder, moment.wall)
            failed.callback(lock.release)
            write_atomically(folder / AGENDA_NAME, agenda_file.data)
            begin_list(folder, from_last.actions)
            if setup.rehearsal is not None:
                # Not a second reading: the first record's wall time is the origin for every later process.
                clock = RehearsalClock(clock, moment.wall, setup.rehearsal)
                moment = Moment(moment.wall, moment.steady * setup.rehearsal)
            record = Record(1, moment, _creation(agenda_file, setup, moment.wall, clock.zone))
            # Whole or not at all, so that a folder with a journal always is a session.
            write_atomically(folder / JOURNAL_NAME, journal.encode(record))
            log = Journal(folder / JOURNAL_NAME)
            failed.callback(log.close)
            runner = cls(folder, clock, lock, log, create(agenda_file.agenda, record))
            runner.not_taken = from_last.not_taken
            failed.pop_all()
        return runner

    @classmethod
    def take_up(
        cls, folder: Path, clock: Clock, *, gap_counts: bool = True, loaded: LoadedSession | None = None
    ) -> Self:
        """Go on with a session that another process left, where the group was.

        What the caller has `loaded` of it is not read again, unless somebody has led the session meanwhile. After
        the end the gap never counts: whoever undoes the end goes on from there.

        Raises:
            OSError: when the disk refuses.
            SessionBusyError: when another process has it open.
            DamagedJournalError, AgendaFaults, NotASessionError: when there is too little left to go on with.

        """
        with ExitStack() as failed:
            lock = SessionLock(folder, clock.now().wall)
            failed.callback(lock.release)
            loaded = load_session(folder) if loaded is None else load_again(loaded)
            mended = journal.mend(folder / JOURNAL_NAME, loaded.contents)
            clock = clock_of(loaded.state, clock)
            log = Journal(folder / JOURNAL_NAME)
            failed.callback(log.close)
            runner = cls(folder, clock, lock, log, loaded.state)
            runner.mended = mended
            over = loaded.state.stage is Stage.FINISHED
            event = SessionTakenUp(counts=gap_counts and not over, last_seen=None if over else loaded.last_seen.wall)
            losses = (JournalMended(lost=loaded.lost, skipped=loaded.skipped),) if loaded.missing else ()
            runner._record((event, *losses), clock.now())
            seen = passed(loaded.state, loaded.last_seen)
            runner.told = {} if seen.key is None else {seen.key: seen.step}
            failed.pop_all()
        return runner

    def dispatch(self, command: Command) -> Refusal | None:
        """Carry out a command; None when it was done, or why it was not.

        Raises:
            OSError: when the journal could not be written; the state is then as before.

        """
        moment = self.clock.now()
        outcome = decide(self.state, command, moment)
        if isinstance(outcome, Refusal):
            return outcome
        self._record(outcome, moment)
        return None

    def preview(self, command: Command) -> SessionState | Refusal:
        """The state that a command would lead to now, or why it cannot be done. Nothing happens."""
        moment = self.clock.now()
        outcome = decide(self.state, command, moment)
        if isinstance(outcome, Refusal):
            return outcome
        state = self.state
        for record in self._records(outcome, moment):
            state = apply(state, record)
        return state

    def give_sign_of_life(self) -> None:
        """Note that the session is being led now, so that a crash does not make the gap seem longer than it is.

        It is only a help for whoever takes the session up; that it fails must not disturb those who lead it.
        """
        with suppress(OSError):
            sign_of_life.write(self.folder, self.clock.now().wall)

    def look_for_late_writes(self) -> tuple[tuple[Path, ...], bool]:
        """What other programs wrote in files that we had just replaced, and where it is; whether to look again.

        For whoever has nobody typing any more: a note that is being saved is looked at by its keeper.
        """
        again = False
        with suppress(OSError):  # it is no text of ours that could not be written, and comes again at the next look
            again = self.notebook.look_for_late_writes()
        texts, again_in_actions = self.look_at_actions_again()
        return (*self.notebook.take_set_aside(), *texts), again or again_in_actions

    def look_at_actions_again(self) -> tuple[tuple[Path, ...], bool]:
        """The same for the list of actions alone."""
        again = True
        with suppress(OSError):  # as above
            again = self.actions.look_for_late_writes()
        return self.actions.take_set_aside(), again

    def close(self) -> None:
        """Let go of the journal and the lock."""
        self.give_sign_of_life()
        self._journal.close()
        self._lock.release()

    def _record(self, events: Sequence[Event], moment: Moment) -> None:
        records = self._records(events, moment)
        self._journal.append(records)
        for record in records:
            self.state = apply(self.state, record)

    def _records(self, events: Sequence[Event], moment: Moment) -> tuple[Record, ...]:
        return tuple(Record(self.state.number + place, moment, event) for place, event in enumerate(events, 1))


def _from_last(root: Path, setup: Setup, moment: Moment, zone: tzinfo | None) -> FromLast:
    """What a session takes over; practice takes nothing."""
    if setup.rehearsal is not None:
        return FromLast()
    return from_last_session(root, setup.unit, moment.wall.astimezone(zone).date(), zone)


def _creation(agenda_file: AgendaFile, setup: Setup, wall: datetime, zone: tzinfo | None) -> SessionCreated:
    """The first event. What the agenda's times of day mean is settled here, where the zone is known."""
    agenda, group = agenda_file.agenda, Group.of([one_line(name) for name in setup.names], breather=setup.breather)
    fixed = fixed_times(agenda, plan(agenda, group), wall, zone)
    return SessionCreated(
        title=agenda.title,
        folder=one_line(str(agenda_file.path.absolute().parent)),
        id=folders.new_id(),
        unit=one_line(setup.unit),
        place=one_line(setup.place),
        people=group.people,
        latest_end=setup.latest_end,
        breather=setup.breather,
        rehearsal=setup.rehearsal,
        fixed=tuple(FixedTime(step, held) for step, held in fixed.items()),
        program=__version__,
    )
