"""Markdown with a small YAML front matter: a few keys, each with one line of text."""

import yaml

from aml_okt.core.text import one_line

_FENCE = "---"


def join(keys: dict[str, str], body: str) -> str:
    """A Markdown file with these keys above its body, each value as one safe line. Empty values are left out."""
    safe = {key: line for key, value in keys.items() if (line := one_line(value))}
    head = yaml.safe_dump(safe, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{_FENCE}\n{head}{_FENCE}\n{body}"


def split(text: str) -> tuple[dict[str, str], str]:
    """The keys and the body of a Markdown file; a file without a readable front matter is all body.

    A key whose value is a list or another mapping says nothing here.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    for place, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            try:
                keys = yaml.load("\n".join(lines[1:place]), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only
            except (yaml.YAMLError, ValueError, ArithmeticError, RecursionError):  # PyYAML lets some through
                return {}, text
            if not isinstance(keys, dict):
                return {}, text
            body = "\n".join(lines[place + 1 :])
            return {key: value for key, value in keys.items() if isinstance(key, str) and isinstance(value, str)}, body
    return {}, text
