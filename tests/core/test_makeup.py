"""Making up time: fair to those who are left, never under a floor, exact, and as it was shown."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Span, Step
from aml_okt.core.agreed import Agreed, PhaseTime, RoundTime
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    Command,
    HoldUntil,
    LeaveGapOut,
    MarkGone,
    MarkReturned,
    Next,
    NoteGap,
    Pause,
    Resume,
    SetFocusOrder,
    SkipTo,
    Undo,
)
from aml_okt.core.course import may_be_in_focus, remaining_focus
from aml_okt.core.deciding import Refusal, allowed
from aml_okt.core.durations import SECOND
from aml_okt.core.makeup import Source, make_up, receivers
from aml_okt.core.parts import SHORTEST_ROUND
from aml_okt.core.plan import PhaseKey, Timebox, is_breather
from aml_okt.core.session import SessionState
from aml_okt.core.timing import elapsed, offset, target_end, timetable
from tests.builders import MONDAY, PEOPLE, Sitting, agendas, minutes, people, seconds, small_agenda

NO_TIME = timedelta()

PLAIN_MOVES: list[Command] = [
    Next(), Next(), Next(), Back(), Pause(), Resume(), AdjustTime(minutes(1)), AdjustTime(-minutes(1)), Undo(),
    Backdate(seconds(30)), AddParticipant("Eva"), LeaveGapOut(), BeginNow(), HoldUntil(MONDAY + minutes(50)),
]  # fmt: skip


@st.composite
def sittings(draw: st.DrawFn) -> Sitting:
    """A session that is somewhere on its way, after a walk that nobody planned."""
    sitting = Sitting(draw(agendas()), draw(people()), breather=draw(st.booleans()))
    sitting.do(Begin())
    for _ in range(draw(st.integers(0, 14))):
        sitting.wait(seconds(draw(st.sampled_from([0, 1, 20, 61.25, 400, 1000]))))
        sitting.do(draw(st.sampled_from([*PLAIN_MOVES, *_moves_of(sitting)])))
    sitting.wait(seconds(draw(st.floats(0, 900))))
    return sitting


def _moves_of(sitting: Sitting) -> list[Command]:
    """The moves that depend on who is here, and on what there is to agree on."""
    state, moment = sitting.state, sitting.clock.now()
    in_order = may_be_in_focus(state.course)
    moves: list[Command] = [
        SkipTo(state.course.at + 3),
        NoteGap(seconds(90)),
        *(MarkGone(person.id) for person in state.present[:2]),
        *map(MarkReturned, sorted(state.course.gone)),
        SetFocusOrder(tuple(reversed(in_order))),
        SetFocusOrder(in_order[1:], in_order[:1]),
    ]
    if state.box is not None:
        late = timetable(state, moment)[-1].end - minutes(7)
        moves += [AcceptPlan(make_up(state, moment, late).times)]
        moves += [AcceptPlan(receiver.times) for receiver in receivers(state, moment)]
    return moves


def boxes_left(state: SessionState) -> list[tuple[int, Timebox]]:
    return list(enumerate(state.course.boxes))[max(0, state.course.at) :]


def round_lengths(state: SessionState, step: Step) -> list[timedelta]:
    """The length of each round that lies wholly ahead, as its timeboxes have it."""
    here = state.box
    lengths: dict[str, timedelta] = {}
    for place, box in boxes_left(state):
        begun = here is not None and (box.step, box.focus) == (here.step, here.focus)
        if place > state.course.at and box.step == step.id and box.focus and not begun and not is_breather(step, box):
            lengths[box.focus] = lengths.get(box.focus, NO_TIME) + box.allotted
    return list(lengths.values())


def steps_of_rounds(state: SessionState) -> list[Step]:
    return [step for step in state.agenda.steps if step.repeat]


def end_of(sitting: Sitting) -> timedelta:
    return timetable(sitting.state, sitting.clock.now())[-1].end


@given(sitting=sittings(), earlier=st.floats(-600, 4000))
def test_an_accepted_plan_is_fair_exact_and_as_shown(sitting: Sitting, earlier: float) -> None:
    before, moment = sitting.state, sitting.clock.now()
    if before.box is None:
        return
    end_before = end_of(sitting)
    end = end_before - seconds(earlier)
    proposal = make_up(before, moment, end)
    asked = AcceptPlan(proposal.times)

    assert sitting.do(asked) is None

    after = sitting.state
    # What is done is untouched, and so is everything but the times.
    assert after.course.boxes[: before.course.at] == before.course.boxes[: before.course.at]
    assert [box.key for box in after.course.boxes] == [box.key for box in before.course.boxes]
    assert after.course.spent == before.course.spent
    # As shown: what was to be won is won, to the microsecond, and nothing is missing that was not said.
    assert end_before - end_of(sitting) == proposal.found == sum(proposal.taken.values(), NO_TIME)
    assert proposal.needed == max(NO_TIME, seconds(earlier + 0.5) // SECOND * SECOND)
    # What is left of a round that was opened by mistake, and so what it can give, may be no whole number of seconds.
    assert abs(proposal.found + proposal.missing - proposal.needed) < SECOND
    assert proposal.missing >= NO_TIME
    assert sorted(after for _, after in proposal.rounds) == sorted(
        length for step in steps_of_rounds(after) for length in round_lengths(after, step)
    )
    # The one that runs keeps what it has used.
    assert after.box is not None
    assert after.box.allotted >= min(before.box.allotted, elapsed(before, moment))
    # Fair: rounds to come differ by a second at the most, and none is under its floor or longer than before.
    for step in steps_of_rounds(after):
        was, lengths = round_lengths(before, step), round_lengths(after, step)
        assert not lengths or max(lengths) - min(lengths) <= SECOND or lengths == was
        assert not lengths or min(lengths) >= min(floor_of_round(step), *was)
        assert sum(lengths, NO_TIME) <= sum(was, NO_TIME)
    # Whole again: undo takes it back bit for bit.
    sitting.do(Undo())
    assert (sitting.state.course, sitting.state.earlier, sitting.state.gap) == (
        before.course, before.earlier, before.gap,
    )  # fmt: skip


def floor_of_round(step: Step) -> timedelta:
    return step.least.least if isinstance(step.least, Span) else SHORTEST_ROUND


@given(sitting=sittings(), earlier=st.integers(0, 4000))
def test_no_phase_comes_under_its_floor(sitting: Sitting, earlier: int) -> None:
    before, moment = sitting.state, sitting.clock.now()
    if before.box is None:
        return
    proposal = make_up(before, moment, end_of(sitting) - seconds(earlier))
    sitting.do(AcceptPlan(proposal.times))
    new, old = by_phase(sitting.state), by_phase(before)
    for (step_id, phase, focus), time in new.items():
        step, was = before.agenda.step(step_id), old[step_id, phase, focus]
        assert time >= min(was, SECOND)
        if time < was and phase < len(step.stages) and (step.repeat is None or step.stages[phase].least is not None):
            assert time >= min(was, floor_of_phase(step, phase))


def by_phase(state: SessionState) -> dict[PhaseKey, timedelta]:
    """The time of each phase, of each round for itself, from the one that runs on."""
    times: dict[PhaseKey, timedelta] = {}
    for _, box in boxes_left(state):
        times[box.phase_key] = times.get(box.phase_key, NO_TIME) + box.accepted
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
    end = end_of(sitting)
    most = make_up(before, moment, NO_TIME)
    for source, earlier in ((Source.FLEXIBLE, [Source.RANGE]), (Source.ROUND, [Source.RANGE, Source.FLEXIBLE])):
        alone = sum((most.taken.get(each, NO_TIME) for each in earlier), NO_TIME)
        proposal = make_up(before, moment, end - alone)
        assert proposal.taken.get(source, NO_TIME) == NO_TIME
        assert proposal.missing == NO_TIME


@given(sitting=sittings())
def test_time_to_spare_goes_to_the_one_that_is_chosen_and_costs_nobody_anything(sitting: Sitting) -> None:
    before, moment = sitting.state, sitting.clock.now()
    if before.box is None:
        return
    now = {before.course.boxes[stop.place].key: stop for stop in timetable(before, moment)}
    latest = max(target_end(before, moment), end_of(sitting))
    for receiver in receivers(before, moment):
        assert receiver.after > receiver.each
        assert sitting.do(AcceptPlan(receiver.times)) is None
        assert end_of(sitting) <= latest
        for stop in timetable(sitting.state, moment):
            box = sitting.state.course.boxes[stop.place]
            step, was = before.agenda.step(box.step), now[box.key]
            gets = box.step == receiver.step and (
                box.phase == receiver.part.number if receiver.part is not None else not is_breather(step, box)
            )
            assert gets or stop.span == was.span
            assert stop.late is None or was.late is None or stop.late <= was.late
        for step in steps_of_rounds(before):
            lengths = round_lengths(sitting.state, step)
            assert not lengths or max(lengths) - min(lengths) <= SECOND or lengths == round_lengths(before, step)
        sitting.do(Undo())
        assert sitting.state.course == before.course


@given(sitting=sittings(), earlier=st.integers(0, 4000), name=st.sampled_from(["Ask", "Embla"]))
def test_rounds_stay_equal_when_the_group_changes_afterwards(sitting: Sitting, earlier: int, name: str) -> None:
    state, moment = sitting.state, sitting.clock.now()
    if state.box is None:
        return
    sitting.do(AcceptPlan(make_up(state, moment, end_of(sitting) - seconds(earlier)).times))
    agreed = {step.id: round_lengths(sitting.state, step) for step in steps_of_rounds(state)}
    sitting.do(AddParticipant(name))
    for step in steps_of_rounds(state):
        lengths = round_lengths(sitting.state, step)
        assert (
            not lengths
            or max(lengths) - min(lengths) <= max(agreed[step.id] or lengths) - min(agreed[step.id] or lengths) + SECOND
        )


@given(sitting=sittings(), earlier=st.integers(0, 4000))
def test_whoever_goes_and_comes_back_changes_nothing(sitting: Sitting, earlier: int) -> None:
    state, moment = sitting.state, sitting.clock.now()
    if state.box is None:
        return
    sitting.do(AcceptPlan(make_up(state, moment, end_of(sitting) - seconds(earlier)).times))
    before, end = sitting.state.course, end_of(sitting)
    for person in remaining_focus(before)[-1:]:
        if person != before.facilitator and sitting.do(MarkGone(person)) is None:
            sitting.do(MarkReturned(person))
    assert sorted(lengths_by_person(sitting)) == sorted(lengths_by_person_of(before.boxes, before.at))
    if before.order[-1:] == sitting.state.course.order[-1:]:
        assert abs(end_of(sitting) - end) < SECOND


def lengths_by_person(sitting: Sitting) -> list[tuple[str, str, timedelta]]:
    return lengths_by_person_of(sitting.boxes, sitting.state.course.at)


def lengths_by_person_of(boxes: tuple[Timebox, ...], at: int) -> list[tuple[str, str, timedelta]]:
    """Each round's focus person and length, of those that lie wholly ahead."""
    begun = {(box.step, box.focus) for box in boxes[: at + 1]}
    found: dict[tuple[str, str], timedelta] = {}
    for box in boxes[at + 1 :]:
        if box.focus is not None and (box.step, box.focus) not in begun and box.of_round is not None:
            found[box.step, box.focus] = found.get((box.step, box.focus), NO_TIME) + box.accepted
    return [(step, focus, length) for (step, focus), length in found.items()]


