"""Sessions to measure with: led to some place of the default agenda, or through thousands of events of every kind."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.agreed import Agreed
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    ChooseCues,
    ChooseFacilitator,
    Command,
    HoldUntil,
    LeaveGapOut,
    MarkFactor,
    MarkGone,
    MarkReturned,
    Next,
    NoteGap,
    Pause,
    RenameParticipant,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowActions,
    ShowSlide,
    SkipTo,
    Undo,
)
from aml_okt.core.course import may_be_in_focus
from aml_okt.core.deciding import allowed
from aml_okt.core.events import Cues, Side
from aml_okt.core.session import SessionState
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.note_file import NoteKey
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from tests.bench.lab import PEOPLE
from tests.builders import OSLO, seconds
from tests.many_sessions import write_many

EVENTS = 10_000
"""Of a session that has many: a hundred times those of three hours."""
AN_ACTION = Action("Lage vaktplan for januar", "Kari")


def some_sessions(root: Path, count: int, *, undone: bool = False) -> None:
    """Write sessions of three hours into a folder; `undone` is whether a move was taken back in each."""
    for _session in write_many(root, count, undone=undone):
        pass


def begin(root: Path, ago: timedelta, people: str = PEOPLE) -> tuple[SessionRunner, SettableClock]:
    """A session that began so long ago, so that what happens in it lies in the past."""
    clock = SettableClock(datetime.now(UTC) - ago, OSLO)
    setup = Setup("Barnevernet", "Møterom 2", tuple(name.strip() for name in people.split(",")))
    runner = SessionRunner.create(root, read_agenda_file(built_in_agenda()), setup, clock)
    runner.dispatch(Begin())
    return runner, clock


def led_to(root: Path, at: Callable[[SessionState], bool], people: str = PEOPLE, note: str = "") -> Path:
    """A session that stands where `at` says for the first time, with this note of the step; its folder."""
    runner, clock = begin(root, timedelta(minutes=1), people)
    while not at(runner.state):
        clock.advance(seconds(0.5))
        runner.dispatch(Next())
    if note and runner.state.step is not None:
        runner.notebook.save(NoteKey.of(runner.state.step), note)
    runner.actions.add(AN_ACTION)
    runner.close()
    return runner.folder


def at_step(step: str) -> Callable[[SessionState], bool]:
    """Whether the group is at a step."""
    return lambda state: state.step is not None and state.step.id == step


def eventful(root: Path, events: int) -> Path:
    """A session of so many events of all kinds, which still goes on; its folder.

    The group goes on through the agenda, back to its beginning, and on again, and does something else at each place.
    In the end it stands at the first step, so that its screen shows what that of a new session does.
    """
    runner, clock = begin(root, timedelta(seconds=1.2 * events))
    for command in _commands(runner):
        clock.advance(seconds(1))
        if type(command) in allowed(runner.state):
            runner.dispatch(command)
        if runner.state.number + runner.state.course.at >= events:
            break
    while runner.state.course.at:
        runner.dispatch(Back())
    runner.close()
    return runner.folder


def _commands(runner: SessionRunner) -> Iterator[Command]:
    for do in cycle(_DOINGS):
        yield from _contents(runner.state)
        yield from do(runner)
        if runner.state.course.at < len(runner.state.course.boxes) - 1:
            yield Next()
        else:
            yield from (Back() for _ in range(runner.state.course.at))


def _contents(state: SessionState) -> Iterator[Command]:
    if state.step is not None:
        yield from map(ShowSlide, range(len(state.step.slides)))
        yield from (MarkFactor(factor, Side.RISK, 1 + state.number % 4) for factor in state.step.factors)
    yield ShowActions(shown=True)
    yield ShowActions(shown=False)


def _clock(_runner: SessionRunner) -> Iterator[Command]:
    yield from (Backdate(seconds(1)), Pause(), Resume(), AdjustTime(seconds(60)), AdjustTime(seconds(-60)))


def _undone(runner: SessionRunner) -> Iterator[Command]:
    yield from (AdjustTime(seconds(60)), Undo(), MarkGone(runner.state.present[-1].id), Undo())


def _skip(runner: SessionRunner) -> Iterator[Command]:
    yield from (SkipTo(runner.state.course.at + 2), Undo(), AcceptPlan(Agreed()))


def _gap(_runner: SessionRunner) -> Iterator[Command]:
    yield from (NoteGap(seconds(0.5)), LeaveGapOut())


def _people(runner: SessionRunner) -> Iterator[Command]:
    if len(runner.state.course.people) == len(PEOPLE.split(",")):
        yield AddParticipant("Mari")
    last = runner.state.present[-1]
    yield RenameParticipant(last.id, "Mari" if last.name == "Maria" else "Maria")
    yield ChooseFacilitator(runner.state.present[-1].id)
    if runner.state.box is not None and runner.state.box.focus is None:
        yield from (MarkGone(runner.state.present[0].id), MarkReturned(runner.state.course.people[0].id))


def _order(runner: SessionRunner) -> Iterator[Command]:
    yield SetFocusOrder(tuple(reversed(may_be_in_focus(runner.state.course))))


def _settings(runner: SessionRunner) -> Iterator[Command]:
    yield from map(ChooseCues, Cues)
    yield SetNextMeeting(runner.clock.now().wall.date() + timedelta(days=30), None, "Kantina")


def _until(runner: SessionRunner) -> Iterator[Command]:
    yield HoldUntil(runner.clock.now().wall + timedelta(minutes=10))


_DOINGS = (_clock, _undone, _skip, _gap, _people, _order, _settings, _until)
