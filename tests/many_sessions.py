"""Folders of many sessions, realistic and quickly written, and what a report of them must say.

A few sessions are led from beginning to end; the others are these on other days, in other units. What is expected is
added up from what was done here, not from what the program makes of it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from aml_okt.core.actions import Action
from aml_okt.core.commands import (
    AdjustTime,
    Begin,
    ChooseFacilitator,
    End,
    MarkFactor,
    Next,
    Pause,
    Resume,
    ShowSlide,
    Undo,
)
from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Moment, Record, SessionCreated, Side
from aml_okt.core.plan import Group, plan, total
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.folders import AGENDA_NAME
from aml_okt.files.journal import JOURNAL_NAME, encode
from tests.builders import MONDAY, PEOPLE, Sitting

UNITS = ("Barnevernet", "Hjemmetjenesten", "Grunnskolen", "Byggesak")
CANARY = "KANARIFUGL"
SINCE = MONDAY.date() - timedelta(days=3 * 365)
"""The day of the first session."""


@dataclass(frozen=True, slots=True)
class Led:
    """A session that was led to its end: its records, and what was done in it."""

    records: tuple[Record, ...]
    people: int
    planned: timedelta
    used: timedelta
    named: Counter[tuple[str, Side]]


@dataclass(frozen=True, slots=True)
class Held:
    """One session in a folder, and what a report must say of it."""

    folder: Path
    day: date
    unit: str
    led: Led
    done: int
    open: int


@cache
def led(variant: int, *, undone: bool = False) -> Led:
    """A three-hour session of about a hundred events; each variant has its own people, pace and factors.

    `undone` is whether one of its moves was taken back.
    """
    agenda = load_agenda(built_in_agenda())
    names = PEOPLE[: 3 + variant % 4]
    sitting = Sitting(agenda, names)
    factors = next(step.factors for step in agenda.steps if step.factors)
    named: Counter[tuple[str, Side]] = Counter()
    used = timedelta()
    sitting.do(ChooseFacilitator("p2"), Begin())
    if undone:
        sitting.do(AdjustTime(MINUTE), Undo())
    pace = timedelta(seconds=2 * variant - 8)
    while True:
        span = sitting.boxes[sitting.state.course.at].planned + pace
        used += span
        sitting.wait(span)
        step = sitting.state.step
        if step is not None and step.factors and not named:
            for place, factor in enumerate(factors[variant % 3 : variant % 3 + 4]):
                side = Side.RISK if (place + variant) % 2 else Side.STRENGTH
                named[factor, side] = 1 + place % 2
                sitting.do(MarkFactor(factor, side, named[factor, side]))
        if step is not None and step.slides:
            sitting.do(*(ShowSlide(page) for page in range(1, len(step.slides))))
        if sitting.state.course.at % 9 == 4:
            sitting.do(Pause())
            sitting.wait(20 * timedelta(seconds=1))
            used += 20 * timedelta(seconds=1)
            sitting.do(Resume(), AdjustTime(MINUTE))
        if not sitting.to_come:
            break
        sitting.do(Next())
    sitting.do(End())
    planned = total(plan(agenda, Group.of(names)))
    return Led(tuple(sitting.records), len(names), planned, used, named)


def write_many(root: Path, count: int, *, variants: int = 12, undone: bool = False) -> Iterator[Held]:
    """Write so many sessions into a folder, spread evenly over three years; what each of them holds.

    `undone` is whether a move was taken back in each.
    """
    agenda = built_in_agenda().read_bytes()
    for number in range(count):
        done = led(number % variants, undone=undone)
        later = timedelta(days=3 * 365 * number // count) + SINCE_MONDAY
        unit = UNITS[number % len(UNITS)]
        day = MONDAY + later
        folder = root / f"{day:%Y-%m-%d}-{number:05}"
        (folder / "notes").mkdir(parents=True)
        (folder / AGENDA_NAME).write_bytes(agenda)
        (folder / JOURNAL_NAME).write_bytes(b"".join(_lines(done, later, unit, f"{number:08x}")))
        open_ones, ticked = 1 + number % 2, number % 3
        actions = [Action(f"{CANARY} {place}", "Kari Nordmann") for place in range(open_ones)]
        actions += [Action(f"{CANARY} gjort {place}", "Ola", done=True) for place in range(ticked)]
        (folder / "tiltak.md").write_text("".join(f"{action.line}\n" for action in actions), "utf-8")
        for name in ("04-refleksjon.md", "05b-1-kari.md"):
            (folder / "notes" / name).write_text(f"---\nstep: x\n---\n\n{CANARY}\n" * 20, "utf-8")
        yield Held(folder, day.date(), unit, done, ticked, open_ones)


SINCE_MONDAY = timedelta(days=-3 * 365)


def _lines(done: Led, later: timedelta, unit: str, known: str) -> Iterator[bytes]:
    for record in done.records:
        event = record.event
        if isinstance(event, SessionCreated):
            event = replace(event, unit=unit, id=known)
        yield encode(Record(record.number, Moment(record.moment.wall + later, record.moment.steady), event))
