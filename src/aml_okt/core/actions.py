"""An action: who does what by when, and how that is written as one line of a Markdown task list.

A line is `- [ ] text · ansvarlig: Kari · frist: 2026-12-01 · fra: 2026-11-23`, and one that the group has been told is
done `- [x] text · fra: 2026-11-23 · gjort: 2027-01-15`.
"""

import re
from datetime import date

from msgspec import Struct

from aml_okt.core.text import one_line

_TASK = re.compile(r"^\s*[-*+] \[(?P<done>[ xX])\] +(?P<rest>.*)$")
_SEPARATOR = " · "
_OWNER = "ansvarlig:"
_DUE = "frist:"
_SINCE = "fra:"
_TOLD = "gjort:"


class Action(Struct, frozen=True):
    """Who does what by when. Owner and date may be open."""

    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False
    since: date | None = None
    """The day of the session where it was first agreed on; None until it has been carried over to another."""
    told: date | None = None
    """The day of the session in which the group was told that it is done."""

    @property
    def line(self) -> str:
        """The action as a line of the task list."""
        parts = [f"- [{'x' if self.done else ' '}] {_field(self.text)}"]
        if self.owner:
            parts.append(f"{_OWNER} {_field(self.owner)}")
        if self.due:
            parts.append(f"{_DUE} {self.due.isoformat()}")
        if self.since:
            parts.append(f"{_SINCE} {self.since.isoformat()}")
        if self.told:
            parts.append(f"{_TOLD} {self.told.isoformat()}")
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
    owner, words = "", [first]
    days: dict[str, date] = {}
    for clean in rest:
        name = next((each for each in (_OWNER, _DUE, _SINCE, _TOLD) if clean.casefold().startswith(each)), "")
        if name == _OWNER:
            owner = one_line(clean[len(name) :])
        elif name and (day := _day(clean[len(name) :])):
            days[name] = day
        else:
            words.append(clean)
    text, done = one_line(_SEPARATOR.join(words)), found["done"] != " "
    return Action(text, owner, days.get(_DUE), done, days.get(_SINCE), days.get(_TOLD))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