def at(step: str, phase: int = 0, focus: str | None = None) -> Sitting:
    """A session of five, on time at the beginning of a phase."""
    sitting = Sitting(small_agenda(), PEOPLE[:5])
    sitting.do(Begin())
    while (box := sitting.state.box) is not None and (box.step, box.phase, box.focus) != (step, phase, focus):
        sitting.wait(box.allotted)
        sitting.do(Next())
    return sitting


@pytest.mark.parametrize("seen", [seconds(5), minutes(3)])
def test_a_round_that_was_opened_by_mistake_gives_as_much_as_the_others(seen: timedelta) -> None:
    sitting = at("refleksjon", 2)
    sitting.do(Next())
    sitting.wait(seen)
    sitting.do(Back())
    state, moment = sitting.state, sitting.clock.now()
    rounds = state.agenda.step("runder")
    sitting.do(AcceptPlan(Agreed(rounds=(RoundTime("runder", minutes(7)),))))

    assert round_lengths(sitting.state, rounds) == [minutes(7)] * 5
    assert make_up(sitting.state, moment, NO_TIME).rounds == ((minutes(7), minutes(7)),) * 5


def test_whoever_steps_out_of_their_own_round_finds_it_as_long_as_it_was() -> None:
    sitting = at("runder", 1, "p1")
    rounds = sitting.state.agenda.step("runder")
    sitting.do(AcceptPlan(Agreed(rounds=(RoundTime("runder", minutes(6)),))))
    before = sitting.boxes
    sitting.do(MarkGone("p1"), MarkReturned("p1"))

    assert sitting.boxes == before
    assert sum((box.allotted for box in before if box.focus == "p1"), NO_TIME) == minutes(8)
    assert round_lengths(sitting.state, rounds) == [minutes(6)] * 4


