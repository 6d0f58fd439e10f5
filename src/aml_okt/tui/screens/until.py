"""Settling the time of day that a break lasts to."""

from collections.abc import Iterable
from datetime import timedelta

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from aml_okt.clock import time_of_day
from aml_okt.core.commands import HoldUntil
from aml_okt.core.deciding import Refusal
from aml_okt.core.latest_end import next_instant, read_time_of_day
from aml_okt.core.timing import allotted, ends_on_the_wall, projected_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.form import FormDialog
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.words import Words
from aml_okt.wording import about_in_words

LONGEST_BREAK = timedelta(hours=3)
"""A time further away than this, before or after, is a slip of the finger."""


class UntilDialog(FormDialog[str]):
    """One field. When it is saved the break lasts to that time, and the result says what came of it."""

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
        told = until if isinstance(until, str) else self._meaning(until)
        self.query_one("#forecast", Words).say("" if self._is_as_before else told)

    def _meaning(self, until: HoldUntil) -> str:
        after = self._runner.preview(until)
        if isinstance(after, Refusal):
            return render(after.reason)
        clock = self._runner.clock
        now = clock.now()
        return _("Pausen blir {after} i stedet for {before}. Ny slutt {end}.").format(
            after=about_in_words(allotted(after, now)),
            before=about_in_words(allotted(self._runner.state, now)),
            end=time_of_day(projected_end(after, now), clock.zone),
        )

    @property
    def _is_as_before(self) -> bool:
        return self.query_one("#at", Field).text == self._as_it_is

    def _until(self) -> HoldUntil | str:
        """What the time that is written means for the break, or what to write instead."""
        text = self.query_one("#at", Field).text
        at = read_time_of_day(text)
        if at is None:
            return _("«{text}» er ikke et klokkeslett. Skriv for eksempel «11:05».").format(text=text)
        clock = self._runner.clock
        now = clock.now().wall
        until = next_instant(at, now, clock.zone)
        if until - now <= LONGEST_BREAK:
            return HoldUntil(until)
        if now - next_instant(at, now - LONGEST_BREAK, clock.zone) >= timedelta():
            return _("Klokka er allerede over {time}. Skriv et klokkeslett som kommer.").format(time=text)
        return _("Det er lenge til {time}. Skriv et klokkeslett som kommer snart.").format(time=text)

    def action_save(self) -> None:
        """Let the break last to that time."""
        until = self._until()
        if self._is_as_before:
            self.dismiss()
        elif isinstance(until, str):
            self.ask_again(self.query_one("#at", Field), until)
        elif self.carry_out(self._runner, until):
            clock = self._runner.clock
            told = _("Pausen varer til {time}. Ny slutt {end}. Angre med u.").format(
                time=time_of_day(until.until, clock.zone),
                end=time_of_day(projected_end(self._runner.state, clock.now()), clock.zone),
            )
            self.dismiss(told)
