"""A page of Markdown, shown as text where Textual would do more with it."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from textual.widgets import Markdown

from aml_okt.core.text import visible


class MarkdownPage(Markdown):
    """One page at a time."""

    def __init__(self) -> None:
        # A link is text here: what an agenda's author wrote must not start a browser by a slip of the mouse.
        super().__init__(open_links=False, parser_factory=_parser)

    async def show(self, text: str) -> None:
        """Show this page."""
        await self.update(text)
        for widget in self.query("*"):
            # Textual gives each cell of a table its own text as a tooltip, which it would read as markup.
            widget.tooltip = None


def _parser() -> MarkdownIt:
    """Textual's own parser, but that shows HTML as the text that it is instead of leaving it out."""
    parser = MarkdownIt("gfm-like", {"html": False})
    parser.core.ruler.push("visible", _make_visible)
    return parser


def _make_visible(state: StateCore) -> None:
    """Make visible what is written as `&#x202e;`: it is harmless until it has been parsed."""
    _make_tokens_visible(state.tokens)


def _make_tokens_visible(tokens: Sequence[Token]) -> None:
    for token in tokens:
        token.content = visible(token.content)
        _make_tokens_visible(token.children or ())
