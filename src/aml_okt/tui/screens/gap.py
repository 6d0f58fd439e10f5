"""The question after a gap: the machine stood still for a while, and the group knows whether that time counts."""

from collections.abc import Iterable
from datetime import timedelta

from textual.content import Content
from textual.widget import Widget

from aml_okt.core.commands import LeaveGapOut
from aml_okt.core.deciding import allowed
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.gaps import gap_answers, gap_in_words, gap_question
from aml_okt.tui.actions import GAP, bindings
from aml_okt.tui.screens.dialog import AnsweringDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.words import Words


class GapDialog(AnsweringDialog[bool | None]):
    """Asks whether the time counts: True when it does, False when it does not; closing it lets it count."""

    ABOUT = about.GAP
    BINDINGS = bindings(GAP)
    KEYS = GAP
    answers = (True, False)

    def __init__(
        self, runner: SessionRunner, span: timedelta, *, key_waits: bool = False, for_all: bool = False
    ) -> None:
        """`for_all`: the whole group looks at this window, and is not told how they are doing for time."""
        super().__init__(gap_in_words(span))
        self._runner, self._key_waits, self._for_all = runner, key_waits, for_all

    def contents(self) -> Iterable[Widget]:
        """The question, and what each answer means now."""
        yield Words(gap_question(self._runner.state), classes="explanation")
        yield ChoiceList(self._lines())

    def opened(self) -> None:
        """The figures follow the clock. Whoever has pressed a key already is told that it did nothing."""
        self.follow_clock(self.look_at_clock)
        if self._key_waits:
            self.tell(_("Svar først på dette. Trykk så tasten igjen."))

    def look_at_clock(self) -> None:
        """Tell what each answer means at this moment."""
        self.choices.show(self._lines())

    def usable(self, action: Action) -> bool:
        """The time can be left out as long as nothing has been done since."""
        return action.name != "leave_out" or LeaveGapOut in allowed(self._runner.state)

    def action_count(self) -> None:
        """The group went on meanwhile."""
        self.dismiss(True)  # noqa: FBT003 - the dialog's result

    def action_leave_out(self) -> None:
        """The group waited, too."""
        self.dismiss(False)  # noqa: FBT003 - the dialog's result

    def _lines(self) -> list[Content]:
        return [
            Content.assemble(
                (f"{self.letter_of('count' if counts else 'leave_out')}  ", "bold $focus"),
                (text, "bold"),
                ("" if self._for_all else f"\n   {means}", "$muted"),
            )
            for counts, (text, means) in gap_answers(self._runner).items()
        ]
