"""The question whether private notes are to be erased."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.scene import about
from aml_okt.tui.actions import ERASING, bindings
from aml_okt.tui.screens.dialog import AnsweringDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.words import Words


class ErasePrivateDialog(AnsweringDialog[bool]):
    """Asks, and gives back whether they are to go. What is chosen at first, and what Escape means, is to keep them.

    To erase them, that line is chosen first.
    """

    ABOUT = about.ERASE
    BINDINGS = bindings(ERASING)
    KEYS = ERASING
    answers = (False, True)

    def __init__(self, told: Iterable[str], later: str) -> None:
        """`told` says what would be erased, and `later` what keeping them means."""
        super().__init__(_("Vil dere slette de private notatene?"))
        self._told, self._later = tuple(map(one_line, told)), one_line(later)

    def contents(self) -> Iterable[Widget]:
        """What would be erased, and the answers, each with what it means."""
        yield Words("\n".join((*self._told, "")), classes="explanation")
        yield ChoiceList(
            [
                _answer(_("Behold dem"), self._later),
                _answer(_("Slett dem for godt"), _("Ingen kan hente dem tilbake herfra.")),
            ]
        )

    def action_close(self) -> None:
        """Keep them."""
        self.dismiss(False)  # noqa: FBT003 - the dialog's result


def _answer(text: str, meaning: str) -> Content:
    return Content.assemble((text, "bold"), "\n", (meaning, "$muted"))
