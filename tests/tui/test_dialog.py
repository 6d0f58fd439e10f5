"""What holds for every dialog: it closes once, and a key that comes too early or too late does nothing."""

import asyncio

from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.order import OrderDialog
from aml_okt.tui.screens.people import PeopleDialog
from aml_okt.tui.screens.quit import QuitChoice, QuitDialog
from tests.tui.dialogs import DialogHost, Opened, open_in
from tests.tui.hosts import UNANSWERED


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


def test_the_first_answer_is_the_answer() -> None:
    dialog = QuitDialog(may_end=True)

    async def script(opened: Opened) -> None:
        await opened.press("l", "a", "escape")

    assert open_in(dialog, script) is QuitChoice.LATER


def test_keys_that_are_pressed_faster_than_a_dialog_opens_do_no_harm(runner: SessionRunner) -> None:
    async def run() -> object:
        host = DialogHost(PeopleDialog(runner))
        async with host.run_test() as pilot:
            for key in ("g", "enter", "f", "down", "escape"):
                host.simulate_key(key)
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
        return host.result

    assert asyncio.run(run()) is not UNANSWERED
