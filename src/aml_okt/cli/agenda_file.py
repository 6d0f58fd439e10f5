"""The agenda that a command is about: the file that its argument names, and what is told of it in words."""

from datetime import timedelta
from typing import assert_never

import click

from aml_okt.cli import speech
from aml_okt.cli.kinds import AgendaFile
from aml_okt.core.agenda import Agenda
from aml_okt.core.message import message
from aml_okt.core.plan import Group, plan, total
from aml_okt.core.text import one_line
from aml_okt.files.built_in import DEFAULT
from aml_okt.files.chosen_agenda import AgendaOrigin, FoundAgenda
from aml_okt.i18n import gettext as _

file_argument = click.argument("file", cls=speech.Argument, type=AgendaFile(), required=False, value=message("FIL"))


USUAL_GROUP = 6
"""The guide's number of people, where the agenda says nothing else."""


def people_of(agenda: Agenda) -> int:
    """How many people an agenda is spoken of with."""
    return agenda.group or USUAL_GROUP


def time_of(agenda: Agenda) -> timedelta:
    """How long it takes with so many."""
    names = [str(place) for place in range(people_of(agenda))]
    return total(plan(agenda, Group.of(names)))


def origin_in_words(found: FoundAgenda) -> str:
    """Which agenda this is, as the screen says it."""
    path = one_line(str(found.path))
    match found.origin:
        case AgendaOrigin.NAMED:
            return _("Agendaen i {path}").format(path=path)
        case AgendaOrigin.HERE:
            return _("Agendaen i mappa du står i: {path}").format(path=one_line(found.path.name))
        case AgendaOrigin.CONFIGURATION:
            return _("Din egen agenda: {path}").format(path=path)
        case AgendaOrigin.BUILT_IN:
            if found.name != DEFAULT:
                return _("Den innebygde agendaen «{name}»").format(name=found.name)
            return _("Den innebygde agendaen")
        case _:
            assert_never(found.origin)
