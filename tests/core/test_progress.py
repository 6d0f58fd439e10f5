"""Times of day that are held: nothing that happens on the way shifts them, and they are never turned into a length."""

from datetime import UTC, datetime, time, timedelta

import pytest

from aml_okt.clock import SettableClock, time_of_day
from aml_okt.core.agenda import Agenda, Screen, Step, Who
from aml_okt.core.commands import (
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    Command,
    HoldUntil,
    LeaveGapOut,
    Next,
    NoteGap,
    Pause,
    SkipTo,
    Undo,
)
from aml_okt.core.deciding import Refusal, allowed
from aml_okt.core.durations import read_time
from aml_okt.core.makeup import Source, make_up
from aml_okt.core.session import Stage
from aml_okt.core.timing import (
    allotted,
    elapsed,
    ends_on_the_wall,
    offset,
    paused_for,
    planned_in_step,
    projected_end,
    remaining,
    timetable,
    used_in_step,
    waited_for_on_the_wall,
    waits_for,
    warns,
)
from tests.builders import MONDAY, OSLO, PEOPLE, Sitting, minutes, seconds

NO_TIME = timedelta()


def with_break(*, at: time | None = None, until: time | None = None, who: Who = Who.ALL) -> Agenda:
    """Thirty minutes, a break of twenty that may be five, and thirty more."""
    whole = read_time("20 min")
    return Agenda(
        title="Med pause",
        steps=(
            Step(id="før", title="Før", time=read_time("30 min")),
            Step(
                id="pause", title="Pause", time=whole, least=read_time("5 min"), at=at, until=until, who=who,
                screen=Screen.BREAK,
            ),
            Step(id="etter", title="Etter", time=read_time("30 min")),
        ),
    )  # fmt: skip


def begun(agenda: Agenda, begin: datetime = MONDAY) -> Sitting:
    """Begun at ten."""
    sitting = Sitting(agenda, PEOPLE[:3], clock=SettableClock(begin, OSLO))
    sitting.do(Begin())
    return sitting


def in_break_until(after: float = 30) -> Sitting:
    """In the break that lasts until five to eleven, come to after so many minutes."""
    sitting = begun(with_break(until=time(10, 55)))
    sitting.wait(minutes(after))
    sitting.do(Next())
    return sitting


def waiting_from(after: float = 25) -> Sitting:
    """Waiting for the break at twenty to eleven, come to after so many minutes."""
    sitting = begun(with_break(at=time(10, 40)))
    sitting.wait(minutes(after))
    sitting.do(Next())
    return sitting


def left(sitting: Sitting) -> timedelta:
    return remaining(sitting.state, sitting.clock.now())


def late(sitting: Sitting) -> timedelta:
    return offset(sitting.state, sitting.clock.now())


def back_at(sitting: Sitting) -> str:
    return time_of_day(sitting.clock.now().wall + left(sitting), OSLO)


def end(sitting: Sitting) -> str:
    return time_of_day(projected_end(sitting.state, sitting.clock.now()), OSLO)


def test_a_break_until_a_time_of_day_ends_then_whatever_happens_in_it() -> None:
    sitting = in_break_until()
    for _ in range(3):
        sitting.wait(seconds(40))
        assert sitting.do(Backdate(seconds(30))) is None
        assert (back_at(sitting), late(sitting)) == ("10:55", NO_TIME)
    sitting.wait(minutes(8))
    sitting.do(NoteGap(minutes(8)), LeaveGapOut())

    assert (back_at(sitting), late(sitting), end(sitting)) == ("10:55", NO_TIME, "11:25")


def test_going_on_by_mistake_and_back_finds_the_break_as_it_was() -> None:
    sitting = in_break_until()
    sitting.wait(minutes(5))
    sitting.do(Next())
    sitting.wait(minutes(2))
    sitting.do(Back())

    assert back_at(sitting) == "10:55"
    # Two minutes of what comes after it have been used already.
    assert end(sitting) == "11:23"


