"""What a running screen costs: a second moves the clock, and draws, sends and works out nothing beside that."""

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, Pause
from aml_okt.runner import SessionRunner
from aml_okt.tui.room_app import RoomApp
from tests.builders import seconds
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
