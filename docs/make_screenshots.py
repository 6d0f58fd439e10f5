"""Make the pictures in docs/images from the running program, with an invented group and a clock that stands still.

    just screenshots
    python docs/make_screenshots.py --lang en --check

Needs the development packages, and DejaVu Sans Mono (on Debian: fonts-dejavu-core). Block characters are
drawn as rectangles, so that digits and table look as they do in a terminal and not as a font happens to.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pictures import CHECKS, IMAGES, LANGUAGE, is_old, remember, shown, wanted
from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import MONOKAI
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import Begin, ChooseFacilitator, Command, MarkFactor, Next, SetNextMeeting, ShowSlide
from aml_okt.core.events import Side
from aml_okt.core.session import Stage
from aml_okt.files.built_in import built_in_agenda
from aml_okt.i18n import gettext as _
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.runner import SessionRunner
from aml_okt.scene.gaps import LONGEST_LOOK
from aml_okt.tui.app import AmlOktApp
from aml_okt.tui.screens.session import SessionScreen

FONTS = [Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/dejavu-sans-mono-fonts")]
FONT_SIZE, CELL_WIDTH, CELL_HEIGHT = 17, 10, 20
NAMES = ("Kari", "Ola", "Liv", "Nils", "Per")
OSLO = ZoneInfo("Europe/Oslo")
USUAL, SMALL = (120, 36), (80, 24)


@dataclass(frozen=True)
class Words:
    """What the invented group has written."""

    unit: str
    place: str
    note: str
    first: str
    second: str


WORDS = {
    "nb": Words(
        "Barnevernet", "Møterom 2", "- hvem eier turnusen egentlig?",
        "Gå gjennom turnusen med de tillitsvalgte", "Fast veiledning hver måned",
    ),
    "nn": Words(
        "Barnevernet", "Møterom 2", "- kven eig turnusen eigentleg?",
        "Gå gjennom turnusen med dei tillitsvalde", "Fast rettleiing kvar månad",
    ),
    "en": Words(
        "Child welfare", "Meeting room 2", "- who owns the rota, really?",
        "Go through the rota with the union representatives", "Supervision every month",
    ),
}[LANGUAGE]  # fmt: skip

BLOCKS = {
    "█": (0, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 1), "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 1, 1),
    "▁": (0, 0.875, 1, 1), "▔": (0, 0, 1, 0.125), "▎": (0, 0, 0.25, 1), "▊": (0, 0, 0.75, 1),
}  # fmt: skip
"""The part of a cell that each block fills: left, top, right, bottom."""


@dataclass
class Show:
    """The program with an invented group in it, and the hands that lead it."""

    app: AmlOktApp
    pilot: Pilot[None]
    clock: SettableClock

    @property
    def session(self) -> SessionScreen:
        """The session's screen."""
        screen = self.app.screen_stack[1]
        assert isinstance(screen, SessionScreen)  # noqa: S101 - the pictures below begin a session first
        return screen

    @property
    def runner(self) -> SessionRunner:
        """The session that the program leads."""
        return self.session.runner

    async def do(self, *commands: Command) -> None:
        """Carry out commands and let the screen draw."""
        for command in commands:
            self.runner.dispatch(command)
        await self.redraw()

    async def redraw(self) -> None:
        """Let the screen look at the clock."""
        await self.pilot.pause(0.6)

    async def pass_time(self, span: timedelta) -> None:
        """Let time go as it does in a meeting room: the screen has looked at the clock all the while."""
        while span > timedelta():
            step = min(span, LONGEST_LOOK)
            self.clock.advance(step)
            span -= step
            await self.session._tick()  # noqa: SLF001 - a look at the clock, without waiting for it

    async def go_to(self, step: str, phase: int = 0, round_: int = 0) -> None:
        """Lead the group to a phase, a little slower than planned."""
        if self.runner.state.stage is Stage.READY:
            self.runner.dispatch(Begin())
        while (box := self.runner.state.box) and (box.step, box.phase, box.round or 0) != (step, phase, round_):
            await self.pass_time(box.allotted + timedelta(seconds=4))
            await self.session.dispatch(Next())
            if self.runner.state.course.facilitator is None and box.step == "fasilitator":
                self.runner.dispatch(ChooseFacilitator("p2"))
        await self.redraw()


