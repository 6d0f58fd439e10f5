"""Two files change places: nothing that stood there is forgotten, and a refusal leaves everything as it was."""

import ctypes
import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from aml_okt.files import swap
from aml_okt.files.swap import swap_in

Rename = Callable[[int, bytes, int, bytes, int], int]


def refusing(number: int) -> Rename:
    """A system call that always fails so."""

    def call(*_arguments: object) -> int:
        ctypes.set_errno(number)
        return -1

    return call


@pytest.fixture(params=["linux", "elsewhere", "unable file system"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way there is to do it; the first is what this system has."""
    if request.param == "elsewhere":
        monkeypatch.setattr(swap, "_renameat2", lambda: None)
    elif request.param == "unable file system":
        monkeypatch.setattr(swap, "_renameat2", lambda: refusing(errno.EINVAL))
    return str(request.param)


def no_links(monkeypatch: pytest.MonkeyPatch, number: int = errno.EPERM) -> None:
    """A disk on which a file has one name, such as a memory stick; Linux, macOS and Windows say so differently."""

    def link(*_arguments: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("refusal", [None, errno.EPERM, errno.ENOTSUP, errno.EINVAL])
def test_what_stood_there_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int | None) -> None:
    if refusal is not None:
        no_links(monkeypatch, refusal)
    path = tmp_path / "note.md"
    assert swap_in(path, b"one") is None
    assert path.read_bytes() == b"one"
    before = swap_in(path, b"two")
    assert before is not None
    assert (path.read_bytes(), before.read_bytes()) == (b"two", b"one")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([path.name, before.name])
    assert before.name.startswith(".")
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


@pytest.mark.usefixtures("way")
def test_a_refusal_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "note.md"
    (folder / "inside").mkdir(parents=True)
    tmp_path.chmod(0o700)
    missing = tmp_path / "gone" / "note.md"
    with pytest.raises(FileNotFoundError):
        swap_in(missing, b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["note.md"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_is_an_error_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"one")
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    monkeypatch.setattr(swap, "_renameat2", lambda: refusing(number))
    with pytest.raises(OSError, match=os.strerror(number)) as caught:
        swap_in(path, b"two")
    assert caught.value.filename == str(path)
    assert naps == []
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_comes_and_goes_under_our_hands_is_met_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First there is none, then there is one before ours gets there, and then it is exchanged."""
    path = tmp_path / "note.md"
    real = swap._renameat2()  # noqa: SLF001 - what it stands in for
    if real is None:
        pytest.skip("this system cannot change places")
    calls: list[int] = []

    def rename(old: int, source: bytes, new: int, target: bytes, how: int) -> int:
        calls.append(how)
        if len(calls) == 2:
            path.write_bytes(b"theirs")
        return real(old, source, new, target, how)

    monkeypatch.setattr(swap, "_renameat2", lambda: rename)
    before = swap_in(path, b"ours")
    assert before is not None
    assert (path.read_bytes(), before.read_bytes()) == (b"ours", b"theirs")
    assert calls == [2, 1, 2]


def test_a_file_that_never_stands_still_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "note.md"

    def rename(_old: int, _source: bytes, _new: int, _target: bytes, how: int) -> int:
        ctypes.set_errno(errno.ENOENT if how == 2 else errno.EEXIST)
        return -1

    monkeypatch.setattr(swap, "_renameat2", lambda: rename)
    with pytest.raises(FileExistsError):
        swap_in(path, b"ours")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("way")
def test_what_is_told_is_why_it_could_not_be_put_in_place_and_not_what_could_not_be_tidied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"one")

    def full(*_arguments: object) -> None:
        raise OSError(errno.EIO, "broken")

    def held(*_arguments: object) -> None:
        raise OSError(errno.EROFS, "held")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        patched.setattr(Path, "unlink", held)
        if swap._renameat2() is not None:  # noqa: SLF001 - which way it is
            patched.setattr(swap, "_renameat2", lambda: refusing(errno.EIO))
        with pytest.raises(OSError, match=f"broken|{os.strerror(errno.EIO)}"):
            swap_in(path, b"two")
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize("times", [3, None])
def test_a_file_that_is_held_on_windows_is_tried_for_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int | None
) -> None:
    path = tmp_path / "note.md"
    naps: list[float] = []

    def rename(*_arguments: object) -> int:
        if len(naps) == times:
            return 0
        return refusing(errno.EACCES)(0, b"", 0, b"", 0)

    monkeypatch.setattr(swap, "os", SimpleNamespace(**{**vars(os), "name": "nt"}))
    monkeypatch.setattr(swap, "_renameat2", lambda: rename)
    monkeypatch.setattr(time, "sleep", naps.append)
    if times is None:
        with pytest.raises(PermissionError):
            swap_in(path, b"ours")
        assert sum(naps) == pytest.approx(1, abs=0.1)
    else:
        assert swap_in(path, b"ours") is not None
        assert naps == [swap.BETWEEN] * times
