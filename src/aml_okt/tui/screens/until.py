"""Settling the time of day that a break lasts to."""

from collections.abc import Iterable
from datetime import timedelta

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from aml_okt.clock import time_of_day
from aml_okt.core.commands import AdjustTime
from aml_okt.core.deciding import Refusal
from aml_okt.core.durations import SECOND
from aml_okt.core.latest_end import next_instant, read_time_of_day
from aml_okt.core.timing import allotted, projected_end, remaining, wall_after
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.form import FormDialog
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.words import Words
from aml_okt.wording import in_minutes

LONGEST_BREAK = timedelta(hours=3)
"""A time further away than this is a slip of the finger, or has passed already."""


class UntilDialog(FormDialog[None]):
    """One field. The break is made longer or shorter at once when it is saved, and undo takes it back."""

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Pause til klokka"))
        self._runner = runner

    def contents(self) -> Iterable[Widget]:
        """The field, with when the break ends as it is, and what another time would mean."""
        clock = self._runner.clock
        now = clock.now()
        ends = wall_after(max(timedelta(), remaining(self._runner.state, now)), now)
        yield Words(_("Vi begynner igjen"), classes="label")
        yield Field(time_of_day(ends, clock.zone), placeholder="11:05", id="at")
        yield Words(id="forecast")

    @on(Input.Changed, "#at")
    def _say_what_it_means(self) -> None:
        change = self._change()
        self.query_one("#forecast", Words).say(change if isinstance(change, str) else self._meaning(change))

    def _meaning(self, change: AdjustTime) -> str:
        after = self._runner.preview(change)
        if isinstance(after, Refusal):
            return render(after.reason)
        clock = self._runner.clock
        return _("Pausen blir {after}, før {before}. Ny slutt: {end}.").format(
            after=in_minutes(allotted(after)),
            before=in_minutes(allotted(self._runner.state)),
            end=time_of_day(projected_end(after, clock.now()), clock.zone),
        )

    def _change(self) -> AdjustTime | str:
        """What the time that is written means for the break, or what to write instead."""
        text = self.query_one("#at", Field).text
        at = read_time_of_day(text)
        if at is None:
            return _("«{text}» er ikke et klokkeslett. Skriv for eksempel «11:05».").format(text=text)
        clock, state = self._runner.clock, self._runner.state
        now = clock.now()
        span = next_instant(at, now.wall, clock.zone) - now.wall
        if span > LONGEST_BREAK:
            return _("Klokka {time} er for langt unna. Skriv et klokkeslett som kommer snart.").format(time=text)
        by = span - remaining(state, now)
        return AdjustTime(SECOND * round(by / SECOND))

    def action_save(self) -> None:
        """Let the break last to that time."""
        change = self._change()
        if isinstance(change, str):
            self.ask_again(self.query_one("#at", Field), change)
        elif not change.by or self.carry_out(self._runner, change):
            self.dismiss()
