"""What loading is made of: the time that Python spends on the modules of each package, until a command is done.

    just bench-loading

A command is run with `-X importtime`, and each module's own time counts for the package it belongs to. The screens are
taken to their first whole picture, and so is the empty app beside them. Writing the times down makes them longer, so it
is the shares that are worth something. Linux only, as `just bench`.
"""

import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterable
from statistics import median

from tests.bench.commands import COMMANDS
from tests.bench.lab import PEOPLE, PROGRAM, QUICK, Lab, open_lab, script
from tests.bench.screens import EMPTY, READY
from tests.bench.sessions import some_sessions

RUNS = 9
LEAST = 0.5
"""Milliseconds below which a package is counted among the rest."""
REST, STANDARD = "the rest", "the standard library"
_TIMED = re.compile(rb"import time:\s+(\d+) \|\s+\d+ \|\s*([\w.]+)")


def by_package(report: bytes) -> Counter[str]:
    """Microseconds for each package in what `-X importtime` writes."""
    spent: Counter[str] = Counter()
    for own, module in _TIMED.findall(report):
        package = module.decode().partition(".")[0]
        spent[STANDARD if package in _STANDARD else package] += int(own)
    return spent


def table(runs: Iterable[Counter[str]]) -> str:
    """Milliseconds and share of each package, by medians; the largest first."""
    every = list(runs)
    spent = {package: median(run[package] for run in every) / 1000 for package in set().union(*every)}
    shown = {package: each for package, each in spent.items() if each >= LEAST}
    shown[REST] = sum(each for package, each in spent.items() if package not in shown)
    whole = sum(shown.values())
    lines = [
        f"{package:24} {each:6.1f} ms  {each / whole:4.0%}"
        for package, each in sorted(shown.items(), key=lambda one: (one[0] == REST, -one[1]))
    ]
    return "\n".join([*lines, f"{'all':24} {whole:6.1f} ms"])


def main() -> None:
    """Print a table for each command."""
    with open_lab(QUICK) as lab:
        root = lab.new_folder()
        some_sessions(root, 10)
        timed = (sys.executable, "-X", "importtime")
        ours = (*timed, PROGRAM, "--dir")
        for name, arguments in COMMANDS.items():
            command = (*ours, str(root), *arguments)
            print(f"\n{name}\n{table(_report(lab, command) for _ in range(RUNS))}", flush=True)
        empty = (*timed, *script("empty_app")[1:])
        start = ("start", "--go", "--people", PEOPLE)
        starts = [_report(lab, (*ours, str(lab.new_folder()), *start), READY) for _ in range(RUNS)]
        print(f"\nstart\n{table(starts)}", flush=True)
        print(f"\nempty app\n{table(_report(lab, empty, EMPTY) for _ in range(RUNS))}", flush=True)


def _report(lab: Lab, command: tuple[str, ...], shows: str = "") -> Counter[str]:
    """The times of one run: they come among what a screen draws, or to a file of their own."""
    if shows:
        with lab.terminal(*command) as terminal:
            terminal.until_settled(shows)
            return by_package(terminal.output)
    file = lab.new_folder() / "times"
    lab.run("/bin/sh", "-c", f"exec {shlex.join(command)} 2>{shlex.quote(str(file))}")
    return by_package(file.read_bytes())


_STANDARD = sys.stdlib_module_names | {"__future__", "sitecustomize", "usercustomize"}

if __name__ == "__main__":
    main()
