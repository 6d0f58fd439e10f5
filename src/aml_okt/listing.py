"""Sessions as a list shows them: each looked at as little as that takes, because there may be very many.

Of a session whose journal is whole, that nobody has open, and in which only what this program writes lies where notes
do, a list is told from the events alone. Any other is looked at as closely as by whoever asks for that one.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from operator import itemgetter
from pathlib import Path

from msgspec import Struct, field

from aml_okt.clock import Clock
from aml_okt.core.agenda import Agenda
from aml_okt.core.confidence import is_private_in
from aml_okt.core.events import SessionCreated
from aml_okt.core.plan import Group, plan
from aml_okt.files import folders
from aml_okt.files.at_once import bytes_of
from aml_okt.files.faults import FileFaults
from aml_okt.files.folders import AGENDA_NAME, REHEARSALS
from aml_okt.files.glimpse import glimpse
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.files.known_agendas import MOST_KNOWN, KnownAgendas
from aml_okt.files.lock import LOCK_NAME, is_open
from aml_okt.files.note_file import COPY_FOR_OWNER, FOLDER
from aml_okt.files.ordinary_notes import Said, ordinary_notes
from aml_okt.files.yaml_tree import LARGEST
from aml_okt.glance import Standing, glance
from aml_okt.loading import EXPECTED

_Entries = Mapping[str, "os.DirEntry[str]"]
"""What lies in a folder, by name."""


class Seen(Struct, frozen=True, kw_only=True):
    """A session as a list shows it, with its folder's name and path.

    `created` has the offset it was recorded with. `damage` is in words.
    """

    name: str
    folder: str
    title: str
    unit: str
    created: datetime
    standing: Standing
    people: int
    rehearsal: bool
    private_notes: int
    damage: str = ""


class Unreadable(Struct, frozen=True):
    """A session that could not be read, with its folder's name and path, and why."""

    name: str
    folder: str
    error: Exception


def sessions_in(root: Path, clock: Clock, *, rehearsals: bool = False) -> Iterator[Seen | Unreadable]:
    """The real sessions of a folder, or the rehearsals, the latest first.

    Raises:
        OSError: when the folder is there and cannot be listed.

    """
    lister = _Lister(clock)
    apart = _entries(root / REHEARSALS) if rehearsals else []
    everything = [(entry.name, entry.path, True) for entry in apart]
    everything += [(entry.name, entry.path, False) for entry in _entries(root)]
    for name, place, is_apart in sorted(everything, key=itemgetter(0), reverse=True):
        if seen := lister.look(name, place, rehearsals=rehearsals, is_apart=is_apart):
            yield seen


class _Followed(Struct):
    """An agenda, and what is known of the sessions that follow it: the length of their plan, by size of the group."""

    agenda: Agenda
    is_private: Callable[[Said], bool]
    lengths: dict[tuple[int, bool], int] = field(default_factory=dict)

    def length(self, people: int, *, breather: bool) -> int:
        """How many timeboxes the plan of so many people has; whoever comes and goes makes it no longer."""
        size = people, breather
        if size not in self.lengths:
            self.lengths[size] = len(plan(self.agenda, Group.of(list(map(str, range(people))), breather=breather)))
        return self.lengths[size]


class _Lister:
    """Looks at sessions one after the other, and remembers what they have in common."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._agendas = KnownAgendas()
        self._followed: dict[int, _Followed] = {}
        self._in_refuges = folders.in_refuges()

    def look(self, name: str, place: str, *, rehearsals: bool, is_apart: bool) -> Seen | Unreadable | None:
        """What lies at a place; None where that is no session, or is none of those that are wanted.

        `is_apart` is whether it lies among the rehearsals, where it need not say that it is one.
        """
        try:
            seen = self._at_once(name, place)
        except (OSError, FileFaults):
            seen = None  # what is wrong is told below
        if seen is not None:
            return seen if rehearsals == (is_apart or seen.rehearsal) else None
        folder = Path(place)
        if not folders.may_be_session(folder) or rehearsals != (is_apart or folders.is_rehearsal(folder)):
            return None
        try:
            return self._closely(name, folder)
        except EXPECTED as error:
            return Unreadable(name, place, error)

    def _at_once(self, name: str, place: str) -> Seen | None:
        """What a list shows of a session; None where that takes a closer look.

        Raises:
            OSError, AgendaFaults: when a closer look will find the same.

        """
        with os.scandir(place) as found:
            entries = {entry.name: entry for entry in found}
        if not all(name in entries and entries[name].is_file() for name in (JOURNAL_NAME, AGENDA_NAME)):
            return None
        told = glimpse(bytes_of(entries[JOURNAL_NAME].path))
        if told is None:
            return None
        session, created = told.session, told.session.created
        if not session.ended and LOCK_NAME in entries and is_open(Path(place)):
            return None  # what its clock does now hangs on everything
        followed = self._follow(entries[AGENDA_NAME])
        if told.place >= followed.length(session.people, breather=created.breather):
            return None  # the journal and the agenda do not belong together
        return Seen(
            name=name,
            folder=place,
            title=followed.agenda.title,
            unit=created.unit,
            created=told.created_at,
            standing=Standing.FINISHED if session.ended else Standing.INTERRUPTED,
            people=session.people,
            rehearsal=created.rehearsal is not None,
            private_notes=self._private_notes(name, place, entries, created, followed),
        )

    def _follow(self, file: "os.DirEntry[str]") -> _Followed:
        agenda = self._agendas.of(file.path, bytes_of(file.path, LARGEST + 1))
        if id(agenda) not in self._followed:
            if len(self._followed) == MOST_KNOWN:
                self._followed.clear()
            self._followed[id(agenda)] = _Followed(agenda, cache(is_private_in(agenda)))
        return self._followed[id(agenda)]

    def _private_notes(
        self, name: str, place: str, entries: _Entries, created: SessionCreated, followed: _Followed
    ) -> int:
        notes = None
        elsewhere = name in self._in_refuges or created.id in self._in_refuges
        if not elsewhere and not any(entry.startswith(COPY_FOR_OWNER) for entry in entries):
            notes = _ordinary(entries.get(FOLDER))
        if notes is None:
            return _counted_closely(Path(place), followed.agenda)
        return sum(map(followed.is_private, notes))

    def _closely(self, name: str, folder: Path) -> Seen:
        seen = glance(folder, self._clock, self._agendas.load)
        state = seen.state
        return Seen(
            name=name,
            folder=str(seen.folder),
            title=state.agenda.title,
            unit=state.created.unit,
            created=state.created_at,
            standing=seen.standing,
            people=len(state.course.people),
            rehearsal=state.created.rehearsal is not None,
            private_notes=_counted_closely(folder, state.agenda),
            damage=seen.damage,
        )


def _ordinary(folder: "os.DirEntry[str] | None") -> Sequence[Said] | None:
    """The notes with words in a folder; None where it takes a closer look."""
    if folder is None:
        return ()
    if not folder.is_dir(follow_symlinks=False):
        return None
    with os.scandir(folder.path) as found:
        return ordinary_notes(found)


def _counted_closely(folder: Path, agenda: Agenda) -> int:
    # What erases notes knows best which they are, and takes longer to load than most lists to be made.
    from aml_okt.private_notes import count_private  # noqa: PLC0415

    return count_private(folder, agenda)


def _entries(root: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(root) as found:
            return list(found)
    except FileNotFoundError:
        return []
