"""Spans and other phrases as people say them."""

import pytest

from aml_okt.wording import about_in_words, spoken
from tests.builders import seconds


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (0, "0 sekunder"), (40, "40 sekunder"), (58, "ett minutt"), (60, "ett minutt"),
        (50, "50 sekunder"), (63, "ett minutt"),
        (75, "litt over ett minutt"), (90, "halvannet minutt"), (100, "knapt to minutter"), (120, "to minutter"),
        (144, "to og et halvt minutt"), (180, "tre minutter"), (700, "knapt tolv minutter"), (720, "tolv minutter"),
        (900, "15 minutter"), (915, "litt over 15 minutter"), (956, "16 minutter"), (3600, "60 minutter"),
    ],
)  # fmt: skip
def test_a_span_is_said_as_one_says_it_aloud(span: int, words: str) -> None:
    assert spoken(seconds(span)) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [(59, "59 s"), (61, "1 min 1 s"), (599, "9 min 59 s"), (601, "10 min"), (901, "15 min"), (3617, "1 t")],
)
def test_a_long_span_is_told_to_the_minute(span: int, words: str) -> None:
    assert about_in_words(seconds(span)) == words
