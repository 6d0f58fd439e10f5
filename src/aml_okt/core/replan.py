"""Making the plan again on the way: what is done stays, what is left is planned for those who are left."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from msgspec.structs import replace

from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.agreed import Agreed
from aml_okt.core.durations import SECOND, share
from aml_okt.core.plan import (
    AS_PLANNED,
    Group,
    Key,
    Timebox,
    is_breather,
    plan,
    plan_of_round,
    plan_of_step,
)
from aml_okt.core.planned import Planned

NO_TIME = timedelta()


def replan(  # noqa: PLR0913, PLR0917 - what the plan is, where the group is in it, and what it is made from
    planned: Planned,
    at: int,
    agenda: Agenda,
    group: Group,
    agreed: Agreed = AS_PLANNED,
    by_hand: Mapping[Key, timedelta] | None = None,
) -> Planned:
    """The plan with everything after place `at` made again for this group; -1 makes all of it again.

    What is done and what runs now keep their times; the timebox that runs takes its roles from the new
    group. Turns still to come in a phase that has begun share what is left of its time. A round begun keeps
    its length, and is finished only while its focus person is here. Everything else has what the group agreed
    on, or what the agenda gives; `by_hand` is what timeboxes were given or had taken away while they ran.
    """
    given = by_hand or {}
    if at < 0:
        return Planned(tuple(_with_what_was_given(plan(agenda, group, agreed), given)))
    now = planned.at(at)
    if now is None:
        return planned
    boxes = planned.near(at)
    begun = begun_in_focus(boxes, at)
    here = _with_rounds_begun(group, begun)
    step = agenda.step(now.step)
    number = 0 if now.focus is None else begun.index(now.focus)
    of_round = plan_of_round(agenda, step, here, agreed, number, now.of_round)
    now = _with_roles_of(now, of_round, here)
    done = [box for box in boxes[: at + 1] if box.step == now.step and box.focus == now.focus]
    left = _going_on_with_turns(done, _left_of_round(done, of_round, step, here))
    known = (*boxes[:at], now, *_with_what_was_given(left, given))
    rounds = partial(plan_of_step, agenda, step, here, agreed)
    after = partial(plan, agenda, group, agreed, agenda.steps.index(step) + 1)
    return Planned(boxes if known == boxes else known, partial(_whole, boxes, rounds, begun, after, given))


def _whole(  # noqa: PLR0913, PLR0917 - what there was, and all that is to come
    boxes: tuple[Timebox, ...],
    rounds: Callable[[], tuple[Timebox, ...]],
    begun: tuple[str, ...],
    after: Callable[[], tuple[Timebox, ...]],
    given: Mapping[Key, timedelta],
    known: tuple[Timebox, ...],
) -> tuple[Timebox, ...]:
    """What is known of the plan, with the rounds that have not begun and the steps after them."""
    to_begin = [box for box in rounds() if box.focus not in begun] if begun else ()
    to_come = (*to_begin, *after())
    return _as_before(boxes, (*known, *_with_what_was_given(to_come, given)))


def _as_before(boxes: tuple[Timebox, ...], fresh: tuple[Timebox, ...]) -> tuple[Timebox, ...]:
    """The fresh timeboxes; of those that are what they were, the very same, for undo keeps every plan there was."""
    if fresh == boxes:
        return boxes
    before = {box: box for box in boxes}
    return tuple([before.get(box, box) for box in fresh])


def begun_in_focus(boxes: Sequence[Timebox], at: int) -> tuple[str, ...]:
    """Whose rounds have begun in the step at place `at`, in order; nobody where the step does not repeat."""
    if not 0 <= at < len(boxes):
        return ()
    here = boxes[at].step
    if boxes[at].focus is None:
        return ()
    return tuple(dict.fromkeys([box.focus for box in boxes[: at + 1] if box.focus is not None and box.step == here]))


def _with_rounds_begun(group: Group, begun: Sequence[str]) -> Group:
    """The group in the order of the step that runs: whoever has begun a round comes first, even if gone."""
    if not begun:
        return group
    return replace(group, order=(*begun, *(person for person in group.order if person not in begun)))


def _with_roles_of(now: Timebox, fresh: Sequence[Timebox], group: Group) -> Timebox:
    key = now.key
    for box in fresh:
        if box.key == key:
            return replace(now, speaker=box.speaker, timekeeper=box.timekeeper)
    return replace(now, timekeeper=group.timekeeper(now.focus))


def _left_of_round(done: Sequence[Timebox], fresh: Sequence[Timebox], step: Step, group: Group) -> list[Timebox]:
    """The fresh timeboxes that come after the one that runs now, in its round, or in its step where that has none."""
    now = done[-1]
    seen = {box.key for box in done if box.phase == now.phase}
    focus_is_here = now.focus is None or now.focus in group.seats
    return [
        box
        for box in fresh
        if (box.phase > now.phase or (box.phase == now.phase and box.key not in seen))
        and (focus_is_here or is_breather(step, box))
    ]


def _going_on_with_turns(done: Sequence[Timebox], left: list[Timebox]) -> list[Timebox]:
    """What is left of the round, with the turns to come in the phase that runs counted on from those that have been.

    They share the phase's remaining time; where none is left they keep their own. What the turns before really took
    is not counted here: it is shared as it happens (see turns.py).
    """
    now = done[-1]
    to_come = [place for place, box in enumerate(left) if box.phase == now.phase]
    if not to_come:
        return left
    before = [box for box in done if box.phase == now.phase]
    remaining = now.of_phase - sum((box.accepted for box in before), NO_TIME)
    spoken = sum(box.turn is not None for box in before)
    shares = share(remaining, len(to_come)) if remaining >= len(to_come) * SECOND else None
    for number, place in enumerate(to_come):
        box = left[place]
        span = box.accepted if shares is None else shares[number]
        turn = None if box.turn is None else spoken + number
        left[place] = replace(box, planned=span, accepted=span, of_phase=now.of_phase, turn=turn)
    return left


def _with_what_was_given(boxes: Iterable[Timebox], given: Mapping[Key, timedelta]) -> Iterable[Timebox]:
    """The timeboxes with what is kept beside the plan, where anything is."""
    if not given:
        return boxes
    return [replace(box, by_hand=span) if (span := given.get(box.key)) else box for box in boxes]
