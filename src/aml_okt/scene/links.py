"""What a step's link may open. An agenda may come by e-mail, and its link is opened with one key."""

from pathlib import Path

from msgspec import Struct

from aml_okt.i18n import gettext as _

SHOWN = frozenset({
    ".mp4", ".m4v", ".mkv", ".mov", ".avi", ".webm", ".wmv", ".mpg", ".mpeg", ".mp3", ".m4a", ".ogg", ".wav", ".flac",
    ".pdf", ".pptx", ".ppt", ".ppsx", ".odp", ".docx", ".doc", ".odt", ".rtf", ".txt", ".md", ".html", ".htm",
    ".png", ".jpg", ".jpeg", ".gif", ".webp",
})  # fmt: skip
"""How the names of films, sounds, pictures and documents end. Anything else might be a program."""


def is_web(link: str) -> bool:
    """Whether it is a web address."""
    return link.startswith(("https://", "http://"))


def file_at(link: str, folder: str) -> Path | None:
    """The file that a link names, beside the agenda or by its whole path, if there is one.

    A path can be strange in more ways than one. One that names another computer, as `\\\\server\\film.mp4` does on
    Windows, is not even looked at: to look is to tell that computer who we are.
    """
    if link.lstrip().startswith(("\\\\", "//", "\\/", "/\\")):
        return None
    try:
        file = (Path(folder) / Path(link).expanduser()).resolve()
        return file if file.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def only_shows(file: Path) -> bool:
    """Whether opening a file shows or plays it, and starts no program."""
    return file.suffix.casefold() in SHOWN


class Address(Struct, frozen=True):
    """What a link leads to, and may be opened."""

    url: str


def address_of(link: str, folder: str) -> Address | str:
    """The address that a step's link means for an agenda that lay in `folder`, or why it is not opened."""
    if is_web(link):
        return Address(link)
    if (file := file_at(link, folder)) is None:
        return _("Fant ikke {link}. Åpne lenka selv, eller rett den i agendaen.").format(link=link)
    if not only_shows(file):
        told = _("{link} er verken film, bilde eller dokument. Åpne det selv hvis dere stoler på det.")
        return told.format(link=link)
    return Address(file.as_uri())
