"""The line at the top: what this is, what time it is, when it ends, and whether the group is on time."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _

_AIR = "  "
"""Between the title and what stands on either side of it."""


class HeaderBar(Widget):
    """Title to the left, time to the right. The title is left out where it has no room."""

    DEFAULT_CSS = """
    HeaderBar {
        height: 1;
        background: $panel;
        padding: 0 2;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._brand = self._title = ""
        self._times = Content()

    def show(  # noqa: PLR0913 - each stands in its own place
        self, title: str, time: str, end: str, offset: str,
        *, behind: bool, rehearsal: bool = False, sound: str = "",
    ) -> None:  # fmt: skip
        """Show these; an empty text takes no room.

        `behind` warns in colour what `offset` says in words; `sound` is what is not as usual about what is heard.
        """
        late = Content.styled(f"{'▲' if behind else '●'} {offset}", "bold $focus" if behind else "$now")
        parts: list[Content | str] = [Content.styled(f"{sound}   ", "$muted")] if sound else []
        parts.append(Content.styled(time, "bold"))
        parts += [f"   {end}"] if end else []
        parts += ["   ", late] if offset else []
        shown = (_("aml-økt · ØVELSE") if rehearsal else _("aml-økt"), one_line(title), Content.assemble(*parts))
        if shown != (self._brand, self._title, self._times):
            self._brand, self._title, self._times = shown
            self.refresh()

    def render(self) -> Content:
        """The three in a line."""
        brand, times = Content.styled(self._brand, "bold $focus"), self._times
        room = max(0, self.content_size.width - brand.cell_length - times.cell_length - 2 * cell_len(_AIR))
        # The title stands in the setup and in the minutes; here it is whole or gives its place up.
        title = set_cell_size(self._title if cell_len(self._title) <= room else "", room)
        return Content.assemble(brand, _AIR, title, _AIR, times)
