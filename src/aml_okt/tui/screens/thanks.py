"""The end, in a window that shows what the whole group may see: thanks, until somebody asks for the summary."""

from textual.app import ComposeResult

from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.room import room_scene
from aml_okt.tui.actions import THANKS, bindings
from aml_okt.tui.frugal_compositor import FrugalScreen
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.screens.room_stage import RoomStage
from aml_okt.tui.widgets.key_bar import KeyBar


class ThanksScreen(FrugalScreen[None]):
    """What the room sees at the end, with the key that goes on. Dismissed when the summary may be seen."""

    CSS_PATH = "room.tcss"
    BINDINGS = bindings(THANKS)

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__()
        self._runner = runner
        self._stands = False
        """Whether everything is there, and nobody has gone on yet."""

    def compose(self) -> ComposeResult:
        """The picture, and the keys."""
        yield RoomStage()
        yield KeyBar(THANKS)

    async def on_mount(self) -> None:
        """Draw it, once."""
        clock = self._runner.clock
        await self.query_one(RoomStage).show(room_scene(self._runner.state, clock.now(), clock.zone))
        self._stands = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's
        """A key that comes too early or too late does nothing, as where Enter is held down."""
        return self._stands

    def action_help(self) -> None:
        """What this screen is for, and its keys."""
        self.post_message(HelpWanted(THANKS, about.THANKS))

    def action_summary(self) -> None:
        """Go on."""
        self._stands = False
        self.dismiss()
