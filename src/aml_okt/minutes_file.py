"""The minutes of a session on disk: its folder is read, and `referat.md` written beside the notes."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from aml_okt.core.agenda import Visibility
from aml_okt.core.confidence import shareable
from aml_okt.core.events import Moment
from aml_okt.core.minutes import Minutes, minutes
from aml_okt.core.session import SessionState
from aml_okt.core.sharing import shared_from
from aml_okt.core.text import one_line
from aml_okt.export.formats import encoded
from aml_okt.export.markdown import to_markdown
from aml_okt.files.actions import ActionList
from aml_okt.files.documents import Filed, file_document
from aml_okt.files.folders import MINUTES_NAME, refuges
from aml_okt.files.note_file import Note, is_beside, read_drafts, read_note, read_notes
from aml_okt.files.refuges import Refuges
from aml_okt.i18n import gettext as _
from aml_okt.unsaved import unsaved_in_words


class Gathered(Struct, frozen=True):
    """The minutes of a session, and what should have been in them.

    `lost` are notes whose text the disk has lost; `elsewhere` are notes that had no place in the session's folder.
    """

    minutes: Minutes
    lost: tuple[Note, ...] = ()
    elsewhere: tuple[Path, ...] = ()
    unsaved: tuple[Note, ...] = ()
    """What stands in forms that nobody has saved."""
    beside: tuple[Note, ...] = ()
    """What other programs have written in notes for the minutes, and is not in them."""
    left_out: tuple[Note, ...] = ()
    """Notes that are not for the minutes."""

    @property
    def missing_in_words(self) -> Iterator[str]:
        """A sentence for each note that is missing; one that has lost its text no longer says who may see it."""
        for note in self.lost:
            yield _("Notatet {name} er skadet, og teksten er borte.").format(name=one_line(note.path.name))
        for path in self.elsewhere:
            yield elsewhere_in_words(path)
        yield from map(unsaved_in_words, self.unsaved)
        if self.beside:
            names = ", ".join(one_line(note.path.name) for note in self.beside)
            yield _("Tekst fra andre programmer er ikke med. Den ligger i {names}.").format(names=names)


def elsewhere_in_words(path: Path) -> str:
    """That a note is not there, because it had no place in the session's folder."""
    sentence = _("Notatet i {place} er ikke med. Det legges på plass når økta åpnes igjen.")
    return sentence.format(place=one_line(str(path)))


def gather(folder: Path, state: SessionState, moment: Moment) -> Gathered:
    """The minutes of the session in `folder`, with its notes and actions as they stand on the disk.

    Raises:
        OSError: when a note or the actions cannot be read.

    """
    notes = read_notes(folder)
    return Gathered(
        minutes=minutes(state, moment, notes, ActionList(folder).read()),
        lost=tuple(note for note in notes if note.lost),
        unsaved=read_drafts(folder),
        beside=tuple(note for note in notes if is_beside(note.path) and _could_be_shared(note, state)),
        left_out=tuple(note for note in notes if _is_left_out(note, state)),
        elsewhere=tuple(path for path in Refuges(refuges(folder)).notes if _is_for_minutes(path, state)),
    )


def _is_left_out(note: Note, state: SessionState) -> bool:
    """Whether a note with words in it is not for the minutes, and is not told of as something that is missing."""
    if note.lost or note.is_draft or not note.text.strip():
        return False
    if is_beside(note.path) and _could_be_shared(note, state):
        return False
    return not any(shareable(step, note) for step in state.agenda.steps)


def _could_be_shared(beside: Note, state: SessionState) -> bool:
    """Whether a text beside a note says something, and may be of a step whose notes are for the minutes."""
    steps = state.agenda.steps
    shared = {step.id for step in steps if step.repeat is None and step.notes is Visibility.MINUTES}
    shared |= {shared_from(step.id) for step in steps if step.repeat is not None}
    return bool(beside.text.strip()) and (not beside.step or beside.step in shared)


def _is_for_minutes(path: Path, state: SessionState) -> bool:
    """Whether a note should be in the minutes; one that cannot be read might."""
    with suppress(OSError):
        note = read_note(path)
        return any(shareable(step, note) for step in state.agenda.steps)
    return True


class Written(Struct, frozen=True):
    """Minutes on the disk, and what was gathered for them."""

    filed: Filed
    gathered: Gathered

    @property
    def path(self) -> Path:
        """Where they are."""
        return self.filed.path

    @property
    def remarks(self) -> Iterator[str]:
        """What whoever has asked for them should know."""
        yield from kept_in_words(self.filed)
        yield from self.gathered.missing_in_words


def kept_in_words(filed: Filed) -> Iterator[str]:
    """A sentence for each document that somebody had worked on, and where it is now."""
    for path in filed.kept:
        told = _("Noen hadde skrevet i det forrige referatet. Det ligger i {name}.")
        yield told.format(name=one_line(path.name))


def write_minutes(folder: Path, state: SessionState, moment: Moment, target: Path | None = None) -> Written:
    """Write the minutes as Markdown, in the session's folder or at `target`.

    In the session's folder, what somebody has written in the old minutes is kept beside the new ones. A target that
    is a folder gets a file with the usual name; what stood at a target elsewhere before is replaced.

    Raises:
        OSError: when the folder cannot be read or the file not written; what somebody wrote is then still there.

    """
    gathered = gather(folder, state, moment)
    data = encoded(to_markdown(gathered.minutes))
    return Written(file_document(folder, MINUTES_NAME, data, moment, target), gathered)
