"""The help."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from aml_okt.clock import SettableClock
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.actions import SESSION, SUMMARY
from aml_okt.scene.leading import Aside, scene
from aml_okt.tui.screens.action_form import ActionDialog
from aml_okt.tui.screens.dialog import Dialog
from aml_okt.tui.screens.help import HelpDialog, standing_now
from aml_okt.tui.screens.order import OrderDialog
from aml_okt.tui.screens.resume import ResumeScreen
from aml_okt.tui.widgets.key_bar import KeyBar
from tests.tui.dialogs import SMALL, USUAL, Opened, gone_to, open_in
from tests.tui.every_screen import every_screen
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]

HIGH = (120, 110)
"""Room for all of any help."""


def all_of(dialog: HelpDialog) -> str:
    """The whole text, as a terminal high enough for it would show it."""
    seen: list[str] = []

    async def script(opened: Opened) -> None:
        seen.append(opened.text)

    open_in(dialog, script, HIGH)
    return seen[0]


def visit(
    runner: SessionRunner,
    clock: SettableClock,
    see: Callable[[Host, Pilot[None]], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    """Open each screen that there is, one after the other."""

    async def one(screen: Screen[Any]) -> None:
        host = Host(screen)
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.pause()
            await see(host, pilot)

    gone_to(runner, clock, "kollegaveiledning")
    for screen in every_screen(runner, clock):
        asyncio.run(one(screen))


def shown(host: Host) -> str:
    """Everything that stands in the dialog, as one line."""
    box = host.screen.query_one(".box").region
    strips = host.screen._compositor.render_strips()[box.y : box.bottom]  # noqa: SLF001 - Textual has no other way
    return " ".join(" ".join(strip.crop(box.x, box.right).text for strip in strips).split())


def test_every_screen_and_dialog_says_what_it_is_for_and_its_keys_at_a_question_mark_or_f1(
    runner: SessionRunner, clock: SettableClock
) -> None:
    async def see(host: Host, pilot: Pilot[None]) -> None:
        screen = host.screen
        if isinstance(screen, HelpDialog):
            assert render(about.HELP.says) in shown(host)
            return  # these keys close it, and its last lines say so
        types = isinstance(screen.focused, Input)
        if types:
            await pilot.press("question_mark")
            assert host.screen is screen
            assert screen.query_one("Input:focus", Input).value.endswith("?")
        for key in ("f1",) if types else ("question_mark", "f1"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(host.screen, HelpDialog), screen
            said = shown(host)
            assert render(about.HELP.says) in said, screen
            for hint in [hint for bar in screen.query(KeyBar) for hint in bar.hints]:
                assert render(hint.action.help)[:40] in said, (screen, hint.action.name)
            await pilot.press("question_mark")
            await pilot.pause()
            assert host.screen is screen

    visit(runner, clock, see, HIGH)


def test_each_screen_is_for_something_else() -> None:
    told = [one for one in vars(about).values() if isinstance(one, about.About)] + list(about.ASIDES.values())
    sentences = [render(one.says) for one in told]

    assert len(set(sentences)) == len(told)
    assert all(sentence.endswith(".") and len(sentence) < 300 for sentence in sentences)
    assert set(about.ASIDES) == set(Aside)


def test_every_key_bar_names_the_help_by_the_key_that_opens_it(runner: SessionRunner, clock: SettableClock) -> None:
    async def see(host: Host, _pilot: Pilot[None]) -> None:
        screen = host.screen
        for bar in screen.query(KeyBar):
            keys = {hint.key for hint in bar.hints if hint.action.name == "help"}
            if isinstance(screen, HelpDialog | OrderDialog | ResumeScreen):
                assert not keys, "the first is it, and the others have no room for it"
            else:
                assert keys == {"F1" if isinstance(screen.focused, Input) else "?"}, screen

    visit(runner, clock, see, USUAL)


@pytest.mark.parametrize("aside", list(Aside), ids=lambda aside: aside.value)
def test_the_sessions_help_says_what_stands_beside_the_clock_now(aside: Aside, runner: SessionRunner) -> None:
    seen = replace(scene(runner.state, runner.clock.now(), runner.clock.zone), aside=aside)
    now = standing_now(seen, lambda _action: True, for_all=False)
    text = " ".join(all_of(HelpDialog(now=now)).split())

    assert render(about.ASIDES[aside].title) in text
    for action in SESSION:
        if action.beside == aside.value:
            assert text.count(render(action.help)[:30]) == 2, action.name


def test_closing_the_program_from_the_help_asks_what_the_screen_below_asks(runner: SessionRunner) -> None:
    quits: list[str] = []

    class Closing(Host):
        async def action_quit(self) -> None:
            if isinstance(self.screen, Dialog) and self.screen.asks_before_closing():
                return
            quits.append(type(self.screen).__name__)

    form = ActionDialog((), date(2026, 11, 23), runner.actions.add)
    host = Closing(form)

    async def run() -> None:
        async with host.run_test(size=USUAL) as pilot:
            await pilot.pause()
            await pilot.press("f1")
            await pilot.pause()
            opened = [type(screen).__name__ for screen in host.screen_stack[-2:]]
            assert opened == ["ActionDialog", "HelpDialog"]
            await host.run_action("quit")
            await pilot.pause()
            assert host.screen is form

    asyncio.run(run())
    assert quits == ["ActionDialog"]


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
    assert snap_compare(Host(HelpDialog()), terminal_size=USUAL)
