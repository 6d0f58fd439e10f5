"""One writer a session: a real other process holds the lock, and lets go of it when it dies."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from aml_okt.files.lock import LOCK_NAME, WRITER_NAME, SessionBusyError, SessionLock, is_open, read_writer
from tests.builders import MONDAY, minutes

HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from aml_okt.files.lock import SessionLock

lock = SessionLock(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
print("held", flush=True)
sys.stdin.readline()
lock.release()
"""


TAKE_AND_DIE = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from aml_okt.files.lock import SessionLock

SessionLock(Path(sys.argv[1]), datetime.now(UTC))
os._exit(0)
"""


@contextmanager
def another_process_holds(session: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the lock until it is told to let go, or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, session, MONDAY.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_session_is_open_while_its_lock_is_held(tmp_path: Path) -> None:
    assert not is_open(tmp_path)
    lock = SessionLock(tmp_path, MONDAY)
    assert is_open(tmp_path)
    lock.release()

    assert not is_open(tmp_path)
    assert not (tmp_path / WRITER_NAME).exists()


def test_a_second_writer_is_refused_with_who_and_since_when(tmp_path: Path) -> None:
    with another_process_holds(tmp_path) as process:
        assert is_open(tmp_path)
        with pytest.raises(SessionBusyError) as caught:
            SessionLock(tmp_path, MONDAY + minutes(5))
        writer = caught.value.writer

        assert writer is not None
        assert writer.process == process.pid
        assert writer.since == MONDAY
        assert writer.user
        assert writer.computer


def test_a_refused_writer_leaves_the_holders_word_in_place(tmp_path: Path) -> None:
    with another_process_holds(tmp_path):
        before = (tmp_path / WRITER_NAME).read_bytes()
        for _ in range(2):
            with pytest.raises(SessionBusyError):
                SessionLock(tmp_path, MONDAY)

        assert (tmp_path / WRITER_NAME).read_bytes() == before
        assert is_open(tmp_path)


def test_a_lock_is_free_when_its_holder_lets_go(tmp_path: Path) -> None:
    with another_process_holds(tmp_path) as process:
        process.communicate("\n")

        assert not is_open(tmp_path)
        SessionLock(tmp_path, MONDAY).release()


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    with another_process_holds(tmp_path) as process:
        process.kill()
        process.wait()

        assert (tmp_path / WRITER_NAME).exists()
        assert not is_open(tmp_path)
        lock = SessionLock(tmp_path, MONDAY)
        with pytest.raises(SessionBusyError) as caught:
            SessionLock(tmp_path, MONDAY)
        lock.release()

    assert caught.value.writer is not None
    assert caught.value.writer.process == os.getpid()


@pytest.mark.parametrize("word", [None, b"", b"{", b"[]", b'{"user": 1}', b"\xff"])
def test_a_second_writer_is_refused_even_when_nobody_can_say_who_is_the_first(
    tmp_path: Path, word: bytes | None
) -> None:
    lock = SessionLock(tmp_path, MONDAY)
    if word is None:
        (tmp_path / WRITER_NAME).unlink()
    else:
        (tmp_path / WRITER_NAME).write_bytes(word)

    with pytest.raises(SessionBusyError) as caught:
        SessionLock(tmp_path, MONDAY)
    assert caught.value.writer is None
    lock.release()


def test_looking_whether_a_session_is_open_does_not_open_it(tmp_path: Path) -> None:
    assert not is_open(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not is_open(tmp_path / "nowhere")


def test_a_lock_that_cannot_be_taken_is_held_by_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).mkdir()

    assert not is_open(tmp_path)


def test_a_lock_whose_holder_cannot_be_named_is_let_go_of(tmp_path: Path) -> None:
    (tmp_path / WRITER_NAME).mkdir()

    with pytest.raises(OSError, match="writer") as caught:
        SessionLock(tmp_path, MONDAY)
    assert not is_open(tmp_path)
    assert caught.tb is not None, "what is told of the error keeps the lock alive, so it must have been let go of"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to keep a file private")
def test_only_the_owner_can_read_who_writes(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path, MONDAY)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    lock.release()

    assert modes == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="Windows takes the name from elsewhere")
def test_a_users_name_is_kept_as_text_that_cannot_act(tmp_path: Path) -> None:
    environment = {**os.environ, "LOGNAME": "ka\x1bri\udcff"}
    subprocess.run([sys.executable, "-c", TAKE_AND_DIE, tmp_path], env=environment, check=True)

    assert "ka␛ri⟨U+DCFF⟩" in (tmp_path / WRITER_NAME).read_text(encoding="utf-8")


def test_the_note_of_who_holds_it_says_whether_they_lead_the_session(tmp_path: Path) -> None:
    noted = []
    for leads in (True, False):
        lock = SessionLock(tmp_path, MONDAY, leads=leads)
        noted.append(read_writer(tmp_path))
        lock.release()

    assert [writer.leads for writer in noted if writer] == [True, False]
    assert all(writer.is_here for writer in noted if writer)


def test_a_note_of_an_earlier_version_tells_of_one_who_leads(tmp_path: Path) -> None:
    (tmp_path / WRITER_NAME).write_text(
        '{"user":"kari","computer":"pc-en-annen","process":7,"since":"2026-11-23T10:00:00Z"}', encoding="utf-8"
    )
    writer = read_writer(tmp_path)

    assert writer is not None
    assert writer.leads
    assert not writer.is_here


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lock that can be looked at")
def test_looking_takes_no_lock_and_loads_nothing_for_it(tmp_path: Path) -> None:
    SessionLock(tmp_path, MONDAY).release()
    look = "import sys; from pathlib import Path; from aml_okt.files.lock import is_open\n"
    look += "print(is_open(Path(sys.argv[1])), 'filelock' in sys.modules)"
    found = []
    for held in (False, True):
        with another_process_holds(tmp_path) if held else nullcontext():
            done = subprocess.run([sys.executable, "-c", look, tmp_path], capture_output=True, text=True, check=True)
            found.append(done.stdout.split())

    assert found == [["False", "False"], ["True", "False"]]


def test_two_who_only_look_are_no_writers_to_each_other(tmp_path: Path) -> None:
    SessionLock(tmp_path, MONDAY).release()
    with ThreadPoolExecutor(8) as lookers:
        assert not any(lookers.map(is_open, [tmp_path] * 400))
