"""The user's own settings: `config.yaml` in the configuration folder, which need not be there.

    cue: [paplay, gong.ogg]

A command that is played for the clock's cues instead of the terminal's bell; or one for each kind of cue:

    cue:
      warning: [paplay, ting.ogg]
      end: [paplay, gong.ogg]
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aml_okt.core.cues import Cue
from aml_okt.core.message import message
from aml_okt.core.text import acts
from aml_okt.files import yaml_tree
from aml_okt.files.faults import FileFaults, Findings
from aml_okt.files.yaml_tree import LARGEST, Node, Scalar, Sequence, read_tree

SETTINGS_NAME = "config.yaml"

Command = tuple[str, ...]
"""A program and what it is given, run as it stands and by no shell."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has settled. `folder` is where the file lies, from which files that it names are looked for."""

    folder: Path
    cue: Mapping[Cue, Command] = field(default_factory=dict)


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
    cue = _settings(tree, found) if tree is not None else {}
    if faults := found.faults():
        raise SettingsFaults(faults)
    return Settings(folder, cue)


def _says_nothing(data: bytes) -> bool:
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())


def _settings(tree: Node, found: Findings) -> dict[Cue, Command]:
    if not isinstance(tree, yaml_tree.Mapping):
        found.add(tree, message("innstillingene må ha navn."), _EXAMPLE)
        return {}
    cue: dict[Cue, Command] = {}
    for name, (key, value) in tree.entries.items():
        if name == "cue":
            cue = _cues(value, found)
        else:
            found.add(key, message("«{key}» er ingen innstilling.", key=name), _EXAMPLE, name)
    return cue


def _cues(value: Node, found: Findings) -> dict[Cue, Command]:
    """One command for all cues, or one for each of some."""
    if not isinstance(value, yaml_tree.Mapping):
        return dict.fromkeys(Cue, _command(value, found))
    commands: dict[Cue, Command] = {}
    for name, (key, command) in value.entries.items():
        if name in set(Cue):
            commands[Cue(name)] = _command(command, found)
        else:
            kinds = ", ".join(f"«{cue}»" for cue in Cue)
            found.add(
                key, message("«{key}» er ikke noe klokka sier fra om.", key=name),
                message("Skriv en av {kinds}.", kinds=kinds), name,
            )  # fmt: skip
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
