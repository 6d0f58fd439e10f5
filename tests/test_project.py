"""What the project hands out is whole, and its documents tell the truth about it."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment at the project's root; it must succeed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def commands_in_readme() -> list[str]:
    """Every line that README gives as a shell command."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def test_readme_gives_two_commands_one_to_start_and_one_to_test() -> None:
    start, test = commands_in_readme()

    assert start.endswith("aml-okt start")
    assert test.endswith("just check")


@pytest.mark.skipif(os.name == "nt", reason="the continuous check runs on Linux")
def test_the_continuous_check_runs_the_test_command_of_readme() -> None:
    _, test = commands_in_readme()

    assert run(ROOT / ".ci" / "run", "--print").stdout == f"{test}\n"


def test_the_pinned_versions_hold_no_address() -> None:
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]

    assert pins
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9._-]+==[\w.]+( ; [\w\s.'()<>=!*]+)?", line)] == []
    assert "://" not in "\n".join(lines)


def test_no_text_hides_from_the_catalogue_inside_an_f_string() -> None:
    """Before Python 3.12 nothing that gathers texts can see into one."""
    marks = {"_", "gettext", "ngettext", "message", "counted"}
    hidden = [
        f"{path}:{call.lineno}"
        for path in (ROOT / "src").rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in marks
    ]
    assert hidden == []


def test_the_message_catalogue_is_what_the_source_says() -> None:
    run(TOOLS / "just", "messages-check")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_file_that_a_document_points_to_exists(document: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text(encoding="utf-8"))

    assert [target for target in targets if not (ROOT / target).is_file()] == []
