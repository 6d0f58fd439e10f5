"""Somebody who has only the guide's page for the day leads a session to its minutes, with the keys that it names."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.documents import DOCS
from tests.e2e.conftest import PATIENCE, Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

NAMED = {"Mellomrom": "space", "Space": "space", "Enter": "enter", "Escape": "escape", "←": "left", "F9": "f9"}
"""Keys that have names, as people write them and as a terminal sends them."""


class Reader:
    """Presses what the page says for what is to be done."""

    def __init__(self, language: str, terminal: Terminal) -> None:
        page = (DOCS / language / "on-the-day.md").read_text(encoding="utf-8")
        self._keys: dict[str, str] = dict(re.findall(r'<kbd class="([^"]+)">([^<]+)</kbd>', page))
        self._terminal = terminal

    def does(self, *deeds: str) -> None:
        """Do some things, one after the other, and look at the screen after each."""
        for deed in deeds:
            key = self._keys[deed]
            self._terminal.press(NAMED.get(key, key))
            self._terminal.settle()

    def writes(self, *fields: str) -> None:
        """Fill in fields, with Enter after each."""
        for text in fields:
            self._terminal.type(text)
            self._terminal.press("enter")
            self._terminal.settle()


@pytest.mark.parametrize(("language", "asks_for"), [("nb", "Deltakere"), ("en", "Participants")])
def test_the_page_for_the_day_leads_from_the_start_to_the_minutes(
    language: str, asks_for: str, open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    terminal = open_terminal("--lang", language, "start")
    reader = Reader(language, terminal)

    terminal.until(asks_for)
    terminal.type("Barnevernet\tMøterom 2\tKari, Ola, Liv, Nils, Per\r")
    terminal.until("5  Per")
    reader.does("setup.start", "begin", "next")
    terminal.until("1  Kari")
    terminal.press("1")
    reader.does("note")
    terminal.type("Husk kaffe.")
    reader.does("leave_field", "more_time", "undo", "pause", "pause", "back", "next", "show_room", "show_room")
    terminal.until("Husk kaffe.")
    reader.does("add_action")
    reader.writes("Lage en plan", "Kari", "1.12.2027")
    reader.does("quit_session", "quit.end")

    (session,) = (tmp_path / "sessions").iterdir()
    end = time.monotonic() + PATIENCE
    while not (session / "referat.md").exists():
        # A key that comes before the summary stands does nothing; who sees nothing happen presses it again.
        assert time.monotonic() < end, terminal.text
        reader.does("summary.export")
    minutes = (session / "referat.md").read_text(encoding="utf-8")
    assert "Lage en plan" in minutes
    assert "Husk kaffe" not in minutes
    terminal.settle()
    reader.does("leave_field")  # what asks whether the private notes are to go
    assert [note for note in (session / "notes").iterdir() if "Husk kaffe." in note.read_text(encoding="utf-8")]
