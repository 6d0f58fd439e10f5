"""docs/personvern.md tells the truth about files: which there are, who may read them, and what erasing takes.

A session is made that leaves every file a session can leave, through the program's own ways, and held against the
tables that a data protection officer reads.
"""

import os
import re
import shutil
import stat
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import platformdirs
import pytest
from click.testing import CliRunner

from aml_okt.cli import program
from aml_okt.cli.crash import log_folder
from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.agenda import Visibility
from aml_okt.export.formats import Format
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.atomic import written_beside
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.folders import configuration_folder, refuges
from aml_okt.files.lock import WRITER_NAME
from aml_okt.files.note_file import FOLDER, NoteKey, read_note
from aml_okt.files.swap import KEPT
from aml_okt.runner import SessionRunner
from tests.builders import OSLO
from tests.held_session import TEN, Group, hold

DOCUMENT = (Path(__file__).parent.parent / "docs" / "personvern.md").read_text(encoding="utf-8")
ALL, NONE, PRIVATE, OF_NOTES = "ja", "nei", "de private", "de som ligger blant notatene"
GROUP = Group(
    names=("Kari", "Ola", "Liv"),
    shared={"refleksjon": "Delt.", "utsjekk": "Delt."},
    actions=(Action("Lage en plan", "Kari"),),
    private=lambda _whose: "Hemmelig.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of file in the table: what such files are called, and what erasing the private notes takes of them."""

    names: tuple[str, ...]
    erased: str


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def section(heading: str) -> str:
    """What stands under a heading, to the next one of any level."""
    return re.split(r"^#+ ", DOCUMENT.split(f" {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    rows = [cells(line) for line in section(heading).splitlines() if line.startswith("|")]
    return rows[2:]


ROWS = tuple(Row(tuple(re.findall(r"`([^`]+)`", row[0])), row[-1]) for row in table("Hva som lagres i øktmappa"))


def row_of(name: str) -> Row | None:
    """The row that tells of a file: the one that names it most closely."""
    told = [(len(pattern), row) for row in ROWS for pattern in row.names if fnmatchcase(name, pattern)]
    return max(told, key=lambda each: each[0])[1] if told else None


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True, slots=True)
class Left:
    """A session that was held, exported and hurt; `seen` are its files, those too that were only there for a while."""

    folder: Path
    seen: frozenset[str]


def run(root: Path, *arguments: str) -> None:
    done = CliRunner(env={"AML_OKT_DIR": str(root)}).invoke(
        program, list(arguments), prog_name="aml-okt", obj=SettableClock(TEN, OSLO)
    )
    assert done.exit_code == 0, done.output


def half_done(path: Path) -> None:
    """What a save leaves that was stopped, here and where files cannot change places."""
    written_beside(path, b"halv")
    kept = written_beside(path, b"halv")
    kept.rename(kept.with_suffix(KEPT))


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Everything that a session can leave in its folder."""
    root = tmp_path_factory.mktemp("root")
    held = hold(root, GROUP)
    folder = held.folder
    held.notebook.save(NoteKey.draft("tiltak", "Et tiltak"), "tiltak: Ringe")

    rounds = held.state.agenda.step("kollegaveiledning")
    held.notebook.save(NoteKey.shared(rounds, "Delt fra Kollegaveiledning"), "Delt.")

    note = folder / FOLDER / "05b-1-kari.md"
    written_beside(folder / "tiltak.md", b"- [ ] Fra et annet program\n")
    log = folder / "journal.jsonl"
    log.write_bytes(log.read_bytes() + b'{"n":')
    first = SessionRunner.take_up(folder, SettableClock(TEN, OSLO))
    note.write_text(note.read_text("utf-8").replace("Hemmelig.", "Fra et annet program."), "utf-8")
    first.notebook.save(NoteKey.of(rounds, first.state.course.people[0], 1), "Enda et ord.")
    seen = files_in(folder)
    first.close()

    log.write_bytes(log.read_bytes().replace(b'"step":"refleksjon"', b'"step":"reflekzjon"', 1))
    SessionRunner.take_up(folder, SettableClock(TEN, OSLO)).close()
    for formats in (",".join(Format), Format.MARKDOWN):
        run(root, "export", "-f", formats, folder.name)
        run(root, "export", "--anonymous", folder.name)
        for name in ("referat.md", "referat-anonym.md"):
            (folder / name).write_text("rettet for hånd", "utf-8")
    half_done(folder / "agenda.yaml")
    half_done(note)
    return Left(folder, frozenset(seen | files_in(folder)))


@pytest.fixture
def copy(left: Left, tmp_path: Path) -> Path:
    """The same session's folder, to do something to."""
    return Path(shutil.copytree(left.folder, tmp_path / left.folder.name))


def test_every_file_of_a_session_is_told_of(left: Left) -> None:
    assert [name for name in sorted(left.seen) if row_of(name) is None] == []


def test_every_file_that_is_told_of_is_one_that_a_session_leaves(left: Left) -> None:
    patterns = [pattern for row in ROWS for pattern in row.names]

    assert len(patterns) > len(ROWS) > 10
    assert [each for each in patterns if not any(fnmatchcase(name, each) for name in left.seen)] == []


def test_erasing_the_private_notes_takes_what_the_table_says_and_no_more(copy: Path) -> None:
    before = files_in(copy)
    private = {
        f"{FOLDER}/{path.name}"
        for path in (copy / FOLDER).glob("*.md")
        if read_note(path).visibility is Visibility.PRIVATE
    }
    run(copy.parent, "erase", "--private", "--yes", copy.name)
    told = {
        ALL: before,
        NONE: set[str](),
        PRIVATE: private,
        OF_NOTES: {name for name in before if name.startswith(f"{FOLDER}/")},
    }
    rows = {name: row for name in before if (row := row_of(name)) is not None}

    assert {row.erased for row in ROWS} == set(told)
    assert before - files_in(copy) == {name for name, row in rows.items() if name in told[row.erased]}
    assert {f"{FOLDER}/04-refleksjon.md", f"{FOLDER}/05b-delt.md"} <= files_in(copy)


def test_erasing_a_session_leaves_nothing_of_what_is_told_of(copy: Path) -> None:
    run(copy.parent, "erase", "--yes", copy.name)

    assert not copy.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights, as the document says")
def test_nobody_else_on_the_machine_may_read_them(left: Left) -> None:
    assert "filene med rettighetene `0600` og mappene med `0700`" in DOCUMENT
    ours = [left.folder / name for name in files_in(left.folder)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in ours} == {0o600}
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (left.folder, left.folder / FOLDER)} == {0o700}


def test_who_has_the_session_open_is_told_only_while_it_is(left: Left) -> None:
    assert WRITER_NAME in left.seen
    assert not (left.folder / WRITER_NAME).exists()


def test_the_steps_whose_notes_are_private_are_those_of_the_built_in_agenda() -> None:
    told = {row[1].split(":")[0]: row[0] for row in table("Hvilke notater som er private")}
    steps = load_agenda(built_in_agenda()).steps
    private = [step.title for step in steps if step.notes is Visibility.PRIVATE]
    shared = [step.title for step in steps if step.notes is Visibility.MINUTES]

    assert told == {"private": ", ".join(private), "i referatet": ", ".join(shared)}


@pytest.mark.skipif(not platformdirs.user_config_dir("x").endswith("/.config/x"), reason="the places of Linux")
def test_the_places_outside_the_folder_are_the_programs_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    told = section("Hva som kan ligge andre steder")
    state, temporary = refuges(tmp_path / "2026-11-23-1000-okt")

    assert f"`{state.parent.name}` i `~/{state.parent.parent.relative_to(tmp_path).as_posix()}` (Linux)" in told
    assert f"`{state.parent.name}` i en mappe som begynner med `aml-okt-`" in told
    assert temporary.parent.parent.name.startswith("aml-okt-")
    assert f"`~/{log_folder().relative_to(tmp_path).as_posix()}` (Linux)" in told
    assert f"`~/{configuration_folder().relative_to(tmp_path).as_posix()}` (Linux)" in told


def test_every_link_leads_somewhere() -> None:
    used = set(re.findall(r"\]\[(\w+)\]", DOCUMENT))
    given = set(re.findall(r"^\[(\w+)\]: https://\S+$", DOCUMENT, re.MULTILINE))
    headings = {re.sub(r"[^\w -]", "", line).strip().replace(" ", "-").lower()
                for line in re.findall(r"^#+ (.*)$", DOCUMENT, re.MULTILINE)}  # fmt: skip

    assert used == given
    assert set(re.findall(r"\]\(#([^)]+)\)", DOCUMENT)) <= headings
