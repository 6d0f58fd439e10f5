"""What the values of options may be: each kind reads one text, or says in a sentence what to write instead.

What only some commands have is in modules of its own, with what it needs.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from aml_okt.core.text import one_line
from aml_okt.i18n import LANGUAGES
from aml_okt.i18n import gettext as _


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


class File(Kind):
    """A path; whether there is anything there is for the command to find out."""

    def read(self, text: str) -> Path:
        """The path, with `~` for the home folder."""
        if not text or "\0" in text:
            raise ValueError(_("Skriv navnet på en fil eller en mappe."))
        try:
            return Path(text).expanduser()
        except RuntimeError:
            return Path(text)


class Line(Kind):
    """One line of text, made safe."""

    def read(self, text: str) -> str:
        """The line."""
        return one_line(text)


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


class Language(Kind):
    """A language that there is a catalogue for."""

    def read(self, text: str) -> str:
        """The language's code."""
        return OneOf(LANGUAGES).read(text)
