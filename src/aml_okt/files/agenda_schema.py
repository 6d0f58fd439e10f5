"""The JSON Schema of `agenda.yaml`: from the model, what an editor needs to complete and check an agenda.

An editor does not read YAML as we do. It hands over `number: 1` as a number, `title: no` perhaps as a truth value and a
key without a value as null, and only then asks the schema, so that the schema takes whatever the loader could have read
as the same text. What one has to reckon to see (sums, ranges that run backwards, times of day out of order) is beyond
it: `aml-okt agenda check` finds that. The other way round, no agenda that the loader takes is refused, but for the
word null without quotation marks where there must be a text, and for a number written with an exponent: an editor
cannot tell the first from nothing, and the second from its figures.
"""

import types
from collections.abc import Container
from datetime import time as time_of_day
from enum import StrEnum
from typing import Any, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from aml_okt.core.agenda import Agenda, Phase, Step, Time
from aml_okt.core.durations import UNITS, Rest
from aml_okt.core.message import Message, message
from aml_okt.files.agenda_values import (
    LARGEST_GROUP,
    LONGEST_ID,
    LONGEST_NUMBER,
    LONGEST_PLACEHOLDER,
    PLACEHOLDERS,
    SMALLEST_GROUP,
)
from aml_okt.files.agenda_words import AGENDA, KEYS, PHASE, STEP, VALUES
from aml_okt.files.faults import QUOTED
from aml_okt.i18n import render

Schema = dict[str, Any]

_DEFINED: dict[type[Struct], str] = {Step: "step", Phase: "phase"}
_ABOUT: dict[type[Struct], Message] = {Agenda: AGENDA, Step: STEP, Phase: PHASE}
_WITHOUT_REST = frozenset({"duration", "least", "breather"})
_ONE_TIME = frozenset({"least"})

_EMPTY = r"^(?!\s)$"
"""Nothing at all, as when a line is kept for later."""
_OR_EMPTY = _EMPTY + "|"
_TEXT = r"\S"
_ONE_OF_THESE = message("Skriv et av ordene.")

# Python and JavaScript read the patterns, and differ in flags and classes: what is here means the same to both.
_CHARACTER = r"(?:\S|\s+(?=\S))"
"""A character as the loader counts: white space, however much, is one."""


