"""A session on the screen: its clock at each second, the rest when it is another, and the one way to change it."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal

from aml_okt.clock import time_of_day
from aml_okt.core.actions import Action as Task
from aml_okt.core.carrying import from_last
from aml_okt.core.commands import Command, LeaveGapOut, NoteGap
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import NO_TIME, projected_end, waits_for
from aml_okt.files.note_keeper import NoteKeeper, Outcome
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SIGN_OF_LIFE_EVERY, SessionRunner
from aml_okt.scene.action import Action
from aml_okt.scene.actions import SESSION
from aml_okt.scene.clock_face import clock_face
from aml_okt.scene.cue_watch import CueWatch
from aml_okt.scene.cue_words import heard_in_brief
from aml_okt.scene.gaps import GapWatch, waited_in_words
from aml_okt.scene.leading import Aside, Scene, scene
from aml_okt.scene.news import COUNTS, COUNTS_NOT, actions_unreadable_in_words, end_in_words
from aml_okt.scene.note_words import lost_in_words
from aml_okt.scene.room import View, room_clock, room_scene
from aml_okt.scene.usable import can_be_done
from aml_okt.sounding import Sounds
from aml_okt.tui.bell import Ring
from aml_okt.tui.screens.clocked import ClockedScreen
from aml_okt.tui.screens.stage import SessionStage
from aml_okt.tui.widgets.header_bar import HeaderBar
from aml_okt.tui.widgets.key_bar import KeyBar
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.note_desk import NoteDesk
from aml_okt.tui.widgets.step_list import StepList
from aml_okt.wording import unchanged_in_words

if TYPE_CHECKING:  # they are loaded when they are shown
    from aml_okt.scene.guide import Guide
    from aml_okt.tui.screens.room_stage import RoomStage


class LeadingScreen(ClockedScreen):
    """A session on the screen, drawn from state and clock. Dismissed when the session has ended."""

    CSS_PATH = ["session.tcss", "room.tcss"]  # noqa: RUF012 - declared so by Textual
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (104, "-normal"), (160, "-wide")]  # noqa: RUF012 - declared so by Textual
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by Textual
        (0, "-smallest"),
        (11, "-tiny"),
        (16, "-low"),
        (34, "-normal-height"),
        (48, "-tall"),
    ]

    guide: "Guide | None" = None
    """How far the guide of a rehearsal has come, where there is one."""

    def __init__(
        self,
        runner: SessionRunner,
        greeting: str = "",
        faults: Iterable[str] = (),
        sounds: Sounds | None = None,
        *,
        for_all: bool = False,
    ) -> None:
        """`greeting` is said first; `faults` are sentences about what has gone wrong before, said in its place.

        `for_all` is whether the window shows what the whole group may see, and nothing else.
        """
        super().__init__(runner)
        self._greeting, self._faults = greeting, tuple(faults)
        self._tasks: tuple[Task, ...] = ()
        self._seen: Scene | None = None
        self._room: RoomStage | None = None
        self._gaps, self._cues = GapWatch(runner), CueWatch(runner, sounds or Sounds())
        self._unanswered = NO_TIME
        self._alarms: list[str] = []
        self._one_at_a_time = asyncio.Lock()
        self.for_all = for_all
        self.shares = False
        """Whether the note is the one for what the group shares from its rounds."""
        self.parting = ""
        """What is still to be told when the screen has gone."""

    def compose(self) -> ComposeResult:
        """Header, steps, stage, message, note, keys. What the whole group sees is made when it is asked for."""
        self._fit()
        yield HeaderBar()
        with Horizontal(id="frame"):
            yield StepList()
            yield SessionStage(id="stage")
        yield MessageLine()
        yield NoteDesk(NoteKeeper(self.runner.notebook), self.runner.clock)
        yield KeyBar(SESSION)

    def _fit(self) -> None:
        """Be the size of the terminal before anything is drawn; Textual says it after the first picture."""
        for cells, breakpoints in zip(
            self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            _least, name = max(one for one in breakpoints if one[0] <= cells)
            self.add_class(name, update=False)

    async def on_mount(self) -> None:
        """Draw, and look at the clock each time it turns from now on."""
        self.read_tasks()
        await self.draw()
        self.stands = True
        self.watch(self.query_one(SessionStage).reading, "show_vertical_scrollbar", self._draw_keys, init=False)
        self.set_interval(SIGN_OF_LIFE_EVERY.total_seconds(), self.runner.give_sign_of_life)
        self.runner.give_sign_of_life()
        line = self.query_one(MessageLine)
        line.tell(self._greeting)
        for remark in (*self._faults, *self.left_unsaved()):
            line.tell_in_turn(remark)
        self.give_cue()

    def left_unsaved(self) -> Iterator[str]:
        """What an earlier process left that is not in its place, as sentences."""
        yield from ()

    @property
    def note_text(self) -> str:
        """What stands in the note."""
        return self.query_one(NoteDesk).area.text

    def finish(self) -> Outcome:
        """Save everything before the screen goes; what came of it. A line says so where something is on no disk."""
        outcome = self.query_one(NoteDesk).finish()
        if lost := lost_in_words(outcome):
            self.alarm(lost)
        return outcome

    def alarm(self, sentence: str) -> None:
        """Say that a note is not saved; taken back as soon as it is."""
        self._alarms.append(sentence)
        self.query_one(MessageLine).tell(sentence, Tone.FAULT)

    # What the screen shows

    def move_clock(self, box: Timebox, moment: Moment) -> None:
        """Show another time in the picture that is there."""
        state, zone = self.runner.state, self.runner.clock.zone
        if not self.for_all:
            self.query_one(SessionStage).move_clock(clock_face(state, box, moment, zone))
        elif self._room is not None:
            self._room.move_clock(room_clock(state, box, moment, zone))

    # Gaps and cues

    async def notice_gap(self, *, key_waits: bool = False) -> bool:
        """Note that nobody has looked at the clock for a while; whether the group is asked what it makes of it.

        The lid was closed, or the process stood still. The time counts until somebody says otherwise, so
        that what the screen shows is true at once. `key_waits`: a key was pressed meanwhile, and does nothing.
        """
        gap, state = self._gaps.look(), self.runner.state
        if not gap or state.stage not in {Stage.RUNNING, Stage.PAUSED}:
            return False
        if waits_for(state, self.runner.clock.now()):
            # With or without it the step begins at its time of day.
            if await self._carry_out(NoteGap(gap), None) and not self.query_one(MessageLine).tells_of_fault:
                self.query_one(MessageLine).tell(waited_in_words(gap))
            return False
        # One can be left out, so that those that wait for an answer are noted, and asked about, as one.
        self._unanswered += gap
        if await self._carry_out(NoteGap(self._unanswered), None):
            self._ask_about_gap(key_waits=key_waits)
        else:
            self._unanswered = NO_TIME
        return True

    @work(exclusive=True, group="gap")
    async def _ask_about_gap(self, *, key_waits: bool) -> None:
        from aml_okt.tui.screens.gap import GapDialog

        asked = [screen for screen in self.app.screen_stack if isinstance(screen, GapDialog)]
        while asked and self.app.screen is not asked[0]:
            self.app.pop_screen()  # its help
        if asked:
            asked[0].dismiss(None)
        counts = await self.app.push_screen_wait(
            GapDialog(self.runner, self._unanswered, key_waits=key_waits, for_all=self.for_all)
        )
        self._unanswered = NO_TIME
        if counts is False:
            if await self._carry_out(LeaveGapOut()):
                self.tell_move(render(COUNTS_NOT))
        elif not self.query_one(MessageLine).tells_of_fault:
            self.tell_with_end(render(COUNTS))

    def tell_with_end(self, news: str, *then: str) -> None:
        """Say what was done, and what the end is now; more where there is room."""
        self.query_one(MessageLine).tell(news, then=(end_in_words(self.end), *then))

    def tell_move(self, news: str, *more: str) -> None:
        """Say what was done and how it is undone; where there is room, what the end is now, and more."""
        self.query_one(MessageLine).tell(news, then=(end_in_words(self.end), *more), last=self.how_to_undo)

    @property
    def how_to_undo(self) -> str:
        """How what was just done is undone; to whoever types, a letter is text."""
        return _("Angre med Escape og u.") if self.query_one(NoteDesk).area.has_focus else _("Angre med u.")

    @property
    def end(self) -> str:
        """When the session ends as things stand."""
        clock = self.runner.clock
        return time_of_day(projected_end(self.runner.state, clock.now()), clock.zone)

    def give_cue(self) -> None:
        """Say it once when time takes the clock past a step, or the group comes to another phase; let it be heard."""
        line = self.query_one(MessageLine)
        unheard, why = self._cues.unheard()
        if why:
            line.tell_in_turn(why)
        for cue in unheard:
            self.post_message(Ring(cue))
        if (given := self._cues.look()) is None:
            return
        if given.words and not line.tells_of_fault:
            line.tell(given.words, Tone.CUE)
        rings, fault = self._cues.play(given.cue)
        if fault:
            line.tell_in_turn(fault)
        if rings:
            self.post_message(Ring(given.cue))

    async def draw(self) -> None:
        """Draw what is so now. One after the other: a part of the picture may have to be made first."""
        async with self._one_at_a_time:
            await self._draw_now()

    async def _draw_now(self) -> None:
        if not self.children:
            return  # the program is closing
        state, moment = self.runner.state, self.runner.clock.now()
        self.draws_whole(state, moment)
        if self.for_all:
            await self._draw_for_all(state, moment)
        seen = scene(state, moment, self.runner.clock.zone)
        if seen.shows_actions and (self._seen is None or not self._seen.shows_actions):
            self.read_tasks()
        self.query_one(HeaderBar).show(
            state.created.title, seen.time, seen.end, seen.offset,
            behind=seen.behind, rehearsal=state.created.rehearsal is not None, sound=heard_in_brief(state.cues),
        )  # fmt: skip
        self.query_one(StepList).show(seen.rows)
        await self.query_one(SessionStage).show(seen, state, self._tasks)
        if not self.children:
            return  # the program has closed while an aside was made
        self._show_note(seen)
        self._seen = seen
        self._draw_keys()

    def _show_note(self, seen: Scene) -> None:
        """Show the note of the step, or what is shared from the rounds for as long as the group is in one step."""
        self.shares = self.shares and self._seen is not None and self._seen.note == seen.note
        if (note := seen.shared_note if self.shares else seen.note) is not None:
            self.query_one(NoteDesk).show(note, may_share=seen.shared_note is not None)

    async def _draw_for_all(self, state: SessionState, moment: Moment) -> None:
        from aml_okt.tui.screens.room_stage import RoomStage

        if self._room is None:
            room = RoomStage(id="room")
            await self.mount(room, after="#frame")
            self._room = room
        seen = room_scene(state, moment, self.runner.clock.zone)
        await self._room.show(seen, self._tasks if seen.view is View.ACTIONS else ())

    def read_tasks(self) -> None:
        """Take the actions as they stand on the disk, where other editors may have been."""
        try:
            self._tasks = self.runner.actions.read()
        except OSError as fault:
            self.query_one(MessageLine).tell(actions_unreadable_in_words(fault), Tone.FAULT)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _draw_keys(self) -> None:
        if not self.children:
            return
        typing = self.query_one(NoteDesk).area.has_focus
        self.set_class(typing, "-typing")
        self.set_class(self.for_all, "-for-all")
        names = (action.name for action in SESSION if self._is_in_bar(action, typing=typing))
        self.query_one(KeyBar).show(names, typing=typing)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's
        """Whether an action makes sense now; the core says which commands do.

        A key that was meant for a dialog that has not come yet, or has not gone, does nothing here.
        """
        if not self.takes_keys:
            return False
        declared = next((one for one in SESSION if one.name == action), None)
        return declared is None or self._is_usable(declared)

    def _is_usable(self, action: Action) -> bool:
        """What no command tells of depends on what the screen shows."""
        match action.name:
            case "leave_field":
                return self.focused is not None
            case "show_room" | "show_own":
                return self.for_all == (action.name == "show_own")
            case "read_on" | "read_back" | "read_on_beside" | "read_back_beside":
                # The arrows turn pages where there are some.
                slides = self._seen is not None and self._seen.aside is Aside.SLIDES
                is_long = self.query_one(SessionStage).reading.show_vertical_scrollbar
                return is_long and slides == action.name.endswith("beside")
            case "follow_up":
                return bool(from_last(self._tasks))
            case "factors" if self._seen is None or self._seen.aside is not Aside.FACTORS:
                return False  # slides, say, stand in their place, and there is nothing to give the keys to
            case _:
                return can_be_done(action, self.runner.state, self.runner.clock.now(), self._seen)

    def _is_in_bar(self, action: Action, *, typing: bool) -> bool:
        if typing and not (action.typing or action.name == "leave_field"):
            return False
        if self.for_all and not action.for_all:
            return False
        if action.name == "make_up" and not (self._seen and self._seen.behind):
            return False  # it can be done, but nobody needs to be told while all is well
        if action.name == "follow_up" and not (self._seen and self._seen.shows_actions):
            return False
        beside = self._seen.aside.value if self._seen else ""
        return self._is_usable(action) and action.beside in {"", beside}

    async def dispatch(self, command: Command, news: str = "") -> bool:
        """Carry out a command and draw; whether it was done. The line below the stage says what came of it."""
        if await self.notice_gap(key_waits=True):
            return False  # the key was pressed at a picture that was not true any more
        return await self._carry_out(command, news)

    async def _carry_out(self, command: Command, news: str | None = "") -> bool:
        """Carry out a command and draw; whether it was done. No news leave what the line says as it is."""
        line = self.query_one(MessageLine)
        try:
            refusal = self.runner.dispatch(command)
        except OSError as fault:
            line.tell(unchanged_in_words(fault), Tone.FAULT)
            return False
        if refusal is not None:
            line.tell(render(refusal.reason), Tone.REFUSAL)
            return False
        if news is not None:
            line.tell(news)
        if self.runner.state.stage is Stage.FINISHED:
            self.dismiss()
            return True
        await self.draw()
        return True
