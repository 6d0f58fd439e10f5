"""How a person's name may be written in a text, as regular expressions: whole, in part, in addresses, without accents.

They are for text that `undisguised` has gone through, and ignore upper and lower case.
"""

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from html import unescape

from aml_okt.core.text import visible

WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*")
"""Letters and digits: a low line is none, so that `kari_nordmann` is two words."""

_LETTER = r"[^\W\d_]"
_BEFORE = rf"(?<!{_LETTER})"
_AFTER = rf"(?:(?=['\u2019\u02bc]?s?(?!{_LETTER}|\d))|\d+(?!{_LETTER}))"
"""Where a name ends: an s or an apostrophe after it says whose something is, and stays; the number of `kari87` goes."""
_IN_ADDRESS = r"\d*(?=[._+-]*@)"
_APART = r"(?![^\W_])"
_GAP = r"(?:[^\S\n]|[._,+\u2010-\u2015-]|%20)*(?:\n[^\S\n]*)?"
"""What may be between two words of a name; never what ends a paragraph, a cell of a table or a piece of code."""
_STARS = r"\**"
"""Markdown's stars may be inside a word."""
_INITIALS = rf"(?:{_BEFORE}{_LETTER}(?:\.[^\S\n]*[-\u2010-\u2015]?|[^\S\n]+|[-\u2010-\u2015])\n?){{1,3}}"
_APOSTROPHES = "'\u2019\u02bc"
_APOSTROPHE = r"\\?['\u2019\u02bc\u00b4`]?"
_LEAST = 2
"""Letters that a part of a name has, for it to be a name alone: «A» and «I» are words too."""
_LEAST_WITHOUT_ACCENTS = 4
"""The same without its accents: «Løv» is a name and «lov» a word."""
_OTHER_SPELLINGS = {
    "å": ("aa", "a"), "ø": ("oe", "o"), "æ": ("ae",), "ä": ("ae",), "ö": ("oe",), "ü": ("ue",), "đ": ("d",),
    "ð": ("d",), "þ": ("th",), "ł": ("l",),
}  # fmt: skip
_ACCENTED = {"a": "áàâä", "c": "ç", "e": "éèêë", "i": "íìîï", "n": "ñ", "o": "óòôö", "u": "úùûü", "y": "ý"}
"""Accents that a list of names often lacks."""
_HYPHENATED = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(r"(?<=[^\W_])[\u00ad\u034f\u200b-\u200d\u2060]+(?=[^\W_])")
"""Where a word may be broken, and other letters without width, inside a word."""


def undisguised(text: str) -> str:
    """The text with its letters as they are read: no references to them, no ligatures, nothing unseen in its words."""
    text = visible(text)
    if "&" in text:
        text = visible(_REFERENCE.sub(_referred_to, text))
    if text.isascii():
        return text
    letters = (unicodedata.normalize("NFKC", char) if _is_letter(char) else char for char in text)
    return _UNSEEN.sub("", "".join(letters))


def whole(name: str) -> str:
    """What a whole name looks like, whatever stands between its words."""
    text = undisguised(name)
    places = list(WORD.finditer(text))
    if not places:
        return re.escape(text)
    pattern = _BEFORE + _word(places[0][0], without_accents=True)
    for before, place in itertools.pairwise(places):
        apart = _APART if min(len(before[0]), len(place[0])) < _LEAST else ""
        own = re.escape(text[before.end() : place.start()])
        pattern += f"(?:{own}|{apart}{_GAP}){_word(place[0], without_accents=True)}"
    return pattern + _end(places[-1][0])


def parts(name: str, ours: Collection[str]) -> Iterator[str]:
    """What a part of a name looks like alone, a surname after initials, both in addresses, and what has a hyphen.

    Small words such as «von» are no part alone where the others begin with a capital; nor are words of `ours`, in
    lower case.
    """
    words = WORD.findall(undisguised(name))
    any_capital = any(word != word.lower() for word in words)
    yield from map(whole, _HYPHENATED.findall(undisguised(name)))
    for place, word in enumerate(words):
        if len(word) < _LEAST or word.isdigit() or word.casefold() in ours or (any_capital and word == word.lower()):
            continue
        written = _word(word, without_accents=len(word) >= _LEAST_WITHOUT_ACCENTS)
        if place:
            yield f"{_INITIALS}{written}{_end(word)}"
        yield f"{_BEFORE}{written}{_end(word)}"
        yield from _in_addresses(word, words[:place], words[place + 1 :])


def _in_addresses(word: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """`knordmann@`, `nordmannk@`, `karin@` and `ase.lie@`, which elsewhere could be words."""
    written = _word(word, without_accents=True)
    if len(word) < _LEAST_WITHOUT_ACCENTS and not word.isascii():
        yield rf"{_BEFORE}{written}(?=[\w.+-]{{0,64}}@)"
    if before:
        initials = "".join(f"{_word(each[0], without_accents=True)}?" for each in before)
        yield f"{_BEFORE}{initials}{written}{_IN_ADDRESS}"
    others = [_word(each[0], without_accents=True) for each in (*before, *after)]
    if others:
        yield f"{_BEFORE}{written}[._-]?(?:{'|'.join(others)}){{1,3}}{_IN_ADDRESS}"


def _end(word: str) -> str:
    """Where a name ends whose last word is this; one that ends with a figure ends with its last."""
    return r"(?!\d)" + _AFTER if word[-1].isdigit() else _AFTER


def _word(word: str, *, without_accents: bool) -> str:
    return _STARS.join(_letter(char, without_accents=without_accents) for char in word)


def _letter(char: str, *, without_accents: bool) -> str:
    if char in _APOSTROPHES:
        return _APOSTROPHE
    if char.isascii():
        accented = _ACCENTED.get(char.lower(), "")
        return f"[{char}{accented}]" if accented else re.escape(char)
    ways = [char, char.casefold(), *("".join(map("%{:02X}".format, each.encode())) for each in (char, char.swapcase()))]
    if without_accents:
        bare = (part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))
        ways += [*_OTHER_SPELLINGS.get(char.lower(), ()), "".join(bare)]
    return f"(?:{'|'.join(map(re.escape, dict.fromkeys(ways)))})"


def _referred_to(reference: re.Match[str]) -> str:
    """What a reference stands for, where that is a letter, an apostrophe or unseen: those can be part of a name."""
    found = unescape(reference[0])
    unseen = {"Mn", "Cf"}
    if all(_is_letter(char) or char in _APOSTROPHES or unicodedata.category(char) in unseen for char in found):
        return found
    return reference[0]


def _is_letter(char: str) -> bool:
    return unicodedata.category(char).startswith("L")
