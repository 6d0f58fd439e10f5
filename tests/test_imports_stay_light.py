"""The commands that show no screen load neither Textual nor a server, and therefore answer at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aml_okt.clock import SystemClock
from aml_okt.core.commands import Begin
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.note_file import NoteKey
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from tests.builders import PEOPLE

RUN_AND_LIST_MODULES = """
import runpy, sys
from pathlib import Path

listing = Path(sys.argv.pop(1))
try:
    runpy.run_module("aml_okt", run_name="__main__", alter_sys=True)
finally:
    listing.write_text("\\n".join(sys.modules), encoding="utf-8")
"""

HEAVY = {"textual", "textual_serve", "aiohttp", "playwright", "pypandoc"}
"""What only a screen or a browser may cost."""

USUAL_ENDS = {0, 1, 2}
"""Done, failed in plain words, badly used."""


def run_and_list_modules(folder: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """Run the command line with these arguments in an empty home; what happened, and which modules it loaded."""
    listing = folder / "modules.txt"
    done = subprocess.run(
        [sys.executable, "-c", RUN_AND_LIST_MODULES, str(listing), *arguments],
        cwd=folder,
        env={**os.environ, "AML_OKT_DIR": str(folder / "sessions"), "HOME": str(folder), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done, set(listing.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("start", "--help"),
        ("export", "--help"),
        ("room", "--help"),
        ("room", "--serve", "x y"),
        ("export",),
        ("sessions",),
        ("sessions", "--json"),
        ("report",),
        ("report", "-f", "html"),
        ("report", "-f", "json"),
        ("status",),
        ("status", "--json"),
        ("status", "--follow", "2026"),
        ("doctor",),
        ("completion", "bash"),
        ("agenda", "check"),
        ("agenda", "plan", "--people", "5"),
        ("agenda", "plan", "--people", "3..8"),
        ("agenda", "list"),
        ("agenda", "copy", "my-agenda.yaml"),
        ("agenda", "schema"),
        ("start", "--plain", "--people", "Kari, Ola", "--go"),
    ],
    ids=" ".join,
)
def test_a_command_without_a_screen_never_loads_textual_or_a_server(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done, modules = run_and_list_modules(tmp_path, *arguments)

    assert done.returncode in USUAL_ENDS, done.stderr
    assert "Traceback" not in done.stderr
    assert "aml_okt.cli" in modules
    assert not {name for name in modules if name.partition(".")[0] in HEAVY}


def test_a_server_of_the_room_never_loads_textual(tmp_path: Path) -> None:
    done, modules = run_and_list_modules(tmp_path, "room", "--serve", "192.0.2.77:8200")

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "aiohttp" in modules
    assert not {name for name in modules if name.partition(".")[0] == "textual"}


def test_help_succeeds_in_an_empty_home(tmp_path: Path) -> None:
    done, _ = run_and_list_modules(tmp_path, "--help")

    assert done.returncode == 0
    assert "aml-okt" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("export",),
        ("export", "-o", "-"),
        ("export", "-f", "docx,odt,pdf"),
        ("sessions",),
        ("report",),
        ("status",),
        ("status", "--json"),
    ],
    ids=" ".join,
)
def test_with_a_real_session_too(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    agenda = read_agenda_file(built_in_agenda())
    runner = SessionRunner.create(tmp_path / "sessions", agenda, Setup("Prøve", "", PEOPLE[:5]), SystemClock())
    runner.dispatch(Begin())
    runner.notebook.save(NoteKey.of(agenda.agenda.step("refleksjon")), "Felles")
    runner.close()
    done, modules = run_and_list_modules(tmp_path, *arguments)

    assert (done.returncode, done.stderr) == (0, "")
    assert not {name for name in modules if name.partition(".")[0] in HEAVY}


LIGHT = {
    "asyncio",
    "ctypes",
    "difflib",
    "filelock",
    "hashlib",
    "importlib.resources",
    "json",
    "logging",
    "markdown_it",
    "multiprocessing",
    "rich",
    "subprocess",
    "webbrowser",
    "aml_okt.export",
    "aml_okt.following",
    "aml_okt.opening",
    "aml_okt.private_notes",
    "aml_okt.reporting",
    "aml_okt.runner",
    "aml_okt.scene",
    "aml_okt.web",
}
"""What a command that only tells something does without, beside what a screen or a server may cost."""
FOR_A_HELP_PAGE = {"yaml", "aml_okt.core.session", "aml_okt.files.agenda_yaml", "aml_okt.glance", "aml_okt.loading"}
"""What it takes to read an agenda or a session, which a help page does neither of."""
EXPORT_THAT_IS_LIGHT = {"aml_okt.export", "aml_okt.export.safe_json"}
"""What prints JSON, for people and programs alike."""


def loaded_of(families: set[str], modules: set[str]) -> set[str]:
    """Which of the modules are in these families: are called so, or lie in what is called so."""
    return {name for name in modules if any(f"{name}.".startswith(f"{family}.") for family in families)}


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A home with a session in it that has begun, with a note, and that nobody has open."""
    agenda = read_agenda_file(built_in_agenda())
    runner = SessionRunner.create(tmp_path / "sessions", agenda, Setup("Prøve", "", PEOPLE[:5]), SystemClock())
    runner.dispatch(Begin())
    runner.notebook.save(NoteKey.of(agenda.agenda.step("refleksjon")), "Felles")
    runner.close()
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("agenda", "--help"),
        ("sessions",),
        ("sessions", "--rehearsals"),
        ("sessions", "--json"),
        ("status",),
        ("status", "--json"),
        ("agenda", "check"),
        ("agenda", "list"),
        ("agenda", "schema"),
    ],
    ids=" ".join,
)
def test_a_command_that_only_tells_something_loads_only_what_it_tells_it_with(
    held: Path, arguments: tuple[str, ...]
) -> None:
    done, modules = run_and_list_modules(held, *arguments)

    assert (done.returncode, done.stderr) == (0, "")
    assert loaded_of(LIGHT, modules) <= EXPORT_THAT_IS_LIGHT
    assert "--help" not in arguments or not loaded_of(FOR_A_HELP_PAGE, modules)


def test_whoever_has_misspelt_a_command_gets_help_without_it(held: Path) -> None:
    done, modules = run_and_list_modules(held, "statsu")

    assert "Mente du «status»?" in done.stderr
    assert not loaded_of((LIGHT | FOR_A_HELP_PAGE) - {"difflib"}, modules) - EXPORT_THAT_IS_LIGHT
