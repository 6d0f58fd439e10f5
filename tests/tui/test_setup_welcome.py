"""What the setup screen says to those who see it for the first time, and to those who have been here before."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from aml_okt.cli.start import GUIDED_SPEED
from aml_okt.clock import SettableClock
from aml_okt.files.built_in import practice_agenda
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.tui.screens.setup import SetupScreen
from tests.builders import PEOPLE, minutes
from tests.tui.dialogs import SMALL, USUAL
from tests.tui.hosts import Host
from tests.tui.setup_stage import filled, focused, message, opening_at, plan_text, play, said, write

SnapCompare = Callable[..., bool]


@pytest.fixture
def first(clock: SettableClock) -> Opening:
    return replace(opening_at(clock), first=True)


@pytest.mark.parametrize("size", [SMALL, USUAL], ids=str)
def test_three_lines_say_what_will_happen_until_there_is_a_plan(first: Opening, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        intro = app.screen.query_one("#intro")
        assert intro.region.height == (5 if size == USUAL else 4)
        assert len(said(intro).splitlines()) == 3
        for name in ("unit", "place", "name", "end", "origin", "go", "intro", "plan"):
            shown = app.screen.query_one(f"#{name}").region
            assert shown.area, name
            assert app.screen.region.contains_region(shown), name
        assert "start --rehearse" in message(app)
        assert "Ferdig" in plan_text(app)
        app.screen.query_one("#name").focus()
        await write(pilot, "Kari, Ola")
        await pilot.press("enter")
        await pilot.pause()
        assert not intro.region.area

    play(first, script, size)


@pytest.mark.parametrize("size", [SMALL, USUAL], ids=str)
def test_a_guided_rehearsal_says_so_and_begins_with_enter(clock: SettableClock, size: tuple[int, int]) -> None:
    agenda = read_agenda_file(practice_agenda("nb"))
    opening = replace(filled(opening_at(clock), *PEOPLE[:5]), agenda_file=agenda, rehearsal=5.0, guided=True, place="")

    async def script(pilot: Pilot[Any], app: Host) -> None:
        intro = app.screen.query_one("#intro")
        assert "øvelse på to minutter. Klokka går fem ganger så fort." in said(intro)
        assert intro.region.height == len(said(intro).splitlines()) + (2 if size == USUAL else 1)
        assert app.screen.region.contains_region(app.screen.query_one("#go").region)
        assert focused(app) == "go"
        await pilot.press("enter")

    assert play(opening, script, size) is not None


def test_the_welcome_to_the_short_rehearsal_has_the_speed_of_its_clock() -> None:
    assert GUIDED_SPEED == 5


@pytest.mark.parametrize("size", [SMALL, USUAL], ids=str)
def test_another_rehearsal_says_how_fast_its_clock_goes(clock: SettableClock, size: tuple[int, int]) -> None:
    opening = replace(filled(opening_at(clock), *PEOPLE[:5]), rehearsal=10.0, first=True)

    async def script(_pilot: Pilot[Any], app: Host) -> None:
        assert message(app) == "Dette er en øvelse. Klokka går 10 ganger så fort."

    play(opening, script, size)


def test_those_who_have_been_here_before_are_not_welcomed_and_told_what_is_as_the_last_time(
    clock: SettableClock,
) -> None:
    opening = replace(opening_at(clock), unit="Barnevernet", place="Møterom 2", recalled=True)

    async def script(pilot: Pilot[Any], app: Host) -> None:
        assert not app.screen.query("#intro")
        assert message(app) == "Tjeneste og sted er som sist. Endre dem om det ikke stemmer."
        assert focused(app) == "name"
        await pilot.press("escape", "q")

    assert play(opening, script) is None, "what comes by itself is no reason to ask before closing"


@pytest.mark.parametrize(("waits", "end"), [(0, "13:00"), (1, "13:15"), (15, "13:15"), (16, "13:30")])
def test_the_example_of_a_latest_end_is_one_that_the_agenda_fits(clock: SettableClock, waits: int, end: str) -> None:
    clock.advance(minutes(waits))

    async def script(_pilot: Pilot[Any], app: Host) -> None:
        field = app.screen.query_one("#end")
        assert getattr(field, "placeholder", "") == f"{end}, kan stå tomt"

    play(opening_at(clock), script)


@pytest.mark.parametrize("size", [SMALL, USUAL], ids=["small", "usual"])
def test_the_welcome_looks_like_this(first: Opening, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Three lines of welcome over an empty form, and an example of a plan."""
    assert snap_compare(Host(SetupScreen(first)), terminal_size=size)
