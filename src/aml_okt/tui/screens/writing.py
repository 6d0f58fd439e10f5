"""What is written in a session beside its moves: notes, actions and the next meeting."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from textual import on

from aml_okt.core.actions import Action as Task
from aml_okt.core.actions import parse_line
from aml_okt.core.days import DayFault, read_day
from aml_okt.files.note_file import NoteKey
from aml_okt.i18n import gettext as _
from aml_okt.opening import set_aside_in_words
from aml_okt.tui.screens.action_form import CHANGES, DUE, OWNER, TEXT, ActionDialog
from aml_okt.tui.screens.leading import LeadingScreen
from aml_okt.tui.screens.meeting import MeetingDialog
from aml_okt.tui.screens.one_at_a_time import one_at_a_time
from aml_okt.tui.widgets.draft import Draft
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.note_desk import LOOK_AGAIN_AFTER, NoteDesk


class WritingScreen(LeadingScreen):
    """Takes what the group writes, and tells what becomes of it."""

    def action_note(self) -> None:
        """Give the keys to the note, where there is room to see it."""
        desk = self.query_one(NoteDesk)
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
            self.query_one(MessageLine).tell(_("Det er ingen tiltak å endre ennå."), Tone.REFUSAL)
            return
        await self._ask_for_task(self._tasks[-1])

    async def _ask_for_task(self, existing: Task | None) -> None:
        """Ask for an action, or for another in place of one; what was not saved the last time comes first."""
        draft = self._draft_of_task
        if left := self._left_of_task():
            existing = parse_line(left.get(CHANGES, ""))
        names = tuple(person.name for person in self.runner.state.present)
        actions = self.runner.actions
        write = actions.add if existing is None else partial(actions.replace, existing)
        task = await self.app.push_screen_wait(ActionDialog(names, self._today, write, existing, draft))
        if task is None:
            return
        self.read_tasks()
        line = self.query_one(MessageLine)
        line.tell(_("Tiltaket er lagret: {text}").format(text=task.text))
        self._look_at_actions_again()
        await self._draw()

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
        await self.app.push_screen_wait(MeetingDialog(self.runner, self._draft_of_meeting))
        await self._draw()

    # Drafts of forms

    @property
    def _draft_of_task(self) -> Draft:
        return Draft(NoteKey.draft("tiltak", _("Et tiltak")), self.query_one(NoteDesk))

    @property
    def _draft_of_meeting(self) -> Draft:
        return Draft(NoteKey.draft("neste mote", _("Neste møte")), self.query_one(NoteDesk))

    def _left_of_task(self) -> dict[str, str]:
        """The draft of an action; none when the program was stopped just after the action itself was written."""
        left = self._draft_of_task.read()
        if not any(self._is(task, left) for task in self._tasks) or parse_line(left.get(CHANGES, "")) in self._tasks:
            return left
        self._draft_of_task.keep({})
        return {}

    def _is(self, task: Task, left: Mapping[str, str]) -> bool:
        """Whether an action is what stands in a draft."""
        try:
            due = read_day(left[DUE], self._today) if DUE in left else None
        except DayFault:
            return False
        return (task.text, task.owner, task.due) == (left.get(TEXT), left.get(OWNER, ""), due)

    @property
    def _today(self) -> date:
        return self.runner.clock.now().wall.astimezone(self.runner.clock.zone).date()

    def left_unsaved(self) -> Iterator[str]:
        """What stands in a form, and with which key it is gone on with."""
        if self._left_of_task():
            yield _("Et tiltak ble ikke lagret. Trykk t for å fortsette på det.")
        if self._draft_of_meeting.read():
            yield _("Neste møte ble ikke lagret. Trykk m for å fortsette på det.")

    # What becomes of it

    @on(NoteDesk.Noticed)
    def _tell_of_note(self, event: NoteDesk.Noticed) -> None:
        event.stop()
        self.query_one(MessageLine).tell_in_turn(event.sentence)

    @on(NoteDesk.Recovered)
    def _take_back_alarm(self, event: NoteDesk.Recovered) -> None:
        event.stop()
        # What an earlier process had to put elsewhere comes home when its note is opened, or at the end.
        whole = not self.runner.notebook.outstanding
        news = _("Nå er alle notatene lagret i øktmappa.") if whole else _("Nå er notatet lagret i øktmappa.")
        self.query_one(MessageLine).take_back((*event.sentences, *self._alarms), news)
        self._alarms.clear()
