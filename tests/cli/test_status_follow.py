"""Following a session by lines: each change tells, whatever becomes of the session, until nobody reads any more."""

import errno
import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from aml_okt.cli.follow import PipeReader, ReaderGoneError, ended_by_signals, follow
from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.commands import AdjustTime, Begin, ChooseFacilitator, Command, End, Next, Pause, Resume, Undo
from aml_okt.files.actions import ActionList
from aml_okt.following import LOOK, LOOKS_WHILE_LED, Watch
from aml_okt.runner import SessionRunner
from tests.builders import minutes, seconds
from tests.cli.conftest import Run, Sessions, answer, go_to, write_note

Line = dict[str, Any]


class KeepingReader:
    """A reader that keeps what it is told, and goes away when it is sent."""

    def __init__(self) -> None:
        self.data = b""
        self.gone = False

    def tell(self, data: bytes) -> None:
        self.data += data

    def is_gone(self) -> bool:
        return self.gone

    @property
    def lines(self) -> list[Line]:
        assert not self.data or self.data.endswith(b"\n")
        return [json.loads(line) for line in self.data.splitlines()]


class Followed:
    """Follows sessions in a folder while one thing after another happens."""

    def __init__(self, root: Path, clock: SettableClock) -> None:
        self._root, self._clock = root, clock

    def through(self, *happenings: Callable[[], object], named: Path | None = None, tick: bool = False) -> list[Line]:
        """The lines that came. After each thing that happens, everything is looked at and asked."""
        reader, script = KeepingReader(), iter(happenings)
        looks = 0

        def wait() -> None:
            nonlocal looks
            looks += 1
            if looks % LOOKS_WHILE_LED:
                return
            happens = next(script, None)
            if happens is None:
                reader.gone = True
            else:
                happens()

        follow(Watch(self._root, self._clock, named), self._clock, reader, wait, tick=tick)
        return reader.lines


@pytest.fixture
def followed(root: Path, clock: SettableClock) -> Followed:
    return Followed(root, clock)


def states(lines: list[Line]) -> list[str]:
    return [line["state"] for line in lines]


def does(runner: SessionRunner, *commands: Command) -> list[Callable[[], object]]:
    """Commands as things that happen."""
    return [lambda command=command: runner.dispatch(command) for command in commands]  # type: ignore[misc] # mypy infers no lambda's default


def test_the_first_line_comes_at_once_and_the_rest_at_each_change(
    followed: Followed, sessions: Sessions, clock: SettableClock
) -> None:
    runner = sessions.begin()
    lines = followed.through(
        *does(runner, Begin()),
        lambda: clock.advance(seconds(10)),
        *does(runner, Pause(), Resume(), AdjustTime(minutes(1)), Undo(), Next()),
    )

    assert [(line["state"], line["step"] and line["step"]["id"], line["remaining_s"]) for line in lines] == [
        ("paused", None, None),
        ("running", "film", 600),
        ("paused", "film", 590),
        ("running", "film", 590),
        ("running", "film", 650),
        ("running", "film", 590),
        ("running", "fasilitator", 120),
    ]


def test_a_line_says_all_that_status_says(
    followed: Followed, sessions: Sessions, run: Run, clock: SettableClock
) -> None:
    runner = sessions.begin()
    runner.dispatch(ChooseFacilitator("p1"))
    go_to(runner, "kollegaveiledning")
    clock.advance(seconds(200))
    (line,) = followed.through()
    status = answer(run("status", "--json"))

    assert {key: line[key] for key in status} == status
    assert {key: line[key] for key in line if key not in status} == {
        "cue": "end", "waits_s": 0, "at": "2026-11-23T10:03:20+01:00",
    }  # fmt: skip


