"""Options whose values are people: by name, by number, or groups of several sizes."""

import re

from aml_okt.cli.kinds import Kind
from aml_okt.core.deciding import FEWEST_PEOPLE, MOST_PEOPLE, name_fault
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render

_SIZES = re.compile(r"(\d{1,3})\s*(?:\.\.\.?|…|[-–])\s*(\d{1,3})", re.ASCII)


class Names(Kind):
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


class Sizes(Kind):
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


def _too_few_or_many() -> str:
    return _("Det må være fra {fewest} til {most} deltakere. Skriv antallet eller navnene.").format(
        fewest=FEWEST_PEOPLE, most=MOST_PEOPLE
    )
