"""Reading what is large on a screen: the clock's digits, glyph by glyph, and words that are spelt in letters."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from aml_okt.tui.widgets.digits import draw
from aml_okt.tui.widgets.letters import can_be_spelt, spell

_CHARS = "0123456789:+"


@cache
def _glyphs(rows: int) -> dict[str, tuple[str, ...]]:
    """The lines of each character at this height."""
    return {char: tuple(draw(char, rows=rows)) for char in _CHARS}


@cache
def _gap(rows: int) -> int:
    """Columns between two characters."""
    return len(draw("11", rows=rows)[0]) - 2 * len(draw("1", rows=rows)[0])


def reads(screen: str, text: str) -> bool:
    """Whether the text stands on the screen, as it is written, or spelt in letters, on one line or broken."""
    if text in screen:
        return True
    return can_be_spelt(text) and (_is_spelt(screen, text) or all(_is_spelt(screen, word) for word in text.split()))


def _is_spelt(screen: str, text: str) -> bool:
    return all(line.rstrip() in screen for line in spell(text))


@lru_cache(maxsize=64)
def clock_on(screen: str, heights: range = range(30, 2, -1)) -> str:
    """The time that the screen's large clock shows, of one of these heights in rows; nothing where there is none."""
    lines = screen.splitlines()
    width = max(map(len, lines), default=0)
    padded = [line.ljust(width) for line in lines]
    for rows in heights:
        for top in range(len(padded) - rows + 1):
            found = _read(padded[top : top + rows], rows)
            if found:
                return found
    return ""


def _read(lines: Sequence[str], rows: int) -> str:
    """The longest time that stands in these lines; nothing where none does."""
    best = ""
    middle = rows // 2
    if not all(any(glyph[row] in lines[row] for glyph in _glyphs(rows).values()) for row in (0, middle, rows - 1)):
        return best
    for start in _beginnings(lines[middle], rows, middle):
        text, column = "", start
        while char := _char_at(lines, column, rows):
            text += char
            column += len(_glyphs(rows)[char][0]) + _gap(rows)
        if ":" in text and len(text) > max(3, len(best)):
            best = text
    return best


def _beginnings(line: str, rows: int, middle: int) -> Iterator[int]:
    """The columns where a character may begin that a time begins with, by their row in the middle."""
    parts = {glyph[middle] for char, glyph in _glyphs(rows).items() if char != ":"}
    return (start for start in range(len(line)) if any(line.startswith(part, start) for part in parts))


def _char_at(lines: Sequence[str], column: int, rows: int) -> str:
    for char, glyph in _glyphs(rows).items():
        width = len(glyph[0])
        if all(line[column : column + width] == part for line, part in zip(lines, glyph, strict=True)):
            return char
    return ""
