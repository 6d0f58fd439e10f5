"""A dialog to fill in: Enter goes from field to field and saves in the last, Ctrl+S saves from any."""

from collections.abc import Mapping
from typing import TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.widgets import Input

from aml_okt.files.drafts import Draft
from aml_okt.i18n import gettext as _
from aml_okt.scene.action import Action
from aml_okt.tui.actions import FORM, bindings
from aml_okt.tui.screens.dialog import Dialog
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.message_line import Tone

Result = TypeVar("Result")


class FormDialog(Dialog[Result]):
    """Fields in order. A subclass saves in `action_save`, and calls `ask_again` for what cannot be read.

    Where the form has a draft, what is typed is on the disk before it is saved, and stands here again after a crash.
    """

    AUTO_FOCUS = "Field"
    BINDINGS = bindings(FORM)
    KEYS = FORM

    def __init__(self, heading: str, draft: Draft | None = None, about: Mapping[str, str] | None = None) -> None:
        """`about` is what the draft has to say beside the fields, by name."""
        super().__init__(heading)
        self._draft, self._about = draft, about or {}
        self._before = {} if draft is None else draft.read()
        self._settled: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._asked = self._asked_to_close = False

    def at_first(self, name: str, settled: str) -> str:
        """What stands in the next field as the form opens: what was not saved the last time, or else `settled`.

        Called once for each field, in their order; by its name the draft knows it.
        """
        self._settled[name] = settled
        self._seen[name] = self._before.get(name, "") if self._before else settled
        return self._seen[name]

    def opened(self) -> None:
        """Say where the text comes from that nobody has typed just now."""
        if self._before and self.changed:
            self.tell(_("Dette ble ikke lagret sist. Ctrl+S lagrer det nå."))

    @property
    def fields(self) -> list[Field]:
        """The fields, first to last."""
        return list(self.query(Field))

    @property
    def written(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        return dict(zip(self._settled, (field.text for field in self.fields), strict=True))

    @property
    def changed(self) -> bool:
        """Whether something is written that is not saved."""
        return self.written != self._settled

    def hand_over(self) -> None:
        """Give what stands in the fields to the draft."""
        self._seen = self.written
        if self._draft is not None:
            self._draft.keep({**self._seen, **self._about} if self.changed else {})

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close; what was saved, or thrown away, needs no draft any more."""
        if self.stands and self._draft is not None:
            self._draft.keep({})
        return super().dismiss(result)

    def action_close(self) -> None:
        """Close without saving; what is written is not thrown away by one key."""
        if self._draft is None or self._asked or not self.changed:
            self.dismiss()
            return
        self.ask_what_becomes_of_it()

    def asks_before_closing(self) -> bool:
        """Whether the program should not close yet: something is written, and nobody has been asked about it."""
        if not self.stands or self._draft is None or not self.changed or self._asked_to_close:
            return False
        self._asked_to_close = True
        self.tell(_("Ikke lagret. Ctrl+Q én gang til lukker, og teksten venter her."), Tone.REFUSAL)
        return True

    def ask_what_becomes_of_it(self) -> None:
        """Say that something is not saved; the next Escape throws it away, unless more is written first."""
        self._asked = True
        self.tell(_("Ikke lagret ennå. Ctrl+S lagrer, Escape forkaster."), Tone.REFUSAL)

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
    def _note_change(self) -> None:
        """What was said was about what was written then."""
        if self.written == self._seen:
            return  # the field has only been filled in as the form opened
        self._asked = self._asked_to_close = False
        self.tell("")
        self.hand_over()

    def watch_focused(self) -> None:
        """Enter may mean something else now."""
        if self.is_mounted and self.fields:
            self.draw_keys()
