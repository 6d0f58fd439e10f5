"""Markdown with a small YAML front matter: a few keys, each with one line of text."""

import yaml

_FENCE = "---"


def join(keys: dict[str, str], body: str) -> str:
    """A Markdown file with these keys above its body. Empty values are left out."""
    head = yaml.safe_dump(
        {key: value for key, value in keys.items() if value}, allow_unicode=True, sort_keys=False, width=10_000
    )
    return f"{_FENCE}\n{head}{_FENCE}\n{body}"


def split(text: str) -> tuple[dict[str, str], str]:
    """The keys and the body of a Markdown file; a file without a readable front matter is all body."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    for place, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            try:
                keys = yaml.load("\n".join(lines[1:place]), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only
            except yaml.YAMLError:
                return {}, text
            if not isinstance(keys, dict):
                return {}, text
            body = "\n".join(lines[place + 1 :])
            return {str(key): str(value) for key, value in keys.items()}, body
    return {}, text
