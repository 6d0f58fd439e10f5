"""The minutes of a session on disk: its folder is read, and `referat.md` written beside the notes."""

from pathlib import Path

from aml_okt.core.events import Moment
from aml_okt.core.minutes import Minutes, minutes
from aml_okt.core.session import SessionState
from aml_okt.export.markdown import to_markdown
from aml_okt.files.actions import ActionList
from aml_okt.files.atomic import write_atomically
from aml_okt.files.note_file import read_notes

MINUTES_NAME = "referat.md"


def gather(folder: Path, state: SessionState, moment: Moment) -> Minutes:
    """The minutes of the session in `folder`, with its notes and actions as they stand on the disk.

    Raises:
        OSError: when a note or the actions cannot be read.

    """
    return minutes(state, moment, read_notes(folder), ActionList(folder).read())


def write_minutes(folder: Path, state: SessionState, moment: Moment, target: Path | None = None) -> Path:
    """Write the minutes as Markdown, in the session's folder or at `target`; where they are.

    A target that is a folder gets a file with the usual name. What stood there before is replaced.

    Raises:
        OSError: when the folder cannot be read or the file not written; the old file is then untouched.

    """
    path = folder / MINUTES_NAME if target is None else target
    if path.is_dir():
        path /= MINUTES_NAME
    write_atomically(path, to_markdown(gather(folder, state, moment)).encode("utf-8", "backslashreplace"))
    return path
