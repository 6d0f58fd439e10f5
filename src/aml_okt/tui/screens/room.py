"""The room's own screen: it follows a session that another process leads, and shows what the room is to see."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen

from aml_okt.clock import Clock, time_of_day
from aml_okt.core.actions import Action
from aml_okt.core.cues import CALM, END, passed
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.session import Stage
from aml_okt.core.timing import remaining, waits_for
from aml_okt.files.actions import ActionList
from aml_okt.following import LOOK, Watch
from aml_okt.glance import Glance, Standing
from aml_okt.scene.room import RoomScene, View, room_clock, room_scene
from aml_okt.tui.screens.room_stage import RoomStage

DRAWN_WHOLE = timedelta(seconds=10)
"""Between two whole pictures at most; in between, while nothing happens, only the clock of the picture moves."""

NOT_AT_ALL, ALWAYS = timedelta.min, timedelta.max
"""Until when a picture holds that is not there yet, and one that nothing but an event can change."""


class RoomScreen(Screen[None]):
    """What the room sees of the session `named`, or else of the one that is led now, whichever comes.

    Nothing that it reads is changed, and no key does anything to the session. It stands on a screen for hours, so that
    a look costs next to nothing: one question to the disk and one to the clock, until the picture has to be another.
    """

    CSS_PATH = "room.tcss"

    def __init__(self, root: Path, clock: Clock, named: Path | None = None) -> None:
        super().__init__()
        self._clock, self._watch = clock, Watch(root, clock, named)
        self._seen: RoomScene | None = None
        self._actions: tuple[Action, ...] = ()
        self._holds_until = NOT_AT_ALL
        self._whole_until = NOT_AT_ALL
        self._step = CALM

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
        news = self._watch.look_for_news()
        if self._seen is not None and self._seen.view is View.ACTIONS:
            news = self._read_actions() or news
        if news or self._watch.steady() >= self._holds_until:
            await self._draw(news=news)

    def _read_actions(self) -> bool:
        """Read what has been agreed on, which is done only while the group wants it shown; whether it is another."""
        before, seen = self._actions, self._watch.glance()
        with suppress(OSError):  # the folder or its disk goes away right now: the next look says which it is
            self._actions = () if seen is None else ActionList(seen.folder).read()
        return self._actions != before

    async def _draw(self, *, news: bool) -> None:
        seen = self._watch.glance()
        if seen is None:
            await self._draw_waiting()
            return
        self._holds_until = _holds_until(seen)
        if not news and self._only_clock_moves(seen):
            return
        led = seen.standing is not Standing.INTERRUPTED
        self._seen = room_scene(seen.state, seen.moment, self._clock.zone, led=led)
        self._whole_until = seen.moment.steady + DRAWN_WHOLE
        self._step = passed(seen.state, seen.moment).step
        if self._seen.view is View.ACTIONS:
            self._read_actions()
        await self.query_one(RoomStage).show(self._seen, self._actions)

    def _only_clock_moves(self, seen: Glance) -> bool:
        """Move the clock of the picture, where that is all that has become another."""
        if self._seen is None or seen.moment.steady >= self._whole_until:
            return False
        step = passed(seen.state, seen.moment).step
        # What the clock says in words, and over the time what is left for the others, is a matter of the whole picture.
        if step != self._step or step >= END:
            return False
        face = room_clock(seen.state, seen.moment, self._clock.zone)
        if face.caption != self._seen.clock.caption:
            return False
        self.query_one(RoomStage).move_clock(face)
        return True

    async def _draw_waiting(self) -> None:
        now = self._clock.now()
        self._seen = None
        self._holds_until = now.steady + MINUTE - timedelta(seconds=now.wall.second, microseconds=now.wall.microsecond)
        await self.query_one(RoomStage).wait(time_of_day(now.wall, self._clock.zone))


def _holds_until(seen: Glance) -> timedelta:
    """The reading of the clock up to which a picture holds, unless something happens: until its second is over."""
    state, moment = seen.state, seen.moment
    if seen.standing in {Standing.INTERRUPTED, Standing.FINISHED}:
        return ALWAYS
    waits = waits_for(state, moment)
    if state.stage is Stage.RUNNING and not waits:
        # The digits round a time that runs out upwards, and one that is over downwards.
        return moment.steady + (remaining(state, moment) % SECOND or SECOND)
    if waits:
        return moment.steady + (waits % SECOND or SECOND)
    return moment.steady + MINUTE - timedelta(seconds=moment.wall.second, microseconds=moment.wall.microsecond)
