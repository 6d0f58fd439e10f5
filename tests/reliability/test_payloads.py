"""Texts that would like to act: on every screen and in every export they are shown as what they are, and do nothing.

Each payload goes into all fields at once, also past the border that would have made it safe: the state that the
screens draw here holds it as it was written, as a journal or an agenda that somebody has tampered with could.
"""

import asyncio
import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, TypeVar

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from msgspec import Struct
from msgspec.structs import asdict
from msgspec.structs import replace as altered
from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets._markdown import MarkdownBlock, MarkdownTableCellContents
from textual.widgets._toast import ToastRack
from textual.widgets._tooltip import Tooltip

from aml_okt.cli import program
from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.agenda import Agenda
from aml_okt.core.commands import Begin, ChooseFacilitator, End, MarkFactor, Next, SetNextMeeting, ShowActions
from aml_okt.core.deciding import LONGEST_NAME, name_fault
from aml_okt.core.events import NextMeetingSet, Record, SessionCreated, Side
from aml_okt.core.plan import Participant
from aml_okt.core.session import create
from aml_okt.core.text import one_line, visible
from aml_okt.export.bars import is_bar
from aml_okt.files import journal
from aml_okt.files.agenda_yaml import AgendaFaults, parse_agenda
from aml_okt.files.journal import JOURNAL_NAME, Contents
from aml_okt.files.note_file import NoteKey
from aml_okt.files.notebook import Notebook
from aml_okt.loading import LoadedSession
from aml_okt.opening import Opening
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.scene.actions import SESSION
from aml_okt.scene.leading import Aside
from aml_okt.scene.links import is_web
from aml_okt.tui.screens.beside import Beside
from aml_okt.tui.screens.follow_up import FollowUpDialog
from aml_okt.tui.screens.gap import GapDialog
from aml_okt.tui.screens.help import HelpDialog
from aml_okt.tui.screens.make_up import MakeUpDialog
from aml_okt.tui.screens.plan import PlanDialog
from aml_okt.tui.screens.private_notes import ErasePrivateDialog
from aml_okt.tui.screens.resume import ResumeScreen
from aml_okt.tui.screens.room import RoomScreen
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.screens.skip import SkipDialog
from aml_okt.tui.screens.spare import SpareDialog
from aml_okt.tui.screens.stage import SessionStage
from aml_okt.tui.screens.summary import SummaryScreen
from aml_okt.tui.widgets.note_pane import NoteArea
from aml_okt.tui.widgets.people_list import PeopleList
from tests.reliability.conftest import times
from tests.tui.dialogs import SMALL, USUAL, done, gone_to
from tests.tui.every_screen import every_screen
from tests.tui.hosts import Host

Value = TypeVar("Value")

