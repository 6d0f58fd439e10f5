"""What is opened later is loaded when nobody types."""

import asyncio
import sys
from pathlib import Path

import pytest

from aml_okt.tui import screens, widgets
from aml_okt.tui.load_ahead import QUIET, ahead, load_ahead


def test_it_is_every_screen_and_widget_there_is() -> None:
    files = [*Path(screens.__path__[0]).glob("[a-z]*.py"), *Path(widgets.__path__[0]).glob("[a-z]*.py")]

    assert {name.rpartition(".")[2] for name in ahead()} == {file.stem for file in files}


def test_nothing_is_loaded_before_the_keys_have_rested(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "aml_okt.tui.widgets.back_at"
    monkeypatch.delitem(sys.modules, name, raising=False)
    answers = iter([QUIET - 0.01, QUIET - 0.01, QUIET])
    loaded_at_each_look: list[bool] = []

    def quiet_for() -> float:
        loaded_at_each_look.append(name in sys.modules)
        return next(answers)

    asyncio.run(load_ahead(quiet_for, [name]))

    assert loaded_at_each_look == [False, False, False]
    assert name in sys.modules
