"""The clocks: what a rehearsal's reads, however fast it goes and however long ago it began."""

import random
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aml_okt import clock
from aml_okt.clock import (
    FURTHEST,
    RehearsalClock,
    SettableClock,
    SystemClock,
    time_of_day,
    time_of_day_with_seconds,
)
from aml_okt.core.commands import Begin
from aml_okt.core.events import Moment
from aml_okt.core.timing import elapsed
from tests.builders import MONDAY, OSLO, PEOPLE, Sitting, one_step

SPEEDS = st.floats(0, 10_000, exclude_min=True)
TO_THE_LAST_YEAR = datetime(2290, 1, 1, tzinfo=UTC) - MONDAY


def reading_after(span: timedelta, speed: float) -> timedelta:
    """How far a rehearsal's wall clock is from its origin when others have gone so far."""
    return RehearsalClock(SettableClock(MONDAY + span, OSLO), MONDAY, speed).now().wall - MONDAY


@given(span=st.timedeltas(timedelta(), timedelta(minutes=50)), speed=SPEEDS)
def test_within_a_rehearsal_the_clock_goes_as_fast_as_it_was_told(span: timedelta, speed: float) -> None:
    assert reading_after(span, speed) == span * speed


@given(span=st.timedeltas(-TO_THE_LAST_YEAR, TO_THE_LAST_YEAR), speed=SPEEDS)
@example(span=timedelta(days=366), speed=10_000)
def test_a_reading_is_always_a_time_that_can_be_shown_and_reckoned_from(span: timedelta, speed: float) -> None:
    assert timedelta() <= reading_after(span, speed) <= FURTHEST
    assert (MONDAY + reading_after(span, speed)).astimezone(OSLO).year < 3000


@given(span=st.timedeltas(timedelta(), TO_THE_LAST_YEAR), more=st.timedeltas(timedelta(), timedelta(1)), speed=SPEEDS)
def test_the_clock_never_goes_back(span: timedelta, more: timedelta, speed: float) -> None:
    assert reading_after(span, speed) <= reading_after(span + more, speed)


def test_the_steady_clock_goes_on_where_the_wall_clock_stands_still() -> None:
    base = SettableClock(MONDAY + timedelta(days=3650), OSLO)
    clock = RehearsalClock(base, MONDAY, 10_000)
    before = clock.now()
    base.advance(timedelta(seconds=3))

    assert clock.now().wall == before.wall == MONDAY + FURTHEST
    assert clock.now().steady - before.steady == timedelta(seconds=30_000)


def test_a_rehearsal_shows_times_of_day_in_the_zone_of_the_clock_it_goes_by() -> None:
    assert RehearsalClock(SettableClock(MONDAY, OSLO), MONDAY, 60).zone is OSLO
    assert SettableClock(MONDAY).zone is UTC


def test_a_wall_clock_that_is_moved_leaves_the_steady_one_alone() -> None:
    clock = SettableClock(MONDAY, OSLO)
    before = clock.now()
    clock.set_wall(MONDAY - timedelta(hours=2))

    assert clock.now() == Moment(MONDAY - timedelta(hours=2), before.steady)


def test_a_time_of_day_is_shown_as_in_its_zone() -> None:
    instant = MONDAY + timedelta(minutes=2, seconds=3)

    assert (time_of_day(instant, OSLO), time_of_day(instant, UTC)) == ("10:02", "09:02")
    assert (time_of_day_with_seconds(instant, OSLO), time_of_day_with_seconds(instant, UTC)) == ("10:02:03", "09:02:03")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of these clocks")
@pytest.mark.parametrize(("system", "chosen"), [("linux", 1), ("darwin", 2), ("win32", 3)])
def test_each_system_is_asked_for_the_clock_that_goes_on_while_it_sleeps(
    monkeypatch: pytest.MonkeyPatch, system: str, chosen: int
) -> None:
    """On a Mac that is the clock which stands still on Linux, and Windows has one only."""
    readings = {time.CLOCK_BOOTTIME: 1_000_000, time.CLOCK_MONOTONIC: 2_000_000}
    monkeypatch.setattr(time, "clock_gettime_ns", readings.__getitem__)
    monkeypatch.setattr(time, "monotonic_ns", lambda: 3_000_000)
    monkeypatch.setattr(sys, "platform", system)

    assert SystemClock().now().steady == timedelta(milliseconds=chosen)


class Read(SettableClock):
    """The computer's own clock, for a session that would else have one that is set."""

    def now(self) -> Moment:
        return SystemClock().now()


def test_three_hours_at_four_looks_a_second_do_not_drift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look is late by its own bit, as on a busy machine; the bits must not add up to anything."""
    chance = random.Random(3)  # noqa: S311 - nothing is kept secret here
    true = [1_000_000_000_000]
    monkeypatch.setattr(clock, "_steady_nanoseconds", lambda: true[0])
    sitting = Sitting(one_step("4 t"), PEOPLE[:3], clock=Read(MONDAY, OSLO))
    sitting.do(Begin())
    began, worst = true[0], 0.0
    for _look in range(3 * 60 * 60 * 4):
        true[0] += 250_000_000 + chance.randrange(0, 900_000)
        shown = elapsed(sitting.state, sitting.clock.now())
        worst = max(worst, abs(shown.total_seconds() - (true[0] - began) / 1e9))

    assert worst < 0.1
