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


def test_what_cannot_be_loaded_ends_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As where a newer version is being put in place of the one that runs, or the disk has gone that it was on."""
    (tmp_path / "half_written.py").write_text("def", encoding="utf-8")
    (tmp_path / "whole.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    asyncio.run(load_ahead(lambda: QUIET, ["aml_okt.tui.screens.gone", "half_written", "whole"]))

    assert sys.modules.pop("whole", None) is not None
