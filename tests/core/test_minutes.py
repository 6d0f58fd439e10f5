"""What the minutes contain, and what never gets into them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.agenda import Agenda, Phase, Repeat, Step, Visibility, Who
from aml_okt.core.commands import (
    AddParticipant,
    Begin,
    ChooseFacilitator,
    Command,
    End,
    MarkFactor,
    MarkGone,
    Next,
    SetNextMeeting,
    Undo,
)
from aml_okt.core.confidence import shareable
from aml_okt.core.durations import MINUTE, read_time
from aml_okt.core.events import Side
from aml_okt.core.minutes import Minutes, NextMeeting, SharedNote, minutes
from tests.builders import OSLO, Sitting

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)


@dataclass(frozen=True)
class Written:
    step: str
    text: str = "Et notat."
    visibility: Visibility = Visibility.MINUTES


def sitting(agenda: Agenda | None = None) -> Sitting:
    return Sitting(agenda, clock=SettableClock(TEN, OSLO))


def minutes_of(held: Sitting, notes: Iterable[Written] = (), actions: tuple[Action, ...] = ()) -> Minutes:
    return minutes(held.state, held.clock.now(), notes, actions)


def go_to(held: Sitting, step: str) -> None:
    while held.state.step is None or held.state.step.id != step:
        assert held.do(Begin() if held.state.step is None else Next()) is None


def a_round(notes: Visibility) -> Step:
    return Step(
        id="runder",
        title="Runder",
        time=read_time("5 min"),
        notes=notes,
        repeat=Repeat.EACH_IN_FOCUS,
        phases=(Phase(title="Fortelle", time=read_time("5 min"), who=Who.FOCUS),),
    )


def test_they_say_where_and_when_the_group_met() -> None:
    held = sitting()
    held.wait(5 * MINUTE)
    held.do(Begin())
    held.wait(50 * MINUTE)
    held.do(End())
    held.wait(timedelta(days=3))
    written = minutes_of(held)

    assert (written.title, written.unit, written.place) == ("Prøve", "Barnevernet", "Møterom 2")
    assert written.day == date(2026, 11, 23)
    assert written.begun == TEN + 5 * MINUTE
    assert written.ended == TEN + 55 * MINUTE


def test_the_time_it_began_is_the_wall_clocks_whatever_gap_did_not_count() -> None:
    held = sitting()
    held.taken_up(45 * MINUTE, counts=False)
    held.do(Begin())

    assert minutes_of(held).begun == TEN + 45 * MINUTE


def test_a_session_that_has_not_begun_has_a_day_but_no_times() -> None:
    written = minutes_of(sitting())

    assert (written.day, written.begun, written.ended) == (date(2026, 11, 23), None, None)


def test_they_tell_who_led_and_who_left() -> None:
    held = sitting()
    held.do(ChooseFacilitator("p2"), Begin(), MarkGone("p4"), AddParticipant("Nils"))

    assert [(person.name, person.facilitator, person.gone) for person in minutes_of(held).attendees] == [
        ("Kari", False, False),
        ("Ola", True, False),
        ("Liv", False, False),
        ("Per", False, True),
        ("Nils", False, False),
    ]


def test_a_facilitator_who_left_without_a_successor_still_led() -> None:
    held = sitting()
    held.do(ChooseFacilitator("p2"), Begin(), MarkGone("p2"))

    assert [(person.name, person.gone) for person in minutes_of(held).attendees if person.facilitator] == [
        ("Ola", True)
    ]


def test_a_choice_of_facilitator_that_was_undone_is_not_told() -> None:
    held = sitting()
    held.do(ChooseFacilitator("p2"), Undo())

    assert not any(person.facilitator for person in minutes_of(held).attendees)


def test_each_step_has_the_time_planned_and_the_time_used() -> None:
    held = sitting()
    held.do(Begin())
    held.wait(3 * MINUTE)
    held.do(Next())
    held.wait(1 * MINUTE)
    steps = {step.id: step for step in minutes_of(held).steps}

    assert [step.id for step in minutes_of(held).steps] == [step.id for step in held.agenda.steps]
    assert (steps["velg"].planned, steps["velg"].used) == (2 * MINUTE, 3 * MINUTE)
    assert (steps["innsjekk"].planned, steps["innsjekk"].used) == (6 * MINUTE, 1 * MINUTE)
    assert (steps["slutt"].planned, steps["slutt"].used) == (4 * MINUTE, timedelta())


def test_a_step_of_rounds_tells_how_many_there_were() -> None:
    steps = {step.id: step.rounds for step in minutes_of(sitting()).steps}

    assert (steps["runder"], steps["velg"]) == (4, 0)


def test_a_step_of_rounds_tells_how_many_were_planned_beside_those_that_there_were() -> None:
    held = sitting()
    held.do(Begin())
    while held.state.box is None or held.state.box.step != "runder":
        held.do(Next())
    held.wait(1 * MINUTE)
    held.do(End())
    steps = {step.id: (step.rounds, step.rounds_planned) for step in minutes_of(held).steps}

    assert (steps["runder"], steps["velg"]) == ((1, 4), (0, 0))


def test_of_a_session_that_ended_before_its_rounds_none_is_told_as_held() -> None:
    held = sitting()
    held.do(Begin(), End())
    steps = {step.id: (step.rounds, step.rounds_planned) for step in minutes_of(held).steps}

    assert steps["runder"] == (0, 4)


def test_shared_notes_follow_the_agenda_whatever_order_they_come_in() -> None:
    agenda = Agenda(
        title="To",
        steps=tuple(
            Step(id=name, number=str(place), title=name.title(), time=read_time("5 min"), notes=Visibility.MINUTES)
            for place, name in enumerate(("først", "sist"), 1)
        ),
    )
    written = minutes_of(sitting(agenda), [Written("sist", "B"), Written("først", "A")])

    assert written.notes == (
        SharedNote(number="1", title="Først", text="A"),
        SharedNote(number="2", title="Sist", text="B"),
    )


def test_a_note_without_words_is_left_out() -> None:
    assert minutes_of(sitting(), [Written("refleksjon", "\n  \n")]).notes == ()


@pytest.mark.parametrize(("agenda_says", "note_says"), product(Visibility, Visibility))
def test_a_note_is_shared_only_when_both_agenda_and_note_say_so(agenda_says: Visibility, note_says: Visibility) -> None:
    step = Step(id="s", title="S", time=read_time("5 min"), notes=agenda_says)
    both = agenda_says is note_says is Visibility.MINUTES

    assert shareable(step, Written("s", visibility=note_says)) is both
    shared = minutes_of(sitting(Agenda(title="A", steps=(step,))), [Written("s", visibility=note_says)]).notes
    assert bool(shared) is both


@pytest.mark.parametrize(("agenda_says", "note_says"), product(Visibility, Visibility))
def test_no_note_from_a_step_of_rounds_is_ever_shared(agenda_says: Visibility, note_says: Visibility) -> None:
    agenda = Agenda(title="A", steps=(a_round(agenda_says),))

    assert minutes_of(sitting(agenda), [Written("runder", "Hemmelig", note_says)]).notes == ()


def test_what_is_shared_from_rounds_stands_by_itself_whatever_the_agenda_says_of_their_notes() -> None:
    for notes in Visibility:
        agenda = Agenda(title="A", steps=(a_round(notes),))
        written = minutes_of(sitting(agenda), [Written("runder", "Hemmelig"), Written("delt fra runder", "\nDelt\n")])

        assert written.notes == ()
        assert written.shared_from_rounds == (SharedNote(number="", title="Runder", text="Delt"),)


@pytest.mark.parametrize(
    "note",
    [
        Written("delt fra runder", visibility=Visibility.PRIVATE),
        Written("delt fra runder", " \n"),
        Written("delt fra velg"),
        Written("delt fra "),
        Written("delt fra et-annet-sted"),
    ],
)
def test_nothing_else_is_shared_from_rounds(note: Written) -> None:
    written = minutes_of(sitting(), [note])

    assert (written.notes, written.shared_from_rounds) == ((), ())


def test_a_note_of_no_step_in_the_agenda_is_not_shared() -> None:
    assert minutes_of(sitting(), [Written("et-annet-sted")]).notes == ()


def test_the_steps_of_rounds_are_named_as_confidential() -> None:
    assert minutes_of(sitting()).confidential == ("Kollegaveiledning",)


def test_factors_are_counted_in_the_order_of_the_agenda_and_unnamed_ones_left_out() -> None:
    held = sitting()
    go_to(held, "refleksjon")
    marks: tuple[Command, ...] = (
        MarkFactor("Kultur", Side.RISK, 3),
        MarkFactor("Ledelse", Side.STRENGTH, 1),
        MarkFactor("Ledelse", Side.RISK, 1),
        MarkFactor("Ledelse", Side.RISK, 0),
    )
    held.do(*marks)

    assert [(named.factor, named.strength, named.risk) for named in minutes_of(held).factors] == [
        ("Ledelse", 1, 0),
        ("Kultur", 0, 3),
    ]


def test_actions_are_told_as_they_are() -> None:
    action = Action("Lage støtteplan", "Kari", date(2026, 12, 1), done=True)

    assert minutes_of(sitting(), actions=(action,)).actions == (action,)


def test_the_next_meeting_is_told_once_it_has_a_day() -> None:
    held = sitting()
    held.do(Begin(), SetNextMeeting(None, None, "Kantina"))
    assert minutes_of(held).next_meeting is None

    held.do(SetNextMeeting(date(2026, 12, 14), time(9, 30), "Kantina"))
    assert minutes_of(held).next_meeting == NextMeeting(day=date(2026, 12, 14), at=time(9, 30), place="Kantina")


def test_an_ordinary_session_is_no_rehearsal() -> None:
    assert minutes_of(sitting()).rehearsal is False
