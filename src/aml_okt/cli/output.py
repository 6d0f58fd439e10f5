"""What commands print: safe lines for people, exact bytes for programs."""

import click
import msgspec

from aml_okt.core.text import visible


def line(text: str = "") -> None:
    """Print a line; whatever could act in a terminal is made visible."""
    click.echo(visible(text))


def remark(text: str) -> None:
    """Tell a person something beside what a command prints; no text, no remark."""
    if text:
        click.echo(visible(text), err=True)


def print_json(value: object) -> None:
    """Print a value as JSON in UTF-8, indented, whatever the terminal's encoding."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n", nl=False)


def print_bytes(data: bytes) -> None:
    """Print bytes as they are."""
    click.echo(data, nl=False)
