"""The plan made again on the way: what is done stays, and whoever is here has their fair part of the rest."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aml_okt.core.agenda import Agenda
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Begin,
    ChooseFacilitator,
    MarkGone,
    MarkReturned,
    Next,
    SetFocusOrder,
    Undo,
)
from aml_okt.core.makeup import receivers
from aml_okt.core.plan import Group, is_breather, plan, total
from aml_okt.core.planned import Planned
from aml_okt.core.replan import begun_in_focus, replan
from aml_okt.core.timing import remaining
from tests.builders import PEOPLE, Sitting, agendas, minutes, people, seconds, small_agenda


def at(step: str, phase: int = 0, focus: str | None = None, *, turn: int = 0, breather: bool = False) -> Sitting:
    """A session of six that has come to a timebox."""
    sitting = Sitting(names=PEOPLE, breather=breather)
    sitting.do(Begin())
    go_to(sitting, step, phase, focus, turn)
    return sitting


def go_to(sitting: Sitting, step: str, phase: int = 0, focus: str | None = None, turn: int = 0) -> None:
    while (box := sitting.state.box) is not None:
        if (box.step, box.phase, box.focus, box.turn or 0) == (step, phase, focus, turn):
            return
        sitting.do(Next())
    pytest.fail("the plan has no such place")


def shares(sitting: Sitting, step: str, phase: int = 0, focus: str | None = None) -> list[timedelta]:
    return [box.planned for box in sitting.boxes if (box.step, box.phase, box.focus) == (step, phase, focus)]


@given(agendas(), people(), st.data(), st.booleans())
@settings(max_examples=150)
def test_a_plan_made_again_for_the_same_people_is_the_same_plan(
    agenda: Agenda,
    names: tuple[str, ...],
    data: st.DataObject,
    breather: bool,  # noqa: FBT001 - hypothesis hands it in by name
) -> None:
    group = Group.of(names, breather=breather)
    boxes = plan(agenda, group)
    place = data.draw(st.integers(-1, len(boxes)))

    assert replan(Planned(boxes), place, agenda, group).boxes == boxes


def test_whoever_comes_in_the_middle_of_a_round_of_turns_shares_what_is_left_of_it() -> None:
    sitting = at("innsjekk", turn=2)
    sitting.do(AddParticipant("Eva"))

    assert sitting.speakers("innsjekk") == [*PEOPLE, "Eva"]
    assert shares(sitting, "innsjekk") == [minutes(1)] * 3 + [seconds(45)] * 4
    assert [box.turn for box in sitting.boxes if box.step == "innsjekk"] == list(range(7))


def test_whoever_comes_in_the_last_turn_gets_a_turn_of_the_usual_length_and_the_end_moves() -> None:
    sitting = at("innsjekk", turn=5)
    before = total(sitting.boxes[:7])
    sitting.do(AddParticipant("Eva"))

    assert sitting.speakers("innsjekk")[-1] == "Eva"
    assert shares(sitting, "innsjekk")[:6] == [minutes(1)] * 6
    assert total([box for box in sitting.boxes if box.step == "innsjekk"]) > before - minutes(2)


def test_whoever_comes_late_gets_a_round_at_the_end_of_the_rounds() -> None:
    sitting = at("runder", 2, "p2")
    sitting.do(AddParticipant("Eva"))

    assert sitting.rounds() == [*PEOPLE, "Eva"]
    assert [box.round for box in sitting.boxes if box.step == "runder"][-1] == 6


def test_whoever_comes_during_the_last_round_still_gets_one() -> None:
    sitting = at("runder", 3, "p6")
    sitting.do(AddParticipant("Eva"))

    assert sitting.rounds()[-1] == "Eva"


def test_whoever_comes_after_the_rounds_changes_nothing_that_is_done() -> None:
    sitting = at("slutt")
    before = sitting.boxes
    sitting.do(AddParticipant("Eva"))

    assert sitting.boxes == before


def test_whoever_came_after_a_step_is_in_it_when_the_group_goes_back() -> None:
    sitting = at("slutt")
    sitting.do(AddParticipant("Eva"), Back())

    assert sitting.rounds() == [*PEOPLE, "Eva"]
    sitting.do(Undo())
    assert sitting.rounds() == list(PEOPLE)


def test_whoever_leaves_before_their_round_has_none_and_the_others_keep_theirs() -> None:
    sitting = at("runder", 1, "p2")
    before = total(sitting.boxes)
    sitting.do(MarkGone("p4"))

    assert sitting.rounds() == ["Kari", "Ola", "Liv", "Nils", "Mari"]
    assert before - total(sitting.boxes) == minutes(8)


def test_whoever_leaves_before_their_turn_leaves_their_time_to_the_others() -> None:
    sitting = at("innsjekk", turn=1)
    sitting.do(MarkGone("p6"))

    assert sitting.speakers("innsjekk") == list(PEOPLE[:5])
    assert shares(sitting, "innsjekk") == [minutes(1), minutes(1), seconds(80), seconds(80), seconds(80)]


def test_whoever_leaves_after_their_turn_takes_no_time_with_them() -> None:
    sitting = at("innsjekk", turn=3)
    before = shares(sitting, "innsjekk")
    sitting.do(MarkGone("p1"))

    assert shares(sitting, "innsjekk") == before
    assert sitting.speakers("innsjekk") == list(PEOPLE)


def test_a_round_ends_when_its_focus_person_leaves() -> None:
    sitting = at("runder", 1, "p2")
    sitting.do(MarkGone("p2"))

    assert sitting.to_come[0].focus == "p3"
    assert sitting.rounds() == list(PEOPLE)
    assert {box.focus for box in sitting.to_come} == {None, "p3", "p4", "p5", "p6"}
    assert all("p2" not in (box.speaker, box.timekeeper) for box in sitting.to_come)


def test_the_session_goes_on_when_the_last_focus_person_leaves_in_the_middle() -> None:
    sitting = at("runder", 0, "p6")
    sitting.do(MarkGone("p6"))

    assert [box.step for box in sitting.to_come] == ["slutt"]


def test_a_focus_person_who_returns_before_the_next_round_goes_on_with_their_own() -> None:
    sitting = at("runder", 1, "p2")
    before = sitting.boxes
    sitting.do(MarkGone("p2"), MarkReturned("p2"))

    assert sitting.boxes == before


def test_a_focus_person_who_returns_in_anothers_round_has_had_theirs() -> None:
    sitting = at("runder", 1, "p2")
    sitting.do(MarkGone("p2"), Next(), MarkReturned("p2"))

    assert sitting.rounds() == list(PEOPLE)
    assert {box.focus for box in sitting.to_come} == {None, "p3", "p4", "p5", "p6"}
    assert "p2" in {box.speaker for box in sitting.to_come}


def test_whoever_returns_in_the_middle_of_anothers_round_waits_until_it_is_over() -> None:
    sitting = at("runder", 0, "p1")
    sitting.do(MarkGone("p2"))
    go_to(sitting, "runder", 1, "p3")
    sitting.do(MarkReturned("p2"))

    assert sitting.rounds() == ["Kari", "Liv", "Ola", "Per", "Nils", "Mari"]
    assert {box.round for box in sitting.boxes if box.focus == "p2"} == {2}
    assert sitting.state.box is not None
    assert sitting.to_come[0].focus == sitting.state.box.focus


def test_whoever_returns_to_a_round_of_turns_speaks_before_it_ends() -> None:
    sitting = at("innsjekk")
    sitting.do(MarkGone("p2"))
    go_to(sitting, "innsjekk", turn=2)
    sitting.do(MarkReturned("p2"))

    assert sitting.speakers("innsjekk") == ["Kari", "Liv", "Per", "Ola", "Nils", "Mari"]
    assert total([box for box in sitting.boxes if box.step == "innsjekk"]) == minutes(6)


def test_whoever_had_a_round_and_left_is_not_in_a_later_step_of_rounds() -> None:
    rounds = small_agenda().step("runder")
    again = Agenda(title="To ganger", steps=(rounds, replace(rounds, id="igjen")))
    sitting = Sitting(again, PEOPLE[:4])
    sitting.do(Begin(), SetFocusOrder(("p4", "p3", "p2")))
    go_to(sitting, "runder", 2, "p4")
    sitting.do(MarkGone("p1"))

    assert sitting.rounds("runder") == ["Kari", "Per", "Liv", "Ola"]
    assert sitting.rounds("igjen") == ["Per", "Liv", "Ola"]


def test_whoever_returns_has_as_long_a_round_in_a_later_step_as_the_others() -> None:
    rounds = small_agenda().step("runder")
    sitting = Sitting(Agenda(title="To ganger", steps=(rounds, replace(rounds, id="igjen"))), PEOPLE[:4])
    sitting.do(Begin(), MarkGone("p1"))
    moment = sitting.clock.now()
    sitting.do(AcceptPlan(receivers(sitting.state, moment)[-1].times))
    sitting.do(MarkReturned("p1"))
    lengths = {
        focus: sum((box.allotted for box in sitting.boxes if (box.step, box.focus) == ("igjen", focus)), timedelta())
        for focus in ("p1", "p2", "p3", "p4")
    }

    assert min(lengths.values()) > minutes(8)
    assert max(lengths.values()) - min(lengths.values()) <= seconds(1)


def test_an_order_set_on_the_way_moves_only_those_who_wait() -> None:
    sitting = at("runder", 1, "p2")
    done = sitting.boxes[: sitting.state.course.at + 1]
    sitting.do(SetFocusOrder(("p6", "p5", "p3", "p4")))

    assert sitting.rounds() == ["Kari", "Ola", "Mari", "Nils", "Liv", "Per"]
    assert sitting.boxes[: len(done)] == done


def test_an_order_settled_before_the_rounds_is_the_order_of_the_rounds() -> None:
    sitting = at("intro")
    sitting.do(SetFocusOrder(("p6", "p5", "p4", "p3", "p2", "p1")))

    assert sitting.rounds() == list(reversed(PEOPLE))


def test_whoever_comes_after_the_order_was_settled_is_last() -> None:
    sitting = at("intro")
    sitting.do(SetFocusOrder(("p6", "p5", "p4", "p3", "p2", "p1")), AddParticipant("Eva"))

    assert sitting.rounds() == [*reversed(PEOPLE), "Eva"]


def test_time_given_stays_with_the_timebox_that_runs() -> None:
    sitting = at("runder", 1, "p2")
    sitting.do(AdjustTime(minutes(2)))
    left = remaining(sitting.state, sitting.clock.now())
    sitting.do(AddParticipant("Eva"), ChooseFacilitator("p5"), MarkGone("p6"))

    assert remaining(sitting.state, sitting.clock.now()) == left


def test_time_given_stays_with_a_timebox_gone_back_from() -> None:
    sitting = at("innsjekk", turn=1)
    sitting.do(AdjustTime(seconds(30)), Back(), AddParticipant("Eva"))
    given = sitting.to_come[0]

    assert given.planned == seconds(50)
    assert given.allotted == seconds(80)


def test_time_taken_never_leaves_a_timebox_with_none() -> None:
    sitting = at("innsjekk", turn=1)
    sitting.do(AdjustTime(seconds(-55)), Back())
    for name in ("Eva", "Odd", "Siv"):
        sitting.do(AddParticipant(name))

    assert sitting.to_come[0].allotted == seconds(1)


def test_a_new_facilitator_keeps_time_from_now_on() -> None:
    sitting = at("runder", 1, "p2")
    sitting.do(ChooseFacilitator("p5"))
    assert sitting.state.box is not None

    assert sitting.state.box.timekeeper == "p5"
    assert {box.timekeeper for box in sitting.to_come if box.focus not in (None, "p5")} == {"p5"}
    assert {box.timekeeper for box in sitting.to_come if box.focus == "p5"} == {"p4"}


@pytest.mark.parametrize("phase", [0, 1, 2])
def test_a_facilitator_who_leaves_hands_the_time_to_somebody_who_is_here(phase: int) -> None:
    sitting = at("runder", phase, "p2")
    sitting.do(ChooseFacilitator("p3"), MarkGone("p3"))
    assert sitting.state.box is not None

    assert sitting.state.box.timekeeper == "p1"
    assert all(box.timekeeper != "p3" for box in sitting.to_come)


def test_a_breather_stays_when_the_third_focus_person_leaves_in_the_middle() -> None:
    sitting = at("runder", 1, "p3", breather=True)
    sitting.do(MarkGone("p3"))

    assert is_breather(sitting.agenda.step("runder"), sitting.to_come[0])


def test_a_breather_that_is_over_does_not_come_again() -> None:
    sitting = at("runder", 0, "p4", breather=True)
    sitting.do(AddParticipant("Eva"))

    assert not [box for box in sitting.to_come if box.step == "runder" and box.phase == 4]


def test_a_breather_comes_after_the_third_round_that_is_run() -> None:
    sitting = at("runder", 0, "p1", breather=True)
    sitting.do(MarkGone("p2"))
    (breather,) = (box for box in sitting.boxes if box.step == "runder" and box.phase == 4)

    assert breather.focus == "p4"


def test_those_whose_round_has_begun_are_told_in_the_order_they_had_it() -> None:
    boxes = Sitting(names=PEOPLE).boxes
    third = next(place for place, box in enumerate(boxes) if box.focus == "p3")

    assert begun_in_focus(boxes, third) == ("p1", "p2", "p3")
    assert begun_in_focus(boxes, 0) == ()
    assert begun_in_focus(boxes, -1) == ()
    assert begun_in_focus(boxes, len(boxes)) == ()
