"""The people in the setup screen: added, pasted, moved, taken out, and never acting."""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from aml_okt.clock import SettableClock
from aml_okt.opening import Opening
from aml_okt.runner import Setup
from aml_okt.scene.setup_words import split_names
from aml_okt.tui.widgets.field import Field, NamesField
from aml_okt.tui.widgets.people_list import PeopleList
from tests.tui.hosts import Host
from tests.tui.setup_stage import filled, focused, keys, message, names, opening_at, paste, plan_text, play, said, write


@pytest.fixture
def opening(clock: SettableClock) -> Opening:
    return opening_at(clock)


# The people


def test_a_pasted_list_becomes_names(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#name")
        await paste(pilot, "Kari, Ola;Liv\n- Per\r\n\nNils")
        assert names(app) == ("Kari", "Ola", "Liv", "Per", "Nils")
        assert message(app) == "5 navn lagt til."
        assert app.screen.query_one(NamesField).value == ""

    play(opening, script)


def test_a_list_typed_with_commas_becomes_names(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#name")
        await write(pilot, "Kari, Ola")
        await pilot.press("enter")
        assert names(app) == ("Kari", "Ola")

    play(opening, script)


def test_a_single_pasted_name_waits_in_the_field(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#name")
        await paste(pilot, "Kari")
        assert (names(app), app.screen.query_one(NamesField).value) == ((), "Kari")

    play(opening, script)


def test_delete_takes_the_marked_name_out_and_backspace_does_too(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one(PeopleList).focus()
        await pilot.press("down", "delete")
        assert names(app) == ("Kari", "Liv")
        assert message(app) == "Ola er tatt ut av lista."
        await pilot.press("backspace")
        assert names(app) == ("Kari",)
        await pilot.press("backspace")
        await pilot.pause()
        assert (names(app), focused(app)) == ((), "name")

    play(filled(opening, "Kari", "Ola", "Liv"), script)


def test_a_name_is_corrected_where_it_stands(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one(PeopleList).focus()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert (names(app), focused(app)) == (("Kari", "Olla", "Liv"), "name")
        assert app.screen.query_one(NamesField).value == "Olla"
        assert message(app) == "Rett navnet, og trykk Enter."
        await pilot.press("backspace", "backspace", "a", "enter")
        await pilot.pause()
        assert (names(app), app.screen.query_one(NamesField).value) == (("Kari", "Ola", "Liv"), "")
        assert message(app) == "Navnet er rettet."

    play(filled(opening, "Kari", "Olla", "Liv"), script)


def test_another_name_can_be_corrected_before_the_first_is_done(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        people = app.screen.query_one(PeopleList)
        people.focus()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("n")
        people.focus()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert (names(app), app.screen.query_one(NamesField).value) == (("Karin", "Ola", "Liv"), "Ola")
        await pilot.press("f9")

    result = play(filled(opening, "Kari", "Ola", "Liv"), script)

    assert isinstance(result, Setup)
    assert result.names == ("Karin", "Ola", "Liv")


@pytest.mark.parametrize("how", [["escape"], [*["backspace"] * 4, "enter"]])
def test_a_correction_that_is_given_up_leaves_all_as_it_was(opening: Opening, how: list[str]) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one(PeopleList).focus()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*how)
        await pilot.pause()
        assert (names(app), message(app)) == (("Kari", "Ola", "Liv"), "")
        await pilot.click("#name")
        await pilot.press(*"Nils", "enter")
        assert names(app) == ("Kari", "Ola", "Liv", "Nils")

    play(filled(opening, "Kari", "Ola", "Liv"), script)


def test_a_correction_that_is_left_and_begun_again_adds_nobody(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one(PeopleList).focus()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("n", "tab", "enter")
        await pilot.pause()
        assert (names(app), app.screen.query_one(NamesField).value) == (("Karin", "Ola", "Liv"), "Karin")
        await pilot.press("enter")
        assert names(app) == ("Karin", "Ola", "Liv")

    play(filled(opening, "Kari", "Ola", "Liv"), script)


def test_a_name_that_is_taken_out_while_it_is_corrected_is_a_new_one(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        people = app.screen.query_one(PeopleList)
        people.focus()
        await pilot.press("enter")
        await pilot.pause()
        people.focus()
        await pilot.press("delete")
        await pilot.pause()
        app.screen.query_one(NamesField).focus()
        await pilot.press("n", "escape")
        assert app.screen.query_one(NamesField).value == "Karin"
        app.screen.query_one(NamesField).focus()
        await pilot.press("enter")
        assert names(app) == ("Ola", "Liv", "Karin")

    play(filled(opening, "Kari", "Ola", "Liv"), script)


def test_names_that_are_pasted_over_a_correction_begin_with_it(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one(PeopleList).focus()
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(NamesField).post_message(events.Paste("Karin, Else"))
        await pilot.pause()
        await pilot.pause()
        assert (names(app), app.screen.query_one(NamesField).value) == (("Karin", "Ola", "Liv", "Else"), "")
        await pilot.press("f9")

    result = play(filled(opening, "Kari", "Ola", "Liv"), script)
    assert isinstance(result, Setup)
    assert result.names == ("Karin", "Ola", "Liv", "Else")


def test_a_correction_to_the_name_of_another_is_refused(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one(PeopleList).focus()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*["backspace"] * 4, *"Ola", "enter")
        await pilot.pause()
        assert names(app) == ("Kari", "Ola", "Liv")
        assert app.screen.query_one(NamesField).value == "Ola"
        await pilot.press("f", "enter")
        assert names(app) == ("Olaf", "Ola", "Liv")

    play(filled(opening, "Kari", "Ola", "Liv"), script)


def test_backspace_in_a_field_takes_nobody_out(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#name")
        await pilot.press("backspace", "delete", "shift+up")
        assert names(app) == ("Kari", "Ola")

    play(filled(opening, "Kari", "Ola"), script)


def test_shift_and_an_arrow_move_a_name_and_the_mark_follows(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one(PeopleList).focus()
        await pilot.press("shift+up", "shift+down", "shift+down", "shift+down")
        assert names(app) == ("Ola", "Liv", "Kari")
        assert app.screen.query_one(PeopleList).current == 2
        await pilot.press("shift+up")
        assert names(app) == ("Ola", "Kari", "Liv")

    play(filled(opening, "Kari", "Ola", "Liv"), script)


def test_the_mouse_moves_a_name_and_takes_it_out(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        width = app.screen.query_one(PeopleList).size.width + 1
        await pilot.hover("#people", offset=(5, 2))
        await pilot.click("#people", offset=(width - 8, 2))
        assert names(app) == ("Kari", "Liv", "Ola")
        await pilot.click("#people", offset=(width - 5, 0))
        assert names(app) == ("Liv", "Kari", "Ola")
        await pilot.click("#people", offset=(width - 2, 1))
        assert names(app) == ("Liv", "Ola")

    play(filled(opening, "Kari", "Ola", "Liv"), script)


def test_the_keys_of_the_list_are_named_while_it_has_them(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        assert "Delete ta bort" not in keys(app)
        app.screen.query_one(PeopleList).focus()
        await pilot.pause()
        await pilot.pause()
        assert "F9 start økta | Enter rett | Delete ta bort | Shift+↑ flytt opp | Shift+↓ flytt ned" in keys(app)

    play(filled(opening, "Kari", "Ola"), script)


def test_a_hostile_name_is_shown_and_never_acts(opening: Opening) -> None:
    hostile = ("[red]Kari[/]", "hei [/", "\x1b]0;x\x07Ola", "\u202eviL", "Per\nNils")

    async def script(pilot: Pilot[Any], app: Host) -> None:
        shown = said(app.screen.query_one(PeopleList)) + plan_text(app)
        for text in ("[red]Kari[/]", "hei [/", "␛]0;x␇Ola", "⟨U+202E⟩viL", "Per Nils"):
            assert shown.count(text) == 2
        await pilot.click("#unit")
        await paste(pilot, "\x1b[31mrød [b]")
        assert app.screen.query_one("#unit", Field).value == "␛[31mrød [b]Barnevernet"

    async def home(pilot: Pilot[Any], app: Host) -> None:
        app.screen.query_one("#unit", Field).cursor_position = 0
        await script(pilot, app)

    play(filled(opening, *hostile), home, (120, 50))


def test_a_name_wider_than_the_list_ends_in_an_ellipsis(opening: Opening) -> None:
    async def script(_pilot: Pilot[Any], app: Host) -> None:
        lines = said(app.screen.query_one(PeopleList)).split("\n")
        assert lines[0].rstrip().endswith("…")
        assert len({len(line) for line in lines}) == 1

    play(filled(opening, "Navn " * 10 + "Navnesen", "Ola"), script, (80, 24))


@pytest.mark.parametrize("text", ["", " , ;\n", "- "])
def test_a_list_of_nothing_holds_no_names(text: str) -> None:
    assert split_names(text) == ()
