"""Pandoc, kept on a short lead: it reads our Markdown, shows what it says, and touches nothing else."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from aml_okt.export.extras import OFFICE, ExtraMissingError
from aml_okt.export.failures import NotWritten

FORMS = Path(__file__).parent / "forms"
"""What the written formats look like."""

READER = "commonmark+pipe_tables"
"""What the minutes and the notes in them are written in, and no more of what Pandoc could read."""

_PROGRAM = "pandoc.exe" if sys.platform == "win32" else "pandoc"


def convert(markdown: str, to: str, *, language: str = "", reference: bytes | None = None) -> bytes:
    """The Markdown in the format `to`, looking as the document `reference` of that format does.

    Nothing is read and nothing is fetched that the text speaks of; the text goes through a pipe, where the list of
    processes does not show it.

    Raises:
        ExtraMissingError: when Pandoc is not installed.
        NotWritten: when it refuses.

    """
    program = _program()
    with TemporaryDirectory() as folder:
        options = [f"--metadata=lang:{language}"] if language else []
        if reference is not None:
            looks = Path(folder, f"reference.{to}")
            looks.write_bytes(reference)
            options.append(f"--reference-doc={looks}")
        done = subprocess.run(  # noqa: S603 - the program that the extra brings
            [
                program,
                "--sandbox",
                f"--data-dir={folder}",
                f"--from={READER}",
                f"--to={to}",
                f"--lua-filter={FORMS / 'document.lua'}",
                "--wrap=none",
                *options,
                "--output=-",
            ],
            input=markdown.encode(),
            capture_output=True,
            cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
            check=False,
        )
    if done.returncode != 0:
        msg = f"pandoc ended with {done.returncode}"
        raise NotWritten(msg)
    return done.stdout


def _program() -> Path:
    """The Pandoc that the extra brings, and no other: what another version makes of a text is not known."""
    found = find_spec("pypandoc")
    if found is None or found.origin is None:
        raise ExtraMissingError(OFFICE, "pypandoc")
    program = Path(found.origin).parent / "files" / _PROGRAM
    if not program.is_file():
        raise ExtraMissingError(OFFICE, "pypandoc")
    return program
