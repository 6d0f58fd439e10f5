"""Settling the time of day that a break lasts to."""

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from aml_okt.clock import time_of_day
from aml_okt.core.commands import HoldUntil
from aml_okt.core.timing import ends_on_the_wall
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.until import held_in_words, holding_in_words, read_until
from aml_okt.tui.screens.form import FormDialog
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.words import Words


class UntilDialog(FormDialog[str]):
    """One field. When it is saved the break lasts to that time, and the result says what came of it."""

    ABOUT = about.UNTIL

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Pause til klokka"))
        self._runner = runner
        self._as_it_is = ""

    def opened(self) -> None:
        """The time that stands there is for writing over."""
        self.query_one("#at", Field).select_all()

    def contents(self) -> Iterable[Widget]:
        """The field, with when the break ends as it is, and what another time would mean."""
        clock = self._runner.clock
        now = clock.now()
        ends = ends_on_the_wall(self._runner.state, now)
        yield Words(_("Vi begynner igjen"), classes="label")
        self._as_it_is = time_of_day(ends, clock.zone)
        yield Field(self.at_first("klokka", self._as_it_is), placeholder="11:05", id="at")
        yield Words(id="forecast")

    @on(Input.Changed, "#at")
    def _say_what_it_means(self) -> None:
        until = self._until()
        told = until if isinstance(until, str) else holding_in_words(self._runner, until)
        self.query_one("#forecast", Words).say("" if self._is_as_before else told)

    @property
    def _is_as_before(self) -> bool:
        return self.query_one("#at", Field).text == self._as_it_is

    def _until(self) -> HoldUntil | str:
        return read_until(self.query_one("#at", Field).text, self._runner.clock)

    def action_save(self) -> None:
        """Let the break last to that time."""
        until = self._until()
        if self._is_as_before:
            self.dismiss()
        elif isinstance(until, str):
            self.ask_again(self.query_one("#at", Field), until)
        elif self.carry_out(self._runner, until):
            self.dismiss(" ".join((held_in_words(self._runner, until), _("Angre med u."))))
