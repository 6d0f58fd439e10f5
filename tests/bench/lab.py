"""Where everything is measured: the same surroundings for ours and the comparisons, and how much is run."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec import Struct

import aml_okt
from tests.bench.figures import Pair
from tests.bench.terminal import Terminal

PROGRAM = str(Path(sys.executable).with_name("aml-okt"))
PROGRAMS = Path(__file__).with_name("programs")
REPOSITORY = Path(__file__).parents[2]
USUAL = (120, 36)
"""Columns and rows of the facilitator's screen, and of what it is compared with."""
LARGE = (200, 60)
"""The same of the room."""
PEOPLE = "Kari, Ola, Liv, Nils, Per"

LEFT_OUT = ("AML_OKT", "PYTHON", "TEXTUAL", "COLUMNS", "LINES", "LC_", "LANG")
"""How the names begin of what the measured programs shall not have from whoever measures."""


class Effort(Struct, frozen=True, kw_only=True):
    """How much is run."""

    name: str
    runs: int
    """Of each program that is started anew, without the one that is not counted."""
    windows: int
    """Of ten seconds each, in which screens idle."""
    presses: int
    """Of keys, at least."""
    appends: int
    sessions: int
    """In the largest folder that is listed."""
    hours: float
    """Of the session that is looked at for what it leaves behind."""


WHOLE = Effort(name="whole", runs=21, windows=6, presses=300, appends=2000, sessions=10_000, hours=3)
QUICK = Effort(name="quick", runs=7, windows=2, presses=200, appends=500, sessions=4000, hours=0.25)


class Took(NamedTuple):
    """Seconds on the wall, and of the processor."""

    wall: float
    processor: float


class Lab:
    """A folder for what is measured, and the surroundings of each program in it."""

    def __init__(self, folder: Path, effort: Effort) -> None:
        self.folder, self.effort = folder, effort
        self._names = count()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
        # What a person's own folders hold must make no difference; bytecode is written as it is for a person; and a
        # link that is opened here opens nothing.
        self.surroundings = {
            **kept, "LANG": "C.UTF-8", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"), "BROWSER": "true",
        }  # fmt: skip

    def new_folder(self) -> Path:
        """An empty folder of its own."""
        made = self.folder / f"{next(self._names):05}"
        made.mkdir(parents=True)
        return made

    def terminal(self, *command: str, size: tuple[int, int] = USUAL) -> Terminal:
        """A program in a terminal."""
        return Terminal(command, self.folder, self.surroundings, size)

    def run(self, *command: str, into: Path | None = None, path: Path | None = None) -> Took:
        """Run a program to its end without a terminal; what it took. What it prints goes to a file, or nowhere.

        `path` is where else Python looks for modules.

        Raises:
            RuntimeError: when it fails.

        """
        surroundings = {**self.surroundings, **({"PYTHONPATH": str(path)} if path else {})}
        with Path(into or os.devnull).open("wb") as sink:
            actions = [(os.POSIX_SPAWN_DUP2, sink.fileno(), 1)]
            began = time.perf_counter()
            process = os.posix_spawn(command[0], command, surroundings, file_actions=actions)
            _, status, used = os.wait4(process, 0)
            wall = time.perf_counter() - began
        if status:
            message = f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}"
            raise RuntimeError(message)
        return Took(wall, used.ru_utime + used.ru_stime)


@contextmanager
def open_lab(effort: Effort, disk: Path | None = None) -> Iterator[Lab]:
    """A lab in a folder that goes away, on this disk where one is named; whoever measures stands in it.

    The bytecode of what is only loaded on the way is there too, as it is where pip has installed the program.
    """
    with TemporaryDirectory(dir=disk) as folder, chdir(folder):
        lab = Lab(Path(folder), effort)
        lab.run(sys.executable, "-m", "compileall", "-q", *aml_okt.__path__)
        yield lab


def script(name: str, *arguments: str) -> tuple[str, ...]:
    """A program of this folder, run by the same Python as ours."""
    return (sys.executable, str(PROGRAMS / f"{name}.py"), *arguments)


def alternate(ours: Callable[[], Took], theirs: Callable[[], Took], runs: int) -> tuple[Pair, Pair]:
    """Run both in turn, once without counting; milliseconds on the wall, and seconds of the processor."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return (
        Pair(*(tuple(1000 * took.wall for took in side) for side in zip(*pairs, strict=True))),
        Pair(*(tuple(took.processor for took in side) for side in zip(*pairs, strict=True))),
    )


def parts(command: Sequence[str], root: Path) -> tuple[str, ...]:
    """One of our own commands over the sessions in `root`."""
    return (PROGRAM, "--dir", str(root), *command)
