"""The picture round the table: who sits where, who is in focus, who speaks, and who has turned away."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from aml_okt.i18n import gettext as _
from aml_okt.scene.seats import FOCUS, SPEAKING, TIMEKEEPER, Seat
from aml_okt.tui.widgets.table_layout import SMALLEST, Box, Layout, layout
from aml_okt.tui.widgets.table_paint import RGB, Canvas, Palette, paint
from aml_okt.tui.widgets.table_parts import Place

_KINDS = ("present", "focus", "speaking", "gone", "timekeeper", "words", "table", "lit", "edge", "chair", "person")


class TablePicture(Widget):
    """A group round its table, at whatever size the widget has. Only lines that change are repainted."""

    COMPONENT_CLASSES = {f"table-picture--{kind}" for kind in _KINDS}  # noqa: RUF012 -- declared so by Textual

    DEFAULT_CSS = """
    TablePicture {
        width: 1fr;
        height: 1fr;
        & > .table-picture--present { color: $foreground; }
        & > .table-picture--focus { color: $focus; text-style: bold; }
        & > .table-picture--speaking { color: $now; text-style: bold; }
        & > .table-picture--gone { color: $muted; text-style: strike; }
        & > .table-picture--timekeeper { color: $foreground; }
        & > .table-picture--words { color: $muted; }
        & > .table-picture--table { color: $table; }
        & > .table-picture--lit { color: $table-lit; }
        & > .table-picture--edge { color: $table-edge; }
        & > .table-picture--chair { color: $chair; }
        & > .table-picture--person { color: $person; }
    }
    """

    ALLOW_SELECT = False

    seats: reactive[tuple[Seat, ...]] = reactive((), repaint=False)
    """The people, clockwise from the top left of the table."""

    def __init__(
        self,
        seats: Iterable[Seat] = (),
        *,
        legend: bool = True,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 -- Textual's name
        classes: str | None = None,
    ) -> None:
        """Make the picture; `legend` asks for a line that explains the marks, where there is room."""
        super().__init__(name=name, id=id, classes=classes)
        self._legend = legend
        self._strips: list[Strip] = []
        self._drawn_at: Size | None = None
        self.set_reactive(TablePicture.seats, tuple(seats))

    def watch_seats(self) -> None:
        """Repaint the lines that the change has touched."""
        old, self._strips = self._strips, self._draw()
        if len(old) != len(self._strips):
            self.refresh()
            return
        changed = [Region(0, y, self.size.width, 1) for y, strip in enumerate(self._strips) if strip != old[y]]
        if changed:
            self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Draw anew, in the new colours."""
        super().notify_style_update()
        self._strips = []

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        if not self._strips or self._drawn_at != self.size:
            self._strips = self._draw()
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _draw(self) -> list[Strip]:
        """The picture, in the middle of the height where it is narrow: nobody wants to sit at a long, thin table."""
        self._drawn_at = self.size
        width, height = self.size
        rows = min(height, max(SMALLEST[1], round(width * _TALLEST)))
        above = (height - rows) // 2
        blank = Strip.blank(width, self.visual_style.rich_style)
        return [blank] * above + self._picture(width, rows) + [blank] * (height - rows - above)

    def _picture(self, width: int, height: int) -> list[Strip]:
        legend = _("◉ i fokus  ◆ snakker  ◷ tar tiden") if self._legend else ""
        picture = layout(self.seats, width, height, turned=_("ryggen til"), legend=legend)
        canvas = paint(picture, self._palette())
        texts = self._texts(picture)
        return [Strip(_line(canvas, y, texts.get(y, [])), width) for y in range(height)]

    def _palette(self) -> Palette:
        names = ("table", "lit", "edge", "chair", "person", "focus", "speaking", "gone")
        parts = (self.get_component_styles(f"table-picture--{name}").color.rgb for name in names)
        return Palette(self.background_colors[1].rgb, *parts)

    def _texts(self, picture: Layout) -> dict[int, list[tuple[int, str, Style]]]:
        """The texts of each row, from left to right: column, text, style."""
        rows: dict[int, list[tuple[int, str, Style]]] = {}
        for place in picture.places:
            for x, kind, text in place.pieces():
                rows.setdefault(place.label.y, []).append((x, text, self._style(_kind(place, kind))))
        for box, text in picture.texts:
            rows.setdefault(box.y, []).extend(self._words(box, text))
        return {y: sorted(found, key=lambda piece: piece[0]) for y, found in rows.items()}

    def _words(self, box: Box, text: str) -> Iterator[tuple[int, str, Style]]:
        """Explaining words; a mark among them has the colour it has in the picture."""
        x = box.x
        for kind, run in groupby(text, lambda char: _MARKS.get(char, "words")):
            part = "".join(run)
            yield x, part, self._style(kind)
            x += cell_len(part)

    def _style(self, kind: str) -> Style:
        return self.get_visual_style(f"table-picture--{kind}").rich_style


_TALLEST = 0.46
"""Rows for each column of the picture at most; with so many, the table is about as broad as it is long."""

_MARKS = {FOCUS: "focus", SPEAKING: "speaking", TIMEKEEPER: "timekeeper"}


def _kind(place: Place, part: str) -> str:
    if part == "tail":
        return "speaking" if place.seat.tail == SPEAKING else "timekeeper"
    if place.seat.gone:
        return "gone"
    if place.seat.focus:
        return "focus"
    return "speaking" if place.seat.speaking else "present"


def _line(canvas: Canvas, y: int, texts: list[tuple[int, str, Style]]) -> Iterator[Segment]:
    """One row of cells: two rows of pixels, with the texts over them."""
    x = 0
    for start, text, style in texts:
        yield from _blocks(canvas, y, x, start)
        yield Segment(text, style)
        x = start + cell_len(text)
    yield from _blocks(canvas, y, x, canvas.width)


def _blocks(canvas: Canvas, y: int, first: int, last: int) -> Iterator[Segment]:
    pairs = ((canvas.at(x, 2 * y), canvas.at(x, 2 * y + 1)) for x in range(first, last))
    for (top, bottom), run in groupby(pairs):
        count = sum(1 for _pair in run)
        if top == bottom:
            yield Segment(" " * count, Style(bgcolor=_rich(top)))
        elif bottom == canvas.background:
            yield Segment("▀" * count, Style(color=_rich(top), bgcolor=_rich(bottom)))
        else:
            yield Segment("▄" * count, Style(color=_rich(bottom), bgcolor=_rich(top)))


def _rich(colour: RGB) -> RichColor:
    return RichColor.from_rgb(*colour)
