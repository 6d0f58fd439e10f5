"""A session as read from its folder by whoever only looks at it, and what is wrong there in words."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.clock import Clock, RehearsalClock
from aml_okt.core.agenda import Agenda
from aml_okt.core.course import NotASessionError
from aml_okt.core.events import Lost, Moment
from aml_okt.core.session import SessionState, at_wall, salvage
from aml_okt.core.text import one_line
from aml_okt.files import journal, sign_of_life
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import NoSuchAgendaError
from aml_okt.files.faults import FileFaults
from aml_okt.files.folders import AGENDA_NAME, NoSuchSessionError
from aml_okt.files.journal import JOURNAL_NAME, DamagedJournalError
from aml_okt.files.lock import SessionBusyError
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext

EXPECTED = (
    OSError,
    FileFaults,
    NoSuchAgendaError,
    NoSuchSessionError,
    DamagedJournalError,
    NotASessionError,
    SessionBusyError,
)
"""What files and core raise when something outside the program is not as it should be; sentences, not crashes."""


class LoadedSession(Struct, frozen=True):
    """A session as read from its folder, by whoever only looks at it."""

    folder: Path
    state: SessionState
    contents: journal.Contents
    """What the journal is like. Its records are not kept: the state is what they add up to."""
    last_seen: Moment
    """The last sign of life of whoever led it, by the session's own clock; at the earliest the last event."""
    lost: tuple[Lost, ...] = ()
    """Records that the journal has lost and that nobody has been told of yet."""
    skipped: tuple[int, ...] = ()
    """Numbers of records that make no sense without those."""

    @property
    def missing(self) -> int:
        """How many events are missing."""
        return sum(gap.last - gap.first + 1 for gap in self.lost) + len(self.skipped)


def load_session(folder: Path, agenda_in: Callable[[Path], Agenda] = load_agenda) -> LoadedSession:
    """Read a session without touching it; `agenda_in` reads its agenda, for whoever has read the same one before.

    Raises:
        OSError: when the journal cannot be read.
        DamagedJournalError, AgendaFaults, NotASessionError: when what is there makes no session.

    """
    contents = journal.read(folder / JOURNAL_NAME)
    if not contents.records or contents.records[0].number != 1:
        raise DamagedJournalError(folder / JOURNAL_NAME, 1)
    salvaged = salvage(agenda_in(folder / AGENDA_NAME), contents.records)
    seen = _last_seen(folder, salvaged.state)
    contents = replace(contents, records=())
    return LoadedSession(folder, salvaged.state, contents, seen, salvaged.lost, salvaged.skipped)


def load_again(loaded: LoadedSession) -> LoadedSession:
    """The session as it is now, for whoever has read it before: its journal is read again only if it has changed.

    Raises:
        OSError, DamagedJournalError, AgendaFaults, NotASessionError: as `load_session`.

    """
    if journal.mark_of(loaded.folder / JOURNAL_NAME) != loaded.contents.mark:
        return load_session(loaded.folder)
    return replace(loaded, last_seen=_last_seen(loaded.folder, loaded.state))


def _last_seen(folder: Path, state: SessionState) -> Moment:
    sign = sign_of_life.read(folder)
    return state.last if sign is None else at_wall(state, sign)


def clock_of(state: SessionState, clock: Clock) -> Clock:
    """The clock that a session lives by: the given one, or for a rehearsal that one made faster."""
    if state.created.rehearsal is None:
        return clock
    return RehearsalClock(clock, state.created_at, state.created.rehearsal)


def damage_in_words(loaded: LoadedSession) -> str:
    """What is wrong with the journal of a session that nobody has mended yet; empty when nothing is."""
    if loaded.missing:
        sentence = ngettext(
            "Loggen til {session} er skadet: Én hendelse er borte, resten er med.",
            "Loggen til {session} er skadet: {count} hendelser er borte, resten er med.",
            loaded.missing,
        )
    elif loaded.contents.damaged is not None:
        sentence = _("Loggen til {session} er skadet, men alt er med.")
    else:
        return ""
    return sentence.format(session=one_line(loaded.folder.name), count=loaded.missing)
