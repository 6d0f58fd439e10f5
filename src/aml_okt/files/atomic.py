"""Writing a file so that it is either the old one or the new one, and on the disk when we say so."""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
TEMPORARY = ".tmp"
"""How the name of a file ends that is to take another's place."""
_NO_FOLDER_SYNC = frozenset({errno.EBADF, errno.EINVAL})
"""What a file system says that has no fsync of folders."""


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data`, whole or in pieces, at `path`: a new file beside it, fsync, replace, fsync of the folder.

    When this returns the bytes are on the disk. When it raises, the old file is untouched.

    Raises:
        OSError: when any of it could not be done.

    """
    temporary = written_beside(path, data)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def written_beside(path: Path, data: bytes | Iterable[bytes]) -> Path:
    """A new file in the folder of `path` with the data in it, on the disk; its name is hidden and ends in `.tmp`.

    Raises:
        OSError: when it could not be written; then there is no such file.

    """
    import tempfile  # noqa: PLC0415 - whoever only reads does without

    # Cut, so that the longest name a disk allows can be written too; how it ends says what kind of file it is of.
    prefix = f".{path.stem[:40]}{path.suffix[:8]}."
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=TEMPORARY)
    except OSError as refused:
        refused.filename = str(path)  # the name that whoever reads of it knows
        raise
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):  # that it could not be written is what has to be told
            Path(name).unlink()
        raise
    return Path(name)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none.

    Some network file systems have none either, and say so; PostgreSQL's `fsync_fname` lets them, too.

    Raises:
        OSError: when the folder cannot be opened or synced.

    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can open, and everything above it that is missing.

    Raises:
        OSError: when it cannot be made.

    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(place.parent)


def holds_nothing(data: bytes) -> bool:
    """Whether a file is empty, or holds only the zeros that a disk leaves of a text it has lost."""
    return not data.strip(b"\0")


def is_own(folder: Path) -> bool:
    """Whether a folder is there and ours, and not one that somebody else has put in our way."""
    return _mode_of_own(folder) is not None


def is_trusted(folder: Path) -> bool:
    """Whether a folder is ours, and nobody else can have put something into it."""
    mode = _mode_of_own(folder)
    return mode is not None and (os.name == "nt" or not mode & 0o022)


def _mode_of_own(folder: Path) -> int | None:
    """The mode of a folder that is ours; None of one that is not there or not ours."""
    try:
        found = folder.lstat()
    except OSError:
        return None
    own = stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())
    return found.st_mode if own else None


def make_private(folder: Path) -> None:
    """Make a folder of ours one that only its owner can open, whatever it was.

    Raises:
        OSError: when it cannot be changed.

    """
    if os.name != "nt" and stat.S_IMODE(folder.stat().st_mode) != PRIVATE_FOLDER:
        folder.chmod(PRIVATE_FOLDER)