def test_ticks_come_with_each_second(followed: Followed, sessions: Sessions, clock: SettableClock) -> None:
    sessions.begin().dispatch(Begin())
    lines = followed.through(*[lambda: clock.advance(LOOK)] * (seconds(5) // LOOK + 1), tick=True)

    assert [line["remaining_s"] for line in lines] == [600, 599, 598, 597, 596, 595]


def test_ticks_come_while_there_is_nothing_to_follow(followed: Followed, clock: SettableClock) -> None:
    lines = followed.through(*[lambda: clock.advance(timedelta(milliseconds=500))] * 4, tick=True)

    assert states(lines) == ["waiting"] * 3


def test_the_cue_comes_by_itself(followed: Followed, sessions: Sessions, clock: SettableClock) -> None:
    sessions.begin().dispatch(Begin())
    lines = followed.through(*[lambda: clock.advance(seconds(30))] * 24)

    assert [(line["cue"], line["remaining_s"], line["overtime_s"]) for line in lines] == [
        (None, 600, 0), ("warning", 60, 0), ("end", 0, 0), ("end", 0, 60), ("end", 0, 120),
    ]  # fmt: skip


def test_without_a_name_it_waits_and_goes_over_to_the_next(
    followed: Followed, sessions: Sessions, clock: SettableClock
) -> None:
    begun: list[SessionRunner] = []

    def begin(unit: str) -> None:
        clock.advance(minutes(1))
        begun.append(sessions.begin(unit))
        begun[-1].dispatch(Begin())

    lines = followed.through(
        lambda: begin("A"), lambda: begun[0].dispatch(End()), lambda: sessions.leave(begun[0]), lambda: begin("B")
    )

    assert [(line["state"], line["session"]) for line in lines] == [
        ("waiting", None),
        ("running", begun[0].folder.name),
        ("finished", begun[0].folder.name),
        ("running", begun[1].folder.name),
    ]


def test_with_a_name_it_stays_with_that_session(followed: Followed, sessions: Sessions) -> None:
    folder = sessions.left("A")
    lines = followed.through(lambda: sessions.begin("B").dispatch(Begin()), named=folder)

    assert [(line["state"], line["session"]) for line in lines] == [("interrupted", folder.name)]


def test_a_session_that_was_left_is_interrupted_and_runs_again_when_it_is_taken_up(
    followed: Followed, sessions: Sessions, clock: SettableClock
) -> None:
    runner = sessions.begin()
    runner.dispatch(Begin())
    again: list[SessionRunner] = []

    def take_up() -> None:
        clock.advance(minutes(5))
        again.append(SessionRunner.take_up(runner.folder, clock, gap_counts=False))

    lines = followed.through(
        lambda: clock.advance(minutes(2)), lambda: sessions.leave(runner), lambda: clock.advance(minutes(1)), take_up
    )
    again[0].close()

    assert [(line["state"], line["remaining_s"]) for line in lines] == [
        ("running", 600), ("interrupted", 480), ("running", 480),
    ]  # fmt: skip


def test_a_session_that_is_erased_is_waited_for(followed: Followed, sessions: Sessions) -> None:
    folder = sessions.left()
    lines = followed.through(lambda: shutil.rmtree(folder), named=folder)

    assert states(lines) == ["interrupted", "waiting"]


def test_half_a_line_in_the_journal_tells_nothing(followed: Followed, sessions: Sessions) -> None:
    runner = sessions.begin()

    def write_half() -> None:
        with (runner.folder / "journal.jsonl").open("ab") as journal:
            journal.write(b'{"n":2,"wall":"2026-11-')

    assert states(followed.through(write_half)) == ["paused"]


def test_nothing_that_was_written_is_ever_in_a_line(followed: Followed, sessions: Sessions, root: Path) -> None:
    runner = sessions.begin()

    def write() -> None:
        write_note(runner, "refleksjon", "HEMMELIG notat")
        ActionList(runner.folder).add(Action("HEMMELIG tiltak", "Kari", None))

    steps = does(runner, Begin(), *[Next()] * (len(runner.state.course.boxes) - 1), End())
    lines = followed.through(write, *steps, tick=True)

    assert len(lines) == len(steps) + 1
    assert "HEMMELIG" in "".join(path.read_text("utf-8") for path in root.rglob("*.md"))
    assert "HEMMELIG" not in json.dumps(lines)


class GoneReader(KeepingReader):
    """A reader that can only be found gone by telling it something."""

    def tell(self, data: bytes) -> None:
        del data
        raise ReaderGoneError


class FullDisk(KeepingReader):
    """A file on a full disk."""

    def tell(self, data: bytes) -> None:
        del data
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def never() -> None:
    pytest.fail("there is nobody to wait for")


def test_it_ends_without_a_word_when_nobody_reads(root: Path, clock: SettableClock) -> None:
    gone = KeepingReader()
    gone.gone = True
    follow(Watch(root, clock), clock, gone, never, tick=False)
    follow(Watch(root, clock), clock, GoneReader(), never, tick=False)

    assert gone.data == b""


def test_a_line_that_cannot_be_written_is_an_error(root: Path, clock: SettableClock) -> None:
    with pytest.raises(OSError, match="No space"):
        follow(Watch(root, clock), clock, FullDisk(), never, tick=False)


@pytest.fixture
def pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reader, os.fdopen(write, "wb") as writer:
        yield reader, writer


class TestPipe:
    """The end of a pipe that is written to."""

    def test_what_is_told_is_there_at_once(self, pipe: tuple[BinaryIO, BinaryIO]) -> None:
        reader, writer = pipe
        PipeReader(writer).tell(b"en linje\n")

        assert reader.readline() == b"en linje\n"
        assert not PipeReader(writer).is_gone()

    @pytest.mark.skipif(os.name == "nt", reason="there no pipe refuses to let a writer wait")
    def test_all_of_it_comes_through_a_pipe_that_lets_no_writer_wait(self, pipe: tuple[BinaryIO, BinaryIO]) -> None:
        reader, writer = pipe
        os.set_blocking(writer.fileno(), False)
        sent = b"x" * 500_000 + b"\n"
        with ThreadPoolExecutor(1) as beside:
            came = beside.submit(reader.readline)
            PipeReader(writer).tell(sent)

            assert came.result() == sent

    def test_whoever_writes_is_told_that_the_reader_has_gone(self, pipe: tuple[BinaryIO, BinaryIO]) -> None:
        reader, writer = pipe
        reader.close()

        with pytest.raises(ReaderGoneError):
            PipeReader(writer).tell(b"en linje\n")

    @pytest.mark.skipif(os.name == "nt", reason="there nobody is told who does not write")
    def test_it_is_known_without_writing_too(self, pipe: tuple[BinaryIO, BinaryIO]) -> None:
        reader, writer = pipe
        reader.close()

        assert PipeReader(writer).is_gone()

    @pytest.mark.skipif(os.name == "nt", reason="there is no such device")
    def test_a_full_disk_is_no_reader_that_has_gone(self) -> None:
        full = Path("/dev/full")
        if not full.exists():
            pytest.skip("this system has no device that is always full")
        with full.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
            PipeReader(file).tell(b"en linje\n")


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself these")
class TestSignals:
    """What ends the following, and with what status."""

    @pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
    def test_a_signal_ends_it_with_its_status(self, number: signal.Signals, status: int) -> None:
        before = signal.signal(number, signal.SIG_DFL)
        try:
            with pytest.raises(SystemExit) as ended, ended_by_signals():
                signal.raise_signal(number)
            assert ended.value.code == status
            assert signal.getsignal(number) is signal.SIG_DFL
        finally:
            signal.signal(number, before)

    def test_what_nohup_makes_deaf_stays_deaf(self) -> None:
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            with ended_by_signals():
                signal.raise_signal(signal.SIGHUP)
        finally:
            signal.signal(signal.SIGHUP, before)


def test_tick_alone_is_bad_use(run: Run, sessions: Sessions) -> None:
    sessions.left()
    result = run("status", "--tick")

    assert result.exit_code == 2
    assert "Feil: Skriv --follow sammen med --tick." in result.stderr


def test_a_session_that_there_is_not_is_said_before_anything_is_followed(run: Run) -> None:
    result = run("status", "--follow", "2025")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Ingen økt heter «2025».")
