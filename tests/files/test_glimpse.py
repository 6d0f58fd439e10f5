"""What a list sees of a journal is what all of the journal says, or it is looked at more closely."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aml_okt.core.commands import AddParticipant, Begin, Command, End, Next, Pause, Resume, Undo
from aml_okt.core.course import NotASessionError
from aml_okt.core.durations import MINUTE
from aml_okt.core.events import JournalMended, Lost, Record
from aml_okt.core.session import Stage, salvage
from aml_okt.files import glimpse as module
from aml_okt.files.glimpse import glimpse, whole
from aml_okt.files.journal import decode, encode, read
from tests.builders import Sitting

Damage = Callable[[bytes], bytes]


def sitting(*commands: Command, taken_up: bool = False) -> Sitting:
    made = Sitting()
    made.do(Begin(), Next(), Pause(), Resume(), Next(), *commands)
    if taken_up:
        made.taken_up(MINUTE, counts=False, seen=True)
    return made


KINDS = {
    "left": sitting(),
    "ended": sitting(End()),
    "joined": sitting(AddParticipant("Anne"), Next(), AddParticipant("Bo"), End()),
    "undone": sitting(AddParticipant("Anne"), Next(), Undo(), Undo(), End()),
    "end undone": sitting(End(), Undo()),
    "taken up": sitting(End(), taken_up=True),
    "just created": Sitting(),
}


def journal_of(made: Sitting) -> bytes:
    return b"".join(map(encode, made.records))


@pytest.mark.parametrize("made", KINDS.values(), ids=KINDS)
def test_a_whole_journal_is_seen_as_it_is(made: Sitting) -> None:
    seen = glimpse(journal_of(made))

    assert seen is not None
    assert seen.session.ended == (made.state.stage is Stage.FINISHED)
    assert seen.session.people == len(made.state.course.people)
    assert seen.session.created == made.state.created
    assert seen.created_at == made.state.created_at
    assert seen.place < len(made.state.course.boxes)


def at(place: int, data: bytes, put: bytes, over: int) -> bytes:
    start = place % (len(data) + 1)
    return data[:start] + put + data[start + over :]


def without_line(number: int, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(lines[: number % len(lines)] + lines[number % len(lines) + 1 :])


def with_line_twice(number: int, to: int, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    lines.insert(to % (len(lines) + 1), lines[number % len(lines)])
    return b"".join(lines)


PIECES = st.sampled_from([b"\0" * 50, b"\n", b"}", b'"event":"session_ended"'])
PLACES = st.integers(0, 10_000)
DAMAGE: st.SearchStrategy[Damage] = st.one_of(
    st.tuples(PLACES, st.binary(max_size=3) | PIECES, st.integers(0, 60)).map(
        lambda how: lambda data: at(how[0], data, *how[1:])
    ),
    PLACES.map(lambda number: lambda data: without_line(number, data)),
    st.tuples(PLACES, PLACES).map(lambda how: lambda data: with_line_twice(*how, data)),
    PLACES.map(lambda place: lambda data: data[: place % (len(data) + 1)]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(KINDS)), st.lists(DAMAGE, max_size=3))
def test_damage_never_makes_a_list_tell_anything_else(tmp_path: Path, kind: str, damages: list[Damage]) -> None:
    made = KINDS[kind]
    data = journal_of(made)
    for damage in damages:
        data = damage(data) or b"\n"
    seen = glimpse(data)
    if seen is None:
        return
    (path := tmp_path / "journal.jsonl").write_bytes(data)
    contents = read(path)
    try:
        state = salvage(made.agenda, contents.records).state
    except NotASessionError:
        pytest.fail("a list tells of what is no session")

    assert seen.session.ended == (state.stage is Stage.FINISHED)
    assert seen.session.people == len(state.course.people)
    assert (seen.session.created, seen.created_at) == (state.created, state.created_at)
    assert contents.tail == b""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(KINDS)), DAMAGE)
def test_all_records_are_told_of_a_journal_in_which_nothing_is_wrong(tmp_path: Path, kind: str, damage: Damage) -> None:
    data = damage(journal_of(KINDS[kind]))
    (path := tmp_path / "journal.jsonl").write_bytes(data)
    contents = read(path)
    numbers = [record.number for record in contents.records]
    fine = contents.damaged is None and not contents.tail and numbers == [*range(1, len(numbers) + 1)] and numbers

    assert whole(journal_of(KINDS[kind])) == KINDS[kind].records
    assert whole(data) == ([*contents.records] if fine else None)


def test_an_end_is_none_where_the_beginning_is_lost() -> None:
    """Then no timebox ran that could end, and whoever reads the whole leaves the end out."""
    data = journal_of(KINDS["ended"]).replace(b'"event":"timebox_started"', b'"event":"timebox_started_"')

    assert glimpse(data) is None


def test_a_mended_journal_is_looked_at_more_closely() -> None:
    made = sitting()
    lost = JournalMended(lost=(Lost(3, 3),))
    records = [record for record in made.records if record.number != 3]
    records.append(Record(len(made.records) + 1, records[-1].moment, lost))

    assert glimpse(b"".join(map(encode, records))) is None


def test_a_text_that_reads_like_an_event_is_none() -> None:
    """Whoever calls their service so makes nobody believe that the session is over."""
    made = Sitting(names=('"event":"session_ended"', "Ola"))
    made.do(Begin())
    seen = glimpse(journal_of(made))

    assert seen is not None
    assert not seen.session.ended


@pytest.mark.parametrize(
    ("kind", "closer"), [("left", True), ("end undone", True), ("ended", False), ("joined", False), ("taken up", True)]
)
def test_damage_that_changes_nothing_told_is_seen_where_somebody_may_go_on(kind: str, *, closer: bool) -> None:
    damaged = journal_of(KINDS[kind]).replace(b'"event":"clock_paused"', b'"event":"clock_paused_"')

    assert (glimpse(damaged) is None) == closer


def test_only_the_lines_that_a_list_hangs_on_are_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_into: list[bytes] = []

    def noting(line: bytes) -> Record | None:
        looked_into.append(line)
        return decode(line)

    monkeypatch.setattr(module, "decode", noting)
    made = Sitting()
    made.do(Begin(), AddParticipant("Anne"))
    for _ in range(500):
        made.do(Pause(), Resume())
    made.do(End())
    seen = glimpse(journal_of(made))

    assert seen is not None
    assert seen.session.people == 5
    assert len(made.records) > 1000
    assert len(looked_into) == 4, "the first and the last, the beginning, and who came"
