"""Language and time; and what the user has settled, as far as it can be used."""

from pathlib import Path

from msgspec.structs import replace

from aml_okt.cli.health.discretion import HIDDEN, Surroundings
from aml_okt.cli.health.findings import Examined, Remark, Row, listed
from aml_okt.clock import Clock, steady_kind
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.chosen_agenda import AgendaOrigin, find_agenda
from aml_okt.files.faults import Fault, FileFaults
from aml_okt.files.folders import SETTINGS_NAME, configuration_folder
from aml_okt.files.settings import read_settings
from aml_okt.i18n import chosen_language, language, ngettext, render
from aml_okt.i18n import gettext as _
from aml_okt.wording import reason_in_words

_TOLD = ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8")
_EARLIEST = 2026
"""A computer whose clock shows an earlier year is wrong: the program is no older."""


def language_and_time(clock: Clock, surroundings: Surroundings) -> Examined:
    """What is spoken here, and what the clocks are like."""
    wall = clock.now().wall.astimezone(clock.zone)
    rows = (
        Row(_("Språk"), listed(language(), _("valgt av deg") if chosen_language() else _("som agendaen sier"))),
        Row(_("Variabler"), listed(*map(surroundings.variable, _TOLD)) or "–"),
        Row(_("Tidssone"), listed(f"UTC{wall:%z}", wall.tzname() or "")),
        Row(_("Klokke"), steady_kind()),
    )
    wrong = Remark(_("Klokka på maskinen går feil. Still den, så blir klokkeslettene riktige."))
    return Examined(_("Språk og tid"), rows, (wrong,) if wall.year < _EARLIEST else ())


def choices(here: Path) -> Examined:
    """The settings, and the agenda that `start` would follow in this folder; what is wrong with them stops it."""
    settings, settings_remarks = _settings()
    agenda, agenda_remarks = _agenda(here)
    rows = (Row(SETTINGS_NAME, settings), Row(_("Agenda"), agenda))
    return Examined(_("Valgene dine"), rows, (*settings_remarks, *agenda_remarks))


def _settings() -> tuple[str, tuple[Remark, ...]]:
    folder = configuration_folder()
    try:
        read_settings(folder)
    except FileFaults as fault:
        return _count(len(fault.faults)), tuple(Remark(_told(each), stops=True) for each in fault.faults)
    except OSError as refused:
        reason = reason_in_words(refused)
        return reason, (Remark(_("{path}: {reason}.").format(path=SETTINGS_NAME, reason=reason), stops=True),)
    return (_("i orden") if (folder / SETTINGS_NAME).exists() else _("finnes ikke, og trengs ikke")), ()


def _told(fault: Fault) -> str:
    """A fault in the settings with its line, and without what stands there."""
    # What stands there is filled in as it is: sought in the sentence, a short one would be found within our own words.
    hidden = {name: HIDDEN if value == fault.offending else value for name, value in fault.what.values.items()}
    what = render(replace(fault.what, values=hidden))
    where = _("{file}, linje {line}: {what}") if fault.line else _("{file}: {what}")
    told = where.format(file=SETTINGS_NAME, line=fault.line, what=what)
    return told if fault.remedy is None else f"{told} {render(fault.remedy)}"


def _agenda(here: Path) -> tuple[str, tuple[Remark, ...]]:
    found = find_agenda(None, here, language=language())
    origin = {
        AgendaOrigin.HERE: _("i mappa du står i"),
        AgendaOrigin.CONFIGURATION: _("blant innstillingene"),
    }.get(found.origin, _("den innebygde"))
    try:
        load_agenda(found.path)
    except FileFaults as fault:
        sentence = _("Agendaen ({origin}) har feil. «aml-okt agenda check» sier hvilke.")
        return listed(origin, _count(len(fault.faults))), (Remark(sentence.format(origin=origin), stops=True),)
    return listed(origin, _("i orden")), ()


def _count(faults: int) -> str:
    return ngettext("{count} feil", "{count} feil", faults).format(count=faults)
