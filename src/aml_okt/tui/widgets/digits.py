"""Big clock text: drawn at any height, and a widget that fills its box with it."""

from collections.abc import Iterator
from itertools import zip_longest

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from aml_okt.core.text import one_line
from aml_okt.tui.widgets.glyphs import advance, bitmap, metrics

SMALLEST = 3
"""Under so many rows digits cannot be told apart; the text is then written as ordinary characters."""

_WORTH_GOING = 3
"""Columns alike that are sent again sooner than the way past them is: that takes as many bytes as three blocks."""

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def draw(text: str, *, rows: int) -> list[str]:
    """Clock text as `rows` lines of half blocks, all equally long; two square pixels to a cell.

    Text may hold digits, `:`, `+` and spaces; any other character is left empty. All digits are equally
    wide, so `3:42` and `1:11` have their colons in the same place. Under three rows the text itself is
    returned, in the first row.
    """
    if rows < SMALLEST:
        plain = one_line(text)
        return [plain, *[" " * len(plain)] * (rows - 1)][: max(0, rows)]
    size = metrics(rows * 2)
    glyphs = [bitmap(char, size.height) for char in text]
    gap = " " * size.gap
    return [
        gap.join(
            "".join(_BLOCKS[pair] for pair in zip(glyph[row * 2], glyph[row * 2 + 1], strict=True)) for glyph in glyphs
        )
        for row in range(rows)
    ]


def width_of(text: str, *, rows: int) -> int:
    """How many cells wide the text is at this height."""
    if rows < SMALLEST:
        return len(one_line(text))
    size = metrics(rows * 2)
    return sum(advance(char, size) for char in text) + size.gap * max(0, len(text) - 1)


def largest_rows(text: str, width: int, height: int) -> int:
    """The most rows at which the text fits in `width` × `height` cells.

    1 when only ordinary characters fit, 0 when not even they do.
    """
    for rows in range(height, SMALLEST - 1, -1):
        if width_of(text, rows=rows) <= width:
            return rows
    return 1 if height >= 1 and len(one_line(text)) <= width else 0


class BigTime(Widget):
    """A time in digits as large as the widget's content box allows.

    The state is told by a CSS class: none for time that runs, `warning` near the end, `over` for overtime,
    `paused`. The text stands where `content-align` puts it. A new text repaints only the lines that differ.
    """

    DEFAULT_CSS = """
    BigTime {
        width: 1fr;
        height: 1fr;
        color: $time;
        content-align: left top;
        &.warning { color: $time-near; }
        &.over { color: $over; }
        &.paused { color: $muted; }
    }
    """

    ALLOW_SELECT = False

    text: reactive[str] = reactive("", repaint=False)
    """What the clock shows: `3:42`, `+0:37`, `1:05:00`."""

    max_rows: reactive[int] = reactive(0, layout=True)
    """The digits never grow beyond so many rows; 0 sets no limit."""

    def __init__(  # noqa: PLR0913 -- Textual's own widget arguments
        self,
        text: str = "",
        *,
        max_rows: int = 0,
        fits: str = "00:00",
        name: str | None = None,
        id: str | None = None,  # noqa: A002 -- Textual's name
        classes: str | None = None,
    ) -> None:
        """Make the widget; `fits` is a text that must always fit, so that 10:00 → 9:59 changes no sizes."""
        super().__init__(name=name, id=id, classes=classes)
        self._fits = fits
        self._lines: list[str] = []
        self._laid_out_at: Size | None = None
        self.set_reactive(BigTime.max_rows, max_rows)
        self.set_reactive(BigTime.text, text)

    def fit(self, text: str) -> None:
        """Let a text of this length always fit from now on."""
        if text != self._fits:
            self._fits, self._lines = text, []
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        """The rows that `height: auto` gives: what the width allows, at most `max_rows`."""
        return max(1, self._rows(Size(width, self.max_rows or container.height)))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 -- Textual's
        """The cells that `width: auto` gives: what the height allows."""
        rows = self._rows(Size(container.width, self.max_rows or container.height))
        return max(width_of(self.text, rows=rows), width_of(self._fits, rows=rows))

    def watch_text(self) -> None:
        """Repaint where the new text differs from the old, and nothing to the right of it."""
        old, self._lines = self._lines, self._layout()
        if len(old) != len(self._lines):
            self.refresh()
            return
        changed = [
            Region(first, y, last - first, 1)
            for y, (before, after) in enumerate(zip(old, self._lines, strict=True))
            for first, last in _difference(before, after)
        ]
        if changed:
            self.refresh(*changed)

    def watch_max_rows(self) -> None:
        """Lay out anew."""
        self._lines = []

    def notify_style_update(self) -> None:
        """Lay out anew, since alignment and padding may have changed."""
        super().notify_style_update()
        self._lines = []

    def render_line(self, y: int) -> Strip:
        """One line of the digits."""
        if not self._lines or self._laid_out_at != self.size:
            self._lines = self._layout()
        style = self.visual_style.rich_style
        line = self._lines[y] if y < len(self._lines) else ""
        return Strip([Segment(line.ljust(self.size.width), style)])

    def _rows(self, box: Size) -> int:
        height = min(box.height, self.max_rows) if self.max_rows else box.height
        return min(largest_rows(text, box.width, height) for text in (self.text, self._fits))

    def _layout(self) -> list[str]:
        """The content box as lines of text, placed as `content-align` says."""
        self._laid_out_at = self.size
        width, height = self.size
        picture = draw(self.text, rows=self._rows(self.size))
        across, down = self.styles.content_align
        spare = width - (len(picture[0]) if picture else 0)
        left = " " * {"left": 0, "center": spare // 2, "right": spare}[across]
        spare = height - len(picture)
        above = {"top": 0, "middle": spare // 2, "bottom": spare}[down]
        lines = [""] * above + [left + line for line in picture]
        return lines + [""] * (height - len(lines))


def _difference(before: str, after: str) -> Iterator[tuple[int, int]]:
    """The stretches of columns that differ, each from its first column to the one after its last."""
    columns = [x for x, (old, new) in enumerate(zip_longest(before, after, fillvalue=" ")) if old != new]
    if not columns:
        return
    first = last = columns[0]
    for column in columns[1:]:
        if column - last > _WORTH_GOING:
            yield first, last + 1
            first = column
        last = column
    yield first, last + 1
