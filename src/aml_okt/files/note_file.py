"""A note as a file: Markdown under a front matter that says which note it is, and who may see it."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from aml_okt.core.agenda import Step, Visibility
from aml_okt.core.plan import Participant
from aml_okt.core.sharing import is_shared_from_rounds, shared_from
from aml_okt.core.text import one_line, slug, visible
from aml_okt.files import front_matter
from aml_okt.files.atomic import holds_nothing

FOLDER = "notes"
OTHER = "annen"
"""Marks the file of a text that another program had written; `~` sorts it after the note itself."""
FALLBACK_NAME = "notat"
COPY_FOR_OWNER = "notater-"
"""How the name of a document begins that gives a participant their own notes."""
_DRAFT = "utkast til "
"""How the step of a draft begins. No agenda has a step with a space in its id."""
_NAME_OF_SHARED = "delt"
_AFTER = "aml-okt-after"
"""The key of what a note that lies elsewhere would have taken the place of."""
_NUMBER_OF_STATE = "aml-okt-number"
"""The key of which of several states of a note that lie elsewhere this is."""
_BESIDE = re.compile(rf"~{OTHER}(-\d+)?$")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_NUMBER = re.compile(r"^\d+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$")
"""What Windows keeps for its devices, whatever comes after the dot."""


class NoteKey(Struct, frozen=True):
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
        """The key of a step's note, or of one focus person's in a step of rounds, where each note is private."""
        visibility = step.notes if step.repeat is None else Visibility.PRIVATE
        return cls(step.id, step.number, step.title, visibility, owner, round_number)

    @classmethod
    def shared(cls, rounds: Step, title: str) -> "NoteKey":
        """The key of what the group shares from a step of rounds: nobody's own, and for the minutes."""
        return cls(shared_from(rounds.id), rounds.number, title, Visibility.MINUTES)

    @classmethod
    def draft(cls, of: str, title: str) -> "NoteKey":
        """The key of what stands in a form that is not saved: a note of no step, that nobody else is to see."""
        return cls(f"{_DRAFT}{of}", "", title, Visibility.PRIVATE)

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft, which has no file when there is nothing in it."""
        return self.step.startswith(_DRAFT)

    @property
    def is_shared(self) -> bool:
        """Whether this is what the group shares from its rounds."""
        return is_shared_from_rounds(self.step)

    @property
    def identity(self) -> tuple[str, str]:
        """Step and owner: what tells one note from another."""
        return (self.step, self.owner.id if self.owner else "")

    @property
    def file_name(self) -> str:
        """`04-refleksjon.md`, `05b-1-kari.md`, `05b-delt.md`.

        The step's number, then its id, the round and its owner, or that it is shared.
        """
        number = _NUMBER.sub(lambda found: f"{found[0]:0>2}", slug(self.number), count=1)
        if self.owner:
            what = f"{self.round}-{slug(self.owner.name) or self.owner.id}"
        else:
            what = _NAME_OF_SHARED if self.is_shared else slug(self.step)
        stem = "-".join(part for part in (number, what) if part) or FALLBACK_NAME
        return f"{FALLBACK_NAME}-{stem}.md" if _RESERVED.match(stem) else f"{stem}.md"


class Note(Struct, frozen=True):
    """A note as it stands on the disk. One that holds nothing but zeros has lost its text."""

    step: str
    title: str
    visibility: Visibility
    owner: str
    text: str
    path: Path
    lost: bool = False
    participant: str = ""
    """The id of the participant who owns it; the name in `owner` is for people who read the file."""

    @property
    def is_draft(self) -> bool:
        """Whether it is what stood in a form that was not saved, and no note of a step."""
        return self.step.startswith(_DRAFT)

    @property
    def says_something(self) -> bool:
        """Whether there are words in it, or were until the disk lost them."""
        return self.lost or bool(self.text.strip())

    @property
    def is_ours(self) -> bool:
        """Whether this program has written it, as its front matter says, or it is what a disk left of such a note.

        What was put beside a note has its name from us, whatever it says: it is what the note was, or was to be.
        """
        return self.path.suffix == ".md" and (bool(self.step) or self.lost or is_beside(self.path))


def read_notes(session: Path) -> tuple[Note, ...]:
    """Every note of a session, by file name.

    Whatever cannot be told to be for the minutes is private. So is what was put beside a note: somebody has taken it
    out there, or has written something else. And so is a note that has an owner, whatever else it says.

    Raises:
        OSError: when a file cannot be read.

    """
    return tuple(map(read_note, note_files(session / FOLDER)))


def read_drafts(session: Path) -> tuple[Note, ...]:
    """What stood in forms that were not saved. What cannot be read is no draft that anybody could go on with."""
    notes = []
    for path in note_files(session / FOLDER):
        with suppress(OSError):
            notes.append(read_note(path))
    return tuple(note for note in notes if note.is_draft and note.text.strip() and not is_beside(note.path))


def read_note(path: Path) -> Note:
    """The note in a file.

    Raises:
        OSError: when the file cannot be read.

    """
    return note_in(path, path.read_bytes())


def note_in(path: Path, data: bytes) -> Note:
    """The note that a file with these bytes is."""
    keys, body = front_matter.split(_decoded(data))
    shared = is_for_minutes(keys) and not is_beside(path)
    return Note(
        step=keys.get("step", ""),
        title=one_line(keys.get("title", "")),
        visibility=Visibility.MINUTES if shared else Visibility.PRIVATE,
        owner=one_line(keys.get("owner", "")),
        text=visible(body),
        path=path,
        lost=holds_nothing(data),
        participant=keys.get("participant", ""),
    )


def composed(key: NoteKey, text: str, there: bytes, away: bytes = b"") -> bytes:
    """The bytes of a note's file, where `there` stands before and `away` lay elsewhere meanwhile.

    What their front matter said beside ours is kept. A file that did not say it is for the minutes is private, as it
    is for whoever reads it, and stays so.
    """
    return _composed(key, text, (away, there), {})


def composed_elsewhere(key: NoteKey, text: str, there: bytes, away: bytes, number: int) -> bytes:
    """The bytes of a note that has to lie elsewhere: they say what they would have taken the place of.

    `number` grows with each state of the note.
    """
    return _composed(key, text, (away, there), {_AFTER: _mark_of(there), _NUMBER_OF_STATE: str(number)})


def _composed(key: NoteKey, text: str, before: Iterable[bytes], more: dict[str, str]) -> bytes:
    keys = {
        "step": key.step,
        "title": key.title,
        "visibility": key.visibility.value,
        "owner": key.owner.name if key.owner else "",
        "participant": key.owner.id if key.owner else "",
    }
    base, kept = "", dict[str, str]()
    for data in before:
        if not holds_nothing(data):
            base = _decoded(data)
            said, _ = front_matter.split(base)
            if not is_for_minutes(said):
                keys["visibility"] = Visibility.PRIVATE.value
            kept |= said
    without = {_AFTER, _NUMBER_OF_STATE} - set(more)
    in_base, _ = front_matter.split(base)
    others = {name: value for name, value in kept.items() if name not in in_base}
    now = {name: value for name, value in (others | keys | more).items() if name not in without}
    return front_matter.rewritten(base, now, text, without).encode("utf-8", "backslashreplace")


def is_for_minutes(keys: Mapping[str, str]) -> bool:
    """Whether a front matter says that its note may be in the minutes; only a round gives a note an owner."""
    owned = keys.get("owner") or keys.get("participant")
    return not owned and keys.get("visibility") == Visibility.MINUTES.value


def at_home(data: bytes) -> bytes:
    """The bytes of a note that lay elsewhere, as they are in its place."""
    keys, body = front_matter.split(_decoded(data))
    if _AFTER not in keys:
        return data
    elsewhere = (_AFTER, _NUMBER_OF_STATE)
    return front_matter.rewritten(_decoded(data), {}, body, elsewhere).encode("utf-8", "backslashreplace")


def number_of_state(elsewhere: bytes) -> int:
    """Which state of a note lies elsewhere; a higher number is a later one."""
    keys, _ = front_matter.split(_decoded(elsewhere))
    number = keys.get(_NUMBER_OF_STATE, "")
    return int(number) if re.fullmatch(r"[0-9]{1,15}", number) else 0


def comes_after(elsewhere: bytes, there: bytes) -> bool:
    """Whether what lies elsewhere is a later state of the note than what stands in its place.

    It says itself what it would have taken the place of.
    """
    keys, _ = front_matter.split(_decoded(elsewhere))
    return holds_nothing(there) or keys.get(_AFTER) == _mark_of(there)


def holds(text: str, part: str) -> bool:
    """Whether a text holds another as it stands, and not as letters within its words: «Per» is not in «Personal»."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


