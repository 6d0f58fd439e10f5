"""Erasing a session: everything that this program has written of it, and nothing else.

What somebody else has put in the folder stays, and so does the folder then. Nothing is followed out of it:
a link is not a way to files that lie elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from aml_okt.files import actions, documents, folders, journal, lock, sign_of_life
from aml_okt.files.atomic import is_own, sync_folder
from aml_okt.files.folders import AGENDA_NAME, MINUTES_MARK
from aml_okt.files.note_file import FOLDER, Note, is_beside, read_note
from aml_okt.files.swap import is_left_over

_NAMES = frozenset(
    {
        journal.JOURNAL_NAME,
        AGENDA_NAME,
        MINUTES_MARK,
        actions.FILE_NAME,
        sign_of_life.FILE_NAME,
        lock.LOCK_NAME,
        lock.WRITER_NAME,
    }
)
_PATTERNS = re.compile(
    rf"{re.escape(journal.JOURNAL_NAME)}\.(tail|damaged)-\d+|tiltak~annen(-\d+)?\.md|{documents.NAMES}"
)
_OWN_NOTES = re.compile(documents.OWN_NOTES)


class Erased(Struct, frozen=True):
    """What was erased, what lies in the folder and is not ours, and what the disk did not let go of or let us read."""

    erased: tuple[Path, ...]
    others: tuple[Path, ...]
    refused: tuple[Path, ...]
    folders: tuple[Path, ...] = ()
    """Where files of the session were."""
    without_words: frozenset[Path] = frozenset()
    """Files that said nothing."""

    @property
    def notes(self) -> int:
        """How many notes with words were erased; what a save had left of one, or lay elsewhere, is not one more."""
        return len(
            {
                path.name
                for path in self.erased
                if path.suffix == ".md"
                and not (is_beside(path) or is_copy_for_owner(path) or path in self.without_words)
            }
        )


def erase(session: Path) -> Erased:
    """Erase everything that this program has written of a session; only the holder of its lock may.

    The journal goes last of all, and only when everything else has gone: without it nobody finds the session again.
    """
    reserve = folders.refuges(session)
    found = _sorted(session, reserve, lambda _note: True)
    log = session / journal.JOURNAL_NAME
    later = {session / lock.LOCK_NAME, session / lock.WRITER_NAME, log}
    erased, refused = _unlink([path for path in found.ours if path not in later])
    refused += tuple(found.unreadable)
    if not refused and log in found.ours:
        last, refused = _unlink([log])
        erased += last
    return Erased(erased, tuple(found.others), refused, (session / FOLDER, session, *reserve))


def erase_rest(session: Path, emptied: Iterable[Path]) -> None:
    """After the lock has been let go: its file, and the folders, where nothing else is in them."""
    for name in (lock.WRITER_NAME, lock.LOCK_NAME):
        with suppress(OSError):
            (session / name).unlink(missing_ok=True)
    for folder in emptied:
        with suppress(OSError):  # something else lies there, which has been told of
            folder.rmdir()
    with suppress(OSError):
        sync_folder(session.parent)


def erase_private(session: Path, is_private: Callable[[Note], bool]) -> Erased:
    """Erase the private notes of a session, also those of saves that were never finished."""
    reserve = folders.refuges(session)
    found = _sorted(session, reserve, is_private)
    erased, refused = _unlink([path for path in found.ours if _holds_notes(path, session, reserve)])
    others = tuple(path for path in found.others if _holds_notes(path, session, reserve))
    return Erased(erased, others, refused + tuple(found.unreadable), without_words=frozenset(found.without_words))


def private_files(session: Path, is_private: Callable[[Note], bool]) -> tuple[Path, ...]:
    """What `erase_private` would erase.

    Raises:
        OSError: when the session's folder cannot be read.

    """
    reserve = folders.refuges(session)
    found = _sorted(session, reserve, is_private)
    return tuple(path for path in found.ours if _holds_notes(path, session, reserve))


def _holds_notes(path: Path, session: Path, reserve: Iterable[Path]) -> bool:
    """Whether a file lies where notes do, or gives a participant a copy of their own."""
    return path.parent in {session / FOLDER, *reserve} or is_copy_for_owner(path)


def is_copy_for_owner(path: Path) -> bool:
    """Whether a file is called what an export calls a participant's copy of their own notes."""
    return _OWN_NOTES.fullmatch(path.name) is not None


class _Found(Struct, frozen=True):
    """Our own files, of the notes only those that are wanted; somebody else's; and notes that might be ours."""

    ours: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    unreadable: list[Path] = field(default_factory=list)
    without_words: list[Path] = field(default_factory=list)


def _sorted(session: Path, reserve: Iterable[Path], wanted: Callable[[Note], bool]) -> _Found:
    found = _Found()
    for path in _files_in(session):
        name = path.name
        known = name in _NAMES or _PATTERNS.fullmatch(name) or is_left_over(name) or _is_copy_of_notes(session, path)
        (found.ours if known and not path.is_symlink() else found.others).append(path)
    for folder in (session / FOLDER, *filter(is_own, reserve)):
        for path in _files_in(folder):
            if path.is_symlink() or not path.is_file():
                found.others.append(path)
                continue
            unfinished = is_left_over(path.name)
            try:
                note = read_note(path)
            except OSError:
                # What a save has left is nobody else's, and may hold anything.
                (found.ours if unfinished else found.unreadable).append(path)
                continue
            if not (unfinished or note.is_ours):
                found.others.append(path)
            elif wanted(note):
                found.ours.append(path)
                if not note.says_something:
                    found.without_words.append(path)
    return found


def _is_copy_of_notes(session: Path, path: Path) -> bool:
    """Whether a file is what an export gave a participant; with that name somebody else may have written, too."""
    with suppress(OSError):
        return is_copy_for_owner(path) and documents.wrote(session, path)
    return False


def _files_in(folder: Path) -> Iterator[Path]:
    """What lies in a folder, and is no folder of ours; nothing where the folder is a link."""
    if folder.is_symlink() or not folder.is_dir():
        return
    yield from sorted(path for path in folder.iterdir() if path.is_symlink() or path.is_file() or path.name != FOLDER)


def _unlink(paths: list[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    erased, refused = [], []
    for path in paths:
        try:
            path.unlink()
        except OSError:
            refused.append(path)
        else:
            erased.append(path)
    for folder in {path.parent for path in erased}:
        with suppress(OSError):  # they are gone for everybody; only a power loss right now could bring a name back
            sync_folder(folder)
    return tuple(erased), tuple(refused)
