"""The language that an agenda or the settings name, read without reading the rest.

It is known before anything else is said: also what is wrong with the file is told in it.
"""

import re
from pathlib import Path

_MARK = b"\xef\xbb\xbf"
"""What some editors put at the very beginning, to say that the file is UTF-8."""
_LINE = re.compile(
    rb"^(?P<mark>[\"']?)language(?P=mark)[ \t]*:[ \t]+[\"']?(?P<code>[A-Za-z_-]+)(?:\.[\w-]*)?[\"']?[ \t]*(?:#.*)?\r?$",
    re.MULTILINE,
)
_FAR_ENOUGH = 1 << 16
"""Bytes that are looked at: the line stands near the top."""


def language_in(path: Path) -> str:
    """The code that stands after `language:` at the top level of a YAML file.

    Empty where there is none, or no such file: what is wrong with it is told by whoever reads it all.
    """
    try:
        with path.open("rb") as file:
            found = _LINE.search(file.read(_FAR_ENOUGH).removeprefix(_MARK))
    except (OSError, ValueError):  # ValueError: no file system can have such a name
        return ""
    return "" if found is None else found["code"].decode()
