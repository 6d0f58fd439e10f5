"""The single file, with nothing but Python: no packages, no network, an empty home, and somewhere else."""

import ast
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from tests.e2e.conftest import PATIENCE, Terminal
from tests.held_session import Group, hold

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

ROOT = Path(__file__).parents[2]
BUILDER = ROOT / "single_file" / "build.py"
SCRIPT = ROOT / "docs" / "examples" / "plain-session.txt"
OLDEST_TOLD = (3, 4)
"""Older versions of Python than this one do not matter any more."""
LONG_AGO = timedelta(days=31)


@pytest.fixture(scope="session")
def single_file(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The file for this Python, built once for all who ask for it side by side."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "single-file"
    folder.mkdir(exist_ok=True)
    file = folder / "aml-okt.pyz"
    with FileLock(folder / "lock"):
        if not file.exists():
            build(folder)
    return file


def build(folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, str(BUILDER), "--here", "--to", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "aml-okt.pyz"


class Laptop:
    """A home with nothing in it, and a Python that finds no package; where the system allows it, no network either."""

    def __init__(self, home: Path, file: Path) -> None:
        home.mkdir()
        self.home, self.surroundings = home, {"HOME": str(home)}
        self.unpacked = home / ".cache" / "aml-okt" / "program"
        if sys.platform == "darwin":
            self.unpacked = home / "Library" / "Caches" / "aml-okt" / "program"
        apart = [found, "--user", "--map-root-user", "--net"] if (found := shutil.which("unshare")) else []
        if apart and subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
            apart = []
        self.command = [*apart, sys.executable, "-I", "-S", str(file)]

    def begin(self, *arguments: str, **surroundings: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self.command, *arguments],
            cwd="/",
            env={**self.surroundings, "PYTHONUTF8": "1", **surroundings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str, left_out: str = "", **surroundings: str) -> str:
        """What it prints; it must succeed, and remark on nothing but what it has left out."""
        process = self.begin(*arguments, **surroundings)
        said, remarks = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, remarks
        assert [remark for remark in remarks.splitlines() if not left_out or not remark.startswith(left_out)] == []
        return said

    def parts(self) -> Mapping[Path, float]:
        """All that has been unpacked, with the time of each file."""
        files = (path for path in self.unpacked.rglob("*") if path.is_file() and path.suffix != ".pyc")
        return {path: path.stat().st_mtime_ns for path in files}


@pytest.fixture
def laptop(tmp_path: Path, single_file: Path) -> Laptop:
    return Laptop(tmp_path / "home", single_file)


@pytest.fixture
def terminal(laptop: Laptop) -> Iterator[Terminal]:
    """The file without a word more, as when somebody clicks on it, in a terminal."""
    opened = Terminal(
        ["/usr/bin/env", "-i", f"HOME={laptop.home}", "TERM=xterm-256color", "LANG=C.UTF-8", *laptop.command],
        Path("/"),
    )
    yield opened
    opened.close()


def test_a_rehearsal_goes_from_start_to_minutes(laptop: Laptop, tmp_path: Path) -> None:
    sessions, people = str(tmp_path / "sessions"), "Kari, Ola, Liv, Nils, Per"
    start = ("start", "--plain", "--rehearse", "10", "--people", people, "--go")
    with SCRIPT.open("rb") as lines:
        done = subprocess.run(
            [*laptop.command, "--dir", sessions, *start],
            cwd="/",
            env=laptop.surroundings,
            stdin=lines,
            capture_output=True,
            check=False,
            timeout=4 * PATIENCE,
        )

    assert (done.returncode, done.stderr) == (0, b"")
    (session,) = Path(sessions, "ovelser").iterdir()
    laptop.run("--dir", sessions, "export", session.name, "-f", "html,ics", left_out="Ikke med, for")
    assert "Kari" in (session / "referat.html").read_text(encoding="utf-8")
    assert (session / "referat.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert session.name in laptop.run("--dir", sessions, "sessions", "--rehearsals")


def test_what_is_not_in_it_is_said_with_what_to_do_instead(laptop: Laptop, tmp_path: Path) -> None:
    hold(tmp_path, Group(names=("Kari", "Ola")))
    process = laptop.begin("--dir", str(tmp_path), "export", "-f", "docx")
    _said, remarks = process.communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert remarks.splitlines()[-1] == (
        "Denne utgaven av programmet kan ikke skrive «docx». Bruk «-f html»: "
        "Den fila kan skrives ut, eller åpnes i Word."
    )


def test_a_copy_of_an_agenda_points_nowhere_that_may_be_thrown_away(laptop: Laptop) -> None:
    agenda = laptop.home / "agenda.yaml"
    laptop.run("--lang", "en", "agenda", "copy", str(agenda))

    assert agenda.stat().st_size > 0
    assert "$schema" not in agenda.read_text(encoding="utf-8")


def test_the_screen_shows_when_somebody_clicks_on_the_file(terminal: Terminal) -> None:
    terminal.until("aml-økt")
    terminal.press("ctrl+q")
    terminal.settle()


def test_it_unpacks_itself_once_and_for_its_user_alone(laptop: Laptop) -> None:
    assert laptop.run("--version").startswith("aml-okt ")
    parts = laptop.parts()
    laptop.run("--help")

    assert laptop.parts() == parts
    assert len(list(laptop.unpacked.iterdir())) == 1
    assert laptop.unpacked.stat().st_mode & 0o077 == 0
    assert [path.name for path in laptop.home.iterdir()] == [laptop.unpacked.relative_to(laptop.home).parts[0]]


def test_what_a_cleaner_has_taken_is_unpacked_again(laptop: Laptop) -> None:
    laptop.run("--version")
    parts = laptop.parts()
    gone, cut = (path for path in parts if path.parent.name == "cli" and path.name in ("program.py", "door.py"))
    gone.unlink()
    cut.write_bytes(b"")

    assert laptop.run("--version").startswith("aml-okt ")
    assert laptop.parts().keys() == parts.keys()
    assert len(list(laptop.unpacked.iterdir())) == 1


def test_several_first_starts_at_once_leave_one_program(laptop: Laptop) -> None:
    processes = [laptop.begin("--version") for _ in range(4)]

    assert {process.communicate(timeout=PATIENCE)[1] for process in processes} == {""}
    assert {process.returncode for process in processes} == {0}
    assert len(list(laptop.unpacked.iterdir())) == 1


def test_what_earlier_files_have_unpacked_goes_when_nobody_has_used_it_for_a_month(laptop: Laptop) -> None:
    old, used = laptop.unpacked / "0123-old", laptop.unpacked / "4567-used"
    for folder in (old, used):
        folder.mkdir(parents=True)
    laptop.unpacked.chmod(0o700)
    (old / "part.py").touch()
    long_ago = time.time() - LONG_AGO.total_seconds()
    os.utime(old, (long_ago, long_ago))
    laptop.run("--version")

    assert (old.exists(), used.exists()) == (False, True)


@pytest.mark.parametrize("fault", ["a file is in the way", "others can write there"])
def test_where_it_cannot_stay_it_unpacks_for_one_run_and_leaves_nothing(
    laptop: Laptop, tmp_path: Path, fault: str
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    if fault == "a file is in the way":
        laptop.unpacked.parents[1].write_text("in the way")
    else:
        laptop.unpacked.mkdir(parents=True)
        laptop.unpacked.chmod(0o777)

    assert laptop.run("--version", TMPDIR=str(passing)).startswith("aml-okt ")
    assert list(passing.iterdir()) == []
    assert laptop.parts() == {}


def test_the_sentence_to_an_old_python_can_be_read_by_it() -> None:
    first = (ROOT / "single_file" / "__main__.py").read_text(encoding="ascii")

    ast.parse(first, feature_version=OLDEST_TOLD)


def test_the_same_file_is_built_again(single_file: Path, tmp_path: Path) -> None:
    assert build(tmp_path).read_bytes() == single_file.read_bytes()
