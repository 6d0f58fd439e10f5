"""The minutes as JSON, and the schema that promises its shape."""

import json
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from aml_okt.core.anonymity import Called, anonymous
from aml_okt.core.minutes import Minutes, SharedNote, without_times
from aml_okt.core.own_notes import OwnNotes
from aml_okt.export.minutes_json import minutes_schema, minutes_to_json, own_notes_to_json
from tests.export.test_markdown import BEGUN, WHOLE

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "minutes-1.json"
BARE = replace(
    WHOLE, begun=None, ended=None, attendees=(), steps=(), notes=(), factors=(), actions=(), next_meeting=None,
)  # fmt: skip


def test_the_published_schema_is_the_one_that_holds() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == minutes_schema()


@pytest.mark.parametrize(
    "minutes",
    [WHOLE, BARE, without_times(WHOLE), anonymous(WHOLE, Called("Deltaker {}".format, "andre"))],
    ids=["whole", "bare", "without times", "without names"],
)
def test_minutes_are_valid_by_the_published_schema(minutes: Minutes) -> None:
    jsonschema.validate(
        json.loads(minutes_to_json(minutes, "0a1b2c3d")),
        json.loads(PUBLISHED.read_text("utf-8")),
        format_checker=jsonschema.FormatChecker(),
    )


def test_the_schema_can_fail() -> None:
    broken = {**json.loads(minutes_to_json(WHOLE, "")), "day": 3}

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, minutes_schema())


def test_everything_that_the_minutes_hold_is_there() -> None:
    told = json.loads(minutes_to_json(replace(WHOLE, outside=timedelta(seconds=90)), "0a1b2c3d"))

    assert (told["schema"], told["session"]) == ("aml-okt-minutes-1", "0a1b2c3d")
    assert (told["begun"], told["ended"]) == ("2026-11-23T10:00:00+01:00", "2026-11-23T12:35:00+01:00")
    assert [person["name"] for person in told["people"] if person["facilitator"]] == ["Ola"]
    assert [person["name"] for person in told["people"] if person["left_early"]] == ["Per"]
    assert told["steps"][1] == {
        "id": "5b", "number": "5b", "title": "Kollegaveiledning", "planned_s": 1800, "used_s": 1860, "rounds": 2,
        "rounds_planned": 2,
    }  # fmt: skip
    assert told["outside_s"] == 90
    assert told["factors"] == [{"factor": "Ledelse", "strength": 2, "risk": 1}]
    assert told["notes"] == [{"number": "4", "title": "Refleksjon", "text": "# Styrker\n\n- Støtte"}]
    assert told["actions"][0] == {
        "text": "Lage støtteplan", "owner": "Kari", "due": "2026-12-01", "done": False, "since": None, "told": None,
    }  # fmt: skip
    assert told["next_meeting"] == {"day": "2026-12-14", "at": "09:00:00", "place": "Kantina"}


def test_times_are_whole_seconds() -> None:
    fine = replace(WHOLE, begun=BEGUN + timedelta(microseconds=7))

    assert json.loads(minutes_to_json(fine, ""))["begun"] == "2026-11-23T10:00:00+01:00"


def test_nothing_in_it_acts_in_a_terminal() -> None:
    hostile = replace(WHOLE, notes=(SharedNote(number="", title="", text="\x1b[2J\u202e\u2028"),))
    written = minutes_to_json(hostile, "").decode()

    assert not {"\x1b", "\u202e", "\u2028"} & set(written)
    assert json.loads(written)["notes"][0]["text"] == "\x1b[2J\u202e\u2028"


def test_ones_own_notes_are_told_with_whose_they_are() -> None:
    own = OwnNotes(
        title="Økt", unit="Barnevernet", day=date(2026, 11, 23), person="Kari",
        notes=(SharedNote(number="5b", title="Kollegaveiledning", text="Mitt."),),
    )  # fmt: skip
    told = json.loads(own_notes_to_json(own))

    assert (told["schema"], told["person"]) == ("aml-okt-own-notes-1", "Kari")
    assert told["notes"] == [{"number": "5b", "title": "Kollegaveiledning", "text": "Mitt."}]
