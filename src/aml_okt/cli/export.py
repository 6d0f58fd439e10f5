"""`aml-okt export`: the minutes as files, or one participant's own notes."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.export_kinds import Formats, Output, Person
from aml_okt.cli.export_target import Target, check, formats_for
from aml_okt.cli.failure import Failure
from aml_okt.cli.kinds import File, SessionName
from aml_okt.cli.named_session import session_at
from aml_okt.cli.output import line, print_bytes, remark
from aml_okt.cli.program import Desk
from aml_okt.core.message import listed, message
from aml_okt.core.text import one_line
from aml_okt.export.extras import ExtraMissingError
from aml_okt.export.failures import NotWritten, TemplateError
from aml_okt.export.formats import Format
from aml_okt.files.documents import Filed
from aml_okt.files.folders import APP
from aml_okt.files.single_file import single_file
from aml_okt.glance import glance
from aml_okt.i18n import gettext as _

Filing = Callable[[str, bytes, Path | None], Filed]
"""Puts a document of this name at a target, or where it usually lies."""


class Wishes(Struct, frozen=True, kw_only=True):
    """The options of `export`, one field each."""

    formats: tuple[Format, ...]
    output: Target | None
    template: Path | None
    anonymous: bool
    person: str | None
    with_times: bool


@click.command(
    "export",
    cls=speech.Command,
    says=COMMANDS["export"].says,
    more=message(
        "ØKT er mappa til økta, navnet på den eller begynnelsen av navnet. Uten ØKT gjelder det den siste. "
        "Private notater kommer aldri med i et referat. Med --for får én deltaker sine egne notater, og ingen andres."
    ),
)
@click.argument("session", cls=speech.Argument, type=SessionName(), required=False, value=message("ØKT"))
@click.option(
    "-f",
    "--format",
    "formats",
    cls=speech.Option,
    type=Formats(),
    multiple=True,
    value=message("FORMAT"),
    says=message(
        "Formatet på referatet, eller flere med komma mellom: {formats}. "
        "Uten dette brukes det som FIL slutter på, og ellers «md».",
        formats=listed(Format),
    ),
)
@click.option(
    "-o",
    "--output",
    cls=speech.Option,
    type=Output(),
    value=message("FIL"),
    says=message("Skriv til denne fila eller mappa i stedet for mappa til økta. Med «-» vises det på skjermen."),
)
@click.option(
    "--template",
    cls=speech.Option,
    type=File(),
    value=message("MAL"),
    says=message("Bruk deres egen mal, en fil fra Word eller LibreOffice, til «docx» eller «odt»."),
)
@click.option(
    "--anonymous",
    cls=speech.Option,
    is_flag=True,
    says=message("Sett numre i stedet for navn på deltakerne, overalt i referatet."),
)
@click.option(
    "--for",
    "person",
    cls=speech.Option,
    type=Person(),
    value=message("NAVN"),
    says=message("Skriv de private notatene til denne deltakeren, og ingen andre. De legges i mappa du står i."),
)
@click.option(
    "--with-times/--no-times",
    cls=speech.Option,
    default=True,
    says=message("Fortell hvor lang tid hvert steg tok, eller la det være. Uten noen av dem er tidene med."),
)
@click.pass_obj
def export(desk: Desk, /, session: str | None, **options: Any) -> None:  # noqa: ANN401 - click gives each option its own kind of value
    """Write the minutes of a session, the latest one when none is named, or what belongs to one participant."""
    wishes = _settled(options)
    check(wishes.output, wishes.formats)
    # Reading notes and writing formats take a while to load, and no other command needs them.
    from aml_okt.cli.exporting import MinutesExport, NotOfThisFormat, OwnNotesExport, put_in_place  # noqa: PLC0415

    seen = glance(session_at(desk.root, session), desk.clock)
    remark(seen.damage)
    remark(put_in_place(seen.folder, desk.clock))
    source: MinutesExport | OwnNotesExport
    if wishes.person is None:
        source = MinutesExport(seen, desk.clock, anonymous=wishes.anonymous, with_times=wishes.with_times)
    else:
        source = OwnNotesExport(seen, wishes.person)
    for sentence in source.remarks:
        remark(sentence)
    failures: list[str] = []
    for form in wishes.formats:
        try:
            data = source.written(form, wishes.template)
        except ExtraMissingError as missing:
            failures.append(_extra_in_words(missing.extra, form))
            continue
        except NotOfThisFormat as missing:
            failures.append(missing.sentence)
            continue
        except TemplateError as refused:
            failures.append(_no_template_in_words(refused.path, form))
            continue
        except NotWritten:
            failures.append(_("Dokumentet lot seg ikke skrive som «{form}».").format(form=form.value))
            continue
        _deliver(source.filed, wishes.output, source.stem, form, data)
    if failures:
        raise Failure("\n".join(dict.fromkeys(failures)))


def _settled(options: dict[str, Any]) -> Wishes:
    """What is wanted, once it is certain that it goes together.

    Raises:
        BadUse: when it does not.

    """
    asked = tuple(form for some in options.pop("formats") for form in some)
    wishes = Wishes(formats=formats_for(asked, options["output"]), **options)
    if wishes.person is not None and (wishes.anonymous or not wishes.with_times):
        raise _bad(_("--for gir ikke noe referat, og går ikke sammen med --anonymous eller --no-times."))
    if wishes.person is not None and Format.CALENDAR in wishes.formats:
        raise _bad(_("Private notater kan ikke skrives som «ics»."))
    if wishes.template is not None and not any(form.has_templates for form in wishes.formats):
        raise _bad(_("--template hører til formatene «docx» og «odt»."))
    return wishes


def _extra_in_words(extra: str, form: Format) -> str:
    """How to get what a format needs: for this very Python, from wherever the program came.

    The single file is whole as it is, and nothing can be added to it.
    """
    if single_file():
        told = _(
            "Denne utgaven av programmet kan ikke skrive «{form}». Bruk «-f html»: "
            "Den fila kan skrives ut, eller åpnes i Word."
        )
        return told.format(form=form.value)
    # Quoted: zsh, the shell of macOS, takes the brackets for a pattern and finds no file that fits.
    quoted = subprocess.list2cmdline if os.name == "nt" else shlex.join
    how = quoted([sys.executable, "-m", "pip", "install", f"{APP}[{extra}]"])
    sentence = _("«{form}» trenger tillegget «{extra}». Installer det slik: {command}")
    return sentence.format(form=form.value, extra=extra, command=how)


def _no_template_in_words(path: Path, form: Format) -> str:
    """That a file cannot be a template for this format, and which can."""
    kinds = {Format.WORD: _(".docx eller .dotx"), Format.ODT: _(".odt eller .ott")}
    sentence = _("{path} kan ikke være mal for «{form}». Velg en fil som slutter på {kinds}.")
    return sentence.format(path=one_line(str(path)), form=form.value, kinds=kinds[form])


def _deliver(file: Filing, target: Target | None, stem: str, form: Format, data: bytes) -> None:
    """Print a document, or put it where it belongs and print where that is."""
    if target is not None and target.is_printed:
        print_bytes(data)
        return
    filed = file(f"{stem}.{form}", data, None if target is None else target.path)
    for path in filed.kept:
        told = _("Noen hadde skrevet i den forrige fila. Det ligger i {name}.")
        remark(told.format(name=one_line(path.name)))
    line(str(filed.path))


def _bad(sentence: str) -> speech.BadUse:
    return speech.BadUse(sentence, click.get_current_context())
