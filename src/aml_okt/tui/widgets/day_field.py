"""A field for a day, with the day that was understood in words beneath it."""

from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from aml_okt.core.days import DayFault, read_day
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.words import Words
from aml_okt.wording import day_in_words


class DayField(Vertical):
    """Reads a day as people write it."""

    DEFAULT_CSS = """
    DayField {
        height: 2;
        & > Words { height: 1; padding: 0 2; color: $muted; &.-understood { color: $now; } }
    }
    """

    def __init__(self, today: date, text: str = "") -> None:
        """`text` stands there from the beginning."""
        super().__init__()
        self._today, self._begin = today, text

    def compose(self) -> ComposeResult:
        """The field and the words."""
        yield Field(self._begin, placeholder=_("1.12, fredag eller om 2 uker"))
        yield Words()

    def on_mount(self) -> None:
        """Say what is there from the beginning."""
        self._say()

    @property
    def field(self) -> Field:
        """Where it is written."""
        return self.query_one(Field)

    @property
    def day(self) -> date | None:
        """The day that was written; None when nothing is.

        Raises:
            DayFault: when what is written is no day.

        """
        return read_day(self.field.text, self._today) if self.field.text else None

    @on(Input.Changed)
    def _say(self) -> None:
        words = self.query_one(Words)
        try:
            day = self.day
        except DayFault:
            day = None
        words.set_class(day is not None, "-understood")
        words.say("" if day is None else f"{day_in_words(day)}, {_distance(day - self._today)}", layout=False)


def _distance(span: timedelta) -> str:
    match span.days:
        case 0:
            return _("i dag")
        case 1:
            return _("i morgen")
        case days if days > 0:
            return ngettext("om {days} dag", "om {days} dager", days).format(days=days)
        case days:
            return ngettext("for {days} dag siden", "for {days} dager siden", -days).format(days=-days)
