"""The dialog of those who take part."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import AddParticipant, ChooseFacilitator, MarkGone, Undo
from aml_okt.core.events import ParticipantJoined, ParticipantLeft
from aml_okt.core.timing import projected_end
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.people import PeopleDialog
from tests.tui.dialogs import SMALL, USUAL, Opened, done, gone_to, open_in
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]


@pytest.fixture
def begun(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The session of five in the third step, with Ola leading."""
    return done(gone_to(runner, clock, "faglig-intro"), ChooseFacilitator("p2"))


def names(runner: SessionRunner) -> list[str]:
    return [person.name for person in runner.state.present]


def test_everyone_is_there_with_seat_and_role(begun: SessionRunner) -> None:
    done(begun, MarkGone("p3"))

    async def script(opened: Opened) -> None:
        rows = [line.split() for line in opened.text.splitlines()]
        assert ["2", "Ola", "fasilitator"] in rows
        assert ["▌", "1", "Kari"] in rows
        assert ["3", "Liv", "har", "gått"] in rows

    open_in(PeopleDialog(begun), script)


def test_what_a_newcomer_means_is_shown_while_the_name_is_typed_and_nothing_has_happened_yet(
    begun: SessionRunner,
) -> None:
    before = begun.state

    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("Nora")
        assert "Med Nora blir slutten 12:50, 15 min senere." in opened.text
        assert "Tid til hver: Refleksjon 2:00 → 1:40" in opened.text
        assert "Enter ta med" in opened.text
        assert begun.state is before

    open_in(PeopleDialog(begun), script)


def test_enter_takes_the_newcomer_in_and_the_end_is_as_it_was_said(begun: SessionRunner, clock: SettableClock) -> None:
    before = projected_end(begun.state, clock.now())

    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("Nora")
        await opened.press("enter")
        assert "Nora er med. Du kan angre med u når du er tilbake i økta." in opened.text
        assert "6   Nora" in opened.text

    open_in(PeopleDialog(begun), script)
    assert names(begun) == ["Kari", "Ola", "Liv", "Per", "Nils", "Nora"]
    assert projected_end(begun.state, clock.now()) - before == timedelta(minutes=15)


def test_escape_leaves_the_newcomer_out_and_the_dialog_open(begun: SessionRunner) -> None:
    before = begun.state

    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("Nora")
        await opened.press("escape")
        assert "Nora" not in opened.text
        assert "a legg til" in opened.text

    open_in(PeopleDialog(begun), script)
    assert begun.state is before


