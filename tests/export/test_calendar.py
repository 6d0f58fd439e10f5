"""The next meeting as a calendar file, read back by a library that did not write it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]

from aml_okt.core.minutes import NextMeeting
from aml_okt.export.calendar import Event, to_ics
from tests.builders import OSLO

MADE = datetime(2026, 11, 23, 12, 35, 7, 123456, tzinfo=OSLO)
LASTS = timedelta(hours=2, minutes=35)


def event(meeting: NextMeeting, title: str = "Psykososialt arbeidsmiljø") -> Event:
    return Event(meeting, title, "0a1b2c3d", LASTS)


def read_back(made: bytes) -> Any:  # noqa: ANN401 - the library has no types
    return vobject.readOne(made.decode()).vevent


def test_a_meeting_with_a_time_of_day_is_that_instant() -> None:
    read = read_back(to_ics(event(NextMeeting(day=date(2026, 12, 14), at=time(9, 0), place="Kantina")), MADE, OSLO))

    assert read.dtstart.value == datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
    assert read.dtend.value - read.dtstart.value == LASTS
    assert read.summary.value == "Psykososialt arbeidsmiljø"
    assert read.location.value == "Kantina"
    assert read.uid.value == "0a1b2c3d-next@aml-okt"


def test_summer_time_is_that_of_the_day_of_the_meeting() -> None:
    read = read_back(to_ics(event(NextMeeting(day=date(2027, 6, 14), at=time(9, 0))), MADE, ZoneInfo("Europe/Oslo")))

    assert read.dtstart.value == datetime(2027, 6, 14, 7, 0, tzinfo=UTC)


def test_without_a_zone_it_is_the_computers_own() -> None:
    read = read_back(to_ics(event(NextMeeting(day=date(2027, 6, 14), at=time(9, 0))), MADE, None))

    assert read.dtstart.value == datetime(2027, 6, 14, 9, 0).astimezone(UTC)


def test_a_meeting_without_a_time_of_day_is_for_the_whole_day() -> None:
    read = read_back(to_ics(event(NextMeeting(day=date(2026, 12, 14))), MADE, OSLO))

    assert (read.dtstart.value, read.dtend.value) == (date(2026, 12, 14), date(2026, 12, 15))


def test_it_tells_nothing_of_who_made_it() -> None:
    made = to_ics(event(NextMeeting(day=date(2026, 12, 14))), MADE, OSLO).decode()

    assert sorted(line.split(":")[0].split(";")[0] for line in made.splitlines()) == sorted([
        "BEGIN", "VERSION", "PRODID", "METHOD", "BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "TRANSP",
        "END", "END",
    ])  # fmt: skip
    assert "DTSTAMP:20261123T113507Z" in made


@pytest.mark.parametrize("hostile", ["a\r\nATTENDEE:mailto:x@y.no", "a;b,c\\n\\d", "\x1b[2J\u202e", "END:VEVENT\n"])
def test_hostile_words_stay_words(hostile: str) -> None:
    made = to_ics(event(NextMeeting(day=date(2026, 12, 14), place=hostile), hostile), MADE, OSLO)
    read = read_back(made)

    assert "attendee" not in read.contents
    assert not {"\x1b", "\u202e"} & set(made.decode())
    assert len(vobject.readOne(made.decode()).contents["vevent"]) == 1
    assert read.location.value == read.summary.value
