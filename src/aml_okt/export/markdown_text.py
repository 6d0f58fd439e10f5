"""Words of people inside a Markdown document of ours: they keep their meaning and never change its structure.

Names, titles and actions are plain text and come out as exactly that. Notes are Markdown by their authors: their
headings go below ours, their HTML and their references to characters that act become visible text, and what they leave
open is closed. Where programs disagree on what a note means, it is written so that they do not.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from aml_okt.core.text import acts, one_line, visible

DEEPEST_HEADING = 6

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ACTING = re.compile(r"([\\`*_\[\]|~$^])")
_OPENING = re.compile(r"^(\d+(?=[.)])|(?=[-+#=:]))")
_POSSIBLE_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});"
)
_DEEPEST_ON_A_LINE = 8
_MARKER = r"(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))"
_TOO_DEEP = re.compile(rf"^((?:[ \t]*{_MARKER}){{{_DEEPEST_ON_A_LINE}}}[ \t]*\d*)(?={_MARKER}|[.)])")
_RULE = re.compile(r"[ \t>]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_WIDEST_INDENT = 60
_INDENT = re.compile(r"^[ \t>]+")
_TOO_WIDE = re.compile(rf" {{{_WIDEST_INDENT},}}")
_DEFINITION = re.compile(
    rf"^((?:[ \t]*{_MARKER})*[ \t]*)(?=\[[^\]]+\]:(?![ \t]*<?(?:https?://|mailto:)))", re.IGNORECASE
)
_NEXT_HEADING = "\n\n# ."
_MARKS = re.compile(r"#{1,6}")

MOST_NESTED = 200
"""How deep a parser has to follow what is nested; no note that was made part of a document is as deep."""

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MOST_NESTED}).enable("table")


def plain(text: str) -> str:
    """Text as one line of Markdown that shows exactly that text, in a paragraph, a list or a table."""
    escaped = _ACTING.sub(r"\\\1", one_line(text).translate(_ENTITIES))
    return _OPENING.sub(r"\1\\", escaped)


def embedded(note: str, *, below: int) -> str:
    """A note as a part of a document, its headings moved below a heading of the level given.

    HTML is made visible in code too: whether something is code is a matter on which programs disagree.
    """
    text = _POSSIBLE_HTML.sub("&lt;", _REFERENCE.sub(_harmless, visible(note))).strip("\n")
    text = _as_all_read_it("\n".join(map(_shallow, text.split("\n"))))
    lines = text.split("\n")
    tokens = _parser.parse(text + _NEXT_HEADING)
    places = [
        place
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.map is not None and token.map[0] < len(lines)
    ]
    levels = _levels([int(tokens[place].tag[1]) for place in places], below)
    for place, level in reversed(list(zip(places, levels, strict=True))):
        _put_at(lines, tokens[place], tokens[place + 1].content, level)
    # Only a block of code can swallow the heading after the note.
    left_open = tokens[-1].markup if tokens[-1].type == "fence" else ""
    return "\n".join([*lines, left_open] if left_open else lines)


def _shallow(line: str) -> str:
    """A line that begins no more lists and quotations inside each other than any program follows.

    A parser that has had enough of them leaves out the rest of the document, without a word.
    """
    indent = _INDENT.match(line)
    if indent and _TOO_WIDE.search(wide := indent[0].expandtabs(4)):
        line = _TOO_WIDE.sub(" " * _WIDEST_INDENT, wide) + line[indent.end() :]
    return line if _RULE.fullmatch(line) else _TOO_DEEP.sub(r"\1\\", line)


def _as_all_read_it(text: str) -> str:
    """The text with empty lines around its tables, and with what would define a link that leads nowhere shown.

    Pandoc begins no table in a paragraph and ends none at a quotation, and takes the words of «[1]: ja» for an
    address, which nobody would see.
    """
    if "|" not in text and "]:" not in text:
        return text
    lines, tokens = text.split("\n"), _parser.parse(text)
    code = {line for token in tokens if token.type in {"fence", "code_block"} for line in range(*(token.map or (0, 0)))}
    lines = [line if place in code else _DEFINITION.sub(r"\1\\", line) for place, line in enumerate(lines)]
    paragraphs = {token.map[1] for token in tokens if token.type == "paragraph_open" and token.map}
    for first, after in reversed([token.map for token in tokens if token.type == "table_open" and token.map]):
        indent = _INDENT.match(lines[first])
        empty = indent[0].rstrip() if indent else ""
        if after < len(lines) and lines[after].strip(" \t>"):
            lines.insert(after, empty)
        if first in paragraphs:
            lines.insert(first, empty)
    return "\n".join(lines)


def _harmless(reference: re.Match[str]) -> str:
    """A character reference as it is, or made visible where what it stands for is no letter: it could act."""
    letters = _stands_for(reference)
    acting = any(acts(char) or char in "\t\n\r\0" for char in letters)
    return reference[0].replace("&", "&amp;", 1) if acting else reference[0]


def _stands_for(reference: re.Match[str]) -> str:
    # By Markdown's rules and not by those of web pages, which take some numbers for other letters.
    if reference["decimal"] or reference["hexadecimal"]:
        number = int(reference["decimal"] or reference["hexadecimal"], 10 if reference["decimal"] else 16)
        return chr(number) if number <= sys.maxunicode else ""
    return unescape(reference[0])


def _levels(own: Sequence[int], below: int) -> Iterator[int]:
    """The level of each heading of a note in the document: below what is above it, and never one left out on the way.

    Whoever finds their way by headings takes a level that is left out for one that they have missed.
    """
    ranks = {level: rank for rank, level in enumerate(sorted(set(own)), below + 1)}
    before = below
    for level in own:
        before = min(ranks[level], before + 1, DEEPEST_HEADING)
        yield before


def _put_at(lines: list[str], heading: Token, content: str, level: int) -> None:
    """Give a heading in these lines another level."""
    first, after = heading.map or (0, 0)
    marks = "#" * level
    if heading.markup.startswith("#"):
        lines[first] = _MARKS.sub(marks, lines[first], count=1)
        return
    words = content.split("\n")
    before = lines[first][: lines[first].index(words[0])]
    lines[first:after] = [f"{before}{marks} {' '.join(words)}"]
