"""The guide through a rehearsal where there are only lines: each tip once, when it is its turn."""

from aml_okt.files.folders import root_of
from aml_okt.files.invocation import command
from aml_okt.i18n import gettext as _
from aml_okt.plain.where import seen_now
from aml_okt.runner import SessionRunner
from aml_okt.scene.guide import Deed, Guide, Here, Tip, here_in, tip_in_words


class Tips:
    """What there is to say to somebody who practises, and what they have tried."""

    def __init__(self, runner: SessionRunner) -> None:
        self._runner = runner
        self._guide = Guide(on_screen=False)
        self._hears = True
        self._told: Tip | None = None

    @property
    def here(self) -> Here:
        """Where the group is."""
        return here_in(self._runner.state, seen_now(self._runner))

    def tried(self, deed: Deed, here: Here) -> None:
        """Something was tried, in a place that was `here` before it."""
        self._guide = self._guide.after(deed, here, self.here)

    def news(self) -> str:
        """The tip of this moment, where it has not just been said."""
        tip = self._guide.tip(self.here) if self._hears else None
        if tip is None or tip is self._told:
            return ""
        self._told = tip
        start = command(root_of(self._runner.folder), "start")
        return _("Tips: {tip}").format(tip=tip_in_words(tip, start, on_screen=False))

    def turn(self) -> str:
        """Let no more be heard, or let them be heard again; what came of it."""
        self._hears, self._told = not self._hears, None
        return "" if self._hears else _("Du hører ikke flere tips. Skriv tips for å høre dem igjen.")
