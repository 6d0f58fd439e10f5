"""The picture round the table, with a short list under it where there is room for both."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from aml_okt.i18n import gettext as _
from aml_okt.scene.seats import Seat
from aml_okt.tui.widgets.table_picture import TablePicture
from aml_okt.tui.widgets.words import Words

LEAST_PICTURE = 9
"""Rows that the picture has before the list gets any."""

MOST_LISTED = 5
"""Rows that the list takes at most, heading and all."""

AT_LEAST, AT_LEAST_LOW = 4, 1
"""Rows that it asks for, and on a low terminal; what there is to read needs the others more."""

_LOW = 34
"""Rows of a terminal that is not low."""


class PictureAndList(Vertical):
    """The seats, and under them a heading and as many lines as fit. The lines must be safe to show already."""

    DEFAULT_CSS = """
    PictureAndList > Words { height: auto; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._heading = Content()
        self._lines: tuple[Content, ...] = ()

    def compose(self) -> ComposeResult:
        """The picture; the list comes under it when there is one."""
        yield TablePicture()

    @property
    def needed(self) -> int:
        """The rows that both want; the list takes more where they are free."""
        return LEAST_PICTURE + min(self._most, AT_LEAST_LOW if self.screen.size.height < _LOW else AT_LEAST)

    @property
    def _most(self) -> int:
        return min(MOST_LISTED, 1 + len(self._lines)) if self._lines else 0

    def show(self, seats: tuple[Seat, ...], heading: Content, lines: Sequence[Content]) -> None:
        """Show these; without lines the picture has all the room."""
        self.query_one(TablePicture).seats = seats
        self._heading, self._lines = heading, tuple(lines)
        self._fit()

    @on(events.Resize)
    def _fit(self) -> None:
        rows = min(self._most, self.size.height - LEAST_PICTURE)
        if rows >= 1 and not self.query(Words):
            self.mount(Words())
        for words in self.query(Words):
            words.display = rows >= 1
            if rows >= 1:
                words.say(Content("\n").join([self._heading, *self._that_fit(rows - 1)]))

    def _that_fit(self, rows: int) -> tuple[Content, ...]:
        """As many lines as there are rows; the last tells how many are left out, where some are."""
        if len(self._lines) <= rows or rows == 0:
            return self._lines[:rows]
        left = len(self._lines) - (rows - 1)
        more = _("… og {count} til").format(count=left)
        return (*self._lines[: rows - 1], Content.styled(more, "$muted"))
