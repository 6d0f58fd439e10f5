"""The table of `agenda plan --people 3..8`: a row for each size of group."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec

from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Agenda
from aml_okt.core.durations import MINUTE, SECOND, digits
from aml_okt.core.group_sizes import SizePlan
from aml_okt.core.plan import FEWEST_FOR_BREATHER, longest, offers_breather
from aml_okt.i18n import gettext as _
from aml_okt.wording import in_minutes, in_words

_GAP = "  "


class SizeRow(msgspec.Struct, frozen=True):
    """A group size in `--json`, whole seconds. `focus_s` has a round's length by the id of its step."""

    people: int
    total_s: int
    slack_s: int | None
    focus_s: dict[str, int]
    turns: tuple["TurnsRow", ...]


class TurnsRow(msgspec.Struct, frozen=True):
    """How long each speaks in a step, or in a phase of it, counted from 0."""

    step: str
    phase: int | None
    each_s: int


def as_json(plans: Sequence[SizePlan]) -> list[SizeRow]:
    """The rows for other programs."""
    return [
        SizeRow(
            one.people,
            one.whole // SECOND,
            None if one.slack is None else one.slack // SECOND,
            {step: span // SECOND for step, span in one.in_focus.items()},
            tuple(TurnsRow(turns.step, turns.phase, turns.each // SECOND) for turns in one.turns),
        )
        for one in plans
    ]


def in_lines(agenda: Agenda, plans: Sequence[SizePlan], *, with_end: bool) -> Iterator[str]:
    """The table, and what there is to know about it."""
    columns = list(_columns(agenda, plans, with_end=with_end))
    widths = [max(len(cell) for cell in column) for column in columns]
    for row in zip(*columns, strict=True):
        yield _GAP.join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
    if notes := list(_notes(agenda, plans)):
        yield ""
        yield from notes


def _columns(agenda: Agenda, plans: Sequence[SizePlan], *, with_end: bool) -> Iterator[list[str]]:
    """Each column with its heading first."""
    yield [_("Deltakere"), *(str(one.people) for one in plans)]
    yield [_("Varighet"), *(in_words(one.whole) for one in plans)]
    if with_end:
        yield [_("Slutt"), *(time_of_day(one.end, one.end.tzinfo) for one in plans)]
    if all(one.slack is not None for one in plans):
        yield [_("Til overs"), *(_slack(one.slack or timedelta()) for one in plans)]
    for step in plans[0].in_focus:
        several = len(plans[0].in_focus) > 1
        heading = agenda.step(step).name if several else _("I fokus")
        yield [heading, *(_span(one.in_focus[step]) for one in plans)]
    for place, turns in enumerate(plans[0].turns):
        found = agenda.step(turns.step)
        heading = found.name if turns.phase is None else found.stages[turns.phase].title
        yield [heading, *(digits(one.turns[place].each) for one in plans)]


def _slack(slack: timedelta) -> str:
    if slack < timedelta():
        return _("{time} for lite").format(time=in_minutes(-slack))
    return in_minutes(slack)


def _span(span: timedelta) -> str:
    return digits(span) if span % MINUTE else in_minutes(span)


def _notes(agenda: Agenda, plans: Sequence[SizePlan]) -> Iterator[str]:
    if any(one.in_focus or one.turns for one in plans):
        yield _("«I fokus» er én runde. De andre kolonnene er tiden hver har når alle får ordet etter tur.")
    breather = next((step.breather for step in agenda.steps if step.repeat and step.breather), None)
    if breather is not None and any(offers_breather(agenda, one.people) for one in plans):
        yield _("Fra {fewest} deltakere kan dere legge til en kort pause på {time}. Den er ikke med her.").format(
            fewest=FEWEST_FOR_BREATHER, time=in_words(longest(breather))
        )
    if agenda.group is not None and any(one.people > agenda.group for one in plans):
        yield _("Opplegget er laget for høyst {group}.").format(group=agenda.group)
