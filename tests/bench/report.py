"""How long a report over many sessions takes, and how much memory.

    just bench-report

The sessions are of three hours and about a hundred events each, with notes and actions, in a temporary folder. The
report is a process of its own, once as JSON, with a row for each session, and once as Markdown. The memory is that of
the largest of its processes, at its peak. What a busy machine does to the time, the processor's own seconds show.
Not on Windows, which tells no peak.
"""

import resource
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from tests.many_sessions import write_many

COUNTS = (1_000, 5_000, 10_000)
LIMIT = 10.0
"""Seconds within which the report over the most sessions is done."""
GROWTH = 1.5
"""How many times the memory of the fewest sessions the most may need."""
PROGRAM = str(Path(sys.executable).with_name("aml-okt"))
KILO = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit that the system tells the peak in."""


def main() -> int:
    """Measure and print; the exit status says whether all is within what is promised."""
    good = True
    for form in ("json", "md"):
        peaks = []
        for count in COUNTS:
            with tempfile.TemporaryDirectory() as folder:
                for _session in write_many(Path(folder), count):
                    pass
                taken, used, peak = _measured(folder, form)
            peaks.append(peak)
            print(
                f"{form:<4} {count:>6} sessions: {taken:5.2f} s, {count / taken:5.0f} a second, "
                f"{used:5.2f} s of processor, {peak:4.1f} MB"
            )
            good = good and taken <= LIMIT
        good = good and peaks[-1] <= GROWTH * peaks[0]
    return 0 if good else 1


def _measured(folder: str, form: str) -> tuple[float, float, float]:
    # Each in a process of its own, because the peak is that of all children there have ever been.
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (folder, form))


def _run(folder: str, form: str) -> tuple[float, float, float]:
    """Seconds that the report took, seconds of processor that it used, and the peak of its memory in megabytes."""
    began = time.monotonic()
    subprocess.run([PROGRAM, "--dir", folder, "report", "-f", form], check=True, stdout=subprocess.DEVNULL)
    taken = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, used.ru_utime + used.ru_stime, used.ru_maxrss * KILO / 1e6


if __name__ == "__main__":
    sys.exit(main())
