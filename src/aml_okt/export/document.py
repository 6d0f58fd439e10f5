"""A document that is to be written in a format: its Markdown, and what the file says of itself."""

from datetime import date

from msgspec import Struct


class Document(Struct, frozen=True):
    """One source for every written format.

    `markdown` is whole, from its title on. `title` is one line of plain text, `language` a code such as `nb`, and
    `day` the day that the document is of. They go where a format keeps what a file says of itself, and nothing else
    does: no author, no path and no hour.
    """

    title: str
    markdown: str
    language: str = "nb"
    day: date | None = None