def beside(note: Path) -> str:
    """The name of a file beside a note, with what somebody else has written in it."""
    return f"{note.stem}~{OTHER}.md"


def is_of_a_draft(identity: tuple[str, str] | None) -> bool:
    """Whether a file that says so is what stood in a form, and no note of a step."""
    return identity is not None and identity[0].startswith(_DRAFT)


def is_beside(path: Path) -> bool:
    """Whether a file is what was put beside a note, because it is another's text or an older one."""
    return _BESIDE.search(path.stem) is not None


def name_beside(path: Path) -> str:
    """The name of the note that a file was put beside; of one that was not, its own."""
    return f"{_BESIDE.sub('', path.stem)}{path.suffix}"


def _mark_of(data: bytes) -> str:
    import hashlib  # noqa: PLC0415 - it takes longer to load than all that only reads notes

    return hashlib.sha256(data).hexdigest()[:16]


def note_files(folder: Path) -> list[Path]:
    """The files in a folder that may be notes, by name."""
    return sorted(path for path in folder.glob("*.md") if path.is_file() and not path.name.startswith("."))


def identity_in(data: bytes) -> tuple[str, str] | None:
    """Which note a file says it is; None when it does not."""
    keys, _ = front_matter.split(_decoded(data))
    return (keys["step"], keys.get("participant", "")) if "step" in keys else None


def text_in(data: bytes) -> str:
    """What a person reads in a note's file."""
    return visible(front_matter.split(_decoded(data))[1])


def _decoded(data: bytes) -> str:
    """The text in a file. One that is not UTF-8 was saved by an old editor on Windows, or has been damaged."""
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    text = data.decode("utf-8-sig", "replace")
    unknown = text.count(_UNKNOWN)
    if unknown >= sum(not char.isascii() for char in text) - unknown:
        return data.decode("cp1252", "replace")
    return text


def is_text(data: bytes) -> bool:
    """Whether bytes are what they seem, so that whoever has decoded them knows what they are."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False
