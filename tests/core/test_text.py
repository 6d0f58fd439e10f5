"""Text from outside is made safe to show, and stays what it says."""

import re
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.text import PLAIN, acts, one_line, slug, visible

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Surrogates too: a file name on Linux may hold them.
_any_text = st.text(st.characters(exclude_categories=()), max_size=80)
_hostile = st.text(
    st.sampled_from("a\r\n\t \x00\x1b\x7f\x85\u00a0\u0301\u0344\u3000\u202e\u2028\ufeff\ud800é["), max_size=90
)


@pytest.mark.parametrize(
    "text", ["Kari", "Bjørn-Åge Sæther", "Ŋárra ávži", "👩‍👧 «ja» – [nei] <b>", "to\nlinjer\tog tab", ""]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrød", "␛[31mrød"),
        ("a\x00b", "a␀b"),
        ("a\x07b", "a␇b"),
        ("a\x7fb", "a␡b"),
        ("a\x9bb", "a⟨U+009B⟩b"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("\ufeffa", "⟨U+FEFF⟩a"),
        ("a\ud800b", "a⟨U+D800⟩b"),
        ("a\uffffb", "a⟨U+FFFF⟩b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("A\u030as", "Ås"),
    ],
)
def test_what_could_act_is_shown_as_a_mark(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(_any_text | _hostile)
def test_nothing_that_acts_comes_through(text: str) -> None:
    for char in visible(text):
        assert char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
        assert char not in _BIDI + "\u2028\u2029\ufeff"


@given(_any_text | _hostile)
def test_what_acts_is_what_is_made_visible(text: str) -> None:
    for char in text.replace("\r", ""):
        assert acts(char) == (visible(char) not in {char, unicodedata.normalize("NFC", char)})


def test_no_plain_character_acts_or_has_another_form() -> None:
    plain = [char for char in map(chr, range(sys.maxunicode + 1)) if PLAIN.fullmatch(char)]

    assert len(plain) > 500
    assert not [char for char in plain if acts(char) or unicodedata.combining(char)]
    # None combines with one before it either: each is a letter by itself, in every order.
    assert unicodedata.normalize("NFC", "".join(plain)) == "".join(plain)
    assert unicodedata.normalize("NFC", "".join(reversed(plain))) == "".join(reversed(plain))


@given(_any_text | _hostile)
def test_safe_text_made_safe_again_is_the_same(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert one_line(one_line(text)) == one_line(text)


@given(_any_text | _hostile)
def test_one_line_is_one_line_without_space_at_its_ends(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert not re.search(r"\s\s|[^\S ]", line)


@pytest.mark.parametrize(
    ("text", "line"), [(" Kari \n Nes\t", "Kari Nes"), ("Kari\u3000\u2003Nes\u00a0", "Kari Nes"), ("\u3000", "")]
)
def test_all_kinds_of_white_space_fold_to_one_space(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_letter_buried_in_marks_takes_no_time() -> None:
    start = time.process_time()
    visible("e" + "\u0301\u0323" * 60_000)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("letter", ["q", ""])
def test_marks_in_a_pile_are_parted_after_every_thirty(letter: str) -> None:
    thirty = "\u0301" * 30
    assert visible(letter + thirty) == letter + thirty
    assert visible(letter + thirty + thirty) == f"{letter}{thirty}\u034f{thirty}"
    assert visible(letter + thirty + thirty + "\u0301") == f"{letter}{thirty}\u034f{thirty}\u034f\u0301"


def test_a_letter_with_a_few_marks_keeps_them() -> None:
    assert visible("q\u0301\u0323") == unicodedata.normalize("NFC", "q\u0301\u0323")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Kari Nordmann", "kari-nordmann"),
        ("Bjørn Åge Sæther", "bjorn-age-saether"),
        ("José Müller", "jose-muller"),
        ("Straße", "strasse"),
        ("Ŋárga đ þ", "narga-d-th"),
        ("../../etc/passwd", "etc-passwd"),
        ("  --  ", ""),
        ("王", ""),
        ("a" * 39 + " b", "a" * 39),
        ("(" + "a" * 50, "a" * 40),
    ],
)
def test_a_slug_is_readable_and_harmless(text: str, short: str) -> None:
    assert slug(text) == short


@given(_any_text, st.integers(min_value=1, max_value=50))
def test_a_slug_is_never_anything_but_a_slug(text: str, longest: int) -> None:
    short = slug(text, longest=longest)
    assert len(short) <= longest
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", short)
