"""How the tests of dialogs open one, press keys in it and read what it shows."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, Command, Next
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.dialog import Dialog
from aml_okt.tui.widgets.key_bar import KeyBar
from tests.tui.hosts import Host

USUAL, SMALL = (120, 36), (80, 24)


class Opened:
    """A dialog that is open in a terminal."""

    def __init__(self, host: Host, pilot: Pilot[None]) -> None:
        self.host, self.pilot = host, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type letter by letter, as a person does."""
        await self.press(*("space" if char == " " else char for char in text))

    async def click_key(self, label: str) -> None:
        """Click on what the key bar says is done with this label."""
        bar = self.host.screen.query_one(KeyBar)
        hint = next(hint for hint in bar.hints if hint.label == label)
        await self.pilot.click(bar, offset=(bar.gutter.left + hint.start + 1, 0))
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """Everything that the terminal shows, without the spaces at the ends of its lines."""
        strips = self.host.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def result(self) -> object:
        return self.host.result


def open_in(dialog: Dialog[Any], script: Callable[[Opened], Awaitable[None]], size: tuple[int, int] = USUAL) -> object:
    """Open a dialog, go through a script with it, and give its result back."""
    host = Host(dialog)

    async def run() -> None:
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Opened(host, pilot))
            await pilot.pause()

    asyncio.run(run())
    return host.result


def done(runner: SessionRunner, *commands: Command) -> SessionRunner:
    """The session with these commands carried out."""
    for command in commands:
        assert runner.dispatch(command) is None
    return runner


def gone_to(runner: SessionRunner, clock: SettableClock, step: str, phase: int = 0) -> SessionRunner:
    """The session in a phase of a step, a few seconds behind for each timebox on the way."""
    if runner.state.course.begun is None:
        done(runner, Begin())
    while (box := runner.state.box) is not None and (box.step, box.phase) != (step, phase):
        clock.advance(box.allotted + timedelta(seconds=5))
        done(runner, Next())
    return runner
