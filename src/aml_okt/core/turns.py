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
    if not 0 <= first < len(boxes) or (place := (here := boxes[first]).turn) is None:
        return {}
    # They stand together in every plan, and are counted from the first of them.
    spoken, end = boxes[first - place : first], first + 1
    while end < len(boxes) and boxes[end].turn is not None and boxes[end].phase_key == here.phase_key:
        end += 1
    to_speak = boxes[first:end]
    over = sum([used.get(box.key, NO_TIME) - box.allotted for box in spoken], NO_TIME)
    promised = promised or {}
    shares = [promised.get(box.key, box.accepted) for box in to_speak]
    missing = over - sum([box.accepted - span for box, span in zip(to_speak, shares, strict=True)], NO_TIME)
    if missing >= SECOND:
        sharing = [turn for turn, box in enumerate(to_speak) if box.key not in promised]
        for turn, part in zip(sharing, equally(missing, [_can_give(to_speak[turn]) for turn in sharing]), strict=True):
            shares[turn] -= part
    return {first + turn: shares[turn] + box.by_hand for turn, box in enumerate(to_speak)}


def _can_give(box: Timebox) -> timedelta:
    return box.accepted - box.accepted / SHORTEST_PART
