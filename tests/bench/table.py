"""The rows as a table for people, as Markdown for docs/performance.md, and as JSON for other programs."""

import os
import platform
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version

from msgspec import Struct

from tests.bench.figures import Bound, Limit, Pair, Row, Statistic

HEADINGS = ("measure", "ours", "comparison", "against", "ratio", "processor", "at most", "holds")
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
"""Between these lines of a document stands the table."""


class Machine(Struct, frozen=True, kw_only=True):
    """What the figures were had on."""

    system: str
    processors: int
    python: str
    textual: str


class Figures(Struct, frozen=True, kw_only=True):
    """A row with what its values add up to. Units are those of the row; `processor` is in seconds."""

    name: str
    title: str
    against: str
    unit: str
    statistic: Statistic
    ours: float
    theirs: float | None
    ratio: float | None
    processor_ratio: float | None
    limit: Limit | None
    holds: bool | None
    values: Pair
    processor: Pair | None
    details: dict[str, float | str | list[str]]


class Report(Struct, frozen=True, kw_only=True):
    """A whole run. `holds` says whether every limit in it is kept."""

    when: datetime
    machine: Machine
    effort: str
    holds: bool
    rows: tuple[Figures, ...]


def report(rows: Sequence[Row], when: datetime, effort: str) -> Report:
    """All that is known of a run."""
    return Report(when=when, machine=machine(), effort=effort, holds=all_hold(rows), rows=tuple(map(_figures, rows)))


def rows_of(known: Report) -> tuple[Row, ...]:
    """The rows of a run that was written down."""
    return tuple(
        Row(
            name=one.name,
            title=one.title,
            against=one.against,
            unit=one.unit,
            statistic=one.statistic,
            values=one.values,
            limit=one.limit,
            processor=one.processor,
            details=one.details,
        )
        for one in known.rows
    )


def caption(known: Report) -> str:
    """When and on what the figures were had."""
    on = known.machine
    return (
        f"Measured {known.when:%Y-%m-%d} ({known.effort}) on {on.system} with {on.processors} processors, "
        f"Python {on.python} and Textual {on.textual}."
    )


def all_hold(rows: Sequence[Row]) -> bool:
    """Whether every limit is kept."""
    return all(row.holds is not False for row in rows)


def machine() -> Machine:
    """This one."""
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        processors=len(os.sched_getaffinity(0)),
        python=platform.python_version(),
        textual=version("textual"),
    )


def text_table(rows: Sequence[Row]) -> str:
    """The table for a terminal."""
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    spaced = (map(str.ljust, line, widths) for line in lines)
    return "\n".join("  ".join(line).rstrip() for line in spaced)


def markdown_table(rows: Sequence[Row]) -> str:
    """The table for a document."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def with_table(document: str, table: str) -> str:
    """The document with this table between its two marks.

    Raises:
        ValueError: when the marks are not there.

    """
    before, begin, rest = document.partition(f"{BEGIN}\n")
    _old, end, after = rest.partition(END)
    if not begin or not end:
        message = f"the document has no place for the table: {BEGIN} … {END}"
        raise ValueError(message)
    return f"{before}{begin}{table}\n{end}{after}"


def _figures(row: Row) -> Figures:
    return Figures(
        name=row.name,
        title=row.title,
        against=row.against,
        unit=row.unit,
        statistic=row.statistic,
        ours=row.ours,
        theirs=row.theirs,
        ratio=row.ratio,
        processor_ratio=row.processor_ratio,
        limit=row.limit,
        holds=row.holds,
        values=row.values,
        processor=row.processor,
        details=row.details,
    )


def _cells(row: Row) -> tuple[str, ...]:
    return (
        f"{row.title}, {row.statistic}",
        _amount(row.ours, row.unit),
        "" if row.theirs is None else _amount(row.theirs, row.unit),
        row.against,
        "" if row.ratio is None else f"{row.ratio:.2f} ×",
        "" if row.processor_ratio is None else f"{row.processor_ratio:.2f} ×",
        _limit(row),
        {True: "yes", False: "NO", None: ""}[row.holds],
    )


def _limit(row: Row) -> str:
    match row.limit:
        case None:
            return ""
        case Limit(most, Bound.RATIO):
            return f"{most:g} ×"
        case Limit(most, Bound.DIFFERENCE):
            return f"+{_amount(most, row.unit)}"
        case Limit(most, _):
            return _amount(most, row.unit)


def _amount(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f} {unit}"
