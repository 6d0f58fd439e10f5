"""The room's screen: it follows whoever leads, is read from the other end of the room, and tells no secrets."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import AdjustTime, Begin, End, Next, Pause, Resume, ShowActions, ShowSlide, Undo
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.files.lock import WRITER_NAME
from aml_okt.following import LOOKS_WHILE_LED
from aml_okt.runner import SessionRunner
from aml_okt.scene.room import room_scene
from aml_okt.tui.room_app import RoomApp
from aml_okt.tui.screens import room_stage
from aml_okt.tui.screens.room import RoomScreen
from aml_okt.tui.screens.room_stage import RoomStage
from aml_okt.tui.widgets.digits import BigTime
from aml_okt.tui.widgets.letters import spell
from aml_okt.tui.widgets.table_picture import TablePicture
from aml_okt.tui.widgets.words import Words
from tests.builders import minutes, seconds
from tests.tui.dialogs import SMALL, USUAL, done, gone_to

LARGE = (200, 60)

SnapCompare = Callable[..., bool]


class Room:
    """The room's screen in front of a test."""

    def __init__(self, app: RoomApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> RoomScreen:
        screen = self.app.screen
        assert isinstance(screen, RoomScreen)
        return screen

    async def look(self) -> None:
        """Look once, and ask who leads."""
        for _ in range(LOOKS_WHILE_LED + 1):
            await self.screen.look()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def digits(self) -> str:
        return self.screen.query_one("#room-clock", BigTime).text

    @property
    def headline(self) -> str:
        return self.screen.query_one(RoomStage).headline

    def said(self, where: str) -> str:
        return self.screen.query_one(where, Words).said


def follow(app: RoomApp, script: Callable[[Room], Awaitable[None]], size: tuple[int, int] = USUAL) -> None:
    """Open the room's screen and go through a script with it."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            room = Room(app, pilot)
            await room.look()
            await pilot.pause()
            await script(room)

    asyncio.run(run())
    if app.fault is not None:
        raise app.fault


@pytest.fixture
def room(runner: SessionRunner, clock: SettableClock) -> RoomApp:
    """The room's screen that follows whatever is led in the folder of sessions."""
    return RoomApp(runner.folder.parent, clock)


# Following


def test_it_waits_for_a_session_and_finds_it(tmp_path: Path, clock: SettableClock, runner: SessionRunner) -> None:
    runner.close()

    async def script(room: Room) -> None:
        assert room.headline == "Velkommen"
        assert room.digits == "10:00"
        assert room.said("#room-who") == "Her kommer økta når den er satt i gang."
        led = SessionRunner.take_up(runner.folder, clock)
        done(led, Begin())
        await room.look()
        assert "Felles film" in room.text
        led.close()

    follow(RoomApp(tmp_path, clock), script)


def test_each_thing_that_is_done_is_seen_at_the_next_look(
    room: RoomApp, runner: SessionRunner, clock: SettableClock
) -> None:
    async def script(room: Room) -> None:
        assert room.headline == "Velkommen"
        done(runner, Begin())
        await room.screen.look()
        assert (room.headline, room.digits) == ("Film", "10:00")
        done(runner, AdjustTime(minutes(1)))
        await room.screen.look()
        assert room.digits == "11:00"
        done(runner, Undo(), Pause())
        clock.advance(minutes(5))
        await room.screen.look()
        assert (room.headline, room.digits) == ("Klokka står", "10:00")
        done(runner, Next())
        await room.screen.look()
        assert room.said("#room-where").startswith("Valg av fasilitator")

    follow(room, script)


def test_time_goes_by_itself(room: RoomApp, runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin())

    async def script(room: Room) -> None:
        shown = []
        for wait in (1, 538, 1, 59.5, 0.5, 37):
            clock.advance(seconds(wait))
            await room.screen.look()
            shown.append((room.headline, room.digits))
        assert shown == [
            ("Film", "9:59"), ("Film", "1:01"), ("Ett minutt", "1:00"), ("Siste minutt", "0:01"),
            ("Tiden er ute", "0:00"), ("Tiden er ute", "+0:37"),
        ]  # fmt: skip

    follow(room, script)


@pytest.mark.parametrize("ahead", [minutes(-30), seconds(-3), seconds(3), minutes(30)])
def test_a_session_that_is_led_on_another_computer_keeps_the_same_time(
    runner: SessionRunner, clock: SettableClock, ahead: timedelta
) -> None:
    """The computers were not started at the same time, so that only their wall clocks agree."""
    done(runner, Begin())
    writer = runner.folder / WRITER_NAME
    told = json.loads(writer.read_bytes())
    writer.write_text(json.dumps({**told, "computer": "en-annen"}))
    here = SettableClock(clock.now().wall, clock.zone)
    here.advance(ahead)
    here.set_wall(clock.now().wall)

    async def script(room: Room) -> None:
        shown = []
        for wait in (0, 1, 1, 60, 300, 240, 60):
            here.advance(seconds(wait))
            await room.screen.look()
            shown.append(room.digits)
        assert shown == ["10:00", "9:59", "9:58", "8:58", "3:58", "+0:02", "+1:02"]

    follow(RoomApp(runner.folder.parent, here), script)


def test_every_second_is_as_whoever_leads_has_it(room: RoomApp, runner: SessionRunner, clock: SettableClock) -> None:
    """The clock alone moves between two whole pictures; it never says another thing than a whole one would."""
    done(runner, Begin(), Next(), Next())
    chance = random.Random(5)  # noqa: S311 - nothing is kept secret by it

    async def script(room: Room) -> None:
        commands = (Next(), Next(), AdjustTime(minutes(1)), AdjustTime(minutes(-1)), Pause(), Resume(), Undo())
        for _ in range(300):
            if chance.random() < 0.15 and runner.state.course.at < len(runner.state.course.boxes) - 2:
                runner.dispatch(chance.choice(commands))
            clock.advance(seconds(chance.choice([0.1, 0.18, 0.18, 0.36, 1, 1.001, 5, 31, 61])))
            await room.screen.look()
            wanted = room_scene(runner.state, clock.now(), clock.zone)
            assert room.digits == (wanted.back_at or wanted.clock.digits)
            assert room.said("#room-caption") == wanted.clock.caption

    follow(room, script)


def test_a_crash_is_waited_out_and_the_resumed_session_followed(
    room: RoomApp, runner: SessionRunner, clock: SettableClock
) -> None:
    done(runner, Begin())

    async def script(room: Room) -> None:
        clock.advance(minutes(2))
        runner.close()
        await room.look()
        assert (room.headline, room.said("#room-caption")) == ("Vent litt", "venter på skjermen til fasilitatoren")
        clock.advance(minutes(1))
        again = SessionRunner.take_up(runner.folder, clock)
        await room.look()
        assert (room.headline, room.digits) == ("Film", "7:00")
        done(again, End())
        await room.look()
        assert room.headline == "Takk for i dag"
        again.close()
        await room.look()
        assert room.headline == "Takk for i dag"

    follow(room, script)


def test_a_room_that_is_opened_after_a_crash_waits_with_the_group(
    tmp_path: Path, runner: SessionRunner, clock: SettableClock
) -> None:
    done(runner, Begin())
    runner.give_sign_of_life()
    writer = (runner.folder / WRITER_NAME).read_bytes()
    runner.close()
    (runner.folder / WRITER_NAME).write_bytes(writer)  # as a process that is killed leaves it

    async def script(room: Room) -> None:
        assert room.headline == "Vent litt"
        again = SessionRunner.take_up(runner.folder, clock)
        await room.look()
        assert room.headline == "Film"
        again.close()

    follow(RoomApp(tmp_path, clock), script)
    (runner.folder / WRITER_NAME).write_bytes(writer)
    clock.advance(minutes(90))

    async def later(room: Room) -> None:
        assert room.headline == "Velkommen"

    follow(RoomApp(tmp_path, clock), later)


def test_a_line_that_is_half_written_is_read_when_it_is_whole(room: RoomApp, runner: SessionRunner) -> None:
    done(runner, Begin())
    journal = runner.folder / JOURNAL_NAME

    async def script(room: Room) -> None:
        before = journal.read_bytes()
        done(runner, Next())
        whole = journal.read_bytes()
        journal.write_bytes(whole[: len(before) + 20])
        await room.screen.look()
        assert room.headline == "Film"
        journal.write_bytes(whole)
        await room.screen.look()
        assert room.said("#room-where").startswith("Valg av fasilitator")

    follow(room, script)


def test_a_session_that_goes_away_is_waited_for(room: RoomApp, runner: SessionRunner) -> None:
    done(runner, Begin())

    async def script(room: Room) -> None:
        elsewhere = runner.folder.with_name("flyttet")
        runner.folder.rename(elsewhere)
        (elsewhere / WRITER_NAME).unlink()
        await room.look()
        assert room.headline == "Velkommen"
        elsewhere.rename(runner.folder)
        (runner.folder / WRITER_NAME).write_text("{}")
        await room.look()
        assert room.headline == "Film"

    follow(room, script)


def test_nothing_in_the_folder_is_touched(room: RoomApp, runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "avslutning")
    done(runner, ShowActions(shown=True))

    def files() -> dict[Path, tuple[int, bytes]]:
        found = (path for path in runner.folder.rglob("*") if path.is_file())
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in found}

    before = files()

    async def script(room: Room) -> None:
        await room.look()
        assert files() == before

    follow(room, script)


