"""What commands print: safe lines for people, exact bytes for programs."""

import json

import click
import msgspec

from aml_okt.core.text import acts, visible


def line(text: str = "") -> None:
    """Print a line; whatever could act in a terminal is made visible."""
    click.echo(visible(text))


def remark(text: str) -> None:
    """Tell a person something beside what a command prints; no text, no remark."""
    if text:
        click.echo(visible(text), err=True)


def print_json(value: object) -> None:
    """Print a value as JSON in UTF-8, indented, whatever the terminal's encoding.

    What could act in a terminal is escaped as JSON has it, so that a program reads the text as it was.
    """
    click.echo(_safe(msgspec.json.format(msgspec.json.encode(value), indent=2)) + b"\n", nl=False)


def compact_json(value: object) -> bytes:
    """A value as JSON in UTF-8 on one line, without the line's end; what could act is escaped here too."""
    return _safe(msgspec.json.encode(value))


def _safe(encoded: bytes) -> bytes:
    return "".join(map(_escaped, encoded.decode())).encode()


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if acts(char) else char


def print_bytes(data: bytes) -> None:
    """Print bytes as they are."""
    click.echo(data, nl=False)
