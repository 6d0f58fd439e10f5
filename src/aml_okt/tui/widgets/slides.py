"""Slides: one page of Markdown at a time, and which page it is."""

import asyncio
from collections.abc import Sequence

from textual.containers import Vertical, VerticalScroll

from aml_okt.core.text import visible
from aml_okt.i18n import gettext as _
from aml_okt.tui.widgets.words import Words


class Slides(Vertical):
    """The page that is shown, scrolled when it is longer than the screen.

    There is nothing in it before the first page: what shows Markdown takes longer to load than all that the other steps
    need, and many agendas have no slides.
    """

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

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._shown: tuple[str, int, int] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def show(self, pages: Sequence[str], page: int) -> None:
        """Show this page, counted from 0."""
        async with self._one_at_a_time:
            await self._show(visible(pages[page]), page, len(pages))

    async def _show(self, text: str, page: int, pages: int) -> None:
        from aml_okt.tui.widgets.markdown_page import MarkdownPage  # noqa: PLC0415 - only whoever has slides pays for it

        if self._shown == (text, page, pages):
            return
        if self._shown is None:
            await self.mount(VerticalScroll(MarkdownPage(), can_focus=False), Words(classes="page"))
        self._shown = (text, page, pages)
        await self.query_one(MarkdownPage).show(text)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.query_one(".page", Words).say(
            _("lysark {page} av {pages}").format(page=page + 1, pages=pages), layout=False
        )
