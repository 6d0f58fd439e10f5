"""A conversation without a terminal: lines and spans of time are handed in, and what is said is gathered."""

import io
import random
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.agenda import Agenda
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.plain.asking import Closed
from aml_okt.plain.conversation import answer, lead
from aml_okt.plain.program import Surroundings
from aml_okt.plain.reading import EndOfInput, Heard, Line, Silence, Stopped
from aml_okt.plain.talk import Talk
from aml_okt.plain.voice import Voice
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.sounding import Sounds
from tests.builders import PEOPLE


def chance() -> random.Random:
    """Lots that fall the same each time."""
    return random.Random(1)  # noqa: S311 - nothing is to be kept secret


@dataclass
class Script:
    """Lines, and between them time that passes while nobody writes. After the last there is no more input."""

    clock: SettableClock
    items: deque[str | timedelta | Stopped] = field(default_factory=deque)
    waits: list[timedelta] = field(default_factory=list)
    """How long was waited in one go, each time that nobody wrote."""
    jumps: dict[str, timedelta] = field(default_factory=dict)
    """How long the machine stands still right before a line is heard, once for each."""

    def take(self, longest: timedelta) -> Heard:
        if not self.items:
            return EndOfInput()
        match self.items.popleft():
            case str() as line:
                self.clock.advance(self.jumps.pop(line, timedelta()))
                return Line(line)
            case timedelta() as span:
                passes = min(span, longest)
                self.waits.append(passes)
                self.clock.advance(passes)
                if span > passes:
                    self.items.appendleft(span - passes)
                return Silence()
            case stopped:
                return stopped


@dataclass
class Stage:
    """A session, and what is said and opened in it."""

    runner: SessionRunner
    clock: SettableClock
    script: Script
    heard: io.StringIO
    talk: Talk
    opened: list[str]

    def write(self, *items: str | timedelta) -> list[str]:
        """Write lines and let time pass; what is said meanwhile, a line each, bells left out."""
        start = len(self.heard.getvalue())
        self.script.items.extend(items)
        while self.script.items:
            try:
                answer(self.talk, self.talk.hear())
            except Closed as closed:
                if self.script.items or closed.status:
                    raise
        return self.heard.getvalue()[start:].replace("\a", "").splitlines()

    def leave(self, *items: str | timedelta) -> None:
        """Write lines, and let the input end in the middle of whatever the last one began."""
        self.script.items.extend(items)
        with suppress(Closed):
            lead(self.talk, ())

    @property
    def bells(self) -> int:
        return self.heard.getvalue().count("\a")


def stage_for(runner: SessionRunner, clock: SettableClock) -> Stage:
    script, heard, opened = Script(clock), io.StringIO(), list[str]()

    def browser(url: str) -> bool:
        opened.append(url)
        return True

    talk = Talk(runner, script, Voice(heard), sounds=Sounds(), browser=browser, chance=chance())
    return Stage(runner, clock, script, heard, talk, opened)


@pytest.fixture
def stage(runner: SessionRunner, clock: SettableClock) -> Stage:
    """A session of five with the default agenda that has not begun."""
    return stage_for(runner, clock)


@pytest.fixture
def stages(tmp_path: Path, clock: SettableClock) -> Iterator[Callable[..., Stage]]:
    """Makes stages for agendas written as YAML, and changed past every border."""
    opened: list[SessionRunner] = []

    def make(agenda: str, change: Callable[[Agenda], Agenda] = lambda agenda: agenda) -> Stage:
        path = tmp_path / "agenda.yaml"
        path.write_text(agenda, encoding="utf-8")
        file = AgendaFile(change(load_agenda(path)), path, path.read_bytes())
        runner = SessionRunner.create(tmp_path / "sessions", file, Setup("Prøve", "", PEOPLE[:3]), clock)
        opened.append(runner)
        return stage_for(runner, clock)

    yield make
    for runner in opened:
        runner.close()


@dataclass
class House:
    """The whole program without a terminal."""

    root: Path
    clock: SettableClock

    def opening(self, **settled: object) -> Opening:
        told = {
            "root": self.root, "clock": self.clock, "agenda_file": read_agenda_file(built_in_agenda()),
            "origin": "Den innebygde agendaen", "unit": "Barnevernet", "place": "Møterom 2", "names": PEOPLE[:5],
            "latest_end": None, "go": False, "rehearsal": None, "resume": None, "interrupted": None, **settled,
        }  # fmt: skip
        return Opening(**told)  # type: ignore[arg-type]

    def around(self, *items: str | timedelta | Stopped) -> tuple[Surroundings, io.StringIO]:
        heard = io.StringIO()
        script = Script(self.clock, deque(items))
        return Surroundings(script, Voice(heard), lambda _url: False, chance()), heard


@pytest.fixture
def house(tmp_path: Path, clock: SettableClock) -> House:
    return House(tmp_path / "sessions", clock)
