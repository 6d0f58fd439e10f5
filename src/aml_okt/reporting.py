"""The sessions of some folders as a report needs them: each is read once, one at a time, and no note is opened."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import chain
from multiprocessing import TimeoutError as NoAnswer
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.core.actions import Action
from aml_okt.core.agenda import Agenda
from aml_okt.core.report import Contribution, contribution, day_of
from aml_okt.core.report_actions import ActionsOnce
from aml_okt.core.text import one_line
from aml_okt.files.actions import ActionList
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.folders import REHEARSALS, creation_of, everything
from aml_okt.files.known_agendas import KnownAgendas
from aml_okt.loading import EXPECTED, damage_in_words, load_session


class Wanted(Struct, frozen=True):
    """Which sessions a report is about: those from `since` on whose unit has `unit` in its name; all without both."""

    since: date | None = None
    unit: str = ""


class NeverBegun(Struct, frozen=True):
    """A session that was set up and never begun."""

    folder: Path


class Unreadable(Struct, frozen=True):
    """A session that could not be read, and why."""

    folder: Path
    error: Exception


class Damaged(Struct, frozen=True):
    """What is wrong with a session that could be read all the same; its contribution comes next."""

    sentence: str


Read = Contribution | NeverBegun | Unreadable | Damaged

_CHUNK = 100
"""Sessions that a process reads at a time."""
_WORTH_A_PROCESS = 5 * _CHUNK
"""So many sessions take longer to read than other processes take to start."""
_MOST_PROCESSES = 8
_PATIENCE = 60.0
"""Seconds that other processes may take for a chunk, which is a hundred times what they need."""
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class _Place(NamedTuple):
    """When a session was created, what it is known by, and where it lies."""

    created: datetime
    id: str
    folder: str


class _Gist(Struct, frozen=True):
    """What a session gives to a report, and its actions; `given` is None where it was never begun."""

    day: date
    given: Contribution | None
    actions: tuple[Action, ...] = ()
    damage: str = ""


def read_sessions(roots: Iterable[Path], wanted: Wanted, processes: int | None = None) -> Iterator[Read]:
    """What is in the sessions of these folders, the latest first, rehearsals apart; a copy of a session counts once.

    What cannot be read comes as such, and the rest goes on. Many sessions are read by so many `processes`; without a
    number by one for each processor.

    Raises:
        OSError: when a folder is there and cannot be listed.

    """
    folders = tuple(_latest_first(roots, wanted.unit.casefold()))
    chunks = [folders[place : place + _CHUNK] for place in range(0, len(folders), _CHUNK)]
    wished = min(_MOST_PROCESSES, os.cpu_count() or 1) if processes is None else processes
    once = ActionsOnce()
    gists = _by_processes(chunks, wished if len(folders) >= _WORTH_A_PROCESS else 1)
    for folder, gist in zip(folders, chain.from_iterable(gists), strict=True):
        yield from _told(Path(folder), gist, wanted, once)


def _by_processes(chunks: Sequence[Sequence[str]], processes: int) -> Iterator[list[_Gist | None]]:
    """The gists of each chunk in order, found by so many processes, which are gone afterwards; one is this one."""
    if processes <= 1:
        yield from map(_gists, chunks)
        return
    # Started afresh, which is the same on all systems; and Ctrl+C is for whoever waits for them to tell of.
    with get_context("spawn").Pool(processes, signal, (SIGINT, SIG_IGN)) as pool:
        answers, answered = pool.imap(_gists, chunks), 0
        # A process that the system has killed never answers: what is left is then read here.
        with suppress(NoAnswer):
            for _chunk in chunks:
                yield answers.next(_PATIENCE)
                answered += 1
    yield from map(_gists, chunks[answered:])


def _gists(folders: Sequence[str]) -> list[_Gist | None]:
    """The gist of each session; None where it has to be looked at again, for what is wrong to be told."""
    agendas = KnownAgendas()
    return [_gist_or_none(Path(folder), agendas) for folder in folders]


def _gist_or_none(folder: Path, agendas: KnownAgendas) -> _Gist | None:
    try:
        gist = _gist(folder, agendas.load)
    except EXPECTED:
        return None
    return None if gist.damage else gist


def _gist(folder: Path, agenda_in: Callable[[Path], Agenda] = load_agenda) -> _Gist:
    loaded = load_session(folder, agenda_in)
    day, given = day_of(loaded.state), contribution(loaded.state)
    if given is None:
        return _Gist(day, None)
    return _Gist(day, given, ActionList(folder).read(), damage_in_words(loaded))


def _told(folder: Path, gist: _Gist | None, wanted: Wanted, once: ActionsOnce) -> Iterator[Read]:
    """What a report is told of a session; nothing where it is too old."""
    try:
        gist = gist or _gist(folder)
    except EXPECTED as error:
        yield Unreadable(folder, error)
        return
    if wanted.since is not None and gist.day < wanted.since:
        return
    if gist.given is None:
        yield NeverBegun(folder)
        return
    if gist.damage:
        yield Damaged(gist.damage)
    yield replace(gist.given, actions=once.count(gist.given.unit, gist.day, gist.actions))


def _latest_first(roots: Iterable[Path], unit: str) -> Iterator[str]:
    """The folders of the sessions, each once."""
    last = None
    for place in sorted(_places(roots, unit), key=itemgetter(0, 1), reverse=True):
        # A session that was copied has its id in both places.
        if not place.id or (place.created, place.id) != last:
            yield place.folder
        last = (place.created, place.id)


def _places(roots: Iterable[Path], unit: str) -> Iterator[_Place]:
    """Where the sessions are whose unit has `unit` in its name, and those that do not say what theirs is."""
    for root in dict.fromkeys(root.resolve() for root in roots):
        for folder in everything(root):
            creation = creation_of(folder)
            if creation is None:
                # Why will be told when it is read.
                if folder.parent.name != REHEARSALS:
                    yield _Place(_BEFORE_ALL, "", str(folder))
            elif creation.event.rehearsal is None and unit in one_line(creation.event.unit).casefold():
                yield _Place(creation.at, creation.event.id, str(folder))
