"""A group that has begun in one language, and somebody who begins anew in another."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aml_okt.files.built_in import built_in_agenda
from tests.e2e.conftest import Terminal


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")
def test_a_new_session_speaks_its_own_language_with_its_own_keys(
    open_terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    first = open_terminal("start", "--agenda", str(built_in_agenda("en")), "--people", "Kari, Ola", "--go")
    first.until("Press Enter when the group is ready")
    first.press("enter")
    first.until("on time")
    first.press("ctrl+q")
    assert first.wait_for_end() == 0

    again = open_terminal("start", "--people", "Kari, Ola")
    again.until("You have a session that is not finished", "c  Continue")
    again.press("n")
    again.until("Tjeneste", "Start økta", gone="You have a session")
    again.press("f9")
    again.until("Trykk Enter når gruppa er klar", "t tiltak")
    again.press("t")
    again.until("Nytt tiltak", "Ansvarlig")
    again.press("escape", "ctrl+q")
    assert again.wait_for_end() == 0
    assert b"Traceback" not in again.output
    assert len(list((tmp_path / "sessions").glob("2*"))) == 2


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")
def test_who_goes_on_with_it_goes_on_in_its_language(open_terminal: Callable[..., Terminal]) -> None:
    first = open_terminal("start", "--agenda", str(built_in_agenda("en")), "--people", "Kari, Ola", "--go")
    first.until("Press Enter when the group is ready")
    first.press("enter")
    first.until("on time")
    first.press("ctrl+q")
    assert first.wait_for_end() == 0

    again = open_terminal("start")
    again.until("You have a session that is not finished")
    again.press("c")
    again.until("The film", "a action")
    again.press("ctrl+q")
    assert again.wait_for_end() == 0
