"""What is drawn of a change is what has changed; all of it, and little beside it."""

import asyncio
import random

import pytest
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin
from aml_okt.runner import SessionRunner
from aml_okt.tui.frugal_compositor import ChangedCells, FrugalCompositor, FrugalScreen
from tests.builders import seconds
from tests.tui.dialogs import SMALL, USUAL, done
from tests.tui.drawn import Draws, Glass, regions_of
from tests.tui.leading import BellHost, Led, lead


class DrawingHost(Draws, BellHost):
    """A session's screen, and what it draws."""


KEYS = (
    "space", "enter", "left", "plus", "minus", "u", "b", "g", "w", "l", "o", "escape", "n", "escape", "ctrl+l",
    "t", "escape", "p", "escape", "pagedown", "right", "f", "escape", "v", "x",
)  # fmt: skip


@pytest.mark.parametrize("size", [USUAL, SMALL, (200, 60), (41, 12)])
def test_the_terminal_shows_the_whole_picture_whatever_is_done(
    runner: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    """Changes drawn one over the other, and the screen drawn at once, are the same to the last cell and colour."""
    chance = random.Random(7)  # noqa: S311 - nothing is kept secret by it
    glass = Glass()

    async def script(led: Led) -> None:
        host = led.host
        assert isinstance(host, DrawingHost)
        changes = 0
        for _ in range(60):
            if chance.random() < 0.4:
                await led.pass_time(seconds(chance.choice([1, 1, 1, 2, 30, 61])))
            else:
                await led.press(chance.choice(KEYS))
            drawings = host.draw_now()
            glass.take(drawings)
            if host.screen is led.screen:
                changes += bool(regions_of(drawings))
                assert glass.rows == host.picture
        assert changes > 15

    lead(done(runner, Begin()), clock, script, size, host_of=DrawingHost)


class Overlapping(FrugalScreen[None]):
    """Three things one over the other, with wide letters below."""

    CSS = """
    #below { layer: below; width: 20; height: 5; background: red; }
    #above { layer: above; width: 6; height: 3; offset: 4 1; background: blue; }
    """
    LAYERS = ("below", "above")

    def compose(self) -> ComposeResult:
        yield Static("日本語日本語日本語\n" * 5, id="below")
        yield Static("over\nover\nover", id="above")


class OverlappingApp(Draws):
    def get_default_screen(self) -> Screen[None]:
        return Overlapping()


async def draw_overlapping() -> None:
    app, glass = OverlappingApp(), Glass()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        glass.take(app.draw_now())
        assert isinstance(app.screen._compositor, FrugalCompositor)  # noqa: SLF001 - it is what is tried here
        for text in ("ord under\n" * 5, "日本語日本語日本語\n" * 5, "x"):
            app.screen.query_one("#below", Static).update(text, layout=False)
            await pilot.pause()
            drawings = app.draw_now()
            glass.take(drawings)
            assert all(isinstance(drawing, ChangedCells) for drawing in drawings)
            assert glass.rows == app.picture


def test_what_lies_below_something_is_drawn_around_it() -> None:
    asyncio.run(draw_overlapping())
