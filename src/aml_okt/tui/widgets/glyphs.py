"""The shapes of the clock's digits, drawn on a grid of square pixels at any size.

Every outline lies on whole pixels, so both stems of a digit are equally thick at every size; only the
rounded corners and the slopes of 1, 2, 4 and 7 are sampled, at the pixel's centre.
"""

from collections.abc import Callable
from functools import lru_cache
from math import hypot
from typing import TypeAlias

from msgspec import Struct

Bitmap: TypeAlias = tuple[tuple[bool, ...], ...]
"""Lines of pixels, top first."""

Shape: TypeAlias = Callable[[float, float], bool]
"""Whether the point (x, y) is ink; x grows to the right, y downwards, in pixels."""

DIGITS = "0123456789"
MARKS = ":+ "
_SLOPING_FROM = 10
"""Under so many pixels a slope is only a staircase, and upright strokes read better."""
_CORNER_SHORT = 0.12
"""A corner's pixel is ink only when its centre lies so far inside: small corners then still look round."""


class Metrics(Struct, frozen=True):
    """The measures, in pixels, that all characters of one size share."""

    height: int
    width: int
    stem: int
    """Thickness of an upright stroke."""
    beam: int
    """Thickness of a lying stroke; never more than the stem, or the digit looks heavy."""
    corner: float
    """Radius of a rounded outer corner."""
    gap: int
    """Between two characters."""

    @property
    def middle(self) -> int:
        """The top of the middle beam."""
        return (self.height - self.beam) // 2

    @property
    def dot(self) -> int:
        """The side of each of the colon's two points."""
        return max(self.stem, self.beam)


