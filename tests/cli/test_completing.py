"""What a shell is answered that asks how a line goes on."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aml_okt.cli import program
from aml_okt.cli.commands import AGENDA_COMMANDS, COMMANDS
from aml_okt.cli.completing import QuotedWords, Words
from aml_okt.cli.program import ASKED, NAME
from aml_okt.files.built_in import built_in_agendas
from aml_okt.i18n import render
from tests.builders import PEOPLE
from tests.cli.conftest import Run, Sessions
from tests.test_imports_stay_light import HEAVY, RUN_AND_LIST_MODULES, loaded_of

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(root: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks with the words of a line, of which the last is being written: the values of the answers."""
    monkeypatch.setenv("AML_OKT_DIR", str(root))

    def asked(*words: str, kind: type[Words] = Words) -> list[str]:
        monkeypatch.setenv("AML_OKT_WORDS", "\n".join((NAME, *words)))
        answers = kind(program, {}, NAME, ASKED).complete().splitlines()
        return [answer.split("\t")[1] for answer in answers]

    return asked


def test_all_commands_follow_the_name_in_the_order_of_use(ask: Ask) -> None:
    assert ask("") == list(COMMANDS)
    assert ask("agenda", "") == list(AGENDA_COMMANDS)


def test_what_is_said_of_a_command_is_what_its_help_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AML_OKT_WORDS", f"{NAME}\nexp")
    answer = Words(program, {}, NAME, ASKED).complete()

    assert answer == f"plain\texport\t{render(COMMANDS['export'].says)}"


def test_options_follow_a_command_but_for_those_that_are_there(ask: Ask) -> None:
    assert ask("sessions", "--") == ["--rehearsals", "--json", "--help"]
    assert ask("sessions", "--json", "") == ["--rehearsals", "--help"]
    assert ask("-") == ["--dir", "--lang", "--version", "--help"]


def test_words_to_choose_among_follow_their_option(ask: Ask) -> None:
    assert ask("report", "-f", "") == ["md", "html", "json"]
    assert ask("export", "--format", "h") == ["html"]
    assert ask("completion", "") == ["bash", "zsh", "fish"]
    assert "nb" in ask("--lang", "")


def test_formats_with_commas_go_on_without_those_that_are_there(ask: Ask) -> None:
    assert ask("export", "-f", "md,html,") == [
        "md,html,docx",
        "md,html,odt",
        "md,html,pdf",
        "md,html,json",
        "md,html,ics",
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("start", "--agenda", "x"), "yaml"),
        (("agenda", "check", "x"), "yaml"),
        (("agenda", "copy", "x"), "yaml"),
        (("export", "--template", "x"), "file"),
        (("--dir", "x"), "dir"),
        (("report", "x"), "dir"),
    ],
)
def test_the_shell_is_told_to_look_for_files_and_folders_itself(
    words: tuple[str, ...], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AML_OKT_WORDS", "\n".join((NAME, *words)))

    assert Words(program, {}, NAME, ASKED).complete() == f"{kind}\tx\t"


def test_agendas_that_are_built_in_come_before_files(ask: Ask) -> None:
    names = [agenda.name for agenda in built_in_agendas()]

    for command in (("start", "--agenda"), ("agenda", "check"), ("agenda", "plan"), ("agenda", "copy")):
        assert ask(*command, "") == [*names, ""], command
    assert ask("start", "--agenda", names[0][:3]) == [names[0], names[0][:3]]


def test_sessions_come_with_the_latest_first_and_then_the_rehearsals(ask: Ask, sessions: Sessions, root: Path) -> None:
    rehearsal = sessions.left(rehearsal=60).name
    older, later = sessions.held("Arkivet").name, sessions.held("Barnevernet").name
    older = (root / older).rename(root / f"2026-11-02{older[10:]}").name

    for command in ("export", "status", "room", "erase"):
        assert ask(command, "") == [later, older, rehearsal], command
    assert ask("start", "--resume", later[:15]) == [later]
    assert ask("status", older, "") == ["--json", "--follow", "--tick", "--help"]
    assert ask("--dir", "/nowhere", "status", "") == []


def test_those_who_were_there_follow_the_option_for_one_of_them(ask: Ask, sessions: Sessions) -> None:
    session = sessions.held(names=PEOPLE[:3]).name

    assert ask("export", "--for", "") == [*PEOPLE[:3]]
    assert ask("export", session, "--for", PEOPLE[1][:2]) == [PEOPLE[1]]
    assert ask("export", "finnes-ikke", "--for", "") == []


def test_names_that_a_terminal_or_a_shell_could_obey_are_kept_back(ask: Ask, root: Path) -> None:
    for name in ("--yes", "2026 \x1b[2J", "2026\tplain", "2026 \u202eabc", "2026 $(reboot)"):
        (root / name).mkdir(parents=True)
        (root / name / "journal.jsonl").touch()

    assert ask("status", "2026") == ["2026 $(reboot)"]
    assert ask("erase", "--", "-") == []


def test_a_line_that_makes_no_sense_gets_no_answer(ask: Ask) -> None:
    assert ask("finnes-ikke", "") == []
    assert ask("agenda", "finnes-ikke", "") == []
    assert ask("start", "--finnes-ikke", "--f") == []


def test_bash_hands_on_words_with_their_quotation_marks_and_with_a_sign_between(ask: Ask, root: Path) -> None:
    (root / "2026 økt d'en").mkdir(parents=True)
    (root / "2026 økt d'en" / "journal.jsonl").touch()

    for written in ("2026\\ ø", "'2026 ø", "\"2026 økt d'", "2026\\", "2026\\ økt\\ d\\'e"):
        assert ask("status", written, kind=QuotedWords) == ["2026 økt d'en"], written
    assert ask("start", "--resume", "=", "20", kind=QuotedWords) == ["2026 økt d'en"]
    assert ask("start", "--resume", "=", kind=QuotedWords) == ["2026 økt d'en"]
    assert ask("--dir", "=", str(root.parent / "annet"), "status", "", kind=QuotedWords) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed_as_it_is(run: Run, shell: str) -> None:
    result = run("completion", shell)
    script = Path(__file__).parents[2] / "src" / "aml_okt" / "cli" / "shells" / f"aml-okt.{shell}"

    assert (result.exit_code, result.stdout_bytes) == (0, script.read_bytes())


def test_an_unknown_shell_is_told_which_there_are(run: Run) -> None:
    result = run("completion", "tcsh")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "bash, zsh, fish" in result.stderr


@pytest.mark.parametrize("words", [("",), ("start", "--"), ("export", ""), ("status", ""), ("erase", "")], ids=" ".join)
def test_an_answer_loads_no_more_than_the_help_of_the_command(tmp_path: Path, words: tuple[str, ...]) -> None:
    def loaded(*arguments: str, **surroundings: str) -> set[str]:
        listing = tmp_path / "modules.txt"
        done = subprocess.run(
            [sys.executable, "-c", RUN_AND_LIST_MODULES, str(listing), *arguments],
            env={**os.environ, "AML_OKT_DIR": str(tmp_path), "PYTHONUTF8": "1", **surroundings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return set(listing.read_text(encoding="utf-8").splitlines())

    help_page = loaded(*words[:-1], "--help")
    asked = loaded(**{ASKED: "words_complete", "AML_OKT_WORDS": "\n".join((NAME, *words))})
    ours = {name for name in asked - help_page if name.startswith("aml_okt")}

    assert ours <= {"aml_okt.cli.completing", "aml_okt.cli.lines"}
    assert not loaded_of(HEAVY, asked)
