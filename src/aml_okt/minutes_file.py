"""The minutes of a session on disk: its folder is read, and `referat.md` written beside the notes."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from aml_okt.core.agenda import Visibility
from aml_okt.core.events import Moment
from aml_okt.core.minutes import Minutes, minutes, shareable
from aml_okt.core.session import SessionState
from aml_okt.core.sharing import shared_from
from aml_okt.core.text import one_line
from aml_okt.export.markdown import to_markdown
from aml_okt.files.actions import ActionList
from aml_okt.files.atomic import holds_nothing, sync_folder, write_atomically
from aml_okt.files.folders import MINUTES_MARK, MINUTES_NAME, refuges
from aml_okt.files.free_names import put_aside
from aml_okt.files.note_file import OTHER, Note, is_beside, read_drafts, read_note, read_notes
from aml_okt.files.refuges import Refuges
from aml_okt.files.swap import left_over, swap_in
from aml_okt.i18n import gettext as _

_BESIDE = f"{Path(MINUTES_NAME).stem}~{OTHER}.md"
"""What somebody has made of the minutes that were there before."""
_REMEMBERED = 10
"""How many of the minutes that we have written last are known again."""
_WHILE_WRITING = timedelta(minutes=1)
"""How old a file that is half done is before it is certain that nobody will finish it."""


@dataclass(frozen=True, slots=True)
class Gathered:
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

    @property
    def missing_in_words(self) -> Iterator[str]:
        """A sentence for each note that is missing; one that has lost its text no longer says who may see it."""
        for note in self.lost:
            yield _("Notatet {name} er skadet, og teksten er borte.").format(name=one_line(note.path.name))
        for path in self.elsewhere:
            sentence = _("Notatet i {place} er ikke med. Det legges på plass når økta åpnes igjen.")
            yield sentence.format(place=one_line(str(path)))
        yield from map(unsaved_in_words, self.unsaved)
        if self.beside:
            names = ", ".join(one_line(note.path.name) for note in self.beside)
            yield _("Tekst fra andre programmer er ikke med. Den ligger i {names}.").format(names=names)


def unsaved_in_words(draft: Note) -> str:
    """That something stands in a form and was never saved, and where it is."""
    sentence = _("{title} ble ikke lagret. Det som ble skrevet, ligger i {place}.")
    return sentence.format(title=draft.title, place=one_line(f"{draft.path.parent.name}/{draft.path.name}"))


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
        elsewhere=tuple(path for path in Refuges(refuges(folder)).notes if _is_for_minutes(path, state)),
    )


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


@dataclass(frozen=True, slots=True)
class Written:
    """Minutes on the disk, what was gathered for them, and where what somebody had made of the old ones is now."""

    path: Path
    gathered: Gathered
    kept: tuple[Path, ...] = ()

    @property
    def remarks(self) -> Iterator[str]:
        """What whoever has asked for them should know."""
        for path in self.kept:
            told = _("Noen hadde skrevet i det forrige referatet. Det ligger i {name}.")
            yield told.format(name=one_line(path.name))
        yield from self.gathered.missing_in_words


def write_minutes(folder: Path, state: SessionState, moment: Moment, target: Path | None = None) -> Written:
    """Write the minutes as Markdown, in the session's folder or at `target`.

    In the session's folder, what somebody has written in the old minutes is kept beside the new ones. A target that
    is a folder gets a file with the usual name; what stood at a target elsewhere before is replaced.

    Raises:
        OSError: when the folder cannot be read or the file not written; what somebody wrote is then still there.

    """
    gathered = gather(folder, state, moment)
    data = to_markdown(gathered.minutes).encode("utf-8", "backslashreplace")
    path, mark = folder / MINUTES_NAME, folder / MINUTES_MARK
    if target is not None:
        wanted = target / MINUTES_NAME if target.is_dir() else target
        if wanted.resolve() != path.resolve():
            write_atomically(wanted, data)
            return Written(wanted, gathered)
    marks = (*(mark.read_text("ascii", "replace").split() if mark.exists() else ()), _mark_of(data))
    # Before the minutes change places, so that a disk that refuses this leaves all as it was.
    write_atomically(mark, "\n".join(dict.fromkeys(marks[-_REMEMBERED:])).encode())
    unfinished = (stray for stray in left_over(folder, MINUTES_NAME) if _is_nobodys(stray, moment))
    kept = [_kept(stray, marks, data) for stray in unfinished]
    before = swap_in(path, data)
    # First: what has come back is hidden until it is looked at, and is found the next time if this fails.
    sync_folder(folder)
    if before is not None:
        kept.append(_kept(before, marks))
    return Written(path, gathered, tuple(filter(None, kept)))


def _kept(old: Path, marks: Collection[str], begun: bytes = b"") -> Path | None:
    """Where old minutes are that somebody has worked on; those that have one of these marks are removed.

    So are those that hold nothing, or no more than how `begun` begins: they were never written to their end.
    """
    with suppress(OSError):
        data = old.read_bytes()
        if _mark_of(data) in marks or holds_nothing(data) or (begun and begun.startswith(data)):
            old.unlink()
            return None
    return put_aside(old, _BESIDE)


def _is_nobodys(stray: Path, moment: Moment) -> bool:
    """Whether whoever was writing a file has been stopped; another process may be about to give it its name."""
    with suppress(OSError):
        return moment.wall.timestamp() - stray.stat().st_mtime > _WHILE_WRITING.total_seconds()
    return False


def _mark_of(minutes: bytes) -> str:
    return hashlib.sha256(minutes).hexdigest()