FAMILIES: tuple[tuple[str, ...], ...] = (
    (
        "hei [/", "[Kari]", "[red]x[/red]", "[@click=app.quit]x[/]", "\\[", "[/]", "[b", "[link=https://x.no]x[/link]",
        "[[", "]]", "[$focus]x", "[bold on red]x", "[@click=screen.dismiss]x[/]", "[/nothing]", "$name",
    ),
    (
        "\x1b[31mrød\x1b[0m", "\x1b]0;tittel\x07", "\x1b]52;c;aGVp\x07", "\x1b]8;;https://x.no\x1b\\lenke\x1b]8;;\x1b\\",
        "\x1b[2J\x1b[H", "\x1b[?1049l", "\x1bc", "\x1b[6n", "\x9b31mrød", "\x9d0;tittel\x9c", "\x1bP1$r\x1b\\",
        "\x1b[200~lim\x1b[201~", "\x1b_apc\x1b\\", "\x1b",
    ),
    ("a\u202eb", *(f"a{char}b" for char in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069")),
    ("&#x202e;snudd", "&rlm;&lrm;", "&#13;", "&#12;&#9;", "&#x2028;", "&#xfeff;", "&#27;[31m", "&lt;b&gt;", "&#x378;"),
    (
        "| [/ | b |\n|---|---|\n| hei [/ | [red]x |", "# Tittel", "```\nkode", "|", "<!-- gjemt -->",
        "[lenke](https://x.no)", "![bilde](x.png)", "- [x] gjort", "1. en", "***", "---", "> sitat", "`kode`",
        "~~borte~~", "a\n===", "```&#x202e;\nx", "[a]: /x 'y'", "https://x.no/[/", "<https://x.no>", "$$x$$", "a  \nb",
        "[x](javascript:alert'1')",
    ),
    ("a\ud800b", "\udfff", "\udc80\udcff", "\ud83d \ude00"),
    ("x" * 300, "ord " * 75, "李" * 300, "\x07" * 300, "[" * 300),
    ("李小龙", "Ｋａｒｉ", "한국어", "ｶﾘ", "ﷺ", "𒐫"),
    ("a" + "\u0301" * 80, "\u0301a", "Z" + "\u0316\u0315\u0347" * 12, "\u034fa", "ŉ", "ΐ"),
    ("👩\u200d👩\u200d👧\u200d👦", "🏳️\u200d🌈", "👍🏽", "🇳🇴", "❤️", "\u200d", "🏴\U000e0067\U000e0062\U000e007f"),
    ("a\u200bb", "\u200b", "a\u2060b", "a\u00adb", "\u3164", "a\u200cb", "\u2800"),
    ("\ufeffa", "a\ufeff", "\ufffe", "a\uffffb", "\u0378", "\U000e0000x", "\ufdd0", "\ue000"),
    ("a\u2028b", "a\u2029b", "a\x85b", "a\u00a0b", "a\tb", "a\nb", "a\r\nb", "\u3000a", " a  b "),
    ("<b>x</b>", "<script>alert(1)</script>", "<img src=x onerror=y>", "</textarea>", "&amp;", "<", "'\"><b>"),
    ("{name}", "%s", "{0}", "{", "}}", "{time}", "%(name)s", "{name!r:>9}", "${HOME}", "{0.__class__}", "%n"),
    ("../", "C:\\", "CON", "../../etc/passwd", "~", "/dev/null", "NUL", "a/b", "file:///etc/passwd", ".", "com1.txt"),
    ("no", "0x1f", "null", "- a", "a: b", "*a", "&a", "!!python/object:x", "<<", "# a", "a · ansvarlig: b", "--help"),
    ("a\x00b", *(f"a{chr(code)}b" for code in range(1, 32) if code not in {9, 10, 13}), "a\x7fb"),
    tuple(f"a{chr(code)}b" for code in range(0x80, 0xA0) if code != 0x85),
)  # fmt: skip
"""One family of payloads a line, the most cunning of each first."""

PAYLOADS = tuple(filter(None, chain.from_iterable(zip_longest(*FAMILIES))))
"""All of them, a member of each family in turn, so that a sample has something of most."""

MARK = "PAYLOAD"
AGENDA = """\
title: "PAYLOAD"
source: "PAYLOAD"
steps:
  - {id: velg, title: "PAYLOAD", time: 2 min, say: "PAYLOAD", rule: "PAYLOAD", purpose: "PAYLOAD",
     screen: choose facilitator}
  - {id: inn, title: "PAYLOAD", short: "PAYLOAD", time: 6 min, least: 3 min, who: each, notes: minutes,
     link: "PAYLOAD", questions: ["PAYLOAD"], rules: ["PAYLOAD"], hints: ["PAYLOAD"]}
  - {id: lysark, title: "PAYLOAD", time: 5 min,
     slides: ["PAYLOAD", "# PAYLOAD", "- PAYLOAD\\n\\n| PAYLOAD | b |\\n|---|---|\\n| c | PAYLOAD |\\n\\n*PAYLOAD*"]}
  - id: refleksjon
    title: "PAYLOAD"
    time: 10 min
    notes: minutes
    factors: ["PAYLOAD", Ledelse]
    phases:
      - {title: "PAYLOAD", time: 1 min, who: alone, rule: "PAYLOAD", say: "PAYLOAD"}
      - {title: "PAYLOAD", time: 5 min, least: 3 min, who: each}
      - {title: "PAYLOAD", time: rest}
  - {id: orden, title: "PAYLOAD", time: 2 min, screen: focus order}
  - {id: pause, title: "PAYLOAD", time: 10 min, screen: break}
  - id: runder
    title: "PAYLOAD"
    number: 5b
    time: 8 min
    least: 5 min
    repeat: each participant in focus
    phases:
      - {title: "PAYLOAD", time: 2 min, who: focus, say: "PAYLOAD", rule: "PAYLOAD"}
      - {title: "PAYLOAD", time: 4 min, who: colleagues in turn}
      - {title: "PAYLOAD", time: 2 min, who: colleagues}
  - {id: slutt, title: "PAYLOAD", time: 4 min, screen: actions, who: facilitator}
"""
"""Every kind of step, with a text wherever there can be one."""

NOTE = "---\nstep: {step}\ntitle: x\nvisibility: minutes\n---\n{text}"


def quoted(text: str) -> str:
    """The text between double quotation marks of YAML, escaped wherever there is a choice."""
    return "".join(
        char if " " <= char <= "~" and char not in '"\\' else f"\\U{ord(char):08X}" if ord(char) > 0xFFFF
        else f"\\u{ord(char):04X}" for char in text
    )  # fmt: skip


def put(value: Value, payload: str) -> Value:
    """The value with the payload wherever it holds the mark."""
    found: Any = value
    if isinstance(found, str) and type(found) is str:
        return found.replace(MARK, payload)  # type: ignore[return-value] # a text for a text
    if isinstance(found, tuple):
        return tuple(put(one, payload) for one in found)  # type: ignore[return-value] # a tuple for a tuple
    if isinstance(found, Struct):
        return altered(found, **{key: put(one, payload) for key, one in asdict(found).items()})  # type: ignore[return-value] # a struct for a struct
    return value


def agenda_file(payload: str) -> AgendaFile:
    """The agenda as a file may hold it."""
    data = AGENDA.replace(MARK, quoted(payload)).encode()
    return AgendaFile(parse_agenda(data, "agenda.yaml"), Path("agenda.yaml"), data)


def safe_agenda_file(payload: str) -> AgendaFile:
    """The agenda with as much of the payload as a file can hold."""
    tame = payload.replace("{", "(").replace("}", ")")
    for text in (payload, tame, one_line(tame), "x"):
        try:
            return agenda_file(text)
        except AgendaFaults:
            continue
    raise AssertionError


def could_act(char: str) -> bool:
    """Whether a character could do something in a terminal, or to the order in which one reads."""
    return (
        unicodedata.category(char) in {"Cc", "Cs", "Cn", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        or char in "\u061c\u200e\u200f\ufeff"
    )


def assert_still(text: str, where: str) -> None:
    """Nothing in the text acts, but for the ends of its lines and for tabs, which are white space only."""
    acting = sorted({f"U+{ord(char):04X}" for char in text if char not in "\n\t" and could_act(char)})
    assert not acting, f"{where}: {acting} in {text!a}"


DOT, BULLET = "·", "•"
"""What stands between the fields of an action in its file, and what is written for it in a text."""

THE_TIME = "{time}"
"""Words of time in what an agenda has to be read aloud, and a text like any other everywhere else."""

UNSEEN = "▌▁▂▃▄▅▆▇█\u200b\u200c\u200d\u2060\u00ad\u3164\u2800"
"""The bar beside a rule, the ends of a scrollbar, and characters that are blank or nothing by themselves."""


def squeezed(text: str) -> str:
    """What can be seen of the text, without its white space, as lines may be broken anywhere."""
    return "".join(text.translate(dict.fromkeys(map(ord, UNSEEN))).split())


def holds(shown: str, text: str) -> bool:
    """Whether the text can be read in what is shown, whole or cut with an ellipsis."""
    shown, text = squeezed(shown), squeezed(one_line(text))
    return text in shown or any(text[:length] + "…" in shown for length in range(len(text), -1, -1))


def holds_part(shown: str, text: str) -> bool:
    """Whether what is shown is some of the text, as in a field that scrolls."""
    return squeezed(shown) in squeezed(one_line(text))


def holds_beginning(shown: str, text: str) -> bool:
    """Whether the text can be read in what is shown, as far as that goes before it has to be scrolled."""
    text = squeezed(one_line(text))
    return holds(shown, text) or any(squeezed(shown).endswith(text[:length]) for length in range(1, len(text)))


class Tour:
    """A walk through the screens with one payload everywhere."""

    def __init__(self, host: Host, pilot: Pilot[None], payload: str) -> None:
        self.host, self.pilot, self.payload = host, pilot, payload

    @property
    def name(self) -> str:
        """What is being looked at."""
        return f"{type(self.host.screen).__name__} with {self.payload!a}"

    def look(self, *places: str) -> None:
        """Nothing on the screen acts, and the payload can be read in each of the places, which are selectors."""
        assert self.host._exception is None, self.name  # noqa: SLF001 - a crash, told where it happened
        strips = self.host.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
        for segment in chain.from_iterable(strips):
            self._assert_still(segment)
        for place in places:
            widget = self.host.screen.query_one(place)
            found = self.host.screen.find_widget(widget)
            region = found.visible_region
            lines = [strip.crop(region.x, region.right).text for strip in strips[region.y : region.bottom]]
            scrolls = region.height < found.region.height or widget.show_vertical_scrollbar
            if scrolls and region.height == 1:
                continue  # there is room for no more than what stands before it
            if place == "#rule" and self.payload == THE_TIME:
                continue  # there, the agenda's own way to ask for it
            payload = self.payload.replace(DOT, BULLET) if place in {"#actions", "#room-actions"} else self.payload
            readable = holds_part if isinstance(widget, Input) else holds_beginning if scrolls else holds
            assert readable("".join(lines), payload), f"{self.name}, {place}: {lines!a}"

    def _assert_still(self, segment: Segment) -> None:
        assert not segment.control, self.name
        assert not any(map(could_act, segment.text)), f"{self.name}: {segment.text!a}"
        if segment.style is not None:
            assert segment.style.link is None, self.name
            # Markdown makes links of its own, which open nothing; another action would be the payload's.
            assert str(segment.style.meta.get("@click", "link(")).startswith("link("), self.name

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def open(self, screen: Screen[Any], *places: str) -> None:
        """Put a screen on top, and look at it."""
        self.host.push_screen(screen)
        await self.pilot.pause()
        await self.pilot.pause()
        self.look(*places)

    async def leave(self) -> None:
        """Take away the screen on top."""
        self.host.pop_screen()
        await self.pilot.pause()

    async def paste(self, field: Input | TextArea) -> None:
        """Paste the payload as a terminal does, instead of what stands there, and look at it."""
        field.focus()
        if isinstance(field, Input):
            field.value = ""
        else:
            field.clear()
        await self.pilot.pause()
        self.host.post_message(events.Paste(self.payload))
        await self.pilot.pause()
        await self.pilot.pause()
        self.look()
        if isinstance(field, Input):
            assert field.value == one_line(self.payload), self.name
        else:
            assert field.text == visible(self.payload), self.name

    async def paste_everywhere(self) -> None:
        """Paste it into every field of the screen."""
        for field in self.host.screen.query(Input):
            await self.paste(field)


def tour(payload: str, first: Screen[Any], script: Callable[[Tour], Any], size: tuple[int, int] = USUAL) -> None:
    """Take a tour that begins at a screen."""
    host = Host(first)

    async def run() -> None:
        async with host.run_test(size=size, tooltips=True) as pilot:
            await pilot.pause()
            await script(Tour(host, pilot, payload))

    asyncio.run(run())


def hostile(runner: SessionRunner, payload: str) -> SessionRunner:
    """The session with the payload in every text of it, exactly as it is, and on the disk as far as that can be."""
    people = tuple(
        Participant(person.id, text)
        for person, text in zip(runner.state.created.people, (payload, f"{payload} 2", "Kari"), strict=True)
    )
    event = altered(runner.state.created, title=payload, unit=payload, place=payload, people=people)
    agenda = put(parse_agenda(AGENDA.encode(), ""), payload if is_text(payload) else visible(payload))
    runner.state = create(agenda, Record(1, runner.clock.now(), event))
    (runner.folder / "notes").mkdir()
    for step in agenda.steps:
        text = NOTE.format(step=step.id, text="TEXT").replace("TEXT", payload)
        (runner.folder / "notes" / f"{step.id}.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    runner.notebook = Notebook(runner.folder)
    put_action(runner, payload)
    return runner


def is_text(payload: str) -> bool:
    """Whether UTF-8 can hold it. What moves a session is journalled with texts of the agenda, which can be no other."""
    try:
        payload.encode()
    except UnicodeEncodeError:
        return False
    return True


def put_action(runner: SessionRunner, payload: str) -> None:
    """Put an action into its file by hand; a line of it is one, and a dot in it would begin another field."""
    text = " ".join((payload if is_text(payload) else visible(payload)).replace("\r\n", "\n").split("\n"))
    text = text.replace(DOT, BULLET)
    task = f"- [ ] {text} · ansvarlig: {text}\n"
    (runner.folder / "tiltak.md").write_bytes(task.encode("utf-8", "surrogatepass"))


@pytest.fixture
def begin(tmp_path: Path, clock: SettableClock) -> Iterator[Callable[[str], SessionRunner]]:
    """Makes sessions of three, and lets go of them."""
    made: list[SessionRunner] = []

    def make(payload: str) -> SessionRunner:
        setup = Setup(payload, payload, (payload, f"{payload} 2", "Kari"))
        runner = SessionRunner.create(tmp_path / "økter", safe_agenda_file(payload), setup, clock)
        made.append(runner)
        return runner

    yield make
    for runner in made:
        runner.close()


def opening(runner: SessionRunner, payload: str) -> Opening:
    """A setup that is filled in with the payload."""
    file = AgendaFile(runner.state.agenda, Path("agenda.yaml"), b"")
    return Opening(
        root=runner.folder.parent, clock=runner.clock, agenda_file=file, origin=payload, unit=payload, place=payload,
        names=(payload, f"{payload} 2", "Kari"), latest_end=None, go=False, rehearsal=None, resume=None,
        interrupted=None,
    )  # fmt: skip


SAMPLE = 1


def few_or_all() -> range:
    """Which payloads are tried."""
    return times(SAMPLE, len(PAYLOADS))


def test_there_are_as_many_payloads_as_were_promised() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


@pytest.mark.parametrize("number", few_or_all())
def test_before_the_session_a_payload_is_only_a_text(begin: Callable[[str], SessionRunner], number: int) -> None:
    payload = PAYLOADS[number]
    runner = hostile(begin(payload), payload)

    async def script(seen: Tour) -> None:
        seen.look("#unit", "#place") if len(payload) < LONGEST_NAME else seen.look()
        names = seen.host.screen.query_one(PeopleList).names
        assert (one_line(payload) in names) == (name_fault(one_line(payload), []) is None)
        if one_line(payload) in names:
            seen.look("PeopleList")
        for name in ("#unit", "#place", "#end"):
            await seen.paste(seen.host.screen.query_one(name, Input))
        seen.host.screen.query_one("#name").focus()
        seen.host.post_message(events.Paste(payload))
        await seen.pilot.pause()
        await seen.press("enter", "f9")
        seen.look()
        loaded = LoadedSession(runner.folder, runner.state, Contents(()), runner.state.last)
        await seen.open(ResumeScreen(loaded, runner.clock), "#title", "#facts")

    tour(payload, SetupScreen(opening(runner, payload)), script)


@pytest.mark.parametrize("number", few_or_all())
def test_in_every_kind_of_step_a_payload_is_only_a_text(begin: Callable[[str], SessionRunner], number: int) -> None:
    payload = PAYLOADS[number]
    runner = hostile(begin(payload), payload)

    async def script(seen: Tour) -> None:
        screen = seen.host.screen
        assert isinstance(screen, SessionScreen)
        seen.look("HeaderBar", "#where")
        kinds: set[tuple[str, int]] = set()
        done(runner, Begin())
        while (box := runner.state.box) is not None:
            if (box.step, box.phase) not in kinds:
                kinds.add((box.step, box.phase))
                await screen.draw()  # as after a key, without the time that the key takes
                await seen.pilot.pause()
                seen.look("HeaderBar", "#where", *AT[box.step])
                await seen.press("g")
                seen.look("#room-where")
                await seen.press("g")
                await KEYS.get((box.step, box.phase), nothing)(seen)
            if runner.state.course.at == len(runner.state.course.boxes) - 1:
                break
            done(runner, Next())

    tour(payload, SessionScreen(runner, payload), script)


AT: dict[str, tuple[str, ...]] = {
    "velg": ("#facilitator", "#rule", "#text", "StepList"),
    "inn": ("#phase", "#text"),
    "lysark": ("StepList",),
    "refleksjon": ("#factors",),
    "orden": ("#order",),
    "pause": ("StepList",),
    "runder": ("#where",),
    "slutt": ("#actions",),
}
"""Where a payload can be read in each step, beside the places where it always can."""


async def nothing(_seen: Tour) -> None:
    """There is nothing to press here."""


async def in_choice(seen: Tour) -> None:
    """Choose the facilitator, and draw lots; open the dialogs that take text, and paste into them."""
    await seen.press("1")
    seen.look("MessageLine")
    await seen.press("l")
    seen.look()
    await seen.press("n")
    await seen.paste(seen.host.screen.query_one(NoteArea))
    await seen.press("escape", "t")
    await seen.paste_everywhere()
    await seen.press("escape", "escape", "T")
    seen.look()
    await seen.press("escape", "ctrl+p")
    await seen.paste_everywhere()
    await seen.press("escape", "p")
    seen.look("ChoiceList")
    await seen.press("a")
    await seen.paste_everywhere()
    await seen.press("enter")
    if seen.host.screen.query_one("#name").display:
        await seen.press("escape")  # there is such a one already
    await seen.press("g")
    seen.look("#forecast")
    await seen.press("escape", "escape")


async def in_turns(seen: Tour) -> None:
    """Open the link, which is nowhere, or on the web."""
    await seen.press("v")
    seen.look()
    assert seen.host.opened == ([seen.payload] if is_web(seen.payload) else [])


async def in_slides(seen: Tour) -> None:
    """Turn the pages; point at what is there, and click on it."""
    before = list(seen.host.opened)
    for key in ("down", "down", "up"):
        await seen.press(key)
        seen.look()
    await seen.press("down")
    for cell in seen.host.screen.query(MarkdownTableCellContents):
        seen.host.screen._handle_tooltip_timer(cell)  # noqa: SLF001 - what the mouse does when it has rested there
        await seen.pilot.pause()
        seen.look()
    for block in list(seen.host.screen.query(MarkdownBlock))[:4]:
        if block.region.area and seen.host.screen.region.contains_region(block.region):
            await seen.pilot.click(block, offset=(2, 0))
            seen.look()
    assert isinstance(seen.host.screen, SessionScreen)
    assert seen.host.opened == before


async def in_factors(seen: Tour) -> None:
    """Mark a factor."""
    await seen.press("f", "s", "r", "down")
    seen.look("#factors")
    await seen.press("escape")


async def in_order(seen: Tour) -> None:
    """Put the people in another order, and let one stand over."""
    await seen.press("r")
    seen.look("ChoiceList")
    await seen.press("b")
    seen.look()
    await seen.press("down", "b", "x")
    seen.look("ChoiceList")
    await seen.press("enter")
    seen.look()


async def in_break(seen: Tour) -> None:
    """Hold it until a time that is none."""
    await seen.press("k")
    await seen.paste_everywhere()
    await seen.press("enter")
    seen.look()
    await seen.press("escape")


async def in_round(seen: Tour) -> None:
    """See what can be skipped, and the plan."""
    await seen.press("s")
    seen.look("ChoiceList")
    await seen.press("escape", "o")
    seen.look(".body")
    await seen.press("escape")


async def in_last(seen: Tour) -> None:
    """Settle the next meeting."""
    await seen.press("m")
    day, at, place = seen.host.screen.query(Input)
    await seen.paste(place)
    await seen.paste(at)
    await seen.paste(day)
    await seen.press("ctrl+s")
    seen.look()
    day.value, at.value = "fredag", ""
    await seen.press("ctrl+s")
    seen.look("#actions")
    await seen.press("u", "q")
    seen.look()
    await seen.press("escape")


KEYS = {
    ("velg", 0): in_choice,
    ("inn", 0): in_turns,
    ("lysark", 0): in_slides,
    ("refleksjon", 1): in_factors,
    ("orden", 0): in_order,
    ("pause", 0): in_break,
    ("runder", 1): in_round,
    ("slutt", 0): in_last,
}
"""What there is to do in some of the steps."""


@pytest.mark.parametrize("number", few_or_all())
def test_behind_ahead_and_after_the_end_a_payload_is_only_a_text(
    begin: Callable[[str], SessionRunner], clock: SettableClock, number: int
) -> None:
    payload = PAYLOADS[number]
    late, early = hostile(begin(payload), payload), hostile(begin(payload), payload)
    done(early, Begin(), Next(), Next(), Next(), Next())
    gone_to(late, clock, "refleksjon", 1)
    done(late, MarkFactor(late.state.agenda.step("refleksjon").factors[0], Side.RISK, 1))
    clock.advance(timedelta(minutes=9))

    async def script(seen: Tour) -> None:
        seen.look(".body")
        await seen.press("x", "down", "plus")
        seen.look(".body")
        await seen.leave()
        await seen.open(SpareDialog(early))
        await seen.leave()
        await seen.open(GapDialog(late, timedelta(minutes=8)))
        await seen.leave()
        await seen.open(SkipDialog(late), ".body")
        await seen.leave()
        await seen.open(PlanDialog(late), ".body")
        await seen.leave()
        done(late, SetNextMeeting(date(2027, 1, 11), time(10, 30), payload), End())
        late.actions.add(Action(payload, payload))
        await seen.open(SummaryScreen(late), "HeaderBar", "#steps", "#speaking", "#actions")
        await seen.press("e")
        seen.look()
        earlier = (Action(payload, payload, since=date(2026, 9, 21)),)
        await seen.open(FollowUpDialog(earlier, lambda: earlier, lambda action: action), ".body")
        await seen.press("space")
        seen.look(".body")
        await seen.leave()
        await seen.open(ErasePrivateDialog((payload,), payload), ".body")

    tour(payload, MakeUpDialog(late), script)


@pytest.mark.parametrize("number", few_or_all())
def test_a_small_terminal_cuts_a_payload_but_it_stays_a_text(
    begin: Callable[[str], SessionRunner], number: int
) -> None:
    payload = PAYLOADS[number]
    runner = hostile(begin(payload), payload)

    async def script(seen: Tour) -> None:
        screen = seen.host.screen
        assert isinstance(screen, SessionScreen)
        done(runner, Begin())
        for _box in runner.state.course.boxes[1:]:
            await screen.draw()  # as after a key, without the time that the key takes
            seen.look()
            done(runner, Next())
        await seen.press("p")
        seen.look()

    tour(payload, SessionScreen(runner), script, SMALL)


@pytest.mark.parametrize("number", few_or_all())
def test_to_the_room_a_payload_that_was_put_into_the_files_is_only_a_text(
    begin: Callable[[str], SessionRunner], number: int
) -> None:
    payload = PAYLOADS[number]
    runner = begin(payload)
    done(runner, Begin())
    while runner.state.course.at < len(runner.state.course.boxes) - 1:
        done(runner, Next())
    done(runner, ShowActions(shown=True))
    tamper(runner, payload)

    async def script(seen: Tour) -> None:
        await seen.pilot.pause(0.2)
        screen = seen.host.screen
        assert isinstance(screen, RoomScreen)
        await screen.look()
        await seen.pilot.pause()
        seen.look("#room-actions")

    tour(payload, RoomScreen(runner.folder.parent, runner.clock, runner.folder), script)


def read_or_refused(payload: str) -> tuple[Agenda | None, AgendaFaults | None]:
    """The agenda with the payload in it, or why there is none."""
    try:
        return agenda_file(payload).agenda, None
    except AgendaFaults as refused:
        return None, refused


@pytest.mark.parametrize("number", times(100, len(PAYLOADS)))
def test_an_agenda_holds_a_payload_as_a_text_or_is_refused_with_its_place(number: int) -> None:
    payload = PAYLOADS[number]
    agenda, refused = read_or_refused(payload)
    if refused is not None:
        assert all(fault.line > 0 for fault in refused.faults)
        assert_still(str(refused), "what is wrong with the agenda")
        hidden = not one_line(payload) or any(map(could_act, payload)) or {"{", "}"} & set(payload)
        assert hidden, f"{payload!a} is no reason to refuse an agenda: {refused}"
    if agenda is not None:
        assert agenda.title == agenda.steps[1].questions[0] == agenda.steps[3].phases[0].title == one_line(payload)
        assert agenda.steps[0].say == visible(payload).strip("\n")


@pytest.mark.parametrize("number", few_or_all())
def test_in_what_the_commands_print_a_payload_is_only_a_text(
    begin: Callable[[str], SessionRunner], tmp_path: Path, clock: SettableClock, number: int
) -> None:
    """Also where the journal, the notes and the actions have been tampered with."""
    payload = PAYLOADS[number]
    runner = begin(payload)
    done(runner, ChooseFacilitator("p1"))
    gone_to(runner, clock, "refleksjon")
    done(runner, MarkFactor(runner.state.agenda.steps[3].factors[0], Side.RISK, 2))
    done(runner, SetNextMeeting(date(2027, 1, 11), None, payload))
    key = NoteKey.of(runner.state.agenda.step("inn"), None, None)
    runner.notebook.save(key, payload)
    runner.actions.add(Action(payload, payload))
    safe = export(tmp_path, clock)
    assert_shown(safe, payload, one_line(runner.state.agenda.title))
    tamper(runner, payload)
    told = export(tmp_path, clock)
    assert_still(told, "export")
    for command in (("status",), ("status", "--json"), ("sessions",), ("sessions", "--json")):
        assert_still(run(tmp_path, clock, *command), " ".join(command))
    (listed,) = json.loads(run(tmp_path, clock, "sessions", "--json"))
    assert listed["unit"] in {payload, one_line(payload)}
    file = tmp_path / "agenda.yaml"
    file.write_bytes(AGENDA.replace(MARK, quoted(payload)).encode())
    asked: tuple[tuple[str, ...], ...] = (
        ("check", str(file)),
        ("plan", str(file), "--people", "3", "--json"),
        ("plan", str(file), "--people", f"{payload},Ola,Liv".replace("\0", "")),
        ("plan", str(file), "--people", "3..8"),
        ("check", payload),
    )
    for arguments in asked:
        assert_still(run(tmp_path, clock, "agenda", *arguments), " ".join(arguments[:1]))
    gone_to(runner, clock, "slutt")
    done(runner, End())
    assert_still(export(tmp_path, clock), "export after the end")


def run(folder: Path, clock: SettableClock, *arguments: str) -> str:
    """All that a command prints."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "AML_OKT_DIR": str(folder / "økter")}
    result = CliRunner(env=home).invoke(program, list(arguments), prog_name="aml-okt", obj=clock)
    assert result.exception is None or isinstance(result.exception, SystemExit), (arguments, result.exception)
    return result.output


def export(folder: Path, clock: SettableClock) -> str:
    """The minutes as they are shown."""
    return run(folder, clock, "export", "-o", "-")


def tamper(runner: SessionRunner, payload: str) -> None:
    """Put the payload into the session's files by hand, past every border, as far as they can hold it."""
    path = runner.folder / JOURNAL_NAME
    lines = []
    for record in journal.read(path).records:
        event = record.event
        if isinstance(event, SessionCreated):
            people = tuple(altered(person, name=f"{payload}{place}") for place, person in enumerate(event.people))
            event = altered(event, title=payload, unit=payload, place=payload, people=people)
        elif isinstance(event, NextMeetingSet):
            event = altered(event, place=payload)
        try:
            lines.append(journal.encode(altered(record, event=event)))
        except UnicodeEncodeError:  # JSON in UTF-8 holds no lone surrogate
            lines.append(journal.encode(record))
    path.write_bytes(b"".join(lines))
    for note in (runner.folder / "notes").glob("*.md"):
        text = NOTE.format(step="inn", text="TEXT").replace("TEXT", payload)
        note.write_bytes(text.encode("utf-8", "surrogatepass"))
    put_action(runner, payload)


def assert_shown(minutes: str, payload: str, title: str) -> None:
    """Whoever reads the minutes as Markdown sees the payload itself, and nothing that it would have made."""
    text = one_line(payload)
    ours, notes = minutes, ""
    if "\n## Notater\n" in minutes:
        before, rest = minutes.split("\n## Notater\n", 1)
        notes, after = rest.rsplit("\n## Tiltak\n", 1)
        ours = f"{before}\n## Tiltak\n{after}"
    assert_still(notes, "the notes")
    read = []
    for token in MarkdownIt("commonmark").enable("table").parse(ours):
        children = token.children or []
        bars = [child.content for child in children if child.type == "code_inline"]
        assert all(map(is_bar, bars))
        kinds = {child.type for child in children if child.type != "code_inline"}
        assert kinds <= {"text", "strong_open", "strong_close"}, ours
        read.append("".join(child.content for child in children))
    assert read.count(f"Referat: {title}") == 1
    for wanted in filter(None, (text and f"Tjeneste: {text}", text and f"Sted: {text}")):
        assert wanted in read, f"{wanted!a} in {read!a}"
    assert any(line.startswith(text) for line in read)
    assert text in read or not text, f"{text!a} in {read!a}"


def test_every_screen_is_toured(begin: Callable[[str], SessionRunner], clock: SettableClock) -> None:
    """A screen that is added to the program belongs in the list above, and in the tours."""
    runner = begin("Kari")
    toured = {type(screen) for screen in every_screen(runner, clock)}
    waiting: list[type[Any]] = [Screen]
    found = set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("aml_okt.") and not kind.__subclasses__():
            found.add(kind)
    # A guided rehearsal has screens of its own, made of these.
    assert found == toured - {SessionScreen, SummaryScreen}


def test_no_widget_reads_markup(begin: Callable[[str], SessionRunner], clock: SettableClock) -> None:
    runner = begin("Kari")
    gone_to(runner, clock, "runder")

    async def script(seen: Tour) -> None:
        for screen in every_screen(runner, clock):
            await seen.open(screen)
            if isinstance(screen, SessionScreen):
                await (await screen.query_one(SessionStage).slides()).show([SLIDE], 0)
                for aside in set(Aside) - {Aside.SLIDES}:
                    await screen.query_one(Beside).bring(aside)
                await screen.action_show_room()
            for widget in screen.query("*"):
                assert reads_markup(widget) is None, f"{widget} on {screen}: {reads_markup(widget)}"
            await seen.leave()
        assert not seen.host._notifications  # noqa: SLF001 - a notification is markup, whatever it is told

    tour("Kari", HelpDialog(SESSION), script)


SLIDE = """\
# Tittel

Tekst med [lenke](https://x.no)

- en

1. to

> tre

```
fire
```

| a | b |
|---|---|
| c | d |
"""


def reads_markup(widget: Widget) -> str | None:
    """How a widget would take a text for markup, if it would."""
    private: Any = widget
    ways = {
        "a tooltip is markup": widget.tooltip is not None,
        "the title of a border is markup": bool(private._border_title or private._border_subtitle),  # noqa: SLF001 - Textual has made content of it by then
        "the options are markup": isinstance(widget, OptionList) and private._markup,  # noqa: SLF001 - it cannot be asked
        "it was not told markup=False": not made_by_textual(widget)
        and private._render_markup  # noqa: SLF001 - as above
        and (isinstance(widget, Static) or isinstance(private.render(), str)),
    }
    return next((way for way, reads in ways.items() if reads), None)


def made_by_textual(widget: Widget) -> bool:
    """Whether Textual itself gives the widget its text, as content that has been parsed already, or gives it none."""
    if isinstance(widget, Tooltip | ToastRack):
        return True  # there are no tooltips, and nobody is notified
    of_markdown = isinstance(widget, MarkdownBlock | MarkdownTableCellContents) or isinstance(
        widget.parent, MarkdownBlock
    )
    return of_markdown and isinstance(widget, Static) and (not widget.content or isinstance(widget.content, Content))
