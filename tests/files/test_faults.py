"""What is quoted from a file is short, and says so where it has been cut."""

import pytest

from aml_okt.files.faults import quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("a" + " " * 399, "a"),
        ("a" + " " * 400, "a…"),
    ],
)
def test_a_quotation_of_more_than_sixty_characters_is_cut(text: str, shown: str) -> None:
    assert quoted(text) == shown
