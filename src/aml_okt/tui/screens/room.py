"""The room's own screen: it follows a session that another process leads, and shows what the room is to see."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from textual import work
from textual.app import ComposeResult

from aml_okt.clock import Clock, time_of_day
from aml_okt.core.actions import Action
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.events import Moment
from aml_okt.core.session import Stage
from aml_okt.core.timing import NO_TIME, remaining, waits_for
from aml_okt.files.actions import ActionList
from aml_okt.following import LOOK, Watch
from aml_okt.glance import Glance, Standing
from aml_okt.i18n import follow_language
from aml_okt.scene.picture import words_hold_for
from aml_okt.scene.room import RoomScene, View, room_clock, room_scene
from aml_okt.tui.actions import HELPING, ROOM, bindings
from aml_okt.tui.frugal_compositor import FrugalScreen
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.screens.room_stage import RoomStage

DRAWN_WHOLE = timedelta(seconds=10)
"""Between two whole pictures at most; in between, while nothing happens, only the clock of the picture moves."""

NOT_AT_ALL, ALWAYS = timedelta.min, timedelta.max
"""Until when a picture holds that is not there yet, and one that nothing but an event can change."""


class RoomScreen(FrugalScreen[None]):
    """What the room sees of the session `named`, or else of the one that is led now, whichever comes.

    Nothing that it reads is changed, and no key does anything to the session. It stands on a screen for hours, so that
    a look costs next to nothing: one question to the disk and one to the clock, until the picture has to be another.
    """

    CSS_PATH = "room.tcss"
    BINDINGS = bindings(HELPING)

    def __init__(self, root: Path, clock: Clock, named: Path | None = None) -> None:
        super().__init__()
        self._clock, self._watch = clock, Watch(root, clock, named)
        self._seen: RoomScene | None = None
        self._actions: tuple[Action, ...] = ()
        self._holds_until = NOT_AT_ALL
        self._whole_until = NOT_AT_ALL
        self._glance: Glance | None = None

    def compose(self) -> ComposeResult:
        """One picture, which fills the screen."""
        yield RoomStage()

    def action_help(self) -> None:
        """What this screen is for, and its keys."""
        from aml_okt.scene.about import ROOM as ABOUT_ROOM

        self.post_message(HelpWanted((*ROOM, *HELPING), ABOUT_ROOM))

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
        steady = self._watch.steady()
        if not news and steady < self._whole_until and self._glance is not None:
            self._move_clock(self._glance, steady)
            return
        self._glance = seen = self._watch.glance()
        if seen is None:
            await self._draw_waiting()
            return
        follow_language(seen.state.agenda.language)  # whichever session comes next
        self._holds_until, self._whole_until = _holds_until(seen), _whole_until(seen)
        led = seen.standing is not Standing.INTERRUPTED
        self._seen = room_scene(seen.state, seen.moment, self._clock.zone, led=led)
        if self._seen.view is View.ACTIONS:
            self._read_actions()
        await self.query_one(RoomStage).show(self._seen, self._actions)

    def _move_clock(self, seen: Glance, steady: timedelta) -> None:
        """Move the clock of a picture in which nothing else has become another, by what the clock says now."""
        state, passed = seen.state, steady - seen.moment.steady
        moment = Moment(seen.moment.wall + passed, steady)
        if state.box is not None:
            self.query_one(RoomStage).move_clock(room_clock(state, state.box, moment, self._clock.zone))
        self._holds_until = steady + (remaining(state, moment) % SECOND or SECOND)

    async def _draw_waiting(self) -> None:
        now = self._clock.now()
        self._seen, self._glance = None, None
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
    if state.stage is Stage.PAUSED:
        return moment.steady + DRAWN_WHOLE  # the time of day goes on, and with it what is to come at one
    return moment.steady + MINUTE - timedelta(seconds=moment.wall.second, microseconds=moment.wall.microsecond)


def _whole_until(seen: Glance) -> timedelta:
    """The reading of the clock up to which nothing but the clock moves in a picture, unless something happens."""
    holds_for = words_hold_for(seen.state, seen.moment) if seen.standing is Standing.RUNNING else NO_TIME
    return seen.moment.steady + min(DRAWN_WHOLE, holds_for) if holds_for else NOT_AT_ALL
