"""A journal as a list of sessions needs it: read at once, and only those lines looked into that the list hangs on.

What is told is what all of the journal tells. Where it says last that the session ended, these are the lines up to the
one that says that the group began, the last, and those that say that somebody came; damage elsewhere is seen in how the
lines follow each other, and where a disk has left zeros, and else by whoever makes something of the session. Of any
other session, which somebody may go on with, each line is looked at.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct, StructMeta

from aml_okt.core.events import (
    JournalMended,
    MoveUndone,
    ParticipantJoined,
    Record,
    SessionEnded,
    TimeboxStarted,
)
from aml_okt.core.outline import Outline, outline
from aml_okt.files.journal import decode


def _mark(kind: StructMeta) -> bytes:
    """What stands in a line that tells of such an event, and in no text: a text has a backslash before each `"`."""
    return b'"event":"%s"' % str(kind.__struct_config__.tag).encode("ascii")


_CAME, _STARTED = _mark(ParticipantJoined), _mark(TimeboxStarted)
_HANGS_ON_ALL = (_mark(MoveUndone), _mark(JournalMended))
"""Where there is one of these, what a session comes to hangs on each event before it."""
_PLACE = re.compile(_STARTED + rb',"place":(\d{1,9}),')


class Glimpse(Struct, frozen=True):
    """A session in outline, and when it was created.

    `place` is the place in the plan that the group went to last; -1 before the first.
    """

    session: Outline
    created_at: datetime
    place: int


def glimpse(data: bytes) -> Glimpse | None:
    """What a journal with these bytes tells; None where that takes a closer look."""
    beginning = whole(data[: data.find(b"\n", max(0, data.find(_STARTED))) + 1])
    last = decode(data[data.rfind(b"\n", 0, -1) + 1 : -1])
    if beginning is None or last is None or b"\0" in data or not data.endswith(b"\n"):
        return None
    # Where the last line has the number of lines for its own, none is missing before it, and none is cut in two.
    if last.number != data.count(b"\n"):
        return None
    records = _few(data, beginning, last) or whole(data)
    session = None if records is None else outline([record.event for record in records])
    if session is None:
        return None
    return Glimpse(session, beginning[0].moment.wall, _last_place(data))


def whole(data: bytes) -> list[Record] | None:
    """The records of a journal with these bytes; None unless each line is whole, intact and the next by its number."""
    *lines, unfinished = data.split(b"\n")
    records = [record for line in lines if (record := decode(line)) is not None]
    if unfinished or not lines or [record.number for record in records] != [*range(1, len(lines) + 1)]:
        return None
    return records


def _few(data: bytes, beginning: Sequence[Record], last: Record) -> list[Record] | None:
    """The records that an outline hangs on, each once; None where it hangs on all, or one of these is damaged.

    An end is none where nothing ran. So the group must have begun, as far up to there as nothing is lost, and the end
    be the last line; what is lost between, other than who came, makes no difference then.
    """
    ended = isinstance(last.event, SessionEnded) and isinstance(beginning[-1].event, TimeboxStarted)
    if not ended or any(mark in data for mark in _HANGS_ON_ALL):
        return None
    found = {record.number: record for record in beginning}
    for line in _lines_with(_CAME, data):
        record = decode(line)
        if record is None:
            return None
        found[record.number] = record
    return [*found.values(), last]


def _last_place(data: bytes) -> int:
    """The place that the group went to last; the line need not be intact, for it only decides how closely to look."""
    started = _PLACE.match(data, max(0, data.rfind(_STARTED)))
    return int(started[1]) if started else -1


def _lines_with(mark: bytes, data: bytes) -> Iterator[bytes]:
    place = data.find(mark)
    while place >= 0:
        end = data.find(b"\n", place)
        yield data[data.rfind(b"\n", 0, place) + 1 : end]
        place = data.find(mark, end)
