"""What the values of options may be: each kind reads one text, or says in a sentence what to write instead."""

import os
import re
from collections.abc import Iterable
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import click

from aml_okt.cli.export_target import Target
from aml_okt.core.deciding import FEWEST_PEOPLE, MOST_PEOPLE, name_fault
from aml_okt.core.latest_end import read_time_of_day
from aml_okt.core.text import one_line
from aml_okt.export.formats import Format
from aml_okt.i18n import SOURCE_LANGUAGE, languages, render
from aml_okt.i18n import gettext as _
from aml_okt.web.address import Address, read_address

FASTEST = 10_000.0

_SIZES = re.compile(r"(\d{1,3})\s*(?:\.\.\.?|…|[-–])\s*(\d{1,3})", re.ASCII)


class _Kind(click.ParamType):  # type: ignore[type-arg] # older versions of click that we run with have no arguments here
    """A kind of value, read by `read`; a `ValueError` from there is a sentence for the user."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click declares it
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)

    def read(self, text: str) -> object:
        """The value that the text stands for."""
        raise NotImplementedError


class File(_Kind):
    """A path; whether there is anything there is for the command to find out."""

    def read(self, text: str) -> Path:
        """The path, with `~` for the home folder."""
        if not text or "\0" in text:
            raise ValueError(_("Skriv navnet på en fil eller en mappe."))
        try:
            return Path(text).expanduser()
        except RuntimeError:
            return Path(text)


class Served(_Kind):
    """Where the room is served: an address, a port or both."""

    def read(self, text: str) -> Address:
        """The address."""
        return read_address(text)


class Line(_Kind):
    """One line of text, made safe."""

    def read(self, text: str) -> str:
        """The line."""
        return one_line(text)


class Names(_Kind):
    """Names of different people with commas between."""

    def read(self, text: str) -> tuple[str, ...]:
        """The names in order; empty places between commas count for nothing."""
        names: list[str] = []
        for name in filter(None, map(one_line, text.split(","))):
            if fault := name_fault(name, names):
                raise ValueError(render(fault))
            names.append(name)
        return tuple(names)


class People(Names):
    """Names with commas between, or only how many people there are."""

    def read(self, text: str) -> tuple[str, ...]:
        """The names; people who are only counted are called Deltaker 1, 2 and so on."""
        count = text.strip()
        names: tuple[str, ...]
        if count.isascii() and count.isdigit():
            # The digits are counted first: a number of ten thousand digits takes its time to read.
            number = int(count) if len(count) < len(str(MOST_PEOPLE)) + 1 else MOST_PEOPLE + 1
            if not FEWEST_PEOPLE <= number <= MOST_PEOPLE:
                raise ValueError(_too_few_or_many())
            return tuple(_("Deltaker {number}").format(number=place) for place in range(1, number + 1))
        names = super().read(text)
        if len(names) < FEWEST_PEOPLE:
            raise ValueError(_too_few_or_many())
        return names


class Sizes(_Kind):
    """People, or the sizes of groups from the smallest to the largest, `3..8`."""

    def read(self, text: str) -> tuple[str, ...] | range:
        """The names, or the sizes; `3-8` is meant as `3..8`."""
        found = _SIZES.fullmatch(text.strip())
        if found is None:
            return People().read(text)
        smallest, largest = int(found[1]), int(found[2])
        if smallest > largest:
            raise ValueError(_("«{text}» går baklengs. Skriv det minste tallet først.").format(text=one_line(text)))
        if smallest < FEWEST_PEOPLE or largest > MOST_PEOPLE:
            raise ValueError(_too_few_or_many())
        return range(smallest, largest + 1)


class TimeOfDay(_Kind):
    """A time of day, `15:30`."""

    def read(self, text: str) -> time_of_day:
        """The time."""
        if (read := read_time_of_day(text)) is not None:
            return read
        raise ValueError(_("«{text}» er ikke et klokkeslett. Skriv for eksempel «13:30».").format(text=one_line(text)))


class Speed(_Kind):
    """How many times faster than others a clock runs."""

    def read(self, text: str) -> float:
        """The number; a comma will do for a point."""
        try:
            speed = float(text.replace(",", "."))
        except ValueError:
            speed = 0.0
        if not 0 < speed <= FASTEST:
            raise ValueError(
                _(
                    "«{text}» er ikke en fart. Skriv et tall mellom 0 og 10 000, som «60» for ett minutt i sekundet."
                ).format(text=one_line(text))
            )
        return speed


class OneOf(_Kind):
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


class Formats(_Kind):
    """Formats of a document with commas between."""

    def read(self, text: str) -> tuple[Format, ...]:
        """The formats; case and a dot before a name count for nothing."""
        known = OneOf(Format)
        names = [name.strip().removeprefix(".").lower() for name in text.split(",")]
        return tuple(Format(known.read(name)) for name in names if name or len(names) == 1)


class Output(File):
    """Where an export goes."""

    def read(self, text: str) -> Target:  # type: ignore[override] # a kind of its own, read the same way
        """The path, and whether it ends as a folder's does."""
        return Target(super().read(text), is_folder=text.endswith(("/", os.sep)))


class Language(_Kind):
    """A language that there is a catalogue for."""

    def read(self, text: str) -> str:
        """The language's code."""
        # Looking for catalogues takes time, and the source language has none.
        return text if text == SOURCE_LANGUAGE else OneOf(languages()).read(text)


def _too_few_or_many() -> str:
    return _("Det må være fra {fewest} til {most} deltakere. Skriv antallet eller navnene.").format(
        fewest=FEWEST_PEOPLE, most=MOST_PEOPLE
    )
