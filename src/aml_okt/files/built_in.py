"""The agendas that come with the program, each by its name and in the languages it is written in; and their schema."""

import re
from pathlib import Path

from msgspec import Struct

from aml_okt.core.text import slug
from aml_okt.files.single_file import single_file
from aml_okt.i18n import SOURCE_LANGUAGE

DEFAULT = "arbeidsmiljo"
"""The name of the agenda that is followed where nobody has chosen another."""
SCHEMA_NAME = "agenda-1.json"
"""The schema's file. A key of an agenda that goes or changes its meaning makes another version."""

_FILE = re.compile(r"(?P<name>[a-z0-9-]+)\.(?P<language>[a-z]{2,3})\.yaml")
_PACKAGE = Path(__file__).resolve().parent.parent
_HOME = _PACKAGE / "agendas"
_SCHEMA_LINE = re.compile(rb"\A# yaml-language-server:.*\n")


class BuiltInAgenda(Struct, frozen=True):
    """An agenda that comes with the program. `languages` are those that it is written in, bokmål first."""

    name: str
    languages: tuple[str, ...]

    def file(self, language: str) -> Path:
        """Where it lies in this language, or in bokmål where it is not written in it."""
        spoken = language if language in self.languages else self.languages[0]
        if (self.name, spoken) == (DEFAULT, SOURCE_LANGUAGE):
            return _default()
        return _HOME / f"{self.name}.{spoken}.yaml"


class NoSuchAgendaError(LookupError):
    """No agenda that comes with the program has this name; `known` are the names there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


def built_in_agendas() -> tuple[BuiltInAgenda, ...]:
    """All of them, the default first."""
    languages: dict[str, set[str]] = {DEFAULT: {SOURCE_LANGUAGE}}
    for file in _HOME.glob("*.yaml"):
        if found := _FILE.fullmatch(file.name):
            languages.setdefault(found["name"], set()).add(found["language"])
    names = sorted(languages, key=lambda name: (name != DEFAULT, name))
    return tuple(BuiltInAgenda(name, tuple(sorted(languages[name], key=_bokmal_first))) for name in names)


def _bokmal_first(language: str) -> tuple[bool, bool, str]:
    """Bokmål, nynorsk, then the others by their codes."""
    return (language != SOURCE_LANGUAGE, language != "nn", language)


def built_in_agenda(language: str = SOURCE_LANGUAGE, name: str = DEFAULT) -> Path:
    """The file of the agenda of this name, in this language where it is written in it, and else in bokmål.

    Raises:
        NoSuchAgendaError: when none has this name.

    """
    # What most starts ask for is answered without a look at the others.
    return _default() if (name, language) == (DEFAULT, SOURCE_LANGUAGE) else called(name).file(language)


def called(name: str) -> BuiltInAgenda:
    """The agenda of this name, which may be written as it is said: «oppfølging» for `oppfolging`.

    Raises:
        NoSuchAgendaError: when none has this name.

    """
    known = {agenda.name: agenda for agenda in built_in_agendas()}
    if (agenda := known.get(slug(name))) is None:
        raise NoSuchAgendaError(name, tuple(known))
    return agenda


def practice_agenda(language: str) -> Path:
    """The short agenda of a guided rehearsal, which is none to follow otherwise; in bokmål where there is no other."""
    wanted = _HOME / "rehearsal" / f"{language}.yaml"
    return wanted if wanted.exists() else wanted.with_stem(SOURCE_LANGUAGE)


def _default() -> Path:
    """In a checkout it lies at the top, where people look for it."""
    inside = _PACKAGE / "agenda.yaml"
    return inside if inside.exists() else _PACKAGE.parent.parent / "agenda.yaml"


def agenda_schema_file() -> Path | None:
    """The schema of agendas as a file that an editor can open; None where the program lies in no folder that stays."""
    place = _HOME / SCHEMA_NAME
    return place if place.is_file() and single_file() is None else None


def with_schema(agenda: bytes, schema: Path | None) -> bytes:
    """An agenda whose first line tells editors where its schema is; where there is none, no line tells of any."""
    text = _SCHEMA_LINE.sub(b"", agenda)
    return text if schema is None else f"# yaml-language-server: $schema={schema.as_uri()}\n".encode() + text
