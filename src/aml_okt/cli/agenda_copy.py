"""`aml-okt agenda copy`: a built-in agenda, to make one's own."""

import os
from contextlib import suppress
from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import AGENDA_COMMANDS
from aml_okt.cli.failure import BAD_INPUT, Failure
from aml_okt.cli.kinds import AgendaFile
from aml_okt.cli.output import line
from aml_okt.cli.typed import typed
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.atomic import PRIVATE_FILE
from aml_okt.files.built_in import (
    DEFAULT,
    NoSuchAgendaError,
    agenda_schema_file,
    built_in_agenda,
    called,
    with_schema,
)
from aml_okt.files.folders import AGENDA_NAME
from aml_okt.i18n import gettext as _
from aml_okt.i18n import language, render

_NAME = message("NAVN")
_NAME_AND_TARGET = 2


class _NameAndTarget(speech.Argument):
    """What to copy, which may be left out, and where to."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Both of them in the line of usage."""
        return [f"[{render(_NAME)}]", *super().get_usage_pieces(ctx)]


@click.command(
    "copy",
    cls=speech.Command,
    says=AGENDA_COMMANDS["copy"].says,
    more=message(
        "NAVN er en av dem som «aml-okt agenda list» viser. Uten NAVN kopieres den vanlige. "
        "MÅL er en ny fil eller en mappe. Det som finnes fra før, blir aldri skrevet over."
    ),
)
@click.argument("words", cls=_NameAndTarget, nargs=-1, required=True, type=AgendaFile(), value=message("MÅL"))
def copy(words: tuple[Path, ...]) -> None:
    """Copy a built-in agenda, its comments included, to a new file; print where it is.

    The copy's first line tells editors where the schema is that comes with the program.
    """
    if len(words) > _NAME_AND_TARGET:
        left = one_line(" ".join(map(str, words[_NAME_AND_TARGET:])))
        raise speech.BadUse(_("«{args}» er for mye. Ta det bort.").format(args=left), click.get_current_context())
    target = words[-1]
    if len(words) < _NAME_AND_TARGET:
        _no_name_for_a_target(target)
    name = str(words[0]) if len(words) == _NAME_AND_TARGET else DEFAULT
    if len(words) == _NAME_AND_TARGET:
        _no_file_for_a_name(words[0])
    data = with_schema(built_in_agenda(language(), name).read_bytes(), agenda_schema_file())
    path = target / AGENDA_NAME if target.is_dir() else target
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    except FileExistsError as error:
        sentence = _("{path} finnes fra før. Velg et annet navn, eller flytt den først.")
        raise Failure(sentence.format(path=one_line(str(path))), BAD_INPUT) from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    line(str(path))


def _no_file_for_a_name(named: Path) -> None:
    """Refuse a file where the name of a built-in agenda should stand; a name is one, whatever lies here."""
    with suppress(NoSuchAgendaError):
        called(str(named))
        return
    # os.path never fails, where pathlib would.
    if os.path.exists(named):  # noqa: PTH110
        sentence = _("«{name}» er en fil. Her kopieres bare de innebygde: «{command}» viser dem.")
        raise Failure(sentence.format(name=one_line(str(named)), command=typed("agenda", "list")), BAD_INPUT)


def _no_name_for_a_target(target: Path) -> None:
    """Refuse a name of an agenda where the target should stand: it would become the name of another one's copy."""
    if target.suffix or str(target) != target.name or target.is_dir():
        return
    try:
        agenda = called(target.name)
    except NoSuchAgendaError:
        return
    sentence = _("Hvor skal kopien av «{name}» ligge? Skriv for eksempel «{command}».")
    example = typed("agenda", "copy", agenda.name, AGENDA_NAME)
    raise Failure(sentence.format(name=agenda.name, command=example), BAD_INPUT)
