"""What the values of options may be: each kind reads one text, or says in a sentence what to write instead.

What only some commands have is in modules of its own, with what it needs.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aml_okt.core.text import one_line
from aml_okt.files.folders import default_root, everything
from aml_okt.i18n import LANGUAGES
from aml_okt.i18n import gettext as _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Kind(click.ParamType):  # type: ignore[type-arg] # older versions of click that we run with have no arguments here
    """A kind of value, read by `read`; a `ValueError` from there is a sentence for the user."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click declares it
        """The value of what was written; one that is a value already stays."""
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)

    def read(self, text: str) -> object:
        """The value that the text stands for."""
        raise NotImplementedError

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[str]]":
        """What a shell may put for what has been written so far: those of `suggested` that begin so."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only when a shell asks

        del param
        return [
            CompletionItem(word)
            for word in self.suggested(ctx, incomplete)
            # Nothing that a shell or a terminal could take for something else.
            if word.startswith(incomplete) and word == one_line(word) and not word.startswith("-")
        ]

    def suggested(self, ctx: click.Context, incomplete: str) -> Iterable[str]:
        """Values that somebody who has written so much may mean, the likeliest first; none where all is possible."""
        del ctx, incomplete
        return ()


class File(Kind):
    """A path; whether there is anything there is for the command to find out. `sought` is what a shell looks for."""

    sought = "file"

    def read(self, text: str) -> Path:
        """The path, with `~` for the home folder."""
        if not text or "\0" in text:
            raise ValueError(_("Skriv navnet på en fil eller en mappe."))
        try:
            return Path(text).expanduser()
        except RuntimeError:
            return Path(text)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[str]]":
        """The shell looks for files itself."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - as in `Kind`

        del ctx, param
        return [CompletionItem(incomplete, type=self.sought)]


class Folder(File):
    """The path of a folder."""

    sought = "dir"


class Line(Kind):
    """One line of text, made safe."""

    def read(self, text: str) -> str:
        """The line."""
        return one_line(text)


class AgendaFile(File):
    """The path of an agenda, or the name of one that is built in."""

    sought = "yaml"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[str]]":
        """The names that begin so, and the folders and YAML files that the shell finds."""
        return [*Kind.shell_complete(self, ctx, param, incomplete), *super().shell_complete(ctx, param, incomplete)]

    def suggested(self, ctx: click.Context, incomplete: str) -> Iterable[str]:
        """All that are built in."""
        from aml_okt.files.built_in import built_in_agendas  # noqa: PLC0415 - only when a shell asks

        del ctx, incomplete
        return (agenda.name for agenda in built_in_agendas())


class OneOf(Kind):
    """One word of a few."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)

    def read(self, text: str) -> str:
        """The word."""
        if text in self._words:
            return text
        raise ValueError(
            _("«{text}» går ikke an her. Dette går an: {words}.").format(
                text=one_line(text), words=", ".join(self._words)
            )
        )

    def suggested(self, ctx: click.Context, incomplete: str) -> Iterable[str]:
        """All of them."""
        del ctx, incomplete
        return self._words


class Language(Kind):
    """A language that there is a catalogue for."""

    def read(self, text: str) -> str:
        """The language's code."""
        return OneOf(LANGUAGES).read(text)

    def suggested(self, ctx: click.Context, incomplete: str) -> Iterable[str]:
        """All of them."""
        del ctx, incomplete
        return LANGUAGES


class SessionName(Kind):
    """A session: its folder, its name, or the beginning of its name. What it is called is for the command to find."""

    def read(self, text: str) -> str:
        """The name as it was written."""
        return text

    def suggested(self, ctx: click.Context, incomplete: str) -> Iterable[str]:
        """The sessions, the latest first, and then the rehearsals."""
        root = ctx.find_root().params.get("root") or default_root()
        try:
            yield from (folder.name for folder in everything(root, lambda name: name.startswith(incomplete)))
        except OSError:
            return  # what is wrong with the folder is told by the command
