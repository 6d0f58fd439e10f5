"""The parts that the picture round the table is put together from: people, boxes and where each one stands.

Boxes are in cells, (column, row). Points are in pixels: one cell wide, half a cell high.
"""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct
from rich.cells import cell_len

from aml_okt.scene.seats import Seat
from aml_okt.tui.widgets.table_names import shorten
from aml_okt.tui.widgets.table_shape import Spot, Table

Point = tuple[float, float]


class Box(Struct, frozen=True):
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int = 1

    @property
    def right(self) -> int:
        """The column after the last."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The row after the last."""
        return self.y + self.height

    def meets(self, other: "Box", air: int = 0) -> bool:
        """Whether the two share a cell, or stand closer side by side than `air` columns."""
        across = self.x < other.right + air and other.x < self.right + air
        return across and self.y < other.bottom and other.y < self.bottom

    def within(self, width: int, height: int) -> bool:
        """Whether it lies in a picture of this size."""
        return self.x >= 0 and self.y >= 0 and self.right <= width and self.bottom <= height

    def on(self, table: Table) -> bool:
        """Whether any of it lies on the table."""
        return table.inside(self.x, self.y * 2, self.right, self.bottom * 2)


class Side(Enum):
    """Which way a label grows from the person it belongs to."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"

    def box(self, x: int, row: int, width: int) -> Box:
        """A label of this width whose end nearest the person is in column `x`, or whose middle is there."""
        start = {Side.LEFT: x - width + 1, Side.MIDDLE: x - width // 2, Side.RIGHT: x}[self]
        return Box(start, row, width)

    def narrowed(self, box: Box, width: int) -> Box:
        """The part of the box that a label of this width fills."""
        spare = box.width - width
        shift = {Side.LEFT: spare, Side.MIDDLE: spare // 2, Side.RIGHT: 0}[self]
        return Box(box.x + shift, box.y, width, box.height)


class Stand(Struct, frozen=True):
    """A person somewhere, and the room that is kept for their label."""

    person: Point
    label: Box


class Station(Struct, frozen=True):
    """A seat's two stands, at the table and turned away from it; the same whoever does what."""

    name: str
    spot: Spot
    side: Side
    sitting: Stand
    turned: Stand


class Place(Struct, frozen=True):
    """One person in the finished picture."""

    seat: Seat
    spot: Spot
    side: Side
    person: Point
    label: Box
    name: str
    """As drawn: in capitals for the focus person, shortened if it must be."""

    @property
    def turned(self) -> bool:
        """Whether they sit with their back to the table."""
        return self.seat.turned and not self.seat.gone

    @property
    def back(self) -> Point:
        """The direction of their chair's back: away from the table, unless they have turned."""
        return self.spot.in_way if self.turned else self.spot.out_way

    def pieces(self) -> Iterator[tuple[int, str, str]]:
        """The label's parts as (column, `marker` | `name` | `tail`, text); the marker stands nearest the table."""
        parts = [("marker", self.seat.marker), ("name", self.name)]
        if self.seat.tail:
            parts.append(("tail", self.seat.tail))
        if self.side is Side.LEFT:
            parts = [*parts[1:], parts[0]]
        joints = range(len(parts) - 1)
        nearest_first = joints[::-1] if self.side is Side.LEFT else joints
        airy = nearest_first[: self.label.width - sum(cell_len(text) for _, text in parts)]
        x = self.label.x
        for place, (kind, text) in enumerate(parts):
            yield x, kind, text
            x += cell_len(text) + (place in airy)


def label_width(name: str) -> int:
    """The cells that a person's label needs whatever their role becomes: marker, name in either case, a mark."""
    return 2 + max(cell_len(name), cell_len(name.upper())) + 2


def placed(seat: Seat, station: Station) -> Place:
    """The person as they are now: the right stand, and the name at the length that its room allows."""
    stand = station.turned if seat.turned and not seat.gone else station.sitting
    tail = seat.tail
    name = station.name.upper() if seat.focus and not seat.gone else station.name
    room = stand.label.width - cell_len(seat.marker) - cell_len(tail)
    wanted = cell_len(name)
    gaps = min(1 + bool(tail), max(1, room - wanted))
    if room - gaps < min(wanted, _LEAST):
        gaps = 0
    name = shorten(name, room - gaps)
    width = stand.label.width - room + cell_len(name) + gaps
    label = station.side.narrowed(stand.label, width)
    return Place(seat, station.spot, station.side, stand.person, label, name)


_LEAST = 2
"""Cells that a name never gives up to air: one wide letter, or a letter and an ellipsis."""
