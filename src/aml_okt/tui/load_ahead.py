"""What a session opens later, loaded while nobody does anything.

The first picture does not wait for it, and no key does. And whoever installs a newer version in the course of three
hours, or loses the disk that the program is on, has everything that is needed in memory already.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules

from aml_okt.lasting import lasting
from aml_okt.tui import screens, widgets

QUIET = 2.0
"""Seconds without a key before a module is loaded: whoever types has the processor for themselves."""

BETWEEN = 0.05
"""Seconds between one module and the next."""


def ahead() -> Iterator[str]:
    """The names of the modules of all screens and widgets."""
    for package in (screens, widgets):
        yield from (f"{package.__name__}.{module.name}" for module in iter_modules(package.__path__))


async def load_ahead(quiet_for: Callable[[], float], names: Iterable[str]) -> None:
    """Load the modules, one after the other. `quiet_for` says how many seconds ago the last key was pressed.

    One that cannot be loaded is left to whoever opens it: a session that goes well does not end because of what nobody
    has asked for.
    """
    for name in names:
        await asyncio.sleep(BETWEEN)
        while (left := QUIET - quiet_for()) > 0:  # noqa: ASYNC110 - nothing tells of silence
            await asyncio.sleep(left)
        # Not searched for rubbish later: that would go through all of it while somebody waits for a key.
        with suppress(Exception), lasting():
            import_module(name)
