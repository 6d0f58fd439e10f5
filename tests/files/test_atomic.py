"""A file is either the old one or the new one, whatever happens while it is written."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from aml_okt.files.atomic import make_folder, sync_folder, write_atomically

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX has the modes and limits used here")


def test_the_bytes_are_there_and_nothing_else_is(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"one")
    write_atomically(tmp_path / "a", b"\x00two\r\n")

    assert (tmp_path / "a").read_bytes() == b"\x00two\r\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("name", ["x" * 255, "ø" * 127, "👩‍🚒" * 20, ".skjult", "[Kari]", "no", " "])
def test_every_name_the_disk_allows_can_be_written(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, b"x")

    assert [file.name for file in tmp_path.iterdir()] == [name]


@posix
def test_only_the_owner_can_read_what_was_written_even_where_all_could_read_the_old(tmp_path: Path) -> None:
    (tmp_path / "a").touch(mode=0o666)
    write_atomically(tmp_path / "a", b"x")

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    with pytest.raises(OSError, match="a"):
        write_atomically(tmp_path / "a", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "gone" / "a", b"x")


WRITE_TOO_MUCH = """
import resource, sys
from pathlib import Path
from aml_okt.files.atomic import write_atomically

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 5000)
except OSError as error:
    print(type(error).__name__)
"""


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", WRITE_TOO_MUCH, tmp_path / "a"], capture_output=True, text=True, check=True
    )

    assert done.stdout == "OSError\n"
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


KILLED_WHILE_WRITING = """
import os, sys
from pathlib import Path
from aml_okt.files.atomic import write_atomically

number = 0
print("writing", flush=True)
while True:
    number += 1
    write_atomically(Path(sys.argv[1]), str(number % 10).encode() * 200_000)
"""


@posix
def test_a_process_killed_while_it_writes_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0" * 200_000)
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", KILLED_WHILE_WRITING, path], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.kill()
        content = path.read_bytes()
        assert len(content) == 200_000
        assert len(set(content)) == 1


@posix
def test_every_folder_that_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path / "a" / "b" / "c")
    make_folder(tmp_path / "a" / "b" / "c")

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b" / "c").stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_where_a_folder_is_wanted_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").touch()

    with pytest.raises(OSError, match="a"):
        make_folder(tmp_path / "a" / "b")


@posix
def test_a_folder_that_is_gone_cannot_be_synced(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")


def test_a_refusal_speaks_of_the_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        write_atomically(tmp_path / "borte" / "a", b"one")

    assert refused.value.filename == str(tmp_path / "borte" / "a")
