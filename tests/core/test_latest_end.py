"""The latest end as people write it, and the instant that it means."""

from datetime import UTC, datetime, time

import pytest

from aml_okt.core.latest_end import next_instant, read_time_of_day
from tests.builders import MONDAY, OSLO


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("13:30", time(13, 30)),
        ("9.05", time(9, 5)),
        ("1330", time(13, 30)),
        (" 00:00 ", time(0, 0)),
        ("Kl. 9.05", time(9, 5)),
    ],
)
def test_a_time_of_day_may_be_written_in_the_usual_ways(text: str, meant: time) -> None:
    assert read_time_of_day(text) == meant


@pytest.mark.parametrize(
    "text", ["", "13", "13:3", "24:00", "12:60", "half two", "13:30:00", "-1:30", "१३:३०", "13:kl 30", "kl13:30"]
)
def test_what_is_not_a_time_of_day_is_none(text: str) -> None:
    assert read_time_of_day(text) is None


def test_a_time_later_today_means_today() -> None:
    assert next_instant(time(13, 30), MONDAY, OSLO) == datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def test_a_time_that_has_passed_means_tomorrow() -> None:
    assert next_instant(time(9, 30), MONDAY, OSLO) == datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def test_the_time_it_is_now_means_tomorrow() -> None:
    assert next_instant(time(10, 0), MONDAY, OSLO) == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_across_the_end_of_summer_time_the_clock_on_the_wall_counts() -> None:
    evening = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)

    assert next_instant(time(9, 0), evening, OSLO) == datetime(2026, 10, 25, 8, 0, tzinfo=UTC)


def test_without_a_zone_it_is_the_computers_own() -> None:
    assert next_instant(time(13, 30), MONDAY, None) == datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
