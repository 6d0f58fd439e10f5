"""A Textual app with nothing in it but a field with a file's text, as large as the note's; the cursor is at the end."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class TextAreaApp(App[None]):
    """Edits, and saves nothing."""

    CSS = "TextArea { height: 6; border: none; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The field."""
        yield TextArea(self._text)

    def on_mount(self) -> None:
        """Go to where somebody would write on."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)


if __name__ == "__main__":
    TextAreaApp(Path(sys.argv[1]).read_text("utf-8")).run()
