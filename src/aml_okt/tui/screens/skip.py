"""Choosing what to skip from here."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from aml_okt.core.commands import SkipTo
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.skip import Way, skipping_in_words, ways
from aml_okt.tui.actions import SKIP, bindings
from aml_okt.tui.screens.dialog import AnsweringDialog
from aml_okt.tui.widgets.choice_list import ChoiceList


class SkipDialog(AnsweringDialog[SkipTo | None]):
    """A choice for each; the result is what to do."""

    ABOUT = about.SKIP
    BINDINGS = bindings(SKIP)
    KEYS = SKIP

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Hopp over"))
        self._runner = runner
        self._take_in()

    def _take_in(self) -> None:
        self._ways = ways(self._runner.state, self._runner.clock.now())
        self.answers = tuple(SkipTo(way.place) for way in self._ways)

    def contents(self) -> Iterable[Widget]:
        """What can be skipped, and what it means."""
        yield ChoiceList(self._lines())

    def opened(self) -> None:
        """The ends follow the clock. A key pressed just before may have moved the group on."""
        self._take_in()
        self.call_after_refresh(self.look_at_clock)
        self.follow_clock(self.look_at_clock)

    def look_at_clock(self) -> None:
        """Tell the ends as they would be now."""
        self.choices.show(self._lines())

    def _lines(self) -> list[Content]:
        return [self._line(way) for way in self._ways]

    def _line(self, way: Way) -> Content:
        return Content.assemble((way.label, "bold"), (f"\n{skipping_in_words(self._runner, way)}", "$muted"))
