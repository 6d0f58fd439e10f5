"""Each step of the clock is cued once, a jump over several once, and a clock that stands never."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.commands import AdjustTime, Back, Begin, Command, Next, Pause, Undo
from aml_okt.core.cues import CALM, END, WARNING, Cue, Passed, cue_of, enters_phase, is_heard, look, passed, until_next
from aml_okt.core.events import Cues
from tests.builders import PEOPLE, Sitting, minutes, one_step, seconds


def at_the_start(time: str = "5 min") -> Sitting:
    sitting = Sitting(one_step(time), PEOPLE[:3])
    sitting.do(Begin())
    return sitting


def cues(sitting: Sitting, *waits: float) -> Iterator[int]:
    """The cues at looks so many seconds apart."""
    _, told = look({}, sitting.state, sitting.state, sitting.clock.now())
    for wait in waits:
        sitting.wait(seconds(wait))
        cue, told = look(told, sitting.state, sitting.state, sitting.clock.now())
        yield cue


def test_a_warning_with_a_minute_left_one_at_the_end_and_one_each_minute_after() -> None:
    assert list(cues(at_the_start(), 239, 1, 59, 1, 59, 1, 60)) == [
        CALM, WARNING, CALM, END, CALM, END + 1, END + 2,
    ]  # fmt: skip


def test_a_short_timebox_is_warned_at_a_fifth() -> None:
    assert list(cues(at_the_start("100 s"), 79, 1, 20)) == [CALM, WARNING, END]


def test_the_next_cue_comes_when_it_was_said_to() -> None:
    sitting = at_the_start()
    spans = []
    for _ in range(4):
        coming = until_next(sitting.state, sitting.clock.now())
        assert coming is not None
        spans.append(coming)
        sitting.clock.advance(coming)
    assert spans == [minutes(4), minutes(1), minutes(1), minutes(1)]


@given(st.integers(0, 900))
def test_whenever_one_looks_the_cue_that_is_waited_for_is_the_next_one(wait: int) -> None:
    sitting = at_the_start()
    sitting.clock.advance(seconds(wait))
    before, coming = passed(sitting.state, sitting.clock.now()), until_next(sitting.state, sitting.clock.now())
    assert coming is not None
    sitting.clock.advance(coming - seconds(0.001))
    assert passed(sitting.state, sitting.clock.now()) == before
    sitting.clock.advance(seconds(0.001))
    assert passed(sitting.state, sitting.clock.now()).step == before.step + 1


def test_a_clock_that_stands_brings_no_cue() -> None:
    sitting = at_the_start()
    assert sitting.do(Pause()) is None
    assert until_next(sitting.state, sitting.clock.now()) is None


def test_each_step_has_its_cue_and_only_the_end_is_heard_where_that_is_chosen() -> None:
    assert [cue_of(step) for step in (CALM, WARNING, END, END + 1, END + 9)] == [
        None, Cue.WARNING, Cue.END, Cue.OVER, Cue.OVER,
    ]  # fmt: skip
    assert {cue for cue in Cue if is_heard(cue, Cues.ALL)} == set(Cue)
    assert {cue for cue in Cue if is_heard(cue, Cues.END)} == {Cue.END}
    assert not {cue for cue in Cue if is_heard(cue, Cues.NONE)}


def test_a_phase_is_entered_when_another_is_left_and_not_from_turn_to_turn() -> None:
    sitting = Sitting(names=PEOPLE[:2])
    entered = []
    for command in (Begin(), Next(), Next(), Next(), Pause(), Back()):
        before = sitting.state
        assert sitting.do(command) is None
        entered.append(enters_phase(before, sitting.state))
    # The session begins; check-in; the other's turn in it; the intro; a pause; and back.
    assert entered == [False, True, False, True, False, True]


def test_a_gap_over_several_steps_gives_one_cue() -> None:
    # Eight minutes of sleep with two minutes left: six minutes over, and said once.
    sitting = at_the_start()
    assert list(cues(sitting, 180, 480, 1)) == [CALM, END + 6, CALM]


def test_more_time_lets_the_warning_come_again() -> None:
    sitting = at_the_start()
    list(cues(sitting, 250))
    sitting.do(AdjustTime(minutes(1)))

    assert list(cues(sitting, 1, 49)) == [CALM, WARNING]


def test_a_clock_that_stands_gives_no_cue() -> None:
    sitting = at_the_start()
    sitting.do(Pause())

    assert list(cues(sitting, 1000)) == [CALM]


def test_a_timebox_that_is_come_to_with_its_time_used_gives_no_cue() -> None:
    sitting = at_the_start()
    sitting.wait(minutes(8))

    assert look({}, sitting.state, sitting.state, sitting.clock.now())[0] == CALM


@pytest.mark.parametrize("way_back", [Back(), Undo()])
def test_a_warning_that_came_due_while_the_group_was_elsewhere_by_mistake_is_given(way_back: Command) -> None:
    sitting = Sitting(names=PEOPLE[:3])
    sitting.do(Begin())
    sitting.wait(seconds(95))
    _, told = look({}, sitting.state, sitting.state, sitting.clock.now())
    for after, command in ((0.2, Next()), (6, way_back)):
        sitting.wait(seconds(after))
        before = sitting.state
        sitting.do(command)
        cue, told = look(told, before, sitting.state, sitting.clock.now())
    sitting.wait(seconds(6))
    later, told = look(told, sitting.state, sitting.state, sitting.clock.now())

    assert [step for step in (cue, later) if step != CALM] == [WARNING]


def test_what_a_move_of_ones_own_leads_to_gives_no_cue() -> None:
    sitting = at_the_start()
    sitting.wait(minutes(3.5))
    _, told = look({}, sitting.state, sitting.state, sitting.clock.now())
    before = sitting.state
    sitting.do(AdjustTime(-minutes(1)))

    assert look(told, before, sitting.state, sitting.clock.now()) == (CALM, {sitting.boxes[0].key: WARNING})


def test_nothing_is_cued_when_the_session_is_over() -> None:
    sitting = at_the_start()
    sitting.do(Next())

    assert passed(sitting.state, sitting.clock.now()) == Passed(None)


@given(waits=st.lists(st.floats(0, 400), max_size=30), time=st.integers(1, 900))
def test_no_step_is_cued_twice_and_none_out_of_order(waits: list[float], time: int) -> None:
    given_cues = [step for step in cues(at_the_start(f"{time} s"), *waits) if step != CALM]

    assert given_cues == sorted(set(given_cues))


@given(waits=st.lists(st.floats(0, 400), min_size=1, max_size=30), time=st.integers(1, 900))
def test_the_last_cue_is_the_step_that_the_clock_has_come_to(waits: list[float], time: int) -> None:
    """However long a jump was, one cue tells of all of it, and none is left to come."""
    sitting = at_the_start(f"{time} s")

    heard = [step for step in cues(sitting, *waits) if step != CALM]

    assert heard[-1:] == [step for step in [passed(sitting.state, sitting.clock.now()).step] if step != CALM]


@given(waits=st.lists(st.floats(0, 400), max_size=30), before=st.floats(0, 400))
def test_a_clock_that_stands_gives_none_however_often_one_looks(waits: list[float], before: float) -> None:
    sitting = at_the_start()
    sitting.wait(seconds(before))
    sitting.do(Pause())

    assert set(cues(sitting, *waits)) <= {CALM}


@given(over=st.integers(0, 180_000).map(lambda thousandths: thousandths / 1000))
def test_more_time_lets_the_warning_and_the_end_come_again_however_late_it_is_given(over: float) -> None:
    sitting = at_the_start()
    first = list(cues(sitting, 240, 60 + over))
    sitting.do(AdjustTime(minutes(5)))

    assert first == [WARNING, END + over // 60]
    assert list(cues(sitting, 300 - over - 61, 1.5, 60, 60)) == [CALM, WARNING, END, END + 1]
