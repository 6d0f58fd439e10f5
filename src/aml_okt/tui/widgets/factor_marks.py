"""Marking which factors the group named as a strength or as a risk."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aml_okt.core.events import Side
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.scene.actions import key_of
from aml_okt.tui.actions import FACTORS, NAMING, bindings

_COUNT = 5
"""Columns of a count with its mark; the word above it may need more."""

_MARK = 1
"""Columns of the mark before the chosen factor."""


class FactorMarks(Widget, can_focus=True):
    """A line a factor with how often it was named on either side. With focus, keys mark the chosen line."""

    BINDINGS = bindings(FACTORS)

    DEFAULT_CSS = """
    FactorMarks {
        height: auto;
        padding: 0 0 0 2;
    }
    """

    chosen: reactive[int] = reactive(0)
    marks: reactive[tuple[tuple[str, int, int], ...]] = reactive(tuple, layout=True)
    """Each factor with its counts as strength and as risk."""

    class Marked(Message):
        """A factor was named once more, or once less, on one side."""

        def __init__(self, factor: str, side: Side, count: int) -> None:
            super().__init__()
            self.factor, self.side, self.count = factor, side, count

    @property
    def needed(self) -> int:
        """The rows that all of it takes: heading, factors, air and help."""
        return len(self.marks) + 3 + self.has_focus

    def show(self, step: str, factors: Sequence[str], marks: Mapping[tuple[str, str, Side], int]) -> None:
        """Show these factors of a step with their counts."""
        self.marks = tuple(
            (factor, marks.get((step, factor, Side.STRENGTH), 0), marks.get((step, factor, Side.RISK), 0))
            for factor in factors
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All of it, where there is room."""
        del container, viewport, width
        return self.needed

    def on_focus(self) -> None:
        """Whoever marks is told how, which takes another row."""
        self.refresh(layout=True)

    def on_blur(self) -> None:
        """The row is not needed any more."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """The lines, under a heading that names the sides."""
        sides = _sides()
        names = self.size.width - sum(sides.values()) - _MARK
        words = "".join(set_cell_size(word, width) for word, width in sides.items())
        heading = Content.styled(" " * (names + _MARK) + words, "$muted")
        lines = [heading, *(self._line(place, names) for place in range(len(self.marks)))]
        # Where it is too low for all, the help goes before the air over it.
        air = [Content()] if self.size.height >= self.needed else []
        lines += [*air, Content.styled(self._help(), "$muted")]
        return Content("\n").join(lines)

    def _help(self) -> str:
        if self.has_focus:
            strength, risk, less_strength, less_risk = (render(action.shown) for action in NAMING)
            return _(
                "↑ ↓ velg · {strength} styrke · {risk} risiko\n{less_strength} og {less_risk} tar bort · Escape ferdig"
            ).format(strength=strength, risk=risk, less_strength=less_strength, less_risk=less_risk)
        return _("Trykk {key} for å merke av.").format(key=key_of("factors"))

    def _line(self, place: int, names: int) -> Content:
        factor, strength, risk = self.marks[place]
        here = self.has_focus and place == self.chosen
        of_strength, of_risk = _sides().values()
        name = one_line(factor)
        if cell_len(name) > names - 1:
            name = set_cell_size(name, names - 2) + "…"
        return Content.assemble(
            ("▌" if here else " ", "$focus"),
            (set_cell_size(name, names), "bold" if here else ""),
            (set_cell_size(_count("▲", strength), of_strength), "$now" if strength else "$muted"),
            (set_cell_size(_count("▼", risk), of_risk), "$focus" if risk else "$muted"),
        )

    def action_choose(self, by: int) -> None:
        """Move the choice up or down."""
        self.chosen = (self.chosen + by) % max(1, len(self.marks))

    def action_name_strength(self, by: int) -> None:
        """Count the chosen factor as a strength once more or less."""
        self._mark(self.chosen, Side.STRENGTH, by)

    def action_name_risk(self, by: int) -> None:
        """Count the chosen factor as a risk once more or less."""
        self._mark(self.chosen, Side.RISK, by)

    def action_leave(self) -> None:
        """Give the keys back to the screen."""
        self.screen.set_focus(None)

    def on_click(self, event: events.Click) -> None:
        """A click on a count adds one; with Shift it takes one away."""
        place = event.y - self.gutter.top - 1
        if not 0 <= place < len(self.marks):
            return
        self.chosen = place
        from_right = self.size.width - (event.x - self.gutter.left)
        of_strength, of_risk = _sides().values()
        if from_right <= of_strength + of_risk:
            self._mark(place, Side.RISK if from_right <= of_risk else Side.STRENGTH, -1 if event.shift else 1)

    def _mark(self, place: int, side: Side, by: int) -> None:
        if not self.marks:
            return
        factor, strength, risk = self.marks[place]
        count = (strength if side is Side.STRENGTH else risk) + by
        if count >= 0:
            self.post_message(self.Marked(factor, side, count))


def _sides() -> dict[str, int]:
    """The words above the counts, strength first, each with the columns that it needs."""
    return {word: max(_COUNT, cell_len(word) + 1) for word in (_("styrke"), _("risiko"))}


def _count(mark: str, count: int) -> str:
    return f"{mark} {count}" if count else "·"
