"""`aml-okt room --serve`: what it says before it serves, and why it does not."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from aml_okt.cli.room import room
from aml_okt.web.address import Address
from tests.cli.conftest import Run, Sessions

WITHOUT_THE_LIBRARY = """
import sys

sys.modules["{missing}"] = None
from aml_okt.__main__ import main

main()
"""


@pytest.mark.parametrize(
    ("arguments", "address", "session"),
    [
        ([], None, None),
        (["--serve"], Address(), None),
        (["--serve", ":8200"], Address(port=8200), None),
        (["2026", "--serve"], Address(), "2026"),
        (["--serve", "--light"], Address(), None),
        (["--serve=[::1]:8200", "2026"], Address("::1", 8200), "2026"),
    ],
    ids=str,
)
def test_the_address_may_be_left_out(arguments: list[str], address: Address | None, session: str | None) -> None:
    read = room.make_context("room", list(arguments)).params

    assert (read["serve"], read["session"]) == (address, session)


@pytest.mark.parametrize("typed", ["", "a b", ":70000", "http://127.0.0.1"])
def test_a_bad_address_is_bad_use(run: Run, typed: str) -> None:
    result = run("room", "--serve", typed)

    assert result.exit_code == 2
    assert "--serve: " in result.stderr


def test_a_port_that_is_taken_gets_a_sentence_with_another(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("room", "--serve", f":{port}")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"Porten {port} er opptatt.")
    assert "--serve 127.0.0.1:" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_address_of_another_machine_is_told_of_and_nobody_is_warned_of_what_does_not_happen(run: Run) -> None:
    result = run("room", "--serve", "192.0.2.77:8200")

    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["Denne maskinen har ikke adressen 192.0.2.77."]


def test_a_session_written_after_serve_is_not_taken_for_a_machine_without_a_word(run: Run, sessions: Sessions) -> None:
    result = run("room", "--serve", sessions.left().name)

    assert result.exit_code == 1
    assert "Skal det være navnet på økta, så skriv det foran --serve." in result.stderr


def test_a_session_that_is_not_there_is_told_of_before_anything_is_served(run: Run) -> None:
    result = run("room", "finnes-ikke", "--serve")

    assert result.exit_code == 2
    assert "Ingen økt heter «finnes-ikke»" in result.stderr


@pytest.mark.parametrize("missing", ["textual_serve", "aiohttp"])
def test_without_the_library_one_sentence_says_how_to_get_it(tmp_path: Path, missing: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_LIBRARY.format(missing=missing), "--dir", str(tmp_path), "room", "--serve"],
        capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("--serve trenger biblioteket textual-serve.")
    assert done.stderr.rstrip().endswith("-m pip install textual-serve")
    assert len(done.stderr.splitlines()) == 1


def test_a_room_without_a_terminal_is_still_refused_when_nobody_serves_it(run: Run) -> None:
    result = run("room")

    assert result.exit_code == 1
    assert "«aml-okt room» trenger et terminalvindu" in result.stderr
