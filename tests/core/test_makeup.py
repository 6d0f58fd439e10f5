"""Making up time: fair to those who are left, never under a floor, exact, and as it was shown."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Span, Step
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Begin,
    Command,
    MarkGone,
    Next,
    Pause,
    Resume,
    SkipTo,
    Undo,
)
from aml_okt.core.course import remaining_focus
from aml_okt.core.durations import SECOND
from aml_okt.core.makeup import Source, give_more, make_up, receivers
from aml_okt.core.parts import SHORTEST_ROUND
from aml_okt.core.plan import Timebox
from aml_okt.core.session import SessionState
from aml_okt.core.timing import elapsed, timetable
from tests.builders import Sitting, agendas, minutes, people, seconds

NO_TIME = timedelta()

MOVES: list[Command] = [Next(), Next(), Next(), Back(), Pause(), Resume(), AdjustTime(minutes(1)), Undo()]


@st.composite
def sittings(draw: st.DrawFn) -> Sitting:
    """A session that is somewhere on its way, after a walk that nobody planned."""
    sitting = Sitting(draw(agendas()), draw(people()), breather=draw(st.booleans()))
    sitting.do(Begin())
    for move in draw(st.lists(st.sampled_from(MOVES), max_size=12)):
        sitting.wait(seconds(draw(st.sampled_from([0, 1, 20, 61.25, 400, 1000]))))
        sitting.do(move)
    if draw(st.booleans()):
        sitting.do(AddParticipant("Eva"))
    if draw(st.booleans()):
        sitting.do(MarkGone(draw(st.sampled_from(sitting.state.course.people)).id))
    if draw(st.booleans()):
        sitting.do(SkipTo(sitting.state.course.at + draw(st.integers(2, 6))))
    sitting.wait(seconds(draw(st.floats(0, 900))))
    return sitting


def boxes_left(state: SessionState) -> list[tuple[int, Timebox]]:
    return list(enumerate(state.course.boxes))[max(0, state.course.at) :]


def round_lengths(state: SessionState, step: str) -> list[timedelta]:
    """The lengths of the rounds of a step that have not begun, for those who are to have one."""
    boxes = [box for box in state.course.boxes if box.step == step]
    begun = {box.focus for box in boxes if box.key in state.course.spent}
    phases = len(state.agenda.step(step).stages)
    lengths = {focus: NO_TIME for focus in remaining_focus(state.course) if focus not in begun}
    for _, box in boxes_left(state):
        if box.step == step and box.focus in lengths and box.phase < phases:
            lengths[box.focus] += box.allotted
    return [length for length in lengths.values() if length]


def floor_of_round(agenda: Agenda, step: str, planned: timedelta) -> timedelta:
    least = agenda.step(step).least
    stated = least.least if isinstance(least, Span) else SHORTEST_ROUND
    return min(planned, stated)


@given(sitting=sittings(), earlier=st.integers(-600, 4000))
def test_an_accepted_plan_is_fair_exact_and_as_shown(sitting: Sitting, earlier: int) -> None:
    before, moment = sitting.state, sitting.clock.now()
    if before.box is None:
        return
    end_before = timetable(before, moment)[-1].end
    end = end_before - seconds(earlier)
    proposal = make_up(before, moment, end)

    assert sitting.do(AcceptPlan(proposal.times)) is None

    after = sitting.state
    # As shown.
    assert tuple(box.allotted for _, box in boxes_left(after)) == proposal.times
    # What is done is untouched, and so is everything but the times.
    assert after.course.boxes[: before.course.at] == before.course.boxes[: before.course.at]
    assert [box.key for box in after.course.boxes] == [box.key for box in before.course.boxes]
    assert after.course.spent == before.course.spent
    # Exact: what was found is what the plan became shorter by, and it is what was needed unless something is missing.
    both = zip(before.course.boxes, after.course.boxes, strict=True)
    given_up = sum((old.allotted - new.allotted for old, new in both), NO_TIME)
    assert given_up == proposal.found == sum(proposal.taken.values(), NO_TIME)
    end_after = timetable(after, moment)[-1].end
    # Where a fixed time is passed by part of a second, the second that is taken for it is not won whole.
    assert proposal.found - SECOND < end_before - end_after <= proposal.found
    assert NO_TIME <= proposal.missing <= proposal.needed
    if not proposal.missing:
        assert end_after < max(end, end_before if earlier <= 0 else end) + SECOND
    # The one that runs keeps what it has used.
    assert remaining_kept(before, after, sitting)
    # Fair: rounds to come differ by a second at the most, and none is under its floor or longer than before.
    for step in after.agenda.steps:
        lengths = round_lengths(after, step.id) if step.repeat else []
        if lengths:
            assert max(lengths) - min(lengths) <= SECOND
            old = round_lengths(before, step.id)
            assert min(lengths) >= min(floor_of_round(after.agenda, step.id, min(old)), *old)
    # Whole again: undo takes it back bit for bit.
    sitting.do(Undo())
    assert sitting.state.course == before.course
    assert sitting.state.earlier == before.earlier


def remaining_kept(before: SessionState, after: SessionState, sitting: Sitting) -> bool:
    assert after.box is not None
    assert before.box is not None
    used = elapsed(before, sitting.clock.now())
    return after.box.allotted == before.box.allotted or after.box.allotted >= used


@given(sitting=sittings(), earlier=st.integers(0, 4000))
def test_no_phase_comes_under_its_floor(sitting: Sitting, earlier: int) -> None:
    before, moment = sitting.state, sitting.clock.now()
    if before.box is None:
        return
    proposal = make_up(before, moment, timetable(before, moment)[-1].end - seconds(earlier))
    sitting.do(AcceptPlan(proposal.times))
    new, old = by_phase(sitting.state), by_phase(before)
    for (step_id, phase, focus), time in new.items():
        step, was = before.agenda.step(step_id), old[step_id, phase, focus]
        assert time >= min(was, SECOND)
        if time < was and phase < len(step.stages) and (step.repeat is None or step.stages[phase].least is not None):
            assert time >= min(was, floor_of_phase(step, phase))


def by_phase(state: SessionState) -> dict[tuple[str, int, str | None], timedelta]:
    """The time of each phase, of each round for itself, from the one that runs on."""
    times: dict[tuple[str, int, str | None], timedelta] = {}
    for _, box in boxes_left(state):
        here = (box.step, box.phase, box.focus)
        times[here] = times.get(here, NO_TIME) + box.allotted
    return times


def floor_of_phase(step: Step, phase: int) -> timedelta:
    """The shortest that the agenda lets a phase become: its `least`, or the lower end of its time; a rest a minute."""
    stage = step.stages[phase]
    least = stage.least if step.phases else step.least
    return min((each.least for each in (least, stage.time) if isinstance(each, Span)), default=minutes(1))


@given(sitting=sittings())
def test_ranges_give_before_what_is_flexible_and_that_before_the_rounds(sitting: Sitting) -> None:
    before, moment = sitting.state, sitting.clock.now()
    if before.box is None:
        return
    end = timetable(before, moment)[-1].end
    most = make_up(before, moment, NO_TIME)
    for source, earlier in ((Source.FLEXIBLE, [Source.RANGE]), (Source.ROUND, [Source.RANGE, Source.FLEXIBLE])):
        alone = sum((most.taken.get(each, NO_TIME) for each in earlier), NO_TIME)
        proposal = make_up(before, moment, end - alone)
        assert proposal.taken.get(source, NO_TIME) == NO_TIME


@given(sitting=sittings())
def test_time_to_spare_goes_whole_to_the_one_that_is_chosen(sitting: Sitting) -> None:
    before, moment = sitting.state, sitting.clock.now()
    if before.box is None or before.course.due is None:
        return
    for receiver in receivers(before, moment):
        proposal = give_more(before, moment, receiver)
        sitting.do(AcceptPlan(proposal.times))
        more = sum(proposal.times, NO_TIME) - sum((box.allotted for _, box in boxes_left(before)), NO_TIME)
        assert more == receiver.most
        assert timetable(sitting.state, moment)[-1].end <= max(before.course.due, timetable(before, moment)[-1].end)
        for step in before.agenda.steps:
            lengths = round_lengths(sitting.state, step.id) if step.repeat else []
            assert not lengths or max(lengths) - min(lengths) <= SECOND
        sitting.do(Undo())
        assert sitting.state.course == before.course


@given(sitting=sittings(), earlier=st.integers(0, 4000), name=st.sampled_from(["Ask", "Embla"]))
def test_rounds_stay_equal_when_the_group_changes_afterwards(sitting: Sitting, earlier: int, name: str) -> None:
    state, moment = sitting.state, sitting.clock.now()
    if state.box is None:
        return
    sitting.do(AcceptPlan(make_up(state, moment, timetable(state, moment)[-1].end - seconds(earlier)).times))
    sitting.do(AddParticipant(name))
    for step in sitting.state.agenda.steps:
        lengths = round_lengths(sitting.state, step.id) if step.repeat else []
        assert not lengths or max(lengths) - min(lengths) <= 2 * SECOND
