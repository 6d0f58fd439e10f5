"""A report as JSON, for other programs: each session on a line of its own, and what they add up to.

It is written session by session, so that a report over any number of them takes no more room than one. Its schema is
published as docs/schema/report-1.json. Keys may be added; a key that goes or changes its meaning makes another version.
Times are whole seconds.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from aml_okt.core.durations import SECOND
from aml_okt.core.report import ActionCounts, Contribution
from aml_okt.core.report_totals import Totals
from aml_okt.export.safe_json import compact

SCHEMA = "aml-okt-report-1"

Offset = Annotated[
    int | None, Meta(description="Seconds from the planned end to the end, below zero when early; null before the end.")
]


class Factor(Struct, frozen=True, kw_only=True):
    """A factor of the agenda, and how often it was named in one session; one that nobody named has zeros."""

    factor: str
    strength: Annotated[int, Meta(description="How many times it was named as a strength.")]
    risk: Annotated[int, Meta(description="How many times it was named as a risk.")]


class Actions(Struct, frozen=True, kw_only=True):
    """How many actions there are. `done` and `open` count each once, in the latest session of the report with it."""

    written: Annotated[int, Meta(description="Written down for the first time.")]
    carried: Annotated[int, Meta(description="Carried over from an earlier session of the unit.")]
    done: int
    open: int


class SessionRow(Struct, frozen=True, kw_only=True):
    """A session that was begun."""

    session: Annotated[str, Meta(description="The session's id, the same in every export of it; may be empty.")]
    day: Annotated[date, Meta(description="The day that it began.")]
    unit: Annotated[str, Meta(description="The service; may be empty.")]
    title: Annotated[str, Meta(description="The title of the agenda.")]
    people: Annotated[int, Meta(description="How many took part.")]
    ended: Annotated[bool, Meta(description="Whether it was over when this was written.")]
    planned_s: Annotated[int, Meta(description="Seconds from its begin to the end that was planned then.")]
    used_s: Annotated[
        int, Meta(description="Seconds from its begin to its end; before that, to the last that happened.")
    ]
    offset_s: Offset
    factors: tuple[Factor, ...]
    actions: Actions


class FactorSum(Struct, frozen=True, kw_only=True):
    """How often a factor was named in all sessions together."""

    factor: str
    strength: int
    risk: int
    sessions_strength: Annotated[int, Meta(description="Sessions in which it was named as a strength.")]
    sessions_risk: Annotated[int, Meta(description="Sessions in which it was named as a risk.")]


class Sums(Struct, frozen=True, kw_only=True):
    """What the sessions add up to."""

    sessions: Annotated[int, Meta(description="Sessions that were begun: as many as there are in `sessions`.")]
    ended: Annotated[int, Meta(description="How many of them are over.")]
    never_begun: Annotated[int, Meta(description="Sessions that were set up and never begun; in no other figure.")]
    unreadable: Annotated[int, Meta(description="Sessions that could not be read; in no other figure.")]
    units: Annotated[int, Meta(description="Different services.")]
    people: Annotated[int, Meta(description="People in all sessions; who took part in two counts twice.")]
    used_s: int
    planned_s: Annotated[int, Meta(description="Of the sessions that are over.")]
    kept: Annotated[int, Meta(description="Sessions that ended at most five minutes after the planned end.")]
    offset_s: Annotated[int | None, Meta(description="`offset_s` of the sessions that are over, on average.")]
    factors: tuple[FactorSum, ...]
    actions: Actions


class ReportFile(Struct, frozen=True, kw_only=True):
    """A report of aml-okt over sessions. It has no person's name, no note and no text of an action."""

    schema: Annotated[Literal["aml-okt-report-1"], Meta(description="Which format this is, and its version.")]
    since: Annotated[date | None, Meta(description="The first day that was asked for; null for all.")]
    unit: Annotated[str, Meta(description="What was asked for in the unit's name; empty for all.")]
    sessions: Annotated[tuple[SessionRow, ...], Meta(description="The latest first.")]
    totals: Sums


def report_to_json(
    since: date | None, unit: str, sessions: Iterable[Contribution], totals: Callable[[], Totals]
) -> Iterator[bytes]:
    """A report in pieces; `totals` is asked for when all sessions have been taken."""
    head = compact({"schema": SCHEMA, "since": since, "unit": unit})
    yield head[:-1] + b',"sessions":['
    before = b"\n"
    for one in sessions:
        yield before + compact(_row(one))
        before = b",\n"
    yield b'\n],"totals":' + compact(_sums(totals())) + b"}\n"


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a report."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(ReportFile)}


def _row(one: Contribution) -> SessionRow:
    return SessionRow(
        session=one.id,
        day=one.day,
        unit=one.unit,
        title=one.title,
        people=one.people,
        ended=one.ended,
        planned_s=_seconds(one.planned),
        used_s=_seconds(one.used),
        # Not rounded by itself, so that the three always add up.
        offset_s=None if one.offset is None else _seconds(one.used) - _seconds(one.planned),
        factors=tuple(Factor(factor=of.factor, strength=of.strength, risk=of.risk) for of in one.factors),
        actions=_actions(one.actions),
    )


def _sums(totals: Totals) -> Sums:
    return Sums(
        sessions=totals.sessions,
        ended=totals.ended,
        never_begun=totals.never_begun,
        unreadable=totals.unreadable,
        units=totals.units,
        people=totals.people,
        used_s=_seconds(totals.used),
        planned_s=_seconds(totals.planned),
        kept=totals.kept,
        offset_s=None if totals.offset is None else _seconds(totals.offset),
        factors=tuple(
            FactorSum(
                factor=of.factor,
                strength=of.strength,
                risk=of.risk,
                sessions_strength=of.sessions_strength,
                sessions_risk=of.sessions_risk,
            )
            for of in totals.factors
        ),
        actions=_actions(totals.actions),
    )


def _actions(counts: ActionCounts) -> Actions:
    return Actions(written=counts.written, carried=counts.carried, done=counts.done, open=counts.open)


def _seconds(span: timedelta) -> int:
    return round(span / SECOND)
