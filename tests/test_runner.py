"""The runner: a command is on the disk before it counts, and another process goes on where the group was."""

import errno
import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from aml_okt.clock import RehearsalClock, SettableClock
from aml_okt.core.commands import (
    AddParticipant,
    AdjustTime,
    Begin,
    Command,
    End,
    MarkGone,
    Next,
    Pause,
    Resume,
    SetNextMeeting,
    Undo,
)
from aml_okt.core.deciding import Refusal
from aml_okt.core.events import Moment, SessionTakenUp
from aml_okt.core.session import Stage, replay
from aml_okt.core.timing import elapsed, projected_end, since_begun
from aml_okt.files.actions import FILE_NAME, Action
from aml_okt.files.agenda_yaml import AgendaFaults, load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.folders import AGENDA_NAME, REHEARSALS, rehearsals, sessions
from aml_okt.files.journal import JOURNAL_NAME, DamagedJournalError, decode, read
from aml_okt.files.lock import SessionBusyError, is_open
from aml_okt.files.note_file import NoteKey
from aml_okt.loading import clock_of, load_session
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from tests.builders import MONDAY, OSLO, PEOPLE, minutes, seconds
from tests.calls import counted

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX has the modes and limits used here")
SETUP = Setup("Barnevernet", "Møterom 2", PEOPLE[:4], latest_end=MONDAY + minutes(180))


@pytest.fixture(scope="module")
def agenda_file() -> AgendaFile:
    path = built_in_agenda()
    return AgendaFile(load_agenda(path), path, path.read_bytes())


def dispatched(runner: SessionRunner, *commands: Command) -> SessionRunner:
    for command in commands:
        assert runner.dispatch(command) is None
    return runner


def left_by_a_crash(runner: SessionRunner) -> Path:
    """The folder of a session whose process let go without a word."""
    runner.close()
    return runner.folder


