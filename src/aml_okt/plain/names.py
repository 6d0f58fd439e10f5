"""Which person a name means, written whole or cut short."""

from collections.abc import Sequence

from aml_okt.core.plan import Participant
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.plain.words import Several, among

LONGEST_ECHO = 40
"""Letters of what was written that are said when it means nobody."""


def person_called(written: str, people: Sequence[Participant]) -> Participant | str:
    """The person that a name, or an unambiguous beginning of one, means; or a sentence on why nobody is meant."""
    by_name = {one_line(person.name).casefold(): person for person in people}
    match among(written, by_name):
        case Participant() as person:
            return person
        case Several(words=words):
            return _("«{name}» kan være flere: {names}. Skriv mer av navnet.").format(
                name=one_line(written)[:LONGEST_ECHO], names=_list([by_name[word] for word in words])
            )
        case _:
            if not one_line(written):
                return _("Skriv et navn etter ordet: {names}.").format(names=_list(people))
            return _("Ingen her heter {name}. Skriv en av disse: {names}.").format(
                name=one_line(written)[:LONGEST_ECHO], names=_list(people)
            )


def people_called(written: str, people: Sequence[Participant]) -> tuple[Participant, ...] | str:
    """The people whose names are written with commas between; or a sentence on what is wrong."""
    found: list[Participant] = []
    for name in filter(None, map(one_line, written.split(","))):
        person = person_called(name, people)
        if isinstance(person, str):
            return person
        if person not in found:
            found.append(person)
    return tuple(found) if found else _("Skriv et navn etter ordet: {names}.").format(names=_list(people))


def _list(people: Sequence[Participant]) -> str:
    return ", ".join(one_line(person.name) for person in people)
