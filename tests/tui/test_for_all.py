"""The facilitator's own window as the room's: one key, and what the group must not see is gone."""

import re

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import Begin
from aml_okt.core.session import Stage
from aml_okt.runner import SessionRunner
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.note_desk import NoteDesk
from tests.builders import minutes, seconds
from tests.tui.dialogs import SMALL, USUAL, done, gone_to
from tests.tui.leading import Led, lead

PRIVATE = "hvem eier turnusen"
OWN = re.compile(r"slutt \d|foran|bak\b|i rute|privat|Notat\b")
"""What only whoever leads is to see."""


@pytest.mark.parametrize("size", [USUAL, SMALL, (200, 60)])
def test_one_key_shows_what_the_group_may_see_and_the_same_key_goes_back(
    runner: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    gone_to(runner, clock, "kollegaveiledning")
    clock.advance(minutes(4))

    async def script(led: Led) -> None:
        await led.press("n", *PRIVATE.replace(" ", "-"), "escape")
        typed = PRIVATE.replace(" ", "-")
        assert typed in led.text
        assert OWN.search(led.text)
        await led.press("g")
        assert typed not in led.text
        assert not OWN.search(led.text)
        assert "Kollegaveiledning" in led.text
        assert "min skjerm" in led.text
        await led.press("g")
        assert typed in led.text
        assert OWN.search(led.text)

    lead(runner, clock, script, size)


def test_the_keys_of_the_clock_go_on_working(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        await led.press("g", "space")
        assert runner.state.stage is Stage.PAUSED
        assert "klokka står" in led.text
        await led.press("space", "plus", "enter")
        assert runner.state.step is not None
        assert runner.state.step.id == "fasilitator"
        assert "Valg av fasilitator" in led.text
        assert not OWN.search(led.text)

    lead(runner, clock, script)


def test_whoever_types_has_a_key_for_it_too_and_what_comes_after_goes_nowhere(
    runner: SessionRunner, clock: SettableClock
) -> None:
    gone_to(runner, clock, "kollegaveiledning")

    async def script(led: Led) -> None:
        await led.press("n", "h", "e", "i", "f5", "e", "e")
        assert led.screen.query_one(NoteDesk).area.text == "hei"
        assert "hei" not in led.text
        assert led.screen.focused is None

    lead(runner, clock, script)


def test_asking_for_the_note_brings_it_back(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "kollegaveiledning")

    async def script(led: Led) -> None:
        await led.press("g", "n", "h", "e", "i")
        assert led.screen.query_one(NoteDesk).area.text == "hei"
        assert "hei" in led.text

    lead(runner, clock, script)


def test_news_with_the_end_in_them_are_kept_from_the_group_and_a_fault_is_told(
    runner: SessionRunner, clock: SettableClock
) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        await led.press("g", "plus")
        assert "Ett minutt til" in led.told
        assert "Ett minutt til" not in led.text
        led.screen.query_one(MessageLine).tell("Notatet er ikke lagret: disken er full.", Tone.FAULT)
        await led.press("x")
        led.screen.query_one(MessageLine).tell("Notatet er ikke lagret: disken er full.", Tone.FAULT)
        await led.pass_time(seconds(1))
        assert "disken er full" in led.text

    lead(runner, clock, script)


def test_actions_are_shown_only_when_the_group_wants_it(runner: SessionRunner, clock: SettableClock) -> None:
    runner.actions.add(Action("Rydde i vaktlista", "Kari"))
    gone_to(runner, clock, "avslutning")

    async def script(led: Led) -> None:
        await led.press("g")
        assert "Rydde" not in led.text
        await led.press("g", "w")
        assert led.told == "Gruppa ser tiltakene nå. w skjuler dem."
        await led.press("g")
        assert "Rydde i vaktlista" in led.text
        await led.press("g", "w", "g")
        assert "Rydde" not in led.text

    lead(runner, clock, script)


def test_after_the_machine_has_slept_the_group_is_asked_without_being_told_how_late_it_is(
    runner: SessionRunner, clock: SettableClock
) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        await led.press("g")
        await led.stand_still(minutes(34))
        assert "Maskinen sto stille" in led.text
        assert not OWN.search(led.text)

    lead(runner, clock, script)


@pytest.mark.parametrize("key", ["p", "o", "question_mark", "t", "q"])
def test_what_is_opened_from_there_is_closed_to_there(runner: SessionRunner, clock: SettableClock, key: str) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        await led.press("g", key, "escape")
        await led.pilot.pause()
        assert led.host.screen is led.screen
        assert led.screen.for_all
        assert not OWN.search(led.text)

    lead(runner, clock, script)
