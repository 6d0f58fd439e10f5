"""Making the plan again on the way: what is done stays, what is left is planned for those who are left."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from aml_okt.core.agenda import Agenda
from aml_okt.core.durations import SECOND, share
from aml_okt.core.plan import Group, Timebox, is_breather, plan, total

NO_TIME = timedelta()


def replan(boxes: Sequence[Timebox], at: int, agenda: Agenda, group: Group) -> tuple[Timebox, ...]:
    """The plan with everything after place `at` made again for this group; -1 makes all of it again.

    What is done and what runs now keep their times; the timebox that runs takes its roles from the new
    group. Turns still to come in a phase that has begun share what is left of its time. A round begun is
    finished only while its focus person is here. Time that was given to a phase or taken from it stays so,
    shared by whoever speaks in it now; a round that is new has what the other rounds to come have.
    """
    if at < 0:
        return plan(agenda, group)
    if at >= len(boxes):
        return tuple(boxes)
    done = list(boxes[: at + 1])
    here = _with_rounds_begun(group, begun_in_focus(boxes, at))
    fresh = [box for box in plan(agenda, here) if box.step == done[-1].step]
    done[-1] = _with_roles_of(done[-1], fresh, here)
    left = [*_left_of_step(done, fresh, agenda, here), *_later_steps(done[-1], agenda, group)]
    shared = list(_share_what_is_left(boxes, done, left))
    # Only in the step that runs: whoever has begun a round in it may have one to come in another.
    begun = frozenset((done[-1].step, focus) for focus in begun_in_focus(boxes, at))
    return (*done, *_numbered(done, _as_accepted(shared, boxes[at + 1 :], begun)))


def begun_in_focus(boxes: Sequence[Timebox], at: int) -> tuple[str, ...]:
    """Whose rounds have begun in the step at place `at`, in order; nobody where the step does not repeat."""
    if not 0 <= at < len(boxes):
        return ()
    here = boxes[at].step
    return tuple(dict.fromkeys(box.focus for box in boxes[: at + 1] if box.step == here and box.focus is not None))


def _with_rounds_begun(group: Group, begun: Sequence[str]) -> Group:
    """The group in the order of the step that runs: whoever has begun a round comes first, even if gone."""
    return replace(group, order=(*begun, *(person for person in group.order if person not in begun)))


def _with_roles_of(now: Timebox, fresh: Sequence[Timebox], group: Group) -> Timebox:
    for box in fresh:
        if box.key == now.key:
            return replace(now, speaker=box.speaker, timekeeper=box.timekeeper)
    return replace(now, timekeeper=group.timekeeper(now.focus))


def _left_of_step(done: Sequence[Timebox], fresh: Sequence[Timebox], agenda: Agenda, group: Group) -> Iterator[Timebox]:
    """The fresh timeboxes that come after the one that runs now, in its step."""
    now = done[-1]
    step = agenda.step(now.step)
    seen = {box.key for box in done}
    begun = begun_in_focus(done, len(done) - 1)
    focus_is_here = now.focus is None or now.focus in {person.id for person in group.people}
    for box in fresh:
        if box.focus != now.focus:
            goes_on = box.focus not in begun
        else:
            goes_on = box.phase >= now.phase and (focus_is_here or is_breather(step, box))
        if goes_on and box.key not in seen:
            yield box


def _later_steps(now: Timebox, agenda: Agenda, group: Group) -> Iterator[Timebox]:
    """The timeboxes of the steps after the one that runs now."""
    places = {step.id: place for place, step in enumerate(agenda.steps)}
    return (box for box in plan(agenda, group) if places[box.step] > places[now.step])


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


def _as_accepted(
    left: Sequence[Timebox], before: Sequence[Timebox], begun: frozenset[tuple[str, str]]
) -> Iterator[Timebox]:
    """The timeboxes to come, longer or shorter than planned by what their phase was before.

    `begun` are the rounds that have begun, by step and focus person.
    """
    old = _by_phase(before)
    a_round = {
        (step, phase): boxes
        for (step, phase, focus), boxes in old.items()
        if focus is not None and (step, focus) not in begun
    }
    for here, boxes in _by_phase(left).items():
        step, phase, focus = here
        is_whole = focus is not None and (step, focus) not in begun
        like = old.get(here) or (a_round.get((step, phase)) if is_whole else None)
        yield from _accepted(boxes, like) if like else boxes


def _accepted(boxes: Sequence[Timebox], like: Sequence[Timebox]) -> Iterator[Timebox]:
    """The timeboxes of a phase with the time that `like`, the phase before, was given or had taken away.

    What all of its turns were given together is shared anew; what one was given by hand stays with it.
    """
    changes = {box.key: box.accepted - box.planned for box in like}
    by_hand = {box.key: box.by_hand for box in like}
    if not any(changes.values()) and not any(by_hand.values()):
        yield from boxes
        return
    if {box.key for box in boxes} == changes.keys():
        spans = [box.planned + changes[box.key] for box in boxes]
    else:
        spans = share(max(SECOND * len(boxes), total(boxes) + sum(changes.values(), NO_TIME)), len(boxes))
    for box, span in zip(boxes, spans, strict=True):
        given = by_hand.get(box.key, NO_TIME)
        yield replace(box, allotted=max(SECOND, span + given), by_hand=given)


def _by_phase(boxes: Sequence[Timebox]) -> dict[tuple[str, int, str | None], list[Timebox]]:
    found: dict[tuple[str, int, str | None], list[Timebox]] = {}
    for box in boxes:
        found.setdefault(_phase(box), []).append(box)
    return found


def _numbered(done: Sequence[Timebox], left: Iterable[Timebox]) -> Iterator[Timebox]:
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
