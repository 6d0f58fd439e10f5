"""Commands that the program tells somebody to type are those that work where they are, as they stand."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aml_okt.core.commands import End
from aml_okt.runner import SessionRunner
from aml_okt.scene.private_offer import offer_in_words
from aml_okt.scene.summary import minutes_in_words, written_in_words
from tests.cli.conftest import Run, Sessions, go_to, write_note

PROGRAM = Path(sys.executable).parent / "aml-okt"
QUOTED = re.compile("«(aml-okt [^»]+)»")


@pytest.fixture(params=[None, 60.0], ids=["real", "rehearsal"])
def ended(request: pytest.FixtureRequest, sessions: Sessions) -> SessionRunner:
    """A session at its end, with a private note of Kari's and the minutes written; others lie beside it."""
    sessions.left("Skolen", rehearsal=60)
    runner = sessions.begin(names=("Kari", "Ola"), rehearsal=request.param)
    write_note(runner, "kollegaveiledning", "Karis eget.", runner.state.course.people[0])
    go_to(runner, "avslutning")
    runner.dispatch(End())
    minutes_in_words(runner)
    return runner


def quoted(sentences: Iterator[str]) -> Iterator[list[str]]:
    """The words of each command in some sentences, with a name where one is to be written."""
    for sentence in sentences:
        for line in QUOTED.findall(sentence):
            yield shlex.split(line.replace("NAVN", "Kari"))[1:]


def test_what_the_summary_and_the_question_print_works_as_typed(ended: SessionRunner, run: Run) -> None:
    lines = [*quoted(written_in_words(ended, office=True)), *quoted(offer_in_words(ended, 1))]
    assert [[word for word in line if word in {"-f", "--for"}] for line in lines] == [["-f"], ["--for"]]

    for line in lines:
        result = run(*line)
        assert result.exit_code == 0, (line, result.output)
    written = {path.name for path in ended.folder.iterdir()}
    assert {"referat.docx", "referat.pdf"} <= written
    assert Path("notater-kari.md").read_text(encoding="utf-8").count("Karis eget.") == 1


def test_a_session_that_is_not_the_latest_is_named(sessions: Sessions, root: Path, run: Run) -> None:
    earlier = sessions.begin("Arkivet")
    go_to(earlier, "avslutning")
    earlier.dispatch(End())
    minutes_in_words(earlier)
    later = sessions.held("Barnevernet")
    later = later.rename(root / f"2027{later.name[4:]}")

    (line,) = quoted(written_in_words(earlier, office=True))
    assert run(*line).exit_code == 0
    assert (earlier.folder / "referat.docx").exists()
    assert not (later / "referat.docx").exists()


def typed_where_it_is_hidden(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program by its place, where the shell does not find it by its name."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PATH": os.defpath, "PYTHONUTF8": "1"}
    return subprocess.run(
        [PROGRAM, *words], cwd=folder, env=home, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="the place is written as POSIX has it")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--help",), "Bruk: {program} [VALG]… KOMMANDO …"),
        (("start", "--help"), "(«{program}\n"),
        (("start", "--folk"), "Skriv «{program} start --help» for hjelp."),
        (("--dir", "øktene", "sessions"), "Begynn en med «{program} --dir øktene start»."),
        (("--dir", "øktene", "sessions", "--rehearsals"), "Begynn en med «{program} --dir øktene start --rehearse»."),
        (("--dir", "øktene", "status"), "Begynn en med «{program} --dir øktene start»."),
        (("--dir", "øktene", "status", "x"), "«{program} --dir øktene sessions» viser dem som finnes."),
        (("--dir", "øktene", "report"), "Begynn en med «{program} --dir øktene start»."),
        (("--dir", "øktene", "erase"), "«ØKT» må være med. «{program} --dir øktene sessions» viser dem som finnes."),
        (("agenda", "list"), "▶ er den «{program} start» bruker her."),
        (("agenda", "list"), "«{program} start --agenda NAVN»"),
        (("agenda", "check", "finnes-ikke"), "«{program} agenda list» viser dem som finnes."),
        (("start",), "«{program} start» trenger et terminalvindu"),
        (("start",), "«{program} start --plain»"),
        (("room",), "«{program} room» trenger et terminalvindu"),
    ],
)
def test_where_the_shell_does_not_find_the_program_its_place_is_named(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    done = typed_where_it_is_hidden(tmp_path, *words)

    assert " ".join(told.format(program=PROGRAM).split()) in " ".join((done.stdout + done.stderr).split())


def test_names_that_begin_alike_are_asked_for_whole_and_in_quotation_marks_where_they_need_them(
    sessions: Sessions, run: Run
) -> None:
    sessions.held(names=("Kari Berg", "Kari Dahl"))
    result = run("export", "--for", "Kari")

    assert result.stderr.endswith(
        'Flere heter noe slikt: Kari Berg, Kari Dahl. Skriv hele navnet i anførselstegn, slik: --for "Kari Berg".\n'
    )
    assert run("export", "--for", "Kari Berg", "-o", "-").exit_code == 0


def test_names_that_need_no_quotation_marks_are_asked_for_without(sessions: Sessions, run: Run) -> None:
    sessions.held(names=("Kari", "Karin", "Ola"))

    assert run("export", "--for", "Ka").stderr.endswith("Kari, Karin. Skriv hele navnet.\n")
