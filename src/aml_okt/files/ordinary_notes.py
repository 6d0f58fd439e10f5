"""Notes as this program writes them, told from their heads alone, for whoever looks at very many.

Whatever is out of the ordinary is not told here at all, so that nobody takes it for something else.
"""

import os
import re
from collections.abc import Iterable

from msgspec import Struct

from aml_okt.core.agenda import Visibility
from aml_okt.files.at_once import beginning_of
from aml_okt.files.front_matter import said_plainly
from aml_okt.files.note_file import is_for_minutes

_ENOUGH = 4096
"""Bytes that hold the head of a note, and words where there are any."""
_FENCE = b"---\n"
_WORD = re.compile(rb"[!-~]")
"""A letter or sign, whatever comes before and after it."""


class Said(Struct, frozen=True):
    """A note with words in it, by what it says of itself."""

    step: str
    visibility: Visibility
    text: str = ""
    """Not told here."""


def ordinary_notes(found: Iterable["os.DirEntry[str]"]) -> list[Said] | None:
    """What the notes in a folder say of themselves, of those with words; None when anything there is not one of ours.

    Raises:
        OSError: when one cannot be read.

    """
    notes: list[Said] = []
    for entry in found:
        # A name with a dot first, or with a `~`, is that of what a save has left, or of another's text.
        if not entry.name.endswith(".md") or entry.name.startswith(".") or "~" in entry.name:
            return None
        if not entry.is_file(follow_symlinks=False):
            return None
        beginning = beginning_of(entry.path, _ENOUGH)
        head, mark, body = beginning.partition(b"\n---\n")
        keys = _keys(head)
        if keys is None or not mark:
            return None
        if not body.strip(b" \t\r\n") and len(beginning) < _ENOUGH:
            continue
        if _WORD.search(body) is None:
            return None
        visibility = Visibility.MINUTES if is_for_minutes(keys) else Visibility.PRIVATE
        notes.append(Said(keys["step"], visibility))
    return notes


def _keys(head: bytes) -> dict[str, str] | None:
    """What a head says up to its second fence; None where it is not plain, or does not say which step it is of."""
    if not head.startswith(_FENCE):
        return None
    try:
        keys = said_plainly(head[len(_FENCE) :].decode("utf-8"))
    except UnicodeDecodeError:
        return None
    return keys if keys and keys.get("step") else None
