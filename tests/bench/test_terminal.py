"""When a picture counts as whole."""

from tests.bench.terminal import Read, settled, words

SHOWN = b"\x1b[1;5H\x1b[38;2;1;2;3mPress Enter\x1b[0m"


def test_a_picture_is_whole_at_its_last_byte_before_the_silence() -> None:
    reads = [Read(1.0, b"\x1b[?1049h"), Read(1.2, SHOWN), Read(1.3, b"more"), Read(2.3, b"a tick")]

    assert settled(reads, now=2.4, shows="Press Enter") == 1.3


def test_a_silence_before_the_words_are_there_does_not_count() -> None:
    reads = [Read(1.0, b"loading"), Read(2.0, SHOWN)]

    assert settled(reads, now=3.0, shows="Press Enter") == 2.0


def test_while_it_still_draws_nothing_is_whole() -> None:
    assert settled([Read(1.0, SHOWN), Read(1.2, b"more")], now=1.4, shows="Press Enter") is None


def test_the_words_may_come_in_pieces() -> None:
    assert settled([Read(1.0, SHOWN[:20]), Read(1.1, SHOWN[20:])], now=2.0, shows="Press Enter") == 1.1


def test_what_has_shown_nothing_is_not_whole() -> None:
    assert settled([], now=9.0, shows="") is None


def test_colours_and_moves_and_titles_are_no_words() -> None:
    assert words(b"\x1b]0;title\x07\x1b[?2026h" + SHOWN + b"\x1b[?25l!") == b"Press Enter!"
