"""The report as JSON, and the schema that promises its shape."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from aml_okt.core.minutes import FactorNamed
from aml_okt.core.report import Contribution
from aml_okt.core.report_totals import Tally
from aml_okt.export.report_json import report_schema, report_to_json
from tests.builders import minutes
from tests.core.test_report import DAY, one

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "report-1.json"


def written(*given: Contribution) -> bytes:
    tally = Tally()
    for each in given:
        tally.add(each)
    return b"".join(report_to_json(None, "", given, lambda: tally.totals))


def test_the_published_schema_is_the_one_that_holds() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == report_schema()


@pytest.mark.parametrize("given", [(), (one(), one(offset=None))], ids=["none", "two"])
def test_reports_are_valid_by_the_published_schema(given: tuple[Contribution, ...]) -> None:
    jsonschema.validate(
        json.loads(written(*given)), json.loads(PUBLISHED.read_text("utf-8")),
        format_checker=jsonschema.FormatChecker(),
    )  # fmt: skip


def test_the_schema_can_fail() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(written()), "sessions": [{}]}, report_schema())


def test_each_session_is_a_line() -> None:
    lines = written(one(), one(offset=minutes(2), factors=[FactorNamed(factor="A", strength=1, risk=0)])).splitlines()

    assert len(lines) == 4
    assert json.loads(lines[1].rstrip(b","))["day"] == DAY.isoformat()
    row = json.loads(lines[2])
    assert row["factors"] == [{"factor": "A", "strength": 1, "risk": 0}]
    assert (row["planned_s"], row["used_s"], row["offset_s"]) == (9000, 9120, 120)


def test_a_session_is_written_when_it_comes_and_the_totals_at_the_end() -> None:
    asked: list[str] = []
    tally = Tally()

    def sessions() -> Iterator[Contribution]:
        for name in ("first", "second"):
            asked.append(name)
            yield one()

    pieces = report_to_json(None, "", sessions(), lambda: tally.totals)
    next(pieces)
    assert asked == []
    next(pieces)
    assert asked == ["first"]
