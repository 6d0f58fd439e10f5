"""Making text safe: one place for everything that comes from outside.

Names, notes, titles and agenda text never act. Whatever a terminal could obey (C0, C1, DEL), whatever
reorders what a reader sees (bidirectional overrides and isolates) and whatever cannot be written at all
(lone surrogates) is shown as a visible mark instead. See the design, promise 4.
"""

import re
import unicodedata

PLAIN = re.compile("[\n\t -~\u00a0-\u02ff\u2010-\u2027]*")
"""What most texts are made of: nothing here acts, combines with anything, or is written in two ways."""
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SEPARATORS = frozenset("\u2028\u2029")
_SPACES = re.compile(r"\s+")
_PICTURES = 0x2400
_DEL = 0x7F
_HIGHEST_PILE = 30
_JOINER = "\u034f"
_SLUG_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "đ": "d", "ŋ": "n"})


def visible(text: str) -> str:
    """The text with every acting character made visible; line feeds and tabs stay, line ends become `\\n`."""
    if PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Once so that normalizing is quick, and once more because it may make a pile higher.
    return "".join(map(_mark, _stream_safe(unicodedata.normalize("NFC", _stream_safe(text)))))


def one_line(text: str) -> str:
    """A name, title or other single line: visible, with all white space folded to single spaces."""
    return _SPACES.sub(" ", visible(text)).strip(" ")


def acts(char: str) -> bool:
    """Whether `visible` would put a mark in the character's place; never for line feeds and tabs."""
    return _mark(char) != char


def _stream_safe(text: str) -> str:
    """The text with no more than thirty combining marks on one letter (Unicode, UAX 15, stream-safe text).

    Without it, normalizing takes time by the square of the marks: seconds for a file of 200 kB.
    """
    if text.isascii():
        return text
    safe: list[str] = []
    pile = 0
    for char in text:
        pile = pile + 1 if unicodedata.combining(char) else 0
        if pile > _HIGHEST_PILE:
            safe.append(_JOINER)
            pile = 1
        safe.append(char)
    return "".join(safe)


def _mark(char: str) -> str:
    if " " <= char <= "~" or char in "\n\t":
        return char
    category = unicodedata.category(char)
    if category == "Cc":
        code = ord(char)
        if code < ord(" "):
            return chr(_PICTURES + code)
        return "␡" if code == _DEL else f"⟨U+{code:04X}⟩"
    if category in {"Cs", "Cn"} or char in _BIDI or char in _SEPARATORS or char == "\ufeff":
        return f"⟨U+{ord(char):04X}⟩"
    return char


def slug(text: str, *, longest: int = 40) -> str:
    """A piece of a file or folder name that is safe on three systems: `a-z`, `0-9` and single hyphens.

    `longest` is in characters. Text without any letter or digit gives an empty string.
    """
    letters = unicodedata.normalize("NFC", text).casefold().translate(_SLUG_LETTERS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")
