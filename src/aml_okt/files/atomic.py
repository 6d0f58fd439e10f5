"""Writing a file so that it is either the old one or the new one, and on the disk when we say so."""

import os
import tempfile
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`: a new file beside it, fsync, replace, fsync of the folder.

    When this returns the bytes are on the disk. When it raises, the old file is untouched.

    Raises:
        OSError: when any of it could not be done.

    """
    # Cut, so that the longest name a disk allows can be written too.
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none.

    Raises:
        OSError: when the folder cannot be opened or synced.

    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
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
