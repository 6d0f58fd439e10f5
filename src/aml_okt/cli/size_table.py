"""The table of `agenda plan --people 3..8`: a row for each size of group."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec
from rich.cells import cell_len

from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Agenda
from aml_okt.core.durations import MINUTE, SECOND, digits
from aml_okt.core.group_sizes import Hours, SizePlan
from aml_okt.core.plan import FEWEST_FOR_BREATHER, longest, offers_breather
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.wording import in_minutes, in_words

WIDTH = 80
"""Cells; the columns of a table that would be wider stand closer together."""


class SizeRow(msgspec.Struct, frozen=True):
    """A group size in `--json`, whole seconds.

    `total_s` is all timeboxes together, as in the plan for one size. `end` is null where it is not known
    when the session begins. `slack_s` is counted to `--end`, or else to the upper end of the agenda's
    `duration`; it is below zero when time is missing, and null when there is nothing to measure against.
    `focus_s` has a round's length by the id of its step.
    """

    people: int
    total_s: int
    end: datetime | None
    slack_s: int | None
    focus_s: dict[str, int]
    turns: tuple["TurnsRow", ...]


class TurnsRow(msgspec.Struct, frozen=True):
    """How long the shortest turn is in a step, or in a phase of it, counted from 0."""

    step: str
    phase: int | None
    each_s: int


def as_json(plans: Sequence[SizePlan], hours: Hours | None) -> list[SizeRow]:
    """The rows for other programs."""
    return [
        SizeRow(
            one.people,
            one.planned // SECOND,
            None if one.length.end is None or hours is None else one.length.end.astimezone(hours.zone),
            None if one.length.slack is None else one.length.slack // SECOND,
            {step: span // SECOND for step, span in one.in_focus.items()},
            tuple(TurnsRow(turns.step, turns.phase, turns.each // SECOND) for turns in one.turns),
        )
        for one in plans
    ]


def in_lines(agenda: Agenda, plans: Sequence[SizePlan], hours: Hours | None) -> Iterator[str]:
    """The table, and what there is to know about it."""
    columns = list(_columns(agenda, plans, hours))
    high = max(len(heading) for heading, _cells in columns)
    stacks = [[*[""] * (high - len(heading)), *heading, *cells] for heading, cells in columns]
    widths = [max(map(cell_len, stack)) for stack in stacks]
    gap = "  " if sum(widths) + 2 * (len(widths) - 1) <= WIDTH else " "
    for row in zip(*stacks, strict=True):
        yield gap.join(" " * (width - cell_len(cell)) + cell for cell, width in zip(row, widths, strict=True))
    if notes := list(_notes(agenda, plans, hours)):
        yield ""
        yield from notes


def whole_minutes(slack: timedelta) -> timedelta:
    """What is to spare, or missing where it is below zero: a minute begun is missing too, and not to spare."""
    return abs(slack // MINUTE) * MINUTE


def _columns(
    agenda: Agenda, plans: Sequence[SizePlan], hours: Hours | None
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Each column: its heading in lines, and a cell for each row."""
    yield (_("Deltakere"),), [str(one.people) for one in plans]
    yield (_("Varighet"),), [in_words(one.length.whole) for one in plans]
    if hours is not None:
        yield (_("Slutt"),), [time_of_day(hours.begin + one.length.whole, hours.zone) for one in plans]
    slacks = [one.length.slack for one in plans if one.length.slack is not None]
    if slacks:
        yield (_("Til overs"),), [_slack(slack) for slack in slacks]
    several = len(plans[0].in_focus) > 1
    for step in plans[0].in_focus:
        heading = (_("I fokus"), one_line(agenda.step(step).name)) if several else (_("I fokus"),)
        yield heading, [_span(one.in_focus[step]) for one in plans]
    for place, turns in enumerate(plans[0].turns):
        found = agenda.step(turns.step)
        phase = () if turns.phase is None else (one_line(found.stages[turns.phase].title),)
        yield (one_line(found.name), *phase), [digits(one.turns[place].each) for one in plans]


def _slack(slack: timedelta) -> str:
    time = in_minutes(whole_minutes(slack))
    return _("{time} for lite").format(time=time) if slack < timedelta() else time


def _span(span: timedelta) -> str:
    return digits(span) if span % MINUTE else in_minutes(span)


def _notes(agenda: Agenda, plans: Sequence[SizePlan], hours: Hours | None) -> Iterator[str]:
    if any(one.length.slack is not None for one in plans):
        yield _measured_against(agenda, hours)
    if plans[0].in_focus:
        yield _("«I fokus» er én runde.")
    if plans[0].turns:
        yield _("Under navnet på et steg står tiden hver har når alle får ordet etter tur.")
    breather = next((step.breather for step in agenda.steps if step.repeat and step.breather), None)
    if breather is not None and any(offers_breather(agenda, one.people) for one in plans):
        words = _("Fra og med {fewest} deltakere kan dere ta en kort pause på {time}. Den er ikke med her.")
        yield words.format(fewest=FEWEST_FOR_BREATHER, time=in_words(longest(breather)))
    if hours is None and holds_times_of_day(agenda):
        yield without_clock()
    if agenda.group is not None and any(one.people > agenda.group for one in plans):
        yield _("Opplegget er laget for høyst {group}.").format(group=agenda.group)


def _measured_against(agenda: Agenda, hours: Hours | None) -> str:
    if hours is not None and hours.latest_end is not None:
        return _("«Til overs» er regnet mot {time}.").format(time=time_of_day(hours.latest_end, hours.zone))
    duration = longest(agenda.duration) if agenda.duration is not None else timedelta()
    return _("«Til overs» er regnet mot de {time} som agendaen setter av.").format(time=in_minutes(duration))


def holds_times_of_day(agenda: Agenda) -> bool:
    """Whether a step begins or ends at a time of day, so that the plan depends on when the session begins."""
    return any(step.at is not None or step.until is not None for step in agenda.steps)


def without_clock() -> str:
    """What a plan without times of day leaves out."""
    return _("Agendaen har faste klokkeslett. Skriv --start for å få med ventetiden.")
