"""Reading a file with as few calls of the system as that takes, for whoever reads tens of thousands."""

import os

_BINARY = getattr(os, "O_BINARY", 0)


def bytes_of(path: str, most: int | None = None) -> bytes:
    """What is in a file, or so many bytes of its beginning; it must not be a pipe, which would wait for a writer.

    Raises:
        OSError: when it cannot be read.

    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        size = os.fstat(descriptor).st_size  # asking for more takes room first
        return os.read(descriptor, size if most is None else min(size, most))
    finally:
        os.close(descriptor)
