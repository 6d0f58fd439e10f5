"""A file of a word processor: a zip of parts, which come and go here without saying who packed them, or when."""

import io
import zipfile
from collections.abc import Mapping

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say; the same in every file, so that the same parts give the same bytes."""

MIMETYPE = "mimetype"
"""What an OpenDocument says first, uncompressed, so that others know it by its first bytes."""


def unpacked(package: bytes) -> dict[str, bytes]:
    """The parts by their names, in order.

    Raises:
        zipfile.BadZipFile: when it is no zip, or a broken one.

    """
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name in sorted(parts, key=lambda name: name != MIMETYPE):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            # Of no system in particular.
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return written.getvalue()
