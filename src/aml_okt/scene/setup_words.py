"""What is filled in before a session, as people write it: names in a list, and when they must be done."""

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo

from aml_okt.core.deciding import FEWEST_PEOPLE, name_fault
from aml_okt.core.latest_end import read_time_of_day
from aml_okt.core.message import Message
from aml_okt.core.text import one_line, visible
from aml_okt.i18n import gettext as _

_SEPARATORS = re.compile(r"[,;\n]")


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list with commas, semicolons or line ends between them; bullets and empty places left out."""
    names = (one_line(part).lstrip("-*•– ") for part in _SEPARATORS.split(visible(text)))
    return tuple(name for name in names if name)


def names_beside(names: Sequence[str], there: Sequence[str] = ()) -> tuple[tuple[str, ...], Message | None]:
    """Those of some names that can be added to those that are there, after these; the first fault of the others."""
    added, first = list(there), None
    for name in map(one_line, names):
        fault = name_fault(name, added)
        if fault is None:
            added.append(name)
        first = first or fault
    return tuple(added), first


def too_few_in_words() -> str:
    """That there are not enough people for a session."""
    return _("Det må være minst {fewest} deltakere. Skriv inn navnene.").format(fewest=FEWEST_PEOPLE)


def end_fault(text: str) -> str:
    """What is wrong with a latest end as it is written; nothing where it can be read, or is empty."""
    if text and read_time_of_day(text) is None:
        return _("«{text}» er ikke et klokkeslett. Skriv for eksempel «13:30».").format(text=text)
    return ""


def tomorrow_in_words(text: str, end: datetime | None, now: datetime, zone: tzinfo | None) -> str:
    """That a latest end means tomorrow, where it does."""
    if end is None or end.astimezone(zone).date() == now.astimezone(zone).date():
        return ""
    return _("Klokka er allerede over {time}. Planen regner med {time} i morgen.").format(time=text)


def welcome_in_words() -> tuple[str, ...]:
    """What will happen, for somebody who has read nothing; a line each."""
    return (
        _("Velkommen! Skriv hvem som er her, og trykk F9 når dere er klare."),
        _("Så leder skjermen dere: tiden, hvem som har ordet, og hva du kan si."),
        _("Alt lagres, og til slutt får dere referatet. F1 forklarer skjermen."),
    )


def practice_in_words() -> tuple[str, ...]:
    """The same for somebody who practises with tips."""
    return (
        _("Dette er en øvelse på to minutter. Klokka går fem ganger så fort."),
        _("Navnene er oppdiktet. Trykk F9, så viser tipsene vei helt til referatet."),
    )


def rehearse_first_in_words(command: str) -> str:
    """That one can practise, for somebody who has held no session yet."""
    return _("Vil du øve først? «{command}» tar to minutter.").format(command=command)


def recalled_in_words() -> str:
    """That service and place are filled in already."""
    return _("Tjeneste og sted er som sist. Endre dem om det ikke stemmer.")


def rehearsal_in_words(speed: float | None) -> str:
    """That this is a rehearsal, and how fast its clock goes, as a sentence; nothing where it is none."""
    if speed is None:
        return ""
    return _("Dette er en øvelse. Klokka går {speed:g} ganger så fort.").format(speed=speed)


def speed_in_words(speed: float) -> str:
    """That this is a rehearsal, and how fast its clock goes."""
    return _("ØVELSE: KLOKKA GÅR {speed:g} GANGER SÅ FORT").format(speed=speed)
