"""What a state remembers of the moves before it: enough to undo each of them, and nothing twice."""

from itertools import cycle, islice

import pytest

from aml_okt.core.commands import AdjustTime, Back, Backdate, Begin, Command, Next, Pause, Resume, Undo
from aml_okt.core.events import ClockPaused
from aml_okt.core.history import Earlier, History
from tests.builders import Sitting, minutes, seconds

MANY = 20_000
"""More moves than Python lets functions call each other."""

MOVES: tuple[Command, ...] = (
    Next(), Pause(), Resume(), AdjustTime(minutes(1)), Next(), Next(), Backdate(seconds(1)), Back(),
)  # fmt: skip


def some_move() -> Earlier:
    course = Sitting().state.course
    return Earlier.of(ClockPaused(), course, course, None)


def of_many(one: Earlier) -> History:
    history = History()
    for _ in range(MANY):
        history = history.and_then(one)
    return history


def sitting_through(count: int) -> Sitting:
    """A session in which so many commands have been carried out."""
    sitting = Sitting()
    sitting.do(Begin())
    for command in islice(cycle(MOVES), count):
        sitting.wait(seconds(2))
        sitting.do(command)
    return sitting


def test_a_history_is_the_moves_in_order_and_true_when_there_are_any() -> None:
    one, other = some_move(), some_move()
    history = History().and_then(one).and_then(other)

    assert [*history] == [one, other]
    assert [*reversed(history)] == [other, one]
    assert (len(history), history.last, len(history.before)) == (2, other, 1)
    assert history
    assert not history.before.before


def test_there_is_no_last_move_before_the_first() -> None:
    with pytest.raises(IndexError):
        _ = History().last


def test_a_long_history_can_be_compared_shown_and_let_go_of() -> None:
    one = some_move()
    history, same = of_many(one), of_many(one)

    assert history == same
    assert hash(history) == hash(same)
    assert history != same.before
    assert history != same.before.and_then(Earlier.of(ClockPaused(), one.left, one.left, seconds(1)))
    assert history != "a history"
    assert repr(history).startswith(f"<{MANY} moves")
    del history, same


def test_a_move_copies_nothing_of_the_moves_before_it_and_undo_gives_the_very_same_back() -> None:
    sitting = sitting_through(40)
    for command in MOVES:
        before = sitting.state
        sitting.wait(seconds(2))
        sitting.do(command)
        after = sitting.state
        assert after.earlier.before is before.earlier
        sitting.do(Undo())
        assert sitting.state.earlier is before.earlier
        assert sitting.state.course == before.course
        assert [*sitting.state.course.spent] == [*before.course.spent]
        sitting.do(command)


def test_a_move_keeps_the_time_of_no_other_timebox_than_those_that_it_can_have_changed() -> None:
    """Otherwise each of thousands of moves would keep the time used in all of them."""
    sitting = sitting_through(200)

    assert len(sitting.state.course.spent) > 5
    assert not any(one.left.spent for one in sitting.state.earlier)
    assert max(len(one.used) for one in sitting.state.earlier) == 2


def test_a_plan_that_is_as_it_was_is_the_very_same() -> None:
    """Going back plans anew what is to come; as long as nobody has come or gone, nothing of it is kept twice."""
    sitting = Sitting()
    sitting.do(Begin())
    for _ in range(20):
        sitting.do(Next())
    for _ in range(20):
        sitting.do(Back())

    assert sitting.state.course.at == 0
    assert len({id(one.left.boxes) for one in sitting.state.earlier}) == 1
