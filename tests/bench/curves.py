"""How cost grows with people, events, the length of a note and the number of sessions.

    just bench-growth [--quick] [-o FILE] [--plot SVG] [--from FILE]

Writes what was measured as JSON and draws it; `--from` draws what was measured before. Linux only, as `just bench`.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import msgspec
from msgspec import Struct

from tests.bench.lab import QUICK, WHOLE, Effort, Lab, open_lab, parts, script
from tests.bench.letters import type_into_both
from tests.bench.plot import Curve, Line, drawing
from tests.bench.screens import GOES, WARM, WINDOW, taken_up, until_settled
from tests.bench.sessions import at_step, eventful, led_to, some_sessions
from tests.bench.terminal import listen, processor_time

NAMES = ("Kari", "Ola", "Liv", "Nils", "Per", "Mari", "Eva", "Jon", "Anne", "Tor", "Siri", "Odd")
LETTERS = 60
"""That are typed into each note."""


class Grown(Struct, frozen=True):
    """All curves of a run."""

    effort: str
    curves: tuple[Curve, ...]


def people(lab: Lab) -> Curve:
    """What a second of the facilitator's screen costs while nobody types; all groups at the same time."""
    counts = range(2, len(NAMES) + 1, 2)
    with ExitStack() as opened:
        screens = {}
        for count in counts:
            root = lab.new_folder()
            session = led_to(root, at_step("kollegaveiledning"), ", ".join(NAMES[:count]))
            screens[count] = opened.enter_context(lab.terminal(*taken_up(root, session.name)))
            screens[count].until_settled(GOES)
        listen(*screens.values(), seconds=WARM)
        before = {count: processor_time(screen.process) for count, screen in screens.items()}
        seconds = lab.effort.windows * WINDOW
        listen(*screens.values(), seconds=seconds)
        spent = {count: processor_time(screen.process) - before[count] for count, screen in screens.items()}
    points = tuple((count, 1000 * each / seconds) for count, each in spent.items())
    return Curve("people", "people in the group", "ms of processor a second", (Line("clock running", points),))


def events(lab: Lab) -> Curve:
    """What taking a session up costs, as it has seen more."""
    answer = lab.new_folder() / "seconds"
    screen, replay = [], []
    for count in (50, 2500, 5000, 7500, 10_000):
        root = lab.new_folder()
        session = eventful(root, count)

        def load(session: Path = session) -> float:
            lab.run(*script("replay", str(session)), into=answer)
            return 1000 * float(answer.read_text("utf-8"))

        def resume(root: Path = root, session: Path = session) -> float:
            return 1000 * until_settled(lab, taken_up(root, session.name), GOES).wall

        replay.append((count, _median(lab, load)))
        screen.append((count, _median(lab, resume)))
    lines = (Line("to a settled screen", tuple(screen)), Line("reading and replay", tuple(replay)))
    return Curve("events", "events in the journal", "ms", lines)


def note(lab: Lab) -> Curve:
    """What a letter costs, as the note is longer."""
    ours, theirs = [], []
    for lines in (1, 1000, 2500, 5000):
        mine, plain = type_into_both(lab, lines, LETTERS)
        ours.append((lines, median(mine.times)))
        theirs.append((lines, median(plain.times)))
    lines_ = (Line("note", tuple(ours)), Line("plain TextArea", tuple(theirs)))
    return Curve("note", "lines in the note", "ms from a letter to the screen", lines_)


def sessions(lab: Lab) -> Curve:
    """What the listing costs, as there are more sessions."""
    points = []
    for count in (10, 1000, 2500, 5000, 10_000):
        root = lab.new_folder()
        some_sessions(root, count)

        def list_them(root: Path = root) -> float:
            return 1000 * lab.run(*parts(("sessions",), root)).wall

        points.append((count, _median(lab, list_them)))
    return Curve("sessions", "sessions in the folder", "ms", (Line("aml-okt sessions", tuple(points)),))


CURVES: tuple[Callable[[Lab], Curve], ...] = (people, events, note, sessions)


def main(arguments: Sequence[str]) -> None:
    """Measure, write and draw."""
    parser = ArgumentParser(prog="just bench-growth", description="How cost grows.")
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("-o", "--output", type=Path, default=Path("bench-growth.json"), help="where the JSON goes")
    parser.add_argument("--plot", type=Path, default=Path("docs/images/growth.svg"), help="where the drawing goes")
    parser.add_argument("--from", dest="known", type=Path, help="draw what was measured before")
    wanted = parser.parse_args(arguments)
    output, plot = wanted.output.absolute(), wanted.plot.absolute()
    if wanted.known:
        grown = msgspec.json.decode(wanted.known.read_bytes(), type=Grown)
    else:
        grown = measured(QUICK if wanted.quick else WHOLE)
        output.write_bytes(msgspec.json.format(msgspec.json.encode(grown)) + b"\n")
    plot.write_text(drawing(grown.curves), "utf-8")


def measured(effort: Effort) -> Grown:
    """Every curve."""
    with open_lab(effort) as lab:
        curves = []
        for measure in CURVES:
            print(f"{measure.__name__} …", file=sys.stderr, flush=True)
            curves.append(measure(lab))
    return Grown(effort.name, tuple(curves))


def _median(lab: Lab, once: Callable[[], float]) -> float:
    """The median of some runs, after one that is not counted."""
    once()
    return median(once() for _ in range(max(3, lab.effort.runs // 3)))


if __name__ == "__main__":
    main(sys.argv[1:])
