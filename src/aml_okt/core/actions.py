"""An action: who does what by when, and how that is written as one line of a Markdown task list.

A line is `- [ ] text · ansvarlig: Kari · frist: 2026-12-01`.
"""

import re
from dataclasses import dataclass
from datetime import date

from aml_okt.core.text import one_line

_TASK = re.compile(r"^\s*[-*+] \[(?P<done>[ xX])\] +(?P<rest>.*)$")
_SEPARATOR = " · "
_OWNER = "ansvarlig:"
_DUE = "frist:"


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when. Owner and date may be open."""

    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False

    @property
    def line(self) -> str:
        """The action as a line of the task list."""
        parts = [f"- [{'x' if self.done else ' '}] {_field(self.text)}"]
        if self.owner:
            parts.append(f"{_OWNER} {_field(self.owner)}")
        if self.due:
            parts.append(f"{_DUE} {self.due.isoformat()}")
        return _SEPARATOR.join(parts)


def _field(text: str) -> str:
    """One field of the line: the separator's dot in it would begin another field, so it becomes a bullet."""
    return one_line(text).replace("·", "•")


def parse_line(line: str) -> Action | None:
    """The action in a line of Markdown; None when the line is not a task."""
    found = _TASK.match(line)
    if found is None:
        return None
    first, *rest = (part.strip() for part in found["rest"].split(_SEPARATOR.strip()))
    owner, due, words = "", None, [first]
    for clean in rest:
        if clean.casefold().startswith(_OWNER):
            owner = one_line(clean[len(_OWNER) :])
        elif clean.casefold().startswith(_DUE) and (day := _day(clean[len(_DUE) :])):
            due = day
        else:
            words.append(clean)
    return Action(one_line(_SEPARATOR.join(words)), owner, due, found["done"] != " ")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
