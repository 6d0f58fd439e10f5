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
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from aml_okt.core.events import Event, Moment, Record
from aml_okt.files.atomic import PRIVATE_FILE, sync_folder, write_atomically

JOURNAL_NAME = "journal.jsonl"
_BINARY = getattr(os, "O_BINARY", 0)
_TRAILER = b',"crc":"%08x"}'
_TRAILER_LENGTH = len(_TRAILER % 0)
_ANY_TRAILER = re.compile(rb',"crc":"[0-9a-f]{8}"\}')
_BEGINNING = b'{"n":'


class _Head(msgspec.Struct):
    n: int
    wall: datetime
    clock: timedelta


_heads = msgspec.json.Decoder(_Head)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class DamagedJournalError(ValueError):
    """A journal without an intact first line, which says whose session it is. `line` counts from 1."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path}, line {line}")
        self.path, self.line = path, line


Mark = tuple[int, int, int]
"""What tells that a file has changed: which file it is, its size in bytes, and when it was written."""


class Contents(Struct, frozen=True):
    """What a journal holds.

    `records` are the intact ones, by number, and `last` is the line of the last of them, without its line feed.
    `intact` is how many bytes there are up to its end, and `tail` what comes after it: the unfinished end, mostly
    empty. `damaged` is the first line, counted from 1, that is not what it should be, before that; None as a rule,
    and otherwise `mended` is what the journal is to hold instead. `mark` is the file's from right before it was read.
    """

    records: tuple[Record, ...]
    last: bytes = b""
    intact: int = 0
    tail: bytes = b""
    damaged: int | None = None
    mended: bytes = b""
    mark: Mark | None = None


def encode(record: Record) -> bytes:
    """A record as a line of the journal, its line feed included."""
    head = msgspec.json.encode(_Head(record.number, record.moment.wall, record.moment.steady))
    body = head[:-1] + b"," + msgspec.json.encode(record.event)[1:]
    return body[:-1] + _TRAILER % zlib.crc32(body) + b"\n"


def decode(line: bytes) -> Record | None:
    """The record in a line without its line feed; None when the line is damaged."""
    if line[-_TRAILER_LENGTH:] != _TRAILER % zlib.crc32(b"}", zlib.crc32(line[:-_TRAILER_LENGTH])):
        return None
    try:
        head = _heads.decode(line)
        return Record(head.n, Moment(head.wall, head.clock), _events.decode(line))
    except msgspec.MsgspecError:
        return None


def read(path: Path) -> Contents:
    """What the journal at `path` holds. Reading changes nothing on the disk.

    What follows the last intact record comes back as `tail`: a process that is killed while it writes leaves
    such. Damage before that costs no other record than those that it hit.

    Raises:
        OSError: when the file cannot be read.

    """
    mark, data = mark_of(path), path.read_bytes()
    found: dict[int, tuple[Record, bytes]] = {}
    highest = intact = start = 0
    damaged = suspect = None
    *lines, unfinished = data.split(b"\n")
    for number, line in enumerate((*lines, unfinished) if unfinished else lines, 1):
        record = decode(line) if number <= len(lines) else None
        if record is not None and record.number > highest:
            pieces = [(len(line) + 1, record, line)]
        else:
            suspect = suspect or number
            pieces = [*_records_in(line)]
        for stop, one, text in pieces:
            # Only what comes before an intact record is damage; the rest is an end that was never finished.
            intact, damaged, highest = start + stop, suspect, max(highest, one.number)
            found.setdefault(one.number, (one, text))
        start += len(line) + 1
    if damaged is not None and data[intact : intact + 1] == b"\n":
        intact += 1
    in_order = [found[number] for number in sorted(found)]
    return Contents(
        records=tuple([record for record, _ in in_order]),
        last=in_order[-1][1] if in_order else b"",
        intact=intact,
        tail=data[intact:],
        damaged=damaged,
        mended=b"" if damaged is None else b"".join(line + b"\n" for _, line in in_order),
        mark=mark,
    )


def mark_of(path: str | Path) -> Mark:
    """What tells whether the file has changed.

    Raises:
        OSError: when there is no such file.

    """
    found = os.stat(path)  # noqa: PTH116 - asked many times a second, where what pathlib does around it is felt
    return found.st_ino, found.st_size, found.st_mtime_ns


def _records_in(line: bytes) -> Iterator[tuple[int, Record, bytes]]:
    """The intact records somewhere in a damaged line: where each ends in it, the record, and its own line."""
    start = line.find(_BEGINNING)
    while start >= 0 and (trailer := _ANY_TRAILER.search(line, start)):
        record = decode(line[start : trailer.end()])
        if record is not None:
            yield trailer.end(), record, line[start : trailer.end()]
        start = line.find(_BEGINNING, start + 1 if record is None else trailer.end())


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


class Mended(Struct, frozen=True):
    """How a damaged journal was mended: the file that keeps what could not stay, and whether that was only its end."""

    aside: Path
    only_tail: bool


def mend(path: Path, contents: Contents) -> Mended | None:
    """Let the journal hold its intact records and nothing else; None when it did already.

    An unfinished end is copied into a file beside the journal and cut off. A journal that is damaged before that
    is copied whole, and replaced by one of its intact lines.

    Raises:
        OSError: when it could not be copied; then nothing is cut and nothing replaced.

    """
    if contents.damaged is not None:
        aside = _set_aside(path, "damaged", path.read_bytes())
        write_atomically(path, contents.mended)
        return Mended(aside, only_tail=False)
    if not contents.tail:
        return None
    aside = _set_aside(path, "tail", contents.tail)
    with path.open("r+b") as journal:
        journal.truncate(contents.intact)
        os.fsync(journal.fileno())
    return Mended(aside, only_tail=True)


def _set_aside(path: Path, word: str, data: bytes) -> Path:
    aside = _unused(path, word)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
    return aside


def _unused(path: Path, word: str) -> Path:
    number = 1
    while (place := path.with_name(f"{path.name}.{word}-{number}")).exists():
        number += 1
    return place
