"""What a line means: the word that it begins with, which may be cut short, and what comes after."""

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from aml_okt.core.message import Message, message
from aml_okt.core.text import one_line
from aml_okt.i18n import render
from aml_okt.scene.action import Action

YES, NO = message("ja"), message("nei")

CLOSING = " .,!?"
"""What may stand after a word without being a part of it."""

_WORD = re.compile(r"([^\s:]+)(.*)", re.DOTALL)
_LONGEST = 40
"""Letters of a word that are looked at to guess what was meant, and said when it is not known."""

_LIKE = 0.5
"""How like a word must be, from 0 to 1, to be what was meant."""

Meaning = TypeVar("Meaning")


class Said(Struct, frozen=True):
    """An action, and what was written after its word; a colon right after the word stays there."""

    action: Action
    rest: str


class Several(Struct, frozen=True):
    """A beginning that several words have."""

    written: str
    words: tuple[str, ...]


class Unknown(Struct, frozen=True):
    """No word; `nearest` is the one that it is most like, if it is like any."""

    written: str
    nearest: str


def word_of(action: Action) -> str:
    """The word of an action in the chosen language; nothing where it has none."""
    return "" if action.word is None else render(action.word)


def understand(line: str, actions: Sequence[Action]) -> Said | Several | Unknown | None:
    """What a line means where these actions have words; None where it is empty."""
    found = _WORD.match(one_line(line))
    if found is None:
        return None if not one_line(line) else Unknown(one_line(line)[:_LONGEST], "")
    first, rest = found[1].rstrip(CLOSING) or found[1], found[2].strip(" ")
    by_word = {word.casefold(): action for action in actions if (word := word_of(action))}
    match among(first, by_word):
        case Action() as action:
            return Said(action, rest)
        case Several() as several:
            return several
        case _:
            near = difflib.get_close_matches(first.casefold()[:_LONGEST], by_word, 1, _LIKE)
            return Unknown(first[:_LONGEST], near[0] if near else "")


def among(written: str, meanings: Mapping[str, Meaning]) -> Meaning | Several | None:
    """What a word or an unambiguous beginning of one means; None where none of the words begins so."""
    wanted = one_line(written).casefold()
    if not wanted:
        return None
    if wanted in meanings:
        return meanings[wanted]
    wanted = wanted.rstrip(CLOSING) or wanted
    if wanted in meanings:
        return meanings[wanted]
    found = {word: meaning for word, meaning in meanings.items() if word.startswith(wanted)}
    if len(found) > 1:
        return Several(one_line(written), tuple(found))
    return next(iter(found.values()), None)


def yes_or_no(line: str) -> bool | None:
    """The answer that a line is; None where it is neither."""
    answer = among(line, {render(YES): True, render(NO): False})
    return None if isinstance(answer, Several) else answer


def first_word(rest: str, words: Sequence[Message]) -> tuple[Message | None, str]:
    """Which of these words a rest begins with, if any, and what comes after it. Names may begin as they do: no part."""
    first, _space, after = rest.partition(" ")
    found = {render(word): word for word in words}.get(first.rstrip(CLOSING).casefold())
    return (None, rest) if found is None else (found, after.strip(" "))
