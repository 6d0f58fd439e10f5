"""A long text of which some rows are in two columns, such as keys and what they do, drawn as one."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Row = Content | tuple[Content, Content]
"""A text as wide as there is room for, or one for each column."""


class TwoColumns(Widget):
    """The rows, each text broken where its column ends.

    It is one widget, because two for each row of a page of help take a third of a second to lay out.
    """

    LEFT = 34
    """Columns of the terminal for the left one."""

    DEFAULT_CSS = """
    TwoColumns {
        height: auto;
        padding: 0 1;
    }
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._broken: dict[int, tuple[Content, ...]] = {}
        """The lines at each width that has been asked for: with a scrollbar beside them, and without."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        """The rows that it takes at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """All of it."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> tuple[Content, ...]:
        if width not in self._broken:
            self._broken[width] = tuple(self._break(width))
        return self._broken[width]

    def _break(self, width: int) -> Iterator[Content]:
        for row in self._rows if width else ():
            if isinstance(row, Content):
                yield from row.wrap(width)
            else:
                yield from self._side_by_side(*row, width=width)

    def _side_by_side(self, left: Content, right: Content, *, width: int) -> Iterator[Content]:
        first, second = left.wrap(self.LEFT), right.wrap(max(1, width - self.LEFT))
        for place in range(max(len(first), len(second))):
            begin = first[place] if place < len(first) else Content()
            rest = second[place] if place < len(second) else Content()
            yield Content.assemble(begin, " " * (self.LEFT - begin.cell_length), rest) if rest else begin