async def setup(show: Show) -> None:
    """The setup screen with the plan for a group of five."""
    await show.redraw()


async def session(show: Show) -> None:
    """The second round: the colleagues ask."""
    await show.go_to("kollegaveiledning", 1, 1)
    await show.pass_time(timedelta(seconds=22))
    await show.pilot.press("n", *WORDS.note, "escape")
    await show.pilot.pause(1)


async def listening(show: Show) -> None:
    """The second round: the focus person has turned."""
    await show.go_to("kollegaveiledning", 2, 1)
    await show.pass_time(timedelta(minutes=1, seconds=12))
    await show.redraw()


async def slides(show: Show) -> None:
    """The professional intro."""
    await show.go_to("faglig-intro")
    await show.do(ShowSlide(5))


async def reflection(show: Show) -> None:
    """The round of the reflection task, with factors marked."""
    await show.go_to("refleksjon", 1)
    factors = show.runner.state.agenda.step("refleksjon").factors
    await show.do(
        MarkFactor(factors[1], Side.STRENGTH, 3),
        MarkFactor(factors[2], Side.RISK, 2),
        MarkFactor(factors[5], Side.STRENGTH, 1),
        MarkFactor(factors[5], Side.RISK, 1),
    )


async def pause(show: Show) -> None:
    """The break."""
    await show.go_to("pause")
    await show.pass_time(timedelta(minutes=2, seconds=30))
    await show.redraw()


async def make_up(show: Show) -> None:
    """Six minutes behind in the second round, with three to come: how the group could end as planned."""
    await show.go_to("kollegaveiledning", 3, 1)
    await show.pass_time(timedelta(minutes=6, seconds=20))
    await show.pilot.press("h")
    await show.pilot.pause(0.3)


async def gap(show: Show) -> None:
    """The lid has been closed for eight minutes."""
    await show.go_to("kollegaveiledning", 2, 1)
    await show.pass_time(timedelta(minutes=3))
    show.clock.advance(timedelta(minutes=8))
    await show.redraw()


async def closing(show: Show) -> None:
    """Actions and the next meeting."""
    show.runner.actions.add(Action(WORDS.first, "Kari", date(2026, 12, 1)))
    show.runner.actions.add(Action(WORDS.second, "Ola", date(2027, 1, 15)))
    await show.go_to("avslutning")
    await show.do(SetNextMeeting(date(2027, 1, 11), None, WORDS.place))


async def summary(show: Show) -> None:
    """The summary."""
    await closing(show)
    await show.pass_time(timedelta(minutes=9))
    await show.pilot.press("q")
    await show.pilot.pause(0.3)
    await show.pilot.press("enter")
    await show.pilot.pause(0.5)


PICTURES: dict[str, tuple[Callable[[Show], Awaitable[None]], tuple[int, int], bool, bool]] = {
    # name: what to do, size, whether the setup is skipped, whether the theme is light
    "setup": (setup, USUAL, False, False),
    "session": (session, USUAL, True, False),
    "session-80x24": (session, SMALL, True, False),
    "session-light": (session, USUAL, True, True),
    "listening": (listening, USUAL, True, False),
    "slides": (slides, USUAL, True, False),
    "reflection": (reflection, USUAL, True, False),
    "break": (pause, USUAL, True, False),
    "make-up": (make_up, USUAL, True, False),
    "gap": (gap, USUAL, True, False),
    "closing": (closing, USUAL, True, False),
    "summary": (summary, USUAL, True, False),
}


