"""What a session comes to by its events alone: whether it has ended, and how many take part.

Neither hangs on times or on the plan. What moves have changed is what those moves changed that still stand, and undo
takes back the last one that does; so whoever only lists sessions need not make a plan anew at each event.
"""

from collections.abc import Sequence

from msgspec import Struct

from aml_okt.core.events import (
    Event,
    JournalMended,
    MoveUndone,
    ParticipantJoined,
    SessionCreated,
    SessionEnded,
    SessionTakenUp,
)
from aml_okt.core.moves import Move


class Outline(Struct, frozen=True):
    """A session in outline: how it was created, how many take part, and whether it has ended."""

    created: SessionCreated
    people: int
    ended: bool


def outline(events: Sequence[Event]) -> Outline | None:
    """What these events come to; None where records have been lost, or the events contradict themselves."""
    if not events or not isinstance(created := events[0], SessionCreated):
        return None
    standing = _standing(events[1:])
    if standing is None:
        return None
    joined = sum(isinstance(event, ParticipantJoined) for event in standing)
    ended = any(isinstance(event, SessionEnded) for event in standing)
    return Outline(created, len(created.people) + joined, ended)


def _standing(events: Sequence[Event]) -> list[Event] | None:
    """The moves that nobody has taken back; None where what is told cannot have happened."""
    moves: list[Event] = []
    for event in events:
        match event:
            case SessionCreated() | JournalMended():
                return None
            case MoveUndone():
                if not moves:
                    return None
                moves.pop()
            case SessionTakenUp(counts=counts, last_seen=last_seen):
                # Of these only a gap that is left out changes the course.
                if not counts and last_seen is not None:
                    moves.append(event)
            case _ if isinstance(event, Move):
                moves.append(event)
    return moves