def test_what_was_agreed_is_not_forgotten_when_all_to_come_stand_over_for_a_while() -> None:
    sitting = at("runder", 0, "p3")
    sitting.do(AcceptPlan(Agreed(rounds=(RoundTime("runder", minutes(6), 1),))))
    sitting.do(SetFocusOrder((), ("p4", "p5")), SetFocusOrder(("p4", "p5")))

    assert round_lengths(sitting.state, sitting.agenda.step("runder")) == [minutes(6), minutes(6) + SECOND]


def test_a_minute_that_was_given_by_hand_is_not_taken_back() -> None:
    sitting = at("refleksjon", 2)
    sitting.do(AdjustTime(minutes(2)))
    proposal = make_up(sitting.state, sitting.clock.now(), NO_TIME)

    (discussion,) = [one for one in proposal.times.phases if one.step == "refleksjon"]
    assert discussion == PhaseTime("refleksjon", 2, minutes(1))
    sitting.do(AcceptPlan(proposal.times))
    assert sitting.state.box is not None
    assert sitting.state.box.allotted == minutes(3)


def test_a_proposal_for_another_plan_is_refused() -> None:
    sitting = at("refleksjon", 2)
    state = sitting.state
    for times in (
        Agreed((PhaseTime("refleksjon", 1, minutes(1)),)),
        Agreed((PhaseTime("refleksjon", 2, NO_TIME),)),
        Agreed(rounds=(RoundTime("refleksjon", minutes(1)),)),
        Agreed(rounds=(RoundTime("runder", NO_TIME),)),
    ):
        assert isinstance(sitting.do(AcceptPlan(times)), Refusal)
    assert sitting.state == state


