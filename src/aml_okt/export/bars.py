"""Bars of characters: the pictures of a Markdown document, readable as they stand and without colours.

In Markdown a bar is a code span of nothing but these characters. Formats that can draw, draw it instead.
"""

import re

FULL, DENSE, LIGHT = "█", "▓", "░"
_BAR = re.compile(f"[{FULL}{DENSE}{LIGHT}]+")


def is_bar(code: str) -> bool:
    """Whether the text of a code span is a bar."""
    return _BAR.fullmatch(code) is not None


def bar(*parts: tuple[str, float]) -> str:
    """A bar as a code span: each part is one of the characters above, and how many columns of it.

    A part that is more than nothing gets a column at least, so that what was small can be seen; a bar of nothing is no
    bar at all.
    """
    drawn = "".join(sign * (max(1, round(columns)) if columns > 0 else 0) for sign, columns in parts)
    return f"`{drawn}`" if drawn else ""
