"""Every command in the documents is run as it stands, page by page and in order, beside a session that was held.

The program is a process. What leads or shows a session has a terminal, and is looked at until it has drawn its first
picture; what follows or serves is heard until it has said its first line.
"""

import os
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from aml_okt.core.actions import Action
from tests.docs.documents import DOCS, ROOT, commands, inline_code, pages
from tests.e2e.conftest import PATIENCE, Terminal, hear_all_signals
from tests.held_session import Group, hold

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are those of a POSIX shell, and need a terminal")

TOOLS = Path(sys.executable).parent
BASH = shutil.which("bash") or "bash"
GROUP = Group(
    names=("Kari", "Ola", "Liv", "Nils", "Per"),
    shared={"refleksjon": "Vi er gode på å støtte hverandre."},
    actions=(Action("Lage en plan", "Kari"),),
    private=lambda _whose: "Eget.",
)

NOT_RUN: Mapping[str, str] = {
    r"(python3 -m venv|py -m venv) .*pip install .*": "fetches packages; .ci/run runs README's own line",
    r"\.venv/bin/pip install .*": "fetches packages",
}
"""What is not run here, and why."""

WITH_A_SCREEN = {"start", "room"}
"""The commands that lead or show a session, and need a terminal."""

OWN_SCREEN = b"\x1b[?1049h"
"""How a program takes the whole terminal."""


class Sandbox:
    """A folder to stand in, with a session that was held, and nothing of whoever runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.here, self.home = folder / "here", folder / "home"
        sessions, elsewhere = folder / "sessions", folder / "srv"
        for made in (self.here, self.home, sessions, *(elsewhere / name for name in "abc")):
            made.mkdir(parents=True)
        hold(sessions, GROUP)
        (self.here / "docs").symlink_to(DOCS)
        self.elsewhere = elsewhere
        self.surroundings = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AML_OKT", "XDG_"))},
            "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "AML_OKT_DIR": str(sessions),
            "PYTHONUTF8": "1",
        }

    def run(self, line: str) -> None:
        """Carry out a command as somebody does who has copied it."""
        line = line.replace("/srv/", f"{self.elsewhere}/")
        words = shlex.split(line, comments=True)
        match words:
            case [just, verb, *_] if Path(just).name == "just":
                self._finish(f"just --justfile {ROOT / 'justfile'} --show {verb}")
            case ["aml-okt", *rest] if "--serve" in rest or "--follow" in rest:
                self._hear(line)
            case ["aml-okt", *rest] if WITH_A_SCREEN & {*rest} and not {"--plain", "--help"} & {*rest}:
                self._look(words)
            case _:
                # What filters the answer is not ours, and need not be installed.
                self._finish(re.sub(r"\| (jq|less|more) .*$", "", line))

    def _finish(self, line: str) -> None:
        done = subprocess.run(
            [BASH, "-euo", "pipefail", "-c", line], cwd=self.here, env=self.surroundings, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"

    def _hear(self, line: str) -> None:
        """Start what goes on until it is stopped, and stop it when it has said something."""
        process = subprocess.Popen(
            [BASH, "-c", line], cwd=self.here, env=self.surroundings, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True, encoding="utf-8",
            preexec_fn=hear_all_signals,  # noqa: PLW1509 - it only resets what signals do
        )  # fmt: skip
        before = set(self.here.iterdir())
        try:
            assert process.stdout is not None
            end = time.monotonic() + PATIENCE
            while not select.select([process.stdout], [], [], 0.1)[0] and set(self.here.iterdir()) == before:
                assert time.monotonic() < end, f"never a word of {line}"
            assert process.poll() is None, process.stdout.read()
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate(timeout=30)

    def _look(self, words: list[str]) -> None:
        terminal = Terminal(words, self.here, surroundings=self.surroundings)
        try:
            terminal.until("aml-")
            # A line that says how the command is used has that in it, too, but takes no screen.
            assert OWN_SCREEN in terminal.output, terminal.text
            terminal.drain(0.5)
            done, status = os.waitpid(terminal.process, os.WNOHANG)
            terminal.status = os.waitstatus_to_exitcode(status) if done else None
            assert not done, terminal.text
        finally:
            terminal.close()


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def pages_with_commands() -> list[Path]:
    return [page for page in pages() if commands(page)]


def reason_not_to_run(line: str) -> str | None:
    return next((why for pattern, why in NOT_RUN.items() if re.fullmatch(pattern, line)), None)


@pytest.mark.parametrize("page", pages_with_commands(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_a_page_does_what_it_says(page: Path, sandbox: Sandbox) -> None:
    for line in commands(page):
        if reason_not_to_run(line) is None:
            sandbox.run(line)


@pytest.mark.parametrize("page", ["README.md", "docs/nb/before.md", "docs/en/before.md"])
def test_what_a_page_writes_first_lets_the_shell_find_the_program_by_its_name(page: str, tmp_path: Path) -> None:
    shown = (*commands(ROOT / page), *inline_code(ROOT / page))
    found = next(line for line in shown if line.startswith("export PATH="))
    installed = tmp_path / ".venv" / "bin"
    installed.mkdir(parents=True)
    (installed / "aml-okt").symlink_to(TOOLS / "aml-okt")
    done = subprocess.run(
        [BASH, "-euc", f"! command -v aml-okt && {found} && aml-okt --version"],
        cwd=tmp_path, env={"HOME": str(tmp_path), "PATH": os.defpath}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout.split()[0]) == (0, "aml-okt"), done.stderr


def test_hardly_any_command_is_left_out() -> None:
    every = [line for page in pages() for line in commands(page)]
    left_out = [line for line in every if reason_not_to_run(line)]

    assert len(left_out) <= 5 < len(every) / 3


@pytest.mark.parametrize("line", ["aml-okt start --agenda borte.yaml", "aml-okt room borte"])
def test_a_screen_that_does_not_open_would_be_found(line: str, sandbox: Sandbox) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        sandbox.run(line)
