"""A session of three hours that was held to its end, with notes of every kind: what exports are tried on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import Begin, ChooseFacilitator, End, MarkFactor, Next, SetNextMeeting
from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Side
from aml_okt.core.plan import Participant, Timebox
from aml_okt.files.agenda_yaml import parse_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.note_file import NoteKey
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from tests.builders import OSLO

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)
MARKS = (
    ("Krav og kontroll", Side.RISK, 4),
    ("Kultur og klima", Side.STRENGTH, 3),
    ("Kultur og klima", Side.RISK, 1),
    ("Forutsigbarhet", Side.RISK, 2),
    ("Ledelse", Side.STRENGTH, 2),
)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Who met where, and what they wrote. `private` says what a participant's own note is, or the facilitator's."""

    names: Sequence[str]
    unit: str = "Barneverntjenesten i Fjordvik"
    place: str = "Møterom 2"
    title: str | None = None
    shared: dict[str, str] = field(default_factory=dict)
    """Notes for the minutes, by step."""
    from_rounds: str = ""
    """What those who were in focus share."""
    actions: Sequence[Action] = ()
    meeting_place: str = "Kantina"
    private: Callable[[Participant | None], str] = lambda _whose: ""


def late_in_rounds(box: Timebox) -> timedelta:
    """How long a timebox takes a group that is quick but for its rounds."""
    return box.allotted + (timedelta(seconds=12) if box.focus else -0.08 * box.allotted)


def hold(root: Path, group: Group, took: Callable[[Timebox], timedelta] = late_in_rounds) -> SessionRunner:
    """Hold the built-in agenda's session from start to end; nobody has it open afterwards."""
    clock = SettableClock(TEN, OSLO)
    runner = SessionRunner.create(root, _agenda(group.title), Setup(group.unit, group.place, tuple(group.names)), clock)
    runner.dispatch(ChooseFacilitator("p2"))
    clock.advance(2 * MINUTE)
    runner.dispatch(Begin())
    while (box := runner.state.box) is not None:
        if runner.state.step is not None and runner.state.step.factors and not runner.state.marks:
            for factor, side, count in MARKS:
                runner.dispatch(MarkFactor(factor, side, count))
        clock.advance(took(box))
        if runner.state.course.at == len(runner.state.course.boxes) - 1:
            break
        runner.dispatch(Next())
    _write(runner, group)
    runner.dispatch(SetNextMeeting(date(2026, 12, 14), time(9), group.meeting_place))
    runner.dispatch(End())
    runner.close()
    return runner


def _agenda(title: str | None) -> AgendaFile:
    path = built_in_agenda()
    text = path.read_text("utf-8")
    if title is not None:
        own = next(line for line in text.splitlines() if line.startswith("title: "))
        text = text.replace(own, f"title: |-\n  {title}", 1)
    return AgendaFile(parse_agenda(text.encode(), str(path)), path, text.encode())


def _write(runner: SessionRunner, group: Group) -> None:
    steps = {step.id: step for step in runner.state.agenda.steps}
    for step, text in group.shared.items():
        runner.notebook.save(NoteKey.of(steps[step]), text)
    if text := group.private(None):
        runner.notebook.save(NoteKey.of(steps["innsjekk"]), text)
    if group.from_rounds:
        rounds = steps["kollegaveiledning"]
        runner.notebook.save(NoteKey.shared(rounds, f"Delt fra {rounds.title}"), group.from_rounds)
    for place, person in enumerate(runner.state.course.people, 1):
        if text := group.private(person):
            runner.notebook.save(NoteKey.of(steps["kollegaveiledning"], person, place), text)
    for action in group.actions:
        runner.actions.add(action)
