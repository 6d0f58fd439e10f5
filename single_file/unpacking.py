"""Unpacking the single file: into a folder that stays, or for one run where none can."""

import atexit
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

from beginning import APP, Parts, is_whole

UNUSED = 30 * 24 * 3600
"""Seconds after which what another file has unpacked is thrown away, unless somebody has used it since."""


def unpacked(archive: str, parts: Parts, folder: str) -> str:
    """Unpack into the folder, which others see whole or not at all; where it is, or nothing when it cannot be had."""
    whole = Path(folder)
    try:
        _unpack(archive, parts, whole)
    except OSError:
        # The disk is full; or in this very moment somebody was quicker.
        return folder if is_whole(folder, parts) else ""
    _throw_away_unused(whole)
    return folder


def unpacked_for_now(archive: str, parts: Parts) -> str:
    """Unpack for this one run; the folder goes with it."""
    folder = Path(tempfile.mkdtemp(prefix=f"{APP}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sys.dont_write_bytecode = True
    _write(archive, parts, folder)
    return str(folder)


def _unpack(archive: str, parts: Parts, folder: Path) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write("Gjør klar aml-okt. Det skjer bare den første gangen. / Preparing aml-okt, only once.\n")
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}-", dir=folder.parent, ignore_cleanup_errors=True) as place:
        fresh = Path(place, "fresh")
        _write(archive, parts, fresh)
        if is_whole(str(folder), parts):
            return  # somebody was quicker, and runs it by now
        if folder.exists():
            folder.rename(Path(place, "damaged"))
        fresh.rename(folder)


def _write(archive: str, parts: Parts, folder: Path) -> None:
    made: set[Path] = set()
    with ZipFile(archive) as opened:
        for path, (part, _size) in parts.items():
            file = folder / path
            if file.parent not in made:
                file.parent.mkdir(parents=True, exist_ok=True)
                made.add(file.parent)
            file.write_bytes(opened.read(part))


def _throw_away_unused(folder: Path) -> None:
    """Throw away what other files have unpacked, and what was cut off in the middle, when it has lain for long."""
    long_ago = time.time() - UNUSED
    with suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder and other.stat().st_mtime < long_ago:
                shutil.rmtree(other, ignore_errors=True)
