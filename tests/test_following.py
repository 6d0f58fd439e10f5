"""Following a session: what is read piece by piece is what reading it whole gives, whatever happens to the journal."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aml_okt.clock import RehearsalClock, SettableClock
from aml_okt.core.agenda import Agenda
from aml_okt.core.commands import (
    AddParticipant,
    AdjustTime,
    Back,
    Begin,
    ChooseCues,
    ChooseFacilitator,
    Command,
    End,
    MarkGone,
    Next,
    Pause,
    RenameParticipant,
    Resume,
    ShowSlide,
    Undo,
)
from aml_okt.core.events import Cues, Event, Record, SlideShown
from aml_okt.core.session import SessionState
from aml_okt.core.timing import elapsed
from aml_okt.files import sign_of_life
from aml_okt.files.agenda_yaml import AgendaFaults, load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.folders import AGENDA_NAME
from aml_okt.files.journal import JOURNAL_NAME, DamagedJournalError, encode
from aml_okt.files.lock import LOCK_NAME, WRITER_NAME, SessionLock, is_open
from aml_okt.following import LOOKS_WHILE_LED, Follower, Watch, led_session
from aml_okt.glance import Glance, Standing, glance
from aml_okt.loading import load_session
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from tests.builders import MONDAY, OSLO, PEOPLE, Sitting, minutes, seconds

AGENDA = load_agenda(built_in_agenda())
LEAD_AND_DIE = """
import os, sys
from datetime import datetime
from pathlib import Path
from aml_okt.files.lock import SessionLock

