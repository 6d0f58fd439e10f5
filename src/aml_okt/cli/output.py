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
    indented = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    click.echo("".join(map(_escaped, indented)).encode() + b"\n", nl=False)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if acts(char) else char


def print_bytes(data: bytes) -> None:
    """Print bytes as they are."""
    click.echo(data, nl=False)
