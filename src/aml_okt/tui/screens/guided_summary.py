"""The summary of a rehearsal that is guided: the last of the tips."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from aml_okt.files.folders import MINUTES_NAME, root_of
from aml_okt.files.invocation import command
from aml_okt.runner import SessionRunner
from aml_okt.scene.guide import GUIDE, Guide, Here, Other, here_in
from aml_okt.scene.leading import scene
from aml_okt.tui.actions import bindings
from aml_okt.tui.screens.summary import SummaryScreen
from aml_okt.tui.widgets.guide_line import GuideLine
from aml_okt.tui.widgets.message_line import MessageLine


class GuidedSummary(SummaryScreen):
    """What the rehearsal came to, with what to try here."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GUIDE)

    def __init__(self, runner: SessionRunner, faults: Iterable[str] = (), guide: Guide | None = None) -> None:
        """As the summary, with the guide from the place it has come to."""
        super().__init__(runner, faults)
        self._guide, self._guides = guide or Guide(), True
        self._start = command(root_of(runner.folder), "start")

    def compose(self) -> ComposeResult:
        """The guide's line stands over the one that says what has happened."""
        for widget in super().compose():
            if isinstance(widget, MessageLine):
                yield GuideLine()
            yield widget

    def on_mount(self) -> None:
        """Begin with what to do first."""
        super().on_mount()
        if self.children:
            self._say_tip()

    @property
    def _here(self) -> Here:
        clock = self._runner.clock
        return here_in(self._runner.state, scene(self._runner.state, clock.now(), clock.zone))

    def _say_tip(self) -> None:
        tip = self._guide.tip(self._here) if self._guides else None
        self.query_one(GuideLine).guide(tip, self._start)

    def action_export(self) -> None:
        """Write the minutes, and say where."""
        super().action_export()
        if (self._runner.folder / MINUTES_NAME).exists():
            self._guide = self._guide.after(Other.EXPORTED, self._here, self._here)
            self._say_tip()

    @on(GuideLine.Clicked)
    def action_tips(self) -> None:
        """Hide the tips, or show them again."""
        self._guides = not self._guides
        self._say_tip()
