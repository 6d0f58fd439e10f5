"""Telling where something is, and no more: a report is pasted where everybody reads it."""

import getpass
import os
import platform
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

HIDDEN = "…"
_COMMON = frozenset(
    {
        ".config", ".local", ".cache", "share", "state", "etc", "home", "media", "mnt", "opt", "srv", "tmp",
        "usr", "var", "run", "private", "volumes", "users", "documents", "dokumenter", "dokument", "my",
        "desktop", "skrivebord", "onedrive", "dropbox", "nextcloud", "icloud", "drive", "library",
        "application", "support", "logs", "caches", "mobile", "appdata", "local", "roaming", "log", "reserve",
        "ovelser", "aml-okt",
    }
)  # fmt: skip
"""The words of folder names that systems and programs give. All others somebody has chosen."""
_PLAIN_VALUE = re.compile(r"[\w.@:;,+-]{1,40}", re.ASCII)
_SHORTEST = 2
"""Letters that a name has at least; what is shorter stands in every word."""


class Surroundings(Struct, frozen=True):
    """Whose computer this is: what is never told, and the environment, of which little is."""

    environment: Mapping[str, str]
    home: Path
    names: tuple[str, ...]
    """What the user and the computer are called."""

    @classmethod
    def here(cls) -> "Surroundings":
        """This process's own."""
        try:
            user, home = getpass.getuser(), Path.home()
        except (KeyError, OSError, RuntimeError):  # a user whom the system has no name or no home for
            user, home = "", Path(os.sep)
        computer = platform.node()
        return cls(os.environ, home, (user, computer, computer.partition(".")[0]))

    def place(self, path: Path) -> str:
        """A path with `~` for the home folder, and without every name that somebody has chosen."""
        path = Path(os.path.abspath(path))  # noqa: PTH100 - as it is written, wherever a link in it leads
        for home in (self.home, Path(os.path.realpath(self.home))):
            if home != home.parent and path.is_relative_to(home):
                return "/".join(("~", *map(_common, path.relative_to(home).parts)))
        return "/".join((path.anchor.rstrip("/\\"), *map(_common, path.parts[1:]))) or "/"

    def masked(self, text: str) -> str:
        """A text without the home folder and the names."""
        for home in {str(self.home), os.path.realpath(self.home)} - {os.sep}:
            text = text.replace(home, "~")
        for name in self.names:
            if len(name) >= _SHORTEST:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
        return text

    def variable(self, name: str) -> str:
        """`NAME=value`, where the variable is set; a value that may be more than a setting is not told."""
        value = self.environment.get(name, "")
        if not value:
            return ""
        return f"{name}={self.masked(value) if _PLAIN_VALUE.fullmatch(value) else HIDDEN}"


def _common(name: str) -> str:
    return name if all(word in _COMMON for word in name.casefold().split()) else HIDDEN
