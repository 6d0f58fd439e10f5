"""What the setup screen says about the plan."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from aml_okt.core.agenda import Agenda
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.scene.setup_plan import Draft, PlanPage, PlanRow, breather_effect, plan_page, whole_minute
from tests.builders import MONDAY, OSLO, PEOPLE, minutes, one_step, seconds, small_agenda


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return load_agenda(built_in_agenda())


def page(agenda: Agenda, *names: str, end: timedelta | None = None, breather: bool = False) -> PlanPage:
    """The page at ten o'clock; `end` is how long there is until the latest end."""
    draft = Draft(names, None if end is None else MONDAY + end, breather)
    return plan_page(agenda, draft, MONDAY, OSLO)


def test_every_step_has_the_clock_time_it_begins_at_and_the_end_comes_last(agenda: Agenda) -> None:
    rows = [row for row in page(agenda, *PEOPLE[:5]).rows if not row.detail]

    assert rows[0] == PlanRow("10:00", "Film", "10 min")
    assert rows[7] == PlanRow("11:00", "5b Veiledning", "75 min", "5 × 15 min")
    assert rows[-1] == PlanRow("12:35", "Ferdig", "155 min")


def test_every_round_tells_who_and_when(agenda: Agenda) -> None:
    rounds = [row for row in page(agenda, *PEOPLE[:3]).rows if row.detail]

    assert [(row.time, row.label) for row in rounds] == [("11:00", "Kari"), ("11:15", "Ola"), ("11:30", "Liv")]


def test_the_short_break_stands_after_the_third_round_when_it_is_chosen(agenda: Agenda) -> None:
    rounds = [row for row in page(agenda, *PEOPLE[:5], breather=True).rows if row.detail]

    assert rounds[3] == PlanRow("11:45", "kort pause", "5 min", detail=True)
    assert rounds[4].time == "11:50"


def test_nobody_yet_gives_an_example_for_the_recommended_group_and_says_what_to_do(agenda: Agenda) -> None:
    found = page(agenda)

    assert found.example
    assert found.heading == "EKSEMPEL: 6 DELTAKERE"
    assert found.note.startswith("Skriv navnet på alle som er her")
    assert found.rows[-1].span == "170 min"


def test_an_agenda_that_recommends_no_group_still_has_an_example() -> None:
    assert page(one_step("5 min")).heading == "EKSEMPEL: 6 DELTAKERE"


def test_one_person_is_told_that_one_more_is_needed(agenda: Agenda) -> None:
    found = page(agenda, "Kari")

    assert found.example
    assert "minst to" in found.note


def test_six_are_told_nothing_but_the_plan(agenda: Agenda) -> None:
    found = page(agenda, *PEOPLE)

    assert (found.note, found.verdict, found.gives) == ("", "", ())
    assert (found.end, found.summary) == ("12:50", "170 min hvis dere begynner nå")


def test_seven_are_told_what_two_groups_would_look_like_and_may_go_on(agenda: Agenda) -> None:
    found = page(agenda, *PEOPLE, "Anders")

    assert found.note == (
        "Veilederen anbefaler høyst 6 i en gruppe. To grupper blir ferdige 12:20 (4 deltakere) og 12:05 (3). "
        "Dere kan også gå videre sammen."
    )
    assert found.end == "13:05"


def test_eight_make_two_groups_alike(agenda: Agenda) -> None:
    assert "To grupper på 4 blir ferdige 12:20." in page(agenda, *PEOPLE, "Anders", "Eva").note


def test_an_agenda_that_recommends_no_group_never_speaks_of_two() -> None:
    assert page(one_step("5 min"), *map(str, range(12))).note == ""


def test_a_group_too_small_to_split_is_not_split() -> None:
    tiny = Agenda(title="A", group=2, steps=one_step("5 min").steps)

    assert page(tiny, "A", "B", "C").note == "Veilederen anbefaler høyst 2 i en gruppe."


