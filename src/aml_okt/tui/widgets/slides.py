"""Slides: one page of Markdown at a time, and which page it is."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Markdown

from aml_okt.core.text import visible
from aml_okt.i18n import gettext as _
from aml_okt.tui.widgets.words import Words


class Slides(Vertical):
    """The page that is shown, scrolled when it is longer than the screen."""

    DEFAULT_CSS = """
    Slides {
        background: $surface;
        padding: 1 2 0 2;
        & > VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        & Markdown { padding: 0; margin: 0; background: $surface; }
        & MarkdownH1, & MarkdownH2 { margin: 0 0 1 0; content-align: left middle; text-style: bold; color: $focus; }
        & .page { height: 1; color: $muted; content-align: right middle; width: 1fr; }
    }
    """
    _shown: tuple[str, int, int] | None = None

    def compose(self) -> ComposeResult:
        """The page, then its number."""
        with VerticalScroll(can_focus=False):
            # A link is text here: what an agenda's author wrote must not start a browser by a slip of the mouse.
            yield Markdown(open_links=False, parser_factory=_parser)
        yield Words(classes="page")

    async def show(self, pages: Sequence[str], page: int) -> None:
        """Show this page, counted from 0."""
        text = visible(pages[page])
        if self._shown == (text, page, len(pages)):
            return
        self._shown = (text, page, len(pages))
        await self.query_one(Markdown).update(text)
        for widget in self.query("*"):
            # Textual gives each cell of a table its own text as a tooltip, which it would read as markup.
            widget.tooltip = None
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.query_one(".page", Words).say(
            _("lysark {page} av {pages}").format(page=page + 1, pages=len(pages)), layout=False
        )


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
