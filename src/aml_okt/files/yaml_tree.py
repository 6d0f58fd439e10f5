"""YAML as a tree of plain text: every scalar as it was written, every node with its line and column.

Built from the parser's events and not by a loader, because YAML 1.1 would read `no` as false and `9:30`
as 570. What a person needs for an agenda stays; what makes YAML surprising or dangerous (anchors, aliases,
tags, merge keys, several documents, endless depth) is refused with its place.
"""

import re

import yaml
from msgspec import Struct, field

from aml_okt.core.message import Message, message
from aml_okt.files.faults import WHOLE_FILE, Findings, Spot, quoted

LARGEST = 256 * 1024
"""A larger file, in bytes, is not an agenda."""

DEEPEST = 20
"""More levels of lists and keys than this, nobody has written by hand."""

# The C loader is many times quicker, but not every platform's wheel has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BYTE_ORDER_MARK = "\ufeff"
# What YAML 1.1 does not call printable, and the line breaks that no editor counts (U+0085, U+2028 and U+2029).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|\r|\n")

_SHORTER = message("Del den opp, eller kort den ned.")
_SAVE_AS_UTF8 = message("Lagre fila som UTF-8.")
_REMOVE_IT = message("Ta det bort.")
_ONE_DOCUMENT = message("Ta bort linja «---» og det som følger, eller legg det i en egen fil.")
_STAR = message("Skriv teksten helt ut. Skal den begynne med «*», så sett den i anførselstegn.")
_AMPERSAND = message("Skal teksten begynne med «&», så sett den i anførselstegn.")
_EXCLAMATION = message("Skal teksten begynne med «!», så sett den i anførselstegn.")
_BRACKETS = message("Skal teksten begynne med en klamme, så sett den i anførselstegn.")
_FLATTER = message("Bruk færre nivåer.")


class Scalar(Struct, frozen=True):
    """A piece of text. `plain` tells that it stood without quotation marks or block sign."""

    line: int
    column: int
    text: str
    plain: bool = True


class Sequence(Struct, frozen=True):
    """A list."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


class Mapping(Struct, frozen=True):
    """Keys with values, in file order; no key is there twice."""

    line: int
    column: int
    entries: dict[str, tuple[Scalar, "Node"]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def read_tree(data: bytes, found: Findings) -> Node | None:
    """The tree of one YAML document in UTF-8; None when there is none or it cannot be read on.

    Faults go to `found`. A tree may come back in spite of them: it holds what could be read.
    """
    text = _decode(data, found)
    if text is None:
        return None
    builder = _Builder(found)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Stop:
        return None
    except yaml.YAMLError as error:
        # What the parser may complain of is a long list, and hardly any file needs it.
        from aml_okt.files.yaml_syntax import syntax_fault  # noqa: PLC0415

        spot, what, remedy = syntax_fault(error, text)
        found.add(spot, what, remedy)
        return None
    if builder.root is None:
        found.add(WHOLE_FILE, message("fila er tom."), message("Skriv minst «title:» og «steps:»."))
    return builder.root


def _decode(data: bytes, found: Findings) -> str | None:
    if len(data) > LARGEST:
        found.add(WHOLE_FILE, message("fila er større enn {limit} kB.", limit=LARGEST // 1024), _SHORTER)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _LINE_END.split(data[: error.start].decode("utf-8"))
        found.add(Spot(len(before), len(before[-1]) + 1), message("tegnet her er ikke UTF-8."), _SAVE_AS_UTF8)
        return None
    text = text.removeprefix(_BYTE_ORDER_MARK)
    clean = True
    for number, line in enumerate(_LINE_END.split(text), 1):
        # One fault a line is enough to find them all, and a megabyte of them stays one fault.
        if hit := _CONTROL.search(line):
            clean = False
            found.add(Spot(number, hit.start() + 1), _control_character(hit[0]), _REMOVE_IT, hit[0])
    return text if clean else None


def _control_character(char: str) -> Message:
    return message("styretegnet U+{code} kan ikke brukes.", code=f"{ord(char):04X}")


def _twice(first: Scalar) -> tuple[Message, Message]:
    return (
        message("nøkkelen «{key}» står to ganger.", key=quoted(first.text)),
        message("Behold bare én; den første står på linje {line}.", line=first.line),
    )


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (0, 0) if mark is None else (mark.line + 1, mark.column + 1)


class _Stop(Exception):
    """There is no sense in reading on."""


class _Open(Struct):
    """A list or mapping that is not closed yet; a mapping may have a key that waits for its value."""

    node: Sequence | Mapping
    key: Node | None = None


class _Builder:
    """Puts nodes where they belong as the events come. Never recurses: depth is the writer's choice."""

    def __init__(self, found: Findings) -> None:
        self.root: Node | None = None
        self._found = found
        self._open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event in."""
        match event:
            case yaml.ScalarEvent():
                scalar = Scalar(*_place(event), event.value, plain=not event.style)
                self._inspect(event, scalar)
                self._put(scalar)
            case yaml.SequenceStartEvent():
                self._enter(event, Sequence(*_place(event)))
            case yaml.MappingStartEvent():
                self._enter(event, Mapping(*_place(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                alias = Scalar(*_place(event), "")
                self._found.add(alias, message("alias («*») kan ikke brukes."), _STAR)
                self._put(alias)
            case yaml.DocumentStartEvent() if self.root is not None:
                self._found.add(Spot(*_place(event)), message("her begynner et dokument til."), _ONE_DOCUMENT)
                raise _Stop

    def _inspect(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, node: Node) -> None:
        if event.anchor is not None:
            self._found.add(node, message("anker («&») kan ikke brukes."), _AMPERSAND)
        if event.tag is not None:
            self._found.add(node, message("YAML-merke («!») kan ikke brukes."), _EXCLAMATION)
        # An escape such as "\x1b" is the one way left for a control character to come in.
        if isinstance(node, Scalar) and (hit := _CONTROL.search(node.text)):
            self._found.add(node, _control_character(hit[0]), _REMOVE_IT)

    def _enter(self, event: yaml.CollectionStartEvent, node: Sequence | Mapping) -> None:
        self._inspect(event, node)
        self._put(node)
        self._open.append(_Open(node))
        if len(self._open) > DEEPEST:
            self._found.add(node, message("flere enn {limit} nivåer inni hverandre.", limit=DEEPEST), _FLATTER)
            raise _Stop

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        match top.node:
            case Sequence(items=items):
                items.append(node)
            case Mapping(entries=entries) if top.key is not None:
                key, top.key = top.key, None
                self._pair(entries, key, node)
            case _:
                top.key = node

    def _pair(self, entries: dict[str, tuple[Scalar, Node]], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._found.add(key, message("en nøkkel må være et ord."), _BRACKETS)
        elif key.text == "<<" and key.plain:
            self._found.add(key, message("sammenslåing («<<») kan ikke brukes."), message("Skriv nøklene rett inn."))
        elif key.text in entries:
            # A fault that is only counted needs no words, and there may be a hundred thousand of them.
            if self._found.full:
                self._found.count(key)
            else:
                self._found.add(key, *_twice(entries[key.text][0]), key.text)
        else:
            entries[key.text] = (key, value)
