"""The journal: each line on the disk before it counts, and damage told apart from an unfinished end."""

import errno
import json
import os
import stat
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import cycle
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from aml_okt.core.agreed import Agreed, PhaseTime, RoundTime
from aml_okt.core.commands import (
    AdjustTime,
    Back,
    Begin,
    Command,
    Next,
    Pause,
    Resume,
    SetNextMeeting,
    Undo,
)
from aml_okt.core.events import (
    ActionsShown,
    ClockPaused,
    ClockResumed,
    Cues,
    CuesChosen,
    Event,
    FacilitatorChosen,
    FactorMarked,
    FixedTime,
    FocusOrderSet,
    GapFound,
    GapLeftOut,
    JournalMended,
    Lost,
    Moment,
    MoveUndone,
    NextMeetingSet,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantRenamed,
    ParticipantReturned,
    PlanAccepted,
    Record,
    SessionCreated,
    SessionEnded,
    SessionTakenUp,
    Side,
    SlideShown,
    StartBackdated,
    TimeAdjusted,
    TimeboxHeld,
    TimeboxStarted,
    WaitingEnded,
)
from aml_okt.core.plan import Participant
from aml_okt.core.session import lost_records, replay
from aml_okt.files.journal import (
    JOURNAL_NAME,
    Journal,
    Mended,
    decode,
    encode,
    mend,
    read,
)
from tests.builders import MONDAY, Sitting, minutes, seconds

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX has the modes, limits and devices used here")

texts = st.text()
spans = st.timedeltas(timedelta(days=-999), timedelta(days=999))
offsets = st.integers(-23 * 60, 23 * 60).map(lambda offset: timezone(minutes(offset)))
instants = st.datetimes(datetime(1970, 1, 2), datetime(9998, 1, 1), timezones=offsets)  # noqa: DTZ001 - the zone is drawn
persons = st.builds(Participant, id=texts, name=texts)
orders = st.lists(texts).map(tuple)
agreements = st.builds(
    Agreed,
    phases=st.lists(st.builds(PhaseTime, texts, st.integers(0, 9), spans)).map(tuple),
    rounds=st.lists(st.builds(RoundTime, texts, spans, st.integers(0, 9))).map(tuple),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        SessionCreated,
        title=texts,
        unit=texts,
        place=texts,
        people=st.lists(persons).map(tuple),
        latest_end=st.none() | instants,
        breather=st.booleans(),
        rehearsal=st.none() | st.floats(0.001, 10_000),
        fixed=st.lists(st.builds(FixedTime, texts, instants)).map(tuple),
        program=texts,
    ),
    st.builds(SessionTakenUp, counts=st.booleans()),
    st.builds(
        TimeboxStarted,
        place=st.integers(0, 999),
        step=texts,
        phase=texts,
        focus=st.none() | texts,
        speaker=st.none() | texts,
    ),
    st.builds(StartBackdated, by=spans),
    st.builds(ClockPaused),
    st.builds(ClockResumed),
    st.builds(GapFound, span=spans),
    st.builds(GapLeftOut, span=spans),
    st.builds(TimeAdjusted, by=spans),
    st.builds(PlanAccepted, over=orders, times=agreements),
    st.builds(TimeboxHeld, until=instants),
    st.builds(WaitingEnded, step=texts),
    st.builds(FacilitatorChosen, person=texts, by_lot=st.booleans()),
    st.builds(FocusOrderSet, order=orders, over=orders),
    st.builds(ParticipantJoined, person=persons),
    st.builds(ParticipantLeft, person=texts),
    st.builds(ParticipantReturned, person=texts),
    st.builds(ParticipantRenamed, person=texts, name=texts),
    st.builds(FactorMarked, step=texts, factor=texts, side=st.sampled_from(Side), count=st.integers(0, 99)),
    st.builds(SlideShown, step=texts, page=st.integers(0, 99)),
    st.builds(ActionsShown, shown=st.booleans()),
    st.builds(CuesChosen, cues=st.sampled_from(Cues)),
    st.builds(NextMeetingSet, day=st.none() | st.dates(), at=st.none() | st.times(), place=texts),
    st.builds(MoveUndone),
    st.builds(
        JournalMended,
        lost=st.lists(st.builds(Lost, st.integers(1, 99), st.integers(1, 99))).map(tuple),
        skipped=st.lists(st.integers(1, 99)).map(tuple),
    ),
    st.builds(SessionEnded),
)
records = st.builds(Record, st.integers(1, 10**9), st.builds(Moment, instants, spans), events)


