"""The note: where it goes, whether it is on the disk, and the text itself."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset
from textual.message import Message
from textual.messages import Update
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from aml_okt.core.text import one_line, visible
from aml_okt.i18n import gettext as _
from aml_okt.scene.actions import TYPING_KEYS
from aml_okt.tui.widgets.words import Words

STATUS = 17
"""Cells that are kept for whether the note is on the disk, as the style sheet has it: for «✓ lagret 10:42:03»."""


class CountedDocument(WrappedDocument):
    """A text broken into rows that knows how many there are.

    Textual 8.2 counts them anew for each row that it draws: of a note of 2,500 lines, half of what a key takes.
    """

    @property
    def height(self) -> int:
        """The rows of the text."""
        return len(self._offset_to_line_info)


class NoteArea(TextArea, inherit_bindings=False):
    """The field. What is pasted is made visible first, so that it can act on nothing.

    The keys that command while somebody types are handled here, in their place among the letters: whatever
    was typed before such a key belongs to the note that was open then, and whatever comes after to the next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in TextArea.BINDINGS if not (isinstance(binding, Binding) and binding.key in TYPING_KEYS)
    ]

    @on(events.Key)
    async def _command(self, event: events.Key) -> None:
        for name in TYPING_KEYS.get(event.key, ()):
            event.prevent_default()
            event.stop()
            if await self.app.run_action(name, self.screen):
                return

    @on(events.Paste)
    def _make_visible(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(visible(event.text), *self.selection, maintain_selection_offset=False)

    edited: Callable[[], None] = staticmethod(lambda: None)
    """Called in the same instant that the text changes: no picture may show new letters beside an old «lagret»."""

    def edit(self, edit: Edit) -> EditResult:
        """Change the text, as every key and paste does."""
        result = super().edit(edit)
        if result.replaced_text != edit.text:
            self.edited()
        return result

    def undo(self) -> None:
        """Take the last change back."""
        before = self.text
        super().undo()
        if self.text != before:
            self.edited()

    def redo(self) -> None:
        """Bring it again."""
        before = self.text
        super().redo()
        if self.text != before:
            self.edited()

    @property
    def wrapped_document(self) -> WrappedDocument:
        """The text, broken into rows."""
        return self._counted

    @wrapped_document.setter
    def wrapped_document(self, document: WrappedDocument) -> None:
        """Take the place of Textual's own, which it has just made and not broken yet."""
        self._counted = CountedDocument(document.document)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:  # noqa: FBT001, FBT002 - Textual's
        """Scroll to the cursor, as soon as there is a line for it to stand in.

        In the middle of an undo Textual 8.2 looks for the cursor in lines that are gone already, and would
        take the whole program down with it: https://github.com/Textualize/textual/issues/6686
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()  # the undo puts the cursor right, and scrolls to it, as its last thing
        return super().scroll_cursor_visible(center, animate)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the field, where there is room for a letter.

        In a window two columns wide Textual 8.2 would wrap the placeholder to nothing, and fail.
        """
        width = self.content_size.width
        return super().render_line(y) if width else Strip.blank(width)


class NotePane(Vertical):
    """A text field with a line above it. That something was typed is told; the pane itself saves nothing."""

    DEFAULT_CSS = """
    NotePane {
        height: 7;
        background: $surface;
        & > .line { height: 1; padding: 0 2; }
        & .name { width: auto; text-style: bold; margin-right: 1; }
        & .where { width: 1fr; color: $muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & .where.-private { color: $focus; }
        & .status { width: auto; text-align: right; color: $muted; padding-left: 2; }
        & .status.-said { min-width: 19; }
        & .status.-saved { color: $now; }
        & .status.-fault { color: $over; text-style: bold; }
        & TextArea {
            height: 1fr;
            border: none;
            padding: 0 1 0 2;
            background: $surface;
            color: $foreground;
            & .text-area--cursor-line { background: $surface; }
            & .text-area--placeholder { color: $muted; }
            &:focus { border: none; background: $panel; }
            &:focus .text-area--cursor-line { background: $panel; }
        }
    }
    """

    class Typed(Message):
        """The text has changed."""

    def compose(self) -> ComposeResult:
        """The line, then the field."""
        with Horizontal(classes="line"):
            yield Words(classes="name")
            yield Words(classes="where")
            yield Words(classes="status")
        area = NoteArea(show_line_numbers=False, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        area.edited = self.unsettle
        area.cursor_blink = False  # nothing on our screens blinks
        yield area

    @property
    def area(self) -> TextArea:
        """The field."""
        return self.query_one(TextArea)

    def load(self, text: str, cursor: tuple[int, int] | None = None) -> None:
        """Put another note's text in the field, without telling it as typed; the cursor at the end or where it was."""
        with self.prevent(TextArea.Changed):
            self.area.load_text(text)
        self.area.move_cursor(self.area.document.end if cursor is None else cursor)

    def label(self, name: str, where: str, invitation: str, *, private: bool) -> None:
        """Say what the note is called, where it goes, and what to do where it is empty."""
        self.query_one(".name", Words).say(one_line(name))
        self.area.placeholder = invitation
        words = self.query_one(".where", Words)
        words.say(one_line(where), layout=False)
        words.set_class(private, "-private")

    def status(self, text: str, *, saved: bool = False, fault: bool = False) -> None:
        """Say whether the note is on the disk."""
        words = self.query_one(".status", Words)
        before, after = (max(STATUS, cell_len(said)) if said else 0 for said in (words.said, text))
        words.say(text, layout=before != after)
        words.set_class(bool(text), "-said")
        words.set_class(saved, "-saved")
        words.set_class(fault, "-fault")

    def unsettle(self) -> None:
        """Take back that the note is on the disk: the text has changed.

        Widgets ask the screen to be drawn each in a turn of its own, and a frame may come between. This one is asked
        for now, before the field can ask: no frame has the new letters and not this.
        """
        words, writes = self.query_one(".status", Words), _("skriver …")
        if words.said != writes:
            self.status(writes)
            self.screen.post_message(Update(words))

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Typed())