def test_a_break_that_was_skipped_and_gone_back_into_ends_at_its_time() -> None:
    sitting = begun(with_break(until=time(10, 55)))
    sitting.wait(minutes(30))
    sitting.do(SkipTo(2))
    sitting.wait(minutes(1))
    sitting.do(Back())

    assert back_at(sitting) == "10:55"


def test_the_clock_cannot_stand_while_a_break_lasts_until_a_time_of_day() -> None:
    sitting = in_break_until()

    assert isinstance(sitting.do(Pause()), Refusal)
    sitting.do(Next())
    assert sitting.do(Pause()) is None


def test_a_minute_more_moves_the_time_that_a_break_lasts_to() -> None:
    sitting = in_break_until()
    sitting.do(AdjustTime(minutes(2)))
    assert (back_at(sitting), late(sitting)) == ("10:57", minutes(2))
    sitting.do(AdjustTime(-minutes(1)))
    assert (back_at(sitting), late(sitting)) == ("10:56", minutes(1))


def test_a_break_that_is_come_to_too_late_keeps_its_floor_and_runs_over_after_it() -> None:
    sitting = in_break_until(52)

    assert (left(sitting), late(sitting)) == (minutes(5), minutes(2))
    sitting.wait(minutes(3))
    assert (left(sitting), late(sitting)) == (minutes(2), minutes(2))
    sitting.wait(minutes(4))
    assert (left(sitting), late(sitting)) == (-minutes(2), minutes(4))
    assert allotted(sitting.state, sitting.clock.now()) == minutes(5)


def test_the_baseline_has_a_break_as_long_as_it_was_going_to_be() -> None:
    sitting = begun(with_break(until=time(10, 55)))

    assert planned_in_step(sitting.state, "pause") == minutes(25)


def test_waiting_is_no_part_of_the_step_that_is_waited_for() -> None:
    sitting = waiting_from()
    assert (waits_for(sitting.state, sitting.clock.now()), left(sitting)) == (minutes(15), minutes(20))
    assert not warns(sitting.state, sitting.clock.now())
    sitting.wait(minutes(18))

    now = sitting.clock.now()
    assert (elapsed(sitting.state, now), allotted(sitting.state, now)) == (minutes(3), minutes(20))
    assert used_in_step(sitting.state, "pause", now) == minutes(3)
    assert paused_for(sitting.state, now) == NO_TIME
    assert late(sitting) == NO_TIME


@pytest.mark.parametrize(
    "disturbance",
    [
        [(120, Back()), (180, Next())],
        [(480, NoteGap(minutes(8))), (0, LeaveGapOut())],
        [(30, SkipTo(2)), (30, Undo())],
    ],
    ids=["gone back", "a gap left out", "skipped and undone"],
)
def test_nothing_that_happens_while_waiting_moves_the_step(disturbance: list[tuple[int, Command]]) -> None:
    sitting = waiting_from()
    for after, command in disturbance:
        sitting.wait(seconds(after))
        assert sitting.do(command) is None
        assert end(sitting) == "11:30" or isinstance(command, SkipTo)
    sitting.clock.advance(MONDAY + minutes(40) - sitting.clock.now().wall)

    assert left(sitting) == minutes(20)
    assert late(sitting) == NO_TIME


@pytest.mark.parametrize("command", [Pause(), Backdate(seconds(30))])
def test_what_is_waited_for_can_be_neither_paused_nor_begun_earlier(command: Command) -> None:
    sitting = waiting_from()
    sitting.wait(minutes(1))
    before = sitting.state
    assert isinstance(sitting.do(command), Refusal)
    assert sitting.state is before


def test_a_step_that_begins_at_its_time_began_then_and_not_before() -> None:
    sitting = waiting_from()
    sitting.wait(minutes(15.2))
    assert isinstance(sitting.do(Backdate(seconds(30))), Refusal)
    late = waiting_from(42)
    late.wait(minutes(1))
    assert late.do(Backdate(seconds(30))) is None
    assert isinstance(late.do(*[Backdate(minutes(1))] * 3), Refusal)

    key = sitting.boxes[1].key
    assert sitting.state.course.started_at[key] == MONDAY + minutes(40)
    assert late.state.course.started_at[key] == MONDAY + minutes(40.5)


