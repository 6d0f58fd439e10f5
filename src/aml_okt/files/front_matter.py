"""Markdown with a small YAML front matter: a few keys, each with one line of text.

Other editors may have written more there, such as lists and comments; that is kept as it is.
"""

import re
from collections.abc import Collection, Iterator, Mapping

import yaml

from aml_okt.core.text import one_line

_FENCE = "---"
_KEY = re.compile(r"""(?P<quote>["']?)(?P<name>[^\s"'#:,\[\]{}-][^\s"'#:]*)(?P=quote)\s*:(\s|$)""")
"""A line that begins a key of the front matter itself."""


def join(keys: Mapping[str, str], body: str) -> str:
    """A Markdown file with these keys above its body, each value as one safe line. Empty values are left out."""
    return f"{_FENCE}\n{_head(keys)}{_FENCE}\n{body}"


def rewritten(text: str, keys: Mapping[str, str], body: str, without: Collection[str] = ()) -> str:
    """A Markdown file in place of `text`: these keys set, empty ones and those in `without` gone, and another body.

    Whatever else the front matter of `text` says stays as it stands, if the whole can then still be read.
    """
    before = split(text)[0]
    kept = {key: value for key, value in before.items() if key not in without} | dict(keys)
    place = _end_of_head(lines := _lines_in(text))
    if place is not None and before:
        rest = list(_without(lines[1:place], {*keys, *without}))
        ours = {key: value for key, value in kept.items() if key in keys}
        head = _head(ours).splitlines() if any(map(one_line, ours.values())) else ()
        merged = "\n".join((_FENCE, *head, *rest, _FENCE, body))
        if split(merged) == split(join(kept, body)):
            return merged
    return join(kept, body)


def split(text: str) -> tuple[dict[str, str], str]:
    """The keys and the body of a Markdown file; a file without a readable front matter is all body.

    A key whose value is a list or another mapping says nothing here.
    """
    place = _end_of_head(lines := _lines_in(text))
    if place is None:
        return {}, text
    try:
        keys = yaml.load("\n".join(lines[1:place]), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only
    except (yaml.YAMLError, ValueError, ArithmeticError, RecursionError):  # PyYAML lets some through
        return {}, text
    if not isinstance(keys, dict):
        return {}, text
    body = "\n".join(lines[place + 1 :])
    return {key: value for key, value in keys.items() if isinstance(key, str) and isinstance(value, str)}, body


def _head(keys: Mapping[str, str]) -> str:
    safe = {key: line for key, value in keys.items() if (line := one_line(value))}
    return yaml.safe_dump(safe, allow_unicode=True, sort_keys=False, width=10_000)


def _lines_in(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _end_of_head(lines: list[str]) -> int | None:
    """Where the second fence is; None where there are not two."""
    if lines[0].rstrip() != _FENCE:
        return None
    return next((place for place, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)


def _without(lines: list[str], names: Collection[str]) -> Iterator[str]:
    """The lines of a front matter but for these keys and whatever belongs to them."""
    leaving_out = False
    for line in lines:
        if found := _KEY.match(line):
            leaving_out = found["name"] in names
        elif not line[:1].isspace() and not line.startswith("-"):
            leaving_out = False
        if not leaving_out:
            yield line
