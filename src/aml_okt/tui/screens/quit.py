"""Leaving the session: for good, for now, or not at all."""

from collections.abc import Iterable
from enum import Enum

from textual.content import Content
from textual.widget import Widget

from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.news import ENDING, STAYING, SUMMARY_COMES
from aml_okt.tui.actions import QUIT, bindings
from aml_okt.tui.screens.dialog import AnsweringDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.words import Words


class QuitChoice(Enum):
    """What the group wants."""

    END = "end"
    """The session is over: on to the summary."""
    LATER = "later"
    """Close the program and go on with the session another time."""
    STAY = "stay"
    """Nothing; also what Escape means."""


class QuitDialog(AnsweringDialog[QuitChoice]):
    """Asks how to leave. Nothing is lost by any of the answers.

    `may_end` is whether there is a session to end, and `missing` says who would then not have been in focus.
    """

    ABOUT = about.QUIT
    BINDINGS = bindings(QUIT)
    KEYS = QUIT

    def __init__(self, *, may_end: bool = True, missing: str = "") -> None:
        super().__init__(_("Vil dere slutte nå?"))
        self._may_end = may_end
        self._missing = missing if may_end else ""
        self.answers = tuple(choice for choice in QuitChoice if may_end or choice is not QuitChoice.END)

    def contents(self) -> Iterable[Widget]:
        """Who has not been in focus, where that is so; the answers, each with what it means."""
        if self._missing:
            yield Words(self._missing, classes="missing")
        yield ChoiceList([self._answer(choice) for choice in self.answers])

    def usable(self, action: Action) -> bool:
        """A session that has not begun has nothing to end."""
        return self._may_end or action.name != "end"

    def action_end(self) -> None:
        """End the session."""
        self.dismiss(QuitChoice.END)

    def action_later(self) -> None:
        """Close the program."""
        self.dismiss(QuitChoice.LATER)

    def action_close(self) -> None:
        """Stay."""
        self.dismiss(QuitChoice.STAY)

    def _answer(self, choice: QuitChoice) -> Content:
        match choice:
            case QuitChoice.END:
                name, text, meaning = "end", _("Avslutt økta"), render(SUMMARY_COMES if self._missing else ENDING)
            case QuitChoice.LATER:
                name, text, meaning = (
                    "later",
                    _("Lukk programmet, fortsett senere"),
                    _("Dere fortsetter der dere slapp."),
                )
            case QuitChoice.STAY:
                name, text, meaning = "close", _("Bli her"), render(STAYING)
        key = self.letter_of(name)
        return Content.assemble((f"{key}  ", "bold $focus"), (text, "bold"), "\n   ", (meaning, "$muted"))
