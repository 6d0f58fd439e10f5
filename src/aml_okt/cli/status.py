"""`aml-okt status`: where a session is, for a person or for another program."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import click
import msgspec
from msgspec.structs import replace

from aml_okt.cli import speech
from aml_okt.cli.output import line, print_json, remark
from aml_okt.cli.program import Desk
from aml_okt.core.agenda import Step
from aml_okt.core.durations import SECOND, digits
from aml_okt.core.message import message
from aml_okt.core.plan import Timebox, is_breather, phase_of
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import allotted, elapsed, offset, planned_end, projected_end
from aml_okt.files.folders import find_session
from aml_okt.glance import Glance, Standing, glance
from aml_okt.i18n import gettext as _
from aml_okt.wording import offset_in_words


class StepNow(msgspec.Struct, frozen=True):
    """The step the group is in."""

    id: str
    number: str
    title: str


class RoundNow(msgspec.Struct, frozen=True):
    """The round the group is in, counted from 1; nobody is in focus in the break after it."""

    index: int
    count: int
    focus: str | None


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` gives.

    Before the first step and after the last there is no timebox, and what tells of one is null. Seconds
    are whole; `offset_s` is above zero when the group is behind. Instants are ISO 8601 with offset.
    """

    session: str
    title: str
    state: Standing
    step: StepNow | None = None
    phase: str | None = None
    round: RoundNow | None = None
    speaker: str | None = None
    timekeeper: str | None = None
    planned_s: int | None = None
    elapsed_s: int | None = None
    remaining_s: int | None = None
    overtime_s: int | None = None
    offset_s: int
    planned_end: datetime
    projected_end: datetime


@click.command(
    "status",
    cls=speech.Command,
    says=message("Vis hvor økta er: steg, fase, hvem som er i fokus, tid igjen og slutt."),
)
@click.argument("session", cls=speech.Argument, required=False, value=message("ØKT"))
@click.option(
    "--json", "as_json", cls=speech.Option, is_flag=True, says=message("Svar som JSON, til andre programmer.")
)
@click.pass_obj
def status(desk: Desk, session: str | None, *, as_json: bool) -> None:
    """Say where a session is; the latest one when none is named."""
    seen = glance(find_session(desk.root, session), desk.clock)
    remark(seen.damage)
    now = status_of(seen)
    if as_json:
        print_json(now)
        return
    for words in _in_words(seen, now):
        line(words)


def status_of(seen: Glance) -> Status:
    """The status of a session that has been looked at."""
    state, moment = seen.state, seen.moment
    now = Status(
        session=one_line(seen.folder.resolve().name),
        title=state.agenda.title,
        state=seen.standing,
        offset_s=round(offset(state, moment) / SECOND),
        planned_end=_to_the_second(planned_end(state, moment)),
        projected_end=_to_the_second(projected_end(state, moment)),
    )
    box, step = state.box, state.step
    if box is None or step is None:
        return now
    used, has = elapsed(state, moment) // SECOND, allotted(state, moment) // SECOND
    return replace(
        now,
        step=StepNow(step.id, step.number, step.title),
        phase=phase_of(step, box).title,
        round=_round(state, step, box),
        speaker=state.name(box.speaker) or None,
        timekeeper=state.name(box.timekeeper) or None,
        planned_s=box.planned // SECOND,
        elapsed_s=used,
        remaining_s=max(0, has - used),
        overtime_s=max(0, used - has),
    )


def _round(state: SessionState, step: Step, box: Timebox) -> RoundNow | None:
    if box.round is None:
        return None
    count = len({other.focus for other in state.course.boxes if other.step == step.id})
    focus = None if is_breather(step, box) else state.name(box.focus)
    return RoundNow(box.round + 1, count, focus)


def _to_the_second(instant: datetime) -> datetime:
    return (instant + SECOND / 2).replace(microsecond=0)


def standing_in_words(standing: Standing) -> str:
    """What is going on, in a word."""
    return {
        Standing.RUNNING: _("i gang"),
        Standing.PAUSED: _("på pause"),
        Standing.FINISHED: _("ferdig"),
        Standing.INTERRUPTED: _("ikke ferdig"),
    }[standing]


def _in_words(seen: Glance, now: Status) -> Iterator[str]:
    state = seen.state
    yield _("{session}: {standing}").format(session=now.session, standing=standing_in_words(now.state))
    yield now.title
    if state.created.rehearsal is not None:
        yield _("Dette er en øvelse.")
    if now.step is not None:
        yield from _place(now, now.step)
    if now.state is Standing.FINISHED:
        yield _("Sluttet kl. {time}").format(time=f"{now.projected_end:%H:%M}")
    elif state.course.begun is None:
        yield _("Ikke begynt ennå")
    else:
        yield _("Ventet slutt kl. {time}, {offset}").format(
            time=f"{now.projected_end:%H:%M}", offset=offset_in_words(timedelta(seconds=now.offset_s))
        )


def _place(now: Status, step: StepNow) -> Iterator[str]:
    name = f"{step.number} {step.title}" if step.number else step.title
    yield _("Steg: {step}").format(step=name)
    if now.round is not None:
        yield _("Runde {index} av {count}").format(index=now.round.index, count=now.round.count)
    if now.phase and now.phase != step.title:
        yield _("Fase: {phase}").format(phase=now.phase)
    if now.round is not None and now.round.focus:
        yield _("I fokus: {name}").format(name=now.round.focus)
    if now.speaker:
        yield _("Har ordet: {name}").format(name=now.speaker)
    if now.timekeeper:
        yield _("Tidtaker: {name}").format(name=now.timekeeper)
    if now.overtime_s:
        yield _("Over tiden: +{time}").format(time=digits(timedelta(seconds=now.overtime_s)))
    else:
        yield _("Igjen: {time}").format(time=digits(timedelta(seconds=now.remaining_s or 0)))