def sixty_events() -> Sitting:
    """A session with sixty events of many kinds."""
    sitting = Sitting()
    moves: cycle[Command] = cycle((Next(), Next(), Pause(), Resume(), AdjustTime(minutes(1)), Back(), Undo()))
    sitting.do(Begin(), SetNextMeeting(date(2026, 12, 1), time(9, 30), "Møterom 2 · økt 👩‍🚒"))
    while len(sitting.records) < 60:
        sitting.wait(seconds(7.25))
        sitting.do(next(moves))
    return sitting


def lines_of(sitting: Sitting) -> list[bytes]:
    return [encode(record) for record in sitting.records]


def test_the_strategies_make_every_kind_of_event() -> None:
    made = {type(event) for event in (SessionEnded(), MoveUndone())}
    made |= {
        strategy.wrapped_strategy.target
        for strategy in events.original_strategies  # type: ignore[attr-defined]
    }

    assert made == set(get_args(Event))


@given(records)
@settings(max_examples=400)
def test_every_record_comes_back_as_it_was_written(record: Record) -> None:
    line = encode(record)

    assert line.count(b"\n") == 1
    assert decode(line.removesuffix(b"\n")) == record


@pytest.mark.parametrize("event", get_args(Event), ids=lambda event: event.__name__)
def test_no_events_field_has_the_name_of_one_of_the_lines_own(event: type[Event]) -> None:
    assert not {field.encode_name for field in fields(event)} & {"n", "wall", "clock", "event", "crc"}


def test_a_line_is_json_that_a_person_can_read() -> None:
    at = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    line = encode(Record(7, Moment(at, seconds(90.5)), TimeAdjusted(by=minutes(-1))))
    content = json.loads(line)

    assert list(content) == ["n", "wall", "clock", "event", "by", "crc"]
    assert content["n"] == 7
    assert content["wall"] == "2026-11-23T10:00:00+01:00"
    assert content["event"] == "time_adjusted"


def test_a_whole_session_comes_back_from_its_journal(tmp_path: Path) -> None:
    sitting = sixty_events()
    journal = Journal(tmp_path / JOURNAL_NAME)
    for record in sitting.records:
        journal.append((record,))
    journal.close()
    contents = read(tmp_path / JOURNAL_NAME)

    assert contents.records == tuple(sitting.records)
    assert contents.tail == b""
    assert contents.intact == (tmp_path / JOURNAL_NAME).stat().st_size
    assert replay(sitting.agenda, contents.records) == sitting.state