# What is shown


def test_slides_follow_page_by_page(room: RoomApp, runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "faglig-intro")

    async def script(room: Room) -> None:
        assert "lysark 1 av 11" in room.text
        done(runner, ShowSlide(5))
        await room.look()
        await asyncio.sleep(0.1)
        assert "lysark 6 av 11" in room.text

    follow(room, script)


def test_actions_come_when_the_group_wants_them_and_follow_what_is_written(
    room: RoomApp, runner: SessionRunner, clock: SettableClock
) -> None:
    runner.actions.add(Action("Rydde i vaktlista", "Kari"))
    gone_to(runner, clock, "avslutning")

    async def script(room: Room) -> None:
        assert "Rydde" not in room.text
        done(runner, ShowActions(shown=True))
        await room.look()
        assert "Rydde i vaktlista" in room.text
        runner.actions.add(Action("Veiledning hver måned", "Ola"))
        await room.look()
        assert "Veiledning hver måned" in room.text
        done(runner, ShowActions(shown=False))
        await room.look()
        assert "Rydde" not in room.text

    follow(room, script)


def test_on_a_large_screen_actions_are_in_letters_as_long_as_all_of_them_have_room(
    room: RoomApp, runner: SessionRunner, clock: SettableClock
) -> None:
    runner.actions.add(Action("Rydde i vaktlista", "Kari"))
    gone_to(runner, clock, "avslutning")
    done(runner, ShowActions(shown=True))

    async def script(room: Room) -> None:
        assert all(line.rstrip() in room.text for line in spell("Rydde i vaktlista"))
        assert "Kari" in room.text
        for number in range(12):
            runner.actions.add(Action(f"Tiltak nummer {number}"))
        await room.look()
        assert all(f"Tiltak nummer {number}" in room.text for number in range(12))

    follow(room, script, LARGE)


