"""The room's screen as a program of its own: no keys but for the colours, for help and for leaving."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from aml_okt.clock import Clock
from aml_okt.tui.actions import ROOM, bindings
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.orderly_app import OrderlyApp, note_signals, style_sheets
from aml_okt.tui.screens.room import RoomScreen


class RoomApp(OrderlyApp):
    """Shows the room's screen until somebody leaves it."""

    CSS_PATH = style_sheets("room")
    BINDINGS: ClassVar[list[BindingType]] = bindings(ROOM)

    def __init__(self, root: Path, clock: Clock, named: Path | None = None, *, light: bool = False) -> None:
        """`named` is the session to follow; without it, the one that is led. `light` is how it looks at first."""
        super().__init__(light=light)
        self._room = RoomScreen(root, clock, named)

    def on_mount(self) -> None:
        """Follow."""
        if not self.stopped:
            self.push_screen(self._room)

    def action_leave(self) -> None:
        """Close the screen; the session goes on."""
        self.exit()

    @on(HelpWanted)
    def _help(self, wanted: HelpWanted) -> None:
        from aml_okt.tui.screens.help import open_help

        open_help(self, wanted)

    def action_help_quit(self) -> None:
        """Textual's own answer to Ctrl+C is in English; here it leaves, as everybody expects."""
        self.exit()


def run(root: Path, clock: Clock, named: Path | None, *, light: bool) -> int:
    """Run the room's screen; the exit status.

    Raises:
        Exception: what stopped it, once the terminal is restored.

    """
    app = RoomApp(root, clock, named, light=light)
    note_signals(app)
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
