"""Make the pictures of the room in a terminal, from the running program, with an invented group.

    just screenshots

Needs what make_screenshots.py needs.
"""

import asyncio
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from make_screenshots import NAMES, OSLO, SMALL, USUAL, WORDS, at_rest, keep, report
from pictures import LANGUAGE, wanted

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, ChooseFacilitator, Next
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from aml_okt.tui.room_app import RoomApp

LARGE = (200, 60)


def go_to(runner: SessionRunner, clock: SettableClock, step: str, phase: int = 0, round_: int = 0) -> None:
    """Lead the group to a phase, a little slower than planned."""
    runner.dispatch(Begin())
    runner.dispatch(ChooseFacilitator("p2"))
    while (box := runner.state.box) and (box.step, box.phase, box.round or 0) != (step, phase, round_):
        clock.advance(box.allotted + timedelta(seconds=4))
        runner.dispatch(Next())


def listening(runner: SessionRunner, clock: SettableClock) -> None:
    """The second round: the focus person has turned."""
    go_to(runner, clock, "kollegaveiledning", 2, 1)
    clock.advance(timedelta(minutes=1, seconds=12))


def over(runner: SessionRunner, clock: SettableClock) -> None:
    """The colleagues have asked for too long."""
    go_to(runner, clock, "kollegaveiledning", 3, 1)
    clock.advance(timedelta(minutes=2, seconds=37))


def pause(runner: SessionRunner, clock: SettableClock) -> None:
    """The break."""
    go_to(runner, clock, "pause")
    clock.advance(timedelta(minutes=2, seconds=30))


def welcome(_runner: SessionRunner, _clock: SettableClock) -> None:
    """Before the first step."""


PICTURES: dict[str, tuple[Callable[[SessionRunner, SettableClock], None], tuple[int, int], bool]] = {
    # name: what has happened, size, whether the theme is light
    "room-80x24": (listening, SMALL, False),
    "room-80x24-light": (listening, SMALL, True),
    "room-120x36": (listening, USUAL, False),
    "room-120x36-light": (listening, USUAL, True),
    "room-200x60": (listening, LARGE, False),
    "room-200x60-light": (listening, LARGE, True),
    "room-welcome": (welcome, USUAL, False),
    "room-break": (pause, USUAL, False),
    "room-over": (over, USUAL, False),
}


async def take(
    name: str, act: Callable[[SessionRunner, SettableClock], None], size: tuple[int, int], *, light: bool
) -> bool:
    """Lead a session there, look at it as the room does, and save what is seen; whether it is another one."""
    clock = SettableClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), OSLO)
    with tempfile.TemporaryDirectory() as root:
        agenda = read_agenda_file(built_in_agenda(LANGUAGE))
        runner = SessionRunner.create(Path(root), agenda, Setup(WORDS.unit, WORDS.place, NAMES), clock)
        act(runner, clock)
        app = RoomApp(Path(root), clock, light=light)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.6)
            other = keep(name, await at_rest(app, pilot), size)
        runner.close()
    return other


def main() -> None:
    """Make the pictures named on the command line, or all of them."""
    changed = []
    for name in wanted(PICTURES):
        act, size, light = PICTURES[name]
        if asyncio.run(take(name, act, size, light=light)):
            changed.append(name)
    report(changed)


if __name__ == "__main__":
    main()
