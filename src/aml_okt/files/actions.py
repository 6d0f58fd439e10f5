"""Actions on disk: `tiltak.md`, a plain Markdown task list that people may edit by hand.

Lines that are not tasks are kept as they are.
"""

from pathlib import Path

from aml_okt.core.actions import Action, parse_line
from aml_okt.files.atomic import write_atomically

FILE_NAME = "tiltak.md"

__all__ = ["FILE_NAME", "Action", "ActionList", "parse_line"]


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
        text = self._path.read_text(encoding="utf-8-sig", errors="surrogateescape")
        return text.removesuffix("\n").split("\n") if text else []

    def _write(self, lines: list[str]) -> None:
        write_atomically(self._path, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))
