"""A rehearsal that is guided: the session's screen with a line of tips, which follow what is tried."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from aml_okt.core.commands import Command
from aml_okt.core.session import Stage
from aml_okt.files.folders import root_of
from aml_okt.files.invocation import command
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.scene.action import Action
from aml_okt.scene.actions import SESSION
from aml_okt.scene.guide import GUIDE, Deed, Guide, Here, Other, here_in
from aml_okt.scene.leading import scene
from aml_okt.sounding import Sounds
from aml_okt.tui.actions import bindings
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.widgets.guide_line import GuideLine
from aml_okt.tui.widgets.message_line import MessageLine
from aml_okt.tui.widgets.note_desk import NoteDesk


class GuidedScreen(SessionScreen):
    """Leads a rehearsal, and says what to try. `guide` is how far that has come."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GUIDE)
    LISTED: ClassVar[tuple[Action, ...]] = (*SESSION, *GUIDE)
    DEFAULT_CSS = """
    GuidedScreen.-tiny GuideLine, GuidedScreen.-smallest GuideLine { display: none; }
    """

    def __init__(  # noqa: PLR0913 - those of the session's screen, and the guide
        self,
        runner: SessionRunner,
        greeting: str = "",
        faults: Iterable[str] = (),
        sounds: Sounds | None = None,
        guide: Guide | None = None,
        *,
        for_all: bool = False,
    ) -> None:
        """As the session's screen, with the guide from the place it has come to."""
        super().__init__(runner, greeting, faults, sounds, for_all=for_all)
        self.guide: Guide = guide or Guide()
        self._guides = True
        self._start = command(root_of(runner.folder), "start")
        self._here: Here | None = None
        self._typing = False

    def compose(self) -> ComposeResult:
        """The guide's line stands over the one that says what has happened: never over the clock, nor the rule."""
        for widget in super().compose():
            if isinstance(widget, MessageLine):
                yield GuideLine()
            yield widget

    async def _draw_now(self) -> None:
        await super()._draw_now()
        self._say_tip()

    def _say_tip(self) -> None:
        if not self.children or self._seen is None or self.runner.state.stage is Stage.FINISHED:
            return
        self._here = here_in(self.runner.state, self._seen, typing=self._typing, for_all=self.for_all)
        tip = self.guide.tip(self._here) if self._guides else None
        self.query_one(GuideLine).guide(tip, self._start)

    def _tried(self, deed: Deed, here: Here | None) -> None:
        """Something was tried where the group was then."""
        if here is not None:
            self.guide = self.guide.after(deed, here, self._here_now())
        self._say_tip()

    def _here_now(self) -> Here:
        """Where the group is, drawn or not."""
        state, clock = self.runner.state, self.runner.clock
        return here_in(state, scene(state, clock.now(), clock.zone), typing=self._typing, for_all=self.for_all)

    async def _carry_out(self, command: Command, news: str | None = "") -> bool:
        here = self._here
        if done := await super()._carry_out(command, news):
            self._tried(type(command), here)
        return done

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _notice_typing(self) -> None:
        if self.children and (typing := self.query_one(NoteDesk).area.has_focus) != self._typing:
            self._typing, here = typing, self._here
            self._tried(Other.NOTED if typing else Other.LEFT_FIELD, here)

    async def action_show_room(self) -> None:
        """Show what the whole group may see."""
        here = self._here
        await super().action_show_room()
        self._tried(Other.SHOWED_ROOM, here)

    async def action_show_own(self) -> None:
        """Show whoever leads their own screen again."""
        here = self._here
        await super().action_show_own()
        self._tried(Other.SHOWED_OWN, here)

    def read_tasks(self) -> None:
        """Take the actions as they stand on the disk; one more than before has been saved here."""
        before = len(self._tasks)
        super().read_tasks()
        if len(self._tasks) > before:
            self._tried(Other.SAVED_ACTION, self._here)

    @on(GuideLine.Clicked)
    def action_tips(self) -> None:
        """Hide the tips, or show them again."""
        self._guides = not self._guides
        told = _("Tipsene er skjult. {key} viser dem igjen.").format(key=render(GUIDE[0].shown))
        self.query_one(MessageLine).tell("" if self._guides else told)
        self._say_tip()
