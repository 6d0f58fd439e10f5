"""Reading a file with as few calls of the system as that takes, for whoever reads tens of thousands.

None of them must be a pipe, which would wait for a writer.
"""

import os

_BINARY = getattr(os, "O_BINARY", 0)


def bytes_of(path: str, most: int | None = None) -> bytes:
    """What is in a file, or so many bytes of it.

    Raises:
        OSError: when it cannot be read.

    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        size = os.fstat(descriptor).st_size  # room for much more than there is takes longer to make than to fill
        return os.read(descriptor, size if most is None else min(size, most))
    finally:
        os.close(descriptor)


def beginning_of(path: str, most: int) -> bytes:
    """The first bytes of a file, a few thousand at the most.

    Raises:
        OSError: when it cannot be read.

    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        return os.read(descriptor, most)
    finally:
        os.close(descriptor)
