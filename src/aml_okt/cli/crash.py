"""A crash report: where the program failed, and nothing of what people had written.

Neither local variables nor the error's own words are in it, because either may hold a note or a name.
"""

import os
import platform
import traceback
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from aml_okt import __version__
from aml_okt.clock import Clock
from aml_okt.files.atomic import make_folder, write_atomically
from aml_okt.files.folders import APP


def log_folder() -> Path:
    """Where crash reports go."""
    return platformdirs.user_log_path(APP, appauthor=False)


def report(error: BaseException, clock: Clock, folder: Path) -> Path | None:
    """Write a report of the error; where it is, or None when the disk would not take it."""
    now = clock.now().wall
    path = folder / f"{now:%Y-%m-%d-%H%M%S}-{os.getpid()}.txt"
    head = f"aml-okt {__version__}, Python {platform.python_version()}, {platform.platform()}\n{now.isoformat()}\n\n"
    try:
        make_folder(folder)
        write_atomically(path, (head + "".join(_story(error))).encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    return path


def _story(error: BaseException) -> Iterator[str]:
    """Each error in the chain, the one that began it first, with the places in the code that it came through."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _story(before)
        yield "\n"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
    number = f" {error.errno}" if isinstance(error, OSError) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{number}\n"
