"""The terminal application: which screen when, and an orderly end whatever ends it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import BindingType
from textual.screen import Screen

from aml_okt.core.session import Stage
from aml_okt.i18n import follows
from aml_okt.i18n import gettext as _
from aml_okt.loading import EXPECTED
from aml_okt.opening import Opening, left_in_words
from aml_okt.runner import SessionRunner, Setup
from aml_okt.scene.actions import PROGRAM
from aml_okt.scene.follow_up import not_taken_in_words
from aml_okt.scene.news import no_folder_in_words
from aml_okt.scene.parting import parting_in_words
from aml_okt.scene.resume_card import ResumeChoice
from aml_okt.scene.taking_up import asks_first, begun_at_once, left_to_take_up, take_up
from aml_okt.sounding import Sounds
from aml_okt.tui.actions import bindings
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.keys_in_order import KeysInOrder
from aml_okt.tui.load_ahead import ahead, load_ahead
from aml_okt.tui.orderly_app import OrderlyApp, note_signals, say, style_sheets
from aml_okt.tui.screens.dialog import Dialog
from aml_okt.tui.screens.one_at_a_time import Occupied
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.widgets.message_line import MessageLine, Tone

if TYPE_CHECKING:  # what a real session never loads
    from aml_okt.scene.guide import Guide

LANDING = 1.0
"""Seconds at most to wait for keys that are on their way."""


class AmlOktApp(KeysInOrder, OrderlyApp):
    """Leads from the first question to the summary.

    The folder of a session that waits to go on is in `left`; what is to be said of its notes when the screen has gone
    in `parting`, and whether they are all in that folder in `whole`.
    """

    CSS_PATH = style_sheets("session", "room", "dialog")
    BINDINGS: ClassVar[list[BindingType]] = bindings(PROGRAM)

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening = opening
        self._runner: SessionRunner | None = None
        self._setup: Screen[Setup | None] | None = None
        self._greeting = opening.origin
        self._faults: tuple[str, ...] = tuple(filter(None, (opening.notice, opening.warning)))
        self._set_aside: list[Path] = []
        self._sounds = Sounds(opening.settings)
        self._warned_about: tuple[str, ...] | None = None
        self._guide: Guide | None = None
        self.left: Path | None = None
        self.parting: tuple[str, ...] = ()
        self.whole = True
        self.begins_anew = False
        """Whether a new session is wanted whose language the screens, which are loaded in one, do not speak."""

    def on_mount(self) -> None:
        """Begin."""
        if self.stopped:
            return
        self._lead()
        self.run_worker(load_ahead(self.quiet_for, ahead()))

    @work
    async def _lead(self) -> None:
        """From the opening to the end of the session; the program closes when this returns."""
        try:
            self._runner = await self._open()
            for_all = False
            while self._runner is not None:
                if not_taken := not_taken_in_words(self._runner.not_taken):
                    self._faults, self._runner.not_taken = (*self._faults, not_taken), None
                if self._runner.state.stage is not Stage.FINISHED:
                    screen = self._session_screen(self._runner, for_all=for_all)
                    await self.push_screen_wait(screen)
                    for_all, self._guide = screen.for_all, screen.guide
                    self.parting, self._set_aside = (), []
                    self._faults = tuple(filter(None, (screen.parting,)))
                from aml_okt.tui.screens.thanks import ThanksScreen

                if for_all:
                    # The group looks at this window, and the summary says how they did for time.
                    await self.push_screen_wait(ThanksScreen(self._runner))
                if not await self.push_screen_wait(self._summary_screen(self._runner)):
                    late, _again = self._runner.look_for_late_writes()
                    self._part_from(self._runner, late)
                    break
                self._greeting, self._faults = "", ()
        except EXPECTED as fault:
            self.fault = fault
        self.exit(return_code=0 if self.fault is None else 1)

    def _session_screen(self, runner: SessionRunner, *, for_all: bool) -> SessionScreen:
        """The screen that leads; the one with tips is loaded where somebody practises with them."""
        if not self._opening.guided:
            return SessionScreen(runner, self._greeting, self._faults, self._sounds, for_all=for_all)
        from aml_okt.tui.screens.guided import GuidedScreen

        return GuidedScreen(runner, self._greeting, self._faults, self._sounds, self._guide, for_all=for_all)

    def _summary_screen(self, runner: SessionRunner) -> Screen[bool]:
        if not self._opening.guided:
            from aml_okt.tui.screens.summary import SummaryScreen

            return SummaryScreen(runner, self._faults)
        from aml_okt.tui.screens.guided_summary import GuidedSummary

        return GuidedSummary(runner, self._faults, self._guide)

    async def _open(self) -> SessionRunner | None:
        """The session to lead: taken up, or made from what the setup says; None to leave."""
        opening = self._opening
        if (loaded := left_to_take_up(opening)) is not None:
            choice = ResumeChoice.GO_ON
            if asks_first(opening, loaded):
                from aml_okt.tui.screens.resume import ResumeScreen

                choice = await self.push_screen_wait(ResumeScreen(loaded, opening.clock))
            if choice in {ResumeChoice.GO_ON, ResumeChoice.GO_ON_WITHOUT_GAP}:
                gap_counts = choice is ResumeChoice.GO_ON
                runner, self._greeting, self._faults = take_up(opening, loaded, gap_counts=gap_counts)
                if not gap_counts:
                    self._greeting = " ".join((self._greeting, _("Angre med u.")))
                return runner
            if choice is ResumeChoice.NEW and not follows(opening.agenda_file.agenda.language):
                self.begins_anew = True
            if choice is ResumeChoice.LEAVE or self.begins_anew:
                return None
        if (begun := begun_at_once(opening)) is not None:
            self._faults = (*self._faults, *self._old_notice)
            return begun
        await self._offer_to_erase(opening)
        return await self._set_up(opening)

    @property
    def _old_notice(self) -> tuple[str, ...]:
        """What is told of old private notes where nobody is asked about them."""
        if not self._opening.old_private:
            return ()
        from aml_okt.scene.private_offer import old_notice_in_words

        notice = old_notice_in_words(self._opening)
        return (notice,) if notice else ()

    async def _offer_to_erase(self, opening: Opening) -> None:
        """Ask whether private notes that have grown old are to go; what came of it is told on the next screen."""
        if not opening.old_private:
            return
        from aml_okt.private_notes import erase_kept
        from aml_okt.scene.private_offer import old_erased_in_words, old_offer_in_words
        from aml_okt.tui.screens.private_notes import ErasePrivateDialog

        dialog = ErasePrivateDialog(old_offer_in_words(opening), _("Dere blir spurt igjen neste gang."))
        if await self.push_screen_wait(dialog):
            told, _whole = old_erased_in_words(erase_kept(opening.old_private, opening.clock.now().wall))
            self._faults = (*self._faults, told)

    async def _set_up(self, opening: Opening) -> SessionRunner | None:
        """Ask until there is a session; a disk that refuses must not cost what has been filled in."""
        from aml_okt.tui.screens.setup import SetupScreen

        fault, self._faults = " ".join(self._faults), ()
        while True:
            self._setup = SetupScreen(opening, fault)
            if (settled := await self.push_screen_wait(self._setup)) is None:
                return None
            try:
                return SessionRunner.create(opening.root, opening.agenda_file, settled, opening.clock)
            except OSError as error:
                fault = no_folder_in_words(opening.root, error)
                opening = replace(
                    opening,
                    unit=settled.unit,
                    place=settled.place,
                    names=settled.names,
                    latest_end=settled.latest_end,
                    breather=settled.breather,
                )

    def opens_something(self) -> bool:
        """Whether a dialog has been asked for and is not on the screen yet, or is and does not stand."""
        top = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(top, Occupied):
            return top.occupied
        return isinstance(top, Dialog) and top.is_coming

    @on(HelpWanted)
    def _help(self, wanted: HelpWanted) -> None:
        from aml_okt.tui.screens.help import open_help

        open_help(self, wanted)

    def on_unmount(self) -> None:
        """Let others have the session."""
        if self._runner is not None:
            if self._runner.state.stage is not Stage.FINISHED:
                self.left = self._runner.folder
            self._runner.close()
            self._runner = None

    # Ways to end

    async def action_quit(self) -> None:
        """Close the program; the session waits. What cannot be saved is told before it is let go."""
        await self._let_typing_land()
        if isinstance(self.screen, Dialog) and self.screen.asks_before_closing():
            return  # the next one closes
        if self.screen is self._setup:
            await self.run_action("leave", self._setup)
        elif self._finish() or self._warned_about == self._typed:
            self.exit()  # what is in reserve is told of when the screen has gone
        else:
            self._warned_about = self._typed
            told = _("Notatet er ikke lagret. Trykk Ctrl+Q én gang til for å lukke likevel.")
            if isinstance(self.screen, SessionScreen):
                self.screen.alarm(told)
            else:
                self.screen.query_one(MessageLine).tell(told, Tone.FAULT)

    async def action_interrupt(self) -> None:
        """Ctrl+C: ask, where there is something to ask about."""
        if isinstance(self.screen, SessionScreen):
            await self.run_action("quit_session", self.screen)
        else:
            await self.action_quit()

    def action_help_quit(self) -> None:
        """Textual's own answer to Ctrl+C is in English; ours comes instead."""
        self.call_later(self.action_interrupt)

    async def _let_typing_land(self) -> None:
        """Wait until whoever has the keys has taken those that were pressed before this moment.

        A key that comes before all others must not overtake the letters of a note.
        """
        if self.focused is not None:
            landed = asyncio.Event()
            self.focused.call_later(landed.set)
            with suppress(TimeoutError):
                await asyncio.wait_for(landed.wait(), LANDING)

    @property
    def _typed(self) -> tuple[str, ...]:
        """What stands in the notes, to tell whether it has changed since it was asked about."""
        screens = [screen for screen in self.screen_stack if isinstance(screen, SessionScreen)]
        return tuple(screen.note_text for screen in screens)

    def _finish(self) -> bool:
        """Save what waits in any screen; whether all of it is on some disk."""
        for dialog in self.screen_stack:
            if isinstance(dialog, Dialog) and dialog.stands:
                dialog.hand_over()
        outcomes = [screen.finish() for screen in self.screen_stack if isinstance(screen, SessionScreen)]
        self._set_aside.extend(path for outcome in outcomes for path in outcome.set_aside)
        lost = any(outcome.only_in_memory for outcome in outcomes)
        if self._runner is not None:
            # Notes that are still typed in have been looked at with their save.
            look = self._runner.look_at_actions_again if outcomes else self._runner.look_for_late_writes
            self._set_aside.extend(look()[0])
            self._part_from(self._runner, self._set_aside, lost=lost)
        return not lost

    def _part_from(self, runner: SessionRunner, set_aside: Sequence[Path], *, lost: bool = False) -> None:
        """Have it said when the screen has gone where texts are that are not where they belong, or that one is lost."""
        self.parting = parting_in_words(runner, set_aside, lost=lost)
        self.whole = not (lost or runner.notebook.outstanding)

    async def settle_up(self) -> None:
        """Let what has been typed land, and save it."""
        await self.keys_have_landed(LANDING)
        await self._let_typing_land()
        self._finish()

    def save_what_can_be_saved(self) -> None:
        """Save what stands in the screens."""
        self._finish()


def run(opening: Opening) -> int | None:
    """Run the screens; the exit status, or None when a new session is wanted in another language.

    Raises:
        Exception: what stopped them, once the terminal is restored.

    """
    app = AmlOktApp(opening)
    note_signals(app)
    app.run()
    for sentence in app.parting:
        say(sentence)
    if app.fault is not None:
        raise app.fault
    if app.left is not None:
        say(left_in_words(app.left, whole=app.whole))
    return None if app.begins_anew else app.return_code or 0
