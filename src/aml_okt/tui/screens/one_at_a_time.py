"""What opens a dialog does so one at a time, however fast the keys come."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

from aml_okt.tui.frugal_compositor import FrugalScreen


class Occupied(FrugalScreen[None]):
    """A screen that knows whether something it has begun waits for a dialog."""

    occupied = False

    stands = False
    """Whether everything on it is there; the screen itself says so, once it has been drawn."""

    @property
    def takes_keys(self) -> bool:
        """Whether a key is meant for it: it is on top, is whole, and waits for no dialog to come or go."""
        return self.stands and bool(self.children) and self.is_current and not self.occupied


Leads = TypeVar("Leads", bound=Occupied)


def one_at_a_time(begin: Callable[[Leads], Awaitable[None]]) -> Callable[[Leads], None]:
    """Make an action of something that waits for dialogs; while one does, no other is begun."""

    @wraps(begin)
    def start(screen: Leads) -> None:
        if screen.occupied:
            return
        screen.occupied = True
        screen.run_worker(_go_through(screen, begin(screen)))

    return start


async def _go_through(screen: Occupied, work: Awaitable[Any]) -> None:
    try:
        await work
    finally:
        screen.occupied = False
