"""A page of slides as lines to hear: Markdown without its marks."""

from collections.abc import Iterator, Sequence

from aml_okt.core.text import one_line, visible
from aml_okt.i18n import gettext as _


def slide_in_lines(pages: Sequence[str], page: int) -> Iterator[str]:
    """Which page it is, counted from 0, and what it says."""
    # The Markdown parser takes a while to load, and only steps with slides need it.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    yield _("Lysark {page} av {pages}.").format(page=page + 1, pages=len(pages))
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(visible(pages[page])):
        if token.type == "inline":
            parts = (
                " " if child.type in {"softbreak", "hardbreak"} else child.content for child in token.children or ()
            )
            yield one_line("".join(parts))
        elif token.type in {"fence", "code_block"}:
            yield from map(one_line, token.content.splitlines())
