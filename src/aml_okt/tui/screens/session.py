"""The session's screen: what each of its keys does."""

import random
from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from aml_okt.core.commands import (
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    ChooseCues,
    ChooseFacilitator,
    End,
    MarkFactor,
    Next,
    Pause,
    Resume,
    ShowActions,
    ShowSlide,
    Undo,
)
from aml_okt.core.deciding import allowed
from aml_okt.core.durations import MINUTE
from aml_okt.core.timing import paused_for, waits_for
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.opening import set_aside_in_words
from aml_okt.scene.action import Action
from aml_okt.scene.actions import PROGRAM, SESSION, key_of
from aml_okt.scene.cue_words import chosen_in_words, next_choice
from aml_okt.scene.leading import Aside
from aml_okt.scene.links import Address, address_of
from aml_okt.scene.news import (
    BACKDATE_STEP,
    BEGUN_NOW,
    CLOCK_SHOWN,
    GONE_BACK,
    GONE_ON,
    PASSED_OVER,
    PLAN_AS_BEFORE,
    REPLANNED,
    RUNS_AGAIN,
    UNDER_WAY,
    end_in_words,
    leads_in_words,
    lot_in_words,
    opened_in_words,
    start_moved_in_words,
    stood_in_words,
)
from aml_okt.scene.price import long_turn_in_words, price_in_words
from aml_okt.scene.skip import ways
from aml_okt.scene.undone import undone_in_words
from aml_okt.tui.actions import bindings
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.screens.beside import by_number
from aml_okt.tui.screens.dialog import Dialog
from aml_okt.tui.screens.one_at_a_time import one_at_a_time
from aml_okt.tui.screens.stage import SessionStage
from aml_okt.tui.screens.writing import WritingScreen
from aml_okt.tui.widgets.factor_marks import FactorMarks
from aml_okt.tui.widgets.message_line import MessageLine, Tone


