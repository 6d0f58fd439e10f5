"""The note's field: what is typed, pasted, taken back and brought again breaks nothing."""

import asyncio
import random
from itertools import product

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.document._wrapped_document import WrappedDocument
from textual.pilot import Pilot

from aml_okt.tui.widgets.note_pane import CountedDocument, NoteArea

LONG = "\n".join(f"linje {number} med noen ord som må brytes" for number in range(40))
SHORT = "æøå"


class FieldHost(App[None]):
    """A field with room for a few lines."""

    CSS = "NoteArea { height: 6; width: 30; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield NoteArea("Første linje\nAndre linje")


async def _paste(pilot: Pilot[None], area: NoteArea, text: str) -> None:
    area.post_message(events.Paste(text))
    await pilot.pause()


@pytest.mark.parametrize(("first", "second"), product((LONG, SHORT), repeat=2), ids=range(4))
@pytest.mark.parametrize("at", ["ctrl+home", "ctrl+end"])
def test_what_was_pasted_can_be_taken_back_and_brought_again(first: str, second: str, at: str) -> None:
    """Also when so many lines go or come that the scrollbar does."""

    async def run() -> None:
        host = FieldHost()
        async with host.run_test() as pilot:
            area = host.query_one(NoteArea)
            area.focus()
            seen = [area.text]
            for text in (first, second):
                await pilot.press(at)
                await _paste(pilot, area, text)
                seen.append(area.text)
            await pilot.press("ctrl+z")
            assert area.text == seen[1]
            await pilot.press("ctrl+z")
            assert area.text == seen[0]
            await pilot.press("ctrl+y", "ctrl+y")
            assert area.text == seen[2]
            assert area.cursor_location[0] < area.document.line_count

    asyncio.run(run())


def test_a_long_text_that_is_deleted_whole_can_come_back() -> None:
    async def run() -> None:
        host = FieldHost()
        async with host.run_test() as pilot:
            area = host.query_one(NoteArea)
            area.focus()
            await _paste(pilot, area, LONG)
            whole = area.text
            for _round in range(3):
                area.select_all()
                await pilot.press("backspace")
                assert not area.text
                await pilot.press("ctrl+z")
                assert area.text == whole
                await pilot.press("ctrl+y")
                assert not area.text
                await pilot.press("ctrl+z")
                assert area.text == whole

    asyncio.run(run())


def test_the_rows_of_a_text_are_counted_as_textual_counts_them() -> None:
    async def run() -> None:
        host, chance = FieldHost(), random.Random(3)  # noqa: S311 - nothing is kept secret by it
        async with host.run_test(size=(40, 10)) as pilot:
            area = host.query_one(NoteArea)
            area.focus()
            for turn in range(200):
                lines = area.document.line_count
                there = sorted((chance.randrange(lines), chance.randrange(40)) for _end in "ab")
                area.replace(chance.choice(["", "x", LONG, "\n\n", "et langt ord " * 9]), *there)
                if turn % 5 == 0:
                    area.action_undo()
                if turn % 40 == 0:
                    await pilot.resize_terminal(chance.choice([25, 40]), 10)
                counted = area.wrapped_document
                assert isinstance(counted, CountedDocument)
                assert counted.height == WrappedDocument.height.fget(counted)  # type: ignore[attr-defined] # a property

    asyncio.run(run())