def test_the_break_is_told_in_digits_from_wall_to_wall(
    room: RoomApp, runner: SessionRunner, clock: SettableClock
) -> None:
    gone_to(runner, clock, "pause")

    async def script(room: Room) -> None:
        back = f"{(clock.now().wall + minutes(10)).astimezone(clock.zone):%H:%M}"
        assert (room.headline, room.digits) == ("Pause", back)
        assert "Vi starter igjen kl." in room.text
        assert "10:00 igjen av pausen" in room.text

    follow(room, script)


def test_a_break_that_runs_over_says_how_far_and_no_time_that_has_passed(
    room: RoomApp, runner: SessionRunner, clock: SettableClock
) -> None:
    gone_to(runner, clock, "pause")

    async def script(room: Room) -> None:
        clock.advance(minutes(11))
        await room.look()
        assert (room.headline, room.digits) == ("Tiden er ute", "+1:00")
        assert "Vi starter igjen" not in room.text

    follow(room, script)


def test_the_words_of_a_new_phase_stand_out_and_settle(
    room: RoomApp, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_stage, "STANDS_OUT", 0.3)
    gone_to(runner, clock, "kollegaveiledning")

    async def script(room: Room) -> None:
        headline = room.screen.query_one("#room-headline")
        assert not headline.has_class("-new")
        done(runner, Next())
        await room.look()
        assert headline.has_class("-new")
        await room.pilot.pause(0.5)
        assert not headline.has_class("-new")

    follow(room, script)


