"""Settling when and where the group meets next."""

from collections.abc import Iterable

from textual.widget import Widget

from aml_okt.core.commands import SetNextMeeting
from aml_okt.core.days import DayFault
from aml_okt.core.events import NextMeetingSet
from aml_okt.core.latest_end import read_time_of_day
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.form import FormDialog
from aml_okt.tui.widgets.day_field import DayField, as_written
from aml_okt.tui.widgets.draft import Draft
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.words import Words

DAY, AT, PLACE = "dag", "klokka", "sted"
"""What a draft calls the fields."""


def written_meeting(meeting: NextMeetingSet | None) -> dict[str, str]:
    """What stands in the fields for a meeting that is settled."""
    return {
        DAY: as_written(meeting.day) if meeting and meeting.day else "",
        AT: f"{meeting.at:%H:%M}" if meeting and meeting.at else "",
        PLACE: one_line(meeting.place) if meeting else "",
    }


class MeetingDialog(FormDialog[None]):
    """The next meeting. It is journalled when saved, so there is no result; with all fields empty there is none."""

    def __init__(self, runner: SessionRunner, draft: Draft | None = None) -> None:
        super().__init__(_("Neste møte"), draft)
        self._runner = runner

    def contents(self) -> Iterable[Widget]:
        """Three fields, with what is settled already."""
        clock, settled = self._runner.clock, written_meeting(self._runner.state.next_meeting)
        yield Words(_("Dag"), classes="label")
        today = clock.now().wall.astimezone(clock.zone).date()
        yield DayField(today, self.at_first(DAY, settled[DAY]))
        yield Words(_("Klokka"), classes="label")
        yield Field(self.at_first(AT, settled[AT]), placeholder="10:00", id="at")
        yield Words(_("Sted"), classes="label after")
        place = self.at_first(PLACE, settled[PLACE])
        yield Field(place, placeholder=_("Møterom, adresse eller lenke"), id="place")

    def action_save(self) -> None:
        """Settle it, when day and time can be read."""
        day_field, at_field = self.query_one(DayField), self.query_one("#at", Field)
        place = self.query_one("#place", Field).text
        try:
            day = day_field.day
        except DayFault as fault:
            self.ask_again(day_field.field, render(fault.message))
            return
        at = read_time_of_day(at_field.text) if at_field.text else None
        if at_field.text and at is None:
            fault_text = _("«{text}» er ikke et klokkeslett. Skriv for eksempel «13:30».").format(text=at_field.text)
            self.ask_again(at_field, fault_text)
        elif day is None and (at or place):
            self.ask_again(day_field.field, _("Skriv hvilken dag også."))
        elif self.carry_out(self._runner, SetNextMeeting(day, at, place)):
            self.dismiss()
