"""What is loaded stays, and is not searched for rubbish; everything else is, as ever."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aml_okt.lasting import lasting

HOW_IT_ENDS = """
import gc, runpy, sys
try:
    runpy.run_module("aml_okt", run_name="__main__", alter_sys=True)
finally:
    print(gc.isenabled(), gc.get_freeze_count(), file=sys.stderr)
"""
A_MODULE = "this"
"""One that no program has loaded before."""


@pytest.fixture(autouse=True)
def as_before(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    sys.modules.pop(A_MODULE, None)
    yield
    gc.enable()
    gc.unfreeze()
    capsys.readouterr()


def test_what_is_loaded_is_never_searched() -> None:
    with lasting():
        searched = gc.isenabled()
        __import__(A_MODULE)

    assert not searched
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_where_nothing_is_loaded_all_is_searched_as_before() -> None:
    with lasting():
        pass

    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_whoever_lets_nothing_be_searched_has_it_so_afterwards() -> None:
    gc.disable()
    with lasting():
        __import__(A_MODULE)

    assert not gc.isenabled()


def test_the_search_goes_on_where_loading_fails() -> None:
    with pytest.raises(ImportError), lasting():
        __import__("no_such_module_as_this")

    assert gc.isenabled()


@pytest.mark.parametrize("arguments", [("--help",), ("status",), ("agenda", "check")], ids=" ".join)
def test_a_command_is_searched_for_what_it_does_and_not_for_what_it_is(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    command = [sys.executable, "-c", HOW_IT_ENDS, "--dir", str(tmp_path), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    searched, frozen = done.stderr.split()[-2:]

    assert searched == "True"
    assert int(frozen) > 10_000
