"""The picture round the table as coloured pixels: the table in its light, the chairs and the people on them.

Pixels are one cell wide and half a cell high. Edges are smoothed by mixing colours, as no shape is drawn in
more than a pixel's detail.
"""

from collections.abc import Callable
from math import ceil, exp, floor, hypot

from msgspec import Struct

from aml_okt.tui.widgets.table_layout import Layout, Place
from aml_okt.tui.widgets.table_parts import Side
from aml_okt.tui.widgets.table_seating import CHAIR_FACING, chair_gap, chair_reach, chair_thickness
from aml_okt.tui.widgets.table_shape import Table

RGB = tuple[int, int, int]

_SHADES = 14
"""Steps of light from the middle of the table to its edge: smooth to see, and neighbours often share one."""
_GLOWS = 40
"""Steps of light in front of a person."""


class Palette(Struct, frozen=True):
    """The colours of the picture, from the theme."""

    background: RGB
    table: RGB
    lit: RGB
    edge: RGB
    chair: RGB
    present: RGB
    focus: RGB
    speaking: RGB
    gone: RGB

    def of(self, place: Place) -> RGB:
        """The colour of what this person does."""
        if place.seat.gone:
            return self.gone
        if place.seat.focus:
            return self.focus
        return self.speaking if place.seat.speaking else self.present


def mix(under: RGB, over: RGB, share: float) -> RGB:
    """`over` laid on `under` with this opacity."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, over, strict=True))
    return red, green, blue


class Canvas:
    """Pixels that have been drawn; all others are the background."""

    def __init__(self, width: int, height: int, background: RGB) -> None:
        """Make an empty canvas of `width` × `height` pixels."""
        self.width, self.height, self.background = width, height, background
        self._pixels: dict[tuple[int, int], RGB] = {}

    def at(self, x: int, y: int) -> RGB:
        """The colour of a pixel."""
        return self._pixels.get((x, y), self.background)

    def dot(self, x: int, y: int, colour: RGB, share: float = 1.0) -> None:
        """Lay a colour on one pixel; outside the canvas nothing happens."""
        if share > 0 and 0 <= x < self.width and 0 <= y < self.height:
            self._pixels[x, y] = mix(self.at(x, y), colour, min(1.0, share))

    def shape(self, x: float, y: float, reach: float, colour: RGB, outside: Callable[[float, float], float]) -> None:
        """Fill round (x, y) where `outside`, the distance to the shape's edge from there, is negative."""
        for row in range(floor(y - reach), ceil(y + reach) + 1):
            for column in range(floor(x - reach), ceil(x + reach) + 1):
                self.dot(column, row, colour, 0.5 - outside(column + 0.5 - x, row + 0.5 - y))


def paint(picture: Layout, palette: Palette) -> Canvas:
    """The picture without its texts."""
    canvas = Canvas(picture.width, picture.height * 2, palette.background)
    if picture.table:
        _paint_table(canvas, picture.table, [place for place in picture.places if _takes_part(place)], palette)
        for place in picture.places:
            if picture.radius:
                _paint_person(canvas, place, picture.radius, palette)
            elif place.turned:
                _paint_back(canvas, place, picture.table, palette)
    return canvas


def _takes_part(place: Place) -> bool:
    """Whether the light on the table falls towards this person: a turned back is outside the talk."""
    return not place.seat.gone and not place.turned and (place.seat.focus or place.seat.speaking)


def _paint_table(canvas: Canvas, table: Table, lights: list[Place], palette: Palette) -> None:
    top_colour = _top_colour(table, lights, palette)
    for y in range(floor(table.y - table.down), ceil(table.y + table.down) + table.thick + 1):
        for x in range(floor(table.x - table.across), ceil(table.x + table.across) + 1):
            front = _cover(table, x + 0.5, y + 0.5 - table.thick)
            top = _cover(table, x + 0.5, y + 0.5)
            if front > top:
                canvas.dot(x, y, palette.edge, front)
            if top:
                canvas.dot(x, y, top_colour(x + 0.5, y + 0.5), top)


def _cover(table: Table, x: float, y: float) -> float:
    """How much of the pixel round (x, y) lies on the top, 0 to 1."""
    reach = table.reach(x, y)
    if not reach:
        return 1.0
    return min(1.0, max(0.0, 0.5 - (reach - 1) / reach * hypot(x - table.x, y - table.y)))


def _top_colour(table: Table, lights: list[Place], palette: Palette) -> Callable[[float, float], RGB]:
    """The colour of the table top at a point: lit in the middle, and in front of whoever has the word or the focus."""
    spread = max(2.8, table.down * 0.36)

    def at(x: float, y: float) -> RGB:
        reach = min(1.0, table.reach(x, y))
        colour = mix(palette.lit, palette.table, round(reach * reach * _SHADES) / _SHADES)
        for place in lights:
            distance = hypot(x - place.spot.x, y - place.spot.y) / spread
            glow = round(0.5 * exp(-distance * distance) * _GLOWS) / _GLOWS
            colour = mix(colour, palette.of(place), glow)
        return colour

    return at


def _paint_person(canvas: Canvas, place: Place, radius: float, palette: Palette) -> None:
    """A person from above on a chair: its back is behind them, so between them and the table when turned."""
    x, y = place.person
    back_x, back_y = place.back
    thick = chair_thickness(radius)
    middle = radius + chair_gap(radius) + thick / 2

    def chair(dx: float, dy: float) -> float:
        distance = hypot(dx, dy)
        facing = (dx * back_x + dy * back_y) / distance if distance else -1.0
        return max(abs(distance - middle) - thick / 2, (CHAIR_FACING - facing) * distance)

    colour = palette.of(place)
    canvas.shape(x, y, chair_reach(radius) + 0.5, colour if place.turned else palette.chair, chair)
    canvas.shape(x, y, radius + 0.5, colour, _figure(place, radius))


def _figure(place: Place, radius: float) -> Callable[[float, float], float]:
    """The shape of a person, large, as their marker is small: disc, diamond, ring with a dot, or thin ring.

    With the back of a chair before it, a ring would only be one curve more; the chair tells enough.
    """
    if place.seat.gone:
        return lambda dx, dy: abs(hypot(dx, dy) - radius + 0.5) - 0.4
    if place.seat.focus and not place.turned and radius >= _FINE:
        ring, dot = max(1.0, radius * 0.22), radius * 0.46
        return lambda dx, dy: min(max(hypot(dx, dy) - radius, radius - ring - hypot(dx, dy)), hypot(dx, dy) - dot)
    if place.seat.speaking and not place.seat.focus:
        return lambda dx, dy: (abs(dx) + abs(dy) - radius * 1.2) * 0.7
    return lambda dx, dy: hypot(dx, dy) - radius * 0.94


_FINE = 4.5
"""The radius, in pixels, from which a ring and a dot can be told apart."""


def _paint_back(canvas: Canvas, place: Place, table: Table, palette: Palette) -> None:
    """The back of a chair in a small picture: a bar along the side of the label that faces the table."""
    label, colour = place.label, palette.of(place)
    top, bottom = 2 * label.y, 2 * label.y + 1
    if abs(top + 1 - table.y) > table.down:
        row = top - 1 if top > table.y else bottom + 1
        for x in range(label.x, label.right):
            canvas.dot(x, row, colour)
        return
    column = label.right if place.side is Side.LEFT else label.x - 1
    for y in range(top - 1, bottom + 2):
        canvas.dot(column, y, colour)
