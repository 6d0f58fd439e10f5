"""Turns that run over: those still to speak share what is left, and nobody else pays."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Step, Who
from aml_okt.core.agreed import Agreed, PhaseTime
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Begin,
    MarkGone,
    MarkReturned,
    Next,
    Undo,
)
from aml_okt.core.durations import SECOND, read_time
from aml_okt.core.plan import Group, plan
from aml_okt.core.timing import allotted, offset, projected_end, remaining, still_to_come, to_come
from aml_okt.core.turns import shared_turns
from tests.builders import MONDAY, PEOPLE, Sitting, minutes, one_step, seconds

NO_TIME = timedelta()

ROUND = one_step("10 min", Who.EACH)
ROUND_OF_RANGE = (Step(id="runde", title="Runde", time=read_time("8-10 min"), who=Who.EACH),)


def in_turn(count: int = 5) -> Sitting:
    """Ten minutes shared by so many; the first one speaks."""
    sitting = Sitting(ROUND, PEOPLE[:count])
    sitting.do(Begin())
    return sitting


def left(sitting: Sitting) -> list[timedelta]:
    return list(to_come(sitting.state, sitting.clock.now()))


def test_those_who_are_left_share_what_is_left_equally() -> None:
    sitting = in_turn()
    sitting.wait(minutes(3))
    sitting.do(Next())

    assert left(sitting) == [seconds(105)] * 4
    assert offset(sitting.state, sitting.clock.now()) == NO_TIME


def test_the_shares_shrink_while_the_turn_runs_over() -> None:
    sitting = in_turn()
    sitting.wait(minutes(2) + seconds(20))

    assert left(sitting) == [NO_TIME, *[seconds(115)] * 4]
    assert projected_end(sitting.state, sitting.clock.now()) == MONDAY + minutes(10)


def test_a_turn_that_is_shorter_gives_nobody_more_but_the_group_is_ahead() -> None:
    sitting = in_turn()
    sitting.wait(minutes(1))
    sitting.do(Next())

    assert left(sitting) == [minutes(2)] * 4
    assert offset(sitting.state, sitting.clock.now()) == -minutes(1)


def test_a_short_turn_pays_for_a_long_one_before_anybody_else_does() -> None:
    sitting = in_turn()
    sitting.wait(minutes(3))
    sitting.do(Next())
    sitting.wait(minutes(1))
    sitting.do(Next())

    assert left(sitting) == [minutes(2)] * 3


def test_a_turn_keeps_half_of_its_time_and_the_rest_makes_the_group_late() -> None:
    sitting = in_turn()
    sitting.wait(minutes(8))
    sitting.do(Next())

    assert left(sitting) == [minutes(1)] * 4
    assert offset(sitting.state, sitting.clock.now()) == minutes(2)


def test_the_last_speaker_has_nobody_to_share_with() -> None:
    sitting = in_turn(2)
    sitting.wait(minutes(5))
    sitting.do(Next())
    sitting.wait(minutes(6))

    assert remaining(sitting.state, sitting.clock.now()) == -minutes(1)
    assert offset(sitting.state, sitting.clock.now()) == minutes(1)


def test_a_minute_given_by_hand_is_not_taken_back_by_the_sharing() -> None:
    sitting = in_turn()
    sitting.wait(minutes(3))
    sitting.do(Next())
    before = remaining(sitting.state, sitting.clock.now())
    sitting.do(AdjustTime(minutes(1)))

    assert remaining(sitting.state, sitting.clock.now()) == before + minutes(1)
    assert left(sitting)[1:] == [seconds(105)] * 3


@pytest.mark.parametrize("way_back", [Back(), Undo()])
def test_going_back_gives_the_shares_back(way_back: Back | Undo) -> None:
    sitting = in_turn()
    sitting.wait(minutes(1))
    sitting.do(Next())
    sitting.wait(minutes(3))
    sitting.do(Next())
    assert allotted(sitting.state, sitting.clock.now()) == minutes(2)
    sitting.do(way_back)
    sitting.wait(minutes(3))

    # Kari was a minute short, Ola is four minutes over now: three to share by three.
    assert left(sitting)[1:] == [minutes(1)] * 3


@given(
    used=st.lists(st.integers(0, 900), min_size=1, max_size=6),
    count=st.integers(2, 8),
    at=st.integers(0, 7),
)
def test_shares_are_equal_exact_and_never_under_half(used: list[int], count: int, at: int) -> None:
    boxes = plan(ROUND, Group.of([str(number) for number in range(count)]))
    at = min(at, count - 1)
    spent = {box.key: seconds(span) for box, span in zip(boxes[:at], used, strict=False)}
    over = sum((spent.get(box.key, NO_TIME) - box.allotted for box in boxes[:at]), NO_TIME)

    shares = shared_turns(boxes, at, spent)

    assert set(shares) == set(range(at, count))
    given_up = [boxes[place].allotted - share for place, share in shares.items()]
    assert all(NO_TIME <= part <= boxes[at].allotted / 2 + SECOND for part in given_up)
    assert max(shares.values()) - min(shares.values()) <= 2 * SECOND
    possible = sum((boxes[place].allotted / 2 for place in shares), NO_TIME)
    if over <= possible - SECOND * count:
        assert sum(given_up, NO_TIME) == max(NO_TIME, over)


def test_where_nobody_speaks_in_turn_nothing_is_shared() -> None:
    sitting = Sitting(one_step("10 min"), PEOPLE)
    sitting.do(Begin())
    sitting.wait(minutes(12))

    assert shared_turns(sitting.boxes, 0, sitting.state.course.spent) == {}
    assert still_to_come(sitting.state, sitting.clock.now()) == NO_TIME


@pytest.mark.parametrize(
    ("over", "change", "speaks", "others"),
    [
        (90, AddParticipant("Nils"), 120, [80, 80, 80]),
        (90, MarkGone("p4"), 120, [240]),
        (270, AddParticipant("Nils"), 75, [50, 50, 50]),
        (-60, AddParticipant("Nils"), 150, [100, 100, 100]),
    ],
)
def test_whoever_speaks_keeps_their_turn_when_somebody_comes_or_goes(
    over: int, change: AddParticipant | MarkGone, speaks: int, others: list[int]
) -> None:
    sitting = in_turn(4)
    sitting.wait(seconds(150 + over))
    sitting.do(Next())
    before = remaining(sitting.state, sitting.clock.now())
    sitting.do(change)

    assert remaining(sitting.state, sitting.clock.now()) == before == seconds(speaks)
    assert left(sitting)[1:] == [seconds(span) for span in others]


def test_turns_stay_equal_on_the_way_back_after_a_make_up_and_a_newcomer() -> None:
    agenda = Agenda(title="Én runde", steps=(Step(id="før", title="Før", time=read_time("5 min")), *ROUND_OF_RANGE))
    sitting = Sitting(agenda, PEOPLE[:4])
    sitting.do(Begin())
    sitting.do(AcceptPlan(Agreed((PhaseTime("runde", 0, minutes(8)),))))
    sitting.do(Next(), Next(), AddParticipant("Nils"), Back())

    # Kari keeps her two minutes, and the six that are left are the others'.
    assert left(sitting)[:5] == [minutes(2), *[seconds(90)] * 4]


def test_turns_that_everybody_left_are_there_again_when_they_come_back() -> None:
    sitting = in_turn(4)
    sitting.wait(seconds(150))
    sitting.do(Next())
    before = left(sitting)
    sitting.do(MarkGone("p3"), MarkGone("p4"))
    assert left(sitting) == before[:1]
    sitting.do(MarkReturned("p3"), MarkReturned("p4"))

    assert left(sitting) == before


def test_a_newcomer_to_the_last_turn_has_a_turn_of_their_own_and_the_group_is_late() -> None:
    sitting = in_turn(4)
    sitting.do(Next(), Next(), Next())
    late = offset(sitting.state, sitting.clock.now())
    sitting.do(AddParticipant("Nils"))

    assert left(sitting) == [seconds(150), minutes(2)]
    assert offset(sitting.state, sitting.clock.now()) - late == minutes(2)
