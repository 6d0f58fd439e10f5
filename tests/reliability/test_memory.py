"""Three hours with the clock running, notes and dialogs: the program needs no more memory after them than before."""

import asyncio
import gc
import random
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, Command, Next
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.folders import built_in_agenda
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.widgets.note_pane import NoteArea
from tests.builders import MONDAY, OSLO, PEOPLE
from tests.reliability.conftest import whole_numbers
from tests.tui.dialogs import USUAL, done
from tests.tui.leading import BellHost, Led

MOST_GROWTH = 2_000_000
"""Bytes that may be left over from three hours."""
LENGTH = timedelta(hours=3)
LOOK = timedelta(seconds=1 if whole_numbers() else 4)
"""Between two looks at the clock; the program has one each second, and asks about a gap after five."""
BETWEEN_KEYS = timedelta(minutes=2 if whole_numbers() else 10)
OPENED_AND_CLOSED = ("p", "o", "h", "question_mark", "t", "s", "ctrl+p", "T")
SENTENCE = "Vi merket at tonen er blitt bedre. "


async def live(led: Led, length: timedelta, chance: random.Random) -> None:
    """Let time go, type in the note and open something every few minutes; go on when a timebox is over."""
    spent = since_keys = timedelta()
    runner = led.screen.runner
    while spent < length:
        led.clock.advance(LOOK)
        await led.screen._tick()  # noqa: SLF001 - a look at the clock, without waiting for it
        spent += LOOK
        since_keys += LOOK
        if since_keys < BETWEEN_KEYS:
            continue
        since_keys = timedelta()
        await led.press("n")
        led.screen.query_one(NoteArea).insert(SENTENCE)
        await led.press("escape", chance.choice(OPENED_AND_CLOSED), "escape", "escape")
        if runner.state.course.at < len(runner.state.course.boxes) - 1 and chance.random() < 0.2:
            done(runner, Next())
        assert led.host.screen is led.screen


def held() -> int:
    """The bytes that Python's objects take up now."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def led_through(
    folder: Path, length: timedelta, chance: random.Random, before: Callable[[], None], after: Callable[[], None]
) -> None:
    """Lead a session for so long, and look before and after."""
    clock = SettableClock(MONDAY, OSLO)
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    runner = SessionRunner.create(folder, agenda, Setup("Barnevernet", "Møterom 2", PEOPLE[:5]), clock)
    screen = SessionScreen(runner)
    host = BellHost(screen)
    begin: Command = Begin()

    async def run() -> None:
        async with host.run_test(size=USUAL) as pilot:
            led = Led(host, screen, pilot, clock)
            done(runner, begin)
            await pilot.pause()
            before()
            await live(led, length, chance)
            await pilot.pause()
            after()

    asyncio.run(run())
    runner.close()


def test_three_hours_need_no_more_memory(tmp_path: Path, chance: random.Random) -> None:
    tracemalloc.start()
    try:
        sizes: list[int] = []
        for session, length in (("warm-up", LENGTH / 3), ("measured", LENGTH)):
            sizes.clear()
            led_through(tmp_path / session, length, chance, lambda: sizes.append(held()), lambda: sizes.append(held()))
    finally:
        tracemalloc.stop()
    before, after = sizes
    print(f"{(after - before) / 1e6:+.2f} MB in {LENGTH} by {LOOK}, of {before / 1e6:.1f} MB")  # noqa: T201 - shown with -rP
    assert after - before < MOST_GROWTH