SessionLock(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
os._exit(0)
"""


class Written:
    """A session's folder whose journal the test writes itself, byte by byte; nobody has its lock."""

    def __init__(self, folder: Path, agenda: Agenda = AGENDA) -> None:
        self.folder, self.sitting = folder, Sitting(agenda, PEOPLE[:5])
        self.journal = folder / JOURNAL_NAME
        self._changes = 0
        shutil.copy(built_in_agenda(), folder / AGENDA_NAME)
        self.write(self.whole_journal)

    @property
    def whole_journal(self) -> bytes:
        """What the journal should hold."""
        return b"".join(map(encode, self.sitting.records))

    def write(self, data: bytes, *, at_once: bool = False) -> None:
        """Let the journal, the same file, hold this; `at_once` is in the same instant as what was written before."""
        self.journal.write_bytes(data)
        self._change(at_once=at_once)

    def replace(self, data: bytes, *, at_once: bool = False) -> None:
        """Put another file that holds this in the journal's place."""
        fresh = self.folder / "fresh"
        fresh.write_bytes(data)
        fresh.replace(self.journal)
        self._change(at_once=at_once)

    def next_line(self, event: Event) -> bytes:
        """The line that would come next."""
        return encode(Record(self.sitting.state.number + 1, self.sitting.clock.now(), event))

    def follower(self) -> Follower:
        return Follower(self.folder, self.sitting.clock)

    def whole(self) -> SessionState:
        """The state as reading the whole journal gives it."""
        return load_session(self.folder).state

    def _change(self, *, at_once: bool) -> None:
        # When a file was changed is told by a coarse clock, and so is made here: else it would hang on chance.
        self._changes += not at_once
        os.utime(self.journal, ns=(self._changes, self._changes))


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


COMMANDS: list[Command] = [
    Begin(), Next(), Next(), Next(), Back(), Pause(), Resume(), AdjustTime(minutes(1)), AdjustTime(minutes(-1)), Undo(),
    ChooseFacilitator("p2"), AddParticipant("Sara"), MarkGone("p3"), ShowSlide(1), ChooseCues(Cues.NONE), End(),
    RenameParticipant("p2", "Olav"),
]  # fmt: skip


class TestReading:
    """The state, read where it is new."""

    @settings(max_examples=60)
    @given(
        st.lists(
            st.tuples(st.sampled_from(COMMANDS), st.integers(0, 300), st.sampled_from(["look", "half", "no look"])),
            max_size=40,
        )
    )
    def test_piece_by_piece_gives_what_reading_it_whole_gives(self, steps: list[tuple[Command, int, str]]) -> None:
        with tempfile.TemporaryDirectory() as place:
            written = Written(Path(place))
            follower = written.follower()
            for command, span, look in steps:
                before = written.whole_journal
                written.sitting.wait(seconds(span))
                written.sitting.do(command)
                if look == "half":
                    added = len(written.whole_journal) - len(before)
                    written.write(written.whole_journal[: len(before) + added // 2])
                    follower.look()
                    assert follower.state == written.whole()
                written.write(written.whole_journal)
                if look != "no look":
                    follower.look()
                    assert follower.state == written.sitting.state == written.whole()
                    assert follower.glance() == glance(written.folder, written.sitting.clock)
            follower.look()
            assert follower.state == written.sitting.state

    def test_a_look_tells_whether_anything_is_new(self, written: Written) -> None:
        follower = written.follower()
        first = follower.look()
        written.sitting.do(Begin())
        written.write(written.whole_journal)

        assert (first, follower.look(), follower.look()) == (False, True, False)

    def test_a_journal_that_was_only_touched_tells_nothing_new(self, written: Written) -> None:
        follower = written.follower()
        written.write(written.whole_journal)

        assert not follower.look()

    def test_a_journal_that_has_not_changed_is_not_read(self, written: Written) -> None:
        """Rubbish of the same size, in the same file and at the same instant, can only be found by reading it."""
        follower = written.follower()
        written.sitting.do(Begin())
        written.write(written.whole_journal)
        follower.look()
        written.write(b"x" * len(written.whole_journal), at_once=True)

        assert not follower.look()

    def test_what_is_new_is_all_that_is_read(self, written: Written) -> None:
        """The agenda is gone, and so nothing that needs the whole session can be read."""
        follower = written.follower()
        (written.folder / AGENDA_NAME).unlink()
        for command in (Begin(), Next(), Pause()):
            written.sitting.do(command)
            written.write(written.whole_journal)
            assert follower.look()

        assert follower.state == written.sitting.state

    def test_several_records_at_once_are_read_at_one_look(self, written: Written) -> None:
        follower = written.follower()
        written.sitting.do(Begin(), Next(), Pause())
        written.write(written.whole_journal)

        assert follower.look()
        assert follower.state == written.sitting.state

    def test_a_line_in_two_halves_is_read_when_it_has_its_end(self, written: Written) -> None:
        follower, before = written.follower(), written.whole_journal
        written.sitting.do(Begin())
        line = written.whole_journal[len(before) :]
        seen = []
        for length in (1, len(line) // 2, len(line) - 1, len(line)):
            written.write(before + line[:length])
            seen.append((follower.look(), follower.state.number))

        assert seen == [(False, 1), (False, 1), (False, 1), (True, 2)]

    def test_a_whole_line_and_the_half_of_the_next_give_the_whole_one(self, written: Written) -> None:
        follower = written.follower()
        written.sitting.do(Begin())
        written.write(written.whole_journal + written.next_line(SlideShown(step="film", page=1))[:20])

        assert follower.look()
        assert follower.state == written.sitting.state
        written.sitting.do(Pause())
        written.write(written.whole_journal)
        assert follower.look()
        assert follower.state == written.sitting.state

    def test_a_follower_that_begins_at_half_a_line_reads_it_when_it_is_whole(self, written: Written) -> None:
        before = written.whole_journal
        written.sitting.do(Begin())
        after = written.whole_journal
        written.write(after[: len(before) + 30])
        follower = written.follower()
        (written.folder / AGENDA_NAME).unlink()  # it need not be read whole again
        written.write(after)

        assert follower.look()
        assert follower.state == written.sitting.state

    def test_what_comes_in_the_same_instant_is_seen_too(self, written: Written) -> None:
        follower = written.follower()
        written.sitting.do(Begin())
        written.write(written.whole_journal, at_once=True)

        assert follower.look()
        assert follower.state == written.sitting.state


class TestWhatIsTakenBack:
    """Records that were read, and that the journal does not hold any more."""

    def test_a_refused_append_that_was_cut_off_is_forgotten(self, written: Written) -> None:
        follower = written.follower()
        written.write(written.whole_journal + written.next_line(SlideShown(step="film", page=1)))
        assert follower.look()
        written.write(written.whole_journal)

        assert follower.look()
        assert follower.state == written.sitting.state
        assert follower.state.pages == {}

    def test_another_record_of_the_same_length_in_its_place_is_read(self, written: Written) -> None:
        follower = written.follower()
        refused, instead = (written.next_line(SlideShown(step="film", page=page)) for page in (1, 2))
        assert len(refused) == len(instead)
        written.write(written.whole_journal + refused)
        assert follower.look()
        written.write(written.whole_journal + instead)

        assert follower.look()
        assert follower.state.pages == {"film": 2}
        assert follower.state == written.whole()

    def test_a_longer_record_in_its_place_is_read_once(self, written: Written) -> None:
        follower = written.follower()
        written.write(written.whole_journal + written.next_line(SlideShown(step="film", page=1)))
        follower.look()
        written.sitting.do(Begin(), Next(), Pause())
        written.write(written.whole_journal)

        assert follower.look()
        assert follower.state == written.sitting.state


class TestDamage:
    """A journal that has lost something, before or while it is followed."""

    def test_another_file_of_the_same_size_is_read_whole(self, written: Written) -> None:
        written.sitting.do(Begin())
        written.write(written.whole_journal)
        follower, before = written.follower(), written.whole_journal
        *kept, _ = before.splitlines(keepends=True)
        other = encode(Record(2, written.sitting.clock.now(), SlideShown(step="film", page=1)))
        written.replace((b"".join(kept) + other).ljust(len(before), b" "), at_once=True)

        assert follower.look()
        assert follower.state.pages == {"film": 1}

    def test_a_mended_journal_goes_on(self, written: Written) -> None:
        written.sitting.do(Begin(), Next(), Pause(), Resume())
        written.write(written.whole_journal)
        follower = written.follower()
        lines = written.whole_journal.splitlines(keepends=True)
        written.replace(b"".join((*lines[:3], *lines[4:])))
        changed = follower.look()

        assert changed
        assert follower.state == written.whole() != written.sitting.state
        written.sitting.do(AdjustTime(minutes(1)))
        lines = written.whole_journal.splitlines(keepends=True)
        written.write(b"".join((*lines[:3], *lines[4:])))
        assert follower.look()
        assert follower.state == written.whole()

    def test_records_lost_in_the_middle_cost_no_others(self, written: Written) -> None:
        written.sitting.do(Begin(), Next(), Next())
        lines = written.whole_journal.splitlines(keepends=True)
        written.write(b"".join((*lines[:2], lines[2][:-20] + b"\n", *lines[3:])))
        follower = written.follower()
        assert follower.state == written.whole()
        written.sitting.do(Pause())
        added = written.whole_journal.splitlines(keepends=True)[-1]
        with written.journal.open("ab") as file:
            file.write(added)

        assert follower.look()
        assert follower.state == written.whole()
        assert follower.state.number == written.sitting.state.number

    def test_a_number_that_jumps_is_told_as_reading_the_whole_tells_it(self, written: Written) -> None:
        follower = written.follower()
        written.sitting.do(Begin(), Next(), Next(), Pause())
        lines = written.whole_journal.splitlines(keepends=True)
        written.write(b"".join((*lines[:2], *lines[3:])))

        assert follower.look()
        assert follower.state == written.whole()

    def test_a_record_that_makes_no_sense_after_a_loss_is_left_out(self, written: Written) -> None:
        written.sitting.do(Begin())
        lost = written.sitting.state.number
        written.sitting.do(Pause())
        lines = written.whole_journal.splitlines(keepends=True)
        assert lost == 2
        written.write(b"".join((lines[0], lines[2])))
        follower = written.follower()
        written.sitting.do(Resume(), Next())
        lines = written.whole_journal.splitlines(keepends=True)
        written.write(b"".join((lines[0], *lines[2:])))

        follower.look()
        assert follower.state == written.whole()

    def test_a_line_that_is_there_twice_counts_once(self, written: Written) -> None:
        written.sitting.do(Begin())
        follower = written.follower()
        for command in (AdjustTime(minutes(1)), Pause()):
            written.sitting.do(command)
            lines = written.whole_journal.splitlines(keepends=True)
            written.write(b"".join((*lines[:3], lines[2], *lines[3:])))
            follower.look()

        assert follower.state == written.whole() == written.sitting.state

    def test_a_damaged_journal_that_is_mended_goes_on(self, written: Written) -> None:
        written.sitting.do(Begin(), Next())
        lines = written.whole_journal.splitlines(keepends=True)
        written.write(b"".join((*lines[:2], b"rubbish" * 200 + b"\n", *lines[2:])))
        follower = written.follower()
        unchanged = follower.look()
        written.sitting.do(Pause())
        written.replace(written.whole_journal)

        assert (unchanged, follower.look(), follower.look()) == (False, True, False)
        assert follower.state == written.sitting.state

    def test_a_look_that_failed_is_made_again(self, written: Written) -> None:
        follower = written.follower()
        written.sitting.do(Begin())
        whole = written.whole_journal
        written.write(b"rubbish\n" + whole.splitlines(keepends=True)[1])
        with pytest.raises(DamagedJournalError):
            follower.look()
        with pytest.raises(DamagedJournalError):
            follower.look()
        written.write(whole)

        assert follower.look()
        assert follower.state == written.sitting.state

    def test_what_makes_no_session_is_said_at_once(self, written: Written) -> None:
        written.write(b"")
        with pytest.raises(DamagedJournalError):
            written.follower()
        written.write(written.whole_journal)
        (written.folder / AGENDA_NAME).write_text("title: [", encoding="utf-8")
        with pytest.raises(AgendaFaults):
            written.follower()
        written.journal.unlink()
        with pytest.raises(FileNotFoundError):
            written.follower()

    def test_a_folder_that_goes_away_is_said_at_the_next_look(self, written: Written) -> None:
        follower = written.follower()
        written.journal.unlink()

        with pytest.raises(FileNotFoundError):
            follower.look()


Begins = Callable[..., SessionRunner]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "økter"


@pytest.fixture
def begins(root: Path, clock: SettableClock) -> Iterator[Begins]:
    """Begins sessions that this process leads, and lets go of them after the test."""
    begun: list[SessionRunner] = []

    def begin(unit: str = "Barnevernet", *, rehearsal: float | None = None) -> SessionRunner:
        setup = Setup(unit, "Møterom 2", PEOPLE[:5], rehearsal=rehearsal)
        begun.append(SessionRunner.create(root, read_agenda_file(built_in_agenda()), setup, clock))
        return begun[-1]

    yield begin
    for runner in begun:
        runner.close()


def crash(runner: SessionRunner) -> None:
    """Let go of a session as a killed process does: the note of who had it stays, and no sign of life is given."""
    note = runner.folder / WRITER_NAME
    left = note.read_bytes()
    runner._journal.close()  # noqa: SLF001 - a killed process asks nobody
    runner._lock.release()  # noqa: SLF001 - the same
    note.write_bytes(left)


def another_computer_leads(folder: Path) -> None:
    """Let the note of who has the session open name another computer."""
    note = folder / WRITER_NAME
    writer = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**writer, "computer": "pc-en-annen"}), encoding="utf-8")


class TestWhoLeads:
    """Led here, led on another computer, left, over; and what the moment of the figures is."""

    def test_led_here_time_goes_by_the_steady_clock(self, begins: Begins, clock: SettableClock) -> None:
        runner = begins()
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        clock.advance(minutes(4))
        clock.set_wall(clock.now().wall + timedelta(hours=1))
        seen = follower.glance()

        assert (seen.standing, elapsed(seen.state, seen.moment)) == (Standing.RUNNING, minutes(4))

    def test_led_on_another_computer_time_goes_by_the_wall_clock(self, begins: Begins, clock: SettableClock) -> None:
        runner = begins()
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        another_computer_leads(runner.folder)
        changed = follower.look_who_leads()
        clock.set_wall(clock.now().wall + minutes(4))
        seen = follower.glance()

        assert changed
        assert (seen.standing, elapsed(seen.state, seen.moment)) == (Standing.RUNNING, minutes(4))

    def test_the_same_answer_is_no_news(self, begins: Begins, clock: SettableClock) -> None:
        runner = begins()
        follower = Follower(runner.folder, clock)

        assert not follower.look_who_leads()
        crash(runner)
        assert follower.look_who_leads()
        assert not follower.look_who_leads()

    def test_a_session_that_was_left_stands_at_its_last_sign_of_life(
        self, begins: Begins, clock: SettableClock
    ) -> None:
        runner = begins()
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        clock.advance(minutes(3))
        runner.give_sign_of_life()
        clock.advance(seconds(5))
        crash(runner)
        clock.advance(minutes(20))
        changed = follower.look_who_leads()
        seen = follower.glance()

        assert changed
        assert (seen.standing, elapsed(seen.state, seen.moment)) == (Standing.INTERRUPTED, minutes(3))
        assert seen == glance(runner.folder, clock)

    def test_what_it_died_with_is_read_again_where_reading_failed(self, begins: Begins, clock: SettableClock) -> None:
        runner = begins()
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        clock.advance(minutes(3))
        runner.give_sign_of_life()
        crash(runner)
        agenda = runner.folder / AGENDA_NAME
        agenda.rename(agenda.with_name("away"))
        with pytest.raises(AgendaFaults):
            follower.look_who_leads()
        agenda.with_name("away").rename(agenda)

        assert follower.look_who_leads()
        assert follower.glance() == glance(runner.folder, clock)

    def test_whoever_takes_it_up_leads_it_on(self, begins: Begins, clock: SettableClock) -> None:
        runner = begins()
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        crash(runner)
        follower.look_who_leads()
        clock.advance(minutes(2))
        again = SessionRunner.take_up(runner.folder, clock)
        news = follower.look(), follower.look_who_leads()
        clock.advance(minutes(1))
        seen = follower.glance()
        again.close()

        assert news == (True, True)
        assert (seen.standing, elapsed(seen.state, seen.moment)) == (Standing.RUNNING, minutes(3))
        assert seen.state == again.state

    def test_nobody_leads_before_the_record_that_says_so(self, begins: Begins, clock: SettableClock) -> None:
        """Until then the last record is of another process, perhaps on another computer with another clock."""
        runner = begins()
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        crash(runner)
        follower.look_who_leads()
        lock = SessionLock(runner.folder, clock.now().wall)
        later = SettableClock(clock.now().wall, OSLO)
        later.advance(timedelta(days=11))
        answer = follower.look_who_leads(), follower.glance().standing
        lock.release()

        assert answer == (False, Standing.INTERRUPTED)

    def test_nor_does_anybody_to_who_begins_to_follow_a_session_that_was_left(
        self, begins: Begins, clock: SettableClock
    ) -> None:
        runner = begins()
        crash(runner)
        follower = Follower(runner.folder, clock)
        lock = SessionLock(runner.folder, clock.now().wall)
        answer = follower.look_who_leads(), follower.glance().standing
        lock.release()

        assert answer == (False, Standing.INTERRUPTED)

    def test_whoever_takes_it_up_while_it_is_found_left_leads_it(self, begins: Begins, clock: SettableClock) -> None:
        """The lock was free when it was asked, and the record was there when the journal was read right after."""
        runner = begins()
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        crash(runner)
        crash(SessionRunner.take_up(runner.folder, clock))
        follower.look_who_leads()
        lock = SessionLock(runner.folder, clock.now().wall)
        answer = follower.look_who_leads(), follower.glance().standing
        lock.release()

        assert answer == (True, Standing.RUNNING)

    def test_a_session_taken_up_and_left_between_two_questions_stands_where_it_was_left_last(
        self, begins: Begins, clock: SettableClock
    ) -> None:
        runner = begins()
        runner.dispatch(Begin())
        crash(runner)
        follower = Follower(runner.folder, clock)
        again = SessionRunner.take_up(runner.folder, clock)
        clock.advance(minutes(2))
        again.close()
        follower.look()
        follower.look_who_leads()

        assert follower.glance() == glance(runner.folder, clock)
        assert follower.glance().moment == clock.now()

    def test_whoever_only_puts_the_folder_in_order_leads_nothing(self, begins: Begins, clock: SettableClock) -> None:
        """As export and erase do, for an instant."""
        runner = begins()
        crash(runner)
        lock = SessionLock(runner.folder, clock.now().wall, leads=False)
        seen = Follower(runner.folder, clock).glance().standing, led_session(runner.folder.parent)
        lock.release()

        assert seen == (Standing.INTERRUPTED, None)

    def test_a_session_that_is_over_stands_where_it_ended(self, begins: Begins, clock: SettableClock) -> None:
        runner = begins()
        runner.dispatch(Begin())
        clock.advance(minutes(5))
        runner.dispatch(End())
        follower = Follower(runner.folder, clock)
        clock.advance(minutes(30))

        seen = follower.glance()
        assert (seen.standing, seen.moment) == (Standing.FINISHED, runner.state.last)
        crash(runner)
        follower.look_who_leads()
        assert follower.glance().standing is Standing.FINISHED

    def test_a_rehearsal_goes_by_its_own_fast_clock(self, begins: Begins, clock: SettableClock) -> None:
        runner = begins(rehearsal=60)
        runner.dispatch(Begin())
        follower = Follower(runner.folder, clock)
        clock.advance(seconds(5))
        seen = follower.glance()

        assert isinstance(runner.clock, RehearsalClock)
        assert elapsed(seen.state, seen.moment) == minutes(5)


class TestLedSession:
    """Which session is led now."""

    def test_none_where_there_is_no_session(self, root: Path) -> None:
        assert led_session(root) is None

    def test_none_where_nobody_leads_any(self, begins: Begins, root: Path) -> None:
        begins().close()

        assert led_session(root) is None

    def test_the_one_that_is_led(self, begins: Begins, root: Path, clock: SettableClock) -> None:
        led = begins("A")
        clock.advance(minutes(60))
        begins("B").close()

        assert led_session(root) == led.folder

    def test_the_latest_of_several(self, begins: Begins, root: Path, clock: SettableClock) -> None:
        begins("B")
        clock.advance(minutes(60))
        latest = begins("A")
        assert led_session(root) == latest.folder

    def test_a_rehearsal_only_where_there_is_no_real_one(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        real = begins("A")
        clock.advance(minutes(60))
        rehearsal = begins("B", rehearsal=60)

        assert led_session(root) == real.folder
        real.close()
        assert led_session(root) == rehearsal.folder

    def test_what_a_killed_process_left_behind_leads_nothing(self, begins: Begins, root: Path) -> None:
        runner = begins()
        runner.close()
        subprocess.run([sys.executable, "-c", LEAD_AND_DIE, runner.folder, MONDAY.isoformat()], check=True)

        assert (runner.folder / WRITER_NAME).exists()
        assert (runner.folder / LOCK_NAME).exists()
        assert led_session(root) is None

    def test_a_root_that_cannot_be_listed_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "fil").write_text("ingen mappe", encoding="utf-8")

        with pytest.raises(NotADirectoryError):
            led_session(tmp_path / "fil")


def looks(watch: Watch) -> Glance | None:
    """Look so often that everything has been asked."""
    for _ in range(LOOKS_WHILE_LED):
        seen = watch.look()
    return seen


def where(seen: Glance | None) -> tuple[Path, Standing] | None:
    return None if seen is None else (seen.folder, seen.standing)


class TestWatch:
    """The session to follow, whichever comes."""

    def test_without_a_name_it_waits_for_one_to_be_led(self, begins: Begins, root: Path, clock: SettableClock) -> None:
        begins("Før").close()
        watch = Watch(root, clock)
        before = looks(watch)
        runner = begins("A")

        assert before is None
        assert where(looks(watch)) == (runner.folder, Standing.PAUSED)

    def test_it_stays_until_the_session_is_over_and_then_goes_over_to_the_next(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        first = begins("A")
        watch = Watch(root, clock)
        first.dispatch(Begin())
        looks(watch)
        clock.advance(minutes(1))
        second = begins("B")
        assert where(looks(watch)) == (first.folder, Standing.RUNNING)
        first.dispatch(End())
        over = where(watch.look())

        assert over == (first.folder, Standing.FINISHED)
        assert where(looks(watch)) == (second.folder, Standing.PAUSED)

    def test_it_stays_with_what_is_over_while_nothing_else_is_led(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        runner = begins()
        watch = Watch(root, clock)
        looks(watch)
        crash(runner)
        assert where(looks(watch)) == (runner.folder, Standing.INTERRUPTED)
        assert where(looks(watch)) == (runner.folder, Standing.INTERRUPTED)

    def test_from_a_session_that_was_left_it_goes_over_to_one_that_is_led(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        left = begins("A")
        watch = Watch(root, clock)
        looks(watch)
        crash(left)
        looks(watch)
        led = begins("B")

        assert where(looks(watch)) == (led.folder, Standing.PAUSED)

    def test_whoever_takes_the_session_up_is_seen_at_the_same_look_as_the_record(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        runner = begins()
        watch = Watch(root, clock)
        looks(watch)
        crash(runner)
        looks(watch)
        watch.look()
        again = SessionRunner.take_up(runner.folder, clock)
        seen = where(watch.look())
        again.close()

        assert seen == (runner.folder, Standing.PAUSED)

    def test_with_a_name_it_stays_with_that_session(self, begins: Begins, root: Path, clock: SettableClock) -> None:
        runner = begins("A")
        runner.close()
        begins("B")

        assert where(looks(Watch(root, clock, runner.folder))) == (runner.folder, Standing.INTERRUPTED)

    def test_a_folder_that_is_erased_leaves_nothing_to_follow(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        runner = begins()
        watch = Watch(root, clock, runner.folder)
        looks(watch)
        runner.close()
        shutil.rmtree(runner.folder)

        assert watch.look() is None
        assert looks(watch) is None

    def test_a_folder_that_is_moved_is_followed_again_when_it_is_back(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        runner = begins()
        runner.close()
        watch = Watch(root, clock, runner.folder)
        looks(watch)
        moved = runner.folder.rename(runner.folder.with_name("flyttet"))
        gone = looks(watch)
        moved.rename(runner.folder)

        assert gone is None
        assert where(looks(watch)) == (runner.folder, Standing.INTERRUPTED)

    @pytest.mark.skipif(os.name == "nt", reason="there a folder with an open file cannot be moved")
    def test_a_led_session_that_is_moved_within_the_root_is_found_again(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        runner = begins()
        watch = Watch(root, clock)
        looks(watch)
        moved = runner.folder.rename(runner.folder.with_name("2026-11-23-1000-flyttet"))
        looks(watch)

        assert where(looks(watch)) == (moved, Standing.PAUSED)

    def test_a_new_session_that_cannot_be_read_yet_is_waited_for(
        self, begins: Begins, root: Path, clock: SettableClock
    ) -> None:
        runner = begins()
        agenda = runner.folder / AGENDA_NAME
        agenda.rename(agenda.with_name("away"))
        watch = Watch(root, clock)
        before = looks(watch)
        agenda.with_name("away").rename(agenda)

        assert before is None
        assert where(looks(watch)) == (runner.folder, Standing.PAUSED)


def on_the_disk(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything under a folder: when it was changed, its mode, and its bytes."""
    found = {}
    for path in (root, *root.rglob("*")):
        seen = path.stat()
        found[str(path.relative_to(root))] = (
            seen.st_mtime_ns, seen.st_mode, path.read_bytes() if path.is_file() else b"",
        )  # fmt: skip
    return found


@pytest.mark.parametrize("led", [True, False], ids=["led", "left"])
def test_following_changes_nothing_in_the_folder(
    begins: Begins, root: Path, clock: SettableClock, *, led: bool
) -> None:
    runner = begins()
    runner.dispatch(Begin())
    if not led:
        crash(runner)
    before = on_the_disk(root)
    watch, named = Watch(root, clock), Watch(root, clock, runner.folder)
    for _ in range(3):
        clock.advance(seconds(1))
        looks(watch)
        looks(named)

    assert on_the_disk(root) == before
    assert is_open(runner.folder) is led
    assert sign_of_life.read(runner.folder) is None
