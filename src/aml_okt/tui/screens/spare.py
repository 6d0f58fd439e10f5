"""Choosing what to use time to spare for."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.spare import Use, how_much, uses
from aml_okt.tui.actions import SPARE, bindings
from aml_okt.tui.screens.dialog import AnsweringDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.words import Words


class SpareDialog(AnsweringDialog[Use | None]):
    """A choice for each that the time could go to; the last one is to finish early, and changes nothing.

    It follows the clock: while the group thinks it over, there may be less and less to spare.
    """

    ABOUT = about.SPARE
    BINDINGS = bindings(SPARE)
    KEYS = SPARE

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Tid til overs"))
        self._runner = runner
        self._take_in()

    def _take_in(self) -> None:
        self._uses = uses(self._runner)
        self.answers = self._uses

    def contents(self) -> Iterable[Widget]:
        """How much there is, and the choices."""
        yield Words(how_much(self._runner), classes="explanation")
        yield ChoiceList([_line(use) for use in self._uses], id="choices")

    def opened(self) -> None:
        """Follow the clock."""
        self.follow_clock(self.look_at_clock)

    def look_at_clock(self) -> None:
        """Tell what each would mean now; what was chosen stays chosen, or else what changes nothing is."""
        chosen = self._uses[max(0, self.choices.chosen)].receiver
        self._take_in()
        receivers_now = [use.receiver for use in self._uses]
        place = receivers_now.index(chosen) if chosen in receivers_now else len(receivers_now) - 1
        self.choices.show([_line(use) for use in self._uses], place)
        self.query_one(".explanation", Words).say(how_much(self._runner))


def _line(use: Use) -> Content:
    return Content.assemble((use.label, "bold"), *((f"\n{line}", "$muted") for line in use.means))
