"""A session led through all of its screens, each looked at once."""

from collections.abc import Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual.app import App
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Markdown, TextArea

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import Begin, ChooseFacilitator, Command, MarkFactor, Next, SetNextMeeting, ShowActions
from aml_okt.core.events import Side
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import Opening, left_behind, read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from aml_okt.scene.actions import SUMMARY, key_of
from aml_okt.scene.gaps import LONGEST_LOOK
from aml_okt.tui.actions import PEOPLE as PEOPLE_KEYS
from aml_okt.tui.app import AmlOktApp
from aml_okt.tui.room_app import RoomApp
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.widgets.digits import BigTime
from tests import stand_ins as others
from tests.builders import OSLO, PEOPLE

TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Gallery:
    """Goes round, and keeps what it has seen: the name of each picture, its text, and what does not fit."""

    def __init__(self, language: str, size: tuple[int, int], root: Path, *, stand_ins: bool = False) -> None:
        self.pictures: list[tuple[str, str, tuple[str, ...]]] = []
        self.clock = SettableClock(TEN, OSLO)
        self._size, self._root = size, root / "økter"
        agenda, self._names, self._word = built_in_agenda(language), PEOPLE[:5], "Barnevernet"
        if stand_ins:
            agenda, self._names, self._word = root / "agenda.yaml", others.NAMES, others.WORD
            agenda.write_text(others.AGENDA, encoding="utf-8")
        self._agenda = read_agenda_file(agenda)

    async def go_round(self) -> None:
        """From the first question to the last, and what the room sees."""
        await self._before()
        await self._session()
        await self._resumed()
        await self._room()

    # What is looked at

    async def _before(self) -> None:
        async with self._app(self._opening(unit="", place="", names=())) as seen:
            await seen.look("setup, empty")
            await seen.press("f9")
            await seen.look("setup, nobody there")
        many = tuple(f"{name} {number}" for number in "12" for name in self._names)
        async with self._app(self._opening(names=many, latest_end=TEN + timedelta(minutes=100))) as seen:
            await seen.look("setup, too many and too late")
        async with self._app(self._opening(rehearsal=10.0)) as seen:
            await seen.look("setup of a rehearsal")
            await seen.press("f1")
            await seen.look("help in the setup")

    async def _session(self) -> None:
        earlier = SessionRunner.create(self._root, self._agenda, self._setup(), self.clock)
        earlier.dispatch(Begin())
        earlier.actions.add(Action(self._word, self._names[0], date(2026, 12, 1)))
        earlier.close()
        self.clock.advance(timedelta(days=3))
        async with self._app(self._opening(go=True)) as seen:
            await seen.look("ready")
            await seen.press("question_mark")
            await seen.look("help")
            await seen.press("end")
            await seen.look("help, its end")
            await seen.press("escape", "ctrl+p")
            await seen.look("palette")
            await seen.press("escape")
            await self._first_half(seen)
            await self._second_half(seen)
            await self._end(seen)

    async def _first_half(self, seen: "Seen") -> None:
        await seen.press("enter")
        await seen.look("film")
        await seen.press("space")
        await seen.look("paused")
        await seen.press("space", "n")
        await seen.look("a note")
        await seen.type("Нота")
        await seen.press("escape")
        for key in ("plus", "minus", key_of("backdate"), key_of("undo"), key_of("choose_cues")):
            await seen.press(key)
            await seen.look(f"told of {key}")
        await seen.dispatch(Next())
        await seen.look("choosing a facilitator")
        await seen.press(key_of("draw_lots"))
        await seen.look("lots drawn")
        await seen.dispatch(ChooseFacilitator("p2"), Next())
        await seen.look("check-in")
        await seen.press(key_of("use_spare"))
        await seen.look("time to spare")
        await seen.press("escape")
        await seen.pass_time(timedelta(minutes=25))
        await seen.press(key_of("follow_up"))
        await seen.look("actions of the last session")
        await seen.press("escape")
        await seen.go_to("faglig-intro")
        await seen.look("slides")
        await seen.go_to("refleksjon")
        await seen.look("alone")
        await seen.go_to("refleksjon", 1)
        await seen.press(key_of("factors"))
        await seen.look("factors")
        await seen.press("escape")
        await seen.dispatch(MarkFactor(seen.state.agenda.step("refleksjon").factors[0], Side.RISK, 2))
        await seen.go_to("refleksjon", 2)
        await seen.pass_time(timedelta(minutes=12))
        await seen.look("discussion, over time")
        await seen.press(key_of("make_up"))
        await seen.look("making up time")
        await seen.press("escape", key_of("people"))
        await seen.look("people")
        await seen.press(key_of("mark_gone", PEOPLE_KEYS))
        await seen.look("somebody goes")
        await seen.press("escape", key_of("add_person", PEOPLE_KEYS))
        await seen.look("somebody comes")
        await seen.press("escape", "escape", key_of("plan"))
        await seen.look("plan")
        await seen.press("escape")

    async def _second_half(self, seen: "Seen") -> None:
        await seen.go_to("pause")
        await seen.look("break")
        await seen.press(key_of("break_until"))
        await seen.look("until when")
        await seen.press("escape")
        await seen.go_to("forberedelse")
        await seen.look("preparation")
        await seen.press(key_of("order"))
        await seen.look("order")
        await seen.press("escape")
        for phase, name in enumerate(("presentation", "questions", "listening", "thanks")):
            await seen.go_to("kollegaveiledning", phase)
            await seen.look(name)
            if phase == 0:
                await seen.press(key_of("skip"))
                await seen.look("skipping")
                await seen.press("escape")
        await seen.press(key_of("show_room"))
        await seen.look("what the group sees")
        await seen.press(key_of("show_room"))
        await seen.pass_time(timedelta(minutes=1))
        self.clock.advance(timedelta(minutes=8))
        await seen.tick()
        await seen.look("a gap")
        await seen.press("enter")

    async def _end(self, seen: "Seen") -> None:
        await seen.go_to("utsjekk")
        await seen.press(key_of("share_from_rounds"))
        await seen.look("sharing from the rounds")
        await seen.type("Нота")
        await seen.press("escape")
        seen.session.finish()
        await seen.look("shared from the rounds, saved")
        await seen.go_to("avslutning")
        await seen.look("closing, no actions")
        await seen.press(key_of("add_action"))
        await seen.look("a new action")
        await seen.press("ctrl+s")
        await seen.look("an action without text")
        await seen.press("escape")
        seen.session.runner.actions.add(Action(self._word, self._names[0], date(2026, 12, 1)))
        await seen.dispatch(SetNextMeeting(date(2027, 1, 11), None, self._word))
        await seen.look("closing")
        await seen.press(key_of("meeting"))
        await seen.look("the next meeting")
        await seen.press("escape", key_of("quit_session"))
        await seen.look("ending")
        await seen.press("enter")
        await seen.look("summary")
        await seen.press("question_mark")
        await seen.look("help in the summary")
        await seen.press("escape", key_of("export", SUMMARY))
        await seen.look("erasing private notes")
        await seen.press("escape")
        await seen.look("summary with minutes")

    async def _resumed(self) -> None:
        runner = SessionRunner.create(self._root, self._agenda, self._setup(), self.clock)
        for command in (Begin(), Next()):
            runner.dispatch(command)
        runner.close()
        self.clock.advance(timedelta(minutes=20))
        left = left_behind(self._root, self.clock)
        async with self._app(self._opening(interrupted=left.interrupted, left=left.loaded)) as seen:
            await seen.look("resuming")

    async def _room(self) -> None:
        room = RoomApp(self._root / "empty", self.clock)
        async with room.run_test(size=self._size) as pilot:
            await Seen(self, room, pilot).look("room, waiting")
        runner = SessionRunner.create(self._root, self._agenda, self._setup(), self.clock)
        room = RoomApp(self._root, self.clock)
        async with room.run_test(size=self._size) as pilot:
            seen = Seen(self, room, pilot)
            await seen.look("room, welcome")
            runner.dispatch(Begin())
            for step, phase in dict.fromkeys((box.step, box.phase) for box in runner.state.course.boxes):
                while (box := runner.state.box) is not None and (box.step, box.phase) != (step, phase):
                    runner.dispatch(Next())
                await pilot.pause(0.4)
                await seen.look(f"room, {step} {phase}")
            runner.actions.add(Action(self._word, self._names[0], date(2026, 12, 1)))
            runner.dispatch(ShowActions(shown=True))
            await pilot.pause(0.4)
            await seen.look("room, actions")
        runner.close()

    # How

    def _opening(self, **settled: Any) -> Opening:  # noqa: ANN401 - whatever an opening holds
        usual = Opening(
            root=self._root, clock=self.clock, agenda_file=self._agenda, origin="", unit=self._word, place=self._word,
            names=self._names, latest_end=None, go=False, rehearsal=None, resume=None, interrupted=None,
        )  # fmt: skip
        return replace(usual, **settled)

    def _setup(self) -> Setup:
        return Setup(self._word, self._word, tuple(self._names))

    @asynccontextmanager
    async def _app(self, opening: Opening) -> Any:  # noqa: ANN401 - see Seen
        app = AmlOktApp(opening)
        async with app.run_test(size=self._size) as pilot:
            await pilot.pause(0.2)
            yield Seen(self, app, pilot)


