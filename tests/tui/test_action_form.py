"""The form for an action."""

import errno
from collections.abc import Callable
from datetime import date

import pytest

from aml_okt.core.actions import Action
from aml_okt.tui.screens.action_form import ActionDialog
from aml_okt.tui.widgets.field import Field
from tests.builders import PEOPLE
from tests.tui.dialogs import SMALL, USUAL, Opened, open_in
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]

TODAY = date(2026, 11, 23)
"""A Monday."""


def form(existing: Action | None = None) -> ActionDialog:
    return ActionDialog(PEOPLE, TODAY, lambda _action: None, existing)


def test_three_fields_and_enter_make_an_action() -> None:
    async def script(opened: Opened) -> None:
        for text in ("Fast fagmøte hver måned", "Kari", "1.12"):
            await opened.type(text)
            await opened.press("enter")

    assert open_in(form(), script) == Action("Fast fagmøte hver måned", "Kari", date(2026, 12, 1))


def test_the_key_bar_says_what_enter_does_in_each_field() -> None:
    async def script(opened: Opened) -> None:
        assert "Enter neste felt   Ctrl+S lagre" in opened.text
        await opened.press("enter", "enter")
        assert "Enter lagre   Escape la være" in opened.text

    open_in(form(), script)


def test_owner_and_date_may_be_open() -> None:
    async def script(opened: Opened) -> None:
        await opened.type("Snakke med HR")
        await opened.press("ctrl+s")

    assert open_in(form(), script) == Action("Snakke med HR")


def test_a_disk_that_refuses_it_does_not_cost_what_was_typed() -> None:
    refusals = [OSError(errno.ENOSPC, "No space left on device")]
    written: list[Action] = []

    def write(action: Action) -> None:
        if refusals:
            raise refusals.pop()
        written.append(action)

    async def script(opened: Opened) -> None:
        await opened.type("Snakke med HR")
        await opened.press("ctrl+s")
        assert "Tiltaket ble ikke lagret: disken er full. Prøv igjen." in opened.text
        assert "Snakke med HR" in opened.text
        await opened.press("ctrl+s")

    assert open_in(ActionDialog(PEOPLE, TODAY, write), script) == Action("Snakke med HR")
    assert written == [Action("Snakke med HR")]


def test_a_participant_is_suggested_as_owner() -> None:
    async def script(opened: Opened) -> None:
        await opened.type("Ringe")
        await opened.press("enter")
        await opened.type("ni")
        await opened.pilot.app.workers.wait_for_complete()
        await opened.press("right", "ctrl+s")

    assert open_in(form(), script) == Action("Ringe", "Nils")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("om 2 uker", "mandag 7. desember 2026, om 14 dager"),
        ("fredag", "fredag 27. november 2026, om 4 dager"),
        ("i morgen", "tirsdag 24. november 2026, i morgen"),
        ("i dag", "mandag 23. november 2026, i dag"),
        ("22.11.2026", "søndag 22. november 2026, for 1 dag siden"),
    ],
)
def test_the_day_that_was_understood_is_said_while_it_is_typed(text: str, words: str) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("enter", "enter")
        await opened.type(text)
        assert words in opened.text

    open_in(form(), script)


def test_an_action_without_words_is_asked_for_again() -> None:
    async def script(opened: Opened) -> None:
        await opened.press("enter", "enter", "enter")
        assert "Skriv hva som skal gjøres." in opened.text
        await opened.type("Ringe")
        assert "Skriv hva som skal gjøres." not in opened.text
        await opened.press("ctrl+s")

    assert open_in(form(), script) == Action("Ringe")


def test_a_day_that_cannot_be_read_is_asked_for_again_and_nothing_is_lost() -> None:
    async def script(opened: Opened) -> None:
        await opened.type("Ringe")
        await opened.press("enter", "enter")
        await opened.type("31.2")
        await opened.press("enter")
        assert "Dagen «31.2» finnes ikke. Se i kalenderen, og skriv en annen." in opened.text
        assert "Ringe" in opened.text
        await opened.press("backspace", "backspace", "backspace", "backspace")
        await opened.type("om en uke")
        await opened.press("enter")

    assert open_in(form(), script) == Action("Ringe", "", date(2026, 11, 30))


def test_escape_gives_nothing() -> None:
    async def script(opened: Opened) -> None:
        await opened.type("Ringe")
        await opened.press("escape")

    assert open_in(form(), script) is None


def test_an_existing_action_is_there_to_be_changed_and_stays_done() -> None:
    existing = Action("Ringe", "Ola", date(2026, 12, 1), done=True)

    async def script(opened: Opened) -> None:
        assert "Endre tiltaket" in opened.text
        assert "tirsdag 1. desember 2026" in opened.text
        await opened.type(" HR")
        await opened.press("ctrl+s")

    assert open_in(form(existing), script) == Action("Ringe HR", "Ola", date(2026, 12, 1), done=True)


def test_what_is_pasted_cannot_act_on_the_terminal() -> None:
    async def script(opened: Opened) -> None:
        opened.host.screen.query_one("#text", Field).insert("Ring \x1b[31mHR\u202e", 0)
        await opened.pilot.pause()
        assert "Ring ␛[31mHR⟨U+202E⟩" in opened.text
        await opened.press("ctrl+s")

    assert open_in(form(), script) == Action("Ring ␛[31mHR⟨U+202E⟩")


def test_it_fits_in_a_small_terminal() -> None:
    async def script(opened: Opened) -> None:
        for words in ("Nytt tiltak", "Ansvarlig", "Frist", "Escape la være"):
            assert words in opened.text

    open_in(form(), script, SMALL)


def test_the_form_looks_like_this(snap_compare: SnapCompare) -> None:
    keys = [*"Månedlig fagmøte".replace(" ", "_"), "enter", *"Kari", "enter", *"1.12"]
    keys = ["space" if key == "_" else "full_stop" if key == "." else key for key in keys]
    assert snap_compare(Host(form()), keys, terminal_size=USUAL)
