"""The one thing a screen leads to, as a button with its key."""

from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from aml_okt.tui.widgets.words import Words


class StartButton(Words, can_focus=True):
    """A button. Enter, Space or a click presses it; the key written on it is the screen's to bind."""

    DEFAULT_CSS = """
    StartButton {
        width: auto;
        height: 3;
        padding: 1 3;
        background: $panel;
        color: $focus;
        text-style: bold;
        pointer: pointer;
        &:focus, &:hover { background: $focus; color: $background; }
    }
    """
    BINDINGS = [Binding("enter,space", "press", show=False)]  # noqa: RUF012 -- declared so by Textual

    ALLOW_SELECT = False

    class Pressed(Message):
        """Somebody wants it."""

    def __init__(self, label: str, key: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(Content(f"{label}   {key}"), id=id)

    def action_press(self) -> None:
        """Tell whoever holds the button."""
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        """Tell whoever holds the button."""
        self.action_press()
