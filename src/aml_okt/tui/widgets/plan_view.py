"""A plan before it begins: when it ends, whether that is in time, and the clock time of every step."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.scene.setup_plan import PlanPage, PlanRow
from aml_okt.tui.widgets.digits import BigTime
from aml_okt.tui.widgets.words import Words

_HEAD = 4
"""Lines that the large digits take, with the empty one below."""


class PlanView(VerticalScroll, can_focus=False):
    """A page about a plan. The lines that are details are shown when all of it fits."""

    DEFAULT_CSS = """
    PlanView {
        scrollbar-size-vertical: 1;
        & Words { height: auto; }
        & .heading { color: $muted; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; margin-bottom: 1; }
        & .note { margin-bottom: 1; }
        & .head { height: auto; }
        & Horizontal.head { margin-bottom: 1; }
        & #rows { margin-bottom: 1; }
        &.-dense .heading { margin-bottom: 0; }
        & BigTime { width: auto; height: 3; margin-right: 3; color: $focus; }
        & .end { text-style: bold; color: $focus; }
        & .summary { color: $muted; }
        & .verdict { color: $now; text-style: bold; }
        & .verdict.-late { color: $focus; }
        & .gives-heading { text-style: bold; }
        & .gives-end { color: $muted; }
        & .-empty { display: none; }
    }
    """

    dense: reactive[bool] = reactive(default=False, toggle_class="-dense")
    """Whether lines are scarce: no large digits, and what could give is told in running text."""

    _page: PlanPage | None = None

    def compose(self) -> ComposeResult:
        """From the most important down."""
        yield Words(classes="heading")
        yield Words(classes="note")
        with Horizontal(classes="head"):
            yield BigTime(max_rows=3)
            with Vertical(classes="head"):
                yield Words(_("Ferdig"), classes="end")
                yield Words(classes="summary")
                yield Words(classes="verdict")
        yield PlanTable(id="rows")
        yield Words(classes="gives-heading")
        yield PlanTable(id="gives")
        yield Words(classes="gives-end")

    def show(self, page: PlanPage) -> None:
        """Show this page."""
        self._page = page
        self._draw()

    def watch_dense(self) -> None:
        """Draw in the other way."""
        self._draw()

    def on_resize(self) -> None:
        """There may be room for more, or less."""
        self._draw()

    def _draw(self) -> None:
        page = self._page
        if page is None:
            return
        self._say("heading", page.heading)
        self._say("note", page.note)
        self.query_one("Horizontal.head").set_class(not page.end, "-empty")
        self.query_one(BigTime).display = not self.dense
        self.query_one(BigTime).text = page.end
        self._say("end", _("Ferdig {time}").format(time=page.end) if self.dense else _("Ferdig"))
        self._say("summary", page.summary)
        self._say("verdict", page.verdict)
        self.query_one(".verdict").set_class(page.late, "-late")
        table = self.query_one("#rows", PlanTable)
        table.muted = page.example
        details = self._lines(page) <= self.size.height
        table.rows = tuple(row for row in page.rows if details or not row.detail)
        running = _in_running_text(page) if self.dense and page.gives else ""
        self._say("gives-heading", "" if running else page.gives_heading)
        self.query_one("#gives", PlanTable).rows = () if running else page.gives
        self._say("gives-end", f"{page.gives_end} {running}".strip())

    def _say(self, name: str, said: str) -> None:
        words = self.query_one(f".{name}", Words)
        words.set_class(not said, "-empty")
        words.say(Content(said))

    def _lines(self, page: PlanPage) -> int:
        """How many lines the page takes with everything in it."""
        width = max(1, self.size.width)
        texts = [text for text in (page.heading, page.note, page.gives_end) if text]
        lines = sum(-(-cell_len(text) // width) + 1 for text in texts)
        head = _HEAD if page.end else 0
        return lines + head + len(page.gives) + bool(page.gives) + len(page.rows)


def _in_running_text(page: PlanPage) -> str:
    parts = ", ".join(f"{one_line(row.label)} {row.span}" for row in page.gives)
    return f"{page.gives_heading}: {parts}."


class PlanTable(Widget):
    """Lines of a plan in columns: clock time, step, minutes."""

    DEFAULT_CSS = """
    PlanTable { height: auto; }
    """

    rows: reactive[tuple[PlanRow, ...]] = reactive((), layout=True)
    """What is in the table."""

    muted: reactive[bool] = reactive(default=False)
    """Whether all of it is toned down."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        """A line for each row."""
        return len(self.rows)

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(list(self._lines(self.rows, self.content_size.width)))

    def _lines(self, rows: Sequence[PlanRow], width: int) -> Iterator[Content]:
        times = max((cell_len(row.time) for row in rows), default=0)
        spans = max((cell_len(row.span) for row in rows), default=0)
        indent = times + 2 if times else 0
        room = max(1, width - indent - spans - 2)
        for row in rows:
            quiet = self.muted or row.detail
            label, note = _fitted(("  " if row.detail else "") + one_line(row.label), row.note, room)
            yield Content.assemble(
                (f"{row.time:<{indent}}", "$muted" if quiet else "$now"),
                (label, "$muted" if quiet else ""),
                (note, "$muted"),
                (f"  {row.span:>{spans}}", "$muted" if quiet else ""),
            )


def _fitted(label: str, note: str, room: int) -> tuple[str, str]:
    """Label and note in exactly `room` cells; the note only where all of it fits."""
    if cell_len(label) > room:
        return set_cell_size(set_cell_size(label, room - 1).rstrip() + "…", room), ""
    fits = bool(note) and cell_len(label) + 2 + cell_len(note) <= room
    return label, set_cell_size(f"  {note}" if fits else "", room - cell_len(label))
