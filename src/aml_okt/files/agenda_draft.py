"""An agenda as far as it could be read: the types of the model decide what each key may hold.

A struct's fields are the keys, a field's type says how its text is read, and a field without a default
must be there. A draft keeps the place of everything beside what it means, so that rules can be checked,
and told with their line, in a file that has other faults too.
"""

import types
from collections.abc import Iterable
from datetime import time as time_of_day
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

from msgspec import Struct, field
from msgspec.structs import FieldInfo, fields

from aml_okt.core.agenda import Agenda, Phase, Step, Time
from aml_okt.core.durations import Rest, Span, TimeFault, read_time
from aml_okt.core.latest_end import read_time_of_day
from aml_okt.core.message import Message, listed, message
from aml_okt.core.text import one_line, visible
from aml_okt.files.faults import Findings, quoted
from aml_okt.files.yaml_tree import Mapping, Node, Scalar, Sequence

_PARAGRAPHS = frozenset({"purpose", "say", "slides"})
"""The keys whose text may have several lines."""

_TIME = frozenset(get_args(Time))

_THE = {Agenda: message("agendaen"), Step: message("steget"), Phase: message("fasen")}

_EXAMPLES = {"id": "innsjekk", "title": "Velkommen"}
"""Something to write for each text that must be there."""

# The keys are English words, and the hand that writes them is Norwegian.
_NORWEGIAN = {
    "deltakere": "who", "faktorer": "factors", "fase": "phases", "faser": "phases", "formål": "purpose",
    "gruppe": "group", "hvem": "who", "kilde": "source", "klokka": "at", "klokken": "at", "kort": "short",
    "lenke": "link", "lysark": "slides", "minst": "least", "notat": "notes", "notater": "notes", "nummer": "number",
    "pause": "breather", "regel": "rule", "regler": "rules", "råd": "hints", "si": "say", "skjerm": "screen",
    "spørsmål": "questions", "språk": "language", "steg": "steps", "tid": "time", "til": "until", "tips": "hints",
    "tittel": "title", "varighet": "duration",
}  # fmt: skip

_SPANS = frozenset({"duration", "length", "min", "minutes", "minutter", "tid", "time", "varighet"})
"""How people write how long something lasts: a whole agenda has a duration, and a part of it a time."""


class Draft(Struct):
    """What was read where the model has a struct: the values that hold, and where each key's value stands."""

    kind: type[Struct]
    node: Node
    values: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def at(self, key: str) -> Node:
        """Where the key's value stands; where the draft itself begins when the key is not there."""
        return self.nodes.get(key, self.node)


def read_draft(node: Node, found: Findings) -> Draft:
    """The draft of a whole agenda; faults go to `found`."""
    return _Reader(found).struct(node, Agenda)


def build(draft: Draft) -> Any:  # noqa: ANN401 - which struct it is, the draft says
    """The struct that a draft without faults stands for."""
    return draft.kind(**{key: _built(value) for key, value in draft.values.items()})


