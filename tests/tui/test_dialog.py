"""What holds for every dialog: it closes once, and a key that comes too early or too late does nothing."""

import asyncio

import pytest
from textual.screen import Screen

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin
from aml_okt.runner import SessionRunner
from aml_okt.scene.actions import SESSION
from aml_okt.tui.screens.dialog import Dialog
from aml_okt.tui.screens.help import HelpDialog
from aml_okt.tui.screens.order import OrderDialog
from aml_okt.tui.screens.people import PeopleDialog
from aml_okt.tui.screens.quit import QuitChoice, QuitDialog
from aml_okt.tui.screens.session import SessionScreen
from tests.tui.dialogs import Opened, done, open_in
from tests.tui.hosts import UNANSWERED, Host
from tests.tui.leading import Led, lead


def test_a_dialog_that_does_not_stand_yet_lets_no_key_do_anything(runner: SessionRunner) -> None:
    for dialog in (PeopleDialog(runner), OrderDialog(runner), QuitDialog(may_end=True)):
        assert not any(dialog.check_action(action.name, ()) for action in dialog.KEYS)
        dialog.draw_keys()


def test_a_dialog_that_has_been_closed_lets_no_key_do_anything() -> None:
    dialog = QuitDialog(may_end=True)

    async def script(opened: Opened) -> None:
        dialog.action_close()
        # These come in the same instant, before the screen is gone.
        assert not dialog.check_action("accept", ())
        dialog.action_accept()
        dialog.draw_keys()
        await opened.pilot.pause()

    assert open_in(dialog, script) is QuitChoice.STAY


def test_a_dialog_that_is_closed_before_it_stands_does_not_stand_up() -> None:
    """As when the machine stands still again before the question about the first time is on the screen."""

    async def run() -> object:
        host = Host(HelpDialog(()))
        async with host.run_test() as pilot:
            await pilot.pause()
            first = QuitDialog(may_end=True)
            mounted = host.push_screen(first)
            first.dismiss(None)
            await mounted
            await pilot.pause()
            assert not first.stands
            await pilot.press("escape")
            await pilot.pause()
        return host.result

    assert asyncio.run(run()) is None


def test_the_first_answer_is_the_answer() -> None:
    dialog = QuitDialog(may_end=True)

    async def script(opened: Opened) -> None:
        await opened.press("l", "a", "escape")

    assert open_in(dialog, script) is QuitChoice.LATER


def test_keys_that_are_pressed_faster_than_a_dialog_opens_do_no_harm(runner: SessionRunner) -> None:
    async def run() -> object:
        host = Host(PeopleDialog(runner))
        async with host.run_test() as pilot:
            for key in ("g", "enter", "f", "down", "escape"):
                host.simulate_key(key)
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
        return host.result

    assert asyncio.run(run()) is not UNANSWERED


BURSTS = [
    ("q", "l", "h"), ("q", "l", "o"), ("q", "l", "question_mark"), ("q", "l", "t"), ("q", "l", "ctrl+p"),
    ("q", "a", "u", "o", "p", "h"), ("p", "o", "question_mark", "r"), ("h", "s", "k", "m"), ("ctrl+p", "ctrl+p", "p"),
    ("r", "b", "x", "enter", "enter"), ("t", "m", "q", "l"),
]  # fmt: skip


@pytest.mark.parametrize("burst", BURSTS, ids=" ".join)
def test_keys_in_one_burst_open_one_dialog_and_break_nothing(
    runner: SessionRunner, clock: SettableClock, burst: tuple[str, ...]
) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        for key in burst:
            led.host.simulate_key(key)
        await led.pilot.pause()
        await led.pilot.pause()
        dialogs = [screen for screen in led.host.screen_stack if isinstance(screen, Dialog)]
        assert len(dialogs) <= 1

    lead(runner, clock, script)


def test_what_waits_for_a_dialog_lets_the_next_one_come_when_it_is_done(
    runner: SessionRunner, clock: SettableClock
) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        for key, dialog in (("p", PeopleDialog), ("r", OrderDialog), ("q", QuitDialog)):
            await led.press(key)
            assert isinstance(led.host.screen, dialog)
            await led.press("escape")
        await led.press("ctrl+p", *"delt", "enter")
        await led.pilot.pause()
        assert isinstance(led.host.screen, PeopleDialog)

    lead(runner, clock, script)


def test_a_session_screen_that_has_not_been_drawn_lets_no_key_do_anything(runner: SessionRunner) -> None:
    """As when keys come in a burst while an undo in the summary brings the session back."""
    done(runner, Begin())
    screen = SessionScreen(runner)

    async def run() -> None:
        host = Host(Screen[None]())
        async with host.run_test() as pilot:
            host.push_screen(screen)
            while not screen.children:  # noqa: ASYNC110 - Textual tells nobody when it has got this far
                await asyncio.sleep(0)
            assert host.screen is screen
            assert not any(screen.check_action(action.name, ()) for action in SESSION)
            for key in ("left", "u", "plus", "enter"):
                host.simulate_key(key)
            await pilot.pause()
            assert screen.check_action("pause", ())

    asyncio.run(run())
