"""A form's draft as text that a person can read."""

from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.drafts import as_text, fields_in
from aml_okt.core.text import one_line

NAMES = st.text("abcæøå", min_size=1, max_size=8)


def test_a_draft_is_a_line_for_each_field_that_is_filled_in() -> None:
    assert as_text({"tiltak": "Fagmøte: hver måned", "ansvarlig": "", "frist": "1.12"}) == (
        "tiltak: Fagmøte: hver måned\nfrist: 1.12"
    )


@given(st.dictionaries(NAMES, st.text(max_size=40), max_size=4))
def test_what_stood_in_the_fields_stands_there_again(fields: dict[str, str]) -> None:
    kept = {name: line for name, value in fields.items() if (line := one_line(value))}
    assert fields_in(as_text(fields)) == kept


def test_what_somebody_has_written_between_the_fields_is_passed_over() -> None:
    assert fields_in("Til Kari:\n\ntiltak: Fagmøte\n- ferdig\n: ingenting") == {"tiltak": "Fagmøte"}
