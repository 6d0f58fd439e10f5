"""`aml-okt room`: what the room sees, in a terminal of its own."""

import sys

import click

from aml_okt.cli import speech
from aml_okt.cli.program import Desk
from aml_okt.cli.terminal import need_screen
from aml_okt.core.message import message
from aml_okt.files.folders import find_session


@click.command(
    "room",
    cls=speech.Command,
    says=message(
        "Vis gruppa hvor dere er: klokke, hvem som er i fokus, og hva som gjelder nå. Notater vises aldri.\n\n"
        "Kjør den i et eget vindu, på projektoren eller en skjerm nummer to. Den følger økta som er i gang, og venter "
        "på en når ingen er det. Den endrer ingenting."
    ),
)
@click.argument("session", cls=speech.Argument, required=False, value=message("ØKT"))
@click.option("--light", cls=speech.Option, is_flag=True, says=message("Begynn med lys skjerm."))
@click.pass_obj
def room(desk: Desk, session: str | None, *, light: bool) -> None:
    """Follow a session on a screen; the one that is led when none is named."""
    named = None if session is None else find_session(desk.root, session).resolve()
    need_screen("room")
    from aml_okt.tui.room_app import run  # noqa: PLC0415 - only what opens a screen may pay for Textual

    sys.exit(run(desk.root, desk.clock, named, light=light))
