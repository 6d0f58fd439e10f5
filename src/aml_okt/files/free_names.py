"""Giving a file a name that no other file has, also when another program takes that name in the same instant."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from aml_okt.files.atomic import sync_folder, written_beside
from aml_okt.files.swap import move_to_free


def put_new(folder: Path, name: str, data: bytes, taken: Collection[str] = ()) -> Path:
    """Write a file under this name, or one like it that no other file has; where it is.

    Raises:
        OSError: when it cannot be written, or its name be made to last.

    """
    temporary = written_beside(folder / name, data)
    try:
        path = named(temporary, folder, name, taken)
    except BaseException:
        with suppress(OSError):  # that it could not be put in place is what has to be told
            temporary.unlink()
        raise
    try:
        sync_folder(folder)
    except BaseException:
        with suppress(OSError):  # whoever tries again would find one more each time
            path.unlink()
        raise
    return path


def named(stray: Path, folder: Path, name: str, taken: Collection[str]) -> Path:
    """Give a file of this folder this name, or one like it that no other file has.

    Raises:
        OSError: when the disk would not have it.

    """
    while True:
        path = free(folder / name, taken)
        with suppress(FileExistsError):  # somebody has taken that name just now
            move_to_free(stray, path)
            return path


def put_aside(stray: Path, name: str, taken: Collection[str] = ()) -> Path:
    """Keep a file that came back in a place where people see it; its own hidden one, where the disk refuses."""
    with suppress(OSError):
        return named(stray, stray.parent, name, taken)
    return stray


def free(wanted: Path, taken: Collection[str]) -> Path:
    """The path, with a number where there is a file of that name or one is on its way."""
    path, number = wanted, 2
    while os.path.lexists(path) or path.name in taken:
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        number += 1
    return path