def test_a_gap_that_the_waiting_takes_up_makes_nobody_early() -> None:
    sitting = begun(with_break(at=time(10, 40)))
    sitting.wait(minutes(20))
    sitting.do(NoteGap(minutes(8)), LeaveGapOut())

    assert (late(sitting), end(sitting)) == (NO_TIME, "11:30")


def test_a_gap_left_out_after_the_time_that_was_held_moves_the_whole_plan() -> None:
    sitting = begun(with_break(at=time(10, 40)))
    sitting.wait(minutes(30))
    sitting.do(Next())
    sitting.wait(minutes(22))
    sitting.do(NoteGap(minutes(8)), LeaveGapOut())

    assert (late(sitting), end(sitting)) == (NO_TIME, "11:38")


def test_the_group_may_begin_without_waiting() -> None:
    sitting = waiting_from()
    sitting.wait(minutes(5))
    assert sitting.do(BeginNow()) is None

    assert waits_for(sitting.state, sitting.clock.now()) == NO_TIME
    assert left(sitting) == minutes(20)
    assert (late(sitting), end(sitting)) == (-minutes(10), "11:20")
    assert sitting.state.course.started_at[sitting.boxes[1].key] == MONDAY + minutes(30)
    sitting.wait(minutes(1))
    assert left(sitting) == minutes(19)
    assert paused_for(sitting.state, sitting.clock.now()) == NO_TIME
    sitting.do(Back(), Next())
    assert waits_for(sitting.state, sitting.clock.now()) == NO_TIME
    sitting.do(Undo(), Undo(), Undo())
    assert waits_for(sitting.state, sitting.clock.now()) == minutes(9)


def test_whoever_does_not_wait_cannot_begin_now() -> None:
    sitting = waiting_from(45)

    assert isinstance(sitting.do(BeginNow()), Refusal)
    assert BeginNow not in allowed(begun(with_break()).state)


def test_a_turn_that_is_waited_for_is_promised_its_own_time_only() -> None:
    sitting = begun(with_break(at=time(10, 40), who=Who.EACH))
    sitting.wait(minutes(25))
    sitting.do(Next())
    now = sitting.clock.now()

    assert allotted(sitting.state, now) == seconds(400)
    assert [stop.span for stop in timetable(sitting.state, now)][:3] == [seconds(400)] * 3


def in_free_break() -> Sitting:
    sitting = begun(with_break())
    sitting.wait(minutes(30))
    sitting.do(Next())
    return sitting


@pytest.mark.parametrize("fraction", [0.0, 0.2, 0.4, 0.7, 0.999999])
def test_a_break_that_the_group_holds_ends_at_the_very_minute(fraction: float) -> None:
    sitting = begun(with_break(), MONDAY + seconds(fraction))
    sitting.wait(minutes(30))
    sitting.do(Next(), HoldUntil(MONDAY + minutes(65)))

    assert sitting.clock.now().wall + left(sitting) == MONDAY + minutes(65)
    assert end(sitting) == "11:35"


def test_a_break_that_the_group_holds_is_held_however_short_or_long() -> None:
    sitting = in_free_break()
    sitting.do(HoldUntil(MONDAY + minutes(32)))
    assert left(sitting) == minutes(2)
    sitting.do(HoldUntil(MONDAY + minutes(75)), AdjustTime(minutes(1)))
    assert left(sitting) == minutes(46)
    sitting.wait(minutes(5))
    sitting.do(Backdate(seconds(30)))
    assert left(sitting) == minutes(41)
    sitting.do(HoldUntil(MONDAY + minutes(60)))
    assert left(sitting) == minutes(25)
    sitting.do(Undo(), Undo(), Undo(), Undo(), Undo())
    assert left(sitting) == minutes(15)


