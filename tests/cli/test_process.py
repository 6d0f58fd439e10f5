"""The program as a process: what its streams and its exit status say when things go wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Sessions

CRASHING = """
from aml_okt.__main__ import main
from aml_okt.cli import program
from aml_okt.cli.speech import Command
from aml_okt.core.message import message

def crash():
    note = "HEMMELIG på et lønnlig sted"
    try:
        raise KeyError(note)
    except KeyError as error:
        raise ValueError("HEMMELIG i feilens egne ord") from error

program.add_command(Command("krasj", says=message("Krasj."), callback=crash))
main()
"""


def run(home: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments in a home of its own."""
    own = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "AML_OKT_DIR": str(home / "økter")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=home,
        env={**os.environ, "PYTHONUTF8": "1", **own, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], 0),
        (["sessions"], 0),
        (["agenda", "plan", "--people", "4"], 0),
        (["status"], 1),
        (["start"], 1),
        (["status", "finnes-ikke"], 2),
        (["tull"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_exit_status_tells_done_failed_and_bad_use(tmp_path: Path, arguments: list[str], status: int) -> None:
    done = run(tmp_path, "-m", "aml_okt", *arguments)

    assert done.returncode == status
    assert bool(done.stderr) is (status != 0)
    assert "Traceback" not in done.stderr


def test_an_unforeseen_error_is_a_sentence_and_a_report_without_anybodys_words(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", CRASHING, "krasj")
    (report,) = (tmp_path / "state").rglob("*.txt")
    text = report.read_text(encoding="utf-8")

    assert done.returncode == 1
    assert done.stderr == (
        f"Noe gikk galt i programmet. Det som er lagret, er trygt. Hva som skjedde, står i {report}.\n"
    )
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "in crash" in text
    assert "HEMMELIG" not in text
    assert report.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name == "nt", reason="there a file in the way is another error")
def test_a_report_that_cannot_be_written_still_leaves_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("i veien", encoding="utf-8")
    done = run(tmp_path, "-c", CRASHING, "krasj")

    assert (done.returncode, done.stderr) == (1, "Noe gikk galt i programmet. Det som er lagret, er trygt.\n")


def test_a_terminal_without_norwegian_letters_gets_question_marks_and_no_crash(tmp_path: Path) -> None:
    done = run(
        tmp_path, "-m", "aml_okt", "agenda", "plan", "--people", "4", PYTHONUTF8="0", PYTHONIOENCODING="iso8859-7"
    )

    assert done.returncode == 0
    assert "Arbeidsmilj?lovens" in done.stdout


def test_json_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        *("-m", "aml_okt", "agenda", "plan", "--people", "Åse, Øyvind", "--json"),
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
        LC_ALL="C.UTF-8",
    )

    assert '"Åse"' in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell and its pipes")
def test_a_reader_that_stops_reading_ends_the_program_quietly(tmp_path: Path, sessions: Sessions, root: Path) -> None:
    sessions.held()
    command = f"'{sys.executable}' -m aml_okt --dir '{root}' export -o - | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S607 - whichever sh there is

    assert done.stderr == ""
