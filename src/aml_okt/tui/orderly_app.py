"""A program on the terminal that begins and ends in order, whatever ends it; both the session's and the room's are one.

Textual 8.2 listens for no signal but Ctrl+C, and a program that it could not go on with prints its own report, with
what stood in its variables. Here signals are heard from the first moment on and end the program with the status that
tells of them, and what went wrong is kept for whoever started it to say in words.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path, PurePath
from types import FrameType

from rich.console import RenderableType
from textual import constants, on, work
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.widget import MountError
from textual.worker import WorkerFailed

from aml_okt.lasting import wake
from aml_okt.scene.cue_words import BETWEEN_BELLS, bells
from aml_okt.signals import BY_SIGNAL, HANG_UP, SIGNALS
from aml_okt.tui.bell import Ring
from aml_okt.tui.coloured_app import ColouredApp
from aml_okt.tui.hang_up import HungUp
from aml_okt.tui.theme import DARK, LIGHT


def style_sheets(*names: str) -> list[str | PurePath]:
    """The style sheets of all screens and of the first one, for its app to read; what comes later in them counts.

    Read with their screen they would come after the others, and those would be read once more.
    """
    return [Path(__file__).with_name("screens") / f"{name}.tcss" for name in ("screen", *names)]


class OrderlyApp(ColouredApp):
    """An app that ends in order. What stopped it, if anything did, is in `fault`.

    `stopped_early` is the number of a signal that came before anybody listened for it here.
    """

    TITLE = "aml-økt"
    CSS_PATH = style_sheets()

    def __init__(self, *, light: bool = False) -> None:
        """`light` is how it looks at first."""
        super().__init__(light=light)
        # What these show would be read as markup, whatever it is, and each screen would have two more widgets that
        # nobody sees. Textual's own tests switch them off in this way; it has no other.
        self._disable_notifications = self._disable_tooltips = True
        self.stopped = False
        self.stopped_early: int | None = None
        self.fault: Exception | None = None

    def get_driver_class(self) -> type[Driver]:
        """Our own terminal where there is one; whoever names another in the environment gets that."""
        if os.name == "nt" or constants.DRIVER is not None:
            return super().get_driver_class()
        from aml_okt.tui.terminal_driver import TerminalDriver  # noqa: PLC0415 - what it needs, Windows has not

        return TerminalDriver

    def on_load(self) -> None:
        """Listen for signals before the terminal is taken, so that none finds it taken and nobody listening."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            with suppress(NotImplementedError):  # Windows has no signals in its event loop
                loop.add_signal_handler(number, self._stop_for, number)
        if self.stopped_early is not None:
            self._stop_for(self.stopped_early)

    def on_ready(self) -> None:
        """The first picture is there."""
        wake()

    def action_switch_theme(self) -> None:
        """Dark or light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    @on(Ring)
    def _ring(self, ring: Ring) -> None:
        self.bell()
        for place in range(1, bells(ring.cue)):
            self.set_timer(place * BETWEEN_BELLS, self.bell)

    async def settle_up(self) -> None:
        """What must be done before a signal ends the program."""

    def save_what_can_be_saved(self) -> None:
        """What must be done before a fault of our own ends the program."""

    @on(HungUp)
    def _stop_unseen(self) -> None:
        self._stop_for(HANG_UP)

    def _stop_for(self, number: int) -> None:
        """End because of a signal, the first one that comes; its number is in the exit status."""
        if self.stopped:
            return
        self.stopped = True
        if self.screen_stack:
            self._settle_up_and_stop(number)
        else:
            self.exit(return_code=BY_SIGNAL + number)

    @work(group="stop")
    async def _settle_up_and_stop(self, number: int) -> None:
        await self.settle_up()
        self.exit(return_code=BY_SIGNAL + number)

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self._exit and isinstance(cause, NoMatches | MountError):
            # Textual has begun to take the widgets away and takes no more of them, and nobody would have seen what was
            # to be drawn.
            return
        if self.fault is None:
            self.fault = cause if isinstance(cause, Exception) else error
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - Textual prints these; they may hold a note
        """Save what can be saved and close without a word; whoever runs the app says what happened."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        with suppress(Exception):  # the screen may be what failed; its first fault is the one to report
            self.save_what_can_be_saved()
        self._close_messages_no_wait()


def note_signals(app: OrderlyApp) -> None:
    """Keep a signal that comes while the event loop is being made until the app listens for it.

    Python's own answer to Ctrl+C there is to cancel what Textual has begun, and Textual may not notice.
    """

    def note(number: int, _frame: FrameType | None) -> None:
        app.stopped_early = number

    for number in SIGNALS:
        signal.signal(number, note)


def say(text: str) -> None:
    """Say something below what the terminal showed before; where that is gone, nothing is lost by saying nothing."""
    try:
        print(text, flush=True)  # noqa: T201 - the screen is gone, and whoever closed it should know that nothing else is
    except OSError:
        # What could not be said must not be tried again when Python closes its streams, and change the exit status.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
