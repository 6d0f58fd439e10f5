"""Words in letters that can be read across a room: capitals five pixels wide and seven high, at any whole scale.

A pixel is one cell wide and half a cell high, and so about square.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aml_okt.core.text import one_line

HEIGHT = 7
"""Pixels from the top of a letter to its foot, what stands above it not counted."""
_RISE = 3
"""Pixels that a mark above a letter takes, with the air below it."""
_SPACE_BETWEEN_LINES = 2
"""Pixels between two lines, besides what their own rows leave."""

_LETTERS = {
    "A": ".###. #...# #...# ##### #...# #...# #...#",
    "B": "####. #...# #...# ####. #...# #...# ####.",
    "C": ".#### #.... #.... #.... #.... #.... .####",
    "D": "####. #...# #...# #...# #...# #...# ####.",
    "E": "##### #.... #.... ####. #.... #.... #####",
    "F": "##### #.... #.... ####. #.... #.... #....",
    "G": ".#### #.... #.... #..## #...# #...# .####",
    "H": "#...# #...# #...# ##### #...# #...# #...#",
    "I": "### .#. .#. .#. .#. .#. ###",
    "J": "..### ...#. ...#. ...#. ...#. #..#. .##..",
    "K": "#...# #..#. #.#.. ##... #.#.. #..#. #...#",
    "L": "#.... #.... #.... #.... #.... #.... #####",
    "M": "#...# ##.## #.#.# #.#.# #...# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...# #...# #...#",
    "O": ".###. #...# #...# #...# #...# #...# .###.",
    "P": "####. #...# #...# ####. #.... #.... #....",
    "Q": ".###. #...# #...# #...# #.#.# #..#. .##.#",
    "R": "####. #...# #...# ####. #.#.. #..#. #...#",
    "S": ".#### #.... #.... .###. ....# ....# ####.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#...# #...# #...# #...# #...# #...# .###.",
    "V": "#...# #...# #...# #...# #...# .#.#. ..#..",
    "W": "#...# #...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
    "Y": "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
    "Z": "##### ....# ...#. ..#.. .#... #.... #####",
    "Æ": ".###### #..#... #..#... ######. #..#... #..#... #..####",
    "Ø": ".###. #..## #..## #.#.# ##..# ##..# .###.",
    "Å": "..#.. .#.#. ..#.. .###. #...# ##### #...#",
    "Đ": ".###. .#..# .#..# ###.# .#..# .#..# .###.",
    "Ŋ": "#...# ##..# #.#.# #..## #...# ....# ..##.",
    "Ŧ": "##### ..#.. ..#.. .###. ..#.. ..#.. ..#..",
    "0": ".###. #...# #..## #.#.# ##..# #...# .###.",
    "1": "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    "2": ".###. #...# ....# ..##. .#... #.... #####",
    "3": "####. ....# ....# .###. ....# ....# ####.",
    "4": "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "5": "##### #.... ####. ....# ....# #...# .###.",
    "6": ".###. #.... #.... ####. #...# #...# .###.",
    "7": "##### ....# ...#. ..#.. ..#.. .#... .#...",
    "8": ".###. #...# #...# .###. #...# #...# .###.",
    "9": ".###. #...# #...# .#### ....# ....# .###.",
    ".": ". . . . . . #",
    "!": "# # # # # . #",
    "?": ".###. #...# ....# ..##. ..#.. ..... ..#..",
    ":": ". . # . # . .",
    ",": ".. .. .. .. .. .# #.",
    ";": ".. .# .. .. .. .# #.",
    "-": ".... .... .... #### .... .... ....",
    "–": "..... ..... ..... ##### ..... ..... .....",
    "+": "..... ..#.. ..#.. ##### ..#.. ..#.. .....",
    "/": "....# ....# ...#. ..#.. .#... #.... #....",
    "&": ".##.. #..#. #.#.. .#... #.#.# #..#. .##.#",
    "'": "# # . . . . .",
    "’": ".# .# #. .. .. .. ..",
    '"': "#.# #.# ... ... ... ... ...",
    "«": "...... ..#..# .#..#. #..#.. .#..#. ..#..# ......",
    "»": "...... #..#.. .#..#. ..#..# .#..#. #..#.. ......",
    "(": ".# #. #. #. #. #. .#",
    ")": "#. .# .# .# .# .# #.",
    "·": ". . . # . . .",
    "…": "..... ..... ..... ..... ..... ..... #.#.#",
    "%": "##..# ##..# ...#. ..#.. .#... #..## #..##",
    " ": "... ... ... ... ... ... ...",
}
"""The pixels of each letter, a word for each of its seven rows."""

_MARKS = {
    "\u0300": ".#... ..#..",
    "\u0301": "...#. ..#..",
    "\u0302": "..#.. .#.#.",
    "\u0303": ".##.# #.##.",
    "\u0304": "..... .###.",
    "\u0308": "..... .#.#.",
    "\u030a": "..#.. .#.#.",
    "\u030c": ".#.#. ..#..",
}
"""What stands above a letter: grave, acute, circumflex, tilde, macron, diaeresis, ring and caron."""

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@lru_cache(maxsize=256)
def _glyph(char: str) -> tuple[str, ...] | None:
    """The rows of a capital from the top of its mark to its foot; None when there is no such letter here."""
    if char in _LETTERS:
        return ("",) * _RISE + tuple(_LETTERS[char].split())
    base, *marks = tuple(unicodedata.normalize("NFD", char))
    if base not in _LETTERS or len(marks) != 1 or marks[0] not in _MARKS:
        return None
    letter = _LETTERS[base].split()
    shift = (len(letter[0]) - len(_MARKS[marks[0]].split()[0])) // 2
    above = [row[-shift:] if shift < 0 else "." * shift + row for row in _MARKS[marks[0]].split()]
    return (*(row[: len(letter[0])] for row in above), "", *letter)


def can_be_spelt(text: str) -> bool:
    """Whether there is a letter here for everything in the text."""
    return all(_glyph(char) is not None for char in _capitals(text))


def width_of(text: str, scale: int = 1) -> int:
    """The cells that a line of text is wide at this scale."""
    widths = [len(_rows_of(char)[-1]) for char in _capitals(text)]
    return (sum(widths) + max(0, len(widths) - 1)) * scale


def spell(text: str, scale: int = 1) -> list[str]:
    """A line of text as lines of half blocks; whoever asks has seen that it can be spelt."""
    glyphs = [_rows_of(char) for char in _capitals(text)]
    top = 0 if any("#" in row for glyph in glyphs for row in glyph[:_RISE]) else _RISE
    pixels = []
    for place in range(top, _RISE + HEIGHT):
        row = ".".join(glyph[place].ljust(len(glyph[-1]), ".") for glyph in glyphs)
        pixels += ["".join(pixel * scale for pixel in row)] * scale
    if len(pixels) % 2:
        pixels.append("." * len(pixels[0]))
    return [
        "".join(_BLOCKS[top == "#", bottom == "#"] for top, bottom in zip(upper, lower, strict=True))
        for upper, lower in zip(pixels[::2], pixels[1::2], strict=True)
    ]


def largest(text: str, width: int, rows: int, *, most: int, lines: int = 1) -> list[str]:
    """The text in the largest letters, at a scale of at most `most`, that fit in `width` × `rows` cells.

    It is broken between words, into at most so many lines. Nothing when it does not fit, or has other letters.
    """
    if not text.strip() or not can_be_spelt(text):
        return []
    for scale in range(most, 0, -1):
        broken = _broken(_capitals(text).split(), width, scale)
        if len(broken) > lines:
            continue
        picture = list(_under_each_other([spell(line, scale) for line in broken], scale))
        if len(picture) <= rows and max(map(len, picture)) <= width:
            return picture
    return []


def _under_each_other(pictures: Sequence[list[str]], scale: int) -> Iterator[str]:
    for place, picture in enumerate(pictures):
        if place:
            yield from [""] * (scale * _SPACE_BETWEEN_LINES // 2)
        yield from picture


def _broken(words: Sequence[str], width: int, scale: int) -> list[str]:
    """The words on as few lines as they need; a word that is too long has a line of its own."""
    broken: list[str] = []
    for word in words:
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and width_of(longer, scale) <= width:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def _capitals(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text).upper())


def _rows_of(char: str) -> tuple[str, ...]:
    glyph = _glyph(char)
    if glyph is None:
        msg = f"there is no letter for {char!r}"
        raise ValueError(msg)
    return glyph
