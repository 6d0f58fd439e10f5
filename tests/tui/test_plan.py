"""The dialog that shows the whole plan."""

from collections.abc import Callable

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import ChooseFacilitator, End
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.plan import PlanDialog
from tests.builders import minutes
from tests.tui.dialogs import SMALL, USUAL, Opened, done, gone_to, open_in
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]


@pytest.fixture
def in_round(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The session in the third phase of the first round, with Ola leading."""
    gone_to(done(runner, ChooseFacilitator("p2")), clock, "kollegaveiledning", 2)
    clock.advance(minutes(2))
    return runner


def test_it_says_when_the_session_was_to_end_and_when_it_will(in_round: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        assert "Planlagt slutt 12:35 · ser ut til å bli 12:36 · 1 min bak" in opened.text

    open_in(PlanDialog(in_round), script)


def test_before_the_session_it_says_when_it_would_end(runner: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        assert "Begynner dere nå, slutter dere 12:35." in opened.text

    open_in(PlanDialog(runner), script)


def test_after_the_session_it_says_when_it_ended(in_round: SessionRunner) -> None:
    done(in_round, End())

    async def script(opened: Opened) -> None:
        assert "Planlagt slutt 12:35 · sluttet 11:11" in opened.text

    open_in(PlanDialog(in_round), script)


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_it_opens_where_the_group_is(in_round: SessionRunner, size: tuple[int, int]) -> None:
    async def script(opened: Opened) -> None:
        assert [line.split()[:3] for line in opened.text.splitlines() if "▶" in line][-1] == ["▶", "11:09", "Drøfting"]

    open_in(PlanDialog(in_round), script, size)


def test_it_scrolls_from_end_to_end_and_back_to_now(in_round: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("home")
        assert "Film" in opened.text
        await opened.press("end")
        assert "Avslutning" in opened.text
        assert "▶" not in opened.text
        await opened.press("n")
        assert "▶" in opened.text
        await opened.press("pageup", "pageup", "pageup", "down", "up")
        assert "Film" in opened.text

    open_in(PlanDialog(in_round), script, SMALL)


def test_it_follows_the_clock_and_draws_only_the_lines_that_change(
    in_round: SessionRunner, clock: SettableClock
) -> None:
    async def script(opened: Opened) -> None:
        dialog = opened.host.screen
        assert isinstance(dialog, PlanDialog)
        before = opened.text.splitlines()
        clock.advance(minutes(1))
        dialog.draw()
        await opened.pilot.pause()
        changed = [new for old, new in zip(before, opened.text.splitlines(), strict=True) if old != new]
        assert [line.split()[-1] for line in changed] == ["11:25", "11:25", "3:00"]

    open_in(PlanDialog(in_round), script)


def test_the_key_that_opened_it_closes_it(in_round: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("o")

    assert open_in(PlanDialog(in_round), script) is None


def test_the_plan_looks_like_this(in_round: SessionRunner, snap_compare: SnapCompare) -> None:
    assert snap_compare(Host(PlanDialog(in_round)), terminal_size=USUAL)
