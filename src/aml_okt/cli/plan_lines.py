"""The plan of `aml-okt agenda plan` for one group, as lines to read."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from aml_okt.cli.agenda_file import origin_in_words
from aml_okt.cli.size_table import holds_times_of_day, whole_minutes, without_clock
from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.group_sizes import Hours
from aml_okt.core.group_sizes import length as length_of
from aml_okt.core.plan import Timebox, total
from aml_okt.core.timetable import schedule
from aml_okt.files.chosen_agenda import FoundAgenda
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.wording import in_minutes, in_words

LONG = timedelta(hours=3)
"""From here on minutes alone are hard to picture."""


def in_lines(
    read: Agenda, found: FoundAgenda, boxes: tuple[Timebox, ...], people: int, hours: Hours | None
) -> Iterator[str]:
    """The steps one after the other, with the time of day where one knows it, and whether the time will do."""
    length = length_of(read, boxes, hours)
    yield read.title
    yield _("{origin}. {people} deltakere, {time}.").format(
        origin=origin_in_words(found), people=people, time=in_minutes(length.whole)
    )
    yield ""
    if hours is None:
        for step in read.steps:
            own = [box for box in boxes if box.step == step.id]
            yield _step_line("", total(own), step, own)
        if holds_times_of_day(read):
            yield ""
            yield without_clock()
        return
    yield from _by_the_clock(read, boxes, hours)
    yield _("{time}  slutt").format(time=time_of_day(hours.begin + length.whole, hours.zone))
    if hours.latest_end is not None and length.slack is not None:
        yield _against(length.slack, _latest_end(hours.latest_end, hours))


def _by_the_clock(read: Agenda, boxes: tuple[Timebox, ...], hours: Hours) -> Iterator[str]:
    """The steps with the time of day when each begins, and the waiting before those that hold theirs."""
    stops = schedule(read, boxes, hours.begin, hours.zone)
    for step in read.steps:
        own = [stop for stop in stops if boxes[stop.place].step == step.id]
        first, last = own[0], own[-1]
        begin = hours.begin + first.begin
        if first.waits:
            clock = time_of_day(begin - first.waits, hours.zone)
            yield f"{clock}  {in_words(first.waits):>12}      " + _("Ventetid")
        clock = f"{time_of_day(begin, hours.zone)}  "
        yield _step_line(clock, last.end - first.begin, step, [boxes[stop.place] for stop in own])


def _step_line(clock: str, span: timedelta, step: Step, own: list[Timebox]) -> str:
    return f"{clock}{in_words(span):>12}  {step.number:<3} {step.title}{_rounds(own)}"


def _latest_end(latest_end: datetime, hours: Hours) -> str:
    """The latest end, with a word about the day where it is not the one that the session begins on."""
    time = time_of_day(latest_end, hours.zone)
    if latest_end.astimezone(hours.zone).date() == hours.begin.astimezone(hours.zone).date():
        return time
    return _("{time} dagen etter").format(time=time)


def _against(slack: timedelta, until: str) -> str:
    """Whether the plan ends in time."""
    whole = whole_minutes(slack)
    time = in_words(whole) if whole >= LONG else in_minutes(whole)
    if slack < timedelta():
        return _("{time} for lite til {until}").format(time=time, until=until)
    return _("{time} til overs før {until}").format(time=time, until=until)


def _rounds(boxes: list[Timebox]) -> str:
    rounds = {box.focus: timedelta() for box in boxes if box.focus is not None}
    if not rounds:
        return ""
    each = total([box for box in boxes if box.focus == next(iter(rounds))])
    words = ngettext("én runde på {time}", "{count} runder på {time}", len(rounds))
    return f" ({words.format(count=len(rounds), time=in_words(each))})"
