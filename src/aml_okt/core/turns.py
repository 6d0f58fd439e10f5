"""A turn that runs over its time: those who have not spoken yet share what is left of the phase, equally.

Nothing is stored: what each has follows from the plan and from the time used in the turns before, so it is
right after any move back, any undo and any change of the plan.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from aml_okt.core.dividing import equally
from aml_okt.core.plan import Key, Timebox

NO_TIME = timedelta()

SHORTEST_PART = 2
"""A turn never becomes shorter than its own time divided by this; what is then missing makes the group late."""


def shared_turns(boxes: Sequence[Timebox], first: int, used: Mapping[Key, timedelta]) -> dict[int, timedelta]:
    """What each turn from place `first` on has, in the phase that place belongs to; empty where there are no turns.

    `used` has the time used in the turns before. They may be over and under their time: only what they took
    together too much is shared, by those still to speak, and by nobody who has spoken.
    """
    if not 0 <= first < len(boxes) or boxes[first].turn is None:
        return {}
    here = _phase(boxes[first])
    places = [place for place, box in enumerate(boxes) if box.turn is not None and _phase(box) == here]
    over = sum(
        (used.get(boxes[place].key, NO_TIME) - boxes[place].allotted for place in places if place < first), NO_TIME
    )
    to_speak = [place for place in places if place >= first]
    given = equally(max(NO_TIME, over), [_can_give(boxes[place]) for place in to_speak])
    return {place: boxes[place].allotted - part for place, part in zip(to_speak, given, strict=True)}


def _can_give(box: Timebox) -> timedelta:
    return box.accepted - box.accepted / SHORTEST_PART


def _phase(box: Timebox) -> tuple[str, int, str | None]:
    return (box.step, box.phase, box.focus)
