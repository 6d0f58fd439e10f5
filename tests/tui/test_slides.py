"""Slides: the Markdown of an agenda, shown as text even where Textual would do more with it."""

import asyncio

from textual.app import App, ComposeResult

from aml_okt.tui.theme import defaults
from aml_okt.tui.widgets.slides import Slides


class SlidesHost(App[None]):
    """Slides, and nothing else."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return defaults()

    def compose(self) -> ComposeResult:
        yield Slides()


def shown(text: str) -> str:
    """What a page with this text looks like, after the mouse has rested on everything there."""
    host = SlidesHost()

    async def run() -> str:
        async with host.run_test(size=(60, 20), tooltips=True) as pilot:
            slides = host.query_one(Slides)
            await slides.show([text], 0)
            await pilot.pause()
            assert not [widget for widget in slides.query("*") if widget.tooltip is not None]
            return "\n".join(strip.text.rstrip() for strip in host.screen._compositor.render_strips())  # noqa: SLF001 - Textual has no other way to read it

    return asyncio.run(run())


def test_a_table_is_only_a_table() -> None:
    """Textual would read the text of a cell as markup, once the mouse rested on it, and end over this one."""
    assert "hei [/" in shown("| a | b |\n|---|---|\n| hei [/ | [red]x |")


def test_an_entity_makes_nothing_that_acts() -> None:
    page = shown("snu&#x202e;dd og `kode`\n\n```\nrå \u202e\n```\n\n- punkt &#x200f;")

    assert "snu⟨U+202E⟩dd og kode" in page
    assert "punkt ⟨U+200F⟩" in page
    assert "\u202e" not in page


def test_tags_are_shown_instead_of_left_out() -> None:
    page = shown("<b>viktig</b> og 2 <3\n\n<!-- gjemt -->")

    assert "<b>viktig</b> og 2 <3" in page
    assert "<!-- gjemt -->" in page
