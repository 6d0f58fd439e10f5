"""The agenda that a command is about: the file that its argument names, and which agenda that is in words."""

from typing import assert_never

import click

from aml_okt.cli import speech
from aml_okt.cli.kinds import File
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.folders import AgendaOrigin, FoundAgenda
from aml_okt.i18n import gettext as _

file_argument = click.argument("file", cls=speech.Argument, type=File(), required=False, value=message("FIL"))


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
            return _("Den innebygde agendaen")
        case _:
            assert_never(found.origin)
