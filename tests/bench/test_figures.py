"""What runs add up to, and what a limit is held against."""

import pytest

from tests.bench.figures import Bound, Limit, Pair, Row, Statistic, figure


def row(ours: float, theirs: float | None = None, limit: Limit | None = None, **more: Pair) -> Row:
    values = Pair((ours,), () if theirs is None else (theirs,))
    return Row(name="some", title="something", unit="ms", values=values, limit=limit, processor=more.get("processor"))


def test_one_slow_run_does_not_move_the_median() -> None:
    assert figure([3, 1, 1000], Statistic.MEDIAN) == 3


def test_ninety_nine_of_a_hundred_are_not_slower_than_the_p99() -> None:
    assert figure(range(1, 101), Statistic.P99) == 99
    assert figure(range(1, 1001), Statistic.P99) == 990


def test_the_p99_of_few_values_is_the_slowest() -> None:
    assert figure([5, 9, 7], Statistic.P99) == 9


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        figure([], Statistic.MEDIAN)


@pytest.mark.parametrize(
    ("limit", "holds"),
    [
        (Limit(1.5, Bound.RATIO), True),
        (Limit(1.4, Bound.RATIO), False),
        (Limit(10, Bound.DIFFERENCE), True),
        (Limit(9, Bound.DIFFERENCE), False),
        (Limit(30, Bound.FIGURE), True),
        (Limit(29, Bound.FIGURE), False),
    ],
)
def test_a_limit_is_held_against_what_it_is_set_on(limit: Limit, *, holds: bool) -> None:
    assert row(30, 20, limit).holds is holds


def test_what_has_no_limit_neither_holds_nor_fails() -> None:
    assert row(30, 20).holds is None


def test_a_limit_on_a_ratio_is_not_kept_where_nothing_was_compared() -> None:
    assert row(30, limit=Limit(1.5, Bound.RATIO)).holds is False


def test_the_processor_has_a_ratio_of_its_own() -> None:
    assert row(30, 20, processor=Pair((4.0, 6.0), (5.0, 5.0))).processor_ratio == 1
    assert row(30, 20).processor_ratio is None
