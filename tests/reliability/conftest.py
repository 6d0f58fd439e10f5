"""How many times a fault is tried: a sample in every check, and the whole number for docs/reliability.md."""

import os
import random

import pytest

from tests.e2e.conftest import open_terminal, program

__all__ = ["open_terminal", "program"]

WHOLE = "AML_OKT_RELIABILITY"
"""Set to any text, it asks for the whole numbers; `just reliability` does."""


SAVED_NOW = r"✓ lagret \d"
"""What the screen shows of a note that has just been saved, at any hour; without the time it was saved before."""


def whole_numbers() -> bool:
    """Whether the whole numbers are asked for."""
    return bool(os.environ.get(WHOLE))


def times(sample: int, whole: int) -> range:
    """The numbers of the tries: a sample of them, or all."""
    return range(whole if whole_numbers() else sample)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Chance that falls the same way each time that the test of this name runs."""
    return random.Random(request.node.nodeid)  # noqa: S311 - nothing is kept secret by it
