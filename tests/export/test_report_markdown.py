"""A report as people read it."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from aml_okt.core.report import ActionCounts
from aml_okt.core.report_totals import Column, FactorTotal, Totals
from aml_okt.export.report_markdown import report_to_markdown
from tests.builders import minutes

LEADERSHIP = FactorTotal(factor="Ledelse", strength=1, risk=3, sessions_strength=1, sessions_risk=2)
TOTALS = Totals(
    sessions=2, ended=2, never_begun=0, unreadable=0, units=1, people=9, used=minutes(312), planned=minutes(300),
    kept=1, offset=minutes(6), factors=(LEADERSHIP,), actions=ActionCounts(written=4, done=1, open=3),
    first=date(2026, 11, 23), last=date(2026, 12, 14),
)  # fmt: skip


def column(
    first: date = date(2026, 11, 23),
    months: int = 0,
    offset: timedelta | None = timedelta(),
    named: Mapping[str, tuple[int, int]] = {},
) -> Column:
    return Column(first=first, months=months, unit="Barnevernet", sessions=1, offset=offset, named=named)


def written(totals: Totals = TOTALS, *columns: Column, since: date | None = None, unit: str = "") -> str:
    return report_to_markdown(totals, columns or (column(),), since, unit)


def test_facts_and_kept_time() -> None:
    text = written(TOTALS, column(offset=minutes(13)), column(date(2026, 12, 14), offset=minutes(-1)))

    assert "- **Økter:** 2\n" in text
    assert "- **Tidsrom:** mandag 23. november 2026 til mandag 14. desember 2026\n" in text
    assert "- **Tid til sammen:** 5 t 12 min\n" in text
    assert "1 av 2 økter var ferdige senest fem minutter etter planen. I snitt sluttet de 6 min etter planen." in text
    assert "| 1 | 23.11.2026 | Barnevernet | 13 min etter planen |" in text
    assert "| 2 | 14.12.2026 | Barnevernet | 1 min før planen |" in text


def test_what_was_asked_for_is_said() -> None:
    text = written(since=date(2026, 11, 2), unit="barn")

    assert "- **Utvalg:** tjenester med «barn» i navnet, fra og med mandag 2. november 2026\n" in text


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "oktober 2026"), (3, "4. kvartal 2026"), (12, "2026"), (60, "2026–2030")],
)
def test_a_period_is_called_what_people_call_it(months: int, words: str) -> None:
    assert f"| 1 | {words} | 1 | som planlagt |" in written(TOTALS, column(date(2026, 10, 1), months))


@pytest.mark.parametrize(
    ("times", "sign"),
    [((2, 1), "▲"), ((1, 2), "▼"), ((1, 1), "◆"), ((21, 20), "◆"), ((30, 20), "▲"), ((0, 0), "·")],
)
def test_the_grid_says_what_a_factor_was_named_most_as(times: tuple[int, int], sign: str) -> None:
    assert f"| Ledelse | {sign} |" in written(TOTALS, column(named={"Ledelse": times}))


def test_where_no_agenda_had_a_factor_the_grid_is_empty() -> None:
    assert "| Ledelse | ▲ |  |" in written(TOTALS, column(named={"Ledelse": (1, 0)}), column(named={"Annet": (1, 0)}))


def test_what_is_not_in_the_figures_is_told() -> None:
    text = written(replace(TOTALS, ended=1, never_begun=2, unreadable=1))

    assert (
        "Én økt er ikke avsluttet: Den er med i tallene, men ikke i hvordan tiden ble holdt. "
        "2 økter ble satt opp, men aldri begynt, og er ikke med. Én økt kunne ikke leses, og er ikke med."
    ) in text


def test_nothing_that_ended_gives_no_picture() -> None:
    text = written(replace(TOTALS, ended=0, kept=0, offset=None), column(offset=None))

    assert "```" not in text
    assert "| 1 | 23.11.2026 | Barnevernet | – |" in text


def test_every_table_is_a_table_with_as_many_cells_in_each_row() -> None:
    text = written(TOTALS, column(named={"Ledelse": (1, 0)}), column())
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = [token.type for token in tokens]

    assert kinds.count("table_open") == 4
    assert "| --- | :---: | :---: |" in text


def test_names_that_people_wrote_do_nothing() -> None:
    wild = replace(TOTALS, factors=(replace(LEADERSHIP, factor="<b>|`x`"),))

    assert "| &lt;b&gt;\\|\\`x\\` | 1 | 3 |" in written(wild)
