"""What is said is plain text, and nothing in it acts."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.plain.voice import UnheardError, Voice, in_speech, sentence


@given(st.lists(st.text()))
def test_nothing_that_is_said_can_act(lines: list[str]) -> None:
    heard = io.StringIO()
    voice = Voice(heard)
    voice.say(*lines)
    assert len(heard.getvalue().splitlines()) <= len(lines)
    voice.read_out("".join(lines))
    assert all(char == "\n" or (char >= " " and char.isprintable()) or ord(char) > 0x9F for char in heard.getvalue())
    assert "\x1b" not in heard.getvalue()
    assert "\u202e" not in heard.getvalue()


def test_a_bell_is_a_bell() -> None:
    heard = io.StringIO()
    Voice(heard).ring()
    assert heard.getvalue() == "\a"


def test_whoever_has_gone_is_told_of() -> None:
    stream = io.StringIO()
    stream.close()
    with pytest.raises(UnheardError):
        Voice(stream).say("hei")


def test_signs_become_words() -> None:
    assert in_speech("● 2:00 igjen · slutt 12:41 · 3 min bak") == "2:00 igjen, slutt 12:41, 3 min bak"
    assert in_speech("Innsjekk 1:36 → 1:20") == "Innsjekk 1:36 blir 1:20"
    assert (sentence("i rute"), sentence("Ferdig."), sentence("")) == ("I rute.", "Ferdig.", "")
