"""Actions from the last session of the same service, copied into a new one before it is one."""

from datetime import date, tzinfo
from pathlib import Path

from msgspec import Struct

from aml_okt.core.actions import Action
from aml_okt.core.carrying import carried_over
from aml_okt.files.actions import FILE_NAME, ActionList
from aml_okt.files.atomic import write_atomically
from aml_okt.files.journal import DamagedJournalError
from aml_okt.files.last_session import last_session_of


class NotTaken(Struct, frozen=True):
    """A place that could not be read, so that nothing of it came with; `fault` is None where it can and is damaged."""

    place: Path
    fault: OSError | None


class FromLast(Struct, frozen=True):
    """What a new session takes with it, and what it could not."""

    actions: tuple[Action, ...] = ()
    not_taken: NotTaken | None = None


def from_last_session(root: Path, unit: str, today: date, zone: tzinfo | None) -> FromLast:
    """The actions that a session of this service takes over, as they stand on the disk now.

    Whoever has the last session open does not stand in the way. That something cannot be read stops nobody either.
    """
    place = root
    try:
        last = last_session_of(root, unit)
        if last is None:
            return FromLast()
        place = last.folder / FILE_NAME
        agreed = last.begun.astimezone(zone).date()
        return FromLast(carried_over(ActionList(last.folder).read(), agreed, today))
    except OSError as fault:
        return FromLast(not_taken=NotTaken(Path(fault.filename or place), fault))
    except DamagedJournalError as damaged:
        return FromLast(not_taken=NotTaken(damaged.path, None))


def begin_list(session: Path, actions: tuple[Action, ...]) -> None:
    """Write the list of a session that begins with these actions; without any it has none yet.

    Raises:
        OSError: when it is not on the disk.

    """
    if actions:
        write_atomically(session / FILE_NAME, "".join(f"{action.line}\n" for action in actions).encode())
