"""The table, and the same as JSON."""

from datetime import UTC, datetime

import msgspec
import pytest

from tests.bench.figures import Bound, Limit, Pair, Row, Statistic
from tests.bench.table import BEGIN, END, Report, caption, markdown_table, report, rows_of, text_table, with_table

ROWS = (
    Row(
        name="start",
        title="start",
        against="empty app",
        unit="ms",
        values=Pair((400.0, 520.0, 510.0), (200.0, 204.0, 210.0)),
        processor=Pair((0.4,), (0.2,)),
        limit=Limit(1.35, Bound.RATIO),
    ),
    Row(name="bytes", title="bytes", unit="B/s", values=Pair((460.0,)), limit=Limit(700, Bound.FIGURE)),
    Row(
        name="memory",
        title="memory",
        against="empty app",
        unit="MB",
        statistic=Statistic.P99,
        values=Pair((50.0,), (36.5,)),
        limit=Limit(15, Bound.DIFFERENCE),
    ),
    Row(name="room", title="room", against="empty app", unit="%", values=Pair((0.5,), (0.25,))),
)


def test_each_measure_has_a_line_in_columns_of_one_width() -> None:
    assert text_table(ROWS).splitlines() == [
        "measure        ours     comparison  against    ratio   processor  at most   holds",
        "start, median  510 ms   204 ms      empty app  2.50 ×  2.00 ×     1.35 ×    NO",
        "bytes, median  460 B/s                                            700 B/s   yes",
        "memory, p99    50.0 MB  36.5 MB     empty app  1.37 ×             +15.0 MB  yes",
        "room, median   0.50 %   0.25 %      empty app  2.00 ×",
    ]


def test_markdown_has_the_same_cells() -> None:
    lines = markdown_table(ROWS).splitlines()

    assert lines[1] == f"|{' --- |' * 8}"
    assert lines[2] == "| start, median | 510 ms | 204 ms | empty app | 2.50 × | 2.00 × | 1.35 × | NO |"
    assert len(lines) == len(ROWS) + 2


def test_json_gives_every_value_and_can_be_read_back() -> None:
    written = report(ROWS, datetime(2026, 11, 27, tzinfo=UTC), "whole")
    data = msgspec.json.encode(written)

    assert msgspec.json.decode(data, type=Report) == written
    first = msgspec.json.decode(data)["rows"][0]
    assert first["values"] == {"ours": [400.0, 520.0, 510.0], "theirs": [200.0, 204.0, 210.0]}
    assert (first["ours"], first["ratio"], first["holds"]) == (510.0, 2.5, False)
    assert first["limit"] == {"most": 1.35, "on": "ratio"}


def test_what_was_written_down_gives_the_same_table() -> None:
    known = msgspec.json.decode(msgspec.json.encode(report(ROWS, datetime.now(UTC), "whole")), type=Report)

    assert rows_of(known) == ROWS


def test_the_table_says_when_and_on_what() -> None:
    said = caption(report(ROWS, datetime(2026, 11, 27, tzinfo=UTC), "whole"))

    assert said.startswith("Measured 2026-11-27 (whole) on ")


def test_one_limit_that_is_not_kept_is_enough() -> None:
    assert not report(ROWS, datetime.now(UTC), "").holds
    assert report(ROWS[1:], datetime.now(UTC), "").holds


def test_a_document_gets_the_new_table_in_place_of_the_old_one() -> None:
    assert with_table(f"Before\n{BEGIN}\nold\n{END}\nafter\n", "new") == f"Before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_a_document_without_a_place_for_the_table_is_left_alone() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_table(f"Before\n{BEGIN}\nold\n", "new")
