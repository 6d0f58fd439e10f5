"""The setup screen in terminals of several sizes, and what it looks like."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from aml_okt.clock import SettableClock
from aml_okt.opening import Opening
from aml_okt.runner import Setup
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.theme import LIGHT
from aml_okt.tui.widgets.people_list import PeopleList
from aml_okt.tui.widgets.plan_view import PlanView
from tests.builders import PEOPLE
from tests.tui.hosts import Host
from tests.tui.setup_stage import TWELVE, filled, keys, opening_at, play


@pytest.fixture
def opening(clock: SettableClock) -> Opening:
    return opening_at(clock)


SnapCompare = Callable[..., bool]


# Sizes


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
def test_the_whole_form_is_on_the_screen_with_twelve_people(opening: Opening, size: tuple[int, int]) -> None:
    async def script(_pilot: Pilot[Any], app: Host) -> None:
        for name in ("unit", "place", "name", "people", "end", "breather", "origin", "go"):
            region = app.screen.query_one(f"#{name}").region
            assert app.screen.region.contains_region(region), name
            assert region.area

    play(filled(opening, *TWELVE, end="13:00"), script, size)


def test_the_plan_scrolls_with_page_keys_where_it_is_too_long(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        view = app.screen.query_one(PlanView)
        assert "PgDn mer av planen" in keys(app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert view.scroll_y > 0
        await pilot.press("pageup")
        await pilot.pause()
        assert view.scroll_y == 0

    play(filled(opening, *TWELVE, end="13:00"), script, (80, 24))


def test_a_narrow_terminal_has_the_plan_below_the_form(opening: Opening) -> None:
    async def script(pilot: Pilot[Any], app: Host) -> None:
        form, plan = app.screen.query_one("#form").region, app.screen.query_one("#plan").region
        assert plan.y >= form.bottom
        await pilot.press("f9")

    assert isinstance(play(filled(opening, *PEOPLE), script, (60, 20)), Setup)


# Pictures


def test_picture_before_anything_is_filled_in(opening: Opening, snap_compare: SnapCompare) -> None:
    """An empty form, what to do, and an example of a plan in grey."""
    assert snap_compare(Host(SetupScreen(opening)), terminal_size=(120, 36))


def test_picture_of_five_with_time_missing(opening: Opening, snap_compare: SnapCompare) -> None:
    """The plan for five with every round, the end in large digits, and what could give."""
    screen = SetupScreen(filled(opening, *PEOPLE[:5], end="12:20"))
    assert snap_compare(Host(screen), terminal_size=(120, 36))


def test_picture_of_seven_in_a_rehearsal_with_the_list_in_use(opening: Opening, snap_compare: SnapCompare) -> None:
    """In the light theme: advice about two groups, the marked name with its three marks, and ØVELSE."""

    async def use_list(pilot: Pilot[Any]) -> None:
        pilot.app.screen.query_one(PeopleList).focus()
        await pilot.press("down")
        await pilot.pause()
        await pilot.pause()

    screen = SetupScreen(replace(filled(opening, *PEOPLE, "Anders", end="13:30"), rehearsal=60.0))
    assert snap_compare(Host(screen, LIGHT), terminal_size=(120, 36), run_before=use_list)


def test_picture_of_five_in_a_small_terminal(opening: Opening, snap_compare: SnapCompare) -> None:
    """Form and plan side by side in 80×24, with time missing."""
    assert snap_compare(Host(SetupScreen(filled(opening, *PEOPLE[:5], end="12:20"))), terminal_size=(80, 24))


def test_picture_of_six_in_time_in_a_large_terminal(opening: Opening, snap_compare: SnapCompare) -> None:
    """Much air at 200×60."""
    assert snap_compare(Host(SetupScreen(filled(opening, *PEOPLE, end="13:00"))), terminal_size=(200, 60))
