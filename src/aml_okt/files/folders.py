"""Where things are: the folder of sessions, the name of a session's folder, and how to find one again.

Rehearsals lie in a folder of their own among the sessions, so that nobody takes one for the real thing.
"""

import os
import re
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import platformdirs
from msgspec import Struct

from aml_okt.core.events import SessionCreated
from aml_okt.core.text import slug
from aml_okt.files.atomic import make_folder, sync_folder
from aml_okt.files.journal import JOURNAL_NAME, decode

APP = "aml-okt"
DIR_VARIABLE = "AML_OKT_DIR"
"""The environment variable that names the folder of sessions."""
AGENDA_NAME = "agenda.yaml"
SETTINGS_NAME = "config.yaml"
MINUTES_NAME = "referat.md"
MINUTES_MARK = ".referat.sha256"
"""Tells the minutes that we have written from those that somebody has worked on since."""
FALLBACK_NAME = "okt"
REHEARSALS = "ovelser"
REFUGE = "reserve"
"""The folder of notes that had no place in their session's own."""
_ID = re.compile(rb'(?<!\\)"id":"(?P<id>[0-9a-f]{8})"')
"""The session's id in a line of the journal; a quotation mark in a text has a backslash before it there."""
_IS_ID = re.compile(r"[0-9a-f]{8}")
_LONGEST_LINE = 1_000_000
"""Bytes that are read at most of a line that may be damaged."""


Named = Callable[[str], bool]
"""Whether a session of this name is wanted; it is asked before anything is looked into."""


def _whatever(_name: str) -> bool:
    return True