def agenda_schema() -> Schema:
    """The schema (draft 2020-12) in the chosen language."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_struct(Agenda),
        "$defs": {name: _struct(kind) for kind, name in _DEFINED.items()},
    }


def _struct(kind: type[Struct]) -> Schema:
    known = fields(kind)
    return {
        "description": render(_ABOUT[kind]),
        "type": "object",
        "properties": {each.name: _key(kind, each) for each in known},
        "required": [each.name for each in known if each.required],
        "additionalProperties": False,
    }


def _key(kind: type[Struct], each: FieldInfo) -> Schema:
    word = KEYS[kind][each.name]
    told: Schema = {"description": render(word.says), **_value(each)}
    if isinstance(each.default, str) and each.default:
        told["default"] = str(each.default)
    return {**told, "examples": [_rendered(example) for example in word.examples]}


def _rendered(example: object) -> object:
    match example:
        case Message():
            return render(example)
        case list():
            return [_rendered(each) for each in example]
        case dict():
            return {key: _rendered(value) for key, value in example.items()}
        case _:
            return example


def _value(each: FieldInfo) -> Schema:
    """What a key may hold, by the type of its field, as the loader decides it."""
    optional = each.default is not NODEFAULT
    union = get_origin(each.type) is types.UnionType
    kinds = set(get_args(each.type) if union else (each.type,)) - {types.NoneType}
    if kinds == set(get_args(Time)):
        return _time(each.name, optional=optional)
    (kind,) = kinds
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], optional=optional)
    if issubclass(kind, StrEnum):
        return _choice(kind)
    if kind is time_of_day:
        return _time_of_day()
    if kind is int:
        return _group()
    return _SPECIAL[each.name]() if each.name in _SPECIAL else _text(optional=optional)


def _text(*, optional: bool) -> Schema:
    fault = message("Her skal det stå en tekst.")
    return _shaped(fault, _OR_EMPTY + _TEXT if optional else _TEXT, "number", "boolean", optional=optional)


def _shaped(fault: Message, pattern: str, *others: str, optional: bool) -> Schema:
    """A text of this pattern, or what an editor makes of one; editors that can, say `fault` where it is neither.

    What else it may be is not named: editors would offer null, true and false wherever those were.
    """
    told = render(fault)
    kinds = {*others, *(("null",) if optional else ())}
    return {**_only(told, kinds), "pattern": pattern, "errorMessage": told}


def _only(told: str, kinds: Container[str]) -> Schema:
    """No value of another kind than a text and these."""
    refused = [kind for kind in ("null", "boolean", "number", "array", "object") if kind not in kinds]
    return {"if": {"type": refused}, "then": {"type": "string", "errorMessage": told}}


def _id() -> Schema:
    fault = message("Bruk bare a-z, 0-9 og bindestrek, og høyst {most} tegn.", most=LONGEST_ID)
    pattern = rf"^\s*[a-z0-9][a-z0-9-]{{0,{LONGEST_ID - 1}}}\s*$"
    return {**_shaped(fault, pattern, "number", "boolean", optional=False), "multipleOf": 1, "minimum": 0}


def _number() -> Schema:
    fault = message("Bruk høyst {most} tegn, som «5b».", most=LONGEST_NUMBER)
    pattern = _OR_EMPTY + rf"^\s*{_CHARACTER}{{1,{LONGEST_NUMBER}}}\s*$"
    most = 10**LONGEST_NUMBER
    limits = {"exclusiveMinimum": -most // 10, "exclusiveMaximum": most}
    return {**_shaped(fault, pattern, "number", "boolean", optional=True), **limits}


def _language() -> Schema:
    # To some editors, «no» is a truth value.
    fault = message("Skriv for eksempel «nb», «nn» eller «se».")
    return _shaped(fault, _OR_EMPTY + r"^\s*[a-z]{2,3}\s*$", "boolean", optional=True)


def _group() -> Schema:
    fault = message("Skriv et tall fra {least} til {most}.", least=SMALLEST_GROUP, most=LARGEST_GROUP)
    sizes = "|".join(f"0{{0,{4 - len(str(size))}}}{size}" for size in range(SMALLEST_GROUP, LARGEST_GROUP + 1))
    limits = {"multipleOf": 1, "minimum": SMALLEST_GROUP, "maximum": LARGEST_GROUP}
    return {**_shaped(fault, rf"^(?:{sizes})?(?!\s)$", "number", optional=True), **limits}


def _say() -> Schema:
    return _filled_in(rf"[^{{}}\r\n]{{0,{LONGEST_PLACEHOLDER}}}")


def _rule() -> Schema:
    # One line: the line's end in curly braces is a space.
    return _filled_in(rf"(?:[^{{}}\s]|\s+(?!\s)){{0,{LONGEST_PLACEHOLDER}}}")


def _filled_in(in_braces: str) -> Schema:
    """A text in which whatever stands in curly braces is one of the names that are filled in."""
    known = "|".join(PLACEHOLDERS)
    pattern = rf"^(?![\s\S]*\{{(?!(?:{known})\}}){in_braces}\}})(?:(?!\s)$|[\s\S]*\S)"
    names = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    fault = message("Skriv en tekst. I krøllparentes kan bare dette stå: {names}.", names=names)
    return _shaped(fault, pattern, "number", "boolean", optional=True)


_SPECIAL = {"id": _id, "number": _number, "language": _language, "say": _say, "rule": _rule}


def _time(key: str, *, optional: bool) -> Schema:
    units = "|".join(map(_any_case, UNITS))
    part = rf"[0-9]{{1,5}}\s*(?:{units})"
    not_nothing = "(?=[^–-]*[1-9])"
    span = rf"{not_nothing}{part}(?:\s*{part})*"
    fault = message("Skriv for eksempel «15 min», «7-8 min», «90 s» eller «rest».")
    ways = span
    if key in _ONE_TIME:
        fault = message("Skriv én tid, for eksempel «5 min» eller «90 s».")
    else:
        ways = rf"(?:{not_nothing}(?:[0-9]{{1,5}}|{part}(?:\s*{part})*)\s*[–-]\s*)?{span}"
    if key in _WITHOUT_REST - _ONE_TIME:
        fault = message("Skriv for eksempel «15 min», «7-8 min» eller «90 s».")
    elif key not in _ONE_TIME:
        ways = f"(?:{ways}|{_any_case(Rest.REST.value)})"
    short = rf"(?=\s*{_CHARACTER}{{1,{QUOTED}}}\s*$)"
    pattern = rf"^{short}\s*{ways}\s*$"
    return _shaped(fault, _OR_EMPTY + pattern if optional else pattern, optional=optional)


def _time_of_day() -> Schema:
    """A time of day, `11:05`; `1105` and `11.05` are numbers to an editor, and to some 11:05 is 665."""
    kl, klokka = _any_case("kl"), _any_case("klokka")
    before = rf"(?:{kl}(?:\.\s*|\s+)|{klokka}\s+)?"
    shown = r"(?:(?:[01]?[0-9]|2[0-3])[:.]|(?:[01][0-9]|2[0-3]))[0-5][0-9]"
    fault = message('Skriv klokkeslettet slik: "11:05".')
    limits = {"minimum": 0, "maximum": 2359}
    return {**_shaped(fault, rf"{_OR_EMPTY}^\s*{before}{shown}\s*$", "number", optional=True), **limits}


def _any_case(word: str) -> str:
    """A pattern for the word in capitals too, or in some."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def _choice(kind: type[StrEnum]) -> Schema:
    """One of a few words, each with what it means; or nothing, or the same with other white space."""
    words = [{"const": each.value, "description": render(VALUES[each])} for each in kind]
    spaced = "|".join(r"\s+".join(each.value.split()) for each in kind)
    return {"anyOf": [*words, _shaped(_ONE_OF_THESE, rf"{_OR_EMPTY}^\s*(?:{spaced})\s*$", optional=True)]}


def _list(kind: Any, *, optional: bool) -> Schema:  # noqa: ANN401 - a type of the model
    if kind is str:
        fault = message("Her skal det stå en liste, eller én tekst.")
        alone = _shaped(fault, _OR_EMPTY + _TEXT, "number", "boolean", "array", optional=True)
        return {**alone, "items": _text(optional=False)}
    told = render(message("Her skal det stå en liste. Begynn hvert punkt med «- » på egen linje."))
    items = {"items": {"$ref": f"#/$defs/{_DEFINED[kind]}"}, "errorMessage": told}
    if optional:
        return {**_only(told, {"array", "null"}), "pattern": _EMPTY, **items}
    return {"type": "array", "minItems": 1, **items}
