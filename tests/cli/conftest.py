"""The command line with a folder, a clock and sessions of its own."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aml_okt.cli import program
from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, ChooseFacilitator, End, Next
from aml_okt.core.plan import Participant
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.note_file import NoteKey
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from tests.builders import OSLO, PEOPLE

Run = Callable[..., Result]
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at ten, and whose instants carry Oslo's offset as a computer's do."""
    return SettableClock(TEN.astimezone(UTC).astimezone(OSLO), OSLO)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "økter"


@pytest.fixture
def run(root: Path, clock: SettableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in an empty folder, with a home of its own."""
    here = tmp_path / "her"
    here.mkdir()
    monkeypatch.chdir(here)

    def invoke(*arguments: str) -> Result:
        home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "AML_OKT_DIR": str(root)}
        return CliRunner(env=home).invoke(program, list(arguments), prog_name="aml-okt", obj=clock)

    return invoke


class Sessions:
    """Makes sessions in a folder, and closes those that were left open."""

    def __init__(self, root: Path, clock: SettableClock) -> None:
        self._root, self._clock = root, clock
        self._open: list[SessionRunner] = []

    def begin(
        self, unit: str = "Barnevernet", names: Sequence[str] = PEOPLE[:5], rehearsal: float | None = None
    ) -> SessionRunner:
        """A session that has been set up, and that this process has open."""
        setup = Setup(unit, "Møterom 2", tuple(names), rehearsal=rehearsal)
        runner = SessionRunner.create(self._root, read_agenda_file(built_in_agenda()), setup, self._clock)
        self._open.append(runner)
        return runner

    def held(self, unit: str = "Barnevernet", names: Sequence[str] = PEOPLE[:5]) -> Path:
        """A session that went to its end, a minute in each timebox; its folder."""
        runner = self.begin(unit, names)
        runner.dispatch(ChooseFacilitator("p2"))
        runner.dispatch(Begin())
        for _ in runner.state.course.boxes[1:]:
            self._clock.advance(timedelta(minutes=1))
            runner.dispatch(Next())
        self._clock.advance(timedelta(minutes=1))
        runner.dispatch(End())
        self.leave(runner)
        return runner.folder

    def left(self, unit: str = "Barnevernet", rehearsal: float | None = None) -> Path:
        """A session whose process went away in the second timebox; its folder."""
        runner = self.begin(unit, rehearsal=rehearsal)
        runner.dispatch(Begin())
        self._clock.advance(timedelta(minutes=2))
        runner.dispatch(Next())
        self.leave(runner)
        return runner.folder

    def of_old(self, unit: str = "Barnevernet") -> Path:
        """A rehearsal that was left, and lies where earlier versions of the program put it: among the real ones."""
        folder = self.left(unit, rehearsal=60)
        return folder.rename(self._root / folder.name)

    def leave(self, runner: SessionRunner) -> None:
        """Let go of a session."""
        runner.close()
        self._open.remove(runner)

    def close(self) -> None:
        """Let go of all of them."""
        for runner in list(self._open):
            self.leave(runner)


@pytest.fixture
def sessions(root: Path, clock: SettableClock) -> Iterator[Sessions]:
    made = Sessions(root, clock)
    yield made
    made.close()


def go_to(runner: SessionRunner, step: str) -> None:
    """Go on to the first timebox of a step."""
    while runner.state.step is None or runner.state.step.id != step:
        runner.dispatch(Begin() if runner.state.step is None else Next())


def write_note(runner: SessionRunner, step: str, text: str, owner: Participant | None = None) -> Path:
    """Write a note as the screen does."""
    return runner.notebook.save(NoteKey.of(runner.state.agenda.step(step), owner, 1 if owner else None), text)


def answer(result: Result) -> Any:  # noqa: ANN401 - JSON is anything
    """The JSON that a command answered with."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
