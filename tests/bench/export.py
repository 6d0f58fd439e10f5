"""How long it takes to write the minutes of a whole session in each format.

    just bench-export [FORMAT …]

Each figure is a process, `aml-okt export -f FORMAT`, from its start to its end, with what it loads. The session is an
invented one of three hours with five participants, notes for the minutes and private ones, factors and actions. The
formats take turns, so that a noisy machine disturbs all of them alike.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import Begin, ChooseFacilitator, End, MarkFactor, Next, SetNextMeeting
from aml_okt.core.events import Side
from aml_okt.export.formats import Format
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.note_file import NoteKey
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup

RUNS = 15
OSLO = ZoneInfo("Europe/Oslo")
PROGRAM = str(Path(sys.executable).with_name("aml-okt"))

LIMITS = {Format.MARKDOWN: 0.300, Format.PDF: 1.500}
"""Seconds that are promised."""

NOTE = """\
Vi snakket lenge om **arbeidsmengden** om høsten, og om at det hjelper å vite på mandag hva uka blir.

- Kveldsvaktene fordeles en måned fram i tid.
- Den som er ny, har en fast å spørre.

> Vi er gode på å si fra når noe haster.
"""
PRIVATE = "Det jeg tar med meg herfra, er mitt eget.\n"
STEP_OF_FACTORS = "refleksjon"
NAMED = {"Ledelse": (3, 1), "Kultur og klima": (2, 0), "Krav og kontroll": (0, 4), "Forutsigbarhet": (1, 2)}
"""How often a factor is named as a strength and as a risk."""
ACTIONS = (
    Action("Lage vaktplan for januar og gå gjennom den på avdelingsmøtet", "Kari", date(2026, 12, 1)),
    Action("Avtale veiledning med bedriftshelsetjenesten", "Ola", date(2026, 12, 11)),
    Action("Skrive ned hvem som er fast å spørre for hver ny ansatt", "Liv"),
)


def main(names: Sequence[str]) -> int:
    """Measure and print; the exit status says whether what is promised is kept."""
    forms = [Format(name) for name in names] or list(Format)
    taken: dict[Format, list[float]] = {form: [] for form in forms}
    with tempfile.TemporaryDirectory() as folder:
        held = hold_session(Path(folder, "sessions"))
        for _run in range(RUNS):
            for form in forms:
                taken[form].append(_seconds(held, form, Path(folder, f"referat.{form}")))
    medians = {form: statistics.median(times) for form, times in taken.items()}
    for form, times in taken.items():
        limit = f", promised: {LIMITS[form]:.1f} s" if form in LIMITS else ""
        print(f"{form:5} median {medians[form]:.3f} s, slowest {max(times):.3f} s of {len(times)}{limit}")
    return 0 if all(medians[form] <= limit for form, limit in LIMITS.items() if form in medians) else 1


def hold_session(root: Path) -> Path:
    """A session of three hours that went to its end; its folder."""
    clock = SettableClock(datetime(2026, 11, 23, 9, 0, tzinfo=OSLO), OSLO)
    setup = Setup("Barnevernet, avdeling øst", "Møterom 2", ("Kari", "Ola", "Liv", "Nils", "Per"))
    runner = SessionRunner.create(root, read_agenda_file(built_in_agenda()), setup, clock)
    runner.dispatch(ChooseFacilitator("p2"))
    runner.dispatch(Begin())
    last = len(runner.state.course.boxes) - 1
    for number, box in enumerate(runner.state.course.boxes):
        if box.step == STEP_OF_FACTORS:
            _mark_factors(runner)
        clock.advance(box.allotted + timedelta(seconds=20 - 7 * (number % 7)))
        if number < last:
            runner.dispatch(Next())
    _write_notes(runner)
    for action in ACTIONS:
        runner.actions.add(action)
    runner.dispatch(SetNextMeeting(date(2027, 1, 18), None, "Møterom 2"))
    runner.dispatch(End())
    runner.close()
    return runner.folder


def _mark_factors(runner: SessionRunner) -> None:
    for factor, (strength, risk) in NAMED.items():
        runner.dispatch(MarkFactor(factor, Side.STRENGTH, strength))
        runner.dispatch(MarkFactor(factor, Side.RISK, risk))


def _write_notes(runner: SessionRunner) -> None:
    agenda = runner.state.agenda
    runner.notebook.save(NoteKey.of(agenda.step(STEP_OF_FACTORS)), NOTE)
    for number, person in enumerate(runner.state.course.people, start=1):
        runner.notebook.save(NoteKey.of(agenda.step("kollegaveiledning"), person, number), PRIVATE)


def _seconds(session: Path, form: Format, target: Path) -> float:
    began = time.perf_counter()
    subprocess.run(
        [PROGRAM, "--dir", str(session.parent), "export", session.name, "-f", form, "-o", str(target)],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
