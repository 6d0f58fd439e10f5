"""`aml-okt room`: what the room sees, in a terminal of its own or in a browser."""

import sys

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.kinds import Kind, SessionName
from aml_okt.cli.named_session import session_at
from aml_okt.cli.program import Desk
from aml_okt.cli.serve_room import serve_room
from aml_okt.cli.terminal import is_served, need_screen
from aml_okt.core.message import message
from aml_okt.files.invocation import command
from aml_okt.lasting import lasting
from aml_okt.web.address import USUAL_HOST, USUAL_PORT, Address, read_address


class Served(Kind):
    """Where the room is served: an address, a port or both."""

    def read(self, text: str) -> Address:
        """The address."""
        return read_address(text)


@click.command(
    "room",
    cls=speech.Command,
    says=COMMANDS["room"].says,
    more=message(
        "Kjør den i et eget vindu, på projektoren eller en skjerm nummer to. Den følger økta som er i gang, og venter "
        "på en når ingen er det. Den endrer ingenting.\n\n"
        "Med --serve vises den i en nettleser i stedet. Bare denne maskinen når den, med mindre du skriver en annen "
        "adresse. Ingen kan gjøre noe med økta fra nettleseren."
    ),
)
@click.argument("session", cls=speech.Argument, type=SessionName(), required=False, value=message("ØKT"))
@click.option("--light", cls=speech.Option, is_flag=True, says=message("Begynn med lys skjerm."))
@click.option(
    "--serve",
    cls=speech.Option,
    type=Served(),
    is_flag=False,
    flag_value=Address(),
    value=message("[ADRESSE:PORT]"),
    says=message("Vis den i en nettleser. Uten ADRESSE:PORT brukes {host}:{port}.", host=USUAL_HOST, port=USUAL_PORT),
)
@click.pass_obj
def room(desk: Desk, session: str | None, *, light: bool, serve: Address | None) -> None:
    """Follow a session on a screen; the one that is led when none is named."""
    named = None if session is None else session_at(desk.root, session).resolve()
    if serve is not None:
        sys.exit(serve_room(desk, serve, named, light=light))
    if not is_served():
        need_screen(command(desk.root, "room"))
    with lasting():
        from aml_okt.tui.room_app import run  # noqa: PLC0415 - only what opens a screen may pay for Textual

    sys.exit(run(desk.root, desk.clock, named, light=light))
