"""Completion in the shells that people use: somebody presses Tab, and the line goes on."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Terminal
from tests.needs import program as needed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

SHELLS = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "--interactive"),
}
LEARN = {
    "bash": 'eval "$(aml-okt completion bash)"',
    "zsh": 'eval "$(aml-okt completion zsh)"',
    "fish": "aml-okt completion fish | source",
}
READY = {
    "bash": "PS1='» '; bind 'set bell-style none'",
    "zsh": "PS1='» '; unsetopt beep",
    "fish": "function fish_prompt; echo '» '; end; function fish_greeting; end; set -g fish_autosuggestion_enabled 0",
}
SESSIONS = (
    "2026-11-02-1000-barnevernet",
    "2026-11-23-1000-barnevernet",
    "2026-12 økt d'en",
    r"2027-01\n:to",
    "ovelser/2026-11-24-0900-ovelse",
)
PAUSE = 1.0
"""Seconds within which a shell has mostly written what it will write; where not, less is seen and nothing fails."""
ENTER = "\r"
TAB = "\t"


class Shell:
    """A shell in a terminal that has learnt to complete, in a folder with an agenda and two sessions."""

    def __init__(self, kind: str, folder: Path) -> None:
        home, self.sessions = folder / "home", folder / "sessions"
        home.mkdir()
        (folder / "egen agenda.yaml").touch()
        for other in ("LICENSE", "justfile", "annen.yml", "notater.txt"):
            (folder / other).touch()
        for other in (".git", "agendaer"):
            (folder / other).mkdir()
        for name in SESSIONS:
            (self.sessions / name).mkdir(parents=True)
            (self.sessions / name / "journal.jsonl").touch()
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.terminal = Terminal(
            [needed(SHELLS[kind][0], kind), *SHELLS[kind][1:]],
            folder,
            surroundings={
                **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home)),
                **dict.fromkeys(("LANG", "LC_ALL"), "C.UTF-8"),
                "PATH": path,
                "AML_OKT_DIR": str(self.sessions),
            },
        )
        self.do(READY[kind])
        self.do(LEARN[kind])

    def do(self, line: str) -> None:
        self.terminal.type(f"{line}; echo don''e{ENTER}")
        self.terminal.until("done")
        self.terminal.type(f"clear{ENTER}")
        self.terminal.until("»", gone="done")

    def start_anew(self) -> None:
        """Give up the line, and clear the screen."""
        self.terminal.type("\x03")
        self.do("true")

    def ask(self, line: str) -> None:
        """Write a line and press Tab."""
        self.terminal.type(line)
        self.terminal.until(line)
        self.terminal.type(TAB)


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    opened = Shell(request.param, tmp_path)
    yield opened
    opened.terminal.close()


def test_the_line_goes_on_with_what_can_only_be_meant(shell: Shell) -> None:
    for begun, whole in (
        ("aml-okt stat", "aml-okt status"),
        ("aml-okt sessions --js", "aml-okt sessions --json"),
        ("aml-okt export -f html,doc", "aml-okt export -f html,docx"),
        ("aml-okt start --resume=2026-11-23", "aml-okt start --resume=2026-11-23-1000-barnevernet"),
        ("aml-okt export 2026-12", "aml-okt export 2026-12\\ økt\\ d\\'en"),
        ("aml-okt export 2027", r"aml-okt export 2027-01\\n:to"),
        ("aml-okt agenda check eg", "aml-okt agenda check egen\\ agenda.yaml"),
        ("aml-okt start --agenda arb", "aml-okt start --agenda arbeidsmiljo"),
        ("aml-okt --dir sess", "aml-okt --dir sessions/"),
    ):
        shell.ask(begun)
        shell.terminal.until(whole)
        shell.start_anew()


def test_sessions_are_offered_with_the_latest_first_and_rehearsals_last(shell: Shell) -> None:
    shell.ask("aml-okt status 2026-11-")
    offered = ("2026-11-23-1000-barnevernet", "2026-11-02-1000-barnevernet", "2026-11-24-0900-ovelse")
    shell.terminal.drain(PAUSE)
    if offered[0] not in shell.terminal.text:
        shell.terminal.type(TAB)  # bash lists at the second
    shell.terminal.until(*offered)
    places = [shell.terminal.text.index(name) for name in offered]

    assert places == sorted(places)


def test_for_an_agenda_folders_and_yaml_files_are_offered_beside_those_that_are_built_in(shell: Shell) -> None:
    shell.terminal.type("aml-okt start --agenda ")
    shell.terminal.until("--agenda")
    shell.terminal.type(TAB)
    offered = ("arbeidsmiljo", "egen", "annen.yml", "agendaer")
    shell.terminal.drain(PAUSE)
    if offered[0] not in shell.terminal.text:
        shell.terminal.type(TAB)  # bash lists at the second
    shell.terminal.until(*offered)
    shell.terminal.drain(PAUSE)

    assert not [other for other in ("LICENSE", ".git", "justfile", "notater") if other in shell.terminal.text]


def test_nothing_is_written_to_the_prompt_when_there_is_no_answer(shell: Shell) -> None:
    (shell.sessions / "2026-11-23-1000-barnevernet" / "journal.jsonl").write_bytes(b"\xff\x00{")
    for line in (
        "aml-okt finnesikke x",
        "aml-okt export --for K",
        "aml-okt status zz",
        "aml-okt --dir /dev/null export 2",
    ):
        shell.ask(line)
        shell.terminal.drain(PAUSE)
        shell.terminal.type("#")
        shell.terminal.until(f"{line}#")

        assert shell.terminal.text.replace("»", "").split() == f"{line}#".split()
        shell.start_anew()
