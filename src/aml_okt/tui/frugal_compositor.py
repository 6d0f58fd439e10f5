"""Drawing what has changed on a screen, and nothing beside it.

For a picture that has changed in places, Textual 8.2 asks every widget of the screen for its lines, most of which
nobody will see, and sends a changed part of a widget from the widget's left edge on, with its colours anew in each row
(`Compositor.render_partial_update`). Of a clock that is all there is to do, once a second for three hours: more than
half of the processor's time, and of giant digits most of what goes over the line to the terminal. Textual has no other
place where that can be made less.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.color import ColorSystem
from rich.console import Console
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip

Span = tuple[int, int]
"""Columns, from the first to the one after the last."""

Cells = tuple[int, int, Strip]
"""Row and column on the screen where cells begin, and the cells."""


class FrugalCompositor(Compositor):
    """Textual's own, but for how a part of the screen is drawn."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """The cells of the places that have changed since the last picture; nothing where there are none.

        Widgets are asked from front to back, each for what is not yet drawn by those before it, until all is.
        """
        changed = self._regions_to_spans(self._dirty_regions)
        bare = {y: [(first, last) for _y, first, last in row] for y, row in groupby(changed, key=lambda span: span[0])}
        self._dirty_regions.clear()
        drawn: list[Cells] = []
        for widget, (region, clip) in self.visible_widgets.items():
            if not bare:
                break
            seen = region.intersection(clip)
            rows = [y for y in bare if seen.y <= y < seen.bottom and _overlap(bare[y], seen.column_span)]
            if not rows:
                continue
            wanted = Region(seen.x, rows[0], seen.width, rows[-1] - rows[0] + 1)
            lines = widget.render_lines(wanted.translate(-region.offset))
            for y in rows:
                for first, last in _overlap(bare[y], seen.column_span):
                    drawn.append((y, first, lines[y - rows[0]].crop(first - seen.x, last - seen.x)))
                if left := _outside(bare[y], seen.column_span):
                    bare[y] = left
                else:
                    del bare[y]
        return ChangedCells(sorted(drawn, key=lambda cells: cells[:2])) if drawn else None


class ChangedCells(ChopsUpdate):
    """Cells for the terminal, in the order in which they stand on the screen."""

    def __init__(self, cells: Sequence[Cells]) -> None:
        self.cells = cells

    def render_segments(self, console: Console) -> str:
        """The cells as text with their colours, each stretch of them begun by going there."""
        colours = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual's own strips ask for it
        return "".join(
            # Those in the same style that follow each other go as one: going somewhere changes no colours.
            _in_style(style, "".join(text for _style, text in same), colours)
            for style, same in groupby(self._pieces(), key=lambda piece: piece[0])
        )

    def _pieces(self) -> Iterator[tuple[Style | None, str]]:
        """Each text in one style, and before it the way to where it stands where that is not right behind the last."""
        there = (-1, -1)
        for y, x, strip in self.cells:
            way = "" if there == (y, x) else Control.move_to(x, y).segment.text
            for text, style, _control in strip:
                yield style, way + text
                way = ""
            there = (y, x + strip.cell_length)


def _in_style(style: Style | None, text: str, colours: ColorSystem) -> str:
    return text if style is None else Strip.render_style(style, text, colours)


def _overlap(spans: Sequence[Span], with_: Span) -> list[Span]:
    """What of the spans lies within another one."""
    begin, end = with_
    return [(max(first, begin), min(last, end)) for first, last in spans if first < end and last > begin]


def _outside(spans: Sequence[Span], of: Span) -> list[Span]:
    """What of the spans lies beside another one."""
    begin, end = of
    parts = [part for first, last in spans for part in ((first, min(last, begin)), (max(first, end), last))]
    return [(first, last) for first, last in parts if first < last]


class FrugalScreen(Screen[ScreenResultType]):
    """A screen that draws no more than what has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = FrugalCompositor()
