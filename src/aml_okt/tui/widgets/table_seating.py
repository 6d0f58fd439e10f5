"""Two ways of seating people round the table: as marks beside it, and as figures on chairs when there is room.

Both depend on the names and the size alone, so nobody moves when somebody else speaks, and a person who
turns away moves into room that was kept free for them.
"""

from collections.abc import Sequence
from itertools import combinations
from math import ceil, cos, floor, sin

from msgspec import Struct

from aml_okt.tui.widgets.table_parts import Box, Point, Side, Stand, Station, label_width
from aml_okt.tui.widgets.table_shape import Spot, Table, thickness

_HAIR = 0.01
"""What two seats that face each other may differ by and still stand on one row."""

LENGTHS = (1.85, 1.6, 1.35, 1.1)
"""How many times as long as it is broad a table may be and still feel like sitting together; longest first."""
_FEW = {2: 1.1, 3: 1.35}
"""The longest table for so few."""


def lengths(count: int) -> list[float]:
    """The tables to try for so many people, longest first."""
    return [length for length in LENGTHS if length <= _FEW.get(count, LENGTHS[0])]


class Seating(Struct, frozen=True):
    """A table and everyone's station at it, in the order of the names."""

    table: Table
    stations: tuple[Station, ...]
    radius: float
    """Of a person seen from above, in pixels; 0 when only the label's marker shows them."""


def chair_thickness(radius: float) -> float:
    """The back of a chair for a person of this radius, in pixels."""
    return max(1.0, radius * 0.3)


def chair_gap(radius: float) -> float:
    """Between a person and the back of their chair, in pixels."""
    return 0.9 + radius * 0.06


def chair_reach(radius: float) -> float:
    """From the middle of a person to the far side of their chair's back."""
    return radius + chair_gap(radius) + chair_thickness(radius)


def figure_box(person: Point, back: Point, radius: float) -> Box:
    """The cells that a person may touch, on a chair whose back is in the direction `back` (a unit vector)."""
    reach = chair_reach(radius)
    turns = [_CHAIR_REACH * part / 4 for part in range(-4, 5)]
    rim = [(back[0] * cos(turn) - back[1] * sin(turn), back[1] * cos(turn) + back[0] * sin(turn)) for turn in turns]
    across = [-radius, radius, *(x * reach for x, _ in rim)]
    down = [-radius, radius, *(y * reach for _, y in rim)]
    left, top = floor(person[0] + min(across)), floor((person[1] + min(down)) / 2)
    return Box(left, top, ceil(person[0] + max(across)) - left, ceil((person[1] + max(down)) / 2) - top)


_CHAIR_REACH = 1.25
"""How far the back of a chair reaches round a person to each side, in radians."""
CHAIR_FACING = cos(_CHAIR_REACH)
"""The same as a cosine."""


def table_of(width: int, height: int, across: float, down: float) -> Table:
    """A table in the middle of the picture, `down` from there to the top and to the lower edge of its front.

    Its ends are on whole pixels, so that both look alike.
    """
    front = thickness(down) / 2
    return Table(width / 2, height - front, floor(across) + (width % 2) / 2, down - front)


def with_figures(
    names: Sequence[str], size: tuple[int, int], radius: float, length: float, *, natural: bool
) -> Seating | None:
    """People as figures of this radius, every name in full; nothing when there is no room for that.

    The table becomes `length` times as long as it is broad, or as long as the picture of `size` cells allows.
    `natural` accepts a label only where one looks for it first.
    """
    width, height = size
    away = radius + 0.8
    step = chair_thickness(radius) + chair_gap(radius) + 0.5 + radius * 0.3
    outermost = away + max(step + radius, chair_reach(radius))
    down = height - outermost - _LABEL
    across = min(down * length, width / 2 - outermost - 1)
    if down < radius * _LEAST_TABLE or across < down:
        return None
    table = table_of(width, height, across, down)
    spots = table.spots(len(names), away)
    people = [(_off(table, spot, away), _off(table, spot, away + step)) for spot in spots]
    figures = [
        [figure_box(person, back, radius) for person, back in zip(both, (spot.out_way, spot.in_way), strict=True)]
        for spot, both in zip(spots, people, strict=True)
    ]
    if any(one.meets(two) for first, second in combinations(figures, 2) for one in first for two in second):
        return None
    labelled: list[Box] = []
    stations: list[Station] = []
    for name, spot, both, boxes in zip(names, spots, people, figures, strict=True):
        taken = [*labelled, *(box for others in figures if others is not boxes for box in others)]
        for side, below in _sides(spot)[: 1 if natural else None]:
            labels = [_label(box, side, below, label_width(name)) for box in boxes]
            if all(
                label.within(width, height) and not label.on(table) and not any(label.meets(box, 1) for box in taken)
                for label in labels
            ):
                sitting, turned = (Stand(person, label) for person, label in zip(both, labels, strict=True))
                stations.append(Station(name, spot, side, sitting, turned))
                labelled += labels
                break
        else:
            return None
    return Seating(table, tuple(stations), radius)


_LABEL = 2.9
"""Pixels above and below the figures: a row for a label, wherever rows begin."""
_LEAST_TABLE = 2.8
"""From the middle of the table to its long edge in people's radii; with less, people crowd a tray."""


