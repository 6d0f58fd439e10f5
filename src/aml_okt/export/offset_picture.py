"""A picture of how late or early things ended, in characters that can be read as they stand and without colours."""

from collections.abc import Sequence
from datetime import timedelta

from aml_okt.core.durations import MINUTE
from aml_okt.i18n import gettext as _
from aml_okt.wording import in_minutes

PICTURE = "picture"
"""What the block that holds such a picture in Markdown is marked with, so that its lines are kept whole."""
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440)
"""How many minutes a row of the picture can be worth."""
_MOST_ROWS = 4
"""Rows above the plan at most, and below it."""
_CELL = 3
_DOT, _STEM, _PLAN = "●", "│", "─"


def offset_picture(offsets: Sequence[timedelta | None]) -> tuple[str, ...]:
    """A dot for each offset, above the line of the plan when late and below it when early; nothing where it is None.

    The columns are numbered from 1. Where offsets are further away than a day for each row, they stand at the edge.
    """
    furthest = max((abs(offset) for offset in offsets if offset is not None), default=timedelta())
    step = next((MINUTE * step for step in _STEPS if furthest <= MINUTE * step * _MOST_ROWS), MINUTE * _STEPS[-1])
    levels = [None if offset is None else _level(offset, step) for offset in offsets]
    known = [level for level in levels if level is not None]
    rows = range(max([1, *known]), min([-1, *known]) - 1, -1)
    names = {row: _name(row, step) for row in rows}
    widest = max(map(len, names.values()))
    pictured = [f"{names[row]:>{widest}} {''.join(_cell(level, row) for level in levels)}" for row in rows]
    numbers = "".join(f"{number:^{_CELL}}" for number in range(1, len(levels) + 1))
    return tuple(line.rstrip() for line in (*pictured, f"{'':{widest}} {numbers}"))


def _level(offset: timedelta, step: timedelta) -> int:
    return max(-_MOST_ROWS, min(_MOST_ROWS, round(offset / step)))


def _name(row: int, step: timedelta) -> str:
    if row == 0:
        return _("som planlagt")
    template = _("{time} etter") if row > 0 else _("{time} før")
    return template.format(time=in_minutes(abs(row) * step))


def _cell(level: int | None, row: int) -> str:
    if level == row:
        sign = _DOT
    elif level is not None and (0 < row < level or level < row < 0):
        sign = _STEM
    else:
        sign = _PLAN if row == 0 else " "
    return f"{sign:{_PLAN if row == 0 else ' '}^{_CELL}}"