async def take(  # noqa: PLR0913 - a picture is all of these
    name: str, act: Callable[[Show], Awaitable[None]], size: tuple[int, int], *, go: bool, light: bool, root: Path
) -> bool:
    """Run the program, do what leads to the picture, and save it; whether it was another one than before."""
    clock = SettableClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), OSLO)
    opening = Opening(
        root=root, clock=clock, agenda_file=read_agenda_file(built_in_agenda(LANGUAGE)),
        origin="" if go else _("Den innebygde agendaen"),
        unit=WORDS.unit, place=WORDS.place, names=NAMES, latest_end=None, go=go, rehearsal=None, resume=None,
        interrupted=None,
    )  # fmt: skip
    app = AmlOktApp(opening)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        if light:
            app.action_switch_theme()
        await act(Show(app, pilot, clock))
        return keep(name, await at_rest(app, pilot), size)


async def at_rest(app: App[Any], pilot: Pilot[Any]) -> list[Strip]:
    """What is on the screen once it changes no more: a busy computer draws later."""
    before = None
    while (now := shown(strips := app.screen._compositor.render_strips())) != before:  # noqa: SLF001 - Textual has no public way to its cells
        before = now
        await pilot.pause(0.5)
    return strips


def keep(name: str, strips: list[Strip], size: tuple[int, int]) -> bool:
    """Save what is shown as a picture, or only look whether it is another one than before; whether it is."""
    path, what = IMAGES / f"{name}.png", shown(strips)
    old = is_old(path, what)
    if not CHECKS:
        remember(path, draw(strips, size), what)
    return old


def draw(strips: list[Strip], size: tuple[int, int]) -> Image.Image:
    """The cells as a picture."""
    columns, rows = size
    folder = next((place for place in FONTS if place.is_dir()), None)
    if folder is None:
        sys.exit("DejaVu Sans Mono is not installed (on Debian: apt-get install fonts-dejavu-core)")
    regular = ImageFont.truetype(str(folder / "DejaVuSansMono.ttf"), FONT_SIZE)
    bold = ImageFont.truetype(str(folder / "DejaVuSansMono-Bold.ttf"), FONT_SIZE)
    image = Image.new("RGB", (columns * CELL_WIDTH, rows * CELL_HEIGHT))
    pen = ImageDraw.Draw(image)
    for row, strip in enumerate(strips):
        column = 0
        for text, style, _control in strip:
            look = style or Style()
            fore, back = _rgb(look.color), _rgb(look.bgcolor)
            if look.reverse:
                fore, back = back, fore
            for char in text:
                x, y, width = column * CELL_WIDTH, row * CELL_HEIGHT, max(1, cell_len(char))
                pen.rectangle([x, y, x + CELL_WIDTH * width - 1, y + CELL_HEIGHT - 1], fill=back)
                if char in BLOCKS:
                    left, top, right, bottom = BLOCKS[char]
                    pen.rectangle(
                        [x + left * CELL_WIDTH, y + top * CELL_HEIGHT,
                         x + right * CELL_WIDTH - 1, y + bottom * CELL_HEIGHT - 1],
                        fill=fore,
                    )  # fmt: skip
                elif char != " ":
                    pen.text((x, y), char, font=bold if look.bold else regular, fill=fore)
                column += width
    return image


def _rgb(color: Color | None) -> tuple[int, int, int]:
    return (0, 0, 0) if color is None else tuple(color.get_truecolor(MONOKAI))


def report(changed: Sequence[str]) -> None:
    """Say which pictures are other ones than before."""
    for name in changed:
        print(IMAGES / f"{name}.png")
    if changed and CHECKS:
        sys.exit("These pictures are old. Mend them with: just screenshots")


def main() -> None:
    """Make the pictures named on the command line, or all of them."""
    changed = []
    for name in wanted(PICTURES):
        act, size, go, light = PICTURES[name]
        with tempfile.TemporaryDirectory() as root:
            if asyncio.run(take(name, act, size, go=go, light=light, root=Path(root))):
                changed.append(name)
    report(changed)


if __name__ == "__main__":
    main()
