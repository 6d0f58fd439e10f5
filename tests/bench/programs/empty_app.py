"""A Textual app with nothing in it but a header, digits that count down once a second, and a footer."""

import time
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Digits, Footer, Header


class EmptyApp(App[None]):
    """Counts down from an hour."""

    TITLE = "Empty"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "bell", "Pause"),
        ("enter", "bell", "Next"),
        ("left", "bell", "Back"),
        ("plus", "bell", "1 min more"),
        ("n", "bell", "Note"),
        ("question_mark", "bell", "Help"),
    ]

    def compose(self) -> ComposeResult:
        """What there is."""
        yield Header()
        yield Digits()
        yield Footer()

    def on_mount(self) -> None:
        """Begin to count."""
        self._end = time.monotonic() + 3600
        self._tick()
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        left = round(self._end - time.monotonic())
        self.query_one(Digits).update(f"{left // 60}:{left % 60:02}")


if __name__ == "__main__":
    EmptyApp().run()
