"""What commands print: safe lines for people, exact bytes for programs."""

from collections.abc import Iterable

import click

from aml_okt.core.text import visible
from aml_okt.export.safe_json import indented


def line(text: str = "") -> None:
    """Print a line; whatever could act in a terminal is made visible."""
    click.echo(visible(text))


def lines(texts: Iterable[str]) -> None:
    """Print lines, of which there may be very many, at once; none where there are none."""
    if text := "".join(f"{visible(each)}\n" for each in texts):
        click.echo(text, nl=False)


def remark(text: str) -> None:
    """Tell a person something beside what a command prints; no text, no remark."""
    if text:
        click.echo(visible(text), err=True)


def print_json(value: object) -> None:
    """Print a value as JSON in UTF-8, indented, whatever the terminal's encoding."""
    click.echo(indented(value), nl=False)


def print_bytes(data: bytes) -> None:
    """Print bytes as they are."""
    click.echo(data, nl=False)
