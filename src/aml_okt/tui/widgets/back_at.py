"""When the break is over: the time of day in digits that can be read from the coffee machine."""

from textual.app import ComposeResult
from textual.containers import Vertical

from aml_okt.i18n import gettext as _
from aml_okt.tui.widgets.digits import BigTime
from aml_okt.tui.widgets.words import Words


class BackAt(Vertical):
    """`Vi starter igjen kl.`, and the time."""

    DEFAULT_CSS = """
    BackAt {
        padding: 1 2;
        & > Words { color: $muted; height: 1; margin-bottom: 1; }
        & > BigTime { color: $now; content-align: left top; height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        """The words, then the time."""
        yield Words(_("Vi starter igjen kl."))
        yield BigTime(max_rows=9)

    def show(self, time: str) -> None:
        """Show this time of day."""
        self.query_one(BigTime).text = time
