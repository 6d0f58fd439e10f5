"""Making the plan again on the way: what is done stays, what is left is planned for those who are left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from msgspec.structs import replace

from aml_okt.core.agenda import Agenda
from aml_okt.core.agreed import Agreed
from aml_okt.core.durations import SECOND, share
from aml_okt.core.plan import AS_PLANNED, Group, Key, PhaseKey, Timebox, is_breather, plan

NO_TIME = timedelta()


def replan(  # noqa: PLR0913, PLR0917 - what the plan is, where the group is in it, and what it is made from
    boxes: Sequence[Timebox],
    at: int,
    agenda: Agenda,
    group: Group,
    agreed: Agreed = AS_PLANNED,
    by_hand: Mapping[Key, timedelta] | None = None,
) -> tuple[Timebox, ...]:
    """The plan with everything after place `at` made again for this group; -1 makes all of it again.

    What is done and what runs now keep their times; the timebox that runs takes its roles from the new
    group. Turns still to come in a phase that has begun share what is left of its time. A round begun keeps
    its length, and is finished only while its focus person is here. Everything else has what the group agreed
    on, or what the agenda gives; `by_hand` is what timeboxes were given or had taken away while they ran.
    """
    given = by_hand or {}
    if at < 0:
        return tuple(_with_what_was_given(plan(agenda, group, agreed), given))
    if at >= len(boxes):
        return tuple(boxes)
    done = list(boxes[: at + 1])
    now = done[-1]
    here = _with_rounds_begun(group, begun_in_focus(boxes, at))
    lengths = {now.focus: now.of_round} if now.focus is not None and now.of_round is not None else {}
    fresh = [box for box in plan(agenda, here, agreed, lengths) if box.step == now.step]
    done[-1] = _with_roles_of(now, fresh, here)
    left = [
        *_sharing_what_is_left(done, _left_of_step(done, fresh, agenda, here)),
        *_later_steps(now, agenda, group, agreed),
    ]
    return tuple(_as_before(boxes, (*done, *_numbered(done, _with_what_was_given(left, given)))))


def _as_before(boxes: Iterable[Timebox], fresh: Iterable[Timebox]) -> Iterator[Timebox]:
    """The fresh timeboxes; of those that are what they were, the very same, for undo keeps every plan there was."""
    before = {box.key: box for box in boxes}
    return (before[box.key] if before.get(box.key) == box else box for box in fresh)


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


def _later_steps(now: Timebox, agenda: Agenda, group: Group, agreed: Agreed) -> Iterator[Timebox]:
    """The timeboxes of the steps after the one that runs now."""
    places = {step.id: place for place, step in enumerate(agenda.steps)}
    return (box for box in plan(agenda, group, agreed) if places[box.step] > places[now.step])


def _sharing_what_is_left(done: Sequence[Timebox], left: Iterable[Timebox]) -> Iterator[Timebox]:
    """Turns to come in the phase that runs share its remaining time; where none is left they keep their own.

    What the turns before really took is not counted here: it is shared as it happens (see turns.py).
    """
    now, left = done[-1], list(left)
    here = now.phase_key
    turns = sum(1 for box in left if box.phase_key == here)
    remaining = now.of_phase - sum((box.accepted for box in done if box.phase_key == here), NO_TIME)
    shares = iter(share(remaining, turns) if turns and remaining >= turns * SECOND else [])
    for box in left:
        if box.phase_key == here:
            span = next(shares, box.accepted)
            yield replace(box, planned=span, accepted=span, of_phase=now.of_phase)
        else:
            yield box


def _with_what_was_given(boxes: Iterable[Timebox], given: Mapping[Key, timedelta]) -> Iterator[Timebox]:
    return (replace(box, by_hand=given[box.key]) if box.key in given else box for box in boxes)


def _numbered(done: Sequence[Timebox], left: Iterable[Timebox]) -> Iterator[Timebox]:
    """The timeboxes to come with rounds and turns counted on from what is done."""
    rounds: dict[str, dict[str, int]] = {}
    turns: dict[PhaseKey, int] = {}
    for place, box in enumerate((*done, *left)):
        number = None
        if box.focus is not None:
            of_step = rounds.setdefault(box.step, {})
            number = of_step.setdefault(box.focus, len(of_step))
        turn = None
        if box.turn is not None:
            turn = turns.get(box.phase_key, 0)
            turns[box.phase_key] = turn + 1
        if place >= len(done):
            yield replace(box, round=number, turn=turn)