def test_only_a_break_is_held_and_only_until_a_time_to_come() -> None:
    sitting = in_free_break()
    assert isinstance(sitting.do(HoldUntil(MONDAY + minutes(30))), Refusal)
    sitting.do(Next())
    assert HoldUntil not in allowed(sitting.state)
    assert isinstance(sitting.do(HoldUntil(MONDAY + minutes(60))), Refusal)


def test_a_held_break_goes_on_past_midnight_and_the_end_of_summer_time() -> None:
    night = datetime(2026, 10, 25, 0, 20, tzinfo=UTC)  # 02:20, summer time
    sitting = begun(with_break(), night)
    sitting.wait(minutes(30))
    sitting.do(Next(), HoldUntil(night + minutes(60)))

    assert left(sitting) == minutes(30)
    assert back_at(sitting) == "02:20"


def test_a_held_break_that_was_left_and_gone_back_into_is_as_far_over_its_time_as_it_is() -> None:
    sitting = in_free_break()
    sitting.do(HoldUntil(MONDAY + minutes(60)))
    sitting.wait(minutes(40))
    assert left(sitting) == -minutes(10)
    sitting.do(Next())
    sitting.wait(minutes(1))
    sitting.do(Back())

    assert left(sitting) == -minutes(11)
    sitting.do(NoteGap(NO_TIME), LeaveGapOut())
    assert left(sitting) == -minutes(11)


def test_a_break_that_was_come_to_too_late_ends_where_its_floor_said_also_after_a_way_back() -> None:
    sitting = in_break_until(52)
    sitting.wait(minutes(7))
    sitting.do(Next())
    sitting.wait(minutes(1))
    sitting.do(Back())

    # It was to end at 10:57, and it is 11:00.
    assert left(sitting) == -minutes(3)


def test_a_gap_left_out_of_a_break_that_was_come_to_too_late_leaves_it_its_floor() -> None:
    sitting = in_break_until(52)
    sitting.wait(minutes(10))
    sitting.do(NoteGap(minutes(8)), LeaveGapOut())

    assert (left(sitting), late(sitting)) == (minutes(3), minutes(2))


def test_a_break_that_is_paused_goes_on_when_it_is_to_last_until_a_time_of_day() -> None:
    sitting = in_free_break()
    sitting.wait(minutes(2))
    sitting.do(Pause())
    sitting.wait(minutes(3))
    sitting.do(HoldUntil(MONDAY + minutes(60)))
    sitting.wait(minutes(27))

    assert sitting.state.stage is Stage.RUNNING
    assert left(sitting) == -minutes(2)
    assert elapsed(sitting.state, sitting.clock.now()) == minutes(29)


def test_a_break_that_is_waited_for_begins_when_it_is_to_last_until_a_time_of_day() -> None:
    sitting = waiting_from()
    sitting.do(HoldUntil(MONDAY + minutes(35)))

    assert waits_for(sitting.state, sitting.clock.now()) == NO_TIME
    assert left(sitting) == minutes(10)
    assert end(sitting) == "11:05"


def test_a_break_that_the_group_holds_gives_nothing_to_a_make_up() -> None:
    sitting = in_free_break()
    assert make_up(sitting.state, sitting.clock.now(), NO_TIME).taken == {Source.FLEXIBLE: minutes(15)}
    sitting.do(HoldUntil(MONDAY + minutes(60)))

    assert make_up(sitting.state, sitting.clock.now(), NO_TIME).taken == {}


@pytest.mark.parametrize("nudge", [-2, 0, 2])
def test_times_that_were_written_are_shown_as_they_were_written_when_the_clock_is_nudged(nudge: int) -> None:
    held, waiting = in_break_until(), waiting_from()
    for sitting in (held, waiting):
        sitting.clock.set_wall(sitting.clock.now().wall + seconds(nudge))

    assert time_of_day(ends_on_the_wall(held.state, held.clock.now()), OSLO) == "10:55"
    assert time_of_day(waited_for_on_the_wall(waiting.state, waiting.clock.now()), OSLO) == "10:40"
    assert time_of_day(ends_on_the_wall(waiting.state, waiting.clock.now()), OSLO) == "11:00"
