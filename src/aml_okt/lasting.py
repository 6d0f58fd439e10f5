"""Modules last as long as the program, so whoever looks for rubbish need not look at them.

Python's search for objects that only hold each other goes through all there are: a dozen times while the modules of a
command are loaded, and once more when it ends. That takes a fifth of the time of a command that only tells something.
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
