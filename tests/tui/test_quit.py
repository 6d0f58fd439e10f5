"""The dialog that asks how to leave."""

from collections.abc import Callable

import pytest

from aml_okt.i18n import use_language
from aml_okt.tui.screens.quit import QuitChoice, QuitDialog
from tests.tui.dialogs import USUAL, DialogHost, Opened, open_in

SnapCompare = Callable[..., bool]


def answer(dialog: QuitDialog, *keys: str) -> object:
    async def script(opened: Opened) -> None:
        await opened.press(*keys)

    return open_in(dialog, script)


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        (("enter",), QuitChoice.END),
        (("a",), QuitChoice.END),
        (("down", "enter"), QuitChoice.LATER),
        (("l",), QuitChoice.LATER),
        (("up", "enter"), QuitChoice.STAY),
        (("b",), QuitChoice.STAY),
        (("q",), QuitChoice.STAY),
        (("escape",), QuitChoice.STAY),
    ],
)
def test_every_answer_has_a_key_and_a_place_in_the_list(keys: tuple[str, ...], choice: QuitChoice) -> None:
    assert answer(QuitDialog(), *keys) is choice


def test_every_answer_stands_beside_the_letter_of_the_language() -> None:
    use_language("en")

    async def script(opened: Opened) -> None:
        for line in ("e  End the session", "c  Close the program", "s  Stay here"):
            assert line in opened.text

    open_in(QuitDialog(), script)


def test_a_click_answers_too() -> None:
    async def script(opened: Opened) -> None:
        await opened.pilot.click("ChoiceList", offset=(5, 2))

    assert open_in(QuitDialog(), script) is QuitChoice.LATER


def test_a_click_on_a_key_does_what_the_key_does() -> None:
    async def script(opened: Opened) -> None:
        await opened.click_key("bli her")

    assert open_in(QuitDialog(), script) is QuitChoice.STAY


def test_a_session_that_has_not_begun_cannot_be_ended() -> None:
    async def script(opened: Opened) -> None:
        assert "Avslutt økta" not in opened.text
        await opened.press("a")

    assert open_in(QuitDialog(may_end=False), script) is not QuitChoice.END
    assert answer(QuitDialog(may_end=False), "enter") is QuitChoice.LATER


def test_the_dialog_looks_like_this(snap_compare: SnapCompare) -> None:
    assert snap_compare(DialogHost(QuitDialog()), terminal_size=USUAL)
