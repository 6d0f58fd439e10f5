"""A dialog to fill in: Enter goes from field to field and saves in the last, Ctrl+S saves from any."""

from typing import TypeVar

from textual import on
from textual.widgets import Input

from aml_okt.tui.actions import FORM, Action, bindings
from aml_okt.tui.screens.dialog import Dialog
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.message_line import Tone

Result = TypeVar("Result")


class FormDialog(Dialog[Result]):
    """Fields in order. A subclass saves in `action_save`, and calls `ask_again` for what cannot be read."""

    AUTO_FOCUS = "Field"
    BINDINGS = bindings(FORM)
    KEYS = FORM

    @property
    def fields(self) -> list[Field]:
        """The fields, first to last."""
        return list(self.query(Field))

    @property
    def holds_text(self) -> bool:
        """Whether something is written that would be lost if the program closed."""
        return any(field.text for field in self.fields)

    def usable(self, action: Action) -> bool:
        """Enter goes on from every field but the last, where it saves."""
        in_last = self.focused is self.fields[-1]
        return {"next_field": not in_last, "save_last": in_last}.get(action.name, True)

    def in_bar(self, action: Action) -> bool:
        """In the last field Enter saves, and one key for it is enough to show."""
        return self.usable(action) and not (action.name == "save" and self.focused is self.fields[-1])

    def ask_again(self, field: Field, why: str) -> None:
        """Say what is wrong with a field and go there."""
        self.tell(why, Tone.REFUSAL)
        field.focus()

    def action_next_field(self) -> None:
        """On to the next."""
        self.focus_next(Field)

    def action_save(self) -> None:
        """Save what is written, if it can be read."""
        raise NotImplementedError

    def action_save_last(self) -> None:
        """Save from the last field."""
        self.action_save()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input is self.fields[-1]:
            self.action_save()
        else:
            self.action_next_field()

    @on(Input.Changed)
    def _changed(self) -> None:
        """What was said was about what was written then."""
        self.tell("")

    def watch_focused(self) -> None:
        """Enter may mean something else now."""
        if self.is_mounted and self.fields:
            self.draw_keys()
