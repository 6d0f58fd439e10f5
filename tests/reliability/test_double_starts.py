"""Two who open one session in the same instant: exactly one of them gets it, and the other is told in words."""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aml_okt.files.folders import sessions
from aml_okt.loading import load_session
from tests.e2e.conftest import PATIENCE, Terminal
from tests.reliability.conftest import times

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

UP, REFUSED = "neste", "Økta er åpen"
APART = 0.2
"""Seconds at most between the two."""


def outcome(terminal: Terminal) -> str:
    """Whether the program has the session or was refused it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for sign in (UP, REFUSED):
            if sign in terminal.text:
                return sign
        terminal._read(0.05)  # noqa: SLF001 - it may hang up when it has been refused
    pytest.fail(f"neither up nor refused; it shows:\n{terminal.text}")


def test_exactly_one_writer(open_terminal: Callable[..., Terminal], tmp_path: Path, chance: random.Random) -> None:
    first = open_terminal("start", "--go", "--people", "Kari, Ola", "--unit", "Barnevernet")
    first.until("Trykk Enter når gruppa er klar")
    first.press("enter")
    first.until(UP)
    first.press("ctrl+q")
    assert first.wait_for_end() == 0
    (session,) = sessions(tmp_path / "sessions")
    for _time in times(3, 100):
        before = load_session(session).state.number
        pair = []
        for _one in range(2):
            pair.append(open_terminal("start", "--resume", session.name, "--go"))
            time.sleep(chance.uniform(0, APART))
        found = {outcome(terminal): terminal for terminal in pair}
        assert set(found) == {UP, REFUSED}
        assert found[REFUSED].wait_for_end() == 1
        found[UP].press("ctrl+q")
        assert found[UP].wait_for_end() == 0
        assert load_session(session).state.number == before + 1
