"""A thin bar that shows how much of a time is left."""

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

_FULL, _LEFT_HALF, _RIGHT_HALF = "━", "╸", "╺"


def split(fraction: float, width: int) -> tuple[str, str]:
    """The bar's filled part and the rest of its track; together exactly `width` cells.

    The fraction is held between 0 and 1 and rounded to half cells. Between the two parts there is always
    half a cell of air.
    """
    halves = round(min(1.0, max(0.0, fraction)) * width * 2)
    cells, half = divmod(halves, 2)
    filled = _FULL * cells + _LEFT_HALF * half
    rest = width - len(filled)
    if half or not cells:
        return filled, _FULL * rest
    return filled, (_RIGHT_HALF + _FULL * (rest - 1)) if rest else ""


class TimeBar(Widget):
    """One line, filled from the left. CSS classes as for the clock: `warning`, `over`, `paused`."""

    COMPONENT_CLASSES = {"time-bar--filled", "time-bar--track"}  # noqa: RUF012 -- declared so by Textual

    DEFAULT_CSS = """
    TimeBar {
        width: 1fr;
        height: 1;
        & > .time-bar--filled { color: $time-bar; }
        & > .time-bar--track { color: $frame; }
        &.warning > .time-bar--filled { color: $time-near; }
        &.over > .time-bar--filled { color: $over; }
        &.paused > .time-bar--filled { color: $muted; }
    }
    """

    ALLOW_SELECT = False

    fraction: reactive[float] = reactive(0.0, repaint=False)
    """The filled part of the bar, 0 to 1."""

    def __init__(
        self,
        fraction: float = 0.0,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 -- Textual's name
        classes: str | None = None,
    ) -> None:
        """Make the bar with a fraction to begin with."""
        super().__init__(name=name, id=id, classes=classes)
        self.set_reactive(TimeBar.fraction, fraction)

    def watch_fraction(self, old: float, new: float) -> None:
        """Repaint where the filled part ends, when that has moved by half a cell."""
        before, after = split(old, self.size.width), split(new, self.size.width)
        if before != after:
            first, last = sorted((len(before[0]), len(after[0])))
            # Beside the cells that change sides, the last filled one and the first of the track may become half ones.
            self.refresh(Region(first - 1, 0, last - first + 2, 1).intersection(self.size.region))

    def render_line(self, y: int) -> Strip:
        """The bar in the first line, nothing in any other."""
        if y:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        parts = zip(split(self.fraction, self.size.width), ("filled", "track"), strict=True)
        return Strip(
            [Segment(text, self.get_visual_style(f"time-bar--{part}").rich_style) for text, part in parts if text],
            self.size.width,
        )
