"""Whether a plan ends in time, and what could give."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Repeat, Rest, Screen, Step
from aml_okt.core.durations import read_time
from aml_okt.core.plan import Group, plan, total
from aml_okt.core.slack import Source, fit, two_groups, what_could_give
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from tests.builders import MONDAY, PEOPLE, agendas, minutes, one_step, people, seconds, small_agenda


@pytest.fixture(scope="module")
def built_in() -> Agenda:
    return load_agenda(built_in_agenda())


def given_by(agenda: Agenda, names: tuple[str, ...], *, breather: bool = False) -> list[tuple[str, str, timedelta]]:
    gives = what_could_give(agenda, Group.of(names, breather=breather))
    return [(give.step.id, give.phase, give.span) for give in gives]


def test_the_built_in_agenda_gives_its_ranges_first_then_the_break_and_then_the_discussion(built_in: Agenda) -> None:
    assert given_by(built_in, PEOPLE) == [
        ("fasilitator", "", minutes(1)),
        ("innsjekk", "", minutes(1)),
        ("refleksjon", "Hver for seg", minutes(1)),
        ("pause", "", minutes(5)),
        ("refleksjon", "Drøfting", minutes(4)),
    ]


def test_the_short_break_between_rounds_could_give_all_of_it_before_the_long_one(built_in: Agenda) -> None:
    gives = what_could_give(built_in, Group.of(PEOPLE, breather=True))

    assert [give.source for give in gives][3:5] == [Source.BREATHER, Source.BREAK]
    assert gives[3].span == minutes(5)


def test_a_range_in_every_round_gives_as_many_times_as_there_are_rounds() -> None:
    step = Step(id="r", title="R", time=read_time("7-8 min"), repeat=Repeat.EACH_IN_FOCUS)

    assert given_by(Agenda(title="A", steps=(step,)), PEOPLE[:3]) == [("r", "", minutes(3))]


def test_a_fixed_time_gives_nothing() -> None:
    assert given_by(one_step("5 min"), PEOPLE) == []


def test_a_break_of_any_length_could_be_left_out() -> None:
    step = Step(id="p", title="P", time=read_time("5-10 min"), screen=Screen.BREAK)

    assert given_by(Agenda(title="A", steps=(step,)), PEOPLE) == [("p", "", minutes(10))]


def test_what_takes_the_rest_of_the_time_keeps_a_minute() -> None:
    agenda = Agenda(
        title="A",
        duration=read_time("30 min"),
        steps=(Step(id="a", title="A", time=read_time("20 min")), Step(id="b", title="B", time=Rest.REST)),
    )

    assert given_by(agenda, PEOPLE) == [("b", "", minutes(9))]


def test_slack_is_what_is_left_before_the_latest_end() -> None:
    found = fit(one_step("5 min"), Group.of(PEOPLE), MONDAY, MONDAY + minutes(8))

    assert (found.end, found.slack, found.missing) == (MONDAY + minutes(5), minutes(3), minutes(0))


def test_missing_time_that_can_be_found_leaves_nothing_still_missing(built_in: Agenda) -> None:
    found = fit(built_in, Group.of(PEOPLE), MONDAY, MONDAY + minutes(160))

    assert (found.missing, found.could_give, found.still_missing) == (minutes(10), minutes(12), minutes(0))
    assert found.from_each_round == minutes(0)


def test_what_cannot_be_found_is_taken_equally_from_every_round(built_in: Agenda) -> None:
    found = fit(built_in, Group.of(PEOPLE), MONDAY, MONDAY + minutes(151))

    assert found.still_missing == minutes(7)
    assert found.from_each_round == seconds(70)
    assert found.rounds_suffice


def test_rounds_are_not_asked_for_more_than_their_floor_leaves(built_in: Agenda) -> None:
    # Six rounds of 15 min may be 12 min each: 18 min, and everything else gives 12.
    enough = fit(built_in, Group.of(PEOPLE), MONDAY, MONDAY + minutes(140))
    too_little = fit(built_in, Group.of(PEOPLE), MONDAY, MONDAY + minutes(139))

    assert (enough.round_gives, enough.from_each_round, enough.rounds_suffice) == (minutes(3), minutes(3), True)
    assert (too_little.from_each_round, too_little.rounds_suffice) == (seconds(190), False)


def test_the_share_of_a_round_is_rounded_up_so_that_the_shares_are_enough() -> None:
    found = fit(small_agenda(), Group.of(PEOPLE[:3]), MONDAY, MONDAY + seconds(100))

    assert found.from_each_round * 3 >= found.still_missing
    assert (found.from_each_round - seconds(1)) * 3 < found.still_missing


def test_without_rounds_nothing_is_asked_of_them() -> None:
    found = fit(one_step("5 min"), Group.of(PEOPLE), MONDAY, MONDAY)

    assert (found.still_missing, found.from_each_round) == (minutes(5), minutes(0))


def test_seven_people_make_groups_of_four_and_three(built_in: Agenda) -> None:
    assert two_groups(built_in, [*PEOPLE, "Anders"], breather=False) == ((4, minutes(140)), (3, minutes(125)))


def test_two_groups_of_six_have_the_short_break_when_it_is_wanted(built_in: Agenda) -> None:
    twelve = [str(number) for number in range(12)]

    assert two_groups(built_in, twelve, breather=True) == ((6, minutes(175)), (6, minutes(175)))


@given(agenda=agendas(), names=people(), breather=st.booleans())
def test_nothing_could_give_more_than_the_plan_takes(agenda: Agenda, names: tuple[str, ...], *, breather: bool) -> None:
    group = Group.of(names, breather=breather)
    gives = what_could_give(agenda, group)

    assert all(timedelta() <= give.least < give.most for give in gives)
    assert sum((give.span for give in gives), timedelta()) <= total(plan(agenda, group))
