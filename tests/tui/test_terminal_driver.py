"""What is written to the terminal: in order, without waiting, and without falling when the terminal does."""

import contextlib
import os
import select
import threading
import time
from collections.abc import Iterator

import pytest
from textual.events import Key

from aml_okt.tui import terminal_driver
from aml_okt.tui.terminal_driver import ESCAPE_ALONE, LOOK_UP, LOOKS_AFTER, End, KeyParser, Output

MUCH = "æøå " * 100_000
"""More than any pipe holds."""


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reader, writer = os.pipe()
    yield reader, writer
    with contextlib.suppress(OSError):  # a test may have closed it
        os.close(reader)
    # Whoever still writes notices now that nobody reads. Before that, the number of the other end must not become
    # that of another test's pipe, which would get what was meant for this one.
    for thread in threading.enumerate():
        if thread.name == "aml-okt-output":
            thread.join(10)
            assert not thread.is_alive()
    os.close(writer)


def _read(reader: int, size: int) -> bytes:
    data = b""
    while len(data) < size:
        data += os.read(reader, 65536)
    return data


def _never() -> None:
    pytest.fail("the terminal is there")


def test_everything_comes_in_order(pipe: tuple[int, int]) -> None:
    output = Output(pipe[1], _never)
    for number in range(100):
        output.write(f"{number},")
    output.stop()
    assert os.read(pipe[0], 65536).decode() == "".join(f"{number}," for number in range(100))


@pytest.mark.parametrize("blocking", [True, False])
def test_whoever_writes_to_a_terminal_that_stalls_does_not_wait_and_it_gets_everything_later(
    pipe: tuple[int, int], *, blocking: bool
) -> None:
    reader, writer = pipe
    os.set_blocking(writer, blocking)
    output = Output(writer, _never)
    began = time.monotonic()
    for _number in range(50):
        output.write(MUCH)
    assert time.monotonic() - began < 1
    whole = (MUCH * 50).encode()
    assert _read(reader, len(whole)) == whole
    output.stop()


def test_the_end_does_not_wait_for_ever_for_a_terminal_that_stalls(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal_driver, "LAST_WORDS", 0.1)
    output = Output(pipe[1], lambda: None)
    output.write(MUCH)
    began = time.monotonic()
    output.stop()
    assert time.monotonic() - began < 2


def test_a_terminal_that_is_gone_is_told_of_once_and_takes_nothing_more(pipe: tuple[int, int]) -> None:
    told = threading.Semaphore(0)
    output = Output(pipe[1], told.release)
    os.close(pipe[0])
    for _number in range(100):
        output.write("x")
    assert told.acquire(timeout=10)
    output.write("x")
    output.stop()
    assert not told.acquire(blocking=False)


def test_a_letter_that_cannot_be_written_becomes_a_question_mark(pipe: tuple[int, int]) -> None:
    output = Output(pipe[1], _never)
    output.write("a\ud800b")
    output.stop()
    assert os.read(pipe[0], 100) == b"a?b"


def test_an_end_wakes_whoever_waits_for_keys() -> None:
    end = End()
    assert not select.select([end.woken], [], [], 0)[0]
    end.set()
    assert end.is_set()
    assert select.select([end.woken], [], [], 0)[0] == [end.woken]
    end.hear()
    assert not select.select([end.woken], [], [], 0)[0]


@pytest.mark.parametrize(("set_by_user", "waited"), [(None, ESCAPE_ALONE), ("500", 0.2)])
def test_escape_is_not_waited_for_longer_than_the_eye_sees_unless_somebody_wants_it(
    monkeypatch: pytest.MonkeyPatch, set_by_user: str | None, waited: float
) -> None:
    if set_by_user is None:
        monkeypatch.delenv("ESCDELAY", raising=False)
    else:
        monkeypatch.setenv("ESCDELAY", set_by_user)
    parser = KeyParser()
    assert parser.read1().timeout is None
    assert parser.read1(0.2).timeout == waited
    assert LOOK_UP * LOOKS_AFTER > ESCAPE_ALONE


def test_an_arrow_is_an_arrow_however_it_comes_apart() -> None:
    parser = KeyParser()
    keys = [event.key for part in ("\x1b", "[", "A", "x") for event in parser.feed(part) if isinstance(event, Key)]
    assert keys == ["up", "x"]
