"""When a session was last led, noted in its folder meanwhile, so that a crash makes no gap longer than it was."""

import os
from datetime import datetime
from pathlib import Path

from aml_okt.files.atomic import PRIVATE_FILE

FILE_NAME = ".alive"


def write(session: Path, wall: datetime) -> None:
    """Note in the session's folder that it was led at this wall time.

    Raises:
        OSError: when it cannot be written.

    """
    # As long each time, and written over the one before, so that the file is never empty.
    sign = wall.isoformat(timespec="microseconds").encode("ascii")
    descriptor = os.open(session / FILE_NAME, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE)
    try:
        os.write(descriptor, sign)
    finally:
        os.close(descriptor)


def read(session: Path) -> datetime | None:
    """When the session was last led, by the wall clock; None when there is no telling."""
    try:
        wall = datetime.fromisoformat((session / FILE_NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return wall if wall.tzinfo else None
