"""How quickly the room sees what the facilitator does, and what it costs to look.

    just bench-room

Facilitator and room are real processes in terminals of their own. The latency is from the moment a key is written to
the facilitator's terminal to the moment its effect has come out of the room's. The cost of idling is the processor
time of the room beside that of an app that has nothing in it but the same digits, which change each second; both
run at the same time for as long, so that a noisy machine disturbs both. Linux only: it reads /proc.
"""

import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.e2e.conftest import Terminal

PRESSES = 200
IDLE = 60.0
"""Seconds of idling."""

LIMIT = 0.250
"""Seconds within which the room has changed."""

PROGRAM = str(Path(sys.executable).with_name("aml-okt"))
EMPTY = str(Path(__file__).with_name("programs") / "room_digits.py")


def main() -> int:
    """Measure and print; the exit status says whether both figures are within what is promised."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        here = Path(folder)

        def terminal(*command: str) -> Terminal:
            made = Terminal(list(command), here)
            opened.callback(made.close)
            return made

        sessions = ("--dir", str(here / "sessions"))
        leads = terminal(PROGRAM, *sessions, "start", "--people", "Kari, Ola, Liv, Nils, Per", "--go")
        leads.until("Trykk Enter når gruppa er klar")
        room = terminal(PROGRAM, *sessions, "room")
        room.until("Film")
        leads.press("enter")
        room.until("igjen av 10:00")
        within = _latency(leads, room)
        empty = terminal(sys.executable, EMPTY)
        empty.until("█")
        return 0 if within & _idling(room, empty, leads) else 1


def _latency(leads: Terminal, room: Terminal) -> bool:
    taken = []
    for press in range(PRESSES):
        seen, gone = ("klokka står", "igjen av") if press % 2 == 0 else ("igjen av", "klokka står")
        leads.settle()
        room.settle()
        began = time.monotonic()
        leads.press("space")
        room.until(seen, gone=gone)
        taken.append(time.monotonic() - began)
    median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(f"key to room: median {median * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, of {len(taken)} presses")
    return p95 <= LIMIT


def _idling(room: Terminal, empty: Terminal, leads: Terminal) -> bool:
    """Compare what the two use while nobody does anything; their terminals are read all the while."""
    before = {screen: _used(screen.process) for screen in (room, empty)}
    end = time.monotonic() + IDLE
    while time.monotonic() < end:
        for screen in (room, empty, leads):
            screen.drain(0.02)
    ours, theirs = (_used(screen.process) - before[screen] for screen in (room, empty))
    print(
        f"idling for {IDLE:.0f} s: room {ours:.2f} s, empty app {theirs:.2f} s of processor, ratio {ours / theirs:.2f}"
    )
    return ours <= 1.5 * theirs


def _used(process: int) -> float:
    """Processor time used by a process so far, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
