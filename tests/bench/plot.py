"""Curves as a drawing that can be read on light and on dark paper: plain SVG, without a library."""

import math
from collections.abc import Iterator, Sequence
from itertools import count, takewhile
from xml.sax.saxutils import escape

from msgspec import Struct

WIDTH, HEIGHT = 430, 270
"""Of one curve's place, in pixels."""
LEFT, RIGHT, TOP, BOTTOM = 64, 30, 44, 50
"""From its edges to where the lines are."""
ACROSS = 2
TICKS = 4
"""At least so many of the steps 1, 2 and 5 are shown on an axis, where it has so many."""

STYLE = """
svg { font: 12px system-ui, sans-serif; }
.paper { fill: #fcfcfb; }
text { fill: #33373d; }
.axis, .grid { stroke: #33373d; fill: none; }
.grid { opacity: 0.15; }
.line { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
.a.line { stroke: #0b63b5; } .a.dot, .a.word { fill: #0b63b5; }
.b.line { stroke: #b4531a; stroke-dasharray: 6 4; } .b.dot, .b.word { fill: #b4531a; }
.word { font-weight: 600; }
.unit { font-style: italic; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #14181f; }
  text { fill: #d5dae2; }
  .axis, .grid { stroke: #d5dae2; }
  .a.line { stroke: #6db3f2; } .a.dot, .a.word { fill: #6db3f2; }
  .b.line { stroke: #f0a36b; } .b.dot, .b.word { fill: #f0a36b; }
}
"""
KINDS = ("a", "b")


class Line(Struct, frozen=True):
    """What was measured at each place, in order."""

    name: str
    points: tuple[tuple[float, float], ...]


class Curve(Struct, frozen=True):
    """Lines over one axis, both of which begin at zero."""

    name: str
    along: str
    up: str
    lines: tuple[Line, ...]


def drawing(curves: Sequence[Curve]) -> str:
    """All curves in one picture, two beside each other."""
    rows = math.ceil(len(curves) / ACROSS)
    places = ((number % ACROSS * WIDTH, number // ACROSS * HEIGHT) for number in range(len(curves)))
    pictures = "".join(
        f'<g transform="translate({x} {y})">\n{"".join(_picture(curve))}</g>\n'
        for (x, y), curve in zip(places, curves, strict=True)
    )
    size = f"{ACROSS * WIDTH} {rows * HEIGHT}"
    told = "; ".join(f"{curve.up} by {curve.along}" for curve in curves)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img">\n'
        f"<title>How cost grows</title>\n<desc>{escape(told)}</desc>\n<style>{STYLE}</style>\n"
        f'<rect class="paper" width="100%" height="100%"/>\n{pictures}</svg>\n'
    )


def steps(most: float) -> list[float]:
    """Round values from zero up to the first one that is not below `most`."""
    size = 10 ** math.floor(math.log10(most))
    by = next(size * part for part in (2, 1, 0.5, 0.2, 0.1) if most / (size * part) >= TICKS)
    return [*takewhile(lambda value: value < most + by, (round(place * by, 10) for place in count()))]


def _picture(curve: Curve) -> Iterator[str]:
    every = [point for line in curve.lines for point in line.points]
    along, up = steps(max(x for x, _ in every)), steps(max(y for _, y in every))

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            round(LEFT + x / along[-1] * (WIDTH - LEFT - RIGHT), 1),
            round(HEIGHT - BOTTOM - y / up[-1] * (HEIGHT - TOP - BOTTOM), 1),
        )

    for value in up:
        (left, y), (right, _) = at(0, value), at(along[-1], value)
        yield f'<path class="grid" d="M{left} {y}H{right}"/>\n'
        yield f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{_written(value)}</text>\n'
    for value in along:
        x, bottom = at(value, 0)
        yield f'<path class="axis" d="M{x} {bottom}v4"/>\n'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{_written(value)}</text>\n'
    (left, bottom), (right, _) = at(0, 0), at(along[-1], 0)
    yield f'<path class="axis" d="M{left} {bottom}H{right}"/>\n'
    yield f'<text x="{(left + right) / 2}" y="{bottom + 38}" text-anchor="middle">{escape(curve.along)}</text>\n'
    yield f'<text class="unit" x="{LEFT - 44}" y="18">{escape(curve.up)}</text>\n'
    x = float(LEFT)
    for kind, line in zip(KINDS, curve.lines, strict=False):
        points = [at(*point) for point in line.points]
        yield f'<path class="line {kind}" d="M{" L".join(f"{px} {py}" for px, py in points)}"/>\n'
        yield from (f'<circle class="dot {kind}" cx="{px}" cy="{py}" r="3"/>\n' for px, py in points)
        yield f'<text class="word {kind}" x="{x}" y="36">{escape(line.name)}</text>\n'
        x += 7 * len(line.name) + 20


def _written(value: float) -> str:
    return f"{value:,.10g}".replace(",", " ")
