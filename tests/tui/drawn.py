"""What an app draws, kept for a test: as pictures, and as what would go to the terminal."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.style import Style
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from aml_okt.tui.frugal_compositor import ChangedCells

Cell = tuple[str, Style | None]
"""A letter and its colours; the second cell of a wide letter is empty."""


class Draws(App[None]):
    """An app that keeps its drawings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever the app takes
        super().__init__(*args, **kwargs)
        self.drawings: list[RenderableType] = []

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if renderable is not None:
            self.drawings.append(renderable)
        super()._display(screen, renderable)

    def draw_now(self) -> list[RenderableType]:
        """Draw what waits to be drawn; all drawings since the last time."""
        self.screen._on_timer_update()  # noqa: SLF001 - Textual would do so within a sixtieth of a second
        drawings, self.drawings = self.drawings, []
        return drawings

    def sent(self) -> int:
        """How many bytes the drawings since the last time are in a terminal."""
        updates = [drawing for drawing in self.draw_now() if isinstance(drawing, CompositorUpdate)]
        return sum(len(update.render_segments(self.console).encode()) for update in updates)

    @property
    def picture(self) -> list[list[Cell]]:
        """What should stand on the terminal."""
        return [list(cells_of(strip)) for strip in self.screen._compositor.render_strips()]  # noqa: SLF001 - as above


class Glass:
    """A terminal: what has been drawn on it, over what was there."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []

    def take(self, drawings: Iterable[RenderableType]) -> None:
        """Draw."""
        for drawing in drawings:
            match drawing:
                case LayoutUpdate(strips=strips):
                    self.rows = [list(cells_of(Strip.join(list(row)))) for row in strips]
                case ChangedCells(cells=cells):
                    for y, x, strip in cells:
                        new = list(cells_of(strip))
                        self.rows[y][x : x + len(new)] = new
                case _:
                    pass


def cells_of(strip: Strip) -> Iterator[Cell]:
    """A strip cell by cell."""
    for text, style, _control in strip:
        for letter in text:
            yield letter, style
            yield from [("", style)] * (cell_len(letter) - 1)


def regions_of(drawings: Iterable[RenderableType]) -> list[Region]:
    """Where the drawings have changed something."""
    return [
        Region(x, y, strip.cell_length, 1)
        for drawing in drawings
        if isinstance(drawing, ChangedCells)
        for y, x, strip in drawing.cells
    ]