def test_a_new_session_is_a_folder_with_its_agenda_and_a_journal(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = SessionRunner.create(tmp_path / "root", agenda_file, SETUP, clock)
    runner.close()

    assert runner.folder == tmp_path / "root" / "2026-11-23-1000-barnevernet"
    assert (runner.folder / AGENDA_NAME).read_bytes() == agenda_file.data
    loaded = load_session(runner.folder)
    assert loaded.state == runner.state
    assert loaded.state.created.latest_end == SETUP.latest_end
    assert [person.name for person in loaded.state.present] == list(PEOPLE[:4])


@posix
def test_only_the_owner_can_open_a_session(tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
    runner.notebook.save(NoteKey.of(agenda_file.agenda.steps[0]), "x")
    runner.actions.add(Action("x"))
    places = list(runner.folder.rglob("*"))
    modes = {stat.S_IMODE(place.stat().st_mode) for place in places if place.is_file()}
    runner.close()

    assert modes == {0o600}
    assert {stat.S_IMODE(place.stat().st_mode) for place in (runner.folder, *places) if place.is_dir()} == {0o700}


def test_every_command_is_in_the_journal_when_it_counts(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = SessionRunner.create(tmp_path, agenda_file, SETUP, clock)
    commands: tuple[Command, ...] = (
        Begin(),
        Pause(),
        Resume(),
        Next(),
        AddParticipant("Eva"),
        MarkGone("p1"),
        Undo(),
        SetNextMeeting(MONDAY.date(), MONDAY.time(), "Samme sted"),
        End(),
    )
    for command in commands:
        clock.advance(seconds(11))
        dispatched(runner, command)
        assert load_session(runner.folder).state == runner.state
    runner.close()


def test_a_refused_command_leaves_no_trace(tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock) -> None:
    runner = SessionRunner.create(tmp_path, agenda_file, SETUP, clock)
    before = (runner.state, (runner.folder / JOURNAL_NAME).read_bytes())

    assert isinstance(runner.dispatch(Next()), Refusal)
    assert (runner.state, (runner.folder / JOURNAL_NAME).read_bytes()) == before
    runner.close()


def test_a_preview_is_what_the_command_leads_to_and_does_nothing(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
    before = (runner.state, (runner.folder / JOURNAL_NAME).read_bytes())
    seen = runner.preview(AddParticipant("Eva"))
    assert (runner.state, (runner.folder / JOURNAL_NAME).read_bytes()) == before
    assert isinstance(runner.preview(Resume()), Refusal)
    dispatched(runner, AddParticipant("Eva"))
    runner.close()

    assert seen == runner.state


def test_a_session_is_taken_up_where_the_group_was(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin(), Next(), Next())
    clock.advance(seconds(20))
    note = NoteKey.of(agenda_file.agenda.steps[2])
    runner.notebook.save(note, "skrevet")
    runner.actions.add(Action("gjort"))
    folder = left_by_a_crash(dispatched(runner, AdjustTime(minutes(1))))
    later = SettableClock(clock.now().wall + minutes(5), OSLO)
    again = SessionRunner.take_up(folder, later)
    again.close()

    assert again.state.box == runner.state.box
    assert again.state.course == runner.state.course
    assert elapsed(again.state, later.now()) == seconds(20) + minutes(5)
    assert again.notebook.read(note).text == "skrevet"
    assert again.actions.read() == (Action("gjort"),)
    assert load_session(folder).state == again.state


@pytest.mark.parametrize(("counts", "used"), [(True, minutes(40)), (False, minutes(10))])
def test_a_gap_counts_or_not_as_the_group_says(
    tmp_path: Path,
    agenda_file: AgendaFile,
    clock: SettableClock,
    counts: bool,  # noqa: FBT001 - a table
    used: timedelta,
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
    clock.advance(minutes(10))
    folder = left_by_a_crash(dispatched(runner, AddParticipant("Eva")))
    later = SettableClock(clock.now().wall + minutes(30), OSLO)
    again = SessionRunner.take_up(folder, later, gap_counts=counts)
    again.close()

    assert elapsed(again.state, later.now()) == used


def test_a_second_take_up_is_refused_with_who_and_since_when(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = SessionRunner.create(tmp_path, agenda_file, SETUP, clock)
    before = (runner.folder / JOURNAL_NAME).read_bytes()
    clock.advance(minutes(3))
    with pytest.raises(SessionBusyError) as caught:
        SessionRunner.take_up(runner.folder, clock)
    assert (runner.folder / JOURNAL_NAME).read_bytes() == before
    runner.close()

    assert caught.value.writer is not None
    assert caught.value.writer.process == os.getpid()
    assert caught.value.writer.since == MONDAY
    SessionRunner.take_up(runner.folder, clock).close()


def test_a_damaged_tail_is_set_aside_and_the_session_goes_on(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
    folder = left_by_a_crash(runner)
    with (folder / JOURNAL_NAME).open("ab") as file:
        file.write(b'{"n":3,"wall":"2026-11')
    again = SessionRunner.take_up(folder, clock)
    again.close()

    assert again.state.box == runner.state.box
    assert (folder / f"{JOURNAL_NAME}.tail-1").read_bytes() == b'{"n":3,"wall":"2026-11'
    assert load_session(folder).contents.tail == b""


def test_looking_at_a_session_with_a_damaged_tail_changes_nothing(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    folder = left_by_a_crash(SessionRunner.create(tmp_path, agenda_file, SETUP, clock))
    with (folder / JOURNAL_NAME).open("ab") as file:
        file.write(b"half")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert load_session(folder).contents.tail == b"half"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_damaged_journal_is_mended_when_the_session_is_taken_up_and_told_of_once(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin(), Next(), Next())
    folder = left_by_a_crash(runner)
    path = folder / JOURNAL_NAME
    damaged = path.read_bytes().replace(b'"n":3', b'"n":7')
    path.write_bytes(damaged)
    seen = load_session(folder)
    assert (seen.missing, seen.contents.damaged) == (1, 3)
    assert path.read_bytes() == damaged

    again = SessionRunner.take_up(folder, clock)
    assert again.mended is not None
    assert again.mended.aside.read_bytes() == damaged
    assert again.state.course.at == runner.state.course.at
    left_by_a_crash(dispatched(again, Next()))

    healed = load_session(folder)
    assert (healed.missing, healed.contents.damaged) == (0, None)
    assert healed.state.course == again.state.course
    third = SessionRunner.take_up(folder, clock)
    assert third.mended is None
    third.close()


def test_a_session_that_cannot_be_read_is_left_alone_and_free(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin(), Next())
    folder = left_by_a_crash(runner)
    whole = (folder / JOURNAL_NAME).read_bytes()
    damaged = whole.replace(b'"n":1', b'"n":7')
    (folder / JOURNAL_NAME).write_bytes(damaged)
    with pytest.raises(DamagedJournalError):
        SessionRunner.take_up(folder, clock)
    assert (folder / JOURNAL_NAME).read_bytes() == damaged
    (folder / JOURNAL_NAME).write_bytes(b"")
    with pytest.raises(DamagedJournalError):
        SessionRunner.take_up(folder, clock)
    (folder / JOURNAL_NAME).write_bytes(b"".join(whole.splitlines(keepends=True)[:1] * 2))
    SessionRunner.take_up(folder, clock).close()
    (folder / JOURNAL_NAME).write_bytes(whole)
    (folder / AGENDA_NAME).write_bytes(b"steps: nei")
    with pytest.raises(AgendaFaults):
        SessionRunner.take_up(folder, clock)

    assert not is_open(folder)


def test_a_finished_session_can_be_opened_and_its_end_undone_days_later(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
    clock.advance(minutes(4))
    ended = clock.now().wall
    folder = left_by_a_crash(dispatched(runner, End()))
    later = SettableClock(ended + timedelta(days=2), OSLO)
    again = SessionRunner.take_up(folder, later)
    assert again.state.stage is Stage.FINISHED
    assert projected_end(again.state, later.now()) == ended
    dispatched(again, SetNextMeeting(None, None, "Rom 1"))
    assert projected_end(again.state, later.now()) == ended
    later.advance(seconds(30))
    dispatched(again, Undo())
    again.close()

    assert elapsed(again.state, later.now()) == minutes(4) + seconds(30)


class TickingClock(SettableClock):
    """A clock that goes on by ten milliseconds each time somebody looks, as time does while a disk is written."""

    def now(self) -> Moment:
        self.advance(timedelta(milliseconds=10))
        return super().now()


def test_a_rehearsal_runs_faster_and_says_so(tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock) -> None:
    setup = Setup("Øving", "", PEOPLE[:3], rehearsal=60)
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, setup, clock), Begin())
    clock.advance(seconds(10))
    used = since_begun(runner.state, runner.clock.now())
    runner.close()

    assert used == minutes(10)
    assert load_session(runner.folder).state.created.rehearsal == 60
    assert isinstance(runner.clock, RehearsalClock)
    assert runner.folder.name == "2026-11-23-1000-oving"


def test_every_process_that_looks_at_a_rehearsal_reads_the_same_time(tmp_path: Path, agenda_file: AgendaFile) -> None:
    clock = TickingClock(MONDAY, OSLO)
    runner = SessionRunner.create(tmp_path, agenda_file, Setup("Øving", "", PEOPLE[:3], rehearsal=1000), clock)
    dispatched(runner, Begin())
    runner.close()
    looking = clock_of(load_session(runner.folder).state, clock)

    assert looking.now().wall - runner.clock.now().wall == -seconds(10)


def test_a_rehearsal_taken_up_counts_the_gap_at_its_own_speed(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = SessionRunner.create(tmp_path, agenda_file, Setup("Øving", "", PEOPLE[:3], rehearsal=60), clock)
    dispatched(runner, Begin())
    folder = left_by_a_crash(runner)
    again = SessionRunner.take_up(folder, SettableClock(MONDAY + seconds(3), OSLO))
    again.close()

    assert elapsed(again.state, again.clock.now()) == minutes(3)


def test_taking_up_is_told_in_the_journal(tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock) -> None:
    folder = left_by_a_crash(SessionRunner.create(tmp_path, agenda_file, SETUP, clock))
    SessionRunner.take_up(folder, clock, gap_counts=False).close()

    event = read(folder / JOURNAL_NAME).records[-1].event
    assert event == SessionTakenUp(counts=False, last_seen=clock.now().wall)


def test_what_has_been_read_of_a_session_is_not_read_again_when_it_is_taken_up(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    folder = left_by_a_crash(SessionRunner.create(tmp_path, agenda_file, SETUP, clock))
    loaded = load_session(folder)
    with counted(decode) as decoded:
        again = SessionRunner.take_up(folder, clock, loaded=loaded)
        again.close()

    assert decoded.times == 0
    assert read(folder / JOURNAL_NAME).records[-1].number == again.state.number == loaded.state.number + 1


def test_a_session_that_somebody_has_led_since_it_was_read_is_read_again(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    folder = left_by_a_crash(SessionRunner.create(tmp_path, agenda_file, SETUP, clock))
    loaded = load_session(folder)
    dispatched(SessionRunner.take_up(folder, clock), Begin()).close()
    again = SessionRunner.take_up(folder, clock, loaded=loaded)
    again.close()

    assert again.state.number == loaded.state.number + 3
    assert again.state.stage is Stage.RUNNING
    assert replay(again.state.agenda, read(folder / JOURNAL_NAME).records) == again.state


def test_a_gap_that_does_not_count_begins_at_the_last_sign_of_life(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
    clock.advance(minutes(9))
    runner.give_sign_of_life()
    folder = left_by_a_crash(runner)
    clock.advance(minutes(30))
    again = SessionRunner.take_up(folder, clock, gap_counts=False)
    assert elapsed(again.state, clock.now()) == minutes(9)
    assert replay(again.state.agenda, read(folder / JOURNAL_NAME).records) == again.state
    again.close()


@pytest.mark.parametrize("sign", [b"", b"i dag", b"2026-11-23T10:00:00", b"\xff\xfe", b"2020-01-01T10:00:00+01:00"])
def test_a_sign_of_life_that_makes_no_sense_is_no_sign(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock, sign: bytes
) -> None:
    folder = left_by_a_crash(dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin()))
    (folder / ".alive").write_bytes(sign)
    assert load_session(folder).last_seen == load_session(folder).state.last


@pytest.mark.parametrize(
    "name", ["../x", "CON", "👩‍🚒 Eva", "A\u030ase", "x" * 300, "…", "[Kari]", "no", "a\x1b[31m", "\ud800"]
)
def test_hostile_names_make_a_session_like_any_other(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock, name: str
) -> None:
    setup = Setup(name, name, (name, "Ola"))
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, setup, clock), Begin())
    runner.close()

    assert runner.folder.parent == tmp_path
    assert load_session(runner.folder).state == runner.state
    assert "\x1b" not in runner.state.present[0].name


@posix
def test_a_session_that_cannot_be_made_leaves_nothing_behind(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            SessionRunner.create(tmp_path, agenda_file, SETUP, clock)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(tmp_path.iterdir()) == []
    assert sessions(tmp_path) == ()


@posix
def test_a_command_that_the_disk_refuses_changes_nothing_and_can_be_given_again(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
    before = runner.state
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((runner.folder / JOURNAL_NAME).stat().st_size + 9, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            runner.dispatch(Next())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert runner.state is before
    dispatched(runner, Next())
    runner.close()
    assert load_session(runner.folder).state == runner.state


def test_a_rehearsal_is_made_in_a_folder_apart_that_only_its_owner_can_open(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    root = tmp_path / "root"
    practice = SessionRunner.create(root, agenda_file, Setup("Øving", "", PEOPLE[:3], rehearsal=60), clock)
    real = SessionRunner.create(root, agenda_file, SETUP, clock)
    for runner in (practice, real):
        runner.close()

    assert (practice.folder.parent, real.folder.parent) == (root / REHEARSALS, root)
    assert (rehearsals(root), sessions(root)) == ((practice.folder,), (real.folder,))
    if os.name != "nt":
        assert stat.S_IMODE(practice.folder.parent.stat().st_mode) == 0o700


def test_the_fastest_rehearsal_can_be_taken_up_after_years(
    tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock
) -> None:
    runner = SessionRunner.create(tmp_path, agenda_file, Setup("Øving", "", PEOPLE[:3], rehearsal=10_000), clock)
    folder = left_by_a_crash(dispatched(runner, Begin()))
    for days in (365, 3650):
        later = SettableClock(MONDAY + timedelta(days=days), OSLO)
        again = dispatched(SessionRunner.take_up(folder, later), AdjustTime(minutes(1)))
        later.advance(seconds(1))
        now = again.clock.now()
        assert now.wall < projected_end(again.state, now)
        again.close()

    assert load_session(folder).state == again.state


class TestActionsFromTheLastSession:
    @pytest.fixture
    def last(self, tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock) -> SessionRunner:
        """A session that has begun and agreed on two things, seven weeks before the clock."""
        runner = dispatched(SessionRunner.create(tmp_path, agenda_file, SETUP, clock), Begin())
        runner.actions.add(Action("Ringe HR", "Kari"))
        runner.actions.add(Action("Nytt møterom", done=True))
        clock.advance(timedelta(weeks=7))
        return runner

    def test_a_new_session_begins_with_them(
        self, tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock, last: SessionRunner
    ) -> None:
        """The last one is still open, which is in nobody's way."""
        runner = SessionRunner.create(tmp_path, agenda_file, replace(SETUP, unit="barnevernet"), clock)
        assert runner.actions.read() == (
            Action("Ringe HR", "Kari", since=date(2026, 11, 23)),
            Action("Nytt møterom", done=True, since=date(2026, 11, 23), told=date(2027, 1, 11)),
        )
        assert runner.not_taken is None
        assert b"Ringe" not in (runner.folder / JOURNAL_NAME).read_bytes()
        assert [action.text for action in last.actions.read()] == ["Ringe HR", "Nytt møterom"]
        for each in (runner, last):
            each.close()

    @pytest.mark.parametrize("setup", [replace(SETUP, unit="Skolen"), replace(SETUP, rehearsal=60.0)])
    def test_another_service_and_practice_take_nothing(
        self, tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock, last: SessionRunner, setup: Setup
    ) -> None:
        runner = SessionRunner.create(tmp_path, agenda_file, setup, clock)
        assert runner.actions.read() == ()
        for each in (runner, last):
            each.close()

    def test_a_session_that_is_taken_up_is_given_them_no_second_time(
        self, tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock, last: SessionRunner
    ) -> None:
        last.close()
        created = SessionRunner.create(tmp_path, agenda_file, SETUP, clock)
        created.actions.replace(created.actions.read()[0], None)
        folder = left_by_a_crash(created)
        again = SessionRunner.take_up(folder, clock)
        assert [action.text for action in again.actions.read()] == ["Nytt møterom"]
        again.close()

    @pytest.mark.parametrize("refused", [FILE_NAME, JOURNAL_NAME])
    def test_a_disk_that_refuses_leaves_no_session_without_them(
        self,
        agenda_file: AgendaFile,
        clock: SettableClock,
        last: SessionRunner,
        monkeypatch: pytest.MonkeyPatch,
        refused: str,
    ) -> None:
        last.close()
        root = last.folder.parent
        with monkeypatch.context() as full:
            replace_file = Path.replace

            def refuse(self: Path, target: Path) -> Path:
                if target.name == refused:
                    raise OSError(errno.ENOSPC, "full")
                return replace_file(self, target)

            full.setattr(Path, "replace", refuse)
            with pytest.raises(OSError, match="full"):
                SessionRunner.create(root, agenda_file, SETUP, clock)
        assert sessions(root) == (last.folder,)

        runner = SessionRunner.create(root, agenda_file, SETUP, clock)
        assert [action.text for action in runner.actions.read()] == ["Ringe HR", "Nytt møterom"]
        runner.close()

    def test_a_list_that_cannot_be_read_stops_no_session_and_is_told_of(
        self, tmp_path: Path, agenda_file: AgendaFile, clock: SettableClock, last: SessionRunner
    ) -> None:
        last.close()
        (last.folder / FILE_NAME).unlink()
        (last.folder / FILE_NAME).mkdir()
        runner = SessionRunner.create(tmp_path, agenda_file, SETUP, clock)
        assert runner.not_taken is not None
        assert runner.not_taken.place == last.folder / FILE_NAME
        runner.close()
