"""Until a picture's words may be others, nothing but its clock moves; and its clock is looked at when it turns."""

from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Who
from aml_okt.core.commands import AdjustTime, Back, Begin, Command, Next, Pause, Resume, Undo
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState
from aml_okt.scene.clock_face import clock_digits, clock_face
from aml_okt.scene.leading import Scene, scene
from aml_okt.scene.picture import Whole, clock_turns_in, words_hold_for
from aml_okt.scene.room import RoomScene, room_clock, room_scene
from tests.builders import MONDAY, OSLO, Sitting, agendas, minutes, one_step, people, seconds

COMMANDS: tuple[Command, ...] = (
    Next(), Next(), Next(), Back(), AdjustTime(minutes(1)), AdjustTime(minutes(-1)), Pause(), Resume(), Undo(),
)  # fmt: skip

MOVES = st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(0, 400_000)), max_size=25)
"""What is done, and after how many milliseconds."""

NO_TIME = timedelta()


def later(moment: Moment, span: timedelta) -> Moment:
    return Moment(moment.wall + span, moment.steady + span)


def words(seen: Scene | RoomScene) -> tuple[object, ...]:
    """Everything that a picture says beside what its clock shows."""
    said = tuple(getattr(seen, name) for name in type(seen).__annotations__ if name not in {"clock", "time"})
    return (*said, seen.clock.mood)


def begun(agenda: Agenda, names: tuple[str, ...], moves: list[tuple[Command, int]]) -> Sitting:
    sitting = Sitting(agenda, names, latest_end=MONDAY + minutes(45))
    sitting.do(Begin())
    for command, wait in moves:
        sitting.wait(timedelta(milliseconds=wait))
        sitting.do(command)
    return sitting


@given(agendas(), people(), MOVES, st.integers(0, 59_000), st.integers(0, 999))
@settings(max_examples=400)
def test_what_moves_alone_is_what_a_whole_picture_would_show(
    agenda: Agenda, names: tuple[str, ...], moves: list[tuple[Command, int]], wait: int, part: int
) -> None:
    sitting = begun(agenda, names, moves)
    sitting.wait(timedelta(milliseconds=wait))
    state, drawn = sitting.state, sitting.clock.now()
    span = words_hold_for(state, drawn)
    assume(span > NO_TIME)
    now = later(drawn, span * part // 1000)
    seen, room = scene(state, now, OSLO), room_scene(state, now, OSLO)
    assert words(seen) == words(scene(state, drawn, OSLO))
    assert words(room) == words(room_scene(state, drawn, OSLO))
    if state.box is not None:
        assert clock_face(state, state.box, now, OSLO) == seen.clock
        assert room_clock(state, state.box, now, OSLO) == room.clock


def shown(state: SessionState, moment: Moment) -> tuple[str, str]:
    """The digits of the clock, and the time of day."""
    assert state.box is not None
    return clock_digits(state, state.box, moment), f"{moment.wall:%H:%M}"


@given(agendas(), people(), MOVES, st.integers(0, 59_000))
def test_the_clock_shows_the_same_until_it_is_looked_at_again(
    agenda: Agenda, names: tuple[str, ...], moves: list[tuple[Command, int]], wait: int
) -> None:
    sitting = begun(agenda, names, moves)
    sitting.wait(timedelta(milliseconds=wait))
    state, now = sitting.state, sitting.clock.now()
    assume(state.box is not None)
    span = clock_turns_in(state, now)
    assert NO_TIME < span <= seconds(1)
    assert shown(state, later(now, span - timedelta(microseconds=1))) == shown(state, now)


def test_the_clock_is_looked_at_when_it_turns_and_not_before() -> None:
    sitting = begun(one_step("3 min"), ("Kari", "Ola"), [])
    sitting.wait(seconds(10.25))
    state, now = sitting.state, sitting.clock.now()
    assert clock_turns_in(state, now) == seconds(0.75)
    assert [shown(state, later(now, span))[0] for span in (NO_TIME, seconds(0.75))] == ["2:50", "2:49"]


def test_the_minute_on_the_wall_turns_in_the_middle_of_a_second() -> None:
    sitting = Sitting(one_step("3 min"), ("Kari", "Ola"))
    sitting.wait(seconds(0.4))
    sitting.do(Begin())
    sitting.wait(seconds(59.5))
    assert clock_turns_in(sitting.state, sitting.clock.now()) == seconds(0.1)


@pytest.mark.parametrize(
    ("wait", "holds"),
    [(0, 120), (119, 1), (120, 15), (134, 1), (135, 45), (179, 1), (180, 0)],
)
def test_words_change_at_a_minute_left_in_the_middle_of_that_and_at_the_end(wait: int, holds: int) -> None:
    sitting = begun(one_step("3 min"), ("Kari", "Ola"), [])
    sitting.wait(seconds(wait))
    assert words_hold_for(sitting.state, sitting.clock.now()) == seconds(holds)


@pytest.mark.parametrize(("wait", "holds"), [(190, 19.5), (209, 0.5), (211, 28.5), (239, 0.5), (241, 28.5)])
def test_when_the_time_is_out_words_change_as_minutes_turn(wait: float, holds: float) -> None:
    """The group began half a minute past a minute, so that the end shows another one half a minute after the offset."""
    sitting = Sitting(one_step("3 min"), ("Kari", "Ola"))
    sitting.wait(seconds(30))
    sitting.do(Begin())
    sitting.wait(seconds(wait))
    assert words_hold_for(sitting.state, sitting.clock.now()) == seconds(holds)


def test_words_may_be_others_at_any_second_while_a_turn_takes_from_the_next() -> None:
    sitting = begun(one_step("3 min", Who.EACH), ("Kari", "Ola"), [])
    sitting.wait(minutes(2))
    assert words_hold_for(sitting.state, sitting.clock.now()) == NO_TIME


def test_a_picture_holds_within_its_minute_and_its_state_and_while_nobody_sets_the_clock() -> None:
    sitting = begun(one_step("10 min"), ("Kari", "Ola"), [])
    state, drawn = sitting.state, sitting.clock.now()
    whole = Whole(state, drawn)
    assert whole.holds(state, later(drawn, seconds(59.9)))
    assert not whole.holds(state, later(drawn, seconds(60)))
    now = later(drawn, seconds(5))
    assert not whole.holds(state, Moment(now.wall + seconds(20), now.steady))
    assert not whole.holds(state, Moment(now.wall - timedelta(hours=1), now.steady))
    sitting.do(AdjustTime(minutes(1)))
    assert not whole.holds(sitting.state, now)