class Seen:
    """A program in a terminal, and the hands that lead it."""

    def __init__(self, gallery: Gallery, app: App[Any], pilot: Pilot[Any]) -> None:
        self._gallery, self._app, self._pilot = gallery, app, pilot

    @property
    def session(self) -> SessionScreen:
        return next(screen for screen in self._app.screen_stack if isinstance(screen, SessionScreen))

    @property
    def state(self) -> Any:  # noqa: ANN401
        return self.session.runner.state

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self._pilot.press(key)
            await self._pilot.pause()

    async def type(self, text: str) -> None:
        await self._pilot.press(*text)
        await self._pilot.pause()

    async def dispatch(self, *commands: Command) -> None:
        for command in commands:
            await self.session.dispatch(command)
        await self._pilot.pause()

    async def tick(self) -> None:
        """Let the screen look at the clock."""
        await self.session._tick()  # noqa: SLF001 - a look at the clock, without waiting for it
        await self._pilot.pause(0.2)

    async def pass_time(self, span: timedelta) -> None:
        while span > timedelta():
            step = min(span, LONGEST_LOOK)
            self._gallery.clock.advance(step)
            span -= step
            await self.session._tick()  # noqa: SLF001 - the same
        await self._pilot.pause()

    async def go_to(self, step: str, phase: int = 0) -> None:
        while (box := self.state.box) and (box.step, box.phase) != (step, phase):
            await self.session.dispatch(Next())
        await self._pilot.pause(0.05)

    async def look(self, name: str) -> None:
        await self._pilot.pause(0.05)
        screen = self._app.screen
        strips = screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
        text = "\n".join(strip.text.rstrip() for strip in strips)
        self._gallery.pictures.append((name, text, tuple(cut_off(screen))))


def cut_off(screen: Screen[Any]) -> Iterator[str]:
    """The widgets that have more to show than they have room for, and nothing that scrolls."""
    for widget in screen.walk_children(Widget):
        if not widget.is_attached or not widget.display or not widget.visible or widget.children:
            continue
        if not widget.region.area or isinstance(widget, (Input, TextArea, Markdown, BigTime)):
            continue
        room = widget.content_size
        if not room.area or any(scrolls(parent) for parent in widget.ancestors_with_self):
            continue
        needed = widget.get_content_height(screen.size, screen.size, room.width)
        if needed > room.height:
            yield f"{widget!r} needs {needed} rows and has {room.height}"


def scrolls(widget: DOMNode) -> bool:
    """Whether what has no room in it can be brought into sight."""
    return isinstance(widget, Widget) and widget.allow_vertical_scroll
