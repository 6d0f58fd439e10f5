"""Lines come from a stream through a thread, and whatever else may come takes its turn among them."""

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import RawIOBase

import pytest

from aml_okt.plain.reading import EndOfInput, Heard, Line, Reader, Silence, Stopped

LONG = timedelta(seconds=30)
"""So long a test waits for what is to come at once."""


def until_end(reader: Reader) -> list[Heard]:
    heard = [reader.take(LONG)]
    while not isinstance(heard[-1], EndOfInput):
        heard.append(reader.take(LONG))
    return heard


@contextmanager
def piped() -> Iterator[tuple[Reader, RawIOBase]]:
    """A reader at one end of a pipe, and what is written to at the other."""
    read, write = os.pipe()
    with open(read, encoding="utf-8") as reading:  # noqa: PTH123 - a number, not a path
        reader = Reader(reading)
        with open(write, "wb", buffering=0) as writing:  # noqa: PTH123 - a number, not a path
            yield reader, writing
        until_end(reader)


def test_lines_come_in_order_and_then_the_end() -> None:
    assert until_end(Reader(io.StringIO("en\n\nto"))) == [Line("en"), Line(""), Line("to"), EndOfInput()]


def test_nothing_to_read_is_silence() -> None:
    with piped() as (reader, writing):
        assert reader.take(timedelta()) == Silence()
        writing.write("æ\n".encode())
        assert reader.take(LONG) == Line("æ")


def test_no_more_than_one_line_is_read_ahead() -> None:
    stream = io.StringIO("en\nto\ntre\nfire\n")
    reader = Reader(stream)
    assert reader.take(LONG) == Line("en")
    assert reader.take(LONG) == Line("to")
    assert stream.tell() <= len("en\nto\ntre\nfi")


def test_what_is_no_text_is_still_a_line() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="utf-8", errors="surrogateescape")
    assert until_end(Reader(stream)) == [Line("\udcff\udcfe"), EndOfInput()]


def test_a_stream_that_fails_has_ended() -> None:
    stream = io.StringIO("en\n")
    stream.close()
    assert until_end(Reader(stream)) == [EndOfInput()]


@pytest.mark.skipif(os.name == "nt", reason="a signal to oneself ends a process there")
def test_a_signal_comes_between_the_lines() -> None:
    with piped() as (reader, _writing):
        before = signal.getsignal(signal.SIGTERM)
        with reader.hearing_signals(lambda _number: None):
            os.kill(os.getpid(), signal.SIGTERM)
            assert reader.take(LONG) == Stopped(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == before
