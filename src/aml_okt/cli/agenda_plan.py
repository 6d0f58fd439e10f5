"""`aml-okt agenda plan`: the plan that an agenda gives, for a group or for groups of several sizes."""

from datetime import UTC
from datetime import time as wall_time
from pathlib import Path

import click
import msgspec

from aml_okt.cli import plan_lines, size_table, speech
from aml_okt.cli.agenda_file import file_argument, origin_in_words
from aml_okt.cli.commands import AGENDA_COMMANDS
from aml_okt.cli.output import line, print_json
from aml_okt.cli.people_kinds import Sizes
from aml_okt.cli.program import Desk
from aml_okt.cli.time_kinds import TimeOfDay
from aml_okt.clock import Clock, time_of_day
from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.durations import SECOND
from aml_okt.core.group_sizes import Hours, plan_for_size
from aml_okt.core.latest_end import next_instant
from aml_okt.core.message import message
from aml_okt.core.plan import Group, Timebox, phase_of, plan, total
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.chosen_agenda import find_agenda
from aml_okt.files.language_line import language_in
from aml_okt.i18n import follow_language, language
from aml_okt.i18n import gettext as _


class BoxPlan(msgspec.Struct, frozen=True):
    """A timebox in `--json`: names instead of ids, whole seconds."""

    phase: str
    who: str
    focus: str | None
    speaker: str | None
    timekeeper: str | None
    planned_s: int


class StepPlan(msgspec.Struct, frozen=True):
    """A step in `--json`."""

    id: str
    number: str
    title: str
    planned_s: int
    timeboxes: tuple[BoxPlan, ...]


class Plan(msgspec.Struct, frozen=True):
    """What `agenda plan --json` gives; `people` are names in seat order."""

    people: tuple[str, ...]
    total_s: int
    steps: tuple[StepPlan, ...]


@click.command(
    "plan",
    cls=speech.Command,
    says=AGENDA_COMMANDS["plan"].says,
    more=message("Uten FIL brukes agendaen som «aml-okt start» ville ha brukt her."),
)
@file_argument
@click.option(
    "--people",
    cls=speech.Option,
    type=Sizes(),
    required=True,
    value=message("ANTALL|FRA..TIL|NAVN"),
    says=message("Hvor mange dere er, fra og til hvor mange, eller navnene med komma mellom."),
)
@click.option(
    "--start",
    cls=speech.Option,
    type=TimeOfDay(),
    value=message("TT:MM"),
    says=message("Når økta begynner, så planen viser klokkeslett."),
)
@click.option(
    "--end",
    cls=speech.Option,
    type=TimeOfDay(),
    value=message("TT:MM"),
    says=message("Når dere senest må være ferdige, så planen viser om tiden holder."),
)
@click.option(
    "--json", "as_json", cls=speech.Option, is_flag=True, says=message("Svar som JSON, til andre programmer.")
)
@click.pass_obj
def show_plan(  # noqa: PLR0913 - one for each option
    desk: Desk,
    file: Path | None,
    people: tuple[str, ...] | range,
    start: wall_time | None,
    end: wall_time | None,
    *,
    as_json: bool,
) -> None:
    """Show the plan for a number of people, for named ones, or a table for several sizes of group."""
    found = find_agenda(file, Path.cwd(), language=language())
    follow_language(language_in(found.path))
    read = load_agenda(found.path)
    hours = _hours(desk.clock, start, end)
    if isinstance(people, range):
        plans = [plan_for_size(read, size, hours) for size in people]
        if as_json:
            print_json(size_table.as_json(plans, hours))
            return
        line(read.title)
        line(_("{origin}.").format(origin=origin_in_words(found)))
        line("")
        for words in size_table.in_lines(read, plans, hours):
            line(words)
        if hours is not None and start is None:
            line(_from_now(hours))
        return
    group = Group.of(people)
    boxes = plan(read, group)
    if as_json:
        print_json(_as_json(read, group, boxes))
        return
    for words in plan_lines.in_lines(read, found, boxes, len(people), hours):
        line(words)
    if hours is not None and start is None:
        line(_from_now(hours))


def _as_json(read: Agenda, group: Group, boxes: tuple[Timebox, ...]) -> Plan:
    names = {person.id: person.name for person in group.people}

    def box_plan(step: Step, box: Timebox) -> BoxPlan:
        phase = phase_of(step, box)
        return BoxPlan(
            phase.title,
            phase.who.value,
            names.get(box.focus or ""),
            names.get(box.speaker or ""),
            names.get(box.timekeeper or ""),
            box.planned // SECOND,
        )

    def step_plan(step: Step) -> StepPlan:
        own = [box for box in boxes if box.step == step.id]
        planned = tuple(box_plan(step, box) for box in own)
        return StepPlan(step.id, step.number, step.title, total(own) // SECOND, planned)

    return Plan(tuple(names.values()), total(boxes) // SECOND, tuple(map(step_plan, read.steps)))


def _hours(clock: Clock, start: wall_time | None, end: wall_time | None) -> Hours | None:
    """When the session is held: from now where only its end is given, and None where neither is."""
    if start is None and end is None:
        return None
    # In UTC, sums cross a change to summer time rightly.
    now = clock.now().wall.astimezone(UTC)
    begin = now.replace(second=0, microsecond=0)
    if start is not None:
        begin = next_instant(start, now, clock.zone).astimezone(UTC)
    return Hours(begin, None if end is None else next_instant(end, begin, clock.zone), clock.zone)


def _from_now(hours: Hours) -> str:
    return _("Regnet fra nå, {time}. Skriv --start for å begynne når dere vil.").format(
        time=time_of_day(hours.begin, hours.zone)
    )
