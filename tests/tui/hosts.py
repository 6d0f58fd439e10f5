"""An app with nothing in it but the screen under test."""

from typing import Any

from textual import on
from textual.screen import Screen
from textual.theme import Theme

from aml_okt.tui.coloured_app import ColouredApp
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.screens.help import open_help
from aml_okt.tui.theme import DARK, LIGHT

UNANSWERED = object()
"""The result of a screen that has not been left."""


class Host(ColouredApp):
    """Shows one screen; keeps what it answers in `result`, and what it would open in `opened`."""

    def __init__(self, screen: Screen[Any], theme: Theme = DARK) -> None:
        super().__init__(light=theme is LIGHT)
        self._first = screen
        self.result: object = UNANSWERED
        self.opened: list[str] = []

    def open_url(self, url: str, *, new_tab: bool = True) -> None:  # noqa: ARG002 - Textual's
        """Keep what was to be opened; a test opens no browser."""
        self.opened.append(url)

    def on_mount(self) -> None:
        self.push_screen(self._first, self._keep)

    @on(HelpWanted)
    def _help(self, wanted: HelpWanted) -> None:
        open_help(self, wanted)

    def _keep(self, result: object) -> None:
        self.result = result
