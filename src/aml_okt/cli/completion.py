"""`aml-okt completion`: the script that teaches a shell to complete commands, options and names of sessions."""

from enum import StrEnum
from pathlib import Path

import click

from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.kinds import OneOf
from aml_okt.cli.output import print_bytes
from aml_okt.core.message import message
from aml_okt.files.folders import APP

_SCRIPTS = Path(__file__).parent / "shells"


class Shell(StrEnum):
    """A shell that we have a script for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@click.command(
    "completion",
    cls=speech.Command,
    says=COMMANDS["completion"].says,
    more=message(
        'bash: Sett linja eval "$(aml-okt completion bash)" nederst i fila ~/.bashrc.\n\n'
        'zsh: Sett linja eval "$(aml-okt completion zsh)" nederst i fila ~/.zshrc.\n\n'
        "fish: aml-okt completion fish > ~/.config/fish/completions/aml-okt.fish\n\n"
        "Det gjelder fra neste gang du åpner et terminalvindu."
    ),
)
@click.argument("shell", cls=speech.Argument, type=OneOf(Shell), value=message("SKALL"))
def completion(shell: str) -> None:
    """Print the script."""
    print_bytes((_SCRIPTS / f"{APP}.{shell}").read_bytes())
