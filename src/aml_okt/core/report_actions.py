"""Counting actions once, although one that is carried over stands in the lists of several sessions."""

import hashlib
from collections.abc import Iterable
from datetime import date

from aml_okt.core.actions import Action
from aml_okt.core.report import ActionCounts


class ActionsOnce:
    """Counts the actions of one session after another, the latest session first: its word is the last.

    What is remembered are the actions that have been carried over, and of each only a fingerprint.
    """

    def __init__(self) -> None:
        self._told: set[bytes] = set()

    def count(self, unit: str, day: date, actions: Iterable[Action]) -> ActionCounts:
        """The actions of a session of this unit on this day."""
        written = carried = done = still_open = 0
        for action in actions:
            known = _fingerprint(unit, action.since or day, action)
            if action.since is None:
                written += 1
            else:
                carried += 1
            if known in self._told:
                continue
            if action.since is not None:
                self._told.add(known)
            if action.done:
                done += 1
            else:
                still_open += 1
        return ActionCounts(written=written, carried=carried, done=done, open=still_open)


def _fingerprint(unit: str, since: date, action: Action) -> bytes:
    parts = (unit, since.isoformat(), action.text, action.owner)
    whole = "\0".join(" ".join(part.split()).casefold() for part in parts)
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
