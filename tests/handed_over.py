"""What an editor's YAML parser hands over to a schema, and whether anything of what was written is lost on the way."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import Enum

import yaml

from aml_okt.core.durations import ImpossibleTime, TimeFault, read_time
from aml_okt.files.agenda_draft import read_draft
from aml_okt.files.agenda_values import check_values
from aml_okt.files.agenda_yaml import AgendaFaults, Fault, parse_agenda
from aml_okt.files.faults import Findings
from aml_okt.files.yaml_tree import read_tree

_CORE = (
    (re.compile(r"null|Null|NULL|~|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), lambda text: _whole(text, 10)),
    (re.compile(r"0o[0-7]+"), lambda text: _whole(text[2:], 8)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: _whole(text[2:], 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?(\.inf|\.Inf|\.INF)"), lambda text: float(text.replace(".", "").lower())),
    (re.compile(r"\.nan|\.NaN|\.NAN"), lambda _: float("nan")),
)  # fmt: skip
"""What a plain scalar stands for by the core schema of YAML 1.2; everything else is text."""
_construct = yaml.constructor.SafeConstructor()
_OF_YAML_1_1: dict[str, Callable[[yaml.ScalarNode], object]] = {
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:bool": _construct.construct_yaml_bool,
    "tag:yaml.org,2002:int": _construct.construct_yaml_int,
    "tag:yaml.org,2002:float": _construct.construct_yaml_float,
}
"""The same by YAML 1.1; a day is handed over as its text."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""As our own loader has it: the two differ where a question mark ends a word in a list."""
_EXPONENT = re.compile(r"[-+]?[0-9_]*\.?[0-9_]*[eE][-+]?[0-9]+")
_CLOCKS = frozenset({"at", "until"})


class Parser(Enum):
    """How an editor reads YAML."""

    YAML_1_1 = "1.1"
    YAML_1_2 = "1.2"


def _whole(text: str, base: int) -> int | float:
    """A whole number; one that only hostile files have is as large as numbers get."""
    return int(text, base) if len(text) < 400 else float("inf")


def handed_over(data: bytes, parser: Parser) -> object:
    """The value that a schema gets to see."""
    return _value(_composed(data), parser)


def _composed(data: bytes) -> yaml.Node:
    node = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    assert node is not None
    return node


def _value(node: yaml.Node, parser: Parser) -> object:
    match node:
        case yaml.ScalarNode():
            return _scalar(node, parser)
        case yaml.SequenceNode():
            return [_value(each, parser) for each in node.value]
        case yaml.MappingNode():
            return {key.value: _value(value, parser) for key, value in node.value}
    raise AssertionError(node)


def _scalar(node: yaml.ScalarNode, parser: Parser) -> object:
    if node.style is not None:
        return node.value
    if parser is Parser.YAML_1_2:
        return next((read(node.value) for pattern, read in _CORE if pattern.fullmatch(node.value)), node.value)
    with suppress(ValueError, IndexError):
        if node.tag in _OF_YAML_1_1:
            return _OF_YAML_1_1[node.tag](node)
    return node.value


def plain_scalars(data: bytes) -> Iterator[tuple[str, str, set[object]]]:
    """The scalars without quotation marks: their key, what was written, and what editors may make of it."""
    waiting = [("", _composed(data))]
    while waiting:
        key, node = waiting.pop()
        match node:
            case yaml.SequenceNode():
                waiting += [(key, each) for each in node.value]
            case yaml.MappingNode():
                waiting += [(name.value, value) for name, value in node.value]
            case yaml.ScalarNode(style=None):
                yield key, node.value, {_scalar(node, parser) for parser in Parser}


def says_all(data: bytes) -> bool:
    """Whether an editor hands over everything as it was written.

    It does for texts, for nothing at all, and for whole numbers in the usual figures, but where those are times of day:
    there 665 may have been 11:05.
    """
    return all(
        read == {written}
        or (read == {None} and not written)
        or (key not in _CLOCKS and len(read) == 1 and all(type(one) is int and str(one) == written for one in read))
        for key, written, read in plain_scalars(data)
    )


def is_lost(data: bytes) -> bool:
    """Whether a text is written that an editor takes for nothing, or for a number of quite other figures."""
    return any(
        (None in read and bool(written)) or bool(_EXPONENT.fullmatch(written))
        for _key, written, read in plain_scalars(data)
    )


def faults_of_shape(data: bytes) -> list[Fault] | None:
    """What the loader finds wrong with an agenda's shape; None where it is no YAML that the schema gets to see.

    Its shape is what the draft and the values say, but for what takes reckoning.
    """
    found = Findings("a.yaml")
    tree = read_tree(data, found)
    if tree is None or found.faults():
        return None
    check_values(read_draft(tree, found), found)
    return [fault for fault in found.faults() if not _takes_reckoning(fault)]


def _takes_reckoning(fault: Fault) -> bool:
    try:
        read_time(fault.offending)
    except ImpossibleTime as told:
        return told.message == fault.what
    except TimeFault:
        pass
    return False


def is_agenda(data: bytes) -> bool:
    """Whether the loader takes it."""
    try:
        parse_agenda(data, "a.yaml")
    except AgendaFaults:
        return False
    return True
