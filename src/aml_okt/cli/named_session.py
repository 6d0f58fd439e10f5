"""The session that a command is about, and the language that it is held in."""

from pathlib import Path

from aml_okt.files.folders import AGENDA_NAME, find_session
from aml_okt.files.language_line import language_in
from aml_okt.i18n import follow_language


def session_at(root: Path, name: str | None) -> Path:
    """The folder of the session with this name, or of the latest; what is said from now on is in its language.

    Raises:
        NoSuchSessionError: when there is none, or more than one.

    """
    folder = find_session(root, name)
    follow_session(folder)
    return folder


def follow_session(folder: Path) -> None:
    """Speak the language of a session's agenda, where the user has chosen none."""
    follow_language(language_in(folder / AGENDA_NAME))
