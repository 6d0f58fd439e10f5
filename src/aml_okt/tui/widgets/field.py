"""A one-line text field in which whatever a terminal could obey is visible."""

from textual import events, on
from textual.message import Message
from textual.widgets import Input

from aml_okt.core.text import one_line, visible
from aml_okt.scene.setup_words import split_names

_SPACED = str.maketrans("\n\t", "  ")


class Field(Input):
    """A field without a box of its own; the bar to the left says where the keys go."""

    DEFAULT_CSS = """
    Field {
        height: 1;
        padding: 0 1;
        border: none;
        border-left: outer $frame;
        background: $surface;
        &:focus {
            border: none;
            border-left: outer $focus;
            background: $panel;
            background-tint: transparent;
        }
    }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, id=id, classes=classes)
        self.cursor_blink = False  # nothing on our screens blinks

    def validate_value(self, value: str) -> str:
        """The text made safe to draw, whichever way it came in."""
        return visible(value).translate(_SPACED)

    @on(events.Paste)
    def _join_lines(self, event: events.Paste) -> None:
        # The base class would keep the first line and drop the rest without a word.
        event.prevent_default()
        event.stop()
        self.replace(one_line(event.text), *self.selection)

    @property
    def text(self) -> str:
        """What has been written, without the spaces around it."""
        return one_line(self.value)


class NamesField(Field):
    """A field for one name at a time, or for a whole list of names that somebody pastes."""

    class Pasted(Message):
        """A list of names was pasted."""

        def __init__(self, names: tuple[str, ...]) -> None:
            super().__init__()
            self.names = names

    @on(events.Paste)
    def _take_list(self, event: events.Paste) -> None:
        names = split_names(event.text)
        if len(names) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted(names))
