"""Which agenda to follow: the one that was named, one that lies in the usual places, or one that is built in."""

import os
from enum import Enum
from pathlib import Path

from msgspec import Struct

from aml_okt.files.built_in import DEFAULT, built_in_agenda, called
from aml_okt.files.folders import AGENDA_NAME, configuration_folder
from aml_okt.i18n import SOURCE_LANGUAGE


class AgendaOrigin(Enum):
    """Why this agenda and not another."""

    NAMED = "named"
    HERE = "here"
    CONFIGURATION = "configuration"
    BUILT_IN = "built in"


class FoundAgenda(Struct, frozen=True):
    """The agenda file to use, and where it was found; `name` is that of a built-in one."""

    path: Path
    origin: AgendaOrigin
    name: str = ""


def find_agenda(
    named: Path | None, here: Path, configuration: Path | None = None, language: str = SOURCE_LANGUAGE
) -> FoundAgenda:
    """The agenda to follow: the one named, else one in the folder `here`, else the user's own, else the built-in.

    A file that is there is the answer even when it turns out to be unusable: another agenda than the one
    that the user expects would be worse than a fault. `configuration` is the user's configuration folder, and
    `language` that of a built-in agenda, which may be named too where no file is called so.

    Raises:
        NoSuchAgendaError: when what was named is neither a file nor a built-in agenda, and might have been either.

    """
    if named is not None:
        return _named(named, language)
    own = (configuration or configuration_folder()) / AGENDA_NAME
    built_in = FoundAgenda(built_in_agenda(language), AgendaOrigin.BUILT_IN, DEFAULT)
    for path, origin in ((here / AGENDA_NAME, AgendaOrigin.HERE), (own, AgendaOrigin.CONFIGURATION)):
        if path.exists():
            return built_in if _is_built_in(path) else FoundAgenda(path, origin)
    return built_in


def _is_built_in(path: Path) -> bool:
    """Whether this is the very file that is built in, as in a checkout: that agenda is there in every language."""
    try:
        return path.samefile(built_in_agenda())
    except OSError:
        return False  # whoever reads it will say what is wrong


def _named(named: Path, language: str) -> FoundAgenda:
    # os.path never fails, where pathlib would.
    if named.suffix or not named.name or str(named) != named.name or os.path.exists(named):  # noqa: PTH110
        return FoundAgenda(named, AgendaOrigin.NAMED)
    agenda = called(named.name)
    return FoundAgenda(agenda.file(language), AgendaOrigin.BUILT_IN, agenda.name)
