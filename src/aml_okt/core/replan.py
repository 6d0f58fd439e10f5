"""Making the plan again on the way: what is done stays, what is left is planned for those who are left."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from aml_okt.core.agenda import Agenda
from aml_okt.core.durations import SECOND, share
from aml_okt.core.plan import Group, Timebox, plan, total


def replan(boxes: Sequence[Timebox], at: int, agenda: Agenda, group: Group) -> tuple[Timebox, ...]:
    """The plan with everything after place `at` made again for this group; -1 makes all of it again.

    What is done and what runs now keep their times; the timebox that runs takes its roles from the new
    group. Turns still to come in a phase that has begun share what is left of its time. A round begun is
    finished only while its focus person is here. Time given or taken on the way stays with its timebox.
    """
    fresh = plan(agenda, group)
    if at < 0:
        return fresh
    if at >= len(boxes):
        return tuple(boxes)
    done = list(boxes[: at + 1])
    done[-1] = _with_roles_of(done[-1], fresh)
    left = list(_left(done, fresh, agenda))
    shared = _share_what_is_left(boxes, done, left)
    given = {box.key: box for box in boxes[at + 1 :]}
    return (*done, *_numbered(done, [_as_given(box, given.get(box.key)) for box in shared]))


def begun_in_focus(boxes: Sequence[Timebox], at: int) -> tuple[str, ...]:
    """Whose rounds have begun in the step at place `at`, in order; nobody where the step does not repeat."""
    if not 0 <= at < len(boxes):
        return ()
    here = boxes[at].step
    return tuple(dict.fromkeys(box.focus for box in boxes[: at + 1] if box.step == here and box.focus is not None))


def _with_roles_of(now: Timebox, fresh: Sequence[Timebox]) -> Timebox:
    for box in fresh:
        if box.key == now.key:
            return replace(now, speaker=box.speaker, timekeeper=box.timekeeper)
    return now


def _left(done: Sequence[Timebox], fresh: Sequence[Timebox], agenda: Agenda) -> Iterator[Timebox]:
    """The fresh timeboxes that come after the one that runs now."""
    now = done[-1]
    places = {step.id: place for place, step in enumerate(agenda.steps)}
    seen = {box.key for box in done}
    begun = begun_in_focus(done, len(done) - 1)
    for box in fresh:
        if places[box.step] > places[now.step]:
            yield box
        elif box.step == now.step and box.key not in seen:
            this_round = box.focus == now.focus
            if (this_round and box.phase >= now.phase) or (not this_round and box.focus not in begun):
                yield box


def _share_what_is_left(
    before: Sequence[Timebox], done: Sequence[Timebox], left: Sequence[Timebox]
) -> Iterator[Timebox]:
    """Turns to come in the phase that runs share its remaining time; where none is left they keep their own."""
    here = _phase(done[-1])
    remaining = total(_of_phase(before, here)) - total(_of_phase(done, here))
    turns = len(_of_phase(left, here))
    shares = iter(share(remaining, turns) if turns and remaining >= turns * SECOND else [])
    for box in left:
        span = next(shares, box.planned) if _phase(box) == here else box.planned
        yield replace(box, planned=span, allotted=span)


def _as_given(box: Timebox, before: Timebox | None) -> Timebox:
    if before is None or before.planned != box.planned:
        return box
    return replace(box, allotted=before.allotted)


def _numbered(done: Sequence[Timebox], left: Sequence[Timebox]) -> Iterator[Timebox]:
    """The timeboxes to come with rounds and turns counted on from what is done."""
    rounds: dict[str, dict[str, int]] = {}
    turns: dict[tuple[str, int, str | None], int] = {}
    for place, box in enumerate((*done, *left)):
        number = None
        if box.focus is not None:
            of_step = rounds.setdefault(box.step, {})
            number = of_step.setdefault(box.focus, len(of_step))
        turn = None
        if box.turn is not None:
            turn = turns.get(_phase(box), 0)
            turns[_phase(box)] = turn + 1
        if place >= len(done):
            yield replace(box, round=number, turn=turn)


def _phase(box: Timebox) -> tuple[str, int, str | None]:
    return (box.step, box.phase, box.focus)


def _of_phase(boxes: Sequence[Timebox], phase: tuple[str, int, str | None]) -> list[Timebox]:
    return [box for box in boxes if _phase(box) == phase]
