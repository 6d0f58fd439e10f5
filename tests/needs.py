"""What a test needs that is not Python's: programs of the system. Without one a test is skipped, but never in CI."""

import os
import shutil
from pathlib import Path

import pytest


def program(name: str, package: str) -> str:
    """Where a program is, which this package of Debian's brings."""
    found = shutil.which(name)
    if found is None:
        _miss(f"needs {name} (on Debian: apt-get install {package})")
    return str(found)


def file(path: Path, package: str) -> Path:
    """A file that this package of Debian's brings."""
    if not path.is_file():
        _miss(f"needs {path.name} (on Debian: apt-get install {package})")
    return path


def _miss(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
