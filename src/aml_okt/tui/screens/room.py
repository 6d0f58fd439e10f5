"""The room's own screen: it follows a session that another process leads, and shows what the room is to see."""

import asyncio
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
from aml_okt.following import Follower, led_session
from aml_okt.glance import Glance, Standing
from aml_okt.opening import EXPECTED
from aml_okt.scene.room import RoomScene, View, room_clock, room_scene
from aml_okt.tui.screens.room_stage import RoomStage

LOOK = 0.125
"""Seconds between looks at the journal: what the facilitator does is seen by the room at once."""

LOOKS_UNTIL_ASKED = 16
"""So many looks go by between questions that cost more: who leads the session, and whether there is another one."""

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
        self._root, self._clock, self._named = root, clock, named
        self._follower: Follower | None = None
        self._looks = 0
        self._seen: RoomScene | None = None
        self._actions: tuple[Action, ...] = ()
        self._holds_until = NOT_AT_ALL
        self._whole_until = NOT_AT_ALL
        self._step = CALM
        self._waits = False

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
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Look at the session once, and draw where something is another than before."""
        asks = self._looks % LOOKS_UNTIL_ASKED == 0
        self._looks += 1
        try:
            changed = self._choose() if asks else False
            changed |= self._look_at_session(asks=asks)
            changed |= self._look_at_actions()
            if changed or self._is_out_of_date():
                await self._draw(changed=changed)
        except EXPECTED:
            # It is being made, moved or erased, or its disk is away: nothing to follow now, and perhaps soon again.
            self._follower = None
            if not self._waits or self._is_out_of_date():
                await self._draw_waiting()

    def _choose(self) -> bool:
        """Begin to follow a session, or another one when the one that was followed is led no more; whether one did."""
        before = self._follower
        if self._named is not None:
            self._follower = before or Follower(self._named, self._clock)
        elif before is None or before.glance().standing in {Standing.FINISHED, Standing.INTERRUPTED}:
            led = led_session(self._root)
            if led is not None and (before is None or led != before.folder):
                self._follower = Follower(led, self._clock)
        return self._follower is not before

    def _look_at_session(self, *, asks: bool) -> bool:
        """Whether anything has happened in the session, or somebody else leads it, or nobody does."""
        if self._follower is None:
            return False
        changed = self._follower.look()
        return (asks and self._follower.look_who_leads()) or changed

    def _look_at_actions(self) -> bool:
        """Read what has been agreed on, only while the group wants it shown here; whether it is another now."""
        before = self._actions
        shown = self._follower is not None and self._seen is not None and self._seen.view is View.ACTIONS
        self._actions = ActionList(self._follower.folder).read() if shown and self._follower is not None else ()
        return self._actions != before

    def _is_out_of_date(self) -> bool:
        """Whether the time has come when the picture has to be another."""
        steady = self._clock.steady() if self._follower is None else self._follower.steady()
        return steady >= self._holds_until

    async def _draw(self, *, changed: bool) -> None:
        if self._follower is None:
            await self._draw_waiting()
            return
        seen = self._follower.glance()
        self._waits = False
        self._holds_until = _holds_until(seen)
        if not changed and self._only_clock_moves(seen):
            return
        led = seen.standing is not Standing.INTERRUPTED
        self._seen = room_scene(seen.state, seen.moment, self._clock.zone, led=led)
        self._whole_until = seen.moment.steady + DRAWN_WHOLE
        self._step = passed(seen.state, seen.moment).step
        self._look_at_actions()
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
        self._waits, self._seen = True, None
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
