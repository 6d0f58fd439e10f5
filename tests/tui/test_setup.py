"""The setup screen: the way through it, what is missing, and the plan for exactly these people."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from aml_okt.clock import SettableClock
from aml_okt.opening import Opening
from aml_okt.runner import Setup
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.widgets.field import Field, NamesField
from aml_okt.tui.widgets.header_bar import HeaderBar
from aml_okt.tui.widgets.people_list import PeopleList
from aml_okt.tui.widgets.plan_view import PlanTable
from aml_okt.tui.widgets.tick import Tick
from aml_okt.tui.widgets.words import Words
from tests.builders import OSLO, PEOPLE, seconds
from tests.tui.hosts import UNANSWERED, Host
from tests.tui.setup_stage import TWELVE, filled, focused, message, names, opening_at, plan_text, play, said, write


@pytest.fixture
def opening(clock: SettableClock) -> Opening:
    return opening_at(clock)


# The way through


def test_a_session_is_set_up_by_keys_alone(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await write(pilot, "Barnevernet")
        await pilot.press("enter")
        await write(pilot, "Rom 2")
        await pilot.press("enter")
        for name in ("Kari", "Ola", "Liv"):
            await write(pilot, name)
            await pilot.press("enter")
        await pilot.press("enter")
        await write(pilot, "13:30")
        await pilot.press("enter")
        assert focused(app) == "go"
        await pilot.press("enter")

    assert play(opening, script) == Setup(
        unit="Barnevernet",
        place="Rom 2",
        names=("Kari", "Ola", "Liv"),
        latest_end=datetime(2026, 11, 23, 13, 30, tzinfo=OSLO),
    )


def test_f9_starts_from_any_field_and_takes_a_name_not_yet_added(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], _app: Host) -> None:
        await write(pilot, "Liv")
        await pilot.press("f9")

    result = play(replace(filled(opening, "Kari"), place="Rom 2"), script)

    assert isinstance(result, Setup)
    assert result.names == ("Kari", "Liv")


def test_what_the_command_line_gave_is_filled_in_and_enter_starts(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        assert focused(app) == "go"
        await pilot.press("enter")

    given = replace(filled(opening, "Kari", "Ola", end="15:00"), rehearsal=60.0)

    assert play(given, script) == Setup("Barnevernet", "Møterom 2", ("Kari", "Ola"), given.latest_end, rehearsal=60.0)


def test_the_button_starts_with_the_mouse(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], _app: Host) -> None:
        await pilot.click("#go")

    assert isinstance(play(filled(opening, "Kari", "Ola"), script), Setup)


def test_escape_leaves_the_field_and_q_then_leaves_the_screen(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("q", "escape")
        assert app.screen.query_one("#unit", Field).value == "q"
        assert focused(app) is None
        await pilot.press("q")
        assert app.result is UNANSWERED
        assert "er ikke lagret" in message(app)
        await pilot.press("q")

    assert play(opening, script) is None


def test_q_leaves_at_once_when_nothing_is_filled_in(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], _app: Host) -> None:
        await pilot.press("escape", "q")

    assert play(replace(opening, unit="", place="", names=()), script) is None


def test_tab_and_the_arrows_go_round_the_fields(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("tab")
        assert focused(app) == "place"
        await pilot.press("down", "down")
        assert focused(app) == "people"
        await pilot.press("down", "down")
        assert focused(app) == "end"
        await pilot.press("up", "up", "up")
        assert focused(app) == "name"
        await pilot.press("shift+tab")
        assert focused(app) == "place"

    play(replace(opening, names=("Kari", "Ola")), script)


# What is missing


def test_starting_with_too_few_says_so_and_goes_to_the_names(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("f9")
        await pilot.pause()
        assert message(app) == "Det må være minst 2 deltakere. Skriv inn navnene."
        assert focused(app) == "name"

    assert play(opening, script) is UNANSWERED


def test_that_there_are_too_few_is_taken_back_once_there_are_enough(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.press("f9")
        await write(pilot, "Kari")
        await pilot.press("enter")
        await pilot.pause()
        assert message(app) == "Det må være minst 2 deltakere. Skriv inn navnene."
        await write(pilot, "Ola")
        await pilot.press("enter")
        await pilot.pause()
        assert message(app) == ""
        assert names(app) == ("Kari", "Ola")

    play(opening, script)


def test_what_else_was_said_stays_when_there_are_enough(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#name")
        await write(pilot, "Ola, kari")
        await pilot.press("enter")
        await pilot.pause()
        assert names(app) == ("Kari", "Ola")
        assert message(app).startswith("kari er allerede med.")

    play(filled(opening, "Kari"), script)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("kari", "kari er allerede med. Legg til et etternavn eller en bokstav for å skille dem."),
        ("x" * 61, "Navnet er for langt. Skriv høyst 60 tegn."),
    ],
)
def test_a_name_that_cannot_be_added_stays_in_the_field_with_a_reason(opening: Opening, name: str, fault: str) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await write(pilot, name)
        await pilot.press("enter")
        await pilot.pause()
        assert names(app) == ("Kari",)
        assert message(app) == fault
        assert app.screen.query_one(NamesField).value == name

    play(filled(opening, "Kari"), script)


def test_a_thirteenth_person_is_refused(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#name")
        await write(pilot, "Nora")
        await pilot.press("f9")
        await pilot.pause()
        assert message(app) == "Gruppa kan ha høyst 12 deltakere. Del dere heller i to."

    assert play(filled(opening, *TWELVE), script) is UNANSWERED


def test_a_latest_end_that_cannot_be_read_stops_the_start(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#end")
        await write(pilot, "halv to")
        await pilot.press("f9")
        await pilot.pause()
        assert message(app) == "«halv to» er ikke et klokkeslett. Skriv for eksempel «13:30»."
        assert focused(app) == "end"

    assert play(filled(opening, "Kari", "Ola"), script) is UNANSWERED


# The plan


def test_the_plan_follows_the_clock_and_is_drawn_only_when_the_minute_changes(
    opening: Opening, clock: SettableClock
) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        table = app.screen.query_one("#rows", PlanTable)
        first = table.rows
        clock.advance(seconds(59))
        assert isinstance(app.screen, SetupScreen)
        app.screen.look_at_clock()
        await pilot.pause()
        assert table.rows is first
        clock.advance(seconds(1))
        assert isinstance(app.screen, SetupScreen)
        app.screen.look_at_clock()
        await pilot.pause()
        assert (first[0].time, table.rows[0].time) == ("10:00", "10:01")
        assert "10:01" in said(app.screen.query_one(HeaderBar))

    play(filled(opening, *PEOPLE), script)


def test_the_latest_end_is_weighed_as_soon_as_it_is_written(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click("#end")
        await write(pilot, "12:4")
        assert "for lite" not in plan_text(app)
        await write(pilot, "0")
        assert "▲ 10 min for lite til 12:40" in plan_text(app)
        await pilot.press("backspace")
        assert "for lite" not in plan_text(app)

    play(filled(opening, *PEOPLE), script)


def test_a_latest_end_that_passes_while_people_gather_stays_today(opening: Opening, clock: SettableClock) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        clock.advance(timedelta(hours=3))
        app.screen.query_one("#end").focus()
        assert isinstance(app.screen, SetupScreen)
        app.screen.look_at_clock()
        await pilot.pause()
        await pilot.press("end", "space")
        assert "for lite til 12:40" in plan_text(app)

    play(filled(opening, *PEOPLE, end="12:40"), script)


def test_the_short_break_moves_the_end_when_it_is_ticked(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        tick = app.screen.query_one(Tick)
        assert said(tick) == "[ ] 5 min etter runde 3\n    med: ferdig 12:40"
        tick.focus()
        await pilot.press("space")
        assert said(tick) == "[✓] 5 min etter runde 3\n    uten: ferdig 12:35"
        assert "kort pause" in plan_text(app)
        await pilot.press("f9")

    result = play(filled(opening, *PEOPLE[:5]), script)

    assert isinstance(result, Setup)
    assert result.breather


def test_no_short_break_is_kept_for_a_group_that_is_too_small_for_it(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        await pilot.click(Tick)
        app.screen.query_one(PeopleList).focus()
        await pilot.press("delete")
        await pilot.pause()
        assert not app.screen.query_one(Tick).display
        await pilot.press("f9")

    result = play(filled(opening, *PEOPLE[:5]), script)

    assert isinstance(result, Setup)
    assert not result.breather


def test_seven_people_are_advised_and_may_start(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        assert "Veilederen anbefaler høyst 6 i en gruppe." in plan_text(app)
        await pilot.press("f9")

    result = play(filled(opening, *PEOPLE, "Anders"), script)

    assert isinstance(result, Setup)
    assert len(result.names) == 7


def test_a_rehearsal_is_marked_twice(opening: Opening) -> None:
    async def script(_pilot: Pilot[Any], app: Host) -> None:
        assert said(app.screen.query_one(HeaderBar)).startswith("aml-økt · ØVELSE  ")
        assert said(app.screen.query_one("#title", Words)) == "ØVELSE: KLOKKA GÅR 60 GANGER SÅ FORT"

    play(replace(opening, rehearsal=60.0), script)
