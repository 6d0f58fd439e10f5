"""The command palette."""

from collections.abc import Callable

import pytest

from aml_okt.scene.action import Action
from aml_okt.scene.actions import SESSION
from aml_okt.tui.screens.palette import PaletteDialog
from tests.tui.dialogs import SMALL, USUAL, Opened, open_in
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]


def chosen(text: str, *keys: str) -> str | None:
    """The name of the action that these letters and keys lead to."""

    async def script(opened: Opened) -> None:
        await opened.type(text)
        await opened.press(*keys)

    result = open_in(PaletteDialog(SESSION), script)
    return result.name if isinstance(result, Action) else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tilt", "add_action"),
        ("DELT", "people"),
        ("lodd leder", "draw_lots"),
        ("ett skritt", "back"),
        ("angre", "undo"),
    ],
)
def test_letters_of_label_or_help_find_an_action_and_enter_gives_it(text: str, name: str) -> None:
    assert chosen(text, "enter") == name


def test_an_action_whose_label_begins_so_comes_before_one_that_only_mentions_it() -> None:
    assert chosen("plan", "enter") == "plan"


def test_the_arrows_choose_among_what_was_found() -> None:
    assert chosen("ti", "down", "enter") == "add_action"
    assert chosen("ti", "down", "up", "enter") == "back"


def test_escape_gives_nothing() -> None:
    assert chosen("tilt", "escape") is None


def test_a_click_chooses() -> None:
    async def script(opened: Opened) -> None:
        await opened.type("deltakere")
        await opened.pilot.click("ChoiceList", offset=(5, 0))

    result = open_in(PaletteDialog(SESSION), script)
    assert isinstance(result, Action)
    assert result.name == "people"


def test_with_no_hits_it_says_so_and_enter_does_nothing() -> None:
    async def script(opened: Opened) -> None:
        await opened.type("xyz")
        assert "Ingen treff." in opened.text
        await opened.press("enter")
        assert "Ingen treff." in opened.text
        await opened.press("backspace", "backspace", "backspace")
        assert "Ingen treff." not in opened.text
        assert "▌ pause" in opened.text

    open_in(PaletteDialog(SESSION), script)


def test_it_never_offers_itself() -> None:
    async def script(opened: Opened) -> None:
        await opened.type("kommando")
        assert "Ctrl+P" not in opened.text

    open_in(PaletteDialog(SESSION), script)


def test_the_chosen_line_stays_in_sight_in_a_small_terminal() -> None:
    async def script(opened: Opened) -> None:
        await opened.press("up")
        assert "▌ lys eller mørk" in opened.text
        await opened.press("down")
        assert "▌ pause" in opened.text

    open_in(PaletteDialog(SESSION), script, SMALL)


def test_the_palette_looks_like_this(snap_compare: SnapCompare) -> None:
    assert snap_compare(Host(PaletteDialog(SESSION)), ["t", "i"], terminal_size=USUAL)
