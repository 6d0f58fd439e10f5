"""Actions on disk: `tiltak.md`, a plain Markdown task list that people may edit by hand.

A line is `- [ ] text · ansvarlig: Kari · frist: 2026-12-01`. Lines that are not tasks are kept as they are.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aml_okt.core.text import one_line
from aml_okt.files.atomic import write_atomically

FILE_NAME = "tiltak.md"
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
    owner, due, words = "", None, []
    for part in found["rest"].split(_SEPARATOR.strip()):
        clean = part.strip()
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


class ActionList:
    """The actions of one session."""

    def __init__(self, session: Path) -> None:
        self._path = session / FILE_NAME

    def read(self) -> tuple[Action, ...]:
        """The actions as they stand on the disk; none when there is no file.

        Raises:
            OSError: when the file is there and cannot be read.

        """
        return tuple(action for line in self._lines() if (action := parse_line(line)))

    def add(self, action: Action) -> None:
        """Write one more action; when this returns it is on the disk.

        Raises:
            OSError: when it is not.

        """
        self._write([*self._lines(), action.line])

    def replace(self, place: int, action: Action | None) -> None:
        """Write another action where the one at `place` stands, or none.

        Raises:
            IndexError: when there is no such action.
            OSError: when it could not be written.

        """
        lines = self._lines()
        tasks = [number for number, line in enumerate(lines) if parse_line(line)]
        lines[tasks[place] : tasks[place] + 1] = [action.line] if action else []
        self._write(lines)

    def _lines(self) -> list[str]:
        if not self._path.exists():
            return []
        return self._path.read_text(encoding="utf-8", errors="replace").splitlines()

    def _write(self, lines: list[str]) -> None:
        write_atomically(self._path, "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))
