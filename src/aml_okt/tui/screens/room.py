"""The room's own screen: it follows a session that another process leads, and shows what the room is to see."""

import asyncio
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen

from aml_okt.clock import Clock, time_of_day
from aml_okt.core.actions import Action
from aml_okt.core.durations import SECOND
from aml_okt.core.session import Stage
from aml_okt.core.timing import remaining, waits_for
from aml_okt.files.actions import ActionList
from aml_okt.following import LOOK, Watch
from aml_okt.glance import Glance, Standing
from aml_okt.opening import EXPECTED
from aml_okt.scene.room import View, room_scene
from aml_okt.tui.screens.room_stage import RoomStage


class RoomScreen(Screen[None]):
    """What the room sees of the session `named`, or else of the one that is led now, whichever comes.

    Nothing that it reads is changed, and no key does anything to the session.
    """

    CSS_PATH = "room.tcss"

    def __init__(self, root: Path, clock: Clock, named: Path | None = None) -> None:
        super().__init__()
        self._clock, self._watch = clock, Watch(root, clock, named)
        self._drawn_for: tuple[object, ...] | None = None

    def compose(self) -> ComposeResult:
        """One picture, which fills the screen."""
        yield RoomStage()

    def on_mount(self) -> None:
        """Follow from now on."""
        self._follow()

    @work
    async def _follow(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK.total_seconds())

    async def look(self) -> None:
        """Look at the session once, and draw where something is another than before."""
        seen = self._watch.look()
        try:
            actions = self._actions(seen) if seen is not None else ()
        except EXPECTED:
            seen, actions = None, ()  # the folder or its disk goes away right now: the next look says which it is
        await self._draw(seen, actions)

    def _actions(self, seen: Glance) -> tuple[Action, ...]:
        """What has been agreed on, read only when the group wants it shown here."""
        shown = room_scene(seen.state, seen.moment, self._clock.zone).view is View.ACTIONS
        return ActionList(seen.folder).read() if shown else ()

    async def _draw(self, seen: Glance | None, actions: tuple[Action, ...]) -> None:
        key = self._what_is_shown(seen, actions)
        if key == self._drawn_for:
            return
        stage = self.query_one(RoomStage)
        if seen is None:
            await stage.wait(time_of_day(self._clock.now().wall, self._clock.zone))
        else:
            led = seen.standing is not Standing.INTERRUPTED
            await stage.show(room_scene(seen.state, seen.moment, self._clock.zone, led=led), actions)
        self._drawn_for = key

    def _what_is_shown(self, seen: Glance | None, actions: tuple[Action, ...]) -> tuple[object, ...]:
        """What the picture depends on: the state, whether it is led, and the second or the minute."""
        if seen is None:
            return (None, time_of_day(self._clock.now().wall, self._clock.zone))
        state, moment = seen.state, seen.moment
        second = int(moment.wall.timestamp())
        counts = state.stage is Stage.RUNNING and not waits_for(state, moment)
        ticks = remaining(state, moment) // SECOND if counts else second
        if state.stage in {Stage.READY, Stage.FINISHED, Stage.PAUSED}:
            ticks = second // 60
        return (seen.folder, state.number, seen.standing, second // 60, ticks, actions)
