"""The guide's line in a rehearsal: what is so now, and what to try."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message

from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.scene.guide import GUIDE, Tip, tip_in_parts
from aml_okt.tui.widgets.words import Words


class GuideLine(Horizontal):
    """Two quiet rows that take no room while there is nothing to say. A click hides the tips, as their key does."""

    DEFAULT_CSS = """
    GuideLine {
        height: 2;
        padding: 0 2;
        background: $surface;
        display: none;
        &.-said { display: block; }
        & .tip { width: 1fr; height: 2; }
        & .how { width: auto; height: 1; color: $muted; padding-left: 2; }
    }
    """

    class Clicked(Message):
        """Somebody wants no tips."""

    def compose(self) -> ComposeResult:
        """The tip, and how one is rid of it."""
        yield Words(classes="tip")
        key = Content.styled(render(GUIDE[0].shown), "bold $focus")
        yield Words(Content.assemble(key, " ", _("skjuler tips")), classes="how")

    def guide(self, tip: Tip | None, start: str) -> None:
        """Show a tip; none takes the line away. `start` is the command that begins a real session here."""
        self.set_class(tip is not None, "-said")
        if tip is not None:
            before, key, after = tip_in_parts(tip, start)
            self.query_one(".tip", Words).say(Content.assemble(before, (key, "bold $focus"), after), layout=False)

    @property
    def said(self) -> str:
        """The tip that is shown; nothing where there is none."""
        return self.query_one(".tip", Words).said if self.has_class("-said") else ""

    def on_click(self) -> None:
        """Tell of it."""
        self.post_message(self.Clicked())
