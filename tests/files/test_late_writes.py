"""Files of notes that have been removed are held open, for what another program may still write in them."""

import errno
import gc
import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aml_okt.files.late_writes import LONG_ENOUGH, LateWrites

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there nobody can have them open")
NOTE = Path("04-refleksjon.md")


def removed(path: Path, steady: Callable[[], float] = time.monotonic) -> LateWrites:
    """What has removed the file at the path, as one that held what it holds."""
    late = LateWrites(steady)
    late.remove(path, path.read_bytes(), NOTE)
    return late


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is about to be removed."""
    file = tmp_path / ".old"
    file.write_bytes(b"old")
    return file


def test_a_file_is_removed_at_once_and_tells_of_nothing(path: Path) -> None:
    late = removed(path)

    assert not path.exists()
    assert list(late.look()) == []


def test_each_text_that_comes_late_is_told_once(path: Path) -> None:
    with path.open("r+b", buffering=0) as theirs:
        late = removed(path)
        theirs.write(b"new")
        assert list(late.look()) == [(NOTE, b"new")]
        assert list(late.look()) == []
        theirs.write(b" and more")
        assert list(late.look()) == [(NOTE, b"new and more")]


def test_a_text_that_could_not_be_kept_is_told_again(path: Path) -> None:
    with path.open("r+b", buffering=0) as theirs:
        late = removed(path)
        theirs.write(b"new")
    assert next(iter(late.look())) == (NOTE, b"new")

    assert list(late.look()) == [(NOTE, b"new")]


@pytest.mark.parametrize("nothing", [b"", b"\0\0\0"])
def test_a_file_that_has_only_been_emptied_holds_no_text(path: Path, nothing: bytes) -> None:
    with path.open("r+b", buffering=0) as theirs:
        late = removed(path)
        theirs.truncate()
        theirs.write(nothing)
        assert list(late.look()) == []


def test_it_is_let_go_after_some_seconds_but_looked_at_before(path: Path) -> None:
    seconds = 100.0
    with path.open("r+b", buffering=0) as theirs:
        late = removed(path, lambda: seconds)
        seconds += LONG_ENOUGH
        assert list(late.look()) == []
        assert late.holds_any
        theirs.write(b"new")
        seconds += 0.1
        assert list(late.look()) == [(NOTE, b"new")]
        assert not late.holds_any
        theirs.write(b"newer")
        assert list(late.look()) == []


def test_a_file_that_is_gone_already_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LateWrites(time.monotonic).remove(tmp_path / "gone", b"", NOTE)


def test_a_file_that_cannot_be_read_keeps_nobody_from_the_others(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unreadable(io.RawIOBase):
        def seek(self, *_where: int) -> int:
            raise OSError(errno.EIO, "Input/output error")

    late = LateWrites(time.monotonic)
    other = tmp_path / ".other"
    other.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda *_how, **_more: Unreadable())
        late.remove(other, b"old", NOTE)
    with path.open("r+b", buffering=0) as theirs:
        late.remove(path, b"old", NOTE)
        theirs.write(b"new")

    assert list(late.look()) == [(NOTE, b"new")]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux says which files are open")
def test_nothing_is_held_open_by_what_nobody_looks_at_any_more(path: Path) -> None:
    late = removed(path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    del late
    gc.collect()

    assert len(list(Path("/proc/self/fd").iterdir())) == before - 1
