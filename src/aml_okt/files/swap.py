"""Putting a file in place of another, without losing what somebody else has written there in the same instant.

`os.replace` is atomic and forgets what it replaces. Between a look at a file and its replacement another editor,
or a sync client, may have written in it. Here the two files change places, and the one that stood there comes back.
"""

import ctypes
import errno
import functools
import os
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aml_okt.files.atomic import TEMPORARY, holds_nothing, write_atomically, written_beside

KEPT = ".kept"
"""How the name of a file ends that is kept until it is known whether somebody has written in it."""
_ENDINGS = "md|jsonl|yaml|json|sha256|html|docx|odt|pdf|ics"
_LEFT_OVER = re.compile(rf"\.(?P<whole>.*\.({_ENDINGS}))\.[a-z0-9_]{{8}}({re.escape(TEMPORARY)}|{re.escape(KEPT)})")
"""The name that `tempfile` makes; other programs have temporary files, too, and those are theirs."""
TRIES = 20
"""How often a file is tried that somebody holds or keeps changing under our hands."""
BETWEEN = 0.05
"""Seconds between the tries of a file that another program holds, as sync clients and virus scanners do on Windows."""

LOOKS, BETWEEN_LOOKS = 10, 0.02
"""How often an empty file is looked at, and the seconds between."""

_HERE = -100  # AT_FDCWD
_ONLY_NEW, _BOTH_WAYS = 1, 2  # RENAME_NOREPLACE, RENAME_EXCHANGE
_NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTTY})
# What a disk without second names says: exFAT has none, and macOS and Windows each say so in a way of their own.
_NO_LINKS = frozenset({
    errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS, errno.EMLINK, errno.EXDEV,
})  # fmt: skip


def swap_in(path: Path, data: bytes) -> Path | None:
    """Put `data` at `path`; the file that stood there until this very moment, under another name, or None.

    When this returns, the file is on the disk and nothing has been forgotten; its name is when whoever called has
    decided what becomes of the file that came back, and has synced the folder. When it raises, `path` is as it was.

    Raises:
        OSError: when it could not be done; a file that somebody holds is tried for a second.

    """
    temporary = written_beside(path, data)
    try:
        return _patiently(lambda: change_places(temporary, path))
    except BaseException:
        with suppress(OSError):  # that it could not be put in place is what has to be told
            temporary.unlink()
        raise


def is_left_over(name: str) -> bool:
    """Whether a file has its name from us, because it was to take another's place or has lost its own."""
    return _LEFT_OVER.fullmatch(name) is not None


def what_was_saved(path: Path) -> Path:
    """The file that one was to take the place of, or has lost its name to; any other file itself."""
    found = _LEFT_OVER.fullmatch(path.name)
    return path.with_name(found["whole"]) if found else path


def left_over(folder: Path, name: str = "") -> list[Path]:
    """What replacing a file of this name, or of any, has left in a folder when it was never finished."""
    return sorted(path for path in folder.glob(f".{name}*") if is_left_over(path.name))


def settled(path: Path) -> bytes:
    """What is in a file; one that is empty may have been emptied in order to be written, so it gets a moment."""
    for _look in range(LOOKS):
        if data := path.read_bytes():
            return data
        time.sleep(BETWEEN_LOOKS)
    return b""


def _patiently(put: Callable[[], Path | None]) -> Path | None:
    """What comes of it, tried again for a while where the file was changed or held meanwhile."""
    for tries_left in reversed(range(TRIES)):
        try:
            return put()
        except FileExistsError:
            if not tries_left:
                raise
        except PermissionError:
            # Only Windows says so of a file that another program has open; elsewhere it is meant.
            if os.name != "nt" or not tries_left:
                raise
            time.sleep(BETWEEN)
    raise AssertionError  # the last try has returned or raised


def change_places(temporary: Path, path: Path) -> Path | None:
    """Let the two files change places; where there is only the new one, it moves, unless another comes first.

    The file that stood at `path`, under another name, or None.

    Raises:
        OSError: when it could not be done.

    """
    try:
        _rename(temporary, path, _BOTH_WAYS)
    except FileNotFoundError:
        move_to_free(temporary, path)
        return None
    except OSError as fault:
        if fault.errno not in _NOT_HERE:
            raise
        return _replaced_keeping(temporary, path)
    return temporary


def move_to_free(temporary: Path, path: Path) -> None:
    """Move a file to a place of the same folder where there is none.

    Raises:
        FileExistsError: when there is one by now.

    """
    try:
        _rename(temporary, path, _ONLY_NEW)
    except OSError as fault:
        if fault.errno not in _NOT_HERE:
            raise
        try:
            os.link(temporary, path)
        except OSError as refused:
            if refused.errno not in _NO_LINKS:
                raise
            temporary.replace(path)
        else:
            temporary.unlink()


def _replaced_keeping(temporary: Path, path: Path) -> Path | None:
    """Replace, where places cannot be changed: what stands there gets a second name first."""
    kept = temporary.with_suffix(KEPT)
    try:
        os.link(path, kept)
    except FileNotFoundError:
        move_to_free(temporary, path)
        return None
    except OSError as refused:
        if refused.errno not in _NO_LINKS:
            raise
        return _replaced_copying(temporary, path)
    _replaced_or(temporary, path, kept)
    return kept


def _replaced_copying(temporary: Path, path: Path) -> Path | None:
    """Replace, on a disk where a file can have only one name: what stands there is copied first.

    It is held open meanwhile, so that what somebody writes in it after the copy is seen.
    """
    try:
        original = path.open("rb", buffering=0)
    except FileNotFoundError:
        move_to_free(temporary, path)
        return None
    with original:
        data = original.read()
        kept = written_beside(path, data)
        _replaced_or(temporary, path, kept)
        original.seek(0)
        late = original.read()
    if not holds_nothing(late) and late != data:
        with suppress(OSError):  # the copy is what there was, and is better than nothing
            write_atomically(kept, late)
    return kept


def _replaced_or(temporary: Path, path: Path, kept: Path) -> None:
    try:
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            kept.unlink()
        raise


def _rename(source: Path, target: Path, how: int) -> None:
    """Linux's renameat2; elsewhere, and on file systems that cannot, an error that says it is not to be had."""
    call = _renameat2()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(target))
    if call(_HERE, os.fsencode(source), _HERE, os.fsencode(target), how) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(target))


@functools.cache
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call  # type: ignore[no-any-return] # ctypes knows no types
