"""What stands in a form is on the disk before it is saved, and is gone on with after a crash."""

from datetime import date, time

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import End, SetNextMeeting
from aml_okt.files import folders
from aml_okt.files.note_file import read_drafts, read_notes
from aml_okt.minutes_file import write_minutes
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.form import FormDialog
from tests.tui.dialogs import done, gone_to
from tests.tui.leading import Led, lead

NOTES = "notes"
DRAFT = "utkast-til-tiltak.md"


def drafts(runner: SessionRunner) -> list[str]:
    return [note.text for note in read_drafts(runner.folder)]


def form_stands(led: Led) -> bool:
    return isinstance(led.host.screen, FormDialog)


async def saved(led: Led) -> None:
    """Wait until everything typed so far has been saved."""
    await led.pilot.pause(0.6)


def left_in_the_form(runner: SessionRunner, clock: SettableClock, *keys: str) -> None:
    """Fill in a form, and let the power go."""

    async def script(led: Led) -> None:
        await led.press(*keys)
        await saved(led)

    lead(runner, clock, script)


def taken_up(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The session as another process finds it."""
    runner.close()
    return SessionRunner.take_up(runner.folder, clock)


@pytest.fixture
def closing(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The session in its last step."""
    return gone_to(runner, clock, "avslutning")


def test_an_action_that_was_not_saved_is_told_of_and_gone_on_with(closing: SessionRunner, clock: SettableClock) -> None:
    left_in_the_form(closing, clock, "t", *"Fagmøte", "enter", *"kar", "enter", *"om 2 uk")
    assert drafts(closing) == ["tiltak: Fagmøte\nansvarlig: kar\nfrist: om 2 uk"]
    again = taken_up(closing, clock)

    async def script(led: Led) -> None:
        assert led.told == "Et tiltak ble ikke lagret. Trykk t for å fortsette på det."
        await led.press("t")
        assert "Dette ble ikke lagret sist. Ctrl+S lagrer det nå." in led.text
        assert [field.value for field in led.host.screen.query("Field")] == ["Fagmøte", "kar", "om 2 uk"]  # type: ignore[attr-defined] # fields all
        await led.press("enter", "i", "enter", *"er", "ctrl+s")
        await saved(led)

    lead(again, clock, script)
    (action,) = again.actions.read()
    assert (action.text, action.owner, str(action.due)) == ("Fagmøte", "kari", "2026-12-07")
    assert drafts(again) == []
    assert not (again.folder / NOTES / DRAFT).exists()


def test_a_change_of_an_action_is_gone_on_with_as_that(closing: SessionRunner, clock: SettableClock) -> None:
    closing.actions.add(Action("Fagmøte", "Kari"))
    left_in_the_form(closing, clock, "T", *" hver måned")
    again = taken_up(closing, clock)
    again.actions.add(Action("Kaffe"))  # somebody has written another one meanwhile

    async def script(led: Led) -> None:
        assert led.told == "En endring av et tiltak ble ikke lagret. Trykk t for å fortsette på den."
        await led.press("t")
        assert "Endre tiltaket" in led.text
        await led.press("ctrl+s")
        await saved(led)

    lead(again, clock, script)
    assert [action.text for action in again.actions.read()] == ["Fagmøte hver måned", "Kaffe"]


def test_a_field_that_was_emptied_is_empty_still(closing: SessionRunner, clock: SettableClock) -> None:
    closing.actions.add(Action("Kaffe", "Kari"))
    left_in_the_form(closing, clock, "T", "enter", *["backspace"] * 4)
    again = taken_up(closing, clock)

    async def script(led: Led) -> None:
        await led.press("t", "ctrl+s")
        await saved(led)

    lead(again, clock, script)
    assert again.actions.read() == (Action("Kaffe"),)


def test_a_meeting_that_was_not_saved_is_told_of_and_gone_on_with(closing: SessionRunner, clock: SettableClock) -> None:
    left_in_the_form(closing, clock, "m", *"fredag", "enter", *"1030", "enter", *"Kantina")
    again = taken_up(closing, clock)

    async def script(led: Led) -> None:
        assert led.told == "Avtalen om neste møte ble ikke lagret. Trykk m for å fortsette på den."
        await led.press("m", "ctrl+s")
        await saved(led)

    lead(again, clock, script)
    assert again.state.next_meeting is not None
    assert again.state.next_meeting.place == "Kantina"
    assert drafts(again) == []


def test_the_first_escape_asks_and_the_second_throws_it_away(closing: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("t", *"Fagmøte", "escape")
        assert "Ikke lagret ennå. Ctrl+S lagrer, Escape forkaster." in led.text
        await led.press("x", "escape")
        assert form_stands(led)  # it was written in since it asked
        await saved(led)
        assert drafts(closing) == ["tiltak: Fagmøtex"]
        await led.press("escape")
        assert not form_stands(led)
        await saved(led)
        assert drafts(closing) == []
        await led.press("t", "escape")
        assert not form_stands(led)  # there was nothing to ask about

    lead(closing, clock, script)
    assert list((closing.folder / NOTES).iterdir()) == []


def test_what_is_offered_is_offered_no_more_when_it_has_been_thrown_away(
    closing: SessionRunner, clock: SettableClock
) -> None:
    left_in_the_form(closing, clock, "t", *"Fagmøte", "escape", "escape", "m", *"fredag")
    left_in_the_form(closing, clock, "t", *"Kaffe")
    again = taken_up(closing, clock)

    async def script(led: Led) -> None:
        both = "Et tiltak og avtalen om neste møte ble ikke lagret. Trykk t og m for å fortsette på dem."
        assert led.told == both
        await led.press("t", "escape", "escape")
        assert led.told == "Avtalen om neste møte ble ikke lagret. Trykk m for å fortsette på den."
        await led.press("m", "escape", "escape")
        assert "ikke lagret" not in led.text

    lead(again, clock, script)


def test_what_is_taken_back_is_nothing_to_ask_about(closing: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("t", "a", "backspace", "escape")
        assert not form_stands(led)

    lead(closing, clock, script)


def test_a_break_until_can_be_left_with_one_key(runner: SessionRunner, clock: SettableClock) -> None:
    pausing = gone_to(runner, clock, "pause")

    async def script(led: Led) -> None:
        await led.press("k")
        assert form_stands(led)
        await led.press("1", "escape")
        assert not form_stands(led)

    lead(pausing, clock, script)


def test_an_action_that_was_written_just_before_the_power_went_is_not_asked_about(
    closing: SessionRunner, clock: SettableClock
) -> None:
    left_in_the_form(closing, clock, "t", *"Fagmøte")
    closing.actions.add(Action("Fagmøte"))
    again = taken_up(closing, clock)

    async def script(led: Led) -> None:
        assert "ikke lagret" not in led.text
        await saved(led)

    lead(again, clock, script)
    assert drafts(again) == []


@pytest.mark.parametrize("due", ["fredag", "snart"])
def test_an_action_that_only_looks_like_one_that_is_written_is_asked_about(
    closing: SessionRunner, clock: SettableClock, due: str
) -> None:
    left_in_the_form(closing, clock, "t", *"Fagmøte", "enter", "enter", *due)
    closing.actions.add(Action("Fagmøte"))
    again = taken_up(closing, clock)

    async def script(led: Led) -> None:
        assert "Et tiltak ble ikke lagret." in led.told

    lead(again, clock, script)


def test_a_draft_is_in_no_minutes_and_whoever_writes_them_is_told(closing: SessionRunner, clock: SettableClock) -> None:
    left_in_the_form(closing, clock, "t", *"Fagmøte")
    done(closing, End())
    written = write_minutes(closing.folder, closing.state, clock.now())
    assert "Fagmøte" not in written.path.read_text("utf-8")
    assert list(written.remarks) == [f"Et tiltak ble ikke lagret. Det som ble skrevet, ligger i notes/{DRAFT}."]


def test_what_a_disk_refuses_of_a_draft_goes_elsewhere_and_comes_home(
    closing: SessionRunner, clock: SettableClock
) -> None:
    notes = closing.folder / NOTES
    notes.write_text("en fil der mappa skulle vært")
    left_in_the_form(closing, clock, "t", *"Fagmøte")
    (refuge,) = folders.refuges(closing.folder)[0].iterdir()
    assert "tiltak: Fagmøte" in refuge.read_text("utf-8")
    notes.unlink()
    again = taken_up(closing, clock)
    assert drafts(again) == ["tiltak: Fagmøte"]
    assert not refuge.exists()


@pytest.mark.parametrize("when", ["between runs", "while it stands"])
def test_what_somebody_else_writes_in_a_draft_outlives_it(
    closing: SessionRunner, clock: SettableClock, when: str
) -> None:
    def write() -> None:
        draft = closing.folder / NOTES / DRAFT
        draft.write_text(draft.read_text("utf-8") + "\nHusk: budsjettet!", "utf-8")

    async def script(led: Led) -> None:
        await led.press("t", *"Fagmøte")
        await saved(led)
        if when == "while it stands":
            write()
            await led.press("ctrl+s")
            await saved(led)

    lead(closing, clock, script)
    if when == "between runs":
        write()
    again = taken_up(closing, clock)

    async def go_on(led: Led) -> None:
        await led.press("t", *"x", "ctrl+s")
        await saved(led)

    lead(again, clock, go_on)
    assert any("Husk: budsjettet!" in note.text for note in read_notes(closing.folder))
    assert drafts(again) == []


def test_a_meeting_that_was_written_just_before_the_power_went_is_not_asked_about(
    closing: SessionRunner, clock: SettableClock
) -> None:
    left_in_the_form(closing, clock, "m", *"fredag", "enter", *"10:30", "enter", *"Kantina")
    done(closing, SetNextMeeting(date(2026, 11, 27), time(10, 30), "Kantina"))
    again = taken_up(closing, clock)

    async def script(led: Led) -> None:
        assert "ikke lagret" not in led.text
        await saved(led)

    lead(again, clock, script)
    assert drafts(again) == []


def test_a_draft_that_is_renamed_goes_when_it_is_saved(closing: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("m", *"fredag")
        await saved(led)
        draft = closing.folder / NOTES / "utkast-til-neste-mote.md"
        draft.rename(draft.with_name("x.md"))
        await led.press("ctrl+s")
        await saved(led)

    lead(closing, clock, script)
    assert drafts(closing) == []
