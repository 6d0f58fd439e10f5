"""Options whose values are about a document: its formats, and where it goes."""

import os

from aml_okt.cli.export_target import Target
from aml_okt.cli.kinds import File, Kind, OneOf
from aml_okt.export.formats import Format


class Formats(Kind):
    """Formats of a document with commas between."""

    def read(self, text: str) -> tuple[Format, ...]:
        """The formats; case and a dot before a name count for nothing."""
        known = OneOf(Format)
        names = [name.strip().removeprefix(".").lower() for name in text.split(",")]
        return tuple(Format(known.read(name)) for name in names if name or len(names) == 1)


class Output(File):
    """Where an export goes."""

    def read(self, text: str) -> Target:  # type: ignore[override] # a kind of its own, read the same way
        """The path, and whether it ends as a folder's does."""
        return Target(super().read(text), is_folder=text.endswith(("/", os.sep)))
