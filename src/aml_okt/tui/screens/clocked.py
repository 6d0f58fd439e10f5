"""A screen that moves with a session's clock: its digits when they turn, the rest when it may be another."""

import asyncio
from abc import abstractmethod
from datetime import timedelta

from textual.css.query import NoMatches

from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox
from aml_okt.core.session import SessionState
from aml_okt.runner import SessionRunner
from aml_okt.scene.picture import Second, Whole, clock_turns_in, second_of
from aml_okt.tui.closed_widgets import let_go_of_closed_widgets
from aml_okt.tui.screens.one_at_a_time import Occupied

LATE = timedelta(milliseconds=10)
"""So long after a turn of the clock the screen looks, which nobody sees, and never just before it."""

REHEARSED = timedelta(seconds=0.25)
"""Between looks at a clock that runs faster than clocks do."""


class ClockedScreen(Occupied):
    """Looks at the clock of a session once for each second that it shows, and does no more than that asks for."""

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__()
        self.runner = runner
        self._whole: Whole | None = None
        self._shown: Second | None = None
        self._next_look: asyncio.TimerHandle | None = None

    @abstractmethod
    async def notice_gap(self, *, key_waits: bool = False) -> bool:
        """Note that nobody has looked at the clock for a while; whether the group is asked what it makes of it.

        `key_waits`: a key was pressed meanwhile.
        """

    @abstractmethod
    def give_cue(self) -> None:
        """Say and sound what the clock has come to."""

    @abstractmethod
    async def draw(self) -> None:
        """Draw the whole picture, which says so with `draws_whole`."""

    @abstractmethod
    def move_clock(self, box: Timebox, moment: Moment) -> None:
        """Show another time in the picture that is there."""

    def draws_whole(self, state: SessionState, moment: Moment) -> None:
        """A whole picture of this moment is being drawn."""
        self._whole = Whole(state, moment)
        self._look_again_at_turn(state, moment)

    def on_unmount(self) -> None:
        """Look no more."""
        if self._next_look is not None:
            self._next_look.cancel()

    def _look_again_at_turn(self, state: SessionState, moment: Moment) -> None:
        speed = state.created.rehearsal or 1
        wait = (clock_turns_in(state, moment) + LATE) / speed
        if speed > 1:
            wait = max(wait, REHEARSED)
        if self._next_look is not None:
            self._next_look.cancel()
        self._next_look = asyncio.get_running_loop().call_later(wait.total_seconds(), self.call_next, self._tick)

    async def _tick(self) -> None:
        """Show what the clock says now, and the rest of the picture where that may be another."""
        if not self.children:
            return  # the program is closing
        await self.notice_gap()
        if not self.children:
            return  # it has closed meanwhile
        state, moment = self.runner.state, self.runner.clock.now()
        self._look_again_at_turn(state, moment)
        before, shown = self._shown, second_of(state, moment)
        if shown == before:
            return
        self._shown = shown
        if before is None or shown.minute != before.minute:
            let_go_of_closed_widgets()
        try:
            await self._show_second(state, moment)
        except NoMatches:
            if self.is_current:
                raise
            # Textual has begun to take the widgets away, and nobody would have seen what was to be drawn.

    async def _show_second(self, state: SessionState, moment: Moment) -> None:
        self.give_cue()
        if self._whole is None or not self._whole.holds(state, moment):
            await self.draw()
        elif state.box is not None:
            self.move_clock(state.box, moment)
