from hypothesis import given
from hypothesis import strategies as st

from aml_okt.export.bars import DENSE, FULL, LIGHT, bar, is_bar


def test_a_bar_is_a_code_span_of_its_parts_in_order() -> None:
    assert bar((FULL, 3), (LIGHT, 2)) == "`███░░`"
    assert bar((FULL, 2.6), (DENSE, 0), (LIGHT, 0.4)) == "`███░`"


def test_a_bar_of_nothing_is_no_code_span() -> None:
    assert bar((FULL, 0), (LIGHT, 0)) == ""


@given(st.lists(st.tuples(st.sampled_from([FULL, DENSE, LIGHT]), st.floats(0, 60)), max_size=4))
def test_every_bar_is_known_again(parts: list[tuple[str, float]]) -> None:
    drawn = bar(*parts)
    assert not drawn or is_bar(drawn.strip("`"))


def test_a_note_with_code_is_no_bar() -> None:
    assert not is_bar("██ 3")
    assert not is_bar("")
