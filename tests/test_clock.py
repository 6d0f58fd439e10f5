"""The clocks: what a rehearsal's reads, however fast it goes and however long ago it began."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from aml_okt.clock import FURTHEST, RehearsalClock, SettableClock
from tests.builders import MONDAY, OSLO

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
