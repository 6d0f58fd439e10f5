"""A journal as a list of sessions needs it: read at once, and only those lines looked into that the list hangs on.

What is told is what all of the journal tells. Where it says last that the session ended, these are the first line, the
last, and those that say that somebody came; damage elsewhere is seen in how the lines follow each other, and where a
disk has left zeros, and else by whoever makes something of the session. Of any other session, which somebody may go on
with, each line is looked at.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from zlib import crc32

import msgspec
from msgspec import Struct, StructMeta

from aml_okt.core.events import (
    Event,
    JournalMended,
    MoveUndone,
    ParticipantJoined,
    Record,
    SessionEnded,
    TimeboxStarted,
)
from aml_okt.core.outline import Outline, outline
from aml_okt.files.journal import decode

_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


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
    end = data.find(b"\n")
    first = decode(data[:end])
    if first is None or b"\0" in data:
        return None
    last = first if end == len(data) - 1 else decode(data[data.rfind(b"\n", 0, -1) + 1 : -1])
    # Where the last line has the number of lines for its own, none is missing before it, and none is cut in two.
    if last is None or not data.endswith(b"\n") or (first.number, last.number) != (1, data.count(b"\n")):
        return None
    if isinstance(last.event, SessionEnded) and not any(mark in data for mark in _HANGS_ON_ALL):
        events = _with_newcomers(data, first, last)
    else:
        events = all_events(data)
    session = None if events is None else outline(events)
    if session is None:
        return None
    return Glimpse(session, first.moment.wall, _last_place(data))


def all_events(data: bytes) -> list[Event] | None:
    """Every event of a journal with these bytes; None unless each line is whole, intact and the next by its number."""
    lines = data.split(b"\n")
    if lines.pop() or not lines:
        return None
    if any(line[-18:] != b',"crc":"%08x"}' % crc32(line[:-18] + b"}") for line in lines):
        return None
    if not all(line.startswith(b'{"n":%d,' % number) for number, line in enumerate(lines, 1)):
        return None
    try:
        return _events.decode_lines(data)
    except msgspec.MsgspecError:
        return None


def _with_newcomers(data: bytes, first: Record, last: Record) -> list[Event] | None:
    """The first event, that somebody came, and the last, each once; None where one of them is damaged."""
    found = {first.number: first.event}
    for line in _lines_with(_CAME, data):
        record = decode(line)
        if record is None:
            return None
        found[record.number] = record.event
    found[last.number] = last.event
    return list(found.values())


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
