"""The single file at work: finds where it has been unpacked, or unpacks itself, and begins the program.

A compiled part can only be loaded from a folder, and Python keeps what it has compiled beside the source; from the
archive itself each start would take seconds. So the file is unpacked once for each Python, where only its user can
write, among what may be thrown away at any time. What every start goes through loads next to nothing.
"""

import os
import sys
from contextlib import suppress
from importlib.machinery import EXTENSION_SUFFIXES
from zipimport import zipimporter

APP = "aml-okt"
CONTENTS = "contents"
"""A line that no two files with different contents share; then one for each part: its size in bytes, and its path."""
EVERYWHERE = "lib/"
"""Where the parts are that every Python runs; what is compiled lies in `compiled/`, in a folder named by `_this`."""

Parts = dict[str, tuple[str, int]]
"""What this Python runs: by its path in the folder, its path in the archive and its size."""


def begin() -> None:
    """Begin the program; without a word after the file's name a session, which is what whoever clicks on it wants."""
    alone = len(sys.argv) == 1
    if alone:
        sys.argv.append("start")
    sys.path[0] = _program(sys.path[0])
    from aml_okt.__main__ import main  # noqa: PLC0415 - we have only just put it there

    try:
        main()
    finally:
        if alone and os.name == "nt":
            # The window closes with the program, and with it what was said in the end.
            with suppress(EOFError):
                input("Trykk Enter for å lukke vinduet. / Press Enter to close the window. ")


def _program(archive: str) -> str:
    """The folder of the program, unpacked now or before."""
    digest, parts = _contents(archive)
    home = _home()
    folder = "" if home is None else os.path.join(home, f"{digest}-{_this()}")
    if folder and is_whole(folder, parts):
        # Tells when it was last used.
        with suppress(OSError):
            os.utime(folder)
        return folder
    # What it takes to unpack is loaded when there is something to unpack.
    from unpacking import unpacked, unpacked_for_now  # noqa: PLC0415

    return (folder and unpacked(archive, parts, folder)) or unpacked_for_now(archive, parts)


def _this() -> str:
    """What compiled parts for this Python are called; macOS calls those of both its kinds of processor the same."""
    name = EXTENSION_SUFFIXES[0].strip(".").rpartition(".")[0]
    return f"{name}-{os.uname().machine}" if sys.platform == "darwin" else name


def _contents(archive: str) -> tuple[str, Parts]:
    """What no other file has, and the parts; ends where nothing is compiled for this Python."""
    digest, *lines = zipimporter(archive).get_data(CONTENTS).decode("utf-8").splitlines()
    compiled = f"compiled/{_this()}/"
    parts: Parts = {}
    for line in lines:
        size, _, path = line.partition(" ")
        for place in (EVERYWHERE, compiled):
            if path.startswith(place):
                parts[path[len(place) :]] = path, int(size)
    if not any(path.startswith(compiled) for path, _ in parts.values()):
        this = f"Python {sys.version.partition(' ')[0]} ({_this()})"
        sys.exit(
            f"Denne fila har ikke det som trengs for {this}. Prøv en annen Python, eller installer med pip.\n"
            f"This file does not have what {this} needs. Try another Python, or install with pip."
        )
    return digest, parts


def _home() -> str | None:
    """The folder for all that may be thrown away, made now if need be; None when it cannot be had for us alone."""
    named = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    usual = {"nt": "~/AppData/Local", "posix": "~/.cache"}[os.name]
    above = named if os.path.isabs(named) else "~/Library/Caches" if sys.platform == "darwin" else usual
    home = os.path.join(os.path.expanduser(above), APP, "program")
    try:
        os.makedirs(home, mode=0o700, exist_ok=True)
        seen = os.stat(home)
    except OSError:
        return None
    # What others can write is not what we run.
    ours = os.name == "nt" or (seen.st_uid == os.getuid() and not seen.st_mode & 0o022)
    return home if ours else None


def is_whole(folder: str, parts: Parts) -> bool:
    """Whether everything is there, as long as it should be: a cleaner or a full disk may have taken some."""
    try:
        return all(os.stat(f"{folder}/{path}").st_size == size for path, (_, size) in parts.items())
    except OSError:
        return False
