"""A list to choose a line from. The screen has the keys; the list shows what is chosen and takes the mouse."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

_MARK = "▌"


class ChoiceList(OptionList, can_focus=False):
    """Lines, one of them chosen. A click chooses, and posts `OptionList.OptionSelected`.

    It always has room beside its padding: Textual 8.2 would else wrap the lines to nothing, and fail.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-list--mark"}

    DEFAULT_CSS = """
    ChoiceList {
        height: auto;
        min-width: 5;
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1 0 2; }
        & > .option-list--option-highlighted {
            color: $foreground;
            background: $panel;
            text-style: none;
        }
        & > .option-list--option-hover { background: $panel; }
        & > .choice-list--mark { color: $focus; background: $panel; }
    }
    """

    def __init__(self, lines: Sequence[Content] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(*map(Option, lines), markup=False, id=id)
        self._shown = tuple(lines)

    @property
    def chosen(self) -> int:
        """The place of the chosen line, counted from 0; -1 when there is none."""
        return -1 if self.highlighted is None else self.highlighted

    def choose(self, place: int) -> None:
        """Choose a line; before the first is the first, past the last is the last."""
        self.highlighted = place if self.option_count else None

    def show(self, lines: Sequence[Content], chosen: int | None = None) -> None:
        """Show these lines; without `chosen` the place that was chosen stays."""
        place = self.chosen if chosen is None else chosen
        if tuple(lines) != self._shown:
            self._shown = tuple(lines)
            self.set_options(map(Option, lines))
        self.choose(max(0, place))

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Keep the chosen line in sight; the list shows all its lines, so it is what holds the list that scrolls."""
        super().scroll_to_highlight(top)
        chosen = self.highlighted
        # A list that has not been laid out has no lines yet.
        if chosen is not None and chosen in self._index_to_line and isinstance(self.parent, Widget):
            line = Region(0, self._index_to_line[chosen], 1, self._heights[chosen])
            self.parent.scroll_to_region(line.translate(self.virtual_region.offset), animate=False, top=top)

    def render_line(self, y: int) -> Strip:
        """A line of the list; the chosen one has a mark too, since colour alone says nothing to some."""
        strip = super().render_line(y)
        row = y + self.scroll_offset.y
        if row >= len(self._lines) or self._lines[row][0] != self.highlighted:
            return strip
        mark = Segment(_MARK, self.get_component_rich_style("choice-list--mark"))
        return Strip.join([Strip([mark]), strip.crop(1)])
