"""The help."""

from collections.abc import Callable

import pytest

from aml_okt.i18n import render
from aml_okt.scene.action import Action
from aml_okt.scene.actions import SESSION, SUMMARY
from aml_okt.tui.screens.help import HelpDialog
from tests.tui.dialogs import SMALL, USUAL, DialogHost, Opened, open_in

SnapCompare = Callable[..., bool]


def all_of(dialog: HelpDialog) -> str:
    """The whole text, as a terminal high enough for it would show it."""
    seen: list[str] = []

    async def script(opened: Opened) -> None:
        seen.append(opened.text)

    open_in(dialog, script, (120, 90))
    return seen[0]


def test_it_says_where_each_of_the_six_questions_is_answered() -> None:
    text = all_of(HelpDialog())

    for question in (
        "Hvor er vi?", "Hvor lenge er det igjen?", "Hvem er i fokus?",
        "Hvem snakker, og hva er lov?", "Hva sier jeg nå?", "Rekker vi det?",
    ):  # fmt: skip
        assert question in text


@pytest.mark.parametrize("actions", [SESSION, SUMMARY], ids=["session", "summary"])
def test_every_action_is_there_with_its_key_its_label_and_what_it_does(actions: tuple[Action, ...]) -> None:
    lines = [" ".join(line.split()) for line in all_of(HelpDialog(actions)).splitlines()]

    for action in actions:
        start = f"{render(action.shown)} "
        assert any(
            line.startswith(start) and f" {render(action.label)} {render(action.help)}"[:60] in line for line in lines
        ), action.name


def test_it_gives_the_keys_that_work_while_typing() -> None:
    _, _, typing = all_of(HelpDialog()).partition("Mens du skriver")
    keys = [line.split()[0] for line in typing.splitlines() if line.strip().startswith("F")]

    assert keys == list(dict.fromkeys(action.typing.upper() for action in SESSION if action.typing))


def test_it_explains_what_being_behind_means() -> None:
    assert "«3 min bak» betyr at økta slutter 3 minutter senere enn planen dere begynte med" in all_of(HelpDialog())


def test_it_scrolls_in_a_small_terminal_and_says_how() -> None:
    async def script(opened: Opened) -> None:
        assert "↑ ↓ bla" in opened.text
        assert "Mens du skriver" not in opened.text
        await opened.press("end")
        assert "Mens du skriver" in opened.text

    open_in(HelpDialog(), script, SMALL)


@pytest.mark.parametrize("key", ["escape", "question_mark", "f1"])
def test_the_keys_that_open_it_close_it(key: str) -> None:
    async def script(opened: Opened) -> None:
        await opened.press(key)

    assert open_in(HelpDialog(), script) is None


def test_the_help_looks_like_this(snap_compare: SnapCompare) -> None:
    assert snap_compare(DialogHost(HelpDialog()), terminal_size=USUAL)
