"""JSON in UTF-8 that does nothing where it is shown: what could act in a terminal is escaped as JSON has it.

A program that reads it gets the text as it was.
"""

import re

import msgspec

from aml_okt.core.text import acts

_NOT_PLAIN = re.compile(r"[^ -~\n]")
"""Characters that may act; most texts have few that need a look."""


def indented(value: object) -> bytes:
    """A value on many lines, ending in one line feed."""
    return _safe(msgspec.json.format(msgspec.json.encode(value), indent=2)) + b"\n"


def compact(value: object) -> bytes:
    """A value on one line, without the line's end."""
    return _safe(msgspec.json.encode(value))


def _safe(encoded: bytes) -> bytes:
    return _NOT_PLAIN.sub(_escaped, encoded.decode()).encode()


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if not acts(char):
        return char
    import json  # noqa: PLC0415 - hardly any text has such a character

    return json.dumps(char)[1:-1]
