"""The whole plan to read: what is done and how long it took, where we are, and what is to come when."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from aml_okt.clock import time_of_day
from aml_okt.core.durations import MINUTE
from aml_okt.core.session import Stage
from aml_okt.core.timing import offset, paused_for, planned_end, projected_end
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.plan_table import NOW, Level, PlanLine, plan_lines
from aml_okt.tui.actions import PLAN, bindings
from aml_okt.tui.screens.dialog import ReadingDialog
from aml_okt.tui.widgets.table_names import shorten
from aml_okt.tui.widgets.words import Words
from aml_okt.wording import in_minutes, offset_in_words

_CLOCK, _TIME = 7, 10
"""Columns for a clock time and for a span."""

_NOTE = 24
"""Columns for who and how."""

_INDENT = 2


class PlanDialog(ReadingDialog):
    """Every step with its rounds and phases. It follows the clock while it is open."""

    ABOUT = about.PLAN
    BINDINGS = bindings(PLAN)
    KEYS = PLAN

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Planen"))
        self._runner = runner

    def above(self) -> ComposeResult:
        """The end in words, and what the columns are."""
        yield Words(id="ends", classes="above")
        yield Words(id="columns", classes="above")

    def contents(self) -> Iterable[Widget]:
        """All lines as one text, which has its height before it is known how wide each line may be."""
        yield Words("\n" * (len(self._lines()) - 1), id="lines")

    def opened(self) -> None:
        """Follow the clock."""
        super().opened()
        self.follow_clock(self.draw)

    @on(events.Resize)
    def _resized(self) -> None:
        self.call_after_refresh(self.draw)
        self.call_after_refresh(self.action_scroll_to_now)

    def action_scroll_to_now(self) -> None:
        """Bring what runs now into the middle."""
        now = [place for place, line in enumerate(self._lines()) if line.mark == NOW]
        if now:
            lines = self.query_one("#lines").virtual_region
            line = Region(lines.x, lines.y + now[-1], lines.width, 1)
            self.body.scroll_to_region(line, center=True, animate=False, immediate=True)

    def _lines(self) -> tuple[PlanLine, ...]:
        return plan_lines(self._runner.state, self._runner.clock.now(), self._runner.clock.zone)

    def draw(self) -> None:
        """Say everything again; only what says something else is drawn."""
        if not self.stands:
            return
        width = self.body.scrollable_content_region.width - 1
        lines = Content("\n").join([drawn(line, width) for line in self._lines()])
        self.query_one("#lines", Words).say(lines, layout=False)
        self.query_one("#ends", Words).say(self._ends(), layout=False)
        columns = (_right(_("planlagt")) + _right(_("brukt"))).rjust(width - 1)
        self.query_one("#columns", Words).say(Content.styled(columns, "$muted"), layout=False)

    def _ends(self) -> Content:
        state, moment, zone = self._runner.state, self._runner.clock.now(), self._runner.clock.zone
        end = time_of_day(projected_end(state, moment), zone)
        if state.stage is Stage.READY:
            return Content(_("Begynner dere nå, slutter dere {end}.").format(end=end))
        planned = time_of_day(planned_end(state, moment), zone)
        if state.stage is Stage.FINISHED:
            return Content(_("Planlagt slutt {planned} · sluttet {end}").format(planned=planned, end=end))
        late, paused = offset(state, moment), paused_for(state, moment)
        pauses = _(" · klokka har stått i {time}").format(time=in_minutes(paused)) if paused >= MINUTE else ""
        return Content.assemble(
            _("Planlagt slutt {planned} · ser ut til å bli {end}").format(planned=planned, end=end),
            " · ",
            (offset_in_words(late), "bold"),
            (pauses, "$muted"),
        )


def drawn(line: PlanLine, width: int) -> Content:
    """A line in so many columns; the note gives way first, then the label is cut."""
    now = line.mark == NOW
    indent = " " * (_INDENT * line.level.value)
    room = width - _CLOCK - 2 - 2 * _TIME
    note = f"  {line.note}" if line.note else ""
    label = indent + line.label
    if cell_len(label) + cell_len(note) > room:
        note = shorten(note, room - cell_len(label)) if room - cell_len(label) > _NOTE // 2 else ""
        label = shorten(label, room)
    rest = " " * max(0, room - cell_len(label) - cell_len(note))
    style = "bold" if line.level is Level.STEP else ""
    return Content.assemble(
        (f"{line.mark} ", "$focus" if now else "$now"),
        (set_cell_size(line.clock, _CLOCK), "bold $focus" if now else "$muted"),
        (label, f"{style} $focus" if now else style),
        (note, "$muted"),
        rest,
        (_right(line.planned), "$muted"),
        (_right(line.used), "$focus" if now else ""),
    )


def _right(text: str) -> str:
    return " " * max(0, _TIME - cell_len(text)) + text
