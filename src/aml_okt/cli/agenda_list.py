"""`aml-okt agenda list`: the agendas there are, and which of them a start would follow here."""

from collections.abc import Iterator
from pathlib import Path

import click
from msgspec import Struct

from aml_okt.cli import speech
from aml_okt.cli.agenda_file import people_of, time_of
from aml_okt.cli.commands import AGENDA_COMMANDS
from aml_okt.cli.output import line, print_json
from aml_okt.cli.typed import typed
from aml_okt.core.agenda import Agenda
from aml_okt.core.durations import SECOND
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.files.agenda_yaml import AgendaFaults, load_agenda
from aml_okt.files.built_in import built_in_agendas
from aml_okt.files.chosen_agenda import AgendaOrigin, find_agenda
from aml_okt.files.folders import AGENDA_NAME, configuration_folder
from aml_okt.i18n import gettext as _
from aml_okt.i18n import language
from aml_okt.wording import in_minutes

_MARK = "▶ "
_GAP = "  "


class ListedAgenda(Struct, frozen=True):
    """An agenda in `--json`; what a file with faults does not say is null.

    `origin` is that of `start`. `people` is how many it is for at most, and `planned_s` whole seconds for so many, or
    for six where it does not say. `used` is whether a start would follow it here.
    """

    name: str
    origin: str
    path: str
    title: str | None
    language: str | None
    languages: tuple[str, ...]
    people: int | None
    planned_s: int | None
    valid: bool
    used: bool


class _Found(Struct, frozen=True):
    """An agenda that there is; `agenda` is None where it has faults."""

    name: str
    origin: AgendaOrigin
    path: Path
    languages: tuple[str, ...]
    agenda: Agenda | None
    used: bool


@click.command(
    "list",
    cls=speech.Command,
    says=AGENDA_COMMANDS["list"].says,
    more=message("De innebygde kan brukes med navnet: «aml-okt start --agenda NAVN»."),
)
@click.option(
    "--json", "as_json", cls=speech.Option, is_flag=True, says=message("Svar som JSON, til andre programmer.")
)
def show_list(*, as_json: bool) -> None:
    """List the user's own agendas, and those that come with the program."""
    found = tuple(_all(Path.cwd()))
    if as_json:
        print_json(tuple(map(_as_json, found)))
        return
    widest = max(len(each.name) for each in found)
    for each in found:
        mark = _MARK if each.used else " " * len(_MARK)
        line(f"{mark}{each.name:{widest}}{_GAP}{_title(each)}")
        line(f"{'':{len(mark) + widest}}{_GAP}{_about(each)}")
    line("")
    told = _("▶ er den «{start}» bruker her. En annen velger du med «{other}».")
    line(told.format(start=typed("start"), other=typed("start", "--agenda", _("NAVN"))))


def _all(here: Path) -> Iterator[_Found]:
    followed = find_agenda(None, here, language=language())
    own = ((here, AgendaOrigin.HERE), (configuration_folder(), AgendaOrigin.CONFIGURATION))
    for folder, origin in own:
        path = folder / AGENDA_NAME
        if path.exists():
            agenda = _read(path)
            spoken = () if agenda is None else (agenda.language,)
            yield _Found(AGENDA_NAME, origin, path, spoken, agenda, origin is followed.origin)
    for built_in in built_in_agendas():
        path = built_in.file(language())
        used = followed.origin is AgendaOrigin.BUILT_IN and built_in.name == followed.name
        yield _Found(built_in.name, AgendaOrigin.BUILT_IN, path, built_in.languages, load_agenda(path), used)


def _read(path: Path) -> Agenda | None:
    try:
        return load_agenda(path)
    except AgendaFaults:
        return None


def _title(found: _Found) -> str:
    if found.agenda is not None:
        return found.agenda.title
    return _("Har feil. «{command}» sier hvilke.").format(command=typed("agenda", "check"))


def _about(found: _Found) -> str:
    """How long it takes, for how many, in which languages, and where it is when it is the user's own."""
    parts = []
    if found.agenda is not None:
        time, people = in_minutes(time_of(found.agenda)), people_of(found.agenda)
        parts.append(_("{time} for {people} deltakere").format(time=time, people=people))
        parts.append(", ".join(found.languages))
    match found.origin:
        case AgendaOrigin.HERE:
            parts.append(_("i mappa du står i"))
        case AgendaOrigin.CONFIGURATION:
            parts.append(one_line(str(found.path.parent)))
        case _:
            pass
    return " · ".join(parts)


def _as_json(found: _Found) -> ListedAgenda:
    agenda = found.agenda
    return ListedAgenda(
        name=found.name,
        origin=found.origin.value,
        path=str(found.path),
        title=None if agenda is None else agenda.title,
        language=None if agenda is None else agenda.language,
        languages=found.languages,
        people=None if agenda is None else agenda.group,
        planned_s=None if agenda is None else time_of(agenda) // SECOND,
        valid=agenda is not None,
        used=found.used,
    )
