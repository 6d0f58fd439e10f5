"""How a screen of any size is shared among what the room sees."""

from msgspec import Struct

from aml_okt.tui.widgets.digits import width_of
from aml_okt.tui.widgets.table_layout import SMALLEST

OVER = "+0:00"
"""As wide as the clock is in the first minutes over the time. The picture keeps its size when they come."""

MARGIN = 2
"""Columns of air on each side."""


class Sizes(Struct, frozen=True):
    """How a screen of this size is shared: rows and columns of its parts, 0 where there is no room for one.

    Digits take a good third of the height, which a room's length away is what it takes to read them, and more where the
    picture does not need the width. Letters grow by whole scales.
    """

    scale: int
    headline: int
    digits: int
    clock: int
    picture: bool
    rule_lines: int
    questions: bool

    @classmethod
    def of(cls, width: int, height: int, widest: str, *, alone: bool = False) -> "Sizes":
        """The sizes for a clock that is as long as `widest`; `alone` on its side of the screen or with the picture."""
        room = width - 2 * MARGIN
        scale = max(1, height // _SCALE_EVERY)
        headline = (4 * scale if scale == 1 else 7 * scale // 2 + 1) if height >= LOW else 1
        picture = not alone and room >= _LEAST_CLOCK + SMALLEST[0] + _BESIDE and height >= LOW
        wanted = max(3, round(height * _DIGITS))
        clock = room
        if picture:
            most = room - max(SMALLEST[0], room // 4) - _BESIDE
            over = width_of(OVER, rows=height // 3) if height >= TALL else 0
            clock = min(most, max(width_of(widest, rows=wanted), over) + _AIR)
        return cls(
            scale=scale,
            headline=headline,
            digits=max(wanted, height // 2 if alone else 0),
            clock=clock,
            picture=picture,
            rule_lines=3 if height >= TALL else 0,
            questions=height >= LOW,
        )


_SCALE_EVERY = 24
"""Rows of the screen for each scale of the letters."""
LOWEST, LOW, NORMAL, TALL = 16, 20, 30, 48
"""Rows from which all words have a place, from which there are letters and a picture, from which there is air below the
letters, and from which the rule and who speaks have letters too."""
_LEAST_CLOCK = 36
LEAST_DIGITS = 5
"""Rows that the digits keep beside questions: what the group talks about gives way to how long it may."""
BETWEEN = 10
"""Rows of air, of where, bar and caption, and of what comes next."""
_DIGITS = 0.36
"""The part of the height that the digits take beside the picture."""
_AIR, _BESIDE = 3, 2
"""Columns of air after the digits, and before the picture."""
