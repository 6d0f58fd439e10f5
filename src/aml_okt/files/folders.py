"""Where things are: the folder of sessions, the name of a session's folder, and how to find one again."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import platformdirs

from aml_okt.core.text import slug
from aml_okt.files.atomic import make_folder
from aml_okt.files.journal import JOURNAL_NAME

APP = "aml-okt"
AGENDA_NAME = "agenda.yaml"
FALLBACK_NAME = "okt"


class NoSuchSessionError(LookupError):
    """No session, or more than one, answers to a name; `candidates` are those that nearly do."""

    def __init__(self, name: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self.name, self.candidates = name, candidates


def default_root() -> Path:
    """The folder of sessions where the user has named none: `aml-okt` among the documents."""
    return platformdirs.user_documents_path() / APP


def configuration_folder() -> Path:
    """The user's configuration folder for this program."""
    return platformdirs.user_config_path(APP, appauthor=False)


def built_in_agenda() -> Path:
    """The agenda that comes with the program; in a checkout it lies at the top, where people look for it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / AGENDA_NAME
    return inside if inside.exists() else package.parent.parent / AGENDA_NAME


def make_session_folder(root: Path, begun: datetime, unit: str) -> Path:
    """Make the folder of a new session: `2026-11-23-1000-barnevernet`, with a number where that is taken.

    Raises:
        OSError: when it cannot be made.

    """
    make_folder(root)
    name = f"{begun:%Y-%m-%d-%H%M}-{slug(unit) or FALLBACK_NAME}"
    number = 1
    while True:
        folder = root / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return folder


def sessions(root: Path) -> tuple[Path, ...]:
    """The folders of all sessions, the latest first."""
    return tuple(sorted(_session_folders(root), key=lambda folder: folder.name, reverse=True))


def find_session(root: Path, name: str | None) -> Path:
    """The session's folder: a path, a name or an unambiguous beginning of one; without a name the latest.

    Raises:
        NoSuchSessionError: when there is none, or more than one.

    """
    known = sessions(root)
    if name is None:
        if not known:
            raise NoSuchSessionError("")
        return known[0]
    path = Path(name).expanduser()
    if (path / JOURNAL_NAME).is_file():
        return path
    matches = [folder for folder in known if folder.name == name] or [
        folder for folder in known if folder.name.startswith(name)
    ]
    if len(matches) == 1:
        return matches[0]
    raise NoSuchSessionError(name, tuple(folder.name for folder in matches))


def _session_folders(root: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(root))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir() and Path(entry.path, JOURNAL_NAME).is_file():
            yield Path(entry.path)
