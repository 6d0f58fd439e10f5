"""`aml-okt erase`: a session, or its private notes, gone from this computer."""

import sys
from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.failure import BAD_INPUT, Failure
from aml_okt.cli.kinds import SessionName
from aml_okt.cli.named_session import session_at
from aml_okt.cli.output import line
from aml_okt.cli.program import Desk
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.erasing import Erased, erase_private, erase_rest
from aml_okt.files.erasing import erase as erase_files
from aml_okt.files.lock import SessionLock
from aml_okt.files.sync_clients import sync_client
from aml_okt.i18n import gettext as _
from aml_okt.private_notes import erased_in_words, privacy, refused_in_words


@click.command(
    "erase",
    cls=speech.Command,
    says=COMMANDS["erase"].says,
    more=message(
        "ØKT er mappa til økta, navnet på den eller begynnelsen av navnet. Med --private slettes bare de private "
        "notatene, og resten blir stående."
    ),
)
@click.argument("session", cls=speech.Argument, type=SessionName(), value=message("ØKT"), listed_by=("sessions",))
@click.option("--private", cls=speech.Option, is_flag=True, says=message("Slett bare de private notatene."))
@click.option("--yes", cls=speech.Option, is_flag=True, says=message("Slett uten å spørre først."))
@click.pass_obj
def erase(desk: Desk, session: str, *, private: bool, yes: bool) -> None:
    """Erase what was written of a session, and say what could not be reached."""
    # A link to a session is a way to it, here as everywhere else.
    folder = session_at(desk.root, session).resolve()
    if not yes:
        _ask(folder, private=private)
    lock = SessionLock(folder, desk.clock.now().wall, leads=False)
    try:
        done = erase_private(folder, privacy(folder)) if private else erase_files(folder)
    finally:
        lock.release()
    if not private and not done.refused:
        erase_rest(folder, done.folders)
    _tell(folder, done, private=private)
    if done.refused:
        raise Failure(refused_in_words(done))


def _ask(folder: Path, *, private: bool) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure(_("Skriv --yes for å slette uten å bli spurt."), BAD_INPUT)
    name = one_line(folder.name)
    everything, notes = (
        _("Alt fra {session} blir borte for godt."),
        _("De private notatene fra {session} blir borte for godt."),
    )
    line((notes if private else everything).format(session=name))
    word = _("slett")
    line(_("Skriv «{word}» og trykk Enter for å gå videre:").format(word=word))
    if sys.stdin.readline().strip().casefold() != word:
        raise Failure(_("Ingenting er slettet."))


def _tell(folder: Path, done: Erased, *, private: bool) -> None:
    """What is gone, what stays, and what no program can reach."""
    if private:
        line(erased_in_words(done))
    elif not done.refused:
        line(_("Økta er slettet."))
    if done.others:
        names = ", ".join(one_line(str(path)) for path in done.others)
        line(_("Dette har andre laget, og det ligger der fortsatt: {names}.").format(names=names))
    line(
        _(
            "Kopier som programmet ikke når, kan finnes i sikkerhetskopier, hos en skytjeneste, i papirkurven til et "
            "annet program eller der noen har lagt referatet. En disk kan også huske det som er slettet."
        )
    )
    if client := sync_client(folder):
        line(_("Mappa ligger hos {client}. Se etter tidligere versjoner der.").format(client=client))
