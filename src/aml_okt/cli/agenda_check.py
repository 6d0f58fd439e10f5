"""`aml-okt agenda check`: every fault in an agenda, or what it comes to."""

from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.agenda_file import file_argument, origin_in_words, people_of, time_of
from aml_okt.cli.commands import AGENDA_COMMANDS
from aml_okt.cli.output import line
from aml_okt.core.message import message
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.chosen_agenda import find_agenda
from aml_okt.files.language_line import language_in
from aml_okt.i18n import follow_language, language, ngettext
from aml_okt.i18n import gettext as _
from aml_okt.wording import in_minutes


@click.command(
    "check",
    cls=speech.Command,
    says=AGENDA_COMMANDS["check"].says,
    more=message("Uten FIL sjekkes agendaen som «aml-okt start» ville ha brukt her."),
)
@file_argument
def check(file: Path | None) -> None:
    """Read an agenda; its faults end the program with status 2."""
    found = find_agenda(file, Path.cwd(), language=language())
    follow_language(language_in(found.path))
    read = load_agenda(found.path)
    steps = ngettext("{count} steg", "{count} steg", len(read.steps)).format(count=len(read.steps))
    line(
        _("OK: {title}. {steps}, {time} for {people} deltakere. {origin}.").format(
            title=read.title,
            steps=steps,
            time=in_minutes(time_of(read)),
            people=people_of(read),
            origin=origin_in_words(found),
        )
    )
