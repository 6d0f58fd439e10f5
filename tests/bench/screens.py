"""What screens cost until the first picture is whole, and then while the clock runs and nobody does anything."""

import shutil
from contextlib import ExitStack
from pathlib import Path

from tests.bench.figures import Bound, Limit, Pair, Row
from tests.bench.lab import LARGE, PEOPLE, REPOSITORY, USUAL, Lab, Took, alternate, parts, script
from tests.bench.sessions import EVENTS, eventful
from tests.bench.terminal import Terminal, listen, memory, processor_time

READY = "Trykk Enter når gruppa er klar"
GOES = "igjen"
EMPTY = "Pause"
"""What is on each first picture when it is whole."""

TERMDOWN = str(Path(script("")[0]).with_name("termdown"))
WINDOW = 10.0
"""Seconds over which idling is looked at each time; a sign of life is written once in each."""
WARM = 3.0
"""Seconds that screens run before they are looked at."""


def start(lab: Lab) -> list[Row]:
    """The first picture of a new session, and the memory that it took, beside those of the empty app."""
    peaks: dict[str, list[float]] = {"ours": [], "theirs": []}

    def ours() -> Took:
        return until_settled(lab, new_session(lab.new_folder()), READY, peaks["ours"])

    def theirs() -> Took:
        return until_settled(lab, script("empty_app"), EMPTY, peaks["theirs"])

    values, processor = alternate(ours, theirs, lab.effort.runs)
    return [
        Row(
            name="start",
            title="`start --go` to a settled first screen",
            against="empty app",
            unit="ms",
            values=values,
            processor=processor,
            limit=Limit(1.35, Bound.RATIO),
        ),
        _peak("memory", "peak memory with the first screen", Pair(tuple(peaks["ours"]), tuple(peaks["theirs"]))),
    ]


def resume(lab: Lab) -> list[Row]:
    """The first picture of a session with thousands of events that is taken up, beside that of a new one."""
    made = eventful(lab.new_folder(), EVENTS)

    def ours() -> Took:
        root = lab.new_folder()
        shutil.copytree(made, root / made.name)
        return until_settled(lab, taken_up(root, made.name), GOES)

    values, processor = alternate(
        ours, lambda: until_settled(lab, new_session(lab.new_folder()), READY), lab.effort.runs
    )
    return [
        Row(
            name="resume",
            title=f"`start --resume` with {EVENTS:,} events to a settled screen",
            against="new session",
            unit="ms",
            values=values,
            processor=processor,
            limit=Limit(1.2, Bound.RATIO),
        )
    ]


def growth(lab: Lab) -> list[Row]:
    """What hours of a session leave behind in memory."""
    answer = lab.new_folder() / "megabytes"
    hours = lab.effort.hours
    lab.run(*script("three_hours", str(lab.new_folder()), str(hours)), into=answer, path=REPOSITORY)
    return [
        Row(
            name="growth",
            title=f"growth of memory over a session of {hours:g} h",
            unit="MB",
            values=Pair((float(answer.read_text("utf-8")),)),
            limit=Limit(2, Bound.FIGURE),
        )
    ]


def idle(lab: Lab) -> list[Row]:
    """Processor time, bytes and memory while the clock runs and nobody types: all screens at once, for as long."""
    root = lab.new_folder()
    with ExitStack() as opened:

        def begin(command: tuple[str, ...], shows: str, size: tuple[int, int] = USUAL) -> Terminal:
            terminal = opened.enter_context(lab.terminal(*command, size=size))
            terminal.until_settled(shows)
            return terminal

        facilitator = begin(new_session(root), READY)
        before = len(facilitator.reads)
        facilitator.write(b"\r")
        facilitator.until_settled(GOES, before)
        room = begin(parts(("room",), root), GOES, LARGE)
        empty = begin(script("empty_app"), EMPTY)
        termdown = opened.enter_context(lab.terminal(TERMDOWN, "3600"))
        screens = (facilitator, room, empty, termdown)
        listen(*screens, seconds=WARM)
        looked = [_window(screens) for _ in range(lab.effort.windows)]
        peaks = Pair(*((memory(screen.process, "VmHWM"),) for screen in (facilitator, empty)))
    spent, sent = ([tuple(one[place] for one in column) for column in zip(*looked, strict=True)] for place in range(2))
    return [
        _spent("idle", "processor time of the facilitator's screen", Pair(spent[0], spent[2]), "empty app", 1.5),
        _spent("idle-peer", "the same", Pair(spent[0], spent[3]), "termdown", 1.0),
        _spent("idle-room", "processor time of the room, 200×60", Pair(spent[1], spent[2]), "empty app", None),
        _sent("bytes", "bytes a second, facilitator's screen", sent[0], 700),
        _sent("bytes-room", "bytes a second, room, 200×60", sent[1], 2000),
        _peak("memory-idle", "peak memory by then, all loaded that opens later", peaks),
    ]


def new_session(root: Path) -> tuple[str, ...]:
    """The command that begins one."""
    return parts(("start", "--go", "--people", PEOPLE), root)


def taken_up(root: Path, name: str) -> tuple[str, ...]:
    """The command that takes one up."""
    return parts(("start", "--go", "--resume", name), root)


def until_settled(lab: Lab, command: tuple[str, ...], shows: str, peaks: list[float] | None = None) -> Took:
    """Begin a program and wait for its first picture; what it took. `peaks` gets the megabytes that it had at most."""
    with lab.terminal(*command) as terminal:
        moment = terminal.until_settled(shows)
        if peaks is not None:
            peaks.append(memory(terminal.process, "VmHWM"))
        return Took(moment - terminal.began, processor_time(terminal.process))


def _window(screens: tuple[Terminal, ...]) -> list[tuple[float, float]]:
    """Of each screen: percent of a processor, and bytes a second."""
    before = [(processor_time(screen.process), screen.count) for screen in screens]
    listen(*screens, seconds=WINDOW)
    return [
        (100 * (processor_time(screen.process) - spent) / WINDOW, (screen.count - sent) / WINDOW)
        for screen, (spent, sent) in zip(screens, before, strict=True)
    ]


def _peak(name: str, title: str, values: Pair) -> Row:
    limit = Limit(15.0, Bound.DIFFERENCE)
    return Row(name=name, title=title, against="empty app", unit="MB", values=values, limit=limit)


def _spent(name: str, title: str, values: Pair, against: str, most: float | None) -> Row:
    limit = None if most is None else Limit(most, Bound.RATIO)
    return Row(name=name, title=title, against=against, unit="%", values=values, limit=limit)


def _sent(name: str, title: str, values: tuple[float, ...], most: float) -> Row:
    return Row(name=name, title=title, unit="B/s", values=Pair(values), limit=Limit(most, Bound.FIGURE))
