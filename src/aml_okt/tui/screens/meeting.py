"""Settling when and where the group meets next."""

from collections.abc import Iterable

from textual.widget import Widget

from aml_okt.files.drafts import Draft
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.forms import AT, DAY, PLACE, Asked, read_meeting, written_meeting
from aml_okt.tui.screens.form import FormDialog
from aml_okt.tui.widgets.day_field import DayField
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.words import Words


class MeetingDialog(FormDialog[None]):
    """The next meeting. It is journalled when saved, so there is no result; with all fields empty there is none."""

    ABOUT = about.MEETING

    def __init__(self, runner: SessionRunner, draft: Draft | None = None) -> None:
        super().__init__(_("Neste møte"), draft)
        self._runner = runner
        self._today = runner.clock.now().wall.astimezone(runner.clock.zone).date()

    def contents(self) -> Iterable[Widget]:
        """Three fields, with what is settled already."""
        settled = written_meeting(self._runner.state.next_meeting)
        yield Words(_("Dag"), classes="label")
        yield DayField(self._today, self.at_first(DAY, settled[DAY]))
        yield Words(_("Klokka"), classes="label")
        yield Field(self.at_first(AT, settled[AT]), placeholder="10:00", id="at")
        yield Words(_("Sted"), classes="label after")
        place = self.at_first(PLACE, settled[PLACE])
        yield Field(place, placeholder=_("Møterom, adresse eller lenke"), id="place")

    def action_save(self) -> None:
        """Settle it, when day and time can be read."""
        meeting = read_meeting(self.written, self._today)
        if isinstance(meeting, Asked):
            self.ask_again(self.fields[list(self.written).index(meeting.field)], meeting.why)
        elif self.carry_out(self._runner, meeting):
            self.dismiss()
