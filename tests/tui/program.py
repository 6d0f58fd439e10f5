"""How the tests run the whole program through a script, on a screen of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from aml_okt.opening import Opening
from aml_okt.tui.app import AmlOktApp
from tests.tui.dialogs import USUAL

Script = Callable[[AmlOktApp, Pilot[None]], Awaitable[None]]


def lead(opening: Opening, script: Script, size: tuple[int, int] = USUAL) -> AmlOktApp:
    """Run the program through a script."""
    app = AmlOktApp(opening)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.2)
            await script(app, pilot)
            await pilot.pause(0.2)

    asyncio.run(run())
    return app


async def came(app: AmlOktApp, *screens: type[Screen[Any]]) -> None:
    """Wait until one of these is on top, however busy the machine is."""
    for _ in range(1000):
        if isinstance(app.screen, screens):
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"{app.screen} is still there")


async def closed(app: AmlOktApp) -> None:
    """Wait until the program is on its way out."""
    for _ in range(1000):
        if app.return_code is not None:
            return
        await asyncio.sleep(0.02)
    pytest.fail("still open")


def shown(app: App[Any]) -> str:
    """Everything that the terminal shows, without the spaces at the ends of its lines."""
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
    return "\n".join(strip.text.rstrip() for strip in strips)
