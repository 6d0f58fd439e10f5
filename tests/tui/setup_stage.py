"""What the tests of the setup screen share: an opening, ways to use the screen, and what it says."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from aml_okt.clock import SettableClock
from aml_okt.core.latest_end import next_instant, read_time_of_day
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.widgets.key_bar import KeyBar
from aml_okt.tui.widgets.message_line import MessageLine
from aml_okt.tui.widgets.people_list import PeopleList
from aml_okt.tui.widgets.plan_view import PlanView
from tests.builders import OSLO
from tests.tui.hosts import Host

Script = Callable[[Pilot[Any], Host], Awaitable[None]]
TWELVE = tuple(f"Deltaker {number}" for number in range(1, 13))


def opening_at(clock: SettableClock) -> Opening:
    """An opening with nothing filled in."""
    return Opening(
        root=Path("/nowhere"),
        clock=clock,
        agenda_file=read_agenda_file(built_in_agenda()),
        origin="Den innebygde agendaen",
        unit="",
        place="",
        names=(),
        latest_end=None,
        go=False,
        rehearsal=None,
        resume=None,
        interrupted=None,
    )


def filled(opening: Opening, *names: str, end: str = "") -> Opening:
    """The opening with all fields filled in."""
    at = read_time_of_day(end)
    latest = next_instant(at, opening.clock.now().wall, OSLO) if at else None
    return replace(opening, unit="Barnevernet", place="Møterom 2", names=names, latest_end=latest)


def play(opening: Opening, script: Script, size: tuple[int, int] = (120, 36)) -> object:
    """Show the screen, let the script use it, and give back what it answered."""

    async def run() -> object:
        app = Host(SetupScreen(opening))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(pilot, app)
            await pilot.pause()
        return app.result

    return asyncio.run(run())


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type a text into the field that has the keys."""
    await pilot.press(*("space" if char == " " else char for char in text))


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste a text as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


def names(app: App[Any]) -> tuple[str, ...]:
    return app.screen.query_one(PeopleList).names


def focused(app: App[Any]) -> str | None:
    return app.screen.focused.id if app.screen.focused else None


def said(widget: Widget) -> str:
    return str(widget.render())


def message(app: App[Any]) -> str:
    return said(app.screen.query_one(MessageLine))


def keys(app: App[Any]) -> str:
    return " | ".join(hint.text for hint in app.screen.query_one(KeyBar).hints)


def plan_text(app: App[Any]) -> str:
    view = app.screen.query_one(PlanView)
    return "\n".join(said(widget) for widget in view.query("Words, PlanTable") if widget.display)
