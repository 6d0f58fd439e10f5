"""Forms as they are written: what they say, and what is to be written instead."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.actions import Action
from aml_okt.core.commands import SetNextMeeting
from aml_okt.scene.forms import (
    AT,
    DAY,
    DUE,
    OWNER,
    PLACE,
    TEXT,
    Asked,
    as_written,
    read_action,
    read_meeting,
    written_action,
)

TODAY = date(2026, 11, 23)


def test_an_action_is_read_as_it_is_written() -> None:
    action = Action("Ordne kaffe", "Kari", date(2026, 12, 1), done=True)
    assert read_action(written_action(action), TODAY, Action("", done=True)) == action


@pytest.mark.parametrize(
    ("fields", "field"), [({}, TEXT), ({TEXT: "", OWNER: "Kari"}, TEXT), ({TEXT: "Kaffe", DUE: "en gang"}, DUE)]
)
def test_what_cannot_be_read_is_named(fields: dict[str, str], field: str) -> None:
    asked = read_action(fields, TODAY)
    assert isinstance(asked, Asked)
    assert asked.field == field


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, SetNextMeeting(None, None, "")),
        ({DAY: "1.12", AT: "10.00", PLACE: "Kantina"}, SetNextMeeting(date(2026, 12, 1), time(10), "Kantina")),
        ({PLACE: "Kantina"}, Asked(DAY, "Skriv hvilken dag også.")),
        ({DAY: "1.12", AT: "ti"}, Asked(AT, "«ti» er ikke et klokkeslett. Skriv for eksempel «13:30».")),
    ],
)
def test_a_meeting_needs_a_day_and_a_time_that_there_is(fields: dict[str, str], said: object) -> None:
    assert read_meeting(fields, TODAY) == said


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_as_it_is_written(day: date) -> None:
    assert read_meeting({DAY: as_written(day)}, TODAY) == SetNextMeeting(day, None, "")


@given(st.dictionaries(st.sampled_from([TEXT, OWNER, DUE]), st.text(max_size=20)))
def test_no_form_raises(fields: dict[str, str]) -> None:
    assert isinstance(read_action(fields, TODAY), Action | Asked)
