"""The table itself: a superellipse, the rounded shape between an oval and a rectangle.

All measures are half-block pixels: one cell wide, half a cell high, and so about square.
"""

from bisect import bisect_left
from itertools import pairwise
from math import copysign, cos, hypot, pi, sin

from msgspec import Struct

_EXPONENT = 2.6
"""2 is an ellipse, more is squarer; two and a half is the shape Piet Hein gave tables and squares."""
_SAMPLES = 240


def thickness(down: float) -> int:
    """How much of the board's front shows on a table of this size."""
    return max(1, round(down * 0.07))


class Spot(Struct, frozen=True):
    """A point on the table's edge and the unit vector that points away from the table there."""

    x: float
    y: float
    out_x: float
    out_y: float

    @property
    def out_way(self) -> tuple[float, float]:
        """Away from the table."""
        return self.out_x, self.out_y

    @property
    def in_way(self) -> tuple[float, float]:
        """Towards the table."""
        return -self.out_x, -self.out_y

    def out(self, distance: float) -> tuple[float, float]:
        """The point so far outside the edge."""
        return self.x + self.out_x * distance, self.y + self.out_y * distance


class Table(Struct, frozen=True):
    """A table top centred on (x, y), `across` and `down` from its middle to its edges.

    It is seen a little from the front, so `thick` pixels of the board show below it.
    """

    x: float
    y: float
    across: float
    down: float

    @property
    def thick(self) -> int:
        """How much of the board's front shows below the top."""
        return thickness(self.down)

    def reach(self, x: float, y: float) -> float:
        """0 in the middle, 1 on the edge, more outside."""
        dx, dy = abs(x - self.x) / self.across, abs(y - self.y) / self.down
        return float((dx**_EXPONENT + dy**_EXPONENT) ** (1 / _EXPONENT))

    def half_width(self, y: float) -> float:
        """From the middle line to the edge at this height; 0 above and below the table."""
        dy = abs(min(max(self.y, y - self.thick), y) - self.y) / self.down
        return float(self.across * (1 - dy**_EXPONENT) ** (1 / _EXPONENT)) if dy < 1 else 0.0

    def inside(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether any of the rectangle lies on the table; the shape is convex, so its nearest point decides."""
        x, y = min(max(self.x, left), right), min(max(self.y, top), bottom)
        front = min(max(self.y, top - self.thick), bottom - self.thick)
        return min(self.reach(x, y), self.reach(x, front)) < 1

    def spots(self, count: int, away: float = 0.0) -> list[Spot]:
        """Seats for `count` people, equally far apart `away` from the edge, clockwise from just left of the top.

        Both sides of the picture mirror each other; with an odd count one person sits at the bottom.
        """
        edge = [self._spot(2 * pi * step / _SAMPLES) for step in range(_SAMPLES + 1)]
        track = [spot.out(away) for spot in edge]
        lengths = [0.0]
        for (x0, y0), (x1, y1) in pairwise(track):
            lengths.append(lengths[-1] + hypot(x1 - x0, y1 - y0))
        whole = lengths[-1]
        wanted = (((place - 0.5) / count) % 1 * whole for place in range(count))
        return [edge[_nearest(lengths, length)] for length in wanted]

    def _spot(self, angle: float) -> Spot:
        """The edge in a direction, clockwise from the top."""
        dx, dy = sin(angle), -cos(angle)
        x = copysign(abs(dx) ** (2 / _EXPONENT), dx)
        y = copysign(abs(dy) ** (2 / _EXPONENT), dy)
        slope_x = copysign(abs(x) ** (_EXPONENT - 1), x) / self.across
        slope_y = copysign(abs(y) ** (_EXPONENT - 1), y) / self.down
        length = hypot(slope_x, slope_y)
        return Spot(self.x + x * self.across, self.y + y * self.down, slope_x / length, slope_y / length)


def _nearest(rising: list[float], wanted: float) -> int:
    after = bisect_left(rising, wanted)
    return after - 1 if after and wanted - rising[after - 1] < rising[after] - wanted else after
