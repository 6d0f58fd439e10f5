"""The private notes of sessions: which they are, how many remain, and how they are erased.

What is private is what the minutes of the session leave out. Drafts of forms are private, too, and so is what a save
has left elsewhere, or beside a note.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from aml_okt.core.agenda import Agenda, Visibility
from aml_okt.core.confidence import is_private_in
from aml_okt.core.text import one_line
from aml_okt.files import folders
from aml_okt.files.agenda_yaml import AgendaFaults, load_agenda
from aml_okt.files.erasing import Erased, erase_private, is_copy_for_owner, private_files
from aml_okt.files.folders import AGENDA_NAME
from aml_okt.files.lock import SessionBusyError, SessionLock
from aml_okt.files.note_file import FOLDER, Note, name_beside
from aml_okt.files.swap import what_was_saved
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext

MOST_OFFERED = 50
"""How many sessions are asked about at once; the others are the next time."""


class Kept(Struct, frozen=True):
    """A session that still holds private notes, and how many."""

    folder: Path
    notes: int


class NotErased(Struct, frozen=True):
    """A session whose private notes were left alone: it is open elsewhere, or the disk has a `fault`."""

    folder: Path
    fault: OSError | None = None


def privacy(session: Path) -> Callable[[Note], bool]:
    """What is private in the session in this folder; without its agenda, what does not itself say otherwise."""
    try:
        return is_private_in(load_agenda(session / AGENDA_NAME))
    except AgendaFaults:
        return lambda note: note.visibility is not Visibility.MINUTES


def count_private(session: Path, agenda: Agenda | None = None) -> int:
    """How many private notes a session holds; what is empty, or lies beside one, is not one more.

    What lies where its note no longer says anything is all that is left of it, and counts. So do the copies that were
    made for their owners, where no note is left.

    Whoever has read the session's `agenda` need not have it read again.

    Raises:
        OSError: when its folder cannot be read.

    """
    is_private = privacy(session) if agenda is None else is_private_in(agenda)
    return _count(private_files(session, lambda note: note.says_something and is_private(note)))


def _says_to_nobody_else(note: Note) -> bool:
    return note.says_something and note.visibility is not Visibility.MINUTES


def _count(files: tuple[Path, ...]) -> int:
    notes = {name_beside(what_was_saved(path)) for path in files if not is_copy_for_owner(path)}
    return len(notes) or len(files)


def old_private_notes(root: Path, today: date, after: timedelta) -> tuple[Kept, ...]:
    """The real sessions that are older than this and still hold private notes, the oldest first; 50 at the most.

    A session's day is in its folder's name. No agenda is read: what says itself that it is for the minutes is left
    alone here.
    """
    found: list[Kept] = []
    for folder in sorted(folders.everything(root), key=lambda folder: folder.name):
        day = folders.day_of(folder)
        if day is None or today - day <= after or not _has_notes(folder) or folders.is_rehearsal(folder):
            continue
        with suppress(OSError):  # one that cannot be read now is asked about the next time
            files = private_files(folder, _says_to_nobody_else)
            if files:
                found.append(Kept(folder, _count(files)))
        if len(found) == MOST_OFFERED:
            break
    return tuple(found)


def _has_notes(session: Path) -> bool:
    with suppress(OSError):
        return any((session / FOLDER).iterdir())
    return False


def erase_kept(kept: tuple[Kept, ...], wall: datetime) -> Iterator[Erased | NotErased]:
    """Erase the private notes of these sessions, one after the other; what came of each."""
    for session in kept:
        try:
            yield _erased_from(session.folder, wall)
        except SessionBusyError:
            yield NotErased(session.folder)
        except OSError as fault:
            yield NotErased(session.folder, fault)


def _erased_from(session: Path, wall: datetime) -> Erased:
    lock = SessionLock(session, wall, leads=False)
    try:
        return erase_private(session, privacy(session))
    finally:
        lock.release()


def erased_in_words(done: Erased) -> str:
    """How many notes are gone."""
    if done.notes:
        sentence = ngettext("Ett privat notat er slettet.", "{count} private notater er slettet.", done.notes)
        return sentence.format(count=done.notes)
    if done.erased:
        return _("Rester av private notater er slettet.")
    return _("Ingen private notater er slettet.") if done.refused else _("Det var ingen private notater.")


def refused_in_words(done: Erased) -> str:
    """What the disk did not let go of; empty when it was nothing."""
    if not done.refused:
        return ""
    names = ", ".join(one_line(str(path)) for path in done.refused)
    return _("Dette lot seg ikke slette: {names}.").format(names=names)
