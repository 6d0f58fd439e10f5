"""A computer's clocks as a sleep, a time server or a hurry leaves them, for a program that runs meanwhile.

A sleeping computer's wall clock and boot clock go on, and CLOCK_MONOTONIC, which event loops live by, stands still.
Debian's libfaketime 0.9.10 moves the boot clock and CLOCK_MONOTONIC together or not at all, so that a program that
measured time by the wrong one would look right under it. Hence the few lines of C in `shifted_clock.c`.
"""

import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_suffix(".c")
COMPILER = shutil.which("cc")

LAYOUT = struct.Struct("=4q")
"""How far ahead the wall clock and the boot clock are (ns), how fast they go, and since when (ns, CLOCK_MONOTONIC)."""

needs_shifted_clock = pytest.mark.skipif(
    sys.platform != "linux" or COMPILER is None,
    reason="a clock is shifted under a program on Linux only, and with a C compiler (Debian: gcc, libc6-dev)",
)


class ShiftedClock:
    """The wall clock and the boot clock that other processes see; they can be moved while those run.

    Both go `speed` times as fast as the computer's own, from when this is made.
    """

    def __init__(self, library: Path, file: Path, *, speed: int = 1) -> None:
        self._library, self._file, self._speed = library, file, speed
        self._since = time.monotonic_ns()
        self._wall_ahead = self._boot_ahead = timedelta()
        file.write_bytes(self._figures())

    @property
    def surroundings(self) -> Mapping[str, str]:
        """What a process needs in its environment to live by this clock."""
        return {"LD_PRELOAD": str(self._library), "SHIFTED_CLOCK": str(self._file)}

    def jump(self, span: timedelta) -> None:
        """The computer has slept for this long: both clocks have gone on, and no program could see it."""
        self._wall_ahead += span
        self._boot_ahead += span
        self._tell()

    def step_wall(self, span: timedelta) -> None:
        """Somebody has set the wall clock, forward or back; no time has passed."""
        self._wall_ahead += span
        self._tell()

    def _tell(self) -> None:
        # Into the file that is there: the processes have mapped this very one.
        with self._file.open("r+b") as file:
            file.write(self._figures())

    def _figures(self) -> bytes:
        ahead = (span // timedelta(microseconds=1) * 1000 for span in (self._wall_ahead, self._boot_ahead))
        return LAYOUT.pack(*ahead, self._speed, self._since)


def build_library(folder: Path) -> Path:
    """Compile what stands between a program and the clocks."""
    assert COMPILER is not None
    library = folder / "shifted_clock.so"
    subprocess.run([COMPILER, "-Wall", "-Werror", "-O1", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
    return library