@lru_cache(maxsize=64)
def metrics(height: int) -> Metrics:
    """Measures for characters of `height` pixels, 6 or more."""
    stem = max(1, round(height * 0.195))
    beam = max(1, min(stem, round(height * 0.165), (height - 4) // 3))
    width = max(round(height * 0.66), 2 * stem + 2)
    return Metrics(
        height=height,
        width=width,
        stem=stem,
        beam=beam,
        corner=max(1.9, width * 0.36),
        gap=max(1, round(stem * 0.8)),
    )


def advance(char: str, size: Metrics) -> int:
    """How many pixels wide a character is, the gap after it not counted. All digits are equally wide."""
    return {":": size.dot, "+": _plus_width(size)}.get(char, size.width)


@lru_cache(maxsize=256)
def bitmap(char: str, height: int) -> Bitmap:
    """The pixels of one character; anything that is neither a digit, `:` nor `+` is empty."""
    size = metrics(height)
    shape = _SHAPES.get(char, _nothing)(size)
    columns = range(advance(char, size))
    return tuple(tuple(shape(x + 0.5, y + 0.5) for x in columns) for y in range(height))


def _any(*shapes: Shape) -> Shape:
    return lambda x, y: any(shape(x, y) for shape in shapes)


def _within(shape: Shape, region: Shape) -> Shape:
    return lambda x, y: region(x, y) and shape(x, y)


def _bar(left: float, top: float, right: float, bottom: float) -> Shape:
    return lambda x, y: left <= x < right and top <= y < bottom


def _rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Shape:
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)

    def inside(x: float, y: float) -> bool:
        if not (left <= x < right and top <= y < bottom):
            return False
        dx = max(left + radius - x, x - (right - radius), 0.0)
        dy = max(top + radius - y, y - (bottom - radius), 0.0)
        return not (dx and dy) or hypot(dx, dy) <= radius - _CORNER_SHORT

    return inside


def _ring(size: Metrics, top: float, bottom: float) -> Shape:
    """A closed bowl over the full width."""
    radius = min(size.corner, (bottom - top) / 2)
    outer = _rounded(0, top, size.width, bottom, radius)
    inner = _rounded(
        size.stem, top + size.beam, size.width - size.stem, bottom - size.beam, max(0.0, radius - size.beam)
    )
    return lambda x, y: outer(x, y) and not inner(x, y)


def _halves(size: Metrics) -> tuple[Shape, Shape]:
    """The two bowls of an 8, which share the middle beam."""
    return _ring(size, 0, size.middle + size.beam), _ring(size, size.middle, size.height)


def _slope(x_top: float, top: float, x_bottom: float, bottom: float, breadth: float) -> Shape:
    """A stroke between two heights; `x_top` and `x_bottom` are its left edge there, `breadth` its width along x."""

    def inside(x: float, y: float) -> bool:
        if not top <= y < bottom:
            return False
        left = x_top + (x_bottom - x_top) * (y - top) / (bottom - top)
        return left <= x < left + breadth

    return inside


def _tail(size: Metrics) -> float:
    """How far an open bowl's end reaches round the corner, from the top or bottom of the digit."""
    return size.beam if size.height <= _SLOPING_FROM else size.height * 0.27


def _zero(size: Metrics) -> Shape:
    return _ring(size, 0, size.height)


def _one(size: Metrics) -> Shape:
    left = (size.width - size.stem + 1) // 2
    stem = _bar(left, 0, left + size.stem, size.height)
    if size.height < _SLOPING_FROM:
        flag = _bar(left - size.stem, size.beam, left, 2 * size.beam)
        foot = _bar(left - size.stem, size.height - size.beam, left + 2 * size.stem, size.height)
        return _any(stem, flag, foot)
    steepness, thick = 0.75, size.beam * 1.25
    return _any(stem, lambda x, y: 0 <= x < left and 0 <= y - (left - x) * steepness < thick)


def _two(size: Metrics) -> Shape:
    h, w = size.height, size.width
    base = _bar(0, h - size.beam, w, h)
    if h < _SLOPING_FROM:
        upper, lower = _halves(size)
        open_left = _within(upper, lambda x, y: x >= size.stem or y < size.beam or y >= size.middle)
        return _any(open_left, _within(lower, lambda x, y: x < size.stem or y < size.middle + size.beam), base)
    turn = round(h * 0.36)
    bowl = _within(_ring(size, 0, turn * 2), lambda x, y: y < turn and (x >= w / 2 or y < _tail(size)))
    return _any(bowl, _slope(w - size.stem, turn, 0, h - size.beam, size.stem * 1.2), base)


def _three(size: Metrics) -> Shape:
    h, w, tail = size.height, size.width, _tail(size)

    def open_left(x: float, y: float) -> bool:
        if size.middle <= y < size.middle + size.beam:
            return x >= w * 0.3
        return x >= w / 2 or y < tail or y >= h - tail

    return _within(_eight(size), open_left)


def _four(size: Metrics) -> Shape:
    h, w = size.height, size.width
    if h <= _SLOPING_FROM:
        cross = size.middle + (h - size.beam) % 2
        return _any(
            _bar(0, 0, size.stem, cross + size.beam), _bar(0, cross, w, cross + size.beam), _bar(w - size.stem, 0, w, h)
        )
    cross = round(h * 0.64)
    stem = w - size.stem - max(1, round(w * 0.13))
    top = stem - size.stem * 0.25
    return _any(
        _bar(stem, 0, stem + size.stem, h),
        _bar(0, cross, w, cross + size.beam),
        _within(_slope(top, 0, 0, cross, size.stem * 1.15), lambda x, _: x < stem + size.stem),
    )


def _five(size: Metrics) -> Shape:
    h, w, tail = size.height, size.width, _tail(size)
    top = size.middle - (1 if h >= _SLOPING_FROM else 0)
    bowl = _within(_ring(size, top, h), lambda x, y: x >= w / 2 or y < top + size.beam or y >= h - tail)
    return _any(
        _bar(0, 0, w, size.beam), _bar(0, 0, size.stem, top + size.beam), _bar(0, top, w / 2, top + size.beam), bowl
    )


def _six(size: Metrics) -> Shape:
    h, w, tail = size.height, size.width, _tail(size)
    top = size.middle - (1 if h >= _SLOPING_FROM else 0)
    back = _within(_ring(size, 0, h), lambda x, y: y < tail or (x < w / 2 and y < h / 2 + size.corner))
    return _any(_ring(size, top, h), back)


def _seven(size: Metrics) -> Shape:
    h, w = size.height, size.width
    top = _bar(0, 0, w, size.beam)
    if h < _SLOPING_FROM:
        return _any(top, _bar(w - size.stem, 0, w, h))
    return _any(top, _slope(w - size.stem, size.beam, w * 0.22, h, size.stem * 1.1))


def _eight(size: Metrics) -> Shape:
    return _any(*_halves(size))


def _nine(size: Metrics) -> Shape:
    six = _six(size)
    return lambda x, y: six(size.width - x, size.height - y)


def _colon(size: Metrics) -> Shape:
    radius = size.dot * 0.3 if size.dot > 3 else 0.0  # noqa: PLR2004
    upper = round(size.height * 0.3 - size.dot / 2)
    return _any(
        *(_rounded(0, top, size.dot, top + size.dot, radius) for top in (upper, size.height - upper - size.dot))
    )


def _plus_width(size: Metrics) -> int:
    """Nearly a digit's width, and such that the upright stroke stands exactly in the middle."""
    narrow = round(size.width * 0.8)
    return narrow + (narrow - size.beam) % 2


def _plus(size: Metrics) -> Shape:
    width = _plus_width(size)
    top = (size.height - width) // 2
    arm = (width - size.beam) // 2
    return _any(_bar(arm, top, arm + size.beam, top + width), _bar(0, top + arm, width, top + arm + size.beam))


def _nothing(_: Metrics) -> Shape:
    return lambda _x, _y: False


_SHAPES: dict[str, Callable[[Metrics], Shape]] = {
    "0": _zero, "1": _one, "2": _two, "3": _three, "4": _four, "5": _five, "6": _six, "7": _seven, "8": _eight,
    "9": _nine, ":": _colon, "+": _plus,
}  # fmt: skip
