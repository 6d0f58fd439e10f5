"""A sentence for a person, told before it is translated.

The core says what is wrong or what has happened without knowing languages or screens. Templates are
written in Norwegian bokmål, the catalogue's source language, so that a missing translation can never
put English in the middle of a Norwegian sentence. `aml_okt.i18n.render` turns a message into text.
"""

from collections.abc import Iterable, Mapping
from functools import reduce

from msgspec import Struct, field


class Message(Struct, frozen=True):
    """A template in bokmål with `{name}` fields, and the values that fill them.

    Where the sentence counts something, `many` is the template for more than one and `count` the number;
    `{count}` is then a field too. A value may itself be a message. `context` tells templates apart that are the same
    in bokmål and not in other languages.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str = ""
    count: int = 1
    context: str = ""


def message(template: str, **values: object) -> Message:
    """A message from a template; the name marks the template for the catalogue."""
    return Message(template, values)


def sense(template: str, context: str) -> Message:
    """A message that means this here and something else elsewhere, which other languages have other words for."""
    return Message(template, context=context)


def listed(words: Iterable[str]) -> Message:
    """Words in quotation marks, with commas between."""
    first, *rest = (message("«{word}»", word=word) for word in words)
    return reduce(lambda before, word: message("{before}, {word}", before=before, word=word), rest, first)


def counted(one: str, many: str, count: int, **values: object) -> Message:
    """A message whose wording depends on a count; the name marks both templates for the catalogue."""
    return Message(one, values, many, count)
