"""JSON in UTF-8 that does nothing where it is shown: what could act in a terminal is escaped as JSON has it.

A program that reads it gets the text as it was.
"""

import json

import msgspec

from aml_okt.core.text import acts


def indented(value: object) -> bytes:
    """A value on many lines, ending in one line feed."""
    return _safe(msgspec.json.format(msgspec.json.encode(value), indent=2)) + b"\n"


def compact(value: object) -> bytes:
    """A value on one line, without the line's end."""
    return _safe(msgspec.json.encode(value))


def _safe(encoded: bytes) -> bytes:
    return "".join(map(_escaped, encoded.decode())).encode()


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if acts(char) else char
