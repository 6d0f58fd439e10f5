"""Writing an action: who does what by when."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from textual.suggester import SuggestFromList
from textual.widget import Widget

from aml_okt.core.actions import Action
from aml_okt.core.text import one_line
from aml_okt.files.drafts import Draft
from aml_okt.i18n import gettext as _
from aml_okt.i18n import pgettext, render
from aml_okt.scene import about
from aml_okt.scene.forms import CHANGES, DUE, OWNER, TEXT, Asked, read_action, written_action
from aml_okt.scene.news import WHAT_TO_DO, WHO_DOES, action_unsaved_in_words
from aml_okt.tui.screens.form import FormDialog
from aml_okt.tui.widgets.day_field import DayField
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.message_line import Tone
from aml_okt.tui.widgets.words import Words


class ActionDialog(FormDialog[Action]):
    """One action, new or changed. Owner and date may be left open."""

    ABOUT = about.ACTION_FORM

    def __init__(
        self,
        names: Sequence[str],
        today: date,
        write: Callable[[Action], None],
        existing: Action | None = None,
        draft: Draft | None = None,
    ) -> None:
        """`names` are suggested as the owner; `today` is what «om 2 uker» counts from; `write` may raise OSError."""
        heading = _("Nytt tiltak") if existing is None else _("Endre tiltaket")
        super().__init__(heading, draft, {} if existing is None else {CHANGES: existing.line})
        self._names = tuple(map(one_line, names))
        self._today = today
        self._write = write
        self._existing = existing or Action("")

    def contents(self) -> Iterable[Widget]:
        """Three fields."""
        settled = written_action(self._existing)
        yield Words(pgettext("ett", "Tiltak"), classes="label")
        yield Field(self.at_first(TEXT, settled[TEXT]), placeholder=render(WHAT_TO_DO), id="text")
        yield Words(_("Ansvarlig"), classes="label")
        owner = Field(self.at_first(OWNER, settled[OWNER]), placeholder=render(WHO_DOES), id="owner")
        owner.suggester = SuggestFromList(self._names, case_sensitive=False)
        yield owner
        yield Words(_("→ fyller ut navnet: {names}").format(names=", ".join(self._names)), classes="hint")
        yield Words(_("Frist"), classes="label")
        yield DayField(self._today, self.at_first(DUE, settled[DUE]))

    def action_save(self) -> None:
        """Write the action and give it back, when it says what is to be done and by a day that exists.

        A disk that refuses it does not cost what has been typed: the form stays, to be saved again.
        """
        action = read_action(self.written, self._today, self._existing)
        if isinstance(action, Asked):
            self.ask_again(self.fields[list(self.written).index(action.field)], action.why)
            return
        try:
            self._write(action)
        except OSError as fault:
            self.tell(action_unsaved_in_words(fault), Tone.FAULT)
            return
        self.dismiss(action)
