"""The dialog that settles who is in focus when."""

import random
from collections.abc import Callable, MutableSequence
from typing import Any

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import AddParticipant, ChooseFacilitator
from aml_okt.core.course import remaining_focus
from aml_okt.core.events import FocusOrderSet
from aml_okt.core.timing import remaining
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.order import OrderDialog
from tests.builders import minutes
from tests.tui.dialogs import SMALL, USUAL, Opened, done, gone_to, open_in
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]


@pytest.fixture
def preparing(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The session in step 5a, with Ola leading."""
    return done(gone_to(runner, clock, "forberedelse"), ChooseFacilitator("p2"))


class Backwards(random.Random):
    """Chance that always turns the order round."""

    def shuffle(self, x: MutableSequence[Any]) -> None:
        x.reverse()


def order(runner: SessionRunner) -> list[str]:
    return [runner.state.name(person) for person in remaining_focus(runner.state.course)]


def settle(runner: SessionRunner, *keys: str, chance: random.Random | None = None) -> list[str]:
    async def script(opened: Opened) -> None:
        await opened.press(*keys)

    told = open_in(OrderDialog(runner, chance), script)
    assert (told is None) == (keys[-1] == "escape")
    return order(runner)


@pytest.mark.parametrize(
    ("keys", "settled"),
    [
        (("enter",), ["Kari", "Ola", "Liv", "Per", "Nils"]),
        (("shift+down", "enter"), ["Ola", "Kari", "Liv", "Per", "Nils"]),
        (("down", "down", "shift+up", "shift+up", "enter"), ["Liv", "Kari", "Ola", "Per", "Nils"]),
        (("j", "j", "k", "enter"), ["Ola", "Kari", "Liv", "Per", "Nils"]),
        (("shift+up", "enter"), ["Kari", "Ola", "Liv", "Per", "Nils"]),
        (("up", "shift+down", "enter"), ["Kari", "Ola", "Liv", "Per", "Nils"]),
    ],
    ids=" ".join,
)
def test_the_chosen_person_moves_with_the_arrows(
    preparing: SessionRunner, keys: tuple[str, ...], settled: list[str]
) -> None:
    assert settle(preparing, *keys) == settled
    assert isinstance(preparing.state.earlier.last.move, FocusOrderSet)


def test_escape_leaves_the_order_as_it_was(preparing: SessionRunner) -> None:
    before = preparing.state

    assert settle(preparing, "shift+down", "l", "escape") == ["Kari", "Ola", "Liv", "Per", "Nils"]
    assert preparing.state is before


def test_the_lot_decides_when_it_is_asked_to(preparing: SessionRunner) -> None:
    assert settle(preparing, "l", "enter", chance=Backwards()) == ["Nils", "Per", "Liv", "Ola", "Kari"]


def test_a_name_can_be_dragged_with_the_mouse(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.pilot.mouse_down("OrderList", offset=(8, 0))
        await opened.pilot.hover("OrderList", offset=(8, 1))
        await opened.pilot.hover("OrderList", offset=(8, 3))
        await opened.pilot.mouse_up("OrderList", offset=(8, 3))
        await opened.press("enter")

    open_in(OrderDialog(preparing), script)
    assert order(preparing) == ["Ola", "Liv", "Per", "Kari", "Nils"]


def test_clicks_do_all_that_the_keys_do(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.pilot.click("OrderList", offset=(8, 1))
        await opened.click_key("flytt")
        await opened.click_key("ferdig")

    open_in(OrderDialog(preparing), script)
    assert order(preparing) == ["Kari", "Liv", "Ola", "Per", "Nils"]


def test_every_line_says_when_the_round_begins_and_who_keeps_time(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        rows = [line.split() for line in opened.text.splitlines()]
        assert ["▌", "1.", "Kari", "ca.", "11:01", "tidtaker", "Ola"] in rows
        assert ["2.", "Ola", "ca.", "11:16", "tidtaker", "Kari"] in rows
        await opened.press("shift+down")
        rows = [line.split() for line in opened.text.splitlines()]
        assert ["1.", "Ola", "ca.", "11:01", "tidtaker", "Nils"] in rows

    open_in(OrderDialog(preparing), script)


def test_only_those_who_have_not_had_their_round_are_there(preparing: SessionRunner, clock: SettableClock) -> None:
    gone_to(preparing, clock, "kollegaveiledning", 2)

    async def script(opened: Opened) -> None:
        assert "Kari  " not in opened.text.replace("tidtaker Kari", "")
        assert "2.  Ola" in opened.text

    open_in(OrderDialog(preparing), script)


def test_when_all_have_had_their_round_there_is_only_the_way_out(
    preparing: SessionRunner, clock: SettableClock
) -> None:
    for _ in range(5):
        gone_to(preparing, clock, "kollegaveiledning", 3)
        last = preparing.state.box
        assert last is not None
        if last.focus != "p5":
            gone_to(preparing, clock, "kollegaveiledning", 0)

    async def script(opened: Opened) -> None:
        assert "Alle har hatt sin runde." in opened.text
        await opened.press("l", "enter", "shift+down")
        assert "Rekkefølge i fokus" in opened.text

    open_in(OrderDialog(preparing), script)


def test_somebody_can_stand_over_and_be_taken_back(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("down", "down", "x")
        assert "–   Liv" in opened.text
        assert "Slik blir slutten 12:21, 15 min tidligere." in opened.text
        assert "Det blir 4 runder i stedet for 5." in opened.text
        await opened.press("enter")

    open_in(OrderDialog(preparing), script)
    assert order(preparing) == ["Kari", "Ola", "Per", "Nils"]
    assert preparing.state.course.over == {"p3"}

    async def back(opened: Opened) -> None:
        await opened.press("down", "down", "down", "down", "x", "enter")

    open_in(OrderDialog(preparing), back)
    assert order(preparing) == ["Kari", "Ola", "Per", "Nils", "Liv"]
    assert not preparing.state.course.over


@pytest.mark.parametrize(
    "keys", [("down", "b", "x", "up", "b"), ("down", "b", "x", "x", "up", "b", "b"), ("x", "up", "b", "down", "b")]
)
def test_a_swap_with_somebody_who_then_stands_over_is_off(preparing: SessionRunner, keys: tuple[str, ...]) -> None:
    async def script(opened: Opened) -> None:
        await opened.press(*keys)
        assert "Rekkefølge i fokus" in opened.text
        await opened.press("escape", "escape")

    assert open_in(OrderDialog(preparing), script) is None


def test_an_order_of_a_plan_that_is_no_more_is_shown_anew(preparing: SessionRunner, clock: SettableClock) -> None:
    dialog = OrderDialog(preparing)
    gone_to(preparing, clock, "kollegaveiledning", 1)

    async def script(opened: Opened) -> None:
        assert "Kari  " not in opened.text.replace("tidtaker Kari", "")
        done(preparing, AddParticipant("Nora"))
        await opened.press("enter")
        assert "Planen er en annen nå." in opened.text
        assert "Nora" in opened.text
        await opened.press("enter")

    assert open_in(dialog, script) is not None
    assert order(preparing)[-1] == "Nora"


def test_two_swap_places(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("b")
        assert "Hvem skal Kari bytte med?" in opened.text
        await opened.press("down", "down", "down", "b")
        assert "Kari og Per har byttet." in opened.text
        await opened.press("enter")

    open_in(OrderDialog(preparing), script)
    assert order(preparing) == ["Per", "Ola", "Liv", "Kari", "Nils"]


def test_a_swap_that_was_begun_is_forgotten_with_escape(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("b", "down", "escape")
        assert "Rekkefølge i fokus" in opened.text
        await opened.press("b", "b", "enter")

    open_in(OrderDialog(preparing), script)
    assert order(preparing) == ["Kari", "Ola", "Liv", "Per", "Nils"]


def test_somebody_who_stands_over_is_not_moved_by_the_lot(preparing: SessionRunner) -> None:
    assert settle(preparing, "x", "l", "enter", chance=Backwards()) == ["Nils", "Per", "Liv", "Ola"]


def test_who_stands_over_keeps_the_turns_of_a_colleague(preparing: SessionRunner) -> None:
    settle(preparing, "x", "enter")

    asking = {box.speaker for box in preparing.state.course.boxes if box.step == "kollegaveiledning" and box.phase == 1}
    assert "p1" in asking
    assert not any(box.focus == "p1" for box in preparing.state.course.boxes)


def test_it_fits_in_a_small_terminal(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        for words in ("Nils", "trekk lodd", "la være", "flytt", "ferdig"):
            assert words in opened.text

    open_in(OrderDialog(preparing), script, SMALL)


def test_the_order_looks_like_this(preparing: SessionRunner, snap_compare: SnapCompare) -> None:
    assert snap_compare(Host(OrderDialog(preparing)), ["down", "shift+down"], terminal_size=USUAL)


def test_what_it_means_follows_the_clock(preparing: SessionRunner, clock: SettableClock) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("down", "x")
        assert "Slik blir slutten 12:21, 15 min tidligere." in opened.text
        clock.advance(remaining(preparing.state, clock.now()) + minutes(3))
        await opened.pilot.pause(1.2)
        assert "Slik blir slutten 12:24, 15 min tidligere." in opened.text
        assert "ca. 11:04" in opened.text

    open_in(OrderDialog(preparing), script)


def test_while_two_swap_escape_means_one_thing(preparing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("b")
        assert opened.text.count("Escape") == 1
        assert "Escape ikke bytt" in opened.text
        await opened.press("escape")
        assert "Escape la være" in opened.text

    open_in(OrderDialog(preparing), script)
