from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from aml_okt.export.offset_picture import offset_picture
from tests.builders import minutes


def test_late_stands_above_the_plan_and_early_below_it() -> None:
    assert offset_picture([minutes(0), minutes(12), None, minutes(-6)]) == (
        "10 min etter     ●",
        " 5 min etter     │",
        "som planlagt ─●──────────",
        "   5 min før           ●",
        "              1  2  3  4",
    )


def test_a_plan_that_was_kept_to_the_minute_is_a_row_of_dots() -> None:
    assert offset_picture([minutes(0)] * 3)[1] == "som planlagt ─●──●──●─"


def test_hours_late_get_rows_of_hours() -> None:
    assert offset_picture([minutes(200)])[0] == "180 min etter  ●"


@given(st.lists(st.none() | st.timedeltas(timedelta(days=-9), timedelta(days=9)), min_size=1, max_size=24))
def test_there_is_a_dot_for_each_that_is_known_and_never_a_wall_of_rows(offsets: list[timedelta | None]) -> None:
    lines = offset_picture(offsets)

    assert sum(line.count("●") for line in lines) == sum(offset is not None for offset in offsets)
    assert len(lines) <= 10
    assert all(len(line) < 100 for line in lines)
