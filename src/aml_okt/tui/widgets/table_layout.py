"""Where everything in the picture round the table stands, for any size. Pure: no Textual, no colours."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import ceil

from msgspec import Struct
from rich.cells import cell_len

from aml_okt.scene.seats import Seat
from aml_okt.tui.widgets.table_names import first_names, full_names
from aml_okt.tui.widgets.table_parts import Box, Place, Side, Stand, Station, label_width, placed
from aml_okt.tui.widgets.table_seating import Seating, figure_box, lengths, with_figures, with_marks
from aml_okt.tui.widgets.table_shape import Spot, Table

__all__ = ["SMALLEST", "Box", "Layout", "Place", "layout"]

SMALLEST = (30, 9)
"""Columns and rows under which there is no table, only as many names as there is room for."""

_LEAST_LABEL = 6
"""Cells for a marker, one wide letter and two marks, with a space."""

_LEGEND_FROM = 12
"""Rows from which two are given to the legend."""


class Layout(Struct, frozen=True):
    """The finished picture."""

    width: int
    height: int
    table: Table | None
    places: tuple[Place, ...]
    radius: float
    """Of a person seen from above, in pixels; 0 when only the label's marker shows them."""
    texts: tuple[tuple[Box, str], ...]
    """The legend and the words beside a turned person, as far as there is room."""


def layout(seats: Sequence[Seat], width: int, height: int, *, turned: str = "", legend: str = "") -> Layout:
    """The picture of these people in `width` × `height` cells.

    `turned` are the words beside a person with their back to the table, `legend` the line at the bottom;
    both are left out where they do not fit. Seats are clockwise from the top left.
    """
    if not seats or width < SMALLEST[0] or height < SMALLEST[1]:
        return _list(seats, width, height)
    texts: list[tuple[Box, str]] = []
    rows = height
    if legend and height >= _LEGEND_FROM and cell_len(legend) <= width:
        rows -= 2
        texts.append((Side.MIDDLE.box(width // 2, height - 1, cell_len(legend)), legend))
    seating = _seating(tuple(seat.name for seat in seats), width, rows)
    places = tuple(placed(seat, station) for seat, station in zip(seats, seating.stations, strict=True))
    if turned:
        texts += _words(seating, places, (width, rows), turned)
    return Layout(width, height, seating.table, places, seating.radius, tuple(texts))


@lru_cache(maxsize=32)
def _seating(names: tuple[str, ...], width: int, height: int) -> Seating:
    """The largest figures at which every name stands in full; else marks, with the names as whole as can be."""
    whole, first = full_names(names), first_names(names)
    shapes = lengths(len(names))
    largest = min(height / 7, width / 16)
    radii = [largest * part / 20 for part in range(20, 0, -1) if largest * part / 20 >= _SPECK]
    some = radii[:6]
    for called, sizes, tables, natural in (
        (whole, some, shapes[:2], True),
        (first, some, shapes, True),
        (first, radii, shapes, False),
    ):
        for radius, length in product(sizes, tables):
            if seating := with_figures(called, (width, height), radius, length, natural=natural):
                return seating
    return _marks(whole, first, width, height, shapes[0])


_SPECK = 3.0
"""A person of a smaller radius, in pixels, shows less than their marker does."""


def _marks(whole: list[str], first: list[str], width: int, height: int, length: float) -> Seating:
    """The longest table at which no name is cut; a small one when that cannot be."""
    longest = min(height * length * 0.6, width * 0.32)
    least = max(4.0, width * 0.17)
    sizes = [longest - step for step in range(int(longest - least) + 1)] or [least]
    for called, across in [*((whole, size) for size in sizes[: len(sizes) // 3]), *((first, size) for size in sizes)]:
        seating = with_marks(called, width, height, across)
        if all(station.turned.label.width >= label_width(station.name) for station in seating.stations):
            return seating
    return with_marks(first, width, height, least)


def _words(seating: Seating, places: Sequence[Place], size: tuple[int, int], text: str) -> Iterator[tuple[Box, str]]:
    """The words beside each person who has turned, where nothing else is."""
    taken = [place.label for place in places]
    if seating.radius:
        taken += [figure_box(place.person, place.back, seating.radius) for place in places]
    for place in places:
        if not place.turned:
            continue
        for box in _words_beside(place, cell_len(text), figures=bool(seating.radius)):
            if box.within(*size) and not box.on(seating.table) and not any(box.meets(one, 1) for one in taken):
                taken.append(box)
                yield box, text
                break


def _words_beside(place: Place, width: int, *, figures: bool) -> Iterator[Box]:
    """Where the words about a turned person may stand, best first: away from the table, or in line with the name."""
    label, side = place.label, place.side
    below = place.spot.out_y >= 0
    outward, inward = (label.y + 1, label.y - 1) if below else (label.y - 1, label.y + 1)
    after, before = Box(label.right + 2, label.y, width), Box(label.x - 2 - width, label.y, width)
    in_line = (before, after) if side is Side.LEFT else (after, before)
    if side is Side.MIDDLE:
        over = Side.MIDDLE.box(label.x + label.width // 2, outward, width)
        yield from (over, *in_line) if below else (*in_line, over)
        return
    rows = (outward, inward) if figures or abs(place.spot.out_x) > abs(place.spot.out_y) else (outward,)
    for row in rows:
        for indent in (2, 1):
            yield side.box(label.right - 1 - indent if side is Side.LEFT else label.x + indent, row, width)
    yield from in_line


def _list(seats: Sequence[Seat], width: int, height: int) -> Layout:
    """Names under each other, in as many columns as it takes; those who find no room are left out."""
    columns = max(1, ceil(len(seats) / max(1, height)))
    room = width // columns - (columns > 1)
    places: list[Place] = []
    for number, (seat, name) in enumerate(zip(seats, first_names([seat.name for seat in seats]), strict=True)):
        column, row = divmod(number, max(1, height))
        box = Box(column * (room + 1), row, min(room, label_width(name)))
        stand = Stand((box.x, box.y * 2), box)
        if room >= _LEAST_LABEL and row < height:
            places.append(placed(seat, Station(name, Spot(0, 0, 1, 0), Side.RIGHT, stand, stand)))
    return Layout(width, height, None, tuple(places), 0, ())
