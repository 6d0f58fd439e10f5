"""Where the time stands is a matter of recorded instants and one reading of the clock."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from aml_okt.clock import RehearsalClock, SettableClock, SystemClock, time_of_day, time_of_day_with_seconds
from aml_okt.core.commands import AdjustTime, Back, Begin, End, Next, Pause, Resume, SetNextMeeting, Undo
from aml_okt.core.durations import digits
from aml_okt.core.events import Moment
from aml_okt.core.session import at_wall
from aml_okt.core.timing import (
    elapsed,
    elapsed_in,
    latest_end_on_the_wall,
    offset,
    overtime,
    paused_for,
    planned_end,
    planned_in_step,
    projected_end,
    remaining,
    since_begun,
    still_to_come,
    used_in_step,
    warns,
)
from tests.builders import MONDAY, OSLO, Sitting, minutes, one_step, seconds

NOTHING = timedelta()
WHOLE = minutes(2 + 6 + 5 + 10 + 4 * 8 + 4)
"""What the small agenda takes with four people: 59 minutes."""


def begun(clock: SettableClock | None = None) -> Sitting:
    sitting = Sitting(clock=clock)
    sitting.do(Begin())
    return sitting


def now(sitting: Sitting) -> Moment:
    return sitting.clock.now()


def end_of(sitting: Sitting) -> str:
    return time_of_day_with_seconds(projected_end(sitting.state, now(sitting)), sitting.clock.zone)


@pytest.mark.parametrize(
    ("used", "left", "over", "behind"),
    [
        (0, 120, 0, 0),
        (1, 119, 0, 0),
        (119, 1, 0, 0),
        (120, 0, 0, 0),
        (121, -1, 1, 1),
        (157, -37, 37, 37),
        (3720, -3600, 3600, 3600),
    ],
)
def test_a_timebox_of_two_minutes_after_some_seconds(used: int, left: int, over: int, behind: int) -> None:
    sitting = begun()
    sitting.wait(seconds(used))

    assert elapsed(sitting.state, now(sitting)) == seconds(used)
    assert remaining(sitting.state, now(sitting)) == seconds(left)
    assert overtime(sitting.state, now(sitting)) == seconds(over)
    assert offset(sitting.state, now(sitting)) == seconds(behind)
    assert projected_end(sitting.state, now(sitting)) == MONDAY + WHOLE + seconds(behind)
    assert planned_end(sitting.state, now(sitting)) == MONDAY + WHOLE


@pytest.mark.parametrize(
    ("allotted", "left", "warned"),
    [
        ("10 min", 61, False),
        ("10 min", 60, True),
        ("10 min", 0, True),
        ("10 min", -5, True),
        ("3 min", 61, False),
        ("3 min", 60, True),
        ("2 min 59 s", 60, False),
        ("2 min 59 s", 36, False),
        ("2 min 59 s", 35.8, True),
        ("2 min", 25, False),
        ("2 min", 24, True),
        ("1 min", 13, False),
        ("1 min", 12, True),
        ("5 s", 1.1, False),
        ("5 s", 1, True),
    ],
)
def test_the_warning_comes_at_a_minute_left_and_in_short_timeboxes_at_a_fifth(
    allotted: str,
    left: float,
    warned: bool,  # noqa: FBT001 - a table
) -> None:
    sitting = Sitting(one_step(allotted))
    sitting.do(Begin())
    sitting.wait(remaining(sitting.state, now(sitting)) - seconds(left))

    assert warns(sitting.state, now(sitting)) == warned


def test_nothing_runs_before_the_session_begins() -> None:
    sitting = Sitting()
    sitting.wait(minutes(7))
    moment = now(sitting)

    for figure in (elapsed, remaining, overtime, offset, since_begun, paused_for):
        assert figure(sitting.state, moment) == NOTHING
    assert not warns(sitting.state, moment)
    assert still_to_come(sitting.state, moment) == WHOLE
    assert projected_end(sitting.state, moment) == planned_end(sitting.state, moment) == MONDAY + minutes(7) + WHOLE


def test_a_step_done_early_makes_the_end_earlier() -> None:
    sitting = begun()
    sitting.wait(seconds(50))
    sitting.do(Next())

    assert offset(sitting.state, now(sitting)) == seconds(-70)
    assert projected_end(sitting.state, now(sitting)) == MONDAY + WHOLE - seconds(70)
    assert planned_end(sitting.state, now(sitting)) == MONDAY + WHOLE


def test_a_pause_stops_the_timebox_and_moves_the_end() -> None:
    sitting = begun()
    sitting.wait(seconds(30))
    sitting.do(Pause())
    sitting.wait(minutes(4))

    assert remaining(sitting.state, now(sitting)) == seconds(90)
    assert offset(sitting.state, now(sitting)) == minutes(4)
    assert paused_for(sitting.state, now(sitting)) == minutes(4)
    sitting.do(Resume())
    sitting.wait(seconds(10))
    assert remaining(sitting.state, now(sitting)) == seconds(80)
    assert paused_for(sitting.state, now(sitting)) == minutes(4)
    assert projected_end(sitting.state, now(sitting)) == MONDAY + WHOLE + minutes(4)
    assert planned_end(sitting.state, now(sitting)) == MONDAY + WHOLE


def test_time_given_and_taken_moves_the_end_and_not_the_plan() -> None:
    sitting = begun()
    sitting.do(AdjustTime(minutes(3)))
    assert offset(sitting.state, now(sitting)) == minutes(3)
    sitting.do(AdjustTime(minutes(-4)))

    assert offset(sitting.state, now(sitting)) == minutes(-1)
    assert planned_end(sitting.state, now(sitting)) == MONDAY + WHOLE
    assert planned_in_step(sitting.state, "velg") == minutes(2)


def test_time_used_in_a_timebox_gone_back_from_is_not_planned_for_again() -> None:
    sitting = begun()
    sitting.do(Next())
    sitting.wait(seconds(60))
    before = projected_end(sitting.state, now(sitting))
    sitting.do(Back())

    assert projected_end(sitting.state, now(sitting)) == before + minutes(2)
    sitting.do(Next())
    assert projected_end(sitting.state, now(sitting)) == before


def test_a_timebox_gone_back_from_in_overtime_needs_no_more() -> None:
    sitting = begun()
    sitting.do(Next())
    sitting.wait(minutes(5))
    sitting.do(Back())

    assert still_to_come(sitting.state, now(sitting)) == WHOLE - sitting.boxes[1].planned


def test_time_is_kept_for_each_step_and_each_timebox() -> None:
    sitting = begun()
    sitting.wait(seconds(100))
    sitting.do(Next())
    sitting.wait(seconds(80))
    sitting.do(Next())
    sitting.wait(seconds(5))

    assert used_in_step(sitting.state, "velg", now(sitting)) == seconds(100)
    assert used_in_step(sitting.state, "innsjekk", now(sitting)) == seconds(85)
    assert used_in_step(sitting.state, "slutt", now(sitting)) == NOTHING
    assert [elapsed_in(sitting.state, box, now(sitting)) for box in sitting.boxes[:4]] == [
        seconds(100),
        seconds(80),
        seconds(5),
        NOTHING,
    ]
    assert planned_in_step(sitting.state, "innsjekk") == minutes(6)
    assert planned_in_step(sitting.state, "runder") == minutes(32)


@pytest.mark.parametrize("hours", [-1, 1, -30, 30])
def test_setting_the_wall_clock_in_mid_step_changes_nothing_but_times_of_day(hours: int) -> None:
    sitting = begun()
    sitting.wait(minutes(3))
    before = [figure(sitting.state, now(sitting)) for figure in (remaining, overtime, offset, since_begun, elapsed)]
    end = projected_end(sitting.state, now(sitting))
    sitting.clock.set_wall(now(sitting).wall + timedelta(hours=hours))

    assert [
        figure(sitting.state, now(sitting)) for figure in (remaining, overtime, offset, since_begun, elapsed)
    ] == before
    assert projected_end(sitting.state, now(sitting)) == end + timedelta(hours=hours)
    sitting.do(Next())
    assert used_in_step(sitting.state, "velg", now(sitting)) == minutes(3)


def test_a_steady_clock_that_stands_still_or_goes_back_takes_no_time() -> None:
    sitting = begun()
    moment = now(sitting)

    assert elapsed(sitting.state, Moment(moment.wall, moment.steady - minutes(5))) == NOTHING


def test_a_finished_session_keeps_its_figures() -> None:
    sitting = begun()
    sitting.wait(minutes(10))
    sitting.do(End())
    ended = now(sitting).wall
    sitting.wait(timedelta(days=3))
    sitting.do(SetNextMeeting(None, None, ""))

    assert since_begun(sitting.state, now(sitting)) == minutes(10)
    assert still_to_come(sitting.state, now(sitting)) == NOTHING
    assert projected_end(sitting.state, now(sitting)) == ended
    assert offset(sitting.state, now(sitting)) == minutes(10) - WHOLE
    assert planned_end(sitting.state, now(sitting)) == MONDAY + WHOLE


def test_when_a_session_ended_is_known_to_a_process_whose_steady_clock_began_anew() -> None:
    sitting = begun()
    sitting.wait(minutes(10))
    sitting.do(End())
    ended = now(sitting).wall
    sitting.taken_up(timedelta(days=2), counts=False)
    sitting.wait(minutes(1))

    assert projected_end(sitting.state, now(sitting)) == ended
    assert projected_end(sitting.state, Moment(MONDAY + timedelta(days=9), NOTHING)) == ended


def test_undoing_the_end_makes_the_time_since_then_count() -> None:
    sitting = begun()
    sitting.do(End())
    sitting.wait(minutes(1))
    sitting.do(Undo())

    assert elapsed(sitting.state, now(sitting)) == minutes(1)
    assert projected_end(sitting.state, now(sitting)) == MONDAY + WHOLE


def test_a_moment_of_another_process_is_told_by_the_wall_clock_alone() -> None:
    sitting = begun()
    another_process = SettableClock(MONDAY + minutes(45), OSLO)

    there = at_wall(sitting.state, another_process.now().wall)
    assert there.steady - sitting.state.last.steady == minutes(45)
    assert at_wall(sitting.state, MONDAY - minutes(45)) == sitting.state.last


def test_a_session_goes_on_over_midnight() -> None:
    sitting = begun(SettableClock(datetime(2026, 11, 23, 22, 50, tzinfo=UTC), OSLO))
    assert end_of(sitting) == "00:49:00"
    sitting.wait(minutes(20))

    assert end_of(sitting) == "01:07:00"
    assert overtime(sitting.state, now(sitting)) == minutes(18)
    assert digits(overtime(sitting.state, now(sitting))) == "18:00"


def test_the_hour_that_comes_twice_is_counted_twice(night_clock: SettableClock) -> None:
    """Summer time ends in Oslo on 25 October 2026: after 02:59 comes 02:00 again."""
    sitting = begun(night_clock)
    assert time_of_day(now(sitting).wall, sitting.clock.zone) == "02:45"
    assert end_of(sitting) == "02:44:00"
    sitting.wait(minutes(30))

    assert time_of_day(now(sitting).wall, sitting.clock.zone) == "02:15"
    assert elapsed(sitting.state, now(sitting)) == minutes(30)
    assert end_of(sitting) == "03:12:00"


def test_the_hour_that_comes_twice_is_right_for_the_computers_own_clock(night_clock: SettableClock) -> None:
    """Wall times as the system gives them: each with the offset that holds when it is read."""
    sitting = Sitting(clock=SettableClock(night_clock.now().wall.astimezone(OSLO).astimezone(), OSLO))
    sitting.do(Begin())

    assert projected_end(sitting.state, now(sitting)) == night_clock.now().wall + WHOLE
    assert end_of(sitting) == "02:44:00"


def test_a_time_of_day_is_shown_in_the_computers_zone_when_no_other_is_given() -> None:
    assert time_of_day(MONDAY, None) == "10:00"
    assert time_of_day_with_seconds(MONDAY + seconds(3), None) == "10:00:03"


def test_the_systems_clocks_go_forward_and_know_their_offset() -> None:
    clock = SystemClock()
    first, second = clock.now(), clock.now()

    assert first.wall.utcoffset() is not None
    assert first.steady <= second.steady


@pytest.mark.parametrize("ahead", [timedelta(microseconds=-3), NOTHING, timedelta(microseconds=3), seconds(0.4)])
def test_two_clocks_that_are_not_read_at_one_instant_show_the_time_of_day_that_was_meant(ahead: timedelta) -> None:
    sitting = Sitting(one_step("30 min"), latest_end=MONDAY + minutes(30))
    sitting.do(Begin())
    sitting.wait(minutes(10))
    sitting.clock.set_wall(sitting.clock.now().wall - ahead)

    assert projected_end(sitting.state, now(sitting)) == MONDAY + minutes(30)
    assert planned_end(sitting.state, now(sitting)) == MONDAY + minutes(30)
    assert latest_end_on_the_wall(sitting.state, now(sitting)) == MONDAY + minutes(30)


def test_a_latest_end_stays_the_minute_that_was_written_when_the_clock_is_nudged() -> None:
    sitting = Sitting(one_step("30 min"), latest_end=MONDAY + minutes(30))
    sitting.do(Begin())
    sitting.clock.set_wall(MONDAY - seconds(5))

    assert latest_end_on_the_wall(sitting.state, now(sitting)) == MONDAY + minutes(30)
    sitting.clock.set_wall(MONDAY - minutes(60))
    assert latest_end_on_the_wall(sitting.state, now(sitting)) == MONDAY - minutes(30)


def test_a_rehearsal_goes_as_much_faster_as_it_was_told(clock: SettableClock) -> None:
    rehearsal = RehearsalClock(clock, MONDAY, 60)
    sitting = Sitting(clock=clock)
    first = rehearsal.now()
    clock.advance(seconds(2))
    later = rehearsal.now()

    assert later.steady - first.steady == minutes(2)
    assert later.wall - first.wall == minutes(2)
    assert rehearsal.zone is sitting.clock.zone


def test_three_hours_of_readings_about_a_quarter_of_a_second_apart_add_up_to_the_very_microsecond() -> None:
    chance = random.Random(3)  # noqa: S311 - nothing is kept secret here
    sitting = Sitting(one_step("2 t"))
    sitting.do(Begin())
    passed = NOTHING
    for _reading in range(3 * 60 * 60 * 4):
        span = timedelta(microseconds=chance.randrange(200_000, 300_001))
        sitting.wait(span)
        passed += span
        assert remaining(sitting.state, now(sitting)) == minutes(120) - passed