@pytest.mark.parametrize("tail", [b"{", b"\x00" * 100, b'{"n":61}\n', b"\n", b"\xff\xfe\n"])
def test_an_unfinished_end_is_set_aside_and_the_journal_goes_on(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / JOURNAL_NAME
    lines = lines_of(sixty_events())
    path.write_bytes(b"".join(lines[:59]) + tail)
    contents = read(path)
    mended = mend(path, contents)
    journal = Journal(path)
    journal.append((sixty_events().records[59],))
    journal.close()

    assert mended is not None
    assert mended.only_tail
    assert mended.aside.read_bytes() == contents.tail == tail
    assert path.read_bytes() == b"".join(lines)


def test_each_tail_set_aside_has_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    asides = []
    for tail in (b"one", b"two", b"three"):
        path.write_bytes(tail)
        asides.append(mend(path, read(path)))

    assert asides == [Mended(tmp_path / f"journal.jsonl.tail-{number}", only_tail=True) for number in (1, 2, 3)]
    assert [mended.aside.read_bytes() for mended in asides if mended] == [b"one", b"two", b"three"]
    assert path.read_bytes() == b""


def test_a_journal_that_ends_well_has_nothing_to_set_aside(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    path.write_bytes(b"".join(lines_of(Sitting())))

    assert mend(path, read(path)) is None
    assert [file.name for file in tmp_path.iterdir()] == [JOURNAL_NAME]


def test_a_damaged_last_line_is_an_unfinished_end(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    *lines, last = lines_of(sixty_events())
    path.write_bytes(b"".join(lines) + last.replace(b'"n":60', b'"n":06'))
    contents = read(path)

    assert len(contents.records) == 59
    assert contents.tail


def hurt(lines: list[bytes]) -> Iterator[tuple[str, bytes, int | None, set[int]]]:
    """What has happened to a journal, its bytes, the first damaged line, and the numbers of records that are gone."""
    yield "a line is missing", b"".join([*lines[:4], *lines[5:]]), None, {5}
    yield "a line is there twice", b"".join([*lines[:4], lines[3], *lines[4:]]), 5, set()
    yield "two lines changed places", b"".join([*lines[:3], lines[4], lines[3], *lines[5:]]), 5, set()
    yield "a blank line", b"".join([*lines[:3], b"\n", *lines[3:]]), 4, set()
    yield "line ends of another system", b"".join(lines).replace(b"\n", b"\r\n"), 1, set()
    yield "an edited line", b"".join([*lines[:3], lines[3].replace(b"2026", b"2027"), *lines[4:]]), 4, {4}
    yield "a block of zeros", b"".join([*lines[:3], lines[3][:9], bytes(len(lines[4])), *lines[5:]]), 4, {4, 5}
    yield "zeros right before a line", b"".join([*lines[:3], bytes(99), *lines[3:]]), 4, set()
    yield "two lines in one", b"".join([*lines[:3], lines[3][:-1], *lines[4:]]), 4, set()
    yield "three lines in one", b"".join([*lines[:3], lines[3][:-1], lines[4][:-1], *lines[5:]]), 4, set()
    yield "the last line feed is missing", b"".join(lines)[:-1], len(lines), set()
    yield "rubbish after a line", b"".join([*lines[:3], lines[3][:-1], b'{"n":x\n', *lines[4:]]), 4, set()
    yield "half a line in the middle", b"".join([*lines[:3], lines[3][:40], *lines[3:]]), 4, set()


HURT = [pytest.param(*rest, id=what) for what, *rest in hurt(lines_of(sixty_events()))]


@pytest.mark.parametrize(("data", "damaged", "gone"), HURT)
def test_a_damaged_journal_keeps_every_intact_record_and_is_mended_with_the_old_one_set_aside(
    tmp_path: Path, data: bytes, damaged: int | None, gone: set[int]
) -> None:
    path = tmp_path / JOURNAL_NAME
    sitting = sixty_events()
    path.write_bytes(data)
    contents = read(path)
    kept = tuple(record for record in sitting.records if record.number not in gone)

    assert contents.records == kept
    assert contents.damaged == damaged
    assert {number for lost in lost_records(kept) for number in range(lost.first, lost.last + 1)} == gone
    mended = mend(path, contents)
    assert (mended is None) == (damaged is None)
    if mended is not None:
        assert mended == Mended(tmp_path / "journal.jsonl.damaged-1", only_tail=False)
        assert mended.aside.read_bytes() == data
    assert path.read_bytes() == b"".join(map(encode, kept))
    assert read(path).damaged is None


@pytest.mark.parametrize("tail", [b"", b"\n", b"half", b'{"n":61}\n'])
def test_the_end_of_a_journal_that_is_damaged_in_its_last_line_begins_after_that_line(
    tmp_path: Path, tail: bytes
) -> None:
    path = tmp_path / JOURNAL_NAME
    *lines, last = lines_of(sixty_events())
    whole = b"".join([*lines, last[:40], last])
    path.write_bytes(whole + tail)
    contents = read(path)

    assert (contents.damaged, contents.intact, contents.tail) == (60, len(whole), tail)


def test_a_line_with_a_true_sum_and_an_unknown_event_is_damaged() -> None:
    line = encode(Record(1, Moment(MONDAY, seconds(1)), SessionEnded()))

    assert decode(_summed(line.replace(b"session_ended", b"session_sold"))) is None
    assert decode(_summed(line.replace(b"session_ended", b"session_ended"))) is not None


def _summed(line: bytes) -> bytes:
    body = line[: line.rindex(b',"crc"')] + b"}"
    return body[:-1] + b',"crc":"%08x"}' % zlib.crc32(body)


def test_reading_a_journal_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / JOURNAL_NAME)


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    path.write_bytes(b"".join(lines_of(Sitting())) + b"half")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read(path)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@posix
def test_only_the_owner_can_read_a_journal_and_a_tail(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    journal = Journal(path)
    journal.append(tuple(Sitting().records))
    journal.close()
    with path.open("ab") as file:
        file.write(b"half")
    mended = mend(path, read(path))
    assert mended is not None

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(mended.aside.stat().st_mode) == 0o600


@posix
def test_a_full_disk_is_an_error_each_time_and_leaves_no_descriptor_open(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    path.symlink_to("/dev/full")
    journal = Journal(path)
    descriptors = len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        with pytest.raises(OSError, match=r"No space left|Invalid argument"):
            journal.append(tuple(Sitting().records))
    journal.close()

    assert len(list(Path("/dev/fd").iterdir())) == descriptors - 1


FILL_AND_GO_ON = """
import resource, sys
from pathlib import Path
from aml_okt.files.journal import Journal, read

path, source = map(Path, sys.argv[1:])
records = read(source).records
journal = Journal(path)
journal.append(records[:3])
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, resource.RLIM_INFINITY))
for _ in range(2):
    try:
        journal.append(records[3:5])
    except OSError:
        print(read(path).records == records[:3], path.stat().st_size - size)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
journal.append(records[3:])
journal.close()
"""


@posix
def test_a_half_written_append_leaves_no_trace_and_the_next_one_is_whole(tmp_path: Path) -> None:
    """A limit on the file's size lets forty bytes through, as a disk does that is nearly full."""
    source, path = tmp_path / "source.jsonl", tmp_path / JOURNAL_NAME
    source.write_bytes(b"".join(lines_of(sixty_events())))
    done = subprocess.run(
        [sys.executable, "-c", FILL_AND_GO_ON, path, source], capture_output=True, text=True, check=True
    )

    assert done.stdout == "True 0\nTrue 0\n"
    assert path.read_bytes() == source.read_bytes()


@posix
@pytest.mark.parametrize("loss", ["deleted", "cut"])
def test_a_journal_that_has_lost_lines_is_not_written_to_after_a_failure(tmp_path: Path, loss: str) -> None:
    """No zeros in place of what was lost, and no new journal that begins in the middle."""
    path = tmp_path / JOURNAL_NAME
    real = tmp_path / "real"
    path.symlink_to(real)
    journal = Journal(path)
    journal.append(tuple(Sitting().records))
    _fail(journal)
    if loss == "deleted":
        real.unlink()
    else:
        real.write_bytes(b"")

    with pytest.raises(OSError, match=r"No such file|Input/output") as caught:
        journal.append(tuple(Sitting().records))
    assert caught.value.errno == (errno.ENOENT if loss == "deleted" else errno.EIO)
    assert not real.exists() or real.read_bytes() == b""


@posix
def test_a_refused_append_takes_nothing_from_what_was_appended_before(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL_NAME
    sitting = sixty_events()
    journal = Journal(path)
    journal.append(tuple(sitting.records[:9]))
    journal.append(tuple(sitting.records[9:11]))
    _fail(journal)

    assert path.read_bytes() == b"".join(lines_of(sitting)[:11])
    journal.append(tuple(sitting.records[11:]))
    assert path.read_bytes() == b"".join(lines_of(sitting))


@posix
@pytest.mark.parametrize("there", [False, True])
def test_the_name_of_a_new_journal_is_on_the_disk_before_anything_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    path = tmp_path / JOURNAL_NAME
    if there:
        path.touch()
    synced: list[bool] = []
    folder = os.open(tmp_path, os.O_RDONLY)
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.path.sameopenfile(descriptor, folder)))
    Journal(path).close()
    os.close(folder)

    assert synced == ([] if there else [True])


def _fail(journal: Journal) -> None:
    """Let one append fail: the file may not grow for a moment."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.path.stat().st_size, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            journal.append(tuple(Sitting().records))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_journal_in_a_folder_that_is_gone_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Journal(tmp_path / "gone" / JOURNAL_NAME)


def test_closing_twice_is_no_matter(tmp_path: Path) -> None:
    journal = Journal(tmp_path / JOURNAL_NAME)
    journal.close()
    journal.close()

    assert read(tmp_path / JOURNAL_NAME).records == ()


def test_instants_keep_their_microseconds() -> None:
    at = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)
    record = Record(1, Moment(at, timedelta(days=40, microseconds=7)), SessionEnded())

    assert decode(encode(record)[:-1]) == record
