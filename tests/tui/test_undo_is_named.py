"""Mistakes are cheap: whatever moves the group says at once how it is undone, in the smallest window too."""

import asyncio
from pathlib import Path
from typing import get_args

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core import commands
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    ChooseCues,
    ChooseFacilitator,
    Command,
    End,
    HoldUntil,
    LeaveGapOut,
    MarkFactor,
    MarkGone,
    MarkReturned,
    Next,
    NoteGap,
    Pause,
    RenameParticipant,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowActions,
    ShowSlide,
    SkipTo,
    Undo,
)
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.tui.screens.summary import SummaryScreen
from aml_okt.tui.widgets.key_bar import KeyBar
from tests.builders import PEOPLE, minutes
from tests.tui.dialogs import SMALL, done
from tests.tui.hosts import Host
from tests.tui.leading import Led, lead

AGENDA = """\
title: Med alt
steps:
  - {id: film, title: Først, time: 10 min}
  - {id: leder, title: Leder, time: 2 min, screen: choose facilitator}
  - {id: pause, title: Pause, time: 10 min, screen: break}
  - {id: gjest, title: Gjesten kommer, time: 10 min, at: '10:40'}
  - id: runder
    title: Runder
    time: 10 min
    repeat: each participant in focus
    phases: [{title: Fram, time: 5 min, who: focus}, {title: Tilbake, time: 5 min, who: colleagues}]
  - {id: slutt, title: Slutt, time: 5 min}
"""

NO_MOVES = {MarkFactor, ShowSlide, ShowActions, ChooseCues, SetNextMeeting, NoteGap, Undo}
"""What changes no course: it is changed again with the key that changed it, or has nothing to change."""

WAYS: dict[type[Command], tuple[str, tuple[str, ...]]] = {
    Begin: ("", ("enter",)),
    Next: ("film", ("enter",)),
    Back: ("leder", ("left",)),
    SkipTo: ("runder", ("s", "enter")),
    Backdate: ("film", ("b",)),
    Pause: ("film", ("space",)),
    Resume: ("film", ("space", "space")),
    AdjustTime: ("film", ("plus",)),
    AcceptPlan: ("runder", ("h", "enter")),
    HoldUntil: ("pause", ("k", *["backspace"] * 5, *"1130", "enter")),
    BeginNow: ("gjest", ("enter",)),
    LeaveGapOut: ("film", ("s",)),
    ChooseFacilitator: ("leder", ("2",)),
    SetFocusOrder: ("film", ("r", "shift+down", "enter")),
    AddParticipant: ("film", ("p", "a", *"Anna", "enter", "escape")),
    MarkGone: ("film", ("p", "g", "enter", "escape")),
    MarkReturned: ("film", ("p", "g", "enter", "g", "enter", "escape")),
    RenameParticipant: ("film", ("p", "r", *"Anna", "enter", "escape")),
}
"""For each command that can be undone, the step where it is given and the keys that give it."""


@pytest.fixture
def whole(tmp_path: Path, clock: SettableClock) -> SessionRunner:
    path = tmp_path / "agenda.yaml"
    path.write_text(AGENDA, encoding="utf-8")
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    return SessionRunner.create(tmp_path, agenda, Setup("", "", PEOPLE[:4]), clock)


def test_every_command_is_a_move_that_can_be_undone_or_none() -> None:
    assert set(get_args(commands.Command)) == {*WAYS, *NO_MOVES, End}


def at(runner: SessionRunner, clock: SettableClock, step: str) -> SessionRunner:
    """The session in a step, a minute into it; before it has begun where there is none."""
    if not step:
        return runner
    done(runner, Begin())
    while runner.state.box is not None and runner.state.box.step != step:
        done(runner, Next())
    if step != "gjest":
        clock.advance(minutes(1))
    return runner


@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: kind.__name__)
def test_whatever_moves_says_how_it_is_undone(kind: type[Command], whole: SessionRunner, clock: SettableClock) -> None:
    step, keys = WAYS[kind]
    at(whole, clock, step)

    async def script(led: Led) -> None:
        if kind is LeaveGapOut:
            await led.stand_still(minutes(5))
        await led.press(*keys)
        await led.pilot.pause()
        assert led.told.endswith("Angre med u."), led.told
        assert "…" not in led.told
        moved = whole.state
        await led.press("u")
        assert whole.state.course != moved.course

    lead(whole, clock, script, SMALL)


@pytest.mark.parametrize("key", ["f6", "f8", "f9"])
def test_whoever_types_is_told_how_a_letter_becomes_a_key_again(
    key: str, whole: SessionRunner, clock: SettableClock
) -> None:
    at(whole, clock, "film")

    async def script(led: Led) -> None:
        before = whole.state
        await led.press("n", key)
        await led.pilot.pause()
        assert led.told.endswith("Angre med Escape og u."), led.told
        assert "…" not in led.told
        await led.press("escape", "u")
        assert whole.state.course == before.course

    lead(whole, clock, script, SMALL)


def test_the_end_of_the_session_can_be_undone_in_the_summary(whole: SessionRunner, clock: SettableClock) -> None:
    at(whole, clock, "slutt")
    done(whole, End())
    host = Host(SummaryScreen(whole))

    async def run() -> None:
        async with host.run_test(size=SMALL) as pilot:
            await pilot.pause()
            assert "u angre avslutningen" in [hint.text for hint in host.screen.query_one(KeyBar).hints]

    asyncio.run(run())
