"""Terminals that are not what one hopes for: too small, or not able to show a screen."""

import os
from collections.abc import Callable

import pytest

from tests.e2e.conftest import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

START = ("start", "--go", "--people", "Kari, Ola", "--unit", "Barnevernet")


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_a_terminal_that_can_show_no_screen_gets_a_sentence(open_terminal: Callable[..., Terminal], kind: str) -> None:
    terminal = open_terminal(*START, surroundings={"TERM": kind})
    assert terminal.wait_for_end() == 1
    assert f"Denne terminalen (TERM={kind}) kan ikke vise" in terminal.text
    assert b"\x1b" not in terminal.output


def test_a_tiny_terminal_shows_the_clock_and_takes_keys(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal(*START, columns=20, rows=5)
    terminal.until("10:00")
    terminal.press("enter")
    terminal.until("9:5")
    terminal.press("n", "x", "escape", "ctrl+q")
    assert terminal.wait_for_end() == 0
