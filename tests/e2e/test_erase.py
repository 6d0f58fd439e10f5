"""Erasing asks first, in a terminal."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Terminal
from tests.e2e.test_whole_session import only_session

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")


@pytest.fixture
def session(open_terminal: Callable[..., Terminal], tmp_path: Path) -> Path:
    terminal = open_terminal("start", "--go", "--people", "Kari, Ola", "--unit", "Barnevernet")
    terminal.until("Trykk Enter når gruppa er klar")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    return only_session(tmp_path)


@pytest.mark.parametrize("answer", ["slett", "Slett "])
def test_the_word_itself_erases(open_terminal: Callable[..., Terminal], session: Path, answer: str) -> None:
    terminal = open_terminal("erase", session.name)
    terminal.until(f"Alt fra {session.name} blir borte for godt.", "Skriv «slett»")
    terminal.type(answer + "\r")
    assert terminal.wait_for_end() == 0
    assert "Økta er slettet." in terminal.text
    assert not session.exists()


@pytest.mark.parametrize(("answer", "status"), [("\r", 1), ("ja\r", 1), ("\x04", 1), ("\x03", 130)])
def test_anything_else_erases_nothing(
    open_terminal: Callable[..., Terminal], session: Path, answer: str, status: int
) -> None:
    terminal = open_terminal("erase", session.name)
    terminal.until("Skriv «slett»")
    terminal.type(answer)
    assert terminal.wait_for_end() == status
    assert ("Avbrutt." if status == 130 else "Ingenting er slettet.") in terminal.text
    assert (session / "journal.jsonl").exists()
