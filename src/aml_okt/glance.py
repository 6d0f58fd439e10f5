"""A session as it looks to a process that does not lead it."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from aml_okt.clock import Clock
from aml_okt.core.agenda import Agenda
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState, Stage, at_wall
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.lock import is_open, read_writer
from aml_okt.loading import clock_of, damage_in_words, load_session


class Standing(StrEnum):
    """What is going on in a session. Before its first step, a session that somebody has open is paused."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


class Glance(Struct, frozen=True):
    """One look at a session: its state, what is going on, and the moment that its figures are for."""

    folder: Path
    state: SessionState
    standing: Standing
    moment: Moment
    damage: str = ""
    """What is wrong with the journal, in words."""


class Led(Struct, frozen=True):
    """Whether anybody leads a session now, and whether that is on this computer."""

    at_all: bool
    here: bool

    @classmethod
    def now(cls, folder: Path) -> "Led":
        """As the session's lock says it, and whoever holds it."""
        writer = read_writer(folder)
        at_all = (writer is None or writer.leads) and is_open(folder)
        return cls(at_all, at_all and writer is not None and writer.is_here)


def glance(folder: Path, clock: Clock, agenda_in: Callable[[Path], Agenda] = load_agenda) -> Glance:
    """Look at a session without touching it; `agenda_in` reads its agenda, as for `load_session`.

    Raises:
        OSError: when it cannot be read.
        DamagedJournalError, AgendaFaults, NotASessionError: when what is there makes no session.

    """
    loaded = load_session(folder, agenda_in)
    led = Led.now(folder)
    standing = standing_of(loaded.state, led)
    moment = moment_of(loaded.state, standing, led, loaded.last_seen, clock)
    return Glance(folder, loaded.state, standing, moment, damage_in_words(loaded))


def standing_of(state: SessionState, led: Led) -> Standing:
    """What is going on in a session in this state."""
    if state.stage is Stage.FINISHED:
        return Standing.FINISHED
    if not led.at_all:
        return Standing.INTERRUPTED
    return Standing.RUNNING if state.stage is Stage.RUNNING else Standing.PAUSED


def moment_of(state: SessionState, standing: Standing, led: Led, last_seen: Moment, clock: Clock) -> Moment:
    """The moment that a session's figures are for now.

    A process that leads the session on this computer lives by the same suspend-proof clock. To any other
    the time since the last record is the wall clock's. A session that nobody leads stands where its last
    sign of life left it, and one that is over where it ended.
    """
    if standing is Standing.FINISHED:
        return state.last
    clock = clock_of(state, clock)
    if led.here:
        return clock.now()
    wall = last_seen.wall if standing is Standing.INTERRUPTED else clock.now().wall
    return at_wall(state, wall.astimezone(clock.zone))
