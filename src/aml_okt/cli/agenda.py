"""`aml-okt agenda`: the commands about agendas."""

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import AGENDA_COMMANDS, COMMANDS


@click.group("agenda", cls=speech.Group, holds=AGENDA_COMMANDS, says=COMMANDS["agenda"].says)
@click.pass_context
def agenda(ctx: click.Context) -> None:
    """Hold the commands about agendas."""
    speech.need_command(ctx)
