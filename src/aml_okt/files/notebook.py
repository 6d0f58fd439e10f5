"""The notes of a session: ordinary Markdown files in its folder, the only home of what was typed.

A note belongs to a step, and in a round to its focus person. It is found again by its front matter, so
that a person may rename the file and a new order of rounds loses nothing.

Other editors may write in a note at any moment, and a disk may lose it. Nothing of that is taken for an empty
note, and no text is ever replaced by another without being kept.
"""

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from aml_okt.files.atomic import TEMPORARY, is_own, make_folder, sync_folder, write_atomically
from aml_okt.files.late_writes import LateWrites
from aml_okt.files.note_file import (
    FOLDER,
    OTHER,
    NoteKey,
    composed,
    holds_nothing,
    identity_in,
    is_text,
    note_files,
    text_in,
)
from aml_okt.files.swap import KEPT, swap_in

LOOKS, BETWEEN_LOOKS = 10, 0.02
"""How often an empty file is looked at, and the seconds between."""


class Trouble(Enum):
    """What has become of a note's file since it was last seen."""

    VANISHED = "vanished"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Reading:
    """A note's text, and what has become of its file. Text in spite of trouble is what was last seen there.

    `other` is the file with what stood in the note before another program wrote something else there.
    """

    text: str
    trouble: Trouble | None = None
    other: Path | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A note that is on the disk, and the file with what somebody else had written in it meanwhile."""

    path: Path
    other: Path | None = None


class Notebook:
    """The notes of one session, for the one process that writes it."""

    def __init__(self, session: Path, refuges: Iterable[Path] = ()) -> None:
        """Find the notes that there are. `refuges` are folders where notes may have gone that had no place here."""
        self._folder = session / FOLDER
        self._refuges = tuple(refuges)
        self._paths: dict[tuple[str, str], Path] = {}
        self._known: dict[Path, bytes] = {}
        self._late = LateWrites()
        self._elsewhere: dict[Path, tuple[str, str]] = {}
        for path in note_files(self._folder):
            with suppress(OSError):  # one that cannot be read must not keep the session from opening
                self._know(path, path.read_bytes())
        self.found_again = tuple(filter(None, map(self._bring_home, self._left_over())))
        """Notes that an earlier process had not finished saving, or had saved elsewhere, and that are here now."""

    def _know(self, path: Path, data: bytes) -> None:
        self._known[path] = data
        identity = identity_in(data)
        if identity is not None:
            self._paths.setdefault(identity, path)

    def read(self, key: NoteKey) -> Reading:
        """The text of a note; empty when none has been written.

        A file that is there and cannot be read as the note is left alone, and the next save makes a new one.

        Raises:
            OSError: when the file is there and cannot be opened.

        """
        path = self._paths.get(key.identity)
        if path is None:
            stray = (self._folder / key.file_name).exists()
            return Reading("", Trouble.DAMAGED if stray and self._is_free(key.file_name) else None)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return Reading(text_in(self._known.get(path, b"")), Trouble.VANISHED)
        if holds_nothing(data):
            return Reading(text_in(self._known.get(path, b"")), Trouble.DAMAGED)
        try:
            other = self._kept_from(self._known.get(path, b""), text_in(data), path)
        except OSError:
            return Reading(text_in(data))  # what we knew is still known, and is kept as soon as it can be
        self._known[path] = data
        return Reading(text_in(data), other=other)

    def save(self, key: NoteKey, text: str) -> Saved:
        """Write a note; when this returns it is on the disk, and so is what somebody else had written in it.

        Raises:
            OSError: when it is not.

        """
        make_folder(self._folder)
        path = self._paths.get(key.identity) or self._unused(key.file_name)
        known = self._known.get(path)
        try:
            there = path.read_bytes()
        except FileNotFoundError:
            there = known or b""
        data = composed(key, text, known or b"" if holds_nothing(there) else there)
        before = swap_in(path, data)
        self._paths[key.identity], self._known[path] = path, data
        other = None if before is None else self._let_go(before, known, path)
        sync_folder(self._folder)
        return Saved(path, other)

    def save_elsewhere(self, key: NoteKey, text: str) -> Path | None:
        """Write a note wherever there is room for it, when its own place refuses; where it is, or None."""
        home = self._paths.get(key.identity)
        data = composed(key, text, self._known.get(home, b"") if home else b"")
        for refuge in self._refuges:
            with suppress(OSError):  # the next place may do
                make_folder(refuge)
                if is_own(refuge):
                    path = self._place_in(refuge, key)
                    write_atomically(path, data)
                    self._elsewhere[path] = key.identity
                    return path
        return None

    def _place_in(self, refuge: Path, key: NoteKey) -> Path:
        """Where this note is in a refuge already, or a name that is free: what lies there may be all there is of it."""
        for path, identity in self._elsewhere.items():
            if identity == key.identity and path.parent == refuge and path.exists():
                return path
        return _free(refuge / key.file_name, ())

    def forget(self, key: NoteKey) -> None:
        """Leave the note's file alone from now on; the next save makes a new one beside it."""
        self._paths.pop(key.identity, None)

    def _let_go(self, before: Path, known: bytes | None, path: Path) -> Path | None:
        """Forget what we have just replaced, if it was what we knew; else keep it beside the note, and say where.

        Bytes that are no text are kept too: we have only guessed what they were meant to be.
        """
        data = None
        with suppress(OSError):  # what cannot be read is somebody else's
            data = _settled(before)
        if data is not None and (holds_nothing(data) or (data == known and is_text(data))):
            with suppress(OSError):  # it is in nobody's way
                self._late.remove(before, data, path)
            return None
        return self._put_beside(before, path.name) or before

    def written_late(self) -> Iterator[Path]:
        """The new files of texts that another program wrote in a note in the instant that we replaced it.

        Raises:
            OSError: when one cannot be written.

        """
        for note, data in self._late.look():
            other = self._unused(f"{note.stem}~{OTHER}.md")
            write_atomically(other, data)
            yield other

    def _kept_from(self, known: bytes, text: str, path: Path) -> Path | None:
        """Keep what we knew of a note beside it, where another program's text does not hold it any more."""
        ours = text_in(known).strip()
        if not ours or ours in text:
            return None
        other = self._unused(f"{path.stem}~{OTHER}.md")
        write_atomically(other, known)
        return other

    def _put_beside(self, stray: Path, name: str) -> Path | None:
        """Give a file a visible name beside the note it belongs to; None when the disk would not have it."""
        other = self._unused(f"{Path(name).stem}~{OTHER}.md")
        try:
            stray.rename(other)
        except OSError:
            return None
        return other

    def _left_over(self) -> list[Path]:
        """Files of saves that were never finished, and notes that had to go elsewhere."""
        unfinished = [path for end in (TEMPORARY, KEPT) for path in self._folder.glob(f".*{end}")]
        return sorted(unfinished) + [path for refuge in self._refuges if is_own(refuge) for path in note_files(refuge)]

    def _bring_home(self, stray: Path) -> Path | None:
        """Make a note of a file that was left over, unless all that it says is in a note already; the note, if so."""
        name = stray.name
        if name.startswith("."):
            name = name[1:].rsplit(".", 2)[0]
        try:
            data = stray.read_bytes()
            text, identity = text_in(data).strip(), identity_in(data)
            of_the_same = [text_in(known) for known in tuple(self._known.values()) if identity_in(known) == identity]
            if not holds_nothing(data) and text and not any(text in known for known in of_the_same):
                make_folder(self._folder)
                alone = identity is not None and identity not in self._paths
                home = self._unused(name if alone else f"{Path(name).stem}~{OTHER}.md")
                write_atomically(home, data)
                self._know(home, data)
                stray.unlink()
                return home
            stray.unlink()
        except OSError:
            return None  # it stays where it is, and is found again the next time
        return None

    def _is_free(self, name: str) -> bool:
        # A copy: a save in another thread may find a place for one more note meanwhile.
        return name not in {path.name for path in tuple(self._paths.values())}

    def _unused(self, name: str) -> Path:
        return _free(self._folder / name, {path.name for path in tuple(self._paths.values())})


def _free(wanted: Path, taken: Collection[str]) -> Path:
    """The path, with a number where there is a file of that name or one is on its way."""
    path, number = wanted, 2
    while path.exists() or path.name in taken:
        path = wanted.with_name(f"{wanted.stem}-{number}.md")
        number += 1
    return path


def _settled(path: Path) -> bytes:
    """What is in a file; one that is empty may have been emptied in order to be written, so it gets a moment."""
    for _look in range(LOOKS):
        if data := path.read_bytes():
            return data
        time.sleep(BETWEEN_LOOKS)
    return b""
