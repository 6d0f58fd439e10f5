"""A window of any size, and one that changes while it is looked at: every screen and dialog stands it."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, End, MarkFactor, Next
from aml_okt.core.events import Side
from aml_okt.loading import load_session
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.action_form import ActionDialog
from aml_okt.tui.screens.gap import GapDialog
from aml_okt.tui.screens.help import HelpDialog
from aml_okt.tui.screens.make_up import MakeUpDialog
from aml_okt.tui.screens.meeting import MeetingDialog
from aml_okt.tui.screens.order import OrderDialog
from aml_okt.tui.screens.palette import PaletteDialog
from aml_okt.tui.screens.people import PeopleDialog
from aml_okt.tui.screens.plan import PlanDialog
from aml_okt.tui.screens.quit import QuitDialog
from aml_okt.tui.screens.resume import ResumeScreen
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.screens.skip import SkipDialog
from aml_okt.tui.screens.spare import SpareDialog
from aml_okt.tui.screens.summary import SummaryScreen
from aml_okt.tui.screens.until import UntilDialog
from tests.builders import PEOPLE, minutes, seconds
from tests.reliability.conftest import times, whole_numbers
from tests.tui.dialogs import done, gone_to
from tests.tui.hosts import Host
from tests.tui.leading import Led, lead
from tests.tui.setup_stage import filled, opening_at

NARROWEST, WIDEST = (1, 1), (300, 100)
EDGES = (NARROWEST, (3, 30), (20, 5))
"""Tried on every screen, each time from the one before; the widest takes long, and comes with the whole numbers."""


@dataclass(frozen=True)
class Place:
    """Somewhere in a session: a phase of a step, and the keys that open what is looked at there."""

    step: str
    phase: int = 0
    keys: tuple[str, ...] = ()
    shows: type[Screen[Any]] = SessionScreen
    late: timedelta = timedelta()


PLACES = {
    "film": Place("film"),
    "facilitator": Place("fasilitator"),
    "in turn": Place("innsjekk"),
    "slides": Place("faglig-intro"),
    "last slide": Place("faglig-intro", keys=("down",) * 10),
    "alone": Place("refleksjon"),
    "factors": Place("refleksjon", 2, ("f", "s", "down", "r")),
    "break": Place("pause"),
    "focus order": Place("forberedelse"),
    "presentation": Place("kollegaveiledning"),
    "questions": Place("kollegaveiledning", 1),
    "colleagues": Place("kollegaveiledning", 2),
    "far behind": Place("kollegaveiledning", 3, late=minutes(47)),
    "actions": Place("avslutning"),
    "paused": Place("innsjekk", keys=("space",)),
    "note": Place("utsjekk", keys=("n", *"abc", "enter", *"de")),
    "people": Place("innsjekk", keys=("p",), shows=PeopleDialog),
    "newcomer": Place("innsjekk", keys=("p", "a", *"Nora"), shows=PeopleDialog),
    "order": Place("forberedelse", keys=("r", "x"), shows=OrderDialog),
    "plan": Place("refleksjon", keys=("o", "down"), shows=PlanDialog),
    "help": Place("film", keys=("question_mark", "end"), shows=HelpDialog),
    "make up": Place("kollegaveiledning", keys=("h",), shows=MakeUpDialog, late=minutes(9)),
    "skip": Place("kollegaveiledning", keys=("s",), shows=SkipDialog),
    "until": Place("pause", keys=("k",), shows=UntilDialog),
    "palette": Place("film", keys=("ctrl+p", "t"), shows=PaletteDialog),
    "quit": Place("film", keys=("q",), shows=QuitDialog),
    "action": Place("utsjekk", keys=("t", *"Ring"), shows=ActionDialog),
    "meeting": Place("avslutning", keys=("m", *"fredag"), shows=MeetingDialog),
}

TRIED = PLACES if whole_numbers() else dict(list(PLACES.items())[::2])
"""In every check, every other one."""

OTHERS = 8
"""Tests beside those of the places."""
RESIZES = -(-1000 // (len(PLACES) + OTHERS))
"""Of each screen, so that there are a thousand in all."""


def sizes(chance: random.Random) -> list[tuple[int, int]]:
    """The sizes that a screen is given, one after the other."""
    (narrowest, lowest), (widest, highest) = NARROWEST, WIDEST
    by_chance = [(chance.randint(narrowest, widest), chance.randint(lowest, highest)) for _ in times(1, RESIZES)]
    return [*EDGES, *([WIDEST] if whole_numbers() else []), *by_chance]


async def resize(pilot: Pilot[None], shows: type[Screen[Any]], chance: random.Random) -> None:
    """Give the terminal one size after the other; the screen stays, and fills each of them exactly."""
    for width, height in sizes(chance):
        await pilot.resize_terminal(width, height)
        await pilot.pause()
        for _ in range(100):  # a busy machine takes a moment longer
            if lengths(pilot.app.screen) == [width] * height:
                break
            await pilot.pause(0.05)
        assert isinstance(pilot.app.screen, shows)
        assert lengths(pilot.app.screen) == [width] * height


def lengths(screen: Screen[Any]) -> list[int]:
    """How many cells each row of a screen fills."""
    strips = screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
    return [strip.cell_length for strip in strips]


def resize_led(
    runner: SessionRunner,
    clock: SettableClock,
    chance: random.Random,
    get_there: Callable[[Led], Awaitable[None]],
    shows: type[Screen[Any]] = SessionScreen,
) -> None:
    """Go somewhere on the session's screen, and resize."""

    async def script(led: Led) -> None:
        await get_there(led)
        await resize(led.pilot, shows, chance)
        # It is drawn again at the last size, with another time, and can be used at a usual one.
        await led.pass_time(seconds(2))
        await led.pilot.resize_terminal(120, 36)
        await led.press("escape")

    lead(runner, clock, script)


