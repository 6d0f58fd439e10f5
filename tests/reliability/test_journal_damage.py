"""A journal of two hundred events, cut off at every byte and with every byte changed: no intact record is lost."""

import os
from io import FileIO
from itertools import cycle
from pathlib import Path

from aml_okt.core.commands import Back, Command, LeaveGapOut, Next, NoteGap, Pause, Resume, Undo
from aml_okt.core.events import JournalMended, Lost, Record
from aml_okt.core.session import salvage
from aml_okt.files.journal import JOURNAL_NAME, read
from tests.builders import Sitting, seconds
from tests.files.test_journal import lines_of, sixty_events
from tests.reliability.conftest import whole_numbers

MOVES: tuple[Command, ...] = (
    Back(), Next(), Next(), Undo(), NoteGap(seconds(6)), LeaveGapOut(), Pause(), Resume(),
)  # fmt: skip
STRIDE = 1 if whole_numbers() else 9
"""Bytes from one that is tried to the next."""


def long_sitting() -> Sitting:
    """A session with two hundred events."""
    sitting = sixty_events()
    moves = cycle(MOVES)
    while len(sitting.records) < 200:
        sitting.wait(seconds(3.5))
        sitting.do(next(moves))
    return sitting


def test_every_truncation_point_keeps_every_whole_record(tmp_path: Path) -> None:
    """A record whose line feed alone is missing is whole: its sum says so."""
    path = tmp_path / JOURNAL_NAME
    sitting = long_sitting()
    lines = lines_of(sitting)
    data = b"".join(lines)
    path.write_bytes(data)
    whole, intact = len(lines), len(data)
    for size in range(len(data), -1, -1):
        if size < intact - 1:
            whole -= 1
            intact -= len(lines[whole])
        if size % STRIDE and size < len(data) - 2 * len(lines[-1]):
            continue
        os.truncate(path, size)
        contents = read(path)
        assert contents.records == tuple(sitting.records[:whole])
        assert contents.tail == data[intact:size]
        assert contents.damaged == (whole if whole and size == intact - 1 else None)


FLIPS = (0x01, 0x80, 0xFF)
"""What a byte is changed by: its lowest bit, its highest, and all of them."""


def test_a_byte_that_is_changed_anywhere_costs_its_own_record_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    sitting = long_sitting()
    lines = lines_of(sitting)
    path.write_bytes(b"".join(lines))
    place = 0
    with path.open("r+b", buffering=0) as file:
        for number, line in enumerate(lines, 1):
            others = tuple(record for record in sitting.records if record.number != number)
            for offset, byte in enumerate(line):
                ends_line = offset == len(line) - 1
                if (place + offset) % STRIDE and not ends_line:
                    continue
                _put(file, place + offset, byte ^ FLIPS[offset % 3])
                contents = read(path)
                _put(file, place + offset, byte)
                # A line feed is nobody's record. What is left of a last line is an end that was not finished.
                assert contents.records == (tuple(sitting.records) if ends_line else others)
                assert contents.damaged == (number if number < len(lines) or ends_line else None)
            place += len(line)


def test_a_session_that_has_lost_any_record_but_the_first_goes_on() -> None:
    sitting = long_sitting()
    for missing in sitting.records[1:-1]:
        others = [record for record in sitting.records if record is not missing]
        salvaged = salvage(sitting.agenda, others)
        assert salvaged.lost == (Lost(missing.number, missing.number),)
        assert salvaged.state.number == sitting.state.number
        mended = JournalMended(lost=salvaged.lost, skipped=salvaged.skipped)
        others.append(Record(sitting.state.number + 1, sitting.clock.now(), mended))
        again = salvage(sitting.agenda, others)
        assert (again.lost, again.skipped) == ((), ())
        assert again.state.course == salvaged.state.course
        assert again.state.earlier == salvaged.state.earlier


def _put(file: FileIO, place: int, byte: int) -> None:
    file.seek(place)
    file.write(bytes([byte]))
