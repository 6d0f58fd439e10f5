"""Turns that run over their time: those who have not spoken yet share what is left of the phase, equally.

Nothing of it is stored but what the turn that runs was promised when it began: what each of the others has follows
from the plan and from the time used in the turns before, so it is right after any move back, any undo and any
change of the plan.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from aml_okt.core.dividing import equally
from aml_okt.core.durations import SECOND
from aml_okt.core.plan import Key, Timebox

NO_TIME = timedelta()

SHORTEST_PART = 2
"""A turn never becomes shorter than its own time divided by this; what is then missing makes the group late."""


def shared_turns(
    boxes: Sequence[Timebox], first: int, used: Mapping[Key, timedelta], promised: Mapping[Key, timedelta] | None = None
) -> dict[int, timedelta]:
    """What each turn from place `first` on has, in the phase that place belongs to; empty where there are no turns.

    `used` has the time used in the turns before. They may be over and under their time: only what they took
    together too much is shared, by those still to speak, and by nobody who has spoken. A turn that has been
    `promised` its time keeps it.
    """
    if not 0 <= first < len(boxes) or boxes[first].turn is None:
        return {}
    promised = promised or {}
    start, end = _phase_at(boxes, first)
    to_speak = range(first, end)
    over = sum([used.get(box.key, NO_TIME) - box.allotted for box in boxes[start:first]], NO_TIME)
    shares = {place: promised.get(boxes[place].key, boxes[place].accepted) for place in to_speak}
    missing = over - sum((boxes[place].accepted - span for place, span in shares.items()), NO_TIME)
    if missing >= SECOND:
        sharing = [place for place in to_speak if boxes[place].key not in promised]
        for place, part in zip(sharing, equally(missing, [_can_give(boxes[place]) for place in sharing]), strict=True):
            shares[place] -= part
    return {place: share + boxes[place].by_hand for place, share in shares.items()}


def _phase_at(boxes: Sequence[Timebox], place: int) -> tuple[int, int]:
    """Where the turns of the phase that this place belongs to begin and end: they stand together in every plan."""
    here = boxes[place].phase_key
    start, end = place, place + 1
    while start > 0 and boxes[start - 1].turn is not None and boxes[start - 1].phase_key == here:
        start -= 1
    while end < len(boxes) and boxes[end].turn is not None and boxes[end].phase_key == here:
        end += 1
    return start, end


def _can_give(box: Timebox) -> timedelta:
    return box.accepted - box.accepted / SHORTEST_PART
