"""What is written in a session beside its moves: notes, actions and the next meeting."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from textual import on

from aml_okt.core.actions import Action as Task
from aml_okt.core.actions import parse_line
from aml_okt.files.drafts import Draft
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.opening import elsewhere_in_words, set_aside_in_words
from aml_okt.scene.actions import key_of
from aml_okt.scene.follow_up import day_of, tick
from aml_okt.scene.forms import CHANGES, draft_of_action, draft_of_meeting, left_of_action, left_of_meeting
from aml_okt.scene.news import NOTHING_TO_MEND, action_saved_in_words
from aml_okt.scene.note_words import LOOK_AGAIN_AFTER, all_home
from aml_okt.tui.screens.leading import LeadingScreen
from aml_okt.tui.screens.one_at_a_time import one_at_a_time
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.note_desk import NoteDesk


class WritingScreen(LeadingScreen):
    """Takes what the group writes, and tells what becomes of it."""

    _offer = ""
    """What is told of forms that were not saved."""
    _waiting = ""
    """What is told of texts that an earlier process had to put elsewhere."""

    async def action_note(self) -> None:
        """Give the keys to the note, where there is room to see it; whoever asks for it wants it on the screen."""
        await self._write_in_note(shares=False)

    async def action_share_from_rounds(self) -> None:
        """Give the keys to the note for what is shared from the rounds; where it is shown, to the step's again."""
        if self.shares and not self.for_all:
            self.shares = False
            await self.draw()
        else:
            await self._write_in_note(shares=True)

    async def _write_in_note(self, *, shares: bool) -> None:
        """Give the keys to one of the notes, where there is room to see it."""
        desk = self.query_one(NoteDesk)
        if self.for_all or self.shares != shares:
            self.for_all, self.shares = False, shares
            await self.draw()
        if desk.display:
            desk.area.focus()
        else:
            self.query_one(MessageLine).tell(_("Vinduet er for lite til å skrive i. Gjør det høyere."), Tone.REFUSAL)

    @one_at_a_time
    async def action_add_action(self) -> None:
        """One more action."""
        await self._ask_for_task(None)

    @one_at_a_time
    async def action_mend_action(self) -> None:
        """The last action, written again."""
        self.read_tasks()
        if not self._tasks:
            self.query_one(MessageLine).tell(render(NOTHING_TO_MEND), Tone.REFUSAL)
            return
        await self._ask_for_task(self._tasks[-1])

    async def _ask_for_task(self, existing: Task | None) -> None:
        """Ask for an action, or for another in place of one; what was not saved the last time comes first."""
        from aml_okt.tui.screens.action_form import ActionDialog

        draft = self._draft_of_task
        if left := self._left_of_task():
            existing = parse_line(left.get(CHANGES, ""))
        names = tuple(person.name for person in self.runner.state.present)
        actions = self.runner.actions
        write = actions.add if existing is None else partial(actions.replace, existing)
        task = await self.app.push_screen_wait(ActionDialog(names, self._today, write, existing, draft))
        self._offer_again()
        if task is None:
            return
        self.read_tasks()
        line = self.query_one(MessageLine)
        line.tell(action_saved_in_words(task.text))
        self._look_at_actions_again()
        await self.draw()

    @one_at_a_time
    async def action_follow_up(self) -> None:
        """What was agreed on in the last session, to be ticked off."""
        from aml_okt.tui.screens.follow_up import FollowUpDialog

        self.read_tasks()
        actions = self.runner.actions
        tick_off = partial(tick, actions, today=day_of(self.runner))
        await self.app.push_screen_wait(FollowUpDialog(self._tasks, actions.read, tick_off))
        self.read_tasks()
        self._look_at_actions_again()
        await self.draw()

    def _look_at_actions_again(self) -> None:
        """Tell what another program wrote in the list while it was replaced, now and until none can any more."""
        texts, again = self.runner.look_at_actions_again()
        if texts:
            self.query_one(MessageLine).tell_in_turn(set_aside_in_words(texts))
        if again:
            self.set_timer(LOOK_AGAIN_AFTER, self._look_at_actions_again)

    @one_at_a_time
    async def action_meeting(self) -> None:
        """When the group meets next."""
        from aml_okt.tui.screens.meeting import MeetingDialog

        await self.app.push_screen_wait(MeetingDialog(self.runner, self._draft_of_meeting))
        self._offer_again()
        await self.draw()

    # Drafts of forms

    @property
    def _draft_of_task(self) -> Draft:
        return draft_of_action(self.query_one(NoteDesk))

    @property
    def _draft_of_meeting(self) -> Draft:
        return draft_of_meeting(self.query_one(NoteDesk))

    def _left_of_task(self) -> dict[str, str]:
        return left_of_action(self._draft_of_task, self._tasks, self._today)

    def _left_of_meeting(self) -> dict[str, str]:
        return left_of_meeting(self._draft_of_meeting, self.runner.state.next_meeting, self._today)

    @property
    def _today(self) -> date:
        return self.runner.clock.now().wall.astimezone(self.runner.clock.zone).date()

    def left_unsaved(self) -> Iterator[str]:
        """What is not in its place, and what stands in forms, with the key by which it is gone on with."""
        self._waiting = elsewhere_in_words(self.runner.notebook.outstanding)
        if self._waiting:
            yield self._waiting
        self._offer = self._offer_in_words()
        if self._offer:
            yield self._offer

    def _offer_in_words(self) -> str:
        task, meeting = self._left_of_task(), self._left_of_meeting()
        if task and meeting:
            offer = _(
                "Et tiltak og avtalen om neste møte ble ikke lagret. "
                "Trykk {action} og {meeting} for å fortsette på dem."
            )
        elif CHANGES in task:
            offer = _("En endring av et tiltak ble ikke lagret. Trykk {action} for å fortsette på den.")
        elif task:
            offer = _("Et tiltak ble ikke lagret. Trykk {action} for å fortsette på det.")
        elif meeting:
            offer = _("Avtalen om neste møte ble ikke lagret. Trykk {meeting} for å fortsette på den.")
        else:
            return ""
        return offer.format(action=key_of("add_action"), meeting=key_of("meeting"))

    def _offer_again(self) -> None:
        """After a form has been opened: what is offered still, and nothing that is done with."""
        line, before = self.query_one(MessageLine), self._offer
        if before and (offer := self._offer_in_words()) != before:
            line.take_back([before], "")
            self._offer = offer
            if offer:
                line.tell_in_turn(offer)

    # What becomes of it

    @on(NoteDesk.Noticed)
    def _tell_of_note(self, event: NoteDesk.Noticed) -> None:
        event.stop()
        self.query_one(MessageLine).tell_in_turn(event.sentence)

    @on(NoteDesk.Saved)
    def _tell_what_is_elsewhere(self, event: NoteDesk.Saved) -> None:
        """Tell where texts are that the folder of the session does not take, or that it does now."""
        event.stop()
        line, whole, before = self.query_one(MessageLine), not event.outcome.unsaved, self._waiting
        if event.outcome.elsewhere or before:
            self._waiting = elsewhere_in_words(self.runner.notebook.outstanding)
        over = [*([before] if before != self._waiting else []), *(self._alarms if whole else [])]
        line.take_back(over, all_home() if whole and not self._waiting else "")
        if whole:
            self._alarms.clear()
        if self._waiting and self._waiting != before:
            line.tell_in_turn(self._waiting)
