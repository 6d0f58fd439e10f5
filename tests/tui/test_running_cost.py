"""What a running screen costs: a second moves the clock, and draws, sends and works out nothing beside that."""

import asyncio
import random

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import AdjustTime, Back, Begin, Next, Pause, Resume, Undo
from aml_okt.runner import SessionRunner
from aml_okt.scene.leading import Scene, scene
from aml_okt.scene.room import RoomScene, room_scene
from aml_okt.tui.room_app import RoomApp
from aml_okt.tui.widgets.digits import BigTime
from aml_okt.tui.widgets.words import Words
from tests.builders import minutes, seconds
from tests.tui.dialogs import USUAL, done, gone_to
from tests.tui.drawn import Draws, regions_of
from tests.tui.leading import Led, lead
from tests.tui.test_frugal_compositor import DrawingHost
from tests.tui.test_room import Room, follow

LARGE = (200, 60)


def drawn_by(led: Led) -> DrawingHost:
    assert isinstance(led.host, DrawingHost)
    return led.host


@pytest.mark.parametrize("step", ["film", "innsjekk", "kollegaveiledning"])
@pytest.mark.parametrize("size", [USUAL, LARGE])
def test_a_second_of_whoever_leads_is_few_bytes(
    runner: SessionRunner, clock: SettableClock, step: str, size: tuple[int, int]
) -> None:
    async def script(led: Led) -> None:
        drawn_by(led).sent()
        sent = []
        for _ in range(50):
            await led.pass_time(seconds(1))
            sent.append(drawn_by(led).sent())
        assert all(sent)
        assert sum(sent) / len(sent) < 500
        assert max(sent) < 1500

    lead(gone_to(runner, clock, step), clock, script, size, host_of=DrawingHost)


class DrawingRoom(Draws, RoomApp):
    """The room's screen, and what it draws."""


def test_a_second_of_the_room_is_few_bytes(runner: SessionRunner, clock: SettableClock) -> None:
    app = DrawingRoom(runner.folder.parent, clock)

    async def script(room: Room) -> None:
        app.sent()
        sent = []
        for _ in range(59):
            clock.advance(seconds(1))
            await room.screen.look()
            await room.pilot.pause()
            sent.append(app.sent())
        assert all(sent)
        assert sum(sent) / len(sent) < 1700
        assert max(sent) < 4000

    done(runner, Begin())
    follow(app, script, LARGE)


@pytest.mark.parametrize("for_all", [False, True])
def test_a_second_draws_the_clock_and_nothing_else(
    runner: SessionRunner, clock: SettableClock, *, for_all: bool
) -> None:
    async def script(led: Led) -> None:
        if for_all:
            await led.press("g")
        clock_s = ("#room-clock", "#room-bar", "#room-caption") if for_all else ("#clock", "#bar", "#caption")
        await led.pass_time(seconds(1))
        drawn_by(led).draw_now()
        for _ in range(40):
            await led.pass_time(seconds(1))
            places = [led.screen.query_one(place).region for place in clock_s]
            drawn = regions_of(drawn_by(led).draw_now())
            assert drawn
            if clock.now().wall.second:
                assert [one for one in drawn if not any(place.contains_region(one) for place in places)] == []

    lead(gone_to(runner, clock, "kollegaveiledning"), clock, script, host_of=DrawingHost)


def test_a_minute_works_out_the_whole_picture_once(runner: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        seen = []
        for _ in range(5 * 60):
            await led.pass_time(seconds(1))
            seen.append(led.screen._seen)  # noqa: SLF001 - what is drawn is made anew each time
        assert len({id(one) for one in seen}) <= 6

    lead(done(runner, Begin()), clock, script)


def test_nothing_is_drawn_while_nothing_changes(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin(), Pause())

    async def script(led: Led) -> None:
        drawn_by(led).draw_now()
        for _ in range(20):
            await led.pass_time(seconds(1))
            assert regions_of(drawn_by(led).draw_now()) == []

    clock.advance(seconds(20))
    lead(runner, clock, script, host_of=DrawingHost)


@pytest.mark.parametrize("for_all", [False, True])
def test_every_second_is_as_a_whole_picture_would_have_it(
    runner: SessionRunner, clock: SettableClock, *, for_all: bool
) -> None:
    """The clock alone moves between two whole pictures; no word beside it is older than it should be."""
    chance = random.Random(11)  # noqa: S311 - nothing is kept secret by it
    moves = (Next(), Next(), Next(), Back(), AdjustTime(minutes(1)), AdjustTime(minutes(-1)), Pause(), Resume(), Undo())

    def said(seen: Scene | RoomScene) -> tuple[object, ...]:
        return tuple(getattr(seen, name) for name in type(seen).__annotations__ if name != "clock")

    async def script(led: Led) -> None:
        if for_all:
            await led.press("g")
        for _ in range(150):
            if chance.random() < 0.2 and runner.state.course.at < len(runner.state.course.boxes) - 2:
                await led.screen.dispatch(chance.choice(moves))
            await led.pass_time(seconds(chance.choice([0.1, 0.4, 0.9, 1, 1, 1.001, 2, 5, 31, 61])))
            state, moment = runner.state, clock.now()
            seen = scene(state, moment, clock.zone)
            room = room_scene(state, moment, clock.zone)
            assert led.screen._seen is not None  # noqa: SLF001 - what was drawn whole last
            assert said(led.screen._seen) == said(seen)  # noqa: SLF001 - the same
            if for_all:
                assert led.screen.query_one("#room-clock", BigTime).text == (room.back_at or room.clock.digits)
                assert led.screen.query_one("#room-caption", Words).said == room.clock.caption
            else:
                assert led.digits == seen.clock.digits
                assert led.screen.query_one("#caption", Words).said == seen.clock.caption

    lead(done(runner, Begin()), clock, script)


@pytest.mark.parametrize(("waited", "until"), [(0.3, 0.71), (0.9, 0.11), (59.5, 0.11)])
def test_the_screen_looks_at_the_clock_when_that_turns_and_no_sooner(
    runner: SessionRunner, clock: SettableClock, waited: float, until: float
) -> None:
    """The last one is when the minute turns on the wall, in the middle of a second of the clock that is shown."""
    clock.advance(seconds(0.4))
    done(runner, Begin())

    async def script(led: Led) -> None:
        await led.pass_time(seconds(waited - 0.2))
        clock.advance(seconds(0.2))
        await led.screen._tick()  # noqa: SLF001 - a look at the clock, without waiting for it
        now = asyncio.get_running_loop().time()
        assert led.screen._next_look is not None  # noqa: SLF001 - Textual's own timers could not be read either
        assert until - 0.1 < led.screen._next_look.when() - now <= until  # noqa: SLF001 - the same

    lead(runner, clock, script)
