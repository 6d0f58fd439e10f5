"""An agenda and a group give the timeboxes: nothing lost in rounding, and everybody in focus once."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Rest, Span, Step, Who
from aml_okt.core.durations import MINUTE, SECOND, read_time
from aml_okt.core.plan import (
    FEWEST_FOR_BREATHER,
    Group,
    Timebox,
    is_breather,
    longest,
    offers_breather,
    phase_of,
    phase_times,
    plan,
    total,
)
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from tests.builders import PEOPLE, agendas, minutes, one_step, people, rounds, seconds, small_agenda


@st.composite
def groups(draw: st.DrawFn) -> Group:
    everybody = Group.of(draw(people()))
    order = tuple(draw(st.permutations(everybody.order)))
    facilitator = draw(st.none() | st.sampled_from(order))
    return Group(everybody.people, order, facilitator, draw(st.booleans()))


def of_step(boxes: tuple[Timebox, ...], step: str) -> list[Timebox]:
    return [box for box in boxes if box.step == step]


@pytest.mark.parametrize(("count", "expected"), [(6, 170), (5, 155), (4, 140), (3, 125), (2, 110)])
def test_the_guides_agenda_takes_the_time_the_guide_says(count: int, expected: int) -> None:
    boxes = plan(load_agenda(built_in_agenda()), Group.of(PEOPLE[:count]))

    assert total(boxes) == minutes(expected)


def test_the_breather_comes_on_top_of_the_guides_time() -> None:
    boxes = plan(load_agenda(built_in_agenda()), Group.of(PEOPLE, breather=True))

    assert total(boxes) == minutes(175)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7, 12])
def test_the_discussion_in_the_reflection_is_eight_minutes_however_many_share_the_round(count: int) -> None:
    boxes = plan(load_agenda(built_in_agenda()), Group.of([f"P{number}" for number in range(count)]))
    alone, *turns, discussion = of_step(boxes, "refleksjon")

    assert alone.planned == minutes(2)
    assert len(turns) == count
    assert total(turns) == minutes(10)
    assert discussion.planned == minutes(8)


def test_the_guides_rounds_have_four_phases_of_three_five_five_and_two_minutes() -> None:
    agenda = load_agenda(built_in_agenda())
    boxes = of_step(plan(agenda, Group.of(PEOPLE[:5])), "kollegaveiledning")

    for focus in ("p1", "p2", "p3", "p4", "p5"):
        phases = [total([box for box in boxes if (box.focus, box.phase) == (focus, phase)]) for phase in range(4)]
        assert phases == [minutes(3), minutes(5), minutes(5), minutes(2)]


def test_ranges_are_planned_at_their_upper_end() -> None:
    assert [box.planned for box in plan(one_step("7-8 min"), Group.of(PEOPLE))] == [minutes(8)]


def test_odd_seconds_go_to_the_first_turns() -> None:
    boxes = plan(one_step("10 s", Who.EACH), Group.of(PEOPLE[:4]))

    assert [box.planned for box in boxes] == [seconds(3), seconds(3), seconds(2), seconds(2)]


def test_colleagues_ask_in_turn_starting_after_the_focus_person_round_the_table() -> None:
    boxes = plan(small_agenda(), Group.of(PEOPLE[:4]))
    asking = [box.speaker for box in of_step(boxes, "runder") if (box.focus, box.phase) == ("p3", 1)]

    assert asking == ["p4", "p1", "p2"]


def test_the_facilitator_speaks_where_the_facilitator_shows() -> None:
    everybody = Group.of(PEOPLE[:3])
    boxes = plan(small_agenda(), Group(everybody.people, everybody.order, "p2"))

    assert boxes[-1].speaker == "p2"


def test_the_facilitator_keeps_time_except_in_their_own_round() -> None:
    everybody = Group.of(PEOPLE[:4])
    boxes = plan(small_agenda(), Group(everybody.people, everybody.order, "p3"))
    keepers = {box.focus: box.timekeeper for box in of_step(boxes, "runder")}

    assert keepers == {"p1": "p3", "p2": "p3", "p3": "p2", "p4": "p3"}


def test_a_first_round_of_the_facilitator_is_timed_by_whoever_is_last_in_the_order() -> None:
    everybody = Group.of(PEOPLE[:4])

    assert Group(everybody.people, everybody.order, "p1").timekeeper("p1") == "p4"


def test_with_one_alone_in_focus_somebody_who_stands_over_keeps_time() -> None:
    people = Group.of(PEOPLE[:4]).people

    assert Group(people, ("p2",)).timekeeper("p2") == "p4"
    assert Group(people, ("p4",), facilitator="p4").timekeeper("p4") == "p3"


@pytest.mark.parametrize(("count", "where"), [(2, []), (3, []), (4, []), (5, ["p3"]), (6, ["p3"]), (12, ["p3"])])
def test_a_breather_comes_after_the_third_round_only_with_five_or_more(count: int, where: list[str]) -> None:
    agenda = small_agenda()
    boxes = plan(agenda, Group.of([f"P{number}" for number in range(count)], breather=True))
    breathers = [box for box in boxes if is_breather(agenda.step(box.step), box)]

    assert [box.focus for box in breathers] == where
    assert all(box.planned == minutes(3) for box in breathers)
    assert offers_breather(agenda, count) == bool(where)


def test_no_breather_comes_when_none_was_wanted() -> None:
    agenda = small_agenda()

    assert not [box for box in plan(agenda, Group.of(PEOPLE)) if is_breather(agenda.step(box.step), box)]


def test_an_agenda_without_rounds_offers_no_breather() -> None:
    assert not offers_breather(one_step("5 min"), 8)


def test_a_breather_says_what_it_is_by_the_name_of_its_step() -> None:
    agenda = small_agenda()
    (breather,) = (box for box in plan(agenda, Group.of(PEOPLE, breather=True)) if box.phase == 4)

    assert phase_of(agenda.step("runder"), breather).title == "Kollegaveiledning"


@pytest.mark.parametrize(
    ("people_here", "left"), [(2, "24 min"), (3, "14 min"), (4, "4 min"), (5, "1 min"), (6, "1 min")]
)
def test_a_step_that_takes_the_rest_gets_what_the_others_leave_and_a_minute_at_the_least(
    people_here: int, left: str
) -> None:
    rounds_of_ten = Step(
        id="runder", title="Runder", time=read_time("10 min"), repeat=small_agenda().step("runder").repeat
    )
    rest = Step(id="rest", title="Rest", time=Rest.REST)
    agenda = Agenda(title="Rest", duration=read_time("44 min"), steps=(rest, rounds_of_ten))

    (box,) = of_step(plan(agenda, Group.of(PEOPLE[:people_here])), "rest")
    span = read_time(left)

    assert isinstance(span, Span)
    assert box.planned == span.most


@given(agendas(), groups())
@settings(max_examples=150)
def test_turns_are_equal_to_the_second_and_add_up_to_their_phase(agenda: Agenda, group: Group) -> None:
    phases: dict[tuple[str, int, str | None], list[Timebox]] = {}
    for box in plan(agenda, group):
        phases.setdefault((box.step, box.phase, box.focus), []).append(box)

    for (name, place, _), boxes in phases.items():
        step = agenda.step(name)
        spans = [box.planned for box in boxes]
        assert max(spans) - min(spans) <= SECOND
        assert spans == sorted(spans, reverse=True)
        assert len(boxes) == 1 or [box.turn for box in boxes] == list(range(len(boxes)))
        if place < len(step.stages) and step.time is not Rest.REST:
            assert sum(spans, timedelta()) == phase_times(step, longest(step.time))[place]


@given(agendas(), groups())
@settings(max_examples=150)
def test_everybody_is_in_focus_once_in_the_order_given_and_never_keeps_time_then(agenda: Agenda, group: Group) -> None:
    boxes = plan(agenda, group)

    for step in agenda.steps:
        if step.repeat is None:
            assert all(box.focus is None and box.round is None for box in of_step(boxes, step.id))
            continue
        assert rounds(boxes, step.id) == list(group.order)
        for box in of_step(boxes, step.id):
            assert box.round is not None
            assert box.focus == group.order[box.round]
            if not is_breather(step, box):
                assert box.timekeeper in set(group.order) - {box.focus}
                assert box.timekeeper == group.facilitator or group.facilitator in (None, box.focus)


@given(agendas(), groups())
@settings(max_examples=150)
def test_a_plan_has_every_step_in_order_and_no_two_timeboxes_of_one_key(agenda: Agenda, group: Group) -> None:
    boxes = plan(agenda, group)

    assert list(dict.fromkeys(box.step for box in boxes)) == [step.id for step in agenda.steps]
    assert len({box.key for box in boxes}) == len(boxes)
    assert all(box.allotted == box.planned >= timedelta() for box in boxes)
    assert all(box.planned % SECOND == timedelta() for box in boxes)


@given(agendas(), groups())
@settings(max_examples=150)
def test_the_whole_plan_takes_what_its_steps_take(agenda: Agenda, group: Group) -> None:
    boxes = plan(agenda, group)
    breathers = len(group.order) >= FEWEST_FOR_BREATHER and group.breather
    expected = timedelta()
    for step in agenda.steps:
        expected += longest(step.time) * (len(group.order) if step.repeat else 1)
        expected += longest(step.breather) if step.breather and breathers else timedelta()
    resting = [step for step in agenda.steps if step.time is Rest.REST]
    if resting:
        expected = max(longest(agenda.duration or Rest.REST), expected + MINUTE)

    assert total(boxes) == expected


def test_a_plan_that_was_made_before_is_not_made_again() -> None:
    """A group that goes back and forth has the same plans again and again."""
    assert plan(small_agenda(), Group.of(PEOPLE[:4])) is plan(small_agenda(), Group.of(PEOPLE[:4]))
