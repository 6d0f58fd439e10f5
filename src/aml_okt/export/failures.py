"""What can keep a document from being written in a format, other than that a library is missing."""

from pathlib import Path


class TemplateError(Exception):
    """A file that the user named as a template is none for this format; `path` is where it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class NotWritten(Exception):
    """A program that the format needs has refused the document; what it says, without any of the text."""
