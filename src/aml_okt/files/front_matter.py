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
_NAME = r"[A-Za-z][A-Za-z-]{0,99}"
_VALUE = r"[^\W_](?:[\w .,()/–-]*[\w.,()/–-])?|'[\w .,:()/–-]*'"
PLAIN_LINE = re.compile(rf"({_NAME}): ({_VALUE})")
"""What we write ourselves, but for the strangest names: nothing here means anything to YAML."""


def join(keys: Mapping[str, str], body: str) -> str:
    """A Markdown file with these keys above its body, each value as one safe line. Empty values are left out."""
    return f"{_FENCE}\n{_head(keys)}{_FENCE}\n{body}"


def rewritten(text: str, keys: Mapping[str, str], body: str, without: Collection[str] = ()) -> str:
    """A Markdown file in place of `text`: these keys set, empty ones and those in `without` gone, and another body.

    Whatever else the front matter of `text` says stays as it stands. Where the whole could not be read then, the keys
    are written anew, and what stood there is kept below them as comments.
    """
    ours = {key: line for key, value in keys.items() if (line := one_line(value))}
    there, _body = _parted(text)
    before = _said_in(there)
    if there is None or before is None:
        return join(ours, body)
    rest = list(_without(there, {*keys, *without}))
    merged = "\n".join((_FENCE, *(_head(ours).splitlines() if ours else ()), *rest, _FENCE, body))
    others = {key: value for key, value in before.items() if key not in keys and key not in without}
    if split(merged) == (others | ours, body):
        return merged
    kept = "".join(f"# {line}\n" for line in there)
    return f"{_FENCE}\n{_head(ours | others)}{kept}{_FENCE}\n{body}"


def split(text: str) -> tuple[dict[str, str], str]:
    """The keys and the body of a Markdown file; a file without a readable front matter is all body.

    A key whose value is a list or another mapping says nothing here. One that stands there more than once, and says
    different things, says none of them, but all with a `|` between.
    """
    lines, body = _parted(text)
    keys = _said_in(lines)
    return ({}, text) if keys is None else (keys, body)


def _said_in(lines: list[str] | None) -> dict[str, str] | None:
    """The keys of a front matter's lines; None where there are none, or none that can be read."""
    if lines is None:
        return None
    head = "\n".join(lines)
    said = said_plainly(head)
    return said_in_yaml(head) if said is None else said


def said_plainly(head: str) -> dict[str, str] | None:
    """The keys of a head, the lines between the fences, that is as plain as most; None of any other.

    Of each it says what YAML does, which takes a hundred times as long.
    """
    pairs: list[tuple[str, str]] = []
    for line in head.split("\n"):
        found = PLAIN_LINE.fullmatch(line)
        if found is None:
            return None
        pairs.append((found[1], found[2].strip("'")))
    return _once_each(pairs)


def said_in_yaml(text: str) -> dict[str, str] | None:
    """The keys of any head; None where it cannot be read."""
    try:
        # Not `load`: of a key that stands twice it forgets one without a word.
        head = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, ArithmeticError, RecursionError):  # PyYAML lets some through
        return None
    if not isinstance(head, yaml.MappingNode):
        return None
    if not all(isinstance(key, yaml.ScalarNode) for key, _value in head.value):
        return None
    return _once_each([(key.value, value.value) for key, value in head.value if isinstance(value, yaml.ScalarNode)])


def _once_each(pairs: Collection[tuple[str, str]]) -> dict[str, str]:
    """Each key with all that it says."""
    if len(once := dict(pairs)) == len(pairs):
        return once
    said: dict[str, list[str]] = {}
    for key, value in pairs:
        said.setdefault(key, []).append(value)
    return {key: " | ".join(dict.fromkeys(values)) for key, values in said.items()}


def _head(keys: Mapping[str, str]) -> str:
    safe = {key: line for key, value in keys.items() if (line := one_line(value))}
    return yaml.safe_dump(safe, allow_unicode=True, sort_keys=False, width=10_000)


def _parted(text: str) -> tuple[list[str] | None, str]:
    """The lines between the two fences, and the body below them; None where there are not two fences.

    Only the lines of the front matter are looked at: there may be thousands below it, and a note is saved while
    somebody writes in it.
    """
    text = text.replace("\r\n", "\n")
    first, _, rest = text.partition("\n")
    if first.rstrip() != _FENCE:
        return None, text
    lines: list[str] = []
    place = len(text) - len(rest)
    while place < len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        line, place = text[place:end], end + 1
        if line.rstrip() == _FENCE:
            return lines, text[place:]
        lines.append(line)
    return None, text


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
