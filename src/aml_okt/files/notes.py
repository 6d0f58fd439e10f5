"""Notes: ordinary Markdown files in the session's folder, the only home of what was typed.

A note belongs to a step, and in a round to its focus person. It is found again by its front matter, so
that a person may rename the file and a new order of rounds loses nothing.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from aml_okt.core.agenda import Step, Visibility
from aml_okt.core.plan import Participant
from aml_okt.core.text import one_line, slug, visible
from aml_okt.files import front_matter
from aml_okt.files.atomic import make_folder, write_atomically

FOLDER = "notes"
FALLBACK_NAME = "notat"
_NUMBER = re.compile(r"^\d+")


@dataclass(frozen=True, slots=True)
class NoteKey:
    """What a note is about: a step, and in a round the focus person who owns it.

    `round` counts from 1 and only serves the file's name.
    """

    step: str
    number: str
    title: str
    visibility: Visibility
    owner: Participant | None = None
    round: int | None = None

    @classmethod
    def of(cls, step: Step, owner: Participant | None = None, round_number: int | None = None) -> "NoteKey":
        """The key of a step's note, or of one focus person's in a step of rounds."""
        return cls(step.id, step.number, step.title, step.notes, owner, round_number)

    @property
    def identity(self) -> tuple[str, str]:
        """Step and owner: what tells one note from another."""
        return (self.step, self.owner.id if self.owner else "")

    @property
    def file_name(self) -> str:
        """`04-refleksjon.md`, `05b-1-kari.md`: the step's number, then its id or the round and its owner."""
        number = _NUMBER.sub(lambda found: f"{found[0]:0>2}", slug(self.number), count=1)
        what = f"{self.round}-{slug(self.owner.name) or self.owner.id}" if self.owner else slug(self.step)
        return ("-".join(part for part in (number, what) if part) or FALLBACK_NAME) + ".md"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands on the disk."""

    step: str
    title: str
    visibility: Visibility
    owner: str
    text: str
    path: Path


class Notebook:
    """The notes of one session."""

    def __init__(self, session: Path) -> None:
        self._folder = session / FOLDER
        self._paths: dict[tuple[str, str], Path] = {}
        for path in _files(self._folder):
            keys, _ = front_matter.split(_text(path))
            if "step" in keys:
                self._paths.setdefault((keys["step"], keys.get("participant", "")), path)

    def read(self, key: NoteKey) -> str:
        """The text of a note; empty when none has been written.

        Raises:
            OSError: when the file is there and cannot be read.

        """
        path = self._paths.get(key.identity)
        return visible(front_matter.split(_text(path))[1]) if path is not None and path.exists() else ""

    def save(self, key: NoteKey, text: str) -> Path:
        """Write a note; when this returns it is on the disk, at the path given back.

        Raises:
            OSError: when it is not.

        """
        path = self._paths.get(key.identity) or self._unused(key.file_name)
        keys = {
            "step": key.step,
            "title": key.title,
            "visibility": key.visibility.value,
            "owner": key.owner.name if key.owner else "",
            "participant": key.owner.id if key.owner else "",
        }
        make_folder(self._folder)
        write_atomically(path, front_matter.join(keys, text).encode("utf-8", "backslashreplace"))
        self._paths[key.identity] = path
        return path

    def forget(self, key: NoteKey) -> None:
        """Leave the note's file alone from now on; the next save makes a new one beside it."""
        self._paths.pop(key.identity, None)

    def _unused(self, name: str) -> Path:
        taken = {path.name for path in self._paths.values()}
        path = self._folder / name
        number = 2
        while path.exists() or path.name in taken:
            path = self._folder / f"{Path(name).stem}-{number}.md"
            number += 1
        return path


def read_notes(session: Path) -> tuple[Note, ...]:
    """Every note of a session, by file name.

    Whatever cannot be told to be for the minutes is private.

    Raises:
        OSError: when a file cannot be read.

    """
    notes = []
    for path in _files(session / FOLDER):
        keys, body = front_matter.split(_text(path))
        shared = keys.get("visibility") == Visibility.MINUTES.value
        visibility = Visibility.MINUTES if shared else Visibility.PRIVATE
        notes.append(
            Note(
                step=keys.get("step", ""),
                title=one_line(keys.get("title", "")),
                visibility=visibility,
                owner=one_line(keys.get("owner", "")),
                text=visible(body),
                path=path,
            )
        )
    return tuple(notes)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.md") if path.is_file() and not path.name.startswith("."))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")
