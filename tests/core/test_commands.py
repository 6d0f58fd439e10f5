"""What one may do: at every stage each command gives events or a sentence, and a sentence changes nothing."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from msgspec.structs import replace

from aml_okt.core.commands import (
    AddParticipant,
    AdjustTime,
    Back,
    Begin,
    ChooseCues,
    ChooseFacilitator,
    Command,
    End,
    MarkFactor,
    MarkGone,
    MarkReturned,
    Next,
    Pause,
    RenameParticipant,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowActions,
    ShowSlide,
    Undo,
)
from aml_okt.core.deciding import Refusal, allowed, decide, name_fault
from aml_okt.core.events import Cues, NextMeetingSet, Side, TimeboxStarted
from aml_okt.core.session import Stage, replay
from aml_okt.core.timing import elapsed, remaining
from aml_okt.i18n import render
from tests.builders import PEOPLE, Sitting, minutes, one_step, seconds


def ready() -> Sitting:
    return Sitting()


def running() -> Sitting:
    sitting = Sitting()
    sitting.do(Begin())
    return sitting


def paused() -> Sitting:
    sitting = running()
    sitting.do(Pause())
    return sitting


def finished() -> Sitting:
    sitting = running()
    sitting.do(End())
    return sitting


def step(name: str) -> Sitting:
    """A session that has come to the first timebox of this step."""
    sitting = running()
    while sitting.state.step is not None and sitting.state.step.id != name:
        sitting.do(Next())
    return sitting


STAGES: dict[Stage, Callable[[], Sitting]] = {
    Stage.READY: ready,
    Stage.RUNNING: running,
    Stage.PAUSED: paused,
    Stage.FINISHED: finished,
}

COMMANDS: tuple[Command, ...] = (
    Begin(),
    Next(),
    Back(),
    Pause(),
    Resume(),
    AdjustTime(minutes(1)),
    ChooseFacilitator("p1"),
    SetFocusOrder(("p4", "p3", "p2", "p1")),
    AddParticipant("Eva"),
    MarkGone("p1"),
    MarkReturned("p1"),
    RenameParticipant("p1", "Kari Nordmann"),
    MarkFactor("Ledelse", Side.RISK, 1),
    ShowSlide(0),
    ShowActions(shown=True),
    ChooseCues(Cues.NONE),
    SetNextMeeting(date(2027, 1, 12), time(9, 0), "Samme sted"),
    Undo(),
    End(),
)

PEOPLE_COMMANDS = {"ChooseFacilitator", "SetFocusOrder", "AddParticipant", "MarkGone", "RenameParticipant"}
DONE = {
    Stage.READY: PEOPLE_COMMANDS | {"Begin", "ChooseCues"},
    Stage.RUNNING: PEOPLE_COMMANDS | {"Next", "Pause", "AdjustTime", "ChooseCues", "SetNextMeeting", "Undo", "End"},
    Stage.PAUSED: PEOPLE_COMMANDS | {"Next", "Resume", "AdjustTime", "ChooseCues", "SetNextMeeting", "Undo", "End"},
    Stage.FINISHED: {"SetNextMeeting", "Undo"},
}
"""What is carried out in the first timebox of a session that nobody has left."""


def name_of(value: object) -> str:
    return value.value if isinstance(value, Stage) else type(value).__name__


def refusal(sitting: Sitting, command: Command) -> str:
    """The sentence that refuses the command."""
    before = sitting.state
    outcome = sitting.do(command)
    assert isinstance(outcome, Refusal)
    assert sitting.state is before
    return render(outcome.reason)


@pytest.mark.parametrize("stage", STAGES, ids=name_of)
@pytest.mark.parametrize("command", COMMANDS, ids=name_of)
def test_every_command_at_every_stage_gives_events_or_a_sentence(stage: Stage, command: Command) -> None:
    sitting = STAGES[stage]()
    assert sitting.state.stage is stage
    outcome = decide(sitting.state, command, sitting.clock.now())

    assert (type(command).__name__ in DONE[stage]) == (not isinstance(outcome, Refusal))
    if isinstance(outcome, Refusal):
        sentence = render(outcome.reason)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    else:
        assert outcome
        assert type(command) in allowed(sitting.state)
        assert sitting.do(command) is None


@pytest.mark.parametrize("stage", STAGES, ids=name_of)
def test_what_is_not_said_to_make_sense_is_refused(stage: Stage) -> None:
    sitting = STAGES[stage]()

    for command in COMMANDS:
        if type(command) not in allowed(sitting.state):
            assert refusal(sitting, command)


@pytest.mark.parametrize(
    ("stage", "command", "sentence"),
    [
        (Stage.READY, Next(), "Økta har ikke begynt ennå."),
        (Stage.READY, Undo(), "Det er ikke noe å angre."),
        (Stage.RUNNING, Begin(), "Klokka går allerede."),
        (Stage.RUNNING, Resume(), "Klokka går allerede."),
        (Stage.RUNNING, Back(), "Dette er det første steget."),
        (Stage.PAUSED, Pause(), "Økta står på pause."),
        (Stage.FINISHED, Next(), "Økta er avsluttet. Angre hvis det ikke var meningen."),
        (Stage.FINISHED, AddParticipant("Eva"), "Økta er avsluttet. Angre hvis det ikke var meningen."),
        (Stage.RUNNING, ChooseFacilitator("p9"), "Den som skal lede, må være til stede."),
        (Stage.RUNNING, MarkGone("p9"), "Den deltakeren er ikke til stede."),
        (Stage.RUNNING, MarkReturned("p1"), "Den deltakeren er allerede til stede."),
        (Stage.RUNNING, MarkFactor("Ledelse", Side.RISK, 1), "Faktorene merkes av i steget der de drøftes."),
        (Stage.RUNNING, ShowSlide(0), "Det er ingen flere lysark."),
        (Stage.RUNNING, ShowActions(shown=True), "Tiltakene vises i steget der dere skriver dem."),
    ],
    ids=name_of,
)
def test_a_refusal_says_why(stage: Stage, command: Command, sentence: str) -> None:
    assert refusal(STAGES[stage](), command) == sentence


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Skriv et navn."),
        (" \t\n ", "Skriv et navn."),
        ("x" * 61, "Navnet er for langt. Skriv høyst 60 tegn."),
        ("Kari", "Kari er allerede med. Legg til et etternavn eller en bokstav for å skille dem."),
        ("  kARI ", "kARI er allerede med. Legg til et etternavn eller en bokstav for å skille dem."),
        ("Nora, Per", "Skriv ett navn om gangen."),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(name: str, sentence: str) -> None:
    assert refusal(running(), AddParticipant(name)) == sentence


@pytest.mark.parametrize(
    ("person", "name", "sentence"),
    [
        ("p1", " ", "Skriv et navn."),
        ("p1", "x" * 61, "Navnet er for langt. Skriv høyst 60 tegn."),
        ("p1", "oLA", "oLA er allerede med. Legg til et etternavn eller en bokstav for å skille dem."),
        ("p1", "Kari, Ola", "Skriv ett navn om gangen."),
        ("p1", " Kari", "Navnet er som før."),
        ("p9", "Anne", "Den deltakeren er ikke med i økta."),
    ],
)
def test_a_name_that_cannot_take_the_place_of_another_is_refused(person: str, name: str, sentence: str) -> None:
    assert refusal(running(), RenameParticipant(person, name)) == sentence


def test_whoever_gets_another_name_is_the_same_person() -> None:
    sitting = running()
    sitting.do(ChooseFacilitator("p1"), MarkGone("p2"))
    before = sitting.state.course
    assert sitting.do(RenameParticipant("p1", "  kari\tNordmann "), RenameParticipant("p2", "Olav")) is None

    course = sitting.state.course
    assert [(person.id, person.name) for person in course.people[:2]] == [("p1", "kari Nordmann"), ("p2", "Olav")]
    assert replace(course, people=before.people) == before
    assert replay(sitting.agenda, sitting.records) == sitting.state


def test_only_the_letters_may_change_and_a_full_group_may_be_corrected() -> None:
    sitting = Sitting(names=[f"Person {number}" for number in range(12)])

    assert sitting.do(RenameParticipant("p1", "PERSON 0")) is None
    assert sitting.state.name("p1") == "PERSON 0"


def test_a_name_that_was_corrected_away_is_free_for_somebody_else() -> None:
    sitting = running()

    assert sitting.do(RenameParticipant("p1", "Karin"), AddParticipant("Kari")) is None
    assert refusal(sitting, RenameParticipant("p1", "Kari")).startswith("Kari er allerede med.")


def test_the_same_name_is_the_same_however_its_letters_are_put_together() -> None:
    sitting = Sitting(names=("Bjørn", "P\u00e5l"))

    assert refusal(sitting, AddParticipant("Pa\u030al")).startswith("P\u00e5l er allerede med.")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("[Kari]", "[Kari]"),
        ("no", "no"),
        ("../../etc", "../../etc"),
        ("👩‍🚒 Eva", "👩‍🚒 Eva"),
        ("E\x1b[31mva", "E␛[31mva"),
        ("E\u202eva", "E⟨U+202E⟩va"),
        ("  Eva \n Li ", "Eva Li"),
        ("x" * 60, "x" * 60),
    ],
)
def test_a_name_is_kept_as_text_that_cannot_act(typed: str, kept: str) -> None:
    sitting = running()
    sitting.do(AddParticipant(typed))

    assert sitting.state.present[-1].name == kept


def test_a_name_of_somebody_who_has_gone_is_still_taken() -> None:
    sitting = running()
    sitting.do(MarkGone("p1"))

    assert refusal(sitting, AddParticipant("Kari")).startswith("Kari er allerede med.")


def test_a_group_has_twelve_at_the_most() -> None:
    sitting = Sitting(names=[f"P{number}" for number in range(12)])

    assert refusal(sitting, AddParticipant("Eva")) == "Gruppa kan ha høyst 12 deltakere. Del dere heller i to."
    assert name_fault("Eva", [f"P{number}" for number in range(11)]) is None


def test_two_have_to_stay() -> None:
    sitting = Sitting(names=PEOPLE[:3])

    assert sitting.do(MarkGone("p1")) is None
    assert refusal(sitting, MarkGone("p2")) == "Det må være minst to igjen i gruppa. Avslutt økta i stedet."


def test_whoever_has_gone_can_neither_lead_nor_go_again() -> None:
    sitting = running()
    sitting.do(ChooseFacilitator("p1"), MarkGone("p1"))

    assert sitting.state.course.facilitator is None
    assert refusal(sitting, ChooseFacilitator("p1")) == "Den som skal lede, må være til stede."
    assert refusal(sitting, MarkGone("p1")) == "Den deltakeren er ikke til stede."


@pytest.mark.parametrize(
    "order",
    [
        (),
        ("p1",),
        ("p1", "p2", "p3"),
        ("p1", "p2", "p3", "p3"),
        ("p1", "p2", "p3", "p4", "p5"),
        ("p1", "p2", "p3", "x"),
    ],
)
def test_an_order_has_everybody_who_waits_once(order: tuple[str, ...]) -> None:
    assert refusal(running(), SetFocusOrder(order)) == (
        "Rekkefølgen må ha med alle som ikke har hatt sin runde, én gang hver."
    )


def test_an_order_on_the_way_has_only_those_who_wait_and_are_here() -> None:
    sitting = step("runder")
    sitting.do(MarkGone("p3"))

    assert refusal(sitting, SetFocusOrder(("p1", "p4", "p2")))
    assert refusal(sitting, SetFocusOrder(("p4", "p3", "p2")))
    assert sitting.do(SetFocusOrder(("p4", "p2"))) is None


@pytest.mark.parametrize("count", [-1, 13])
def test_a_factor_is_not_named_more_often_than_there_can_be_people(count: int) -> None:
    assert refusal(step("refleksjon"), MarkFactor("Ledelse", Side.RISK, count)) == (
        "En faktor kan nevnes fra 0 til 12 ganger."
    )


def test_a_factor_can_be_marked_and_cleared_on_each_side() -> None:
    sitting = step("refleksjon")
    sitting.do(MarkFactor("Ledelse", Side.RISK, 2), MarkFactor("Ledelse", Side.STRENGTH, 1))
    sitting.do(MarkFactor("Ledelse", Side.RISK, 0))

    assert sitting.state.marks == {
        ("refleksjon", "Ledelse", Side.RISK): 0,
        ("refleksjon", "Ledelse", Side.STRENGTH): 1,
    }


def test_a_factor_that_the_step_does_not_have_is_refused() -> None:
    assert refusal(step("refleksjon"), MarkFactor("Været", Side.RISK, 1))


@pytest.mark.parametrize(("page", "shown"), [(-1, False), (0, True), (2, True), (3, False)])
def test_only_pages_that_exist_are_shown(page: int, shown: bool) -> None:  # noqa: FBT001 - a table
    assert (step("intro").do(ShowSlide(page)) is None) == shown


def test_the_room_is_shown_what_is_agreed_on_only_in_the_step_that_agrees() -> None:
    closing = step("slutt")
    assert not closing.state.actions_shown
    assert closing.do(ShowActions(shown=True)) is None
    assert closing.state.actions_shown
    assert closing.do(ShowActions(shown=False)) is None
    assert not closing.state.actions_shown
    assert ShowActions not in allowed(step("refleksjon").state)


def test_slides_and_factors_make_sense_only_where_they_are() -> None:
    assert {ShowSlide, MarkFactor} & allowed(step("intro").state) == {ShowSlide}
    assert {ShowSlide, MarkFactor} & allowed(step("refleksjon").state) == {MarkFactor}


@pytest.mark.parametrize(
    ("used", "taken"), [(0, True), (59, True), (60, False), (61, False), (120, False), (500, False)]
)
def test_a_minute_is_taken_only_where_more_than_a_minute_is_left(used: int, taken: bool) -> None:  # noqa: FBT001 - a table
    sitting = running()
    sitting.wait(seconds(used))

    assert (sitting.do(AdjustTime(minutes(-1))) is None) == taken


def test_minutes_given_and_taken_are_the_timeboxs_own() -> None:
    sitting = running()
    sitting.do(AdjustTime(minutes(1)), AdjustTime(minutes(1)), AdjustTime(minutes(-1)))

    assert remaining(sitting.state, sitting.clock.now()) == minutes(3)
    assert sitting.boxes[0].planned == minutes(2)
    assert [box.allotted for box in sitting.to_come] == [box.planned for box in sitting.to_come]


def test_time_can_be_given_to_a_timebox_that_is_over_its_time() -> None:
    sitting = running()
    sitting.wait(minutes(10))

    assert sitting.do(AdjustTime(minutes(1))) is None
    assert remaining(sitting.state, sitting.clock.now()) == minutes(-7)


def test_next_after_the_last_timebox_ends_the_session() -> None:
    sitting = Sitting(one_step("5 min"))
    sitting.do(Begin())
    sitting.do(Next())

    assert sitting.state.stage is Stage.FINISHED
    assert sitting.state.box is None
    assert sitting.state.step is None


def test_next_goes_through_the_whole_plan_in_order() -> None:
    sitting = running()
    seen = [sitting.state.box]
    while sitting.do(Next()) is None and sitting.state.stage is Stage.RUNNING:
        seen.append(sitting.state.box)

    assert tuple(seen) == sitting.boxes


def test_next_from_a_pause_lets_the_clock_run() -> None:
    sitting = paused()
    sitting.wait(minutes(3))
    sitting.do(Next())

    assert sitting.state.stage is Stage.RUNNING
    assert elapsed(sitting.state, sitting.clock.now()) == timedelta()


def test_back_continues_from_the_time_it_had_used_and_so_does_next() -> None:
    sitting = running()
    sitting.wait(seconds(30))
    sitting.do(Next())
    sitting.wait(seconds(20))
    sitting.do(Back())
    assert elapsed(sitting.state, sitting.clock.now()) == seconds(30)
    sitting.wait(seconds(5))
    sitting.do(Next())
    assert elapsed(sitting.state, sitting.clock.now()) == seconds(20)
    sitting.do(Back())

    assert elapsed(sitting.state, sitting.clock.now()) == seconds(35)


def test_undo_takes_moves_back_one_at_a_time_down_to_the_setup() -> None:
    sitting = ready()
    courses = [sitting.state.course]
    moves: tuple[Command, ...] = (
        ChooseFacilitator("p2"),
        Begin(),
        Pause(),
        Next(),
        AddParticipant("Eva"),
        RenameParticipant("p2", "Ola Berg"),
        MarkGone("p1"),
    )
    for command in (*moves, AdjustTime(minutes(1)), MarkReturned("p1"), End()):
        sitting.wait(seconds(7))
        assert sitting.do(command) is None
        courses.append(sitting.state.course)
    while courses:
        assert sitting.state.course == courses.pop()
        assert (sitting.do(Undo()) is None) == bool(courses)

    assert sitting.state.stage is Stage.READY


def test_a_timebox_that_starts_says_who_and_what_for_the_reader_of_the_journal() -> None:
    sitting = step("runder")
    sitting.do(Next())

    assert sitting.records[-1].event == TimeboxStarted(
        place=sitting.state.course.at, step="runder", phase="Spørsmål", focus="p1", speaker="p2"
    )


def test_the_place_of_the_next_meeting_is_one_safe_line() -> None:
    sitting = running()
    sitting.do(SetNextMeeting(None, None, " Rom\n2\x07 "))

    assert sitting.state.next_meeting == NextMeetingSet(day=None, at=None, place="Rom 2␇")


def test_the_lot_is_told_from_a_choice() -> None:
    sitting = running()
    sitting.do(ChooseFacilitator("p2", by_lot=True))

    assert "by_lot=True" in repr(sitting.records[-1].event)
    assert sitting.state.course.facilitator == "p2"
