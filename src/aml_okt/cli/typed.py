"""Commands that the command line tells somebody to type: as they are typed here, for the folder of sessions in use."""

import click

from aml_okt.files.folders import usual_root
from aml_okt.files.invocation import command


def typed(*words: str) -> str:
    """A command as it has to be typed to mean the same sessions as the command that is being carried out."""
    context = click.get_current_context(silent=True)
    named = None if context is None else context.find_root().params.get("root")
    return command(named or usual_root(), *words)
