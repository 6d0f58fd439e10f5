"""What is shared from the rounds, on the screen: one key opens its own note, and nothing of it goes anywhere else."""

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin
from aml_okt.files.note_file import NoteKey, read_notes
from aml_okt.runner import SessionRunner
from aml_okt.tui.widgets.note_desk import NoteDesk
from tests.tui.dialogs import SMALL, USUAL, done, gone_to
from tests.tui.leading import Led, lead

LINE = "Delt fra rundene i referatet: det fokuspersonen vil dele"


def texts(runner: SessionRunner) -> dict[str, str]:
    """What each note says, by the name of its file."""
    return {note.path.name: note.text for note in read_notes(runner.folder)}


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_one_key_opens_it_and_says_what_belongs_in_it(
    runner: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    gone_to(runner, clock, "utsjekk")

    async def script(led: Led) -> None:
        assert "Delt fra rundene" not in led.text
        assert "Trykk n for å skrive, e for å dele fra rundene. Alt lagres mens du skriver." in led.text
        await led.press("e")
        assert LINE in led.text
        assert "Skriv det dere har lært, ikke dilemmaet." in led.text
        await led.press("V", "i", "escape")
        led.screen.finish()

    lead(runner, clock, script, size)
    assert texts(runner) == {"05b-delt.md": "Vi"}


@pytest.mark.parametrize("key", ["e", "n"])
def test_the_same_key_and_the_notes_key_go_back_to_the_note_of_the_step(
    runner: SessionRunner, clock: SettableClock, key: str
) -> None:
    gone_to(runner, clock, "utsjekk")

    async def script(led: Led) -> None:
        await led.press("e", "d", "escape", key)
        assert "Delt fra rundene" not in led.text
        assert (led.screen.focused is None) == (key == "e")
        await led.press("escape", "n", "s", "escape", "e")
        assert led.screen.note_text == "d"
        led.screen.finish()

    lead(runner, clock, script)
    assert texts(runner) == {"05b-delt.md": "d", "06-utsjekk.md": "s"}


def test_it_stays_open_for_as_long_as_the_group_is_in_the_step_and_is_the_same_in_the_next(
    runner: SessionRunner, clock: SettableClock
) -> None:
    gone_to(runner, clock, "utsjekk")

    async def script(led: Led) -> None:
        await led.press("e", "a", "f9", "b")
        assert "Ola har ordet" in led.text
        assert LINE in led.text
        await led.press("escape", *["enter"] * 4)
        assert runner.state.step is not None
        assert runner.state.step.id == "avslutning"
        assert "Delt fra rundene" not in led.text
        await led.press("e", "c")
        assert led.screen.note_text == "abc"
        led.screen.finish()

    lead(runner, clock, script)
    assert texts(runner) == {"05b-delt.md": "abc"}


@pytest.mark.parametrize("step", ["innsjekk", "refleksjon", "kollegaveiledning"])
def test_there_is_nothing_to_share_before_the_rounds_are_behind(
    runner: SessionRunner, clock: SettableClock, step: str
) -> None:
    gone_to(runner, clock, step)

    async def script(led: Led) -> None:
        await led.press("e")
        assert "fra rundene" not in led.text
        assert led.screen.focused is None

    lead(runner, clock, script)


def test_nothing_of_a_round_is_copied_into_it_and_the_journal_holds_nothing_of_it(
    runner: SessionRunner, clock: SettableClock
) -> None:
    gone_to(runner, clock, "kollegaveiledning")
    assert runner.state.box is not None
    kari = next(person for person in runner.state.course.people if person.id == runner.state.box.focus)
    runner.notebook.save(NoteKey.of(runner.state.agenda.step("kollegaveiledning"), kari, 1), "hemmelig")
    gone_to(runner, clock, "avslutning")

    async def script(led: Led) -> None:
        await led.press("e")
        assert led.screen.note_text == ""
        await led.press(*"kanari", "escape")
        led.screen.finish()

    lead(runner, clock, script)
    assert texts(runner) == {"05b-1-kari.md": "hemmelig", "05b-delt.md": "kanari"}
    assert "kanari" not in (runner.folder / "journal.jsonl").read_text("utf-8")


def test_the_group_does_not_see_it_and_the_key_brings_it_back(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "avslutning")

    async def script(led: Led) -> None:
        await led.press("e", *"kanari", "f5")
        assert "kanari" not in led.text
        assert "Delt fra rundene" not in led.text
        await led.press("e", "!")
        assert "kanari!" in led.text
        assert led.screen.query_one(NoteDesk).area.has_focus

    lead(runner, clock, script)


def test_where_there_is_no_room_for_a_note_that_is_said(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "avslutning")

    async def script(led: Led) -> None:
        await led.press("e")
        assert led.told == "Vinduet er for lite til å skrive i. Gjør det høyere."

    lead(runner, clock, script, (80, 14))


def test_it_is_found_by_name(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "avslutning")

    async def script(led: Led) -> None:
        await led.press("ctrl+p", *"rundene", "enter")
        await led.pilot.pause()
        assert LINE in led.text

    lead(runner, clock, script)


def test_in_a_session_that_has_just_begun_the_key_does_nothing(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        await led.press("e")
        assert not led.screen.check_action("share_from_rounds", ())

    lead(runner, clock, script)