def _off(table: Table, spot: Spot, away: float) -> Point:
    """A person so far from the edge, and clear of the board's front."""
    x, y = spot.out(away)
    return x, y + table.thick * max(0.0, spot.out_y)


def _sides(spot: Spot) -> list[tuple[Side, int]]:
    """Where a label may stand, best first: which way it grows, and whether above (-1), beside or below (1)."""
    outward = Side.LEFT if spot.out_x < 0 else Side.RIGHT
    vertical = -1 if spot.out_y < -_HAIR else 1
    over = [(Side.MIDDLE, vertical), (outward, vertical)]
    return [*over, (outward, 0)] if abs(spot.out_x) < _STEEP else [(outward, 0), *over]


_STEEP = 0.6
"""Sideways part of a seat's direction from which a label reads better beside the person than over them."""


def _label(figure: Box, side: Side, below: int, wanted: int) -> Box:
    if below:
        row = figure.bottom if below > 0 else figure.y - 1
        x = {Side.LEFT: figure.right - 1, Side.MIDDLE: figure.x + figure.width // 2, Side.RIGHT: figure.x}[side]
        return side.box(x, row, wanted)
    row = figure.y + (figure.height - 1) // 2
    return side.box(figure.x - 2 if side is Side.LEFT else figure.right + 1, row, wanted)


def with_marks(names: Sequence[str], width: int, height: int, across: float) -> Seating:
    """People as a marker and a name, each on a row of their own on their side of the table: always possible.

    Needs 30 × 9 cells for twelve people. Names that are too long for their room get what there is.
    """
    rim = 2 if height < _TALL else 3
    table = table_of(width, height, across, height - 2 * rim)
    spots = table.spots(len(names), 1.5)
    odd = len(names) % 2
    half = (len(names) + odd) // 2
    lowest = height - 2 - odd
    stations: dict[int, Station] = {}
    for side, seats in (
        (Side.LEFT, [0, *range(len(names) - 1, half, -1)]),
        (Side.RIGHT, list(range(1, half if odd else half + 1))),
    ):
        ideal = [min(max(_row(table, spots[seat], rim, height), 1), lowest) for seat in seats]
        for seat, row in zip(seats, _apart(ideal, 1, lowest), strict=True):
            mark = _Mark(table, spots[seat], side, row, rim, width, height)
            stations[seat] = mark.station(names[seat])
    if odd:
        label = min(label_width(names[half]), width)
        sitting, turned = (
            Stand((width / 2, 2 * row + 1), Side.MIDDLE.box(width // 2, row, label)) for row in (height - 2, height - 1)
        )
        stations[half] = Station(names[half], spots[half], Side.MIDDLE, sitting, turned)
    return Seating(table, tuple(stations[seat] for seat in range(len(names))), 0)


_ROOMY, _TALL = 40, 13


def _row(table: Table, spot: Spot, rim: int, height: int) -> int:
    """The row beside a seat; the two halves of the picture mirror each other."""
    from_edge = floor((height - abs(spot.out(1.5)[1] - table.y)) / 2 + _HAIR)
    from_edge = 1 if from_edge < rim else min(from_edge, (height - 1) // 2)
    return from_edge if spot.out_y < _HAIR else height - 1 - from_edge


class _Mark(Struct, frozen=True):
    """One side seat of `with_marks` on its row."""

    table: Table
    spot: Spot
    side: Side
    row: int
    rim: int
    width: int
    height: int

    def station(self, name: str) -> Station:
        """At the table, and a step away from it: up or down at the ends of the table, else to the side."""
        sign = -1 if self.side is Side.LEFT else 1
        beyond = self.row < self.rim or self.row >= self.height - self.rim
        x = self._column(sign, beyond=beyond)
        away_x, away_row = x, self.row
        if beyond and self.row in {1, self.height - 2}:
            away_row = 0 if self.row == 1 else self.height - 1
        else:
            away_x += sign * (1 if self.width < _ROOMY else 2)
        room = away_x + 1 if self.side is Side.LEFT else self.width - away_x
        label = min(label_width(name), room)
        sitting = Stand((x + 0.5, 2 * self.row + 1), self.side.box(x, self.row, label))
        turned = Stand((away_x + 0.5, 2 * away_row + 1), self.side.box(away_x, away_row, label))
        return Station(name, self.spot, self.side, sitting, turned)

    def _column(self, sign: int, *, beyond: bool) -> int:
        if beyond:
            reach = max(1.0, abs(self.spot.x - self.table.x))
        else:
            reach = 1 + max(self.table.half_width(2 * self.row + part / 4) for part in range(9))
        return floor(self.table.x - reach) - 1 if sign < 0 else ceil(self.table.x + reach)


def _apart(ideal: Sequence[int], first: int, last: int) -> list[int]:
    """Different, rising rows from `first` to `last`, as near the ideal ones as can be (least squares)."""
    best: dict[int, tuple[int, list[int]]] = {first - 1: (0, [])}
    for place, wish in enumerate(ideal):
        after = len(ideal) - place - 1
        step: dict[int, tuple[int, list[int]]] = {}
        for row in range(first + place, last - after + 1):
            cost, rows = min(found for before, found in best.items() if before < row)
            step[row] = (cost + (row - wish) ** 2, [*rows, row])
        best = step
    return min(best.values())[1]