class SessionScreen(WritingScreen):
    """Leads the group through the session."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SESSION)
    LISTED: ClassVar[tuple[Action, ...]] = SESSION
    """What the help and the palette list."""

    async def action_begin_now(self) -> None:
        """Wait no longer for the time of day at which the step begins."""
        if await self.dispatch(BeginNow()):
            self.tell_move(render(BEGUN_NOW))

    async def action_begin(self) -> None:
        """Start the first timebox."""
        if await self.dispatch(Begin()):
            self.tell_move(render(UNDER_WAY))

    async def action_next(self) -> None:
        """Go on; before the end of the session, ask."""
        if self._seen is not None and self._seen.waits and not waits_for(self.runner.state, self.runner.clock.now()):
            await self.draw()  # the key was to begin what has just begun by itself
            return
        if self.runner.state.course.at == len(self.runner.state.course.boxes) - 1:
            self.action_quit_session()
            return
        before = self.runner.state
        leaves_choice = self._seen is not None and self._seen.aside is Aside.FACILITATOR
        if not await self.dispatch(Next()):
            return
        line = self.query_one(MessageLine)
        self.tell_move(long_turn_in_words(before, self.runner.state, self.runner.clock.now()) or render(GONE_ON))
        if leaves_choice and self.runner.state.course.facilitator is None:
            missing = _("Ingen fasilitator er valgt. Gå tilbake med ←, eller velg en med {key}.")
            line.tell(missing.format(key=key_of("people")), Tone.REFUSAL)

    async def action_back(self) -> None:
        """Go one timebox back."""
        if await self.dispatch(Back()):
            self.tell_move(render(GONE_BACK))

    async def action_pause(self) -> None:
        """Let the clock stand."""
        if await self.dispatch(Pause()):
            told = _("Klokka står til dere trykker Mellomrom igjen.")
            self.query_one(MessageLine).tell(told, last=self.how_to_undo)

    async def action_resume(self) -> None:
        """Let the clock go."""
        paused = paused_for(self.runner.state, self.runner.clock.now())
        if await self.dispatch(Resume()):
            stood = stood_in_words(paused)
            self.tell_move(render(RUNS_AGAIN), *([stood] if paused >= MINUTE else []))

    async def action_more_time(self) -> None:
        """One minute more, and what it costs."""
        await self._adjust(MINUTE, _("Ett minutt til."))

    async def action_less_time(self) -> None:
        """One minute less, and what it gives."""
        await self._adjust(-MINUTE, _("Ett minutt mindre."))

    async def _adjust(self, by: timedelta, news: str) -> None:
        before = self.runner.state
        if await self.dispatch(AdjustTime(by)):
            clock = self.runner.clock
            price = price_in_words(before, self.runner.state, clock.now(), clock.zone)
            self.tell_move(f"{news} {price}".strip())

    async def action_backdate(self) -> None:
        """What runs began half a minute earlier than the key was pressed."""
        if await self.dispatch(Backdate(BACKDATE_STEP)):
            news = start_moved_in_words(self.runner)
            self.tell_move(news, _("{key} flytter mer.").format(key=key_of("backdate")))

    @one_at_a_time
    async def action_skip(self) -> None:
        """Go past something, when it has been shown what that means."""
        from aml_okt.tui.screens.skip import SkipDialog

        before = self.runner.state
        if not ways(before, self.runner.clock.now()):
            self.query_one(MessageLine).tell(_("Enter går videre. Det er ikke noe mer å hoppe over her."))
            return
        chosen = await self.app.push_screen_wait(SkipDialog(self.runner))
        if chosen is not None and await self.dispatch(chosen):
            self.tell_move(render(PASSED_OVER))

    @one_at_a_time
    async def action_break_until(self) -> None:
        """Settle when the break ends."""
        from aml_okt.tui.screens.until import UntilDialog

        await self._open(UntilDialog(self.runner))

    async def action_undo(self) -> None:
        """Take the last move back; the time since then counts where the group now is."""
        before = self.runner.state
        if await self.dispatch(Undo()):
            end = end_in_words(self.end)
            self.query_one(MessageLine).tell(undone_in_words(before, self.runner.state), then=(end,))

    async def action_next_page(self) -> None:
        """The next page of the slides."""
        await self._turn(1)

    async def action_previous_page(self) -> None:
        """The page before."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        step = self.runner.state.step
        if step is not None:
            await self.dispatch(ShowSlide(self.runner.state.pages.get(step.id, 0) + by))

    def action_read_on(self) -> None:
        """Scroll on in the text."""
        self.query_one(SessionStage).reading.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """Scroll back in the text."""
        self.query_one(SessionStage).reading.scroll_page_up(animate=False)

    def action_read_on_beside(self) -> None:
        """More of what stands beside the slides."""
        self.action_read_on()

    def action_read_back_beside(self) -> None:
        """Back in it."""
        self.action_read_back()

    async def action_choose_facilitator(self, number: str) -> None:
        """Let the person with this number lead."""
        if (person := by_number(self.runner.state).get(int(number))) is not None:
            await self._choose(ChooseFacilitator(person.id), leads_in_words(person.name))

    async def action_draw_lots(self) -> None:
        """Let chance choose who leads."""
        person = random.SystemRandom().choice(self.runner.state.present)
        await self._choose(ChooseFacilitator(person.id, by_lot=True), lot_in_words(person.name))

    async def _choose(self, command: ChooseFacilitator, news: str) -> None:
        if await self.dispatch(command):
            self.query_one(MessageLine).tell(news, last=self.how_to_undo)

    @on(FactorMarks.Marked)
    async def _mark_factor(self, event: FactorMarks.Marked) -> None:
        event.stop()
        await self.dispatch(MarkFactor(event.factor, event.side, event.count))

    def action_leave_field(self) -> None:
        """Take the keys back from whatever has them."""
        self.set_focus(None)

    def action_open_link(self) -> None:
        """Open the step's link: a web address, or a file that is there."""
        link = self.runner.state.step.link if self.runner.state.step else ""
        line = self.query_one(MessageLine)
        match address_of(link, self.runner.state.created.folder):
            case Address(url=url):
                self.app.open_url(url)
                line.tell(opened_in_words(link))
            case why:
                line.tell(why, Tone.REFUSAL)

    # What opens on top

    async def _open(self, dialog: Dialog[str]) -> None:
        """Wait for a dialog, draw what it has changed, and say what came of it; nothing leaves the line as it is."""
        news = await self.app.push_screen_wait(dialog)
        await self.draw()
        if news:
            self.query_one(MessageLine).tell(news)

    @one_at_a_time
    async def action_people(self) -> None:
        """Who is here, and who leads."""
        from aml_okt.tui.screens.people import PeopleDialog

        await self._open(PeopleDialog(self.runner))

    @one_at_a_time
    async def action_order(self) -> None:
        """Who is in focus when."""
        from aml_okt.tui.screens.order import OrderDialog

        await self._open(OrderDialog(self.runner))

    @one_at_a_time
    async def action_make_up(self) -> None:
        """See how lost time could be made up."""
        from aml_okt.tui.screens.make_up import MakeUpDialog

        await self._open(MakeUpDialog(self.runner))

    @one_at_a_time
    async def action_use_spare(self) -> None:
        """See what time to spare could be used for."""
        from aml_okt.tui.screens.spare import SpareDialog

        chosen = await self.app.push_screen_wait(SpareDialog(self.runner))
        if chosen is None:
            return
        if chosen.command is None:
            self.tell_with_end(render(PLAN_AS_BEFORE))
        elif await self.dispatch(chosen.command):
            self.tell_move(render(REPLANNED))

    def action_plan(self) -> None:
        """The whole plan."""
        from aml_okt.tui.screens.plan import PlanDialog

        self.app.push_screen(PlanDialog(self.runner))

    def action_help(self) -> None:
        """The keys, and what the screen shows."""
        from aml_okt.scene.about import LEADING
        from aml_okt.tui.screens.help import standing_now

        now = standing_now(self._seen, self._is_usable, for_all=self.for_all)
        self.post_message(HelpWanted((*self.LISTED, *PROGRAM), LEADING, now))

    @one_at_a_time
    async def action_palette(self) -> None:
        """Find something by name, and do it."""
        from aml_okt.tui.screens.palette import PaletteDialog

        usable = tuple(action for action in self.LISTED if self._is_usable(action) and not action.by_key)
        if (chosen := await self.app.push_screen_wait(PaletteDialog(usable))) is not None:
            self.call_later(self.app.run_action, chosen.name, self)

    @one_at_a_time
    async def action_quit_session(self) -> None:
        """End the session, or leave it for later."""
        from aml_okt.tui.screens.quit import QuitChoice, QuitDialog

        match await self.app.push_screen_wait(QuitDialog(may_end=End in allowed(self.runner.state))):
            case QuitChoice.END:
                outcome = self.finish()
                self.parting = set_aside_in_words(outcome.set_aside)
                if (outcome.only_in_memory or not await self.dispatch(End())) and self.parting:
                    self.query_one(MessageLine).tell_in_turn(self.parting)
            case QuitChoice.LATER:
                await self.app.run_action("quit")
            case _:
                pass

    async def action_choose_cues(self) -> None:
        """Hear all cues of the clock, only its end, or none."""
        cues = next_choice(self.runner.state.cues)
        await self.dispatch(ChooseCues(cues), chosen_in_words(cues))

    async def action_show_room(self) -> None:
        """Show what the whole group may see; nothing that is typed after this goes into a note that nobody sees."""
        self.set_focus(None)
        self.for_all = True
        await self.draw()

    async def action_show_own(self) -> None:
        """Show whoever leads their own screen again."""
        self.for_all = False
        await self.draw()

    async def action_show_actions(self) -> None:
        """Let the room see what has been agreed on."""
        told = _("Gruppa ser tiltakene nå. {key} skjuler dem.").format(key=key_of("hide_actions"))
        await self.dispatch(ShowActions(shown=True), told)

    async def action_hide_actions(self) -> None:
        """Let the room see the clock again."""
        await self.dispatch(ShowActions(shown=False), render(CLOCK_SHOWN))

    async def action_factors(self) -> None:
        """Give the keys to the factor marks."""
        if self.for_all:
            await self.action_show_own()
        self.query_one(FactorMarks).focus()

    async def action_switch_theme(self) -> None:
        """Dark or light."""
        await self.app.run_action("switch_theme")
