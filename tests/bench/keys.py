"""How long a key takes to its change on the screen, while the clock runs.

The time is from the moment when the key is written to the terminal to the moment when the first frame is whole that
changes a cell which the ticking clock does not change. Every key of the session's screen is pressed where the session
has something for it: at several places of the agenda, each in a process of its own, so that what opens on top is opened
for the first time there. How a key is taken back counts as a press of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from aml_okt.clock import SystemClock
from aml_okt.core.commands import End
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.loading import load_session
from aml_okt.scene.actions import SESSION
from aml_okt.scene.leading import scene
from aml_okt.scene.usable import can_be_done
from tests.bench.figures import Bound, Limit, Pair, Row, Statistic, figure
from tests.bench.lab import Lab
from tests.bench.picture import Picture, frames
from tests.bench.screens import taken_up
from tests.bench.sessions import AN_ACTION, at_step, begin, led_to
from tests.bench.terminal import Terminal, processor_time

WRITTEN = {
    "enter": b"\r", "space": b" ", "escape": b"\x1b", "left": b"\x1b[D", "up": b"\x1b[A", "down": b"\x1b[B",
    "plus": b"+", "minus": b"-", "question_mark": b"?", "ctrl+p": b"\x10", "f5": b"\x1b[15~", "f6": b"\x1b[17~",
    "f1": b"\x1bOP", "f7": b"\x1b[18~", "f8": b"\x1b[19~", "f9": b"\x1b[20~",
    "shift+down": b"\x1b[1;2B", "shift+up": b"\x1b[1;2A",
}  # fmt: skip
"""What a terminal sends for the keys that are no letters."""

WAYS_BACK = {
    "space": "space", "f8": "f8", "g": "g", "f5": "f5", "d": "d", "w": "w", "down": "up", "up": "down", "x": "x",
}  # fmt: skip
"""Keys that are taken back by a key of their own. Of the others, moves are undone, and what has opened is left."""

NOT_ALONE = {
    "leave_field",
    "undo",
    "show_own",
    "hide_actions",
    "resume",
    "read_on",
    "read_back",
    "read_on_beside",
    "read_back_beside",
}
"""What is only done to take other keys back, or depends on how large the window is."""

REST = 0.25
"""Seconds of silence after a press before the next one."""
LONGEST = 1.2
"""Seconds after which a key has no change on the screen."""
LEARN = 4.0
"""Seconds over which is seen what the clock changes by itself."""
BESIDE = 12
"""Columns to both sides of what the clock changes in a row, which it may change too: the width of a digit."""

PLACES: dict[str, Callable[[SessionState], bool]] = {
    "film": at_step("film"),
    "facilitator": at_step("fasilitator"),
    "slides": at_step("faglig-intro"),
    "reflection": lambda state: at_step("refleksjon")(state) and state.box is not None and state.box.phase == 2,
    "break": at_step("pause"),
    "preparation": at_step("forberedelse"),
    "round": at_step("kollegaveiledning"),
    "end": at_step("avslutning"),
}


def keys_of(state: SessionState, moment: Moment) -> list[str]:
    """The keys that the session's screen offers in a state, each once, by Textual's names."""
    seen = scene(state, moment, None)
    offered = (
        action
        for action in SESSION
        if action.name not in NOT_ALONE
        and action.beside in {"", seen.aside.value}
        and can_be_done(action, state, moment, seen)
    )
    named = [key for action in offered for key in (action.pressed[0], action.typing) if key]
    return list(dict.fromkeys(named))


class Press(NamedTuple):
    """A key that was pressed: seconds to its change on the screen, and of the processor until all was silent again.

    `taken` is None where there was no such change: all that changed is what the clock changes too, or nothing did.
    """

    key: str
    taken: float | None
    spent: float


def measure(lab: Lab) -> list[Row]:
    """All keys but Escape, and Escape, after which a program waits: it could be the beginning of another key."""
    presses: list[Press] = []
    while len(presses) < lab.effort.presses:
        for at in PLACES.values():
            presses += _at_place(lab, at)
    escape = [press for press in presses if press.key == "escape"]
    others = [press for press in presses if press.key != "escape"]
    return [
        row_of("keys", "any key of the session but Escape, to its change on the screen", others),
        row_of("escape", "Escape, to its change on the screen", escape),
    ]


def _at_place(lab: Lab, at: Callable[[SessionState], bool]) -> Iterator[Press]:
    """Each key that does something at a place of the agenda."""
    root = lab.new_folder()
    ended, _ = begin(root, timedelta(minutes=2))
    ended.actions.add(AN_ACTION)
    ended.dispatch(End())
    ended.close()
    folder = led_to(root, at)
    keys = keys_of(load_session(folder).state, SystemClock().now())
    with lab.terminal(*taken_up(root, folder.name)) as terminal:
        board = Board(terminal, folder / JOURNAL_NAME)
        for key in keys:
            yield from board.press_and_take_back(key)


class Board:
    """The keys of a running session."""

    def __init__(self, terminal: Terminal, journal: Path) -> None:
        """Begin when the screen is there and it is known what the clock changes by itself."""
        self._terminal, self._journal = terminal, journal
        self._picture = Picture(terminal.size)
        terminal.until_settled("Notat")
        self._draw(0)
        begun = len(terminal.reads)
        terminal.listen(LEARN)
        self._ticking = with_room(self._draw(begun))

    def press_and_take_back(self, key: str) -> Iterator[Press]:
        """Press a key, and where that had a change, the one that takes it back."""
        length = self._journal.stat().st_size
        press = self._press(key)
        yield press
        if press.taken is not None:
            moved = self._journal.stat().st_size > length
            yield self._press(WAYS_BACK.get(key, "u" if moved else "escape"))

    def _press(self, key: str) -> Press:
        before, spent = len(self._terminal.reads), processor_time(self._terminal.process)
        at = self._terminal.write(WRITTEN.get(key, key.encode()))
        self._terminal.until_silent(REST, LONGEST)
        spent = processor_time(self._terminal.process) - spent
        changes = [
            frame.at
            for frame in frames(self._terminal.reads[before:])
            if {cell[:2] for cell in self._picture.draw(frame.data)} - self._ticking
        ]
        return Press(key, changes[0] - at if changes else None, spent)

    def _draw(self, since: int) -> set[tuple[int, int]]:
        return {cell[:2] for frame in frames(self._terminal.reads[since:]) for cell in self._picture.draw(frame.data)}


def with_room(cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """In each row of the cells, all from the first to the last, and some to both sides."""
    ends: dict[int, tuple[int, int]] = {}
    for row, column in cells:
        first, last = ends.get(row, (column, column))
        ends[row] = (min(first, column), max(last, column))
    return {(row, column) for row, (first, last) in ends.items() for column in range(first - BESIDE, last + BESIDE + 1)}


def row_of(name: str, title: str, presses: Sequence[Press]) -> Row:
    """What they add up to; of those without a change no more is told than how many there were."""
    by_key: dict[str, list[float]] = defaultdict(list)
    unseen: Counter[str] = Counter()
    for press in presses:
        if press.taken is None:
            unseen[press.key] += 1
        else:
            by_key[press.key].append(1000 * press.taken)
    every = tuple(time for times in by_key.values() for time in times)
    spent = [1000 * press.spent for press in presses]
    return Row(
        name=name,
        title=title,
        unit="ms",
        statistic=Statistic.P99,
        values=Pair(every),
        limit=Limit(100, Bound.FIGURE),
        processor=Pair(tuple(press.spent for press in presses)),
        details={
            "median": figure(every, Statistic.MEDIAN),
            "processor, median": figure(spent, Statistic.MEDIAN),
            "processor, p99": figure(spent, Statistic.P99),
            "no change seen": [f"{key}, {count}" for key, count in sorted(unseen.items())],
            **{f"{key}, p99 of {len(times)}": figure(times, Statistic.P99) for key, times in sorted(by_key.items())},
        },
    )
