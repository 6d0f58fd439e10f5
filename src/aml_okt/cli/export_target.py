"""Where an export goes: the session's folder, a file, a folder, or what the command prints."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from msgspec import Struct

from aml_okt.cli import speech
from aml_okt.cli.failure import Failure
from aml_okt.core.text import one_line
from aml_okt.export.formats import Format
from aml_okt.files.documents import is_part_of_session
from aml_okt.i18n import gettext as _

PRINTED = Path("-")


class Target(Struct, frozen=True):
    """What `-o` said: a path, and whether it was written as a folder's."""

    path: Path
    is_folder: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether the export is printed instead."""
        return self.path == PRINTED

    @property
    def ending(self) -> Format | None:
        """The format that the name of the file ends as."""
        ending = self.path.suffix.removeprefix(".").lower()
        return Format(ending) if ending in set(Format) and not self.path.is_dir() else None

    @property
    def has_foreign_ending(self) -> bool:
        """Whether the name of the file ends as something that is never written."""
        suffix = self.path.suffix.removeprefix(".")
        return suffix.isalpha() and self.ending is None and not self.path.is_dir()


def formats_for(asked: Sequence[Format], target: Target | None, known: Iterable[str] = Format) -> tuple[Format, ...]:
    """The formats to write: those asked for, else the one that the target's name ends as, else Markdown.

    Whoever has written another ending is told of those in `known`.

    Raises:
        BadUse: when the name ends as a format of others, which would hold something else than it says.

    """
    if asked:
        return tuple(dict.fromkeys(asked))
    if target is None or not target.has_foreign_ending:
        return ((target and target.ending) or Format.MARKDOWN,)
    bad = _("{name} slutter ikke som noe format. Bytt slutten til en av disse, eller skriv formatet etter -f: {words}.")
    raise _bad(bad.format(name=one_line(target.path.name), words=", ".join(f".{form}" for form in known)))


def check(target: Target | None, formats: Sequence[Format]) -> None:
    """Find out whether these formats can go there, before anything is written.

    Raises:
        BadUse: when target and formats do not go together.
        Failure: when a folder is not there, or the file is one that a session consists of.

    """
    if target is None:
        return
    if target.is_printed:
        _check_printed(formats)
        return
    if is_part_of_session(target.path):
        taken = _("{path} hører til en økt og blir ikke skrevet over. Velg et annet navn.")
        raise Failure(taken.format(path=one_line(str(target.path))))
    if not target.path.is_dir():
        if target.is_folder:
            raise Failure(_no_such_folder(target.path))
        if len(formats) > 1:
            raise _bad(_("Flere formater trenger en mappe. Skriv en mappe som finnes, etter -o."))
        if target.ending not in {None, formats[0]}:
            bad = _("Formatet er «{form}», men {name} slutter som noe annet. Skriv det ene om.")
            raise _bad(bad.format(form=formats[0].value, name=one_line(target.path.name)))
        if not target.path.parent.is_dir():
            raise Failure(_no_such_folder(target.path.parent))


def _check_printed(formats: Sequence[Format]) -> None:
    if len(formats) > 1:
        raise _bad(_("Bare ett format kan vises om gangen. Skriv ett, eller en mappe etter -o."))
    if not formats[0].is_text:
        bad = _("«{form}» kan ikke vises på skjermen. Skriv navnet på en fil etter -o.")
        raise _bad(bad.format(form=formats[0].value))


def _no_such_folder(folder: Path) -> str:
    return _("Mappa {folder} finnes ikke. Lag den først, eller velg en annen.").format(folder=one_line(str(folder)))


def _bad(sentence: str) -> speech.BadUse:
    return speech.BadUse(sentence, click.get_current_context(silent=True))
