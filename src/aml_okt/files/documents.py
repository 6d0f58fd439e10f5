"""A document that we make of a session, put in its folder without losing what somebody has made of the one before."""

import hashlib
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from aml_okt.core.events import Moment
from aml_okt.files import actions
from aml_okt.files.atomic import holds_nothing, sync_folder, write_atomically
from aml_okt.files.folders import AGENDA_NAME, MINUTES_MARK, MINUTES_NAME
from aml_okt.files.free_names import put_aside
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.files.note_file import COPY_FOR_OWNER, FOLDER, OTHER
from aml_okt.files.swap import left_over, swap_in

ENDINGS = ("md", "html", "docx", "odt", "pdf", "json", "ics")
"""How the names of documents end, by their format."""
NAMES = rf"{Path(MINUTES_NAME).stem}(-anonym)?(~{OTHER}(-\d+)?)?\.({'|'.join(ENDINGS)})"
"""What documents in a session's folder are called, and what somebody has made of them, as a regular expression."""
OWN_NOTES = rf"{COPY_FOR_OWNER}[a-z0-9-]+(~{OTHER}(-\d+)?)?\.({'|'.join(ENDINGS)})"
"""What documents are called that give participants their own notes, likewise."""
_REMEMBERED = 100
"""How many of the documents that we have written last are known again: every format some times over."""
_WHILE_WRITING = timedelta(minutes=1)
"""How old a file that is half done is before it is certain that nobody will finish it."""


class Filed(Struct, frozen=True):
    """Where a document is now, and where what somebody had made of the one before is."""

    path: Path
    kept: tuple[Path, ...] = ()


def file_document(folder: Path, name: str, data: bytes, moment: Moment, target: Path | None = None) -> Filed:
    """Put a document in the session's folder under this name, or at `target`.

    In the session's folder, what somebody has written in the document before is kept beside the new one. A target that
    is a folder gets a file of this name; what stood at a target elsewhere before is replaced. A target that is a link
    stays one, and a pipe or a device gets the document and stays what it is.

    Raises:
        OSError: when it could not be written; what somebody wrote is then still there.

    """
    path, mark = folder / name, folder / MINUTES_MARK
    if target is not None:
        wanted = target / name if target.is_dir() else target
        if wanted.resolve() != path.resolve():
            _put(wanted, data)
            return Filed(wanted)
    before = mark.read_text("ascii", "replace").split() if mark.exists() else ()
    marks = tuple(dict.fromkeys((*before, _mark_of(data))))[-_REMEMBERED:]
    # Before the documents change places, so that a disk that refuses this leaves all as it was.
    write_atomically(mark, "\n".join(marks).encode())
    unfinished = (stray for stray in left_over(folder, name) if _is_nobodys(stray, moment))
    kept = [_kept(stray, name, marks, data) for stray in unfinished]
    came_back = swap_in(path, data)
    # First: what has come back is hidden until it is looked at, and is found the next time if this fails.
    sync_folder(folder)
    if came_back is not None:
        kept.append(_kept(came_back, name, marks))
    return Filed(path, tuple(filter(None, kept)))


def _put(target: Path, data: bytes) -> None:
    if target.exists() and not target.is_file():
        target.write_bytes(data)
    else:
        write_atomically(target.resolve(), data)


def is_part_of_session(path: Path) -> bool:
    """Whether a file is one that a session consists of, such as its actions or a note, and no document made of it."""
    file = path.resolve()
    if not file.is_file():
        return False
    if file.parent.name == FOLDER and (file.parent.parent / JOURNAL_NAME).is_file():
        return True
    return file.name in {JOURNAL_NAME, AGENDA_NAME, actions.FILE_NAME} and (file.parent / JOURNAL_NAME).is_file()


def wrote(session: Path, document: Path) -> bool:
    """Whether a document in the session's folder is as we have written it there.

    Raises:
        OSError: when it cannot be read.

    """
    mark = session / MINUTES_MARK
    return mark.exists() and _mark_of(document.read_bytes()) in mark.read_text("ascii", "replace").split()


def beside(name: str) -> str:
    """The name of a file with what somebody has made of the document that was there before."""
    return f"{Path(name).stem}~{OTHER}{Path(name).suffix}"


def _kept(old: Path, name: str, marks: Collection[str], begun: bytes = b"") -> Path | None:
    """Where an old document is that somebody has worked on; those that have one of these marks are removed.

    So are those that hold nothing, or no more than how `begun` begins: they were never written to their end.
    """
    with suppress(OSError):
        data = old.read_bytes()
        if _mark_of(data) in marks or holds_nothing(data) or (begun and begun.startswith(data)):
            old.unlink()
            return None
    return put_aside(old, beside(name))


def _is_nobodys(stray: Path, moment: Moment) -> bool:
    """Whether whoever was writing a file has been stopped; another process may be about to give it its name."""
    with suppress(OSError):
        return moment.wall.timestamp() - stray.stat().st_mtime > _WHILE_WRITING.total_seconds()
    return False


def _mark_of(document: bytes) -> str:
    return hashlib.sha256(document).hexdigest()
