"""`aml-okt status`: where a session is, for a person or for another program."""

import sys
from collections.abc import Iterator
from datetime import timedelta

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.kinds import SessionName
from aml_okt.cli.named_session import session_at
from aml_okt.cli.output import line, print_json, remark
from aml_okt.cli.program import Desk
from aml_okt.cli.session_status import Status, StepNow, status_of
from aml_okt.cli.standing import standing_in_words
from aml_okt.core.durations import digits
from aml_okt.core.message import message
from aml_okt.glance import Glance, Standing, glance
from aml_okt.i18n import gettext as _
from aml_okt.wording import offset_in_words


@click.command("status", cls=speech.Command, says=COMMANDS["status"].says)
@click.argument("session", cls=speech.Argument, type=SessionName(), required=False, value=message("ØKT"))
@click.option(
    "--json", "as_json", cls=speech.Option, is_flag=True, says=message("Svar som JSON, til andre programmer.")
)
@click.option(
    "--follow",
    "follows",
    cls=speech.Option,
    is_flag=True,
    says=message("Følg økta: en linje JSON hver gang noe endrer seg. Uten ØKT: økta som er i gang."),
)
@click.option(
    "--tick", cls=speech.Option, is_flag=True, says=message("Gi en linje hvert sekund også, sammen med --follow.")
)
@click.pass_obj
def status(desk: Desk, session: str | None, *, as_json: bool, follows: bool, tick: bool) -> None:
    """Say where a session is; the latest one when none is named. Or follow it, and the one that is led when none is."""
    if follows:
        _follow(desk, session, tick=tick)
        return
    if tick:
        raise speech.BadUse(_("Skriv --follow sammen med --tick."), click.get_current_context())
    seen = glance(session_at(desk.root, session), desk.clock)
    remark(seen.damage)
    now = status_of(seen)
    if as_json:
        print_json(now)
        return
    for words in _in_words(seen, now):
        line(words)


def _follow(desk: Desk, session: str | None, *, tick: bool) -> None:
    # Whoever looks once does without what it takes to go on looking.
    from aml_okt.cli.follow import PipeReader, ended_by_signals, follow, wait_for_next_look  # noqa: PLC0415
    from aml_okt.following import Watch  # noqa: PLC0415

    named = None if session is None else session_at(desk.root, session).resolve()
    watch, reader = Watch(desk.root, desk.clock, named), PipeReader(sys.stdout.buffer)
    with ended_by_signals():
        follow(watch, desk.clock, reader, wait_for_next_look, tick=tick)


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
