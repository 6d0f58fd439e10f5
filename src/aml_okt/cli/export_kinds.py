"""Options whose values are about a document: its formats, and where it goes."""

import os
from collections.abc import Iterable

import click

from aml_okt.cli.export_target import Target
from aml_okt.cli.kinds import File, Kind, Line, OneOf
from aml_okt.export.formats import Format
from aml_okt.files.folders import NoSuchSessionError, creation_of, default_root, find_session


class Formats(Kind):
    """Formats of a document with commas between."""

    def read(self, text: str) -> tuple[Format, ...]:
        """The formats; case and a dot before a name count for nothing."""
        known = OneOf(Format)
        names = [name.strip().removeprefix(".").lower() for name in text.split(",")]
        return tuple(Format(known.read(name)) for name in names if name or len(names) == 1)

    def suggested(self, ctx: click.Context, incomplete: str) -> Iterable[str]:
        """Each format that is not among those before the last comma, behind these."""
        del ctx
        before = incomplete[: incomplete.rfind(",") + 1]
        return (f"{before}{form}" for form in Format if form not in before.split(","))


class Person(Line):
    """Somebody who takes part in a session."""

    def suggested(self, ctx: click.Context, incomplete: str) -> Iterable[str]:
        """Those who are in the session that the command is about."""
        del incomplete
        root = ctx.find_root().params.get("root") or default_root()
        # Where the option that is being written still lacks its value, the words beside it have not become arguments.
        named = ctx.params.get("session") or next(iter(ctx.args), None)
        try:
            created = creation_of(find_session(root, named))
        except (NoSuchSessionError, OSError):
            return ()
        return () if created is None else (person.name for person in created.event.people)


class Output(File):
    """Where an export goes."""

    def read(self, text: str) -> Target:  # type: ignore[override] # a kind of its own, read the same way
        """The path, and whether it ends as a folder's does."""
        return Target(super().read(text), is_folder=text.endswith(("/", os.sep)))