def test_what_cannot_be_found_is_said() -> None:
    sitting = at("runder", 0, "p1")
    sitting.wait(minutes(10))
    proposal = make_up(sitting.state, sitting.clock.now(), target_end(sitting.state, sitting.clock.now()))

    # Rounds of eight minutes are shorter than the floor, and so their own.
    assert proposal.rounds == ((minutes(8), minutes(8)),) * 4
    assert proposal.missing == minutes(8)
    assert offset(sitting.state, sitting.clock.now()) == minutes(8)


def test_what_a_round_was_given_by_hand_before_the_group_went_back_is_gone_when_all_are_made_equal() -> None:
    sitting = at("runder", 0, "p1")
    sitting.do(AdjustTime(minutes(2)), Back())
    rounds = sitting.agenda.step("runder")
    assert round_lengths(sitting.state, rounds) == [minutes(10), *[minutes(8)] * 4]
    sitting.do(AcceptPlan(Agreed(rounds=(RoundTime("runder", minutes(7)),))))

    assert round_lengths(sitting.state, rounds) == [minutes(7)] * 5
    sitting.do(Undo())
    assert round_lengths(sitting.state, rounds) == [minutes(10), *[minutes(8)] * 4]


def test_somebody_must_be_in_focus_as_long_as_nobody_has_been() -> None:
    sitting = at("refleksjon", 2)
    everybody = remaining_focus(sitting.state.course)
    assert isinstance(sitting.do(AcceptPlan(Agreed(), everybody)), Refusal)
    assert isinstance(sitting.do(SetFocusOrder((), everybody)), Refusal)
    assert sitting.do(AcceptPlan(Agreed(), everybody[1:])) is None

    begun = at("runder", 0, "p1")
    assert begun.do(SetFocusOrder((), remaining_focus(begun.state.course))) is None


def test_when_the_rounds_are_over_there_is_no_order_to_settle() -> None:
    sitting = at("slutt")

    assert SetFocusOrder not in allowed(sitting.state)
    assert isinstance(sitting.do(SetFocusOrder(remaining_focus(sitting.state.course))), Refusal)
    assert SetFocusOrder in allowed(at("runder", 3, "p5").state)


def test_nobody_goes_where_nothing_would_be_left_of_the_plan() -> None:
    rounds = Agenda(title="Bare runder", steps=(small_agenda().step("runder"),))
    sitting = Sitting(rounds, PEOPLE[:3])
    sitting.do(SetFocusOrder(("p1",), ("p2", "p3")))

    assert isinstance(sitting.do(MarkGone("p1")), Refusal)
    assert sitting.do(SetFocusOrder(("p1", "p2"), ("p3",)), MarkGone("p1")) is None
    assert sitting.boxes
