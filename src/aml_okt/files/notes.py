"""Notes: ordinary Markdown files in the session's folder, the only home of what was typed.

A note belongs to a step, and in a round to its focus person. It is found again by its front matter, so
that a person may rename the file and a new order of rounds loses nothing.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aml_okt.core.agenda import Step, Visibility
from aml_okt.core.plan import Participant
from aml_okt.core.text import one_line, slug, visible
from aml_okt.files import front_matter
from aml_okt.files.atomic import make_folder, write_atomically

FOLDER = "notes"
OTHER = "annen"
"""Marks the file of a text that another program had written; `~` sorts it after the note itself."""
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
        self._known: dict[Path, bytes] = {}
        for path in _files(self._folder):
            with suppress(OSError):  # one that cannot be read must not keep the session from opening
                self._known[path] = path.read_bytes()
                keys, _ = front_matter.split(_decoded(self._known[path]))
                if "step" in keys:
                    self._paths.setdefault((keys["step"], keys.get("participant", "")), path)

    def read(self, key: NoteKey) -> str:
        """The text of a note; empty when none has been written.

        Raises:
            OSError: when the file is there and cannot be read.

        """
        path = self._paths.get(key.identity)
        if path is None or not path.exists():
            return ""
        self._known[path] = path.read_bytes()
        return visible(front_matter.split(_decoded(self._known[path]))[1])

    def set_aside(self, key: NoteKey) -> Path | None:
        """Keep what another program has written in the note since we last saw it; where, if it had.

        Raises:
            OSError: when it could not be kept. The note must then not be saved over it.

        """
        path = self._paths.get(key.identity)
        if path is None or not path.exists():
            return None
        there = path.read_bytes()
        if there == self._known.get(path):
            return None
        other = self._unused(f"{path.stem}~{OTHER}.md")
        write_atomically(other, there)
        self._known[path] = self._known[other] = there
        return other

    def save(self, key: NoteKey, text: str) -> Path:
        """Write a note; when this returns it is on the disk, at the path given back.

        What the file's front matter says beside ours is kept. A file that does not say it is for the minutes
        is private, as it is for whoever reads it, and stays so.

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
        there = self._known.get(path, b"")
        before, _ = front_matter.split(_decoded(there))
        if there and before.get("visibility") != Visibility.MINUTES.value:
            keys["visibility"] = Visibility.PRIVATE.value
        make_folder(self._folder)
        data = front_matter.join({**before, **keys}, text).encode("utf-8", "backslashreplace")
        write_atomically(path, data)
        self._paths[key.identity], self._known[path] = path, data
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
        keys, body = front_matter.split(_decoded(path.read_bytes()))
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


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")