STEPS = [
    ("film", 0), ("innsjekk", 0), ("faglig-intro", 0), ("refleksjon", 2), ("pause", 0), ("kollegaveiledning", 1),
    ("kollegaveiledning", 2), ("avslutning", 0),
]  # fmt: skip


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE, (160, 45), (100, 30), (80, 40), (240, 67)])
@pytest.mark.parametrize("place", STEPS)
def test_nothing_is_clipped(
    room: RoomApp, runner: SessionRunner, clock: SettableClock, place: tuple[str, int], size: tuple[int, int]
) -> None:
    gone_to(runner, clock, *place)

    async def script(room: Room) -> None:
        stage = room.screen.query_one(RoomStage)
        for widget in stage.query("*"):
            if widget.display and widget.size.area:
                assert stage.region.contains_region(widget.region), widget
        for where in ("#room-headline", "#room-who", "#room-rule", "#room-questions", "#room-then"):
            words = room.screen.query_one(where, Words)
            if words.display and words.said:
                assert words.size.height >= len(words.said.splitlines())
        clock_face = room.screen.query_one("#room-clock", BigTime)
        assert clock_face.size.height >= 3
        assert clock_face.parent is not None
        rows = [line for line in room.text.splitlines() if "igjen av" in line]
        assert len(rows) == 1

    follow(room, script, size)


@pytest.mark.parametrize(("step", "phase"), [("film", 0), ("innsjekk", 0), ("kollegaveiledning", 2)])
def test_on_a_large_screen_the_digits_are_at_least_twenty_rows_high(
    room: RoomApp, runner: SessionRunner, clock: SettableClock, step: str, phase: int
) -> None:
    gone_to(runner, clock, step, phase)

    async def script(room: Room) -> None:
        face = room.screen.query_one("#room-clock", BigTime)
        picture = room.screen.query_one(TablePicture).size

        def rows() -> int:
            return len([y for y in range(face.size.height) if face.render_line(y).text.strip()])

        assert rows() >= 20
        clock.advance(minutes(12))
        await room.look()
        assert room.digits.startswith("+")
        assert rows() >= (20 if len(room.digits) == 5 else 16)
        assert room.screen.query_one(TablePicture).size == picture

    follow(room, script, LARGE)


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (20, 6), (30, 9), (39, 12), (64, 20), (80, 10), (30, 60), (400, 100)])
@pytest.mark.parametrize("place", STEPS)
def test_it_stands_any_size(
    room: RoomApp, runner: SessionRunner, clock: SettableClock, place: tuple[str, int], size: tuple[int, int]
) -> None:
    gone_to(runner, clock, *place)

    async def script(room: Room) -> None:
        clock.advance(minutes(30))
        await room.look()
        assert room.digits.startswith("+") or place == ("pause", 0)

    follow(room, script, size)


def test_keys_do_nothing_but_leave_help_and_change_the_colours(room: RoomApp, runner: SessionRunner) -> None:
    done(runner, Begin())
    before = runner.folder.joinpath(JOURNAL_NAME).read_bytes()

    async def script(room: Room) -> None:
        shown, theme = room.text, room.app.theme
        await room.pilot.press("enter", "space", "n", "u", "plus", "ctrl+p", "escape", "f9")
        assert room.text == shown
        assert room.app.screen is room.screen
        await room.pilot.press("question_mark", "question_mark")
        assert room.text == shown
        assert room.app.screen is room.screen
        assert room.app.theme == theme
        await room.pilot.press("d")
        assert room.app.theme != theme
        await room.pilot.press("q")
        assert not room.app.is_running

    follow(room, script)
    assert runner.folder.joinpath(JOURNAL_NAME).read_bytes() == before


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
@pytest.mark.parametrize("light", ["", "light"])
def test_the_room_looks_like_this(
    snap_compare: SnapCompare, runner: SessionRunner, clock: SettableClock, size: tuple[int, int], light: str
) -> None:
    gone_to(runner, clock, "kollegaveiledning", 2)
    clock.advance(seconds(72))
    assert snap_compare(RoomApp(runner.folder.parent, clock, light=bool(light)), terminal_size=size)
