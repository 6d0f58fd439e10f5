"""One writer a session: a lock that the operating system lets go of when its holder dies, and who holds it."""

import os
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from aml_okt.core.text import one_line
from aml_okt.files.atomic import write_atomically

LOCK_NAME = ".lock"
WRITER_NAME = ".writer.json"
A_GLANCE = 0.5
"""Seconds within which one who only looks has let go of the lock again."""


class Writer(Struct, frozen=True):
    """Who has a session open, on which computer, in which process, and since when.

    `leads` is whether they lead the session with it, and do not only put something in its folder in order.
    """

    user: str
    computer: str
    process: int
    since: datetime
    leads: bool = True

    @property
    def is_here(self) -> bool:
        """Whether that is on this computer, so that both read the same suspend-proof clock."""
        return self.computer == one_line(platform.node())


class SessionBusyError(RuntimeError):
    """Somebody else has the session open; `writer` says who, where it could be read."""

    def __init__(self, writer: Writer | None) -> None:
        super().__init__("the session is open elsewhere")
        self.writer = writer


class SessionLock:
    """The right to write in a session's folder, held until `release` or the end of the process."""

    def __init__(self, session: Path, now: datetime, *, leads: bool = True) -> None:
        """Take the lock; `leads` is whether the session is led with it.

        Raises:
            SessionBusyError: when another process holds it.
            OSError: when the folder cannot be written.

        """
        # It takes longer to load than a session to read, and most commands only look.
        from filelock import FileLock, Timeout  # noqa: PLC0415

        self._session = session
        self._lock = FileLock(session / LOCK_NAME, mode=0o600)
        try:
            # Whoever only asks whether a session is open holds the lock for an instant; that is no writer.
            self._lock.acquire(timeout=A_GLANCE, poll_interval=A_GLANCE / 10)
        except Timeout:
            raise SessionBusyError(read_writer(session)) from None
        writer = Writer(one_line(_user()), one_line(platform.node()), os.getpid(), now, leads)
        try:
            write_atomically(session / WRITER_NAME, msgspec.json.encode(writer))
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let others write."""
        with suppress(OSError):  # the file only tells others whom to ask; the lock itself is what counts
            (self._session / WRITER_NAME).unlink(missing_ok=True)
        self._lock.release()


def is_open(session: Path) -> bool:
    """Whether some process has the session open now, as far as whoever asks can tell."""
    path = session / LOCK_NAME
    try:
        if not path.exists():
            return False
    except OSError:  # we may not look into the folder
        return False
    held = _is_held(path)
    return not _can_be_taken(path) if held is None else held


def _is_held(path: Path) -> bool | None:
    """Whether somebody holds a lock, found out by reading only; None where that does not tell."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # some network disks say the latter
        return True
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return False


def _can_be_taken(path: Path) -> bool:
    """Whether a lock can be taken, and is let go of again; one that is not there for us is held by nobody."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - as above

    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    except OSError:
        return True
    lock.release()
    return True


def read_writer(session: Path) -> Writer | None:
    """Who has the session open, as they noted it; None when nothing readable says so."""
    try:
        return msgspec.json.decode((session / WRITER_NAME).read_bytes(), type=Writer)
    except (OSError, msgspec.MsgspecError):
        return None


def _user() -> str:
    import getpass  # noqa: PLC0415 - only a writer says who they are

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
