"""What becomes of actions from one session to the next: carried over until they are told as done."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace as changed

from aml_okt.core.actions import Action
from aml_okt.core.text import one_line


def carried_over(actions: Iterable[Action], agreed: date, today: date) -> tuple[Action, ...]:
    """What a session takes with it of the actions of the last one, which was held on the day `agreed`.

    Whatever is open comes with it. So does what has been done since, which is told `today`; what the group was told
    before does not. One that is open again after it was told, is open like any other.
    """
    return tuple(
        changed(action, since=action.since or agreed, told=today if action.done else None)
        for action in actions
        if not (action.done and action.told)
    )


def ticked(action: Action, today: date) -> Action:
    """The action as done, and told today; one that is done already, as open again."""
    return changed(action, done=not action.done, told=None if action.done else today)


def from_last(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Those that come from an earlier session."""
    return tuple(action for action in actions if action.since is not None)


def is_same_unit(one: str, other: str) -> bool:
    """Whether two services are the same one, however its letters are written; nobody's is never the same."""
    wanted = _folded(one)
    return bool(wanted) and wanted == _folded(other)


def _folded(unit: str) -> str:
    return one_line(one_line(unit).casefold())
