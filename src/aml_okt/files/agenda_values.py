"""What the value of a key must be like, whatever stands under the others: each fault with its place and a remedy.

Together with the draft, which knows the kinds of values, this is an agenda's shape. It is all that an editor can see
who knows the schema and does not reckon; what must hold between the keys is in `agenda_rules`.
"""

import re
from collections.abc import Iterator

from aml_okt.core.agenda import Rest
from aml_okt.core.message import message
from aml_okt.core.text import slug
from aml_okt.files.agenda_draft import Draft, closest, suggestion
from aml_okt.files.faults import Findings, quoted

SMALLEST_GROUP, LARGEST_GROUP = 2, 12
LONGEST_ID = 40
LONGEST_NUMBER = 6

PLACEHOLDERS = ("focus", "speaker", "timekeeper", "facilitator", "time")
"""The words in curly braces that `say` and `rule` may hold; the screen puts a name or a time in their place."""
LONGEST_PLACEHOLDER = 40
"""More than this in curly braces is no slip of the pen, but text."""

PLACEHOLDER = re.compile(rf"\{{([^{{}}\n]{{0,{LONGEST_PLACEHOLDER}}})\}}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def check_values(agenda: Draft, found: Findings) -> None:
    """Check every value that could be read; faults go to `found`."""
    _check_head(agenda, found)
    for step in agenda.values.get("steps", ()):
        _check_id(step, found)
        _check_number(step, found)
        _check_breather(step, found)
        for part in _parts(step):
            _check_placeholders(part, found)


def is_id(name: str) -> bool:
    """Whether a step can be called so."""
    return bool(_ID.fullmatch(name)) and len(name) <= LONGEST_ID


def _parts(step: Draft) -> Iterator[Draft]:
    yield step
    yield from step.values.get("phases", ())


def _check_head(agenda: Draft, found: Findings) -> None:
    group = agenda.values.get("group")
    if group is not None and not SMALLEST_GROUP <= group <= LARGEST_GROUP:
        what = message("gruppa kan ikke være på {group}.", group=group)
        remedy = message("Skriv et tall fra {least} til {most}.", least=SMALLEST_GROUP, most=LARGEST_GROUP)
        found.add(agenda.at("group"), what, remedy, str(group))
    language = agenda.values.get("language", "nb")
    if not _LANGUAGE.fullmatch(language):
        what = message("«{text}» er ikke en språkkode.", text=quoted(language))
        found.add(agenda.at("language"), what, message("Skriv for eksempel «nb», «nn» eller «se»."), language)
    if agenda.values.get("duration") is Rest.REST:
        what = message("hele økta kan ikke vare «rest».")
        found.add(agenda.at("duration"), what, message("Skriv for eksempel «150-180 min»."), "rest")
    if agenda.values.get("steps") == ():
        found.add(agenda.at("steps"), message("agendaen har ingen steg."), message("Skriv minst ett under «steps:»."))


def _check_id(step: Draft, found: Findings) -> None:
    name = step.values.get("id")
    if name is None or is_id(name):
        return
    place = step.at("id")
    if not _ID.fullmatch(name):
        what = message("«{id}» kan ikke brukes som id.", id=quoted(name))
        remedy = message("Bruk bare a-z, 0-9 og bindestrek, som «{good}».", good=slug(name) or "innsjekk")
        found.add(place, what, remedy, name)
    else:
        what = message("id-en er for lang: {length} tegn.", length=len(name))
        found.add(place, what, message("Bruk høyst {most}.", most=LONGEST_ID), name)


def _check_number(step: Draft, found: Findings) -> None:
    number = step.values.get("number", "")
    if len(number) > LONGEST_NUMBER:
        what = message("nummeret «{number}» er for langt.", number=quoted(number))
        remedy = message("Bruk høyst {most} tegn, som «5b».", most=LONGEST_NUMBER)
        found.add(step.at("number"), what, remedy, number)


def _check_breather(step: Draft, found: Findings) -> None:
    if step.values.get("breather") is Rest.REST:
        what = message("en pause mellom rundene kan ikke vare «rest».")
        found.add(step.at("breather"), what, message("Skriv en tid, som «5 min»."), "rest")


def _check_placeholders(part: Draft, found: Findings) -> None:
    for key in ("say", "rule"):
        for name in PLACEHOLDER.findall(part.values.get(key, "")):
            if name not in PLACEHOLDERS:
                what = message("ukjent navn «{name}».", name=f"{{{name}}}")
                meant = None if found.full else closest(name.strip(), PLACEHOLDERS)
                remedy = suggestion(meant and f"{{{meant}}}", [f"{{{each}}}" for each in PLACEHOLDERS])
                found.add(part.at(key), what, remedy, f"{{{name}}}")
