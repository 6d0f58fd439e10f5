"""The one list of all screens and dialogs that there are; a test of the payloads holds that none is missing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from textual.screen import Screen

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.files.journal import Contents
from aml_okt.loading import LoadedSession
from aml_okt.runner import SessionRunner
from aml_okt.scene.actions import SESSION
from aml_okt.tui.screens.action_form import ActionDialog
from aml_okt.tui.screens.follow_up import FollowUpDialog
from aml_okt.tui.screens.gap import GapDialog
from aml_okt.tui.screens.guided import GuidedScreen
from aml_okt.tui.screens.guided_summary import GuidedSummary
from aml_okt.tui.screens.help import HelpDialog
from aml_okt.tui.screens.make_up import MakeUpDialog
from aml_okt.tui.screens.meeting import MeetingDialog
from aml_okt.tui.screens.order import OrderDialog
from aml_okt.tui.screens.palette import PaletteDialog
from aml_okt.tui.screens.people import PeopleDialog
from aml_okt.tui.screens.plan import PlanDialog
from aml_okt.tui.screens.private_notes import ErasePrivateDialog
from aml_okt.tui.screens.quit import QuitDialog
from aml_okt.tui.screens.resume import ResumeScreen
from aml_okt.tui.screens.room import RoomScreen
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.screens.skip import SkipDialog
from aml_okt.tui.screens.spare import SpareDialog
from aml_okt.tui.screens.summary import SummaryScreen
from aml_okt.tui.screens.thanks import ThanksScreen
from aml_okt.tui.screens.until import UntilDialog
from tests.tui.setup_stage import filled, opening_at


def every_screen(runner: SessionRunner, clock: SettableClock) -> Iterator[Screen[Any]]:
    """Each screen and dialog that there is."""
    state, today = runner.state, date(2026, 11, 23)
    yield SetupScreen(filled(opening_at(clock)))
    yield ResumeScreen(LoadedSession(runner.folder, state, Contents(()), state.last), runner.clock)
    yield SessionScreen(runner, "Velkommen")
    yield GuidedScreen(runner, "Velkommen")
    yield from (PeopleDialog(runner), OrderDialog(runner), PlanDialog(runner), HelpDialog(SESSION), SkipDialog(runner))
    yield from (MakeUpDialog(runner), SpareDialog(runner), UntilDialog(runner), MeetingDialog(runner))
    yield from (GapDialog(runner, timedelta(minutes=8)), QuitDialog(may_end=True), PaletteDialog(SESSION))
    yield ActionDialog(("Kari", "Ola"), today, runner.actions.add, Action("Ringe", "Kari", today))
    yield FollowUpDialog((), tuple, lambda action: action)
    yield ErasePrivateDialog((), "")
    yield SummaryScreen(runner)
    yield GuidedSummary(runner)
    yield RoomScreen(runner.folder.parent, runner.clock, runner.folder)
    yield ThanksScreen(runner)
