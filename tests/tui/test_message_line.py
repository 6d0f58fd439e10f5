"""The line below the stage: news go, faults stay, and no fault is lost behind another."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from aml_okt.tui import theme
from aml_okt.tui.widgets import message_line
from aml_okt.tui.widgets.message_line import MessageLine, Tone

FIRST, SECOND = "Teksten ligger i reserve.", "Et annet program skrev i notatet."
LONG = f"Teksten ligger i /home/kari/{'mappe/' * 20}slutt.md"


class LineHost(App[None]):
    """A line by itself."""

    ENABLE_COMMAND_PALETTE = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.defaults()

    def compose(self) -> ComposeResult:
        yield MessageLine()


def on_line(script: Callable[[MessageLine, Pilot[None]], Awaitable[None]], width: int = 80) -> None:
    """Go through a script with a line of this width."""

    async def run() -> None:
        host = LineHost()
        async with host.run_test(size=(width, 10)) as pilot:
            await script(host.query_one(MessageLine), pilot)

    asyncio.run(run())


async def said(line: MessageLine, pilot: Pilot[None], *sentences: str) -> None:
    """Wait until the line says these, one after the other, and nothing between."""
    for before, sentence in zip((line.said, *sentences), sentences, strict=False):
        for _ in range(400):
            if line.said == sentence:
                break
            assert line.said == before
            await pilot.pause(0.01)
        assert line.said == sentence


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands for some seconds, stands for a moment."""
    monkeypatch.setattr(message_line, "SHOWN_FOR", 0.1)


@pytest.mark.usefixtures("soon")
def test_news_go_and_a_fault_stays() -> None:
    async def script(line: MessageLine, pilot: Pilot[None]) -> None:
        line.tell("Klokka går igjen.")
        await said(line, pilot, "")
        line.tell(FIRST, Tone.FAULT)
        await pilot.pause(0.3)
        assert line.said == FIRST

    on_line(script)


@pytest.mark.usefixtures("soon")
def test_faults_take_turns_and_the_last_one_stays() -> None:
    async def script(line: MessageLine, pilot: Pilot[None]) -> None:
        for fault in (FIRST, SECOND, FIRST):
            line.tell_in_turn(fault)
        await said(line, pilot, FIRST, SECOND)
        await pilot.pause(0.3)
        assert line.said == SECOND

    on_line(script)


@pytest.mark.usefixtures("soon")
def test_a_fault_waits_for_one_that_was_told_at_once() -> None:
    async def script(line: MessageLine, pilot: Pilot[None]) -> None:
        line.tell("Trykk Ctrl+Q én gang til.", Tone.FAULT)
        line.tell_in_turn(SECOND)
        assert line.said == "Trykk Ctrl+Q én gang til."
        await said(line, pilot, SECOND)

    on_line(script)


@pytest.mark.parametrize("news", [("Klokka går igjen.",), ("",), ("Klokka går igjen.", "Ett minutt til.")])
@pytest.mark.usefixtures("soon")
def test_a_fault_that_nobody_had_time_to_read_comes_again_after_the_news(news: Iterable[str]) -> None:
    async def script(line: MessageLine, pilot: Pilot[None]) -> None:
        line.tell_in_turn(FIRST)
        line.tell_in_turn(SECOND)
        for sentence in news:
            line.tell(sentence)
        await said(line, pilot, FIRST, SECOND)

    on_line(script)


@pytest.mark.usefixtures("soon")
def test_a_fault_that_has_been_read_gives_way_for_good() -> None:
    async def script(line: MessageLine, pilot: Pilot[None]) -> None:
        line.tell_in_turn(FIRST)
        await pilot.pause(0.3)
        line.tell("Klokka går igjen.")
        await said(line, pilot, "")
        await pilot.pause(0.3)
        assert line.said == ""

    on_line(script)


@pytest.mark.usefixtures("soon")
def test_a_fault_that_is_one_no_more_is_taken_back_and_others_stay() -> None:
    async def script(line: MessageLine, pilot: Pilot[None]) -> None:
        line.tell_in_turn(FIRST)
        line.take_back([FIRST], "Alt er lagret.")
        assert line.said == "Alt er lagret."
        await said(line, pilot, "")
        line.tell_in_turn(SECOND)
        line.tell_in_turn(FIRST)
        line.take_back([FIRST], "Alt er lagret.")
        assert line.said == SECOND
        await pilot.pause(0.3)
        assert line.said == SECOND

    on_line(script)


def test_the_place_of_a_note_can_be_read_whole() -> None:
    async def script(line: MessageLine, pilot: Pilot[None]) -> None:
        for tell in (line.tell_in_turn, lambda fault: line.tell(fault, Tone.FAULT)):
            tell(LONG)
            await pilot.pause()
            strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
            assert "".join("".join(strip.text for strip in strips).split()) == "".join(LONG.split())
            line.tell("Klokka går igjen.")
            await pilot.pause()
            assert line.size.height == 1

    on_line(script)
