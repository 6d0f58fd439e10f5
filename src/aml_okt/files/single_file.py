"""Whether this program came as a single file, which has unpacked itself among what may be thrown away at any time."""

import sys
from pathlib import Path


def single_file() -> Path | None:
    """The single file; None for a program that is installed."""
    called = Path(sys.argv[0])
    return called if called.suffix == ".pyz" else None