def _built(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    if isinstance(value, Draft):
        return build(value)
    if isinstance(value, tuple):
        return tuple(map(_built, value))
    return value


def either(words: Iterable[str]) -> Message:
    """The words as a choice: «a», «b» or «c»."""
    *first, last = words
    return message("{first} eller {last}", first=listed(first), last=listed([last])) if first else listed([last])


def every(words: Iterable[str]) -> Message:
    """The words together: «a», «b» and «c»."""
    *first, last = words
    return message("{first} og {last}", first=listed(first), last=listed([last])) if first else listed([last])


def suggestion(meant: str | None, known: Iterable[str]) -> Message:
    """What to write instead of an unknown word: the one that was meant, or else one of those there are."""
    if meant:
        return message("Mente du «{word}»?", word=meant)
    return message("Skriv {known}.", known=either(known))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for whoever has misspelt a word

    lower = word.casefold()
    return next(iter(get_close_matches(quoted(lower), known, n=1)), None)


@cache
def _keys(kind: type[Struct]) -> dict[str, FieldInfo]:
    return {each.name: each for each in fields(kind)}


class _Reader:
    """Reads nodes by the types of the model. A value that cannot be read is None, and told."""

    def __init__(self, found: Findings) -> None:
        self._found = found

    def struct(self, node: Node, kind: type[Struct]) -> Draft:
        draft = Draft(kind, node)
        known = _keys(kind)
        if not isinstance(node, Mapping):
            needed = every(f"{each.name}:" for each in known.values() if each.required)
            remedy = message("Skriv minst {needed}, hver på sin linje.", needed=needed)
            self._wrong_kind(node, message("her mangler nøklene til {the}.", the=_THE[kind]), remedy)
            return draft
        for name, (key, value) in node.entries.items():
            if name not in known:
                self._unknown(key, kind)
            elif known[name].required or not _empty(value):
                draft.nodes[name] = value
                read = self._value(value, known[name].type, name)
                if read is not None:
                    draft.values[name] = read
        for each in known.values():
            if each.required and each.name not in node.entries:
                self._found.add(node, message("{the} mangler «{key}».", the=_THE[kind], key=each.name), _example(each))
        return draft

    def _unknown(self, key: Scalar, kind: type[Struct]) -> None:
        what = message("ukjent nøkkel «{key}».", key=quoted(key.text))
        # Looking for what was meant takes time that nobody gets anything for when the fault is only counted.
        remedy = None if self._found.full else _remedy(key.text, kind)
        self._found.add(key, what, remedy, key.text)

    def _value(self, node: Node, kind: Any, key: str) -> object | None:  # noqa: ANN401 - a type of the model
        union = get_origin(kind) in {Union, types.UnionType}
        kinds = set(get_args(kind) if union else (kind,)) - {types.NoneType}
        if kinds == _TIME:
            return self._time(node, key)
        (kind,) = kinds
        if get_origin(kind) is tuple:
            return self._list(node, get_args(kind)[0], key)
        if issubclass(kind, Struct):
            return self.struct(node, kind)
        if issubclass(kind, StrEnum):
            return self._choice(node, kind, key)
        if kind is time_of_day:
            return self._time_of_day(node, key)
        return self._whole_number(node, key) if kind is int else self._text(node, key)

    def _list(self, node: Node, kind: Any, key: str) -> tuple[object, ...] | None:  # noqa: ANN401 - as above
        match node:
            case Sequence(items=items):
                read = [self._value(item, kind, key) for item in items]
                return tuple(value for value in read if value is not None)
            case Scalar() if kind is str:
                text = self._text(node, key)
                return None if text is None else (text,)
        self._wrong_kind(
            node,
            message("her skal det stå en liste under «{key}».", key=key),
            message("Begynn hvert punkt med «- » på egen linje."),
        )
        return None

    def _text(self, node: Node, key: str) -> str | None:
        text = self._scalar(node, key)
        if text is None:
            return None
        text = visible(text).strip("\n") if key in _PARAGRAPHS else one_line(text)
        if not text.strip():
            self._found.add(node, message("her mangler tekst for «{key}».", key=key), message("Skriv noe her."))
            return None
        return text

    def _time(self, node: Node, key: str) -> Span | Rest | None:
        text = self._scalar(node, key)
        if text is None:
            return None
        try:
            return read_time(quoted(text))
        except TimeFault as fault:
            self._found.add(node, fault.message, None, text)
            return None

    def _time_of_day(self, node: Node, key: str) -> time_of_day | None:
        text = self._scalar(node, key)
        if text is None:
            return None
        if (read := read_time_of_day(quoted(text))) is None:
            what = message("«{text}» er ikke et klokkeslett.", text=quoted(text))
            self._found.add(node, what, message('Skriv for eksempel «{key}: "11:05"».', key=key), text)
        return read

    def _choice(self, node: Node, kind: type[StrEnum], key: str) -> StrEnum | None:
        text = self._scalar(node, key)
        if text is None:
            return None
        try:
            return kind(one_line(text))
        except ValueError:
            what = message("ukjent verdi «{text}» for «{key}».", text=quoted(text), key=key)
            self._found.add(node, what, message("Skriv {known}.", known=either(kind)), text)
            return None

    def _whole_number(self, node: Node, key: str) -> int | None:
        text = self._scalar(node, key)
        if text is None:
            return None
        # More digits than this are no amount of anything here, and int() of very many takes its time.
        if text.isascii() and text.isdigit() and len(text) <= len("9999"):
            return int(text)
        what = message("«{text}» er ikke et helt tall.", text=quoted(text))
        self._found.add(node, what, message("Skriv for eksempel «{key}: 6».", key=key), text)
        return None

    def _scalar(self, node: Node, key: str) -> str | None:
        if isinstance(node, Scalar):
            return node.text
        self._wrong_kind(
            node,
            message("her skal det stå tekst for «{key}».", key=key),
            message("Sett teksten i anførselstegn når den har kolon eller begynner med en klamme."),
        )
        return None

    def _wrong_kind(self, node: Node, what: Message, remedy: Message) -> None:
        self._found.add(node, what, remedy, node.text if isinstance(node, Scalar) else "")


def _remedy(written: str, kind: type[Struct]) -> Message:
    """What to do about an unknown key: where it belongs, or which key was most likely meant."""
    known, lower = _keys(kind), written.casefold()
    meant = _NORWEGIAN.get(lower, lower)
    if lower in _SPANS:
        meant = next((key for key in ("time", "duration") if key in known), meant)
    if kind is Phase and meant not in known and meant in _keys(Step):
        return message("«{key}» hører til steget, ikke fasen.", key=meant)
    return suggestion(meant if meant in known else closest(written, known), known)


def _empty(node: Node) -> bool:
    """Whether a key stands without a value, as when a line is kept for later."""
    return isinstance(node, Scalar) and not node.text


def _example(each: FieldInfo) -> Message:
    if each.type == Time:
        return message("Skriv for eksempel «{key}: 15 min».", key=each.name)
    if each.type is str:
        return message("Skriv for eksempel «{key}: {text}».", key=each.name, text=_EXAMPLES[each.name])
    return message("Skriv «{key}:» og en liste under.", key=each.name)
