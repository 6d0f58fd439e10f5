"""`aml-okt agenda copy`: the built-in agenda, to make one's own."""

import os
from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import AGENDA_COMMANDS
from aml_okt.cli.failure import BAD_INPUT, Failure
from aml_okt.cli.kinds import File
from aml_okt.cli.output import line
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.atomic import PRIVATE_FILE
from aml_okt.files.folders import AGENDA_NAME, built_in_agenda
from aml_okt.i18n import gettext as _


@click.command(
    "copy",
    cls=speech.Command,
    says=AGENDA_COMMANDS["copy"].says,
    more=message("MÅL er en ny fil eller en mappe. Det som finnes fra før, blir aldri skrevet over."),
)
@click.argument("target", cls=speech.Argument, type=File(), value=message("MÅL"))
def copy(target: Path) -> None:
    """Copy the built-in agenda, its comments included, to a new file; print where it is."""
    path = target / AGENDA_NAME if target.is_dir() else target
    data = built_in_agenda().read_bytes()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    except FileExistsError as error:
        sentence = _("{path} finnes fra før. Velg et annet navn, eller flytt den først.")
        raise Failure(sentence.format(path=one_line(str(path))), BAD_INPUT) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    line(str(path))