def test_time_to_spare_is_told_in_whole_minutes_rounded_down(agenda: Agenda) -> None:
    found = page(agenda, *PEOPLE, end=minutes(175) + seconds(59))

    assert (found.verdict, found.late) == ("● 5 min til overs før 12:55", False)


def test_an_exact_fit_is_told_as_one(agenda: Agenda) -> None:
    assert page(agenda, *PEOPLE, end=minutes(170)).verdict == "● Akkurat tid nok til 12:50"


def test_missing_time_is_told_with_what_could_give(agenda: Agenda) -> None:
    found = page(agenda, *PEOPLE, end=minutes(160))

    assert (found.verdict, found.late) == ("▲ 10 min for lite til 12:40", True)
    assert found.gives[0] == PlanRow("", "1 Fasilitator", "1 min")
    assert found.gives[-1] == PlanRow("", "4 Refleksjon: Drøfting", "4 min")
    assert found.gives_end == "Til sammen inntil 12 min. Det holder."


def test_what_nothing_can_give_is_asked_equally_of_every_round(agenda: Agenda) -> None:
    assert page(agenda, *PEOPLE, end=minutes(146)).gives_end == (
        "Til sammen inntil 12 min. Da mangler det fortsatt 12 min: "
        "Slutt senere, del gruppa, eller gi alle 2 min kortere runde."
    )


def test_rounds_that_cannot_give_so_much_are_not_asked(agenda: Agenda) -> None:
    assert page(agenda, *PEOPLE, end=minutes(138)).gives_end == (
        "Til sammen inntil 12 min. Da mangler det fortsatt 20 min: Begynn før, slutt senere, eller del gruppa."
    )


def test_a_plan_in_which_nothing_can_give_says_so() -> None:
    found = page(one_step("5 min"), *PEOPLE, end=minutes(3))

    assert (found.gives_heading, found.gives) == ("", ())
    assert found.gives_end == "Ingenting i planen kan kortes ned: Slutt senere, eller ta bort noe fra agendaen."


def test_a_latest_end_on_another_day_says_which(agenda: Agenda) -> None:
    assert page(agenda, *PEOPLE, end=timedelta(hours=23)).verdict == "● 20 t 10 min til overs før 09:00 i morgen"


def test_a_latest_end_that_has_passed_is_time_missing(agenda: Agenda) -> None:
    assert page(agenda, *PEOPLE, end=minutes(-5)).verdict == "▲ 175 min for lite til 09:55"


def test_a_plan_across_the_end_of_summer_time_shows_the_clock_on_the_wall() -> None:
    begin = MONDAY.replace(month=10, day=25, hour=0, minute=58)

    rows = plan_page(one_step("5 min"), Draft(PEOPLE), begin, OSLO).rows

    assert [row.time for row in rows] == ["02:58", "02:03"]


def test_the_short_break_is_offered_from_five_on_with_the_end_it_leads_to(agenda: Agenda) -> None:
    offered = Draft(PEOPLE[:5])

    assert breather_effect(agenda, Draft(PEOPLE[:4]), MONDAY, OSLO) is None
    assert breather_effect(agenda, offered, MONDAY, OSLO) == ("5 min etter runde 3", "med: ferdig 12:40")
    assert breather_effect(agenda, replace(offered, breather=True), MONDAY, OSLO) == (
        "5 min etter runde 3",
        "uten: ferdig 12:35",
    )


def test_a_short_break_chosen_for_five_is_gone_when_one_of_them_goes(agenda: Agenda) -> None:
    assert page(agenda, *PEOPLE[:4], breather=True).rows[-1].span == "140 min"


def test_odd_seconds_are_shown_only_where_there_are_some() -> None:
    assert page(one_step("90 s"), "A", "B").rows[0].span == "1 min 30 s"
    assert page(small_agenda(), "A", "B").rows[0].span == "2 min"


def test_the_plan_is_told_from_the_minute_the_clock_shows() -> None:
    assert whole_minute(MONDAY + seconds(59.9)) == MONDAY