def test_the_letters_of_a_name_are_no_commands(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("gaf")
        assert "Med gaf blir slutten" in opened.text

    open_in(PeopleDialog(begun), script)
    assert len(begun.state.present) == 5


def test_a_name_that_is_there_already_is_refused_with_what_to_do(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("kari")
        await opened.press("enter")
        assert "Kari er allerede med" in opened.text or "kari er allerede med" in opened.text
        assert "Hvem er kommet?" in opened.text

    open_in(PeopleDialog(begun), script)
    assert len(begun.state.present) == 5


def test_two_names_at_once_are_not_taken_for_one_person(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("Nora, Jon")
        await opened.press("enter")
        assert "Skriv ett navn om gangen." in opened.text
        assert "Hvem er kommet?" in opened.text

    open_in(PeopleDialog(begun), script)
    assert len(begun.state.present) == 5


def test_somebody_who_goes_is_asked_about_with_the_new_end(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("down", "down", "g")
        assert "Uten Liv blir slutten 12:20, 15 min tidligere." in opened.text
        assert len(begun.state.present) == 5
        await opened.press("enter")
        assert "Liv har gått." in opened.text

    open_in(PeopleDialog(begun), script)
    assert names(begun) == ["Kari", "Ola", "Per", "Nils"]
    assert isinstance(begun.state.earlier.last.move, ParticipantLeft)


def test_escape_lets_somebody_stay_and_so_does_a_click_on_somebody_else(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("g", "escape")
        assert "blir slutten" not in opened.text
        await opened.press("g")
        await opened.pilot.click("ChoiceList", offset=(5, 3))
        assert "blir slutten" not in opened.text

    open_in(PeopleDialog(begun), script)
    assert len(begun.state.present) == 5


def test_somebody_who_had_gone_can_come_back(begun: SessionRunner) -> None:
    done(begun, MarkGone("p1"))

    async def script(opened: Opened) -> None:
        assert "g er tilbake" in opened.text
        assert "f fasilitator" not in opened.text
        await opened.press("g")
        assert "Med Kari blir slutten" in opened.text
        await opened.press("enter")

    open_in(PeopleDialog(begun), script)
    assert names(begun)[0] == "Kari"


def test_the_last_two_cannot_go_and_the_dialog_says_why(begun: SessionRunner) -> None:
    done(begun, MarkGone("p3"), MarkGone("p4"), MarkGone("p5"))

    async def script(opened: Opened) -> None:
        await opened.press("g")
        assert "Det må være minst to igjen i gruppa." in opened.text

    open_in(PeopleDialog(begun), script)
    assert len(begun.state.present) == 2


def test_the_chosen_person_can_be_made_facilitator(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("f")
        assert "Kari leder dere nå." in opened.text
        assert "f fasilitator" not in opened.text

    open_in(PeopleDialog(begun), script)
    assert begun.state.course.facilitator == "p1"


def test_the_chosen_persons_name_is_written_anew_from_what_it_was(begun: SessionRunner) -> None:
    course = begun.state.course

    async def script(opened: Opened) -> None:
        await opened.press("down", "down", "r")
        assert "Hva er riktig navn?" in opened.text
        assert "Enter rett navnet" in opened.text
        await opened.type(" Dahl")
        assert "slutten" not in opened.text
        await opened.press("enter")
        assert "Liv heter nå Liv Dahl. Du kan angre med u når du er tilbake i økta." in " ".join(opened.text.split())
        assert "3   Liv Dahl" in opened.text
        assert "Hva er riktig navn?" not in opened.text
        assert "r rett" in opened.text

    open_in(PeopleDialog(begun), script)
    assert names(begun) == ["Kari", "Ola", "Liv Dahl", "Per", "Nils"]
    done(begun, Undo())
    assert begun.state.course == course


@pytest.mark.parametrize("keys", [("D", "escape"), ("enter",)], ids=["given up", "unchanged"])
def test_a_name_that_is_let_be_is_as_it_was(begun: SessionRunner, keys: tuple[str, ...]) -> None:
    before = begun.state

    async def script(opened: Opened) -> None:
        await opened.press("r", *keys)
        assert "Hva er riktig navn?" not in opened.text
        await opened.press("down", "r")
        assert "Ola" in opened.text.split("Hva er riktig navn?")[1]

    open_in(PeopleDialog(begun), script)
    assert begun.state is before


def test_a_name_that_somebody_else_has_is_refused_while_it_is_typed(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("r", *["backspace"] * 4)
        assert "Skriv et navn." in opened.text
        await opened.type("ola")
        await opened.press("enter")
        assert "ola er allerede med." in opened.text
        assert "Hva er riktig navn?" in opened.text

    open_in(PeopleDialog(begun), script)
    assert names(begun)[:2] == ["Kari", "Ola"]


def test_what_can_be_done_with_somebody_fits_a_small_terminal(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        for key in ("a legg til", "g har gått", "f fasilitator", "r rett", "? hjelp"):
            assert key in opened.text

    open_in(PeopleDialog(begun), script, SMALL)


def test_what_was_done_here_can_be_undone(begun: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("Nora")
        await opened.press("enter")

    open_in(PeopleDialog(begun), script)
    assert isinstance(begun.state.earlier.last.move, ParticipantJoined)
    done(begun, Undo())
    assert len(begun.state.present) == 5


def test_a_hostile_name_is_seen_and_does_nothing(begun: SessionRunner) -> None:
    done(begun, AddParticipant("[b]Ond[/b] \x1b[31m\u202eRød"))

    async def script(opened: Opened) -> None:
        assert "[b]Ond[/b] ␛[31m⟨U+202E⟩Rød" in opened.text

    open_in(PeopleDialog(begun), script)


def test_twelve_people_fit_in_a_small_terminal_with_the_question_in_sight(begun: SessionRunner) -> None:
    done(begun, *(AddParticipant(f"Person {number}") for number in range(6)))

    async def script(opened: Opened) -> None:
        await opened.press("a")
        await opened.type("Nora")
        await opened.pilot.pause()
        assert "Nora" in opened.text
        assert "Med Nora blir slutten" in opened.text
        await opened.press("enter", "up", "up")
        assert "▌ 10" in opened.text

    open_in(PeopleDialog(begun), script, SMALL)


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folder as a file")
def test_when_the_disk_refuses_a_red_line_says_so_and_nothing_has_changed(begun: SessionRunner) -> None:
    journal = begun.folder / "journal.jsonl"

    async def script(opened: Opened) -> None:
        begun.close()
        journal.unlink()
        journal.mkdir()
        await opened.press("f")
        unwrapped = " ".join(opened.text.split())
        assert "Fikk ikke skrevet til disken: det er en mappe. Ingenting er endret." in unwrapped
        assert "Deltakere" in opened.text

    open_in(PeopleDialog(begun), script)
    assert begun.state.course.facilitator == "p2"


def test_the_people_look_like_this(begun: SessionRunner, snap_compare: SnapCompare) -> None:
    done(begun, MarkGone("p3"), AddParticipant("[b]Ond[/b] \x1b[31mRød"))
    assert snap_compare(Host(PeopleDialog(begun)), terminal_size=USUAL)


def test_a_newcomer_looks_like_this_before_the_yes(begun: SessionRunner, snap_compare: SnapCompare) -> None:
    assert snap_compare(Host(PeopleDialog(begun)), ["a", "N", "o", "r", "a"], terminal_size=USUAL)
