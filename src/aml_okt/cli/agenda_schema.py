"""`aml-okt agenda schema`: what an editor needs to complete and check an agenda."""

from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import AGENDA_COMMANDS
from aml_okt.cli.kinds import File
from aml_okt.cli.output import line, print_bytes
from aml_okt.core.message import message
from aml_okt.export.safe_json import indented
from aml_okt.files.agenda_schema import agenda_schema
from aml_okt.files.atomic import write_atomically
from aml_okt.files.built_in import SCHEMA_NAME


@click.command(
    "schema",
    cls=speech.Command,
    says=AGENDA_COMMANDS["schema"].says,
    more=message(
        "Øverst i agendaen forteller linja «# yaml-language-server: $schema=FIL» redigeringsprogrammet hvor det "
        "ligger. «aml-okt agenda copy» skriver den linja selv."
    ),
)
@click.option(
    "-o",
    "--output",
    cls=speech.Option,
    type=File(),
    value=message("FIL"),
    says=message("Skriv til denne fila eller mappa i stedet for å vise det på skjermen."),
)
def schema(output: Path | None) -> None:
    """Print the schema, or put it in a file and print where that is."""
    data = indented(agenda_schema())
    if output is None:
        print_bytes(data)
        return
    path = output / SCHEMA_NAME if output.is_dir() else output
    write_atomically(path, data)
    line(str(path))
