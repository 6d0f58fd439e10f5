"""The user's own settings: `config.yaml` in the configuration folder, which need not be there.

    cue: [paplay, gong.ogg]

A command that is played for the clock's cues instead of the terminal's bell; or one for each kind of cue:

    cue:
      warning: [paplay, ting.ogg]
      end: [paplay, gong.ogg]

    private_notes_days: 30

After so many days `start` offers to erase the private notes of a session.

    language: nn

The language that the program speaks, whatever the agenda's is.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from aml_okt.core.cues import Cue
from aml_okt.core.message import message
from aml_okt.core.text import acts
from aml_okt.files import yaml_tree
from aml_okt.files.agenda_draft import closest, either, suggestion
from aml_okt.files.faults import FileFaults, Findings, quoted
from aml_okt.files.folders import SETTINGS_NAME
from aml_okt.files.yaml_tree import LARGEST, Node, Scalar, Sequence, read_tree
from aml_okt.i18n import LANGUAGES, known_language

MOST_DAYS = 36_525
"""A hundred years."""

Command = tuple[str, ...]
"""A program and what it is given, run as it stands and by no shell."""


class Settings(Struct, frozen=True):
    """What the user has settled. `folder` is where the file lies, from which files that it names are looked for."""

    folder: Path
    cue: Mapping[Cue, Command] = field(default_factory=dict)
    private_notes_days: int | None = None
    """After so many days `start` offers to erase the private notes of a session; None never does."""
    language: str | None = None
    """The language that the program speaks; None is the agenda's. It is read before all else, by `language_in`."""


KEYS = tuple(name for name in Settings.__struct_fields__ if name != "folder")
"""What can be settled; docs/configuration.md tells of each."""


class SettingsFaults(FileFaults):
    """Settings that cannot be used."""


def read_settings(folder: Path) -> Settings:
    """The settings in the user's configuration folder; the usual ones where there is no file, or nothing in it.

    Raises:
        SettingsFaults: when the file holds something else.
        OSError: when it is there and cannot be read.

    """
    path = folder / SETTINGS_NAME
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Settings(folder)
    if _says_nothing(data):
        return Settings(folder)
    found = Findings(str(path))
    tree = read_tree(data, found)
    settings = Settings(folder) if tree is None else _settings(folder, tree, found)
    if faults := found.faults():
        raise SettingsFaults(faults)
    return settings


def _says_nothing(data: bytes) -> bool:
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())


def _settings(folder: Path, tree: Node, found: Findings) -> Settings:
    settings = Settings(folder)
    if not isinstance(tree, yaml_tree.Mapping):
        found.add(tree, message("innstillingene må ha navn."), _EXAMPLE)
        return settings
    for name, (key, value) in tree.entries.items():
        match name:
            case "cue":
                settings = replace(settings, cue=_cues(value, found))
            case "private_notes_days":
                settings = replace(settings, private_notes_days=_days(value, found))
            case "language":
                settings = replace(settings, language=_language(value, found))
            case _:
                what = message("«{key}» er ingen innstilling.", key=quoted(name))
                found.add(key, what, suggestion(closest(name, KEYS), KEYS), name)
    return settings


def _days(value: Node, found: Findings) -> int | None:
    """A number of days, from one to a hundred years."""
    text = value.text.strip() if isinstance(value, Scalar) else ""
    if re.fullmatch(r"[1-9][0-9]{0,4}", text) and int(text) <= MOST_DAYS:
        return int(text)
    found.add(
        value,
        message("«private_notes_days» må være et antall dager, fra 1 til {most}.", most=MOST_DAYS),
        message("Skriv for eksempel «private_notes_days: 30»."),
        text,
    )
    return None


def _language(value: Node, found: Findings) -> str | None:
    """One of the languages that there are, or another way of naming it."""
    text = value.text.strip() if isinstance(value, Scalar) else ""
    known = known_language(text)
    if known is None:
        what = message("«language» må være et språk som programmet snakker.")
        found.add(value, what, message("Skriv {known}.", known=either(LANGUAGES)), text)
    return known


def _cues(value: Node, found: Findings) -> dict[Cue, Command]:
    """One command for all cues, or one for each of some."""
    if not isinstance(value, yaml_tree.Mapping):
        return dict.fromkeys(Cue, _command(value, found))
    commands: dict[Cue, Command] = {}
    for name, (key, command) in value.entries.items():
        if name in set(Cue):
            commands[Cue(name)] = _command(command, found)
        else:
            what = message("«{key}» er ikke noe klokka sier fra om.", key=quoted(name))
            found.add(key, what, suggestion(closest(name, Cue), Cue), name)
    return commands


def _command(value: Node, found: Findings) -> Command:
    words = value.items if isinstance(value, Sequence) else []
    texts = tuple(word.text for word in words if isinstance(word, Scalar))
    if not texts or len(texts) != len(words) or not texts[0] or any(map(acts, "".join(texts))):
        offending = value.text if isinstance(value, Scalar) else ""
        found.add(value, message("«cue» må være en liste: programmet, og det programmet skal få."), _EXAMPLE, offending)
        return ()
    return texts


_EXAMPLE = message("Skriv for eksempel «cue: [paplay, gong.ogg]».")
