"""The first screen: who is here, where, and until when; and the plan for exactly these people, live."""

from datetime import datetime

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input

from aml_okt.clock import time_of_day
from aml_okt.core.plan import offers_breather
from aml_okt.files.invocation import command
from aml_okt.i18n import gettext as _
from aml_okt.opening import Opening
from aml_okt.runner import Setup
from aml_okt.scene import about
from aml_okt.scene.setup_plan import Draft, breather_effect, plan_page, whole_minute
from aml_okt.scene.setup_words import (
    practice_in_words,
    recalled_in_words,
    rehearsal_in_words,
    rehearse_first_in_words,
    too_few_in_words,
    welcome_in_words,
)
from aml_okt.tui.actions import SETUP, bindings
from aml_okt.tui.frugal_compositor import FrugalScreen
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.screens.setup_form import SetupForm
from aml_okt.tui.widgets.header_bar import HeaderBar
from aml_okt.tui.widgets.key_bar import KeyBar
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.people_list import PeopleList
from aml_okt.tui.widgets.plan_view import PlanView
from aml_okt.tui.widgets.start_button import StartButton
from aml_okt.tui.widgets.words import Words

LOW = 30
"""Under so many rows there is no air between the fields, and no large digits."""


class SetupScreen(FrugalScreen[Setup | None]):
    """What is settled before a session; None when the user leaves without beginning one."""

    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = ""
    BINDINGS = bindings(SETUP)

    def __init__(self, opening: Opening, fault: str = "") -> None:
        """Begin with what the opening says; `fault` is why the last try to make a session failed."""
        super().__init__()
        self._fault = fault
        self._asked_to_leave = False
        self._opening = opening
        self._agenda = opening.agenda_file.agenda
        self._begin = self._whole_minute()
        self._intro = practice_in_words() if opening.guided else welcome_in_words() if opening.first else ()
        """What will happen, for whoever sees this for the first time."""

    def compose(self) -> ComposeResult:
        """The form to the left, the plan to the right."""
        yield HeaderBar()
        if self._intro:
            with Container(id="welcome"):
                yield Words("\n".join(self._intro), id="intro")
        with Container(id="ground"), Horizontal(id="body"):
            yield SetupForm(self._opening, id="form")
            yield PlanView(id="plan")
        yield MessageLine(id="message")
        yield KeyBar(SETUP)

    def on_mount(self) -> None:
        """Look at the clock every second."""
        self.set_interval(1.0, self.look_at_clock)
        line = self.query_one(MessageLine)
        if self._fault:
            line.tell(self._fault, Tone.FAULT)
        elif self._opening.rehearsal is not None and not self._opening.guided:
            # Where rows are scarce, the form has no line for it.
            line.tell(rehearsal_in_words(self._opening.rehearsal))
        elif self._opening.recalled:
            line.tell(recalled_in_words())
        elif self._opening.first:
            line.tell(rehearse_first_in_words(command(self._opening.root, "start", "--rehearse")))

    @property
    def draft(self) -> Draft:
        """What has been filled in that the plan depends on."""
        return self.query_one(SetupForm).draft

    def _whole_minute(self) -> datetime:
        return whole_minute(self._opening.clock.now().wall)

    def look_at_clock(self) -> None:
        """Draw the plan anew when the minute has changed."""
        if (begin := self._whole_minute()) != self._begin:
            self._begin = begin
            self._draw()

    # What is shown

    @on(SetupForm.Changed)
    def _take_in(self) -> None:
        if self.draft.enough:
            self.query_one(MessageLine).take_back({too_few_in_words()}, "")
        self._draw()

    def _draw(self) -> None:
        zone = self._opening.clock.zone
        self.query_one(HeaderBar).show(
            self._agenda.title,
            time_of_day(self._begin, zone),
            "",
            "",
            behind=False,
            rehearsal=self._opening.rehearsal is not None,
        )
        self.query_one(SetupForm).offer_breather(breather_effect(self._agenda, self.draft, self._begin, zone))
        page = plan_page(self._agenda, self.draft, self._begin, zone)
        welcomes = bool(self._intro) and (self._opening.guided or not self.draft.enough)
        self.set_class(welcomes, "-intro")
        # Where rows are scarce, the welcome says how to begin, and the example need not.
        said_already = welcomes and not self.draft.names and self.has_class("-low")
        self.query_one(PlanView).show(replace(page, note="") if said_already else page)
        self.call_after_refresh(self._show_keys)

    @on(SetupForm.Said)
    def _say(self, event: SetupForm.Said) -> None:
        self.query_one(MessageLine).tell(event.sentence, event.tone)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        typing = isinstance(self.focused, Input)
        usable = {"start", "next_field", "leave", "help", "leave_field" if typing else "switch_theme"}
        if self.query_one(PlanView).max_scroll_y:
            usable.add("plan_down")
        if isinstance(self.focused, PeopleList):
            usable |= {"correct_name", "remove_person", "move_up", "move_down"}
        self.query_one(KeyBar).show(usable, typing=typing)

    @on(events.Resize)
    def _fit(self, event: events.Resize) -> None:
        """Side by side, with air, or on top of each other: as much as the terminal has room for."""
        width, height = event.size
        self.set_class(width < 76, "-slim")  # noqa: PLR2004 - the narrowest for two columns
        self.set_class(width >= 110, "-wide")  # noqa: PLR2004 - from here on columns share what there is
        self.set_class(height < LOW, "-low")
        self.set_class(height >= 48, "-tall")  # noqa: PLR2004 - from here on the form hangs lower
        self.query_one(PlanView).dense = height < LOW
        if self.query("#title"):
            self._draw()
        self.call_after_refresh(self._show_keys)

    # Keys

    def action_remove_person(self) -> None:
        """Take the marked name out."""
        people = self.query_one(PeopleList)
        if people.has_focus:
            people.post_message(PeopleList.Remove(people.current))

    def action_correct_name(self) -> None:
        """Write the marked name anew."""
        people = self.query_one(PeopleList)
        if people.has_focus:
            people.post_message(PeopleList.Correct(people.current))

    def action_move_up(self) -> None:
        """Move the marked name up."""
        self._ask_to_move(-1)

    def action_move_down(self) -> None:
        """Move the marked name down."""
        self._ask_to_move(1)

    def _ask_to_move(self, by: int) -> None:
        people = self.query_one(PeopleList)
        if people.has_focus:
            people.post_message(PeopleList.Move(people.current, by))

    def action_next_field(self) -> None:
        """The next field."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """The field before."""
        self.focus_previous()

    def action_leave_field(self) -> None:
        """Take the keys back from whatever has them; a name that is being corrected stays as it was."""
        if not self.query_one(SetupForm).give_up_correction():
            self.set_focus(None)

    def action_plan_down(self) -> None:
        """More of the plan."""
        self.query_one(PlanView).scroll_page_down(animate=False)

    def action_plan_up(self) -> None:
        """Back in the plan."""
        self.query_one(PlanView).scroll_page_up(animate=False)

    async def action_switch_theme(self) -> None:
        """Dark or light; the app knows which."""
        await self.app.run_action("switch_theme")

    def action_help(self) -> None:
        """What this screen is for, and its keys."""
        self.post_message(HelpWanted(SETUP, about.SETUP))

    def action_leave(self) -> None:
        """Leave without a session; where something is filled in, only after asking once."""
        if self._asked_to_leave or not self.query_one(SetupForm).holds_something:
            self.dismiss(None)
            return
        self._asked_to_leave = True
        self.query_one(MessageLine).tell(
            _("Det dere har fylt ut, er ikke lagret. Én gang til lukker likevel."), Tone.REFUSAL
        )

    @on(StartButton.Pressed)
    def action_start(self) -> None:
        """Begin with what is filled in; the form says what is missing."""
        form = self.query_one(SetupForm)
        if form.is_complete():
            draft = form.draft
            self.dismiss(
                Setup(
                    unit=form.unit,
                    place=form.place,
                    names=draft.names,
                    latest_end=draft.latest_end,
                    breather=draft.breather and offers_breather(self._agenda, len(draft.names)),
                    rehearsal=self._opening.rehearsal,
                )
            )
