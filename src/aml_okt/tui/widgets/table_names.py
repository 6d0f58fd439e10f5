"""What people round a table are called when there is little room.

Widths are terminal cells throughout. Names go through `one_line` here, since this is where they meet the screen.
"""

from collections.abc import Sequence

from rich.cells import cell_len, split_graphemes

from aml_okt.core.text import one_line

ELLIPSIS = "…"
NAMELESS = "?"
_JOINERS = "\u200b\u200c\u200d\u2060\ufe0e\ufe0f "


def full_names(names: Sequence[str]) -> list[str]:
    """The whole names, safe to draw; nobody is without a visible character."""
    return [_safe(name) for name in names]


def _safe(name: str) -> str:
    """One line, without the characters at its ends that would join with what is drawn beside it."""
    text = one_line(name).rstrip(_JOINERS)
    while text and not cell_len(text[0]):
        text = text[1:]
    return text or NAMELESS


def first_names(names: Sequence[str]) -> list[str]:
    """First names; people who share one also get as much of their last name as tells them apart.

    `Kari Nordmann` and `Kari Hansen` become `Kari N.` and `Kari H.`; people with the same whole name keep it.
    """
    whole = full_names(names)
    return [_first_name(name, [other for other in whole if other != name]) for name in whole]


def _first_name(name: str, others: Sequence[str]) -> str:
    first, *rest = name.split(" ")
    rivals = [other.split(" ") for other in others if other.split(" ")[0] == first]
    if not rest or not rivals:
        return first
    last = rest[-1]
    for length in range(1, len(last)):
        if not any(rival[-1].startswith(last[:length]) for rival in rivals if len(rival) > 1):
            return f"{first} {last[:length]}."
    return name


def shorten(name: str, width: int) -> str:
    """The name in at most `width` cells, cut with `…` only when it must be; the initial of `Kari N.` is kept.

    Cuts fall between graphemes. In a single cell that the first letter does not fit, only `…` is left.
    """
    if cell_len(name) <= width:
        return name
    first, space, initial = name.rpartition(" ")
    if space and initial.endswith(".") and width >= cell_len(initial) + 4:
        return f"{_cut(first, width - cell_len(initial) - 1)} {initial}"
    return _cut(name, width)


def _cut(name: str, width: int) -> str:
    if cell_len(name) <= width:
        return name
    spans, _ = split_graphemes(name)
    first = name[: spans[0][1]]
    if cell_len(first) >= width:
        return first if cell_len(first) == width else ELLIPSIS[: max(0, width)]
    kept, room = "", width - cell_len(ELLIPSIS)
    for start, stop, cells in spans:
        if cells > room:
            break
        kept += name[start:stop]
        room -= cells
    return kept.rstrip(" ") + ELLIPSIS
