"""A session as it looks to a process that does not lead it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aml_okt.clock import Clock
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState, Stage, at_wall
from aml_okt.files.lock import is_led_here, is_open
from aml_okt.opening import damage_in_words
from aml_okt.runner import clock_of, load_session


class Standing(StrEnum):
    """What is going on in a session. Before its first step, a session that somebody has open is paused."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Glance:
    """One look at a session: its state, what is going on, and the moment that its figures are for."""

    folder: Path
    state: SessionState
    standing: Standing
    moment: Moment
    damage: str = ""
    """What is wrong with the journal, in words."""


def glance(folder: Path, clock: Clock) -> Glance:
    """Look at a session without touching it.

    A process that leads the session on this computer lives by the same suspend-proof clock. To any other
    the time since the last record is the wall clock's. A session that nobody leads stands where its last
    sign of life left it.

    Raises:
        OSError: when it cannot be read.
        DamagedJournalError, AgendaFaults, NotASessionError: when what is there makes no session.

    """
    loaded = load_session(folder)
    state, damage = loaded.state, damage_in_words(loaded)
    standing = _standing(state, led=is_open(folder))
    if standing is Standing.FINISHED:
        return Glance(folder, state, standing, state.last, damage)
    clock = clock_of(state, clock)
    if standing is not Standing.INTERRUPTED and is_led_here(folder):
        return Glance(folder, state, standing, clock.now(), damage)
    wall = loaded.last_seen.wall if standing is Standing.INTERRUPTED else clock.now().wall
    return Glance(folder, state, standing, at_wall(state, wall.astimezone(clock.zone)), damage)


def _standing(state: SessionState, *, led: bool) -> Standing:
    if state.stage is Stage.FINISHED:
        return Standing.FINISHED
    if not led:
        return Standing.INTERRUPTED
    return Standing.RUNNING if state.stage is Stage.RUNNING else Standing.PAUSED
