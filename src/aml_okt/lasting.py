"""Modules last as long as the program, so whoever looks for rubbish need not look at them.

Python's search for objects that only hold each other goes through all there are: a dozen times while the modules of a
command are loaded, and once more when it ends. That takes a fifth of the time of a command that only tells something,
and a tenth of the time until a screen's first picture.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """What is loaded in here is never searched for rubbish, not even while it is loaded."""
    searched, loaded = gc.isenabled(), len(sys.modules)
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > loaded:
            gc.freeze()
        if searched:
            gc.enable()


@contextmanager
def resting() -> Iterator[None]:
    """Search for no rubbish until `wake`: for a screen, which is not loaded before its first picture is there."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def wake() -> None:
    """Search again, but not in what is there already; nothing happens where nobody has rested."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
