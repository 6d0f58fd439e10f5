"""The figures for groups of different sizes are those of the plan for each size."""

from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Span
from aml_okt.core.group_sizes import Hours, plan_for_size
from aml_okt.core.plan import Group, plan, total
from aml_okt.core.slack import fit
from tests.builders import MONDAY, OSLO, agendas, minutes, seconds, small_agenda


def group(people: int) -> Group:
    return Group.of([f"Person {number}" for number in range(people)])


@given(agendas(), st.integers(2, 12))
def test_every_figure_is_the_plans(agenda: Agenda, people: int) -> None:
    boxes = plan(agenda, group(people))
    found = plan_for_size(agenda, people, None)

    assert isinstance(agenda.duration, Span)
    assert (found.planned, found.length.whole, found.length.end) == (total(boxes), total(boxes), None)
    assert found.length.slack == agenda.duration.most - total(boxes)
    for step, span in found.in_focus.items():
        rounds = [total([box for box in boxes if (box.step, box.round) == (step, number)]) for number in range(people)]
        assert set(rounds) == {span}
    in_turn = {(box.step, box.phase) for box in boxes if box.turn is not None and box.round is None}
    assert len(found.turns) == len(in_turn)
    for turns in found.turns:
        spoken = [box for box in boxes if box.step == turns.step and box.turn is not None]
        assert turns.each == min(box.planned for box in spoken if turns.phase in {None, box.phase})


@given(agendas(), st.integers(2, 12), st.integers(0, 86_399), st.integers(1, 86_399))
def test_end_and_slack_are_those_of_the_setup_screen(agenda: Agenda, people: int, begin: int, span: int) -> None:
    hours = Hours(MONDAY + seconds(begin), MONDAY + seconds(begin + span), OSLO)
    assert hours.latest_end is not None
    expected = fit(agenda, group(people), hours.begin, hours.latest_end, OSLO)
    found = plan_for_size(agenda, people, hours).length

    assert (found.end, found.slack) == (expected.end, expected.slack)
    assert found.end == hours.begin + found.whole


def test_a_row_of_the_small_agenda() -> None:
    found = plan_for_size(small_agenda(), 5, Hours(MONDAY))

    assert (found.planned, found.length.end) == (minutes(67), MONDAY + minutes(67))
    assert found.length.slack == minutes(23)
    assert found.in_focus == {"runder": minutes(8)}
    assert [(turns.step, turns.phase, turns.each) for turns in found.turns] == [
        ("innsjekk", None, seconds(72)),
        ("refleksjon", None, minutes(1)),
    ]
