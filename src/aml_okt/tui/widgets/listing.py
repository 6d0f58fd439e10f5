"""A short list with a heading and a hint: names to choose from, an order, actions."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from aml_okt.tui.widgets.words import Words


class Listing(VerticalScroll, can_focus=False):
    """Heading, lines, hint. The lines must be safe to show already."""

    DEFAULT_CSS = """
    Listing {
        padding: 0 2;
        scrollbar-size-vertical: 1;
        & > .heading { text-style: bold; color: $now; margin-bottom: 1; }
        & > .hint { color: $muted; margin-top: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Three texts."""
        yield Words(classes="heading")
        yield Words(classes="lines")
        yield Words(classes="hint")

    @property
    def needed(self) -> int:
        """The rows that all of it takes."""
        shown = [words for words in self.query(Words) if words.display]
        return sum(words.outer_size.height + words.styles.margin.height for words in shown) + self.gutter.height

    def show(self, heading: str, lines: Sequence[Content | str], hint: str = "") -> None:
        """Show these."""
        self.query_one(".heading", Words).say(heading)
        whole = [line if isinstance(line, Content) else Content(line) for line in lines]
        self.query_one(".lines", Words).say(Content("\n").join(whole))
        self.query_one(".hint", Words).say(hint)