def resize_alone(screen: Screen[Any], chance: random.Random, *keys: str) -> None:
    """Show a screen, press keys, and resize."""
    host = Host(screen)

    async def run() -> None:
        async with host.run_test() as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            await resize(pilot, type(screen), chance)

    asyncio.run(run())


@pytest.mark.parametrize("place", TRIED.values(), ids=TRIED)
def test_the_session_and_its_dialogs(
    runner: SessionRunner, clock: SettableClock, chance: random.Random, place: Place
) -> None:
    gone_to(runner, clock, place.step, place.phase)
    clock.advance(place.late)

    async def get_there(led: Led) -> None:
        await led.press(*place.keys)

    resize_led(runner, clock, chance, get_there, place.shows)


def test_a_session_that_has_not_begun(runner: SessionRunner, clock: SettableClock, chance: random.Random) -> None:
    async def get_there(_led: Led) -> None:
        """Be there already."""

    resize_led(runner, clock, chance, get_there)


def test_the_question_about_a_gap(runner: SessionRunner, clock: SettableClock, chance: random.Random) -> None:
    done(runner, Begin())

    async def get_there(led: Led) -> None:
        await led.stand_still(minutes(8))

    resize_led(runner, clock, chance, get_there, GapDialog)


def test_the_offer_of_time_to_spare(runner: SessionRunner, clock: SettableClock, chance: random.Random) -> None:
    done(runner, Begin())
    clock.advance(minutes(2))
    done(runner, Next())

    async def get_there(led: Led) -> None:
        await led.press("h")

    resize_led(runner, clock, chance, get_there, SpareDialog)


@pytest.mark.parametrize("shown", ["answers", "card"])
def test_a_list_to_choose_from_in_the_narrowest_windows(
    runner: SessionRunner, clock: SettableClock, shown: str
) -> None:
    """Where nothing is left beside the padding of its lines, there is nothing to wrap them to."""
    gone_to(runner, clock, "kollegaveiledning")
    screen = QuitDialog() if shown == "answers" else ResumeScreen(load_session(runner.folder), clock)
    host = Host(screen)

    async def run() -> None:
        async with host.run_test() as pilot:
            for width in range(1, 16):
                await pilot.resize_terminal(width, 30)
                await pilot.pause()
                assert host.screen is screen

    asyncio.run(run())


@pytest.mark.parametrize("names", [(), PEOPLE])
def test_the_setup(clock: SettableClock, chance: random.Random, names: tuple[str, ...]) -> None:
    opening = opening_at(clock)
    resize_alone(SetupScreen(filled(opening, *names, end="12:30") if names else opening), chance, *"abc")


def test_the_card_about_a_session_that_was_left(
    runner: SessionRunner, clock: SettableClock, chance: random.Random
) -> None:
    gone_to(runner, clock, "kollegaveiledning")
    clock.advance(minutes(12))
    resize_alone(ResumeScreen(load_session(runner.folder), clock), chance)


@pytest.mark.parametrize("keys", [(), ("question_mark",)])
def test_the_summary(runner: SessionRunner, clock: SettableClock, chance: random.Random, keys: tuple[str, ...]) -> None:
    gone_to(runner, clock, "refleksjon", 2)
    done(runner, MarkFactor("Ledelse", Side.STRENGTH, 3))
    gone_to(runner, clock, "avslutning")
    done(runner, End())
    host = Host(SummaryScreen(runner))

    async def run() -> None:
        async with host.run_test() as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            await resize(pilot, HelpDialog if keys else SummaryScreen, chance)

    asyncio.run(run())