class NoSuchSessionError(LookupError):
    """No session, or more than one, answers to a name; `candidates` are those that nearly do."""

    def __init__(self, name: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name, self.candidates = name, candidates


def default_root() -> Path:
    """The folder of sessions where the user has named none: `aml-okt` among the documents."""
    return platformdirs.user_documents_path() / APP


def usual_root() -> Path:
    """The folder of sessions for whoever says nothing of it on the command line."""
    named = os.environ.get(DIR_VARIABLE)
    return Path(named).expanduser() if named else default_root()


def root_of(session: Path) -> Path:
    """The folder of sessions that one lies in; rehearsals lie one floor further down."""
    return session.parent.parent if session.parent.name == REHEARSALS else session.parent


def configuration_folder() -> Path:
    """The user's configuration folder for this program."""
    return platformdirs.user_config_path(APP, appauthor=False)


class Creation(Struct, frozen=True):
    """The first event of a session's journal, and when it was, by the wall clock."""

    at: datetime
    event: SessionCreated


def refuges(session: Path, known: str = "") -> tuple[Path, ...]:
    """Where notes of a session may go when its own folder refuses them: in other places, and perhaps on other disks.

    They are named for the session, and by its id they are found again when its folder has been moved or renamed since.
    Whoever leads the session has it `known`; else its journal says it, or its place has to do.
    """
    homes = _homes_of_refuges()
    by_place = f"{session.name}-{zlib.crc32(os.fsencode(session.resolve())):08x}"
    places = tuple(home / REFUGE / by_place for home in homes)
    known = known if _IS_ID.fullmatch(known) else _id_of(session)
    if not known:
        return places
    found: list[Path] = []
    for home in homes:
        with suppress(OSError):
            found += sorted((home / REFUGE).glob(f"*-{known}"))
    usual = (home / REFUGE / f"{session.resolve().name}-{known}" for home in homes)
    # What was put there while the journal could not be read. os.path never fails, where pathlib would.
    unread = (place for place in places if os.path.isdir(place))  # noqa: PTH112
    return tuple(dict.fromkeys((*found, *usual, *unread)))


def in_refuges() -> frozenset[str]:
    """Names and ids of the sessions that notes may lie elsewhere of: mostly none."""
    known: set[str] = set()
    for home in _homes_of_refuges():
        with suppress(OSError):
            for folder in (home / REFUGE).iterdir():
                known.update(folder.name.rpartition("-"))
    return frozenset(known - {"", "-"})


def _homes_of_refuges() -> tuple[Path, Path]:
    user = os.getuid() if hasattr(os, "getuid") else "own"
    return (platformdirs.user_state_path(APP, appauthor=False), Path(tempfile.gettempdir()) / f"{APP}-{user}")


def _id_of(session: Path) -> str:
    """The id that the first line of the journal gives the session, also where that line is damaged; else nothing."""
    try:
        with (session / JOURNAL_NAME).open("rb") as file:
            found = _ID.search(file.readline(_LONGEST_LINE))
    except OSError:
        return ""
    return found["id"].decode("ascii") if found else ""


def new_id() -> str:
    """An id that no other session has."""
    return os.urandom(4).hex()


def make_session_folder(root: Path, begun: datetime, unit: str) -> Path:
    """Make the folder of a new session: `2026-11-23-1000-barnevernet`, with a number where that is taken.

    Raises:
        OSError: when it cannot be made.

    """
    make_folder(root)
    name = f"{begun:%Y-%m-%d-%H%M}-{slug(unit) or FALLBACK_NAME}"
    number = 1
    while True:
        folder = root / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            sync_folder(root)
            return folder


def sessions(root: Path, named: Named = _whatever) -> tuple[Path, ...]:
    """The folders of all real sessions with such names, the latest first."""
    return tuple(_real(root, named))


def rehearsals(root: Path, named: Named = _whatever) -> tuple[Path, ...]:
    """The folders of all rehearsals with such names, the latest first.

    Those that an earlier version of the program left among the real sessions are there too.
    """
    home = root / REHEARSALS
    apart = _session_folders(home, named) if home.is_dir() else ()
    found = (*apart, *filter(is_rehearsal, _session_folders(root, named)))
    return tuple(sorted(found, key=lambda folder: folder.name, reverse=True))


def everything(root: Path, named: Named = _whatever) -> Iterator[Path]:
    """The folders of all sessions with such names, then of all rehearsals, the latest first; none is looked into."""
    yield from _session_folders(root, named)
    if (home := root / REHEARSALS).is_dir():
        yield from _session_folders(home, named)


def is_rehearsal(session: Path) -> bool:
    """Whether the session's journal begins by saying that it is only practice; one that says nothing is real."""
    created = creation_of(session)
    return created is not None and created.event.rehearsal is not None


def day_of(session: Path) -> date | None:
    """The day that the session's folder has in its name; None where somebody has given it another."""
    try:
        return date.fromisoformat(session.name[:10])
    except ValueError:
        return None


def creation_of(session: Path) -> Creation | None:
    """How the session's journal begins; None when that cannot be read."""
    try:
        with (session / JOURNAL_NAME).open("rb") as file:
            first = decode(file.readline().rstrip(b"\n"))
    except OSError:
        return None
    if first is None or not isinstance(first.event, SessionCreated):
        return None
    return Creation(first.moment.wall, first.event)


def latest_creation(root: Path) -> Creation | None:
    """How the latest real session that can be read was created; None where none has been held here."""
    created = (creation_of(folder) for folder in _session_folders(root))
    return next((one for one in created if one is not None and one.event.rehearsal is None), None)


def find_session(root: Path, name: str | None) -> Path:
    """The session's folder: a path, a name or an unambiguous beginning of one; without a name the latest real one.

    A whole name comes before the beginning of one, and of each a real session before a rehearsal.

    Raises:
        NoSuchSessionError: when there is none, or more than one.

    """
    if name is None:
        latest = next(_real(root), None)
        if latest is None:
            raise NoSuchSessionError(candidates=tuple(folder.name for folder in rehearsals(root)[:1]))
        return latest
    if path := _session_at(name):
        return path
    kinds = [kind(root, lambda other: other.startswith(name)) for kind in (sessions, rehearsals)]
    whole = ([folder for folder in kind if folder.name == name] for kind in kinds)
    matches = next(filter(None, (*whole, *kinds)), ())
    if len(matches) == 1:
        return matches[0]
    raise NoSuchSessionError(name, tuple(folder.name for folder in matches))


def _session_at(name: str) -> Path | None:
    try:
        path = Path(name).expanduser().resolve()
        return path if (path / JOURNAL_NAME).is_file() else None
    except (OSError, RuntimeError):  # too long for a path, or the home of nobody
        return None


def _real(root: Path, named: Named = _whatever) -> Iterator[Path]:
    """The folders of real sessions, the latest first; none is looked into before it is asked for."""
    return (folder for folder in _session_folders(root, named) if not is_rehearsal(folder))


def _session_folders(root: Path, named: Named = _whatever) -> Iterator[Path]:
    try:
        entries = [entry for entry in os.scandir(root) if named(entry.name)]
    except FileNotFoundError:
        return
    entries.sort(key=lambda entry: entry.name, reverse=True)
    yield from filter(may_be_session, (Path(entry.path) for entry in entries))


def may_be_session(folder: Path) -> bool:
    """Whether a folder has a journal; of one that we may not look into, whether its name begins as a session's does.

    What is wrong with that one is told by whoever reads it, and keeps nobody from the others.
    """
    try:
        return (folder / JOURNAL_NAME).is_file()
    except OSError:
        return day_of(folder) is not None
