"""A Textual app with nothing in it but the digits of the room, as large as there; for the benchmark of the room."""

import time
from datetime import timedelta

from textual.app import App, ComposeResult

from aml_okt.core.durations import digits_left
from aml_okt.tui.theme import DARK, THEMES, defaults
from aml_okt.tui.widgets.digits import BigTime


class EmptyApp(App[None]):
    """Counts down."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "BigTime { width: 93; height: 13; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that the digits name."""
        return defaults()

    def compose(self) -> ComposeResult:
        """The digits."""
        yield BigTime("10:00")

    def on_mount(self) -> None:
        """Change them each second."""
        for colours in THEMES:
            self.register_theme(colours)
        self.theme = DARK.name
        self._end = time.monotonic() + 600
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        self.query_one(BigTime).text = digits_left(timedelta(seconds=max(0.0, self._end - time.monotonic())))


if __name__ == "__main__":
    EmptyApp().run()
