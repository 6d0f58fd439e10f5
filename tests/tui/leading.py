"""How the tests lead a session on its screen, and let the machine stand still."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from textual import on
from textual.pilot import Pilot
from textual.screen import Screen

from aml_okt.clock import SettableClock
from aml_okt.core.cues import Cue
from aml_okt.runner import SessionRunner
from aml_okt.scene.gaps import LONGEST_LOOK
from aml_okt.sounding import Sounds
from aml_okt.tui.bell import Ring
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.widgets.digits import BigTime
from aml_okt.tui.widgets.message_line import MessageLine
from tests.tui.dialogs import USUAL
from tests.tui.hosts import Host


class BellHost(Host):
    """Keeps the cues that were to be heard."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__(screen)
        self.heard: list[Cue] = []

    @on(Ring)
    def _hear(self, ring: Ring) -> None:
        self.heard.append(ring.cue)


class Led:
    """A session that is led on its screen."""

    def __init__(self, host: BellHost, screen: SessionScreen, pilot: Pilot[None], clock: SettableClock) -> None:
        self.host, self.screen, self.pilot, self.clock = host, screen, pilot, clock

    @property
    def bells(self) -> int:
        """How many cues have been heard."""
        return len(self.host.heard)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def pass_time(self, span: timedelta) -> None:
        """Let time go as it goes in a meeting room: the screen has looked at the clock all the while."""
        rate = self.screen.runner.state.created.rehearsal or 1
        while span > timedelta():
            step = min(span, LONGEST_LOOK * rate)
            self.clock.advance(step / rate)
            span -= step
            await self.screen._tick()  # noqa: SLF001 - a look at the clock, without waiting for it
        await self.pilot.pause()

    async def stand_still(self, span: timedelta) -> None:
        """Let the machine sleep, and wake up."""
        self.clock.advance(span)
        await self.screen._tick()  # noqa: SLF001 - the first look after it
        await self.pilot.pause()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """Everything that the terminal shows, without the spaces at the ends of its lines."""
        strips = self.host.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def digits(self) -> str:
        """What the clock shows."""
        return self.screen.query_one("#clock", BigTime).text

    @property
    def told(self) -> str:
        """What the line below the stage says."""
        return self.screen.query_one(MessageLine).said


def lead(  # noqa: PLR0913, PLR0917 - each is another way to lead
    runner: SessionRunner,
    clock: SettableClock,
    script: Callable[[Led], Awaitable[None]],
    size: tuple[int, int] = USUAL,
    sounds: Sounds | None = None,
    host_of: Callable[[Screen[Any]], BellHost] = BellHost,
) -> None:
    """Open a session's screen and go through a script with it."""
    screen = SessionScreen(runner, sounds=sounds)
    host = host_of(screen)

    async def run() -> None:
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Led(host, screen, pilot, clock))

    asyncio.run(run())
