"""The journal on disk: JSON Lines, one event a line, only ever appended, each line on the disk before it counts.

A line is `{"n":…,"wall":…,"clock":…,"event":…, fields…,"crc":"…"}`: the number from 1, the wall clock with
its offset, the suspend-proof clock's reading as an ISO duration, the event's name and fields, and the
CRC-32 (eight hexadecimal digits) of the line as it would be without its `crc` field.
"""

import errno
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from aml_okt.core.events import Event, Moment, Record
from aml_okt.files.atomic import PRIVATE_FILE, sync_folder

JOURNAL_NAME = "journal.jsonl"
_BINARY = getattr(os, "O_BINARY", 0)
_TRAILER = re.compile(rb',"crc":"([0-9a-f]{8})"\}$')


class _Head(msgspec.Struct):
    n: int
    wall: datetime
    clock: timedelta


_heads = msgspec.json.Decoder(_Head)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class DamagedJournalError(ValueError):
    """A journal with damage that is not just an unfinished last line. `line` counts from 1."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path}, line {line}")
        self.path, self.line = path, line


@dataclass(frozen=True, slots=True)
class Contents:
    """What a journal holds: its records, how many bytes they take, and the unfinished end, mostly empty."""

    records: tuple[Record, ...]
    intact: int
    tail: bytes


def encode(record: Record) -> bytes:
    """A record as a line of the journal, its line feed included."""
    head = msgspec.json.encode(_Head(record.number, record.moment.wall, record.moment.steady))
    body = head[:-1] + b"," + msgspec.json.encode(record.event)[1:]
    return body[:-1] + b',"crc":"%08x"}\n' % zlib.crc32(body)


def decode(line: bytes) -> Record | None:
    """The record in a line without its line feed; None when the line is damaged."""
    trailer = _TRAILER.search(line)
    if trailer is None or zlib.crc32(line[: trailer.start()] + b"}") != int(trailer[1], 16):
        return None
    try:
        head = _heads.decode(line)
        return Record(head.n, Moment(head.wall, head.clock), _events.decode(line))
    except msgspec.MsgspecError:
        return None


def read(path: Path) -> Contents:
    """What the journal at `path` holds. Reading changes nothing on the disk.

    A damaged last line is what a process leaves that was killed while it wrote; it comes back as `tail`.

    Raises:
        OSError: when the file cannot be read.
        DamagedJournalError: when a line before the last is damaged or out of order.

    """
    data = path.read_bytes()
    records: list[Record] = []
    intact = 0
    for number, (line, whole) in enumerate(_lines(data), 1):
        record = decode(line) if whole else None
        if record is None or record.number != number:
            if intact + len(line) + whole < len(data):
                raise DamagedJournalError(path, number)
            break
        records.append(record)
        intact += len(line) + 1
    return Contents(tuple(records), intact, data[intact:])


def _lines(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """Each line without its line feed, and whether it had one."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        if end < 0:
            yield data[start:], False
            return
        yield data[start:end], True
        start = end + 1


class Journal:
    """An open journal to append to. Only the holder of the session's lock may have one."""

    def __init__(self, path: Path) -> None:
        """Open the journal, new or not.

        Raises:
            OSError: when it cannot be opened.

        """
        new = not path.exists()
        self.path = path
        self._descriptor: int | None = _open(path, os.O_CREAT)
        self._size = os.fstat(self._descriptor).st_size
        if new:
            sync_folder(path.parent)

    def append(self, records: tuple[Record, ...]) -> None:
        """Append the records as one write; when this returns they are on the disk.

        After a failure the descriptor is given up, because what a second fsync on it says cannot be
        trusted, and what was half written is cut off before the next append.

        Raises:
            OSError: when they are not on the disk. The caller must not act on them.

        """
        if self._descriptor is None:
            self._descriptor = self._reopened()
        data = b"".join(map(encode, records))
        try:
            left = data
            while left:
                left = left[os.write(self._descriptor, left) :]
            os.fsync(self._descriptor)
        except OSError:
            # Whoever reads the journal before the next append must not find what was refused. The disk may
            # refuse this too; then the next append cuts it, or does not write.
            with suppress(OSError):
                _cut(self._descriptor, self._size)
            os.close(self._descriptor)
            self._descriptor = None
            raise
        self._size += len(data)

    def close(self) -> None:
        """Close the file; everything in it is on the disk already."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _reopened(self) -> int:
        descriptor = _open(self.path)
        try:
            _cut(descriptor, self._size)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor


def _open(path: Path, flags: int = 0) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | flags | _BINARY, PRIVATE_FILE)


def _cut(descriptor: int, size: int) -> None:
    if os.fstat(descriptor).st_size < size:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    os.ftruncate(descriptor, size)


def set_tail_aside(path: Path, contents: Contents) -> Path | None:
    """Copy an unfinished end into a file beside the journal and cut it off; the copy's path, if there was one.

    Raises:
        OSError: when it could not be copied; then nothing is cut.

    """
    if not contents.tail:
        return None
    aside = _unused(path, "tail")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(contents.tail)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    with path.open("r+b") as journal:
        journal.truncate(contents.intact)
        os.fsync(journal.fileno())
    return aside


def _unused(path: Path, word: str) -> Path:
    number = 1
    while (place := path.with_name(f"{path.name}.{word}-{number}")).exists():
        number += 1
    return place
