"""The list of steps: what is done and how long it took, where we are, and what is to come."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.scene.step_rows import RUNS, TO_COME, StepRow
from aml_okt.tui.widgets.words import Words


class StepList(VerticalScroll, can_focus=False):
    """A column with one step a line; the one that runs stands out and may have a second line."""

    WIDTH = 31
    """Columns in all; four before the label, one after the time."""

    DEFAULT_CSS = """
    StepList {
        width: 31;
        height: 1fr;
        background: $surface;
        padding: 1 0;
        scrollbar-size-vertical: 0;
    }
    """

    def compose(self) -> ComposeResult:
        """The heading and all lines as one text."""
        yield Words()

    def show(self, rows: Sequence[StepRow]) -> None:
        """Show these steps."""
        heading = Content.assemble("  ", (_("ØKTA"), "bold $muted"))
        lines = [line for row in rows for line in self._lines(row)]
        self.query_one(Words).say(Content("\n").join([heading, Content(), *lines]))

    def _lines(self, row: StepRow) -> Iterator[Content]:
        label = _fit(one_line(row.label), self.WIDTH - 6 - cell_len(row.time))
        if row.mark != RUNS:
            words = "" if row.mark == TO_COME else "$muted"
            yield Content.assemble("  ", (row.mark, "$now"), " ", (label, words), " ", (row.time, "$muted"), " ")
            return
        yield Content.assemble(
            ("▌", "$focus on $frame"), (f"   {label} ", "bold on $frame"), (f"{row.time} ", "bold $focus on $frame")
        )
        if row.detail:
            detail = _fit(one_line(row.detail), self.WIDTH - 5)
            yield Content.assemble(("▌", "$focus on $frame"), (f"   {detail} ", "$focus on $frame"))


def _fit(text: str, cells: int) -> str:
    """The text in exactly so many cells, shortened with … where it must be."""
    if cell_len(text) > cells:
        text = set_cell_size(text, cells - 1).rstrip() + "…"
    return set_cell_size(text, cells)
