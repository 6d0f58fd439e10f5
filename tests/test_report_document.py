"""The questions that docs/report.md asks with DuckDB have the right answers over ten thousand sessions."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import jsonschema
import pytest

DOCS = Path(__file__).parent.parent / "docs"
FACTORS = ("Krav og kontroll", "Ledelse", "Rollekonflikter")
UNITS = ("Barnevernet", "Byggesak", "Skolen på Åsen", "")
COUNT, GROUPS = 10_000, 40

Rows = list[dict[str, Any]]


def queries() -> list[str]:
    text = (DOCS / "report.md").read_text("utf-8")
    return re.findall(r"^```sql\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def _session(number: int, dice: random.Random) -> dict[str, Any]:
    ended = dice.random() < 0.95
    offset = dice.randint(-900, 1800)
    return {
        "session": f"{number:08x}",
        "day": (date(2023, 1, 1) + timedelta(days=dice.randrange(1400))).isoformat(),
        "unit": dice.choice(UNITS),
        "title": "Arbeidsmiljø",
        "people": dice.randint(2, 6),
        "ended": ended,
        "planned_s": 9000,
        "used_s": 9000 + offset,
        "offset_s": offset if ended else None,
        "factors": [
            {"factor": factor, "strength": dice.choice((0, 0, 1, 2)), "risk": dice.choice((0, 1, 3))}
            for factor in FACTORS
        ],
        "actions": {
            "written": 2, "carried": 1, "done": dice.randint(0, 2), "open": dice.randint(0, 2),
        },
    }  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> Rows:
    dice = random.Random(6)  # noqa: S311 - the same sessions each time
    return [_session(number, dice) for number in range(COUNT)]


@pytest.fixture(scope="module")
def answers(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[list[tuple[Any, ...]]]]:
    """What each query after the first one gives, over forty reports; one group's has been collected twice."""
    here = tmp_path_factory.mktemp("collected")
    (here / "reports").mkdir()
    none = {"written": 0, "carried": 0, "done": 0, "open": 0}
    sums: dict[str, Any] = {"factors": [], "actions": none, "offset_s": None}
    for key in ["sessions", "ended", "never_begun", "unreadable", "units", "people", "used_s", "planned_s", "kept"]:
        sums[key] = 0
    for group in range(GROUPS):
        report = {"schema": "aml-okt-report-1", "since": None, "unit": "", "sessions": rows[group::GROUPS]}
        text = json.dumps({**report, "totals": sums})
        (here / "reports" / f"gruppe-{group}.json").write_text(text, "utf-8")
    (here / "reports" / "gruppe-0 (kopi).json").write_text((here / "reports" / "gruppe-0.json").read_text("utf-8"))
    jsonschema.validate(json.loads(text), json.loads((DOCS / "schema" / "report-1.json").read_text("utf-8")))
    view, *questions = queries()
    with duckdb.connect() as base, pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        base.execute(view)
        yield [base.execute(question).fetchall() for question in questions]


def test_sessions_and_hours_by_quarter(rows: Rows, answers: list[list[tuple[Any, ...]]]) -> None:
    quarters: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in rows:
        day = date.fromisoformat(row["day"])
        quarters[day.year, (day.month + 2) // 3].append(row["used_s"])
    expected = [
        (*when, len(used), pytest.approx(sum(used) / 3600, abs=0.06)) for when, used in sorted(quarters.items())
    ]

    assert answers[0] == expected
    assert sum(answer[2] for answer in answers[0]) == COUNT


def test_how_the_factors_move(rows: Rows, answers: list[list[tuple[Any, ...]]]) -> None:
    named: dict[tuple[str, int], list[tuple[bool, bool]]] = defaultdict(list)
    for row in rows:
        for of in row["factors"]:
            named[of["factor"], int(row["day"][:4])].append((of["strength"] > 0, of["risk"] > 0))
    expected = [
        (*key, *(pytest.approx(100 * sum(side) / len(times), abs=0.06) for side in zip(*times, strict=True)))
        for key, times in sorted(named.items())
    ]

    assert answers[1] == expected


def test_which_units_keep_their_time(rows: Rows, answers: list[list[tuple[Any, ...]]]) -> None:
    expected = []
    for unit in sorted(UNITS):
        late = [row["offset_s"] for row in rows if row["unit"] == unit and row["ended"]]
        kept = 100 * sum(offset <= 300 for offset in late) / len(late)
        expected.append((unit, len(late), pytest.approx(median(late) / 60, abs=0.06), pytest.approx(kept, abs=0.06)))

    assert answers[2] == expected


def test_how_many_actions_are_done(rows: Rows, answers: list[list[tuple[Any, ...]]]) -> None:
    expected = []
    for unit in sorted(UNITS):
        done, left = (sum(row["actions"][key] for row in rows if row["unit"] == unit) for key in ("done", "open"))
        expected.append((unit, done, left, pytest.approx(100 * done / (done + left), abs=0.06)))

    assert answers[3] == expected
