"""Where a command is, for whoever lists it or looks for it without loading what it needs."""

from importlib import import_module

import click
from msgspec import Struct

from aml_okt.core.message import Message
from aml_okt.lasting import lasting


class Place(Struct, frozen=True):
    """Where a command is, `module:name`, and the first line of its help."""

    where: str
    says: Message

    def load(self) -> click.Command:
        """The command itself."""
        module, _, name = self.where.partition(":")
        with lasting():
            command: click.Command = getattr(import_module(module), name)
        return command
