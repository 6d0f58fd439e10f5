"""`aml-okt erase`: everything that we wrote is gone, nothing else is, and what cannot be reached is said."""

import errno
import os
from pathlib import Path

import msgspec
import pytest

from aml_okt.core.events import SessionCreated
from aml_okt.core.plan import Participant
from aml_okt.files.folders import refuges
from aml_okt.files.journal import decode, encode
from aml_okt.files.lock import is_open
from aml_okt.files.note_file import FOLDER
from aml_okt.private_notes import count_private
from tests.cli.conftest import Run, Sessions, write_note

KARI = Participant("p1", "Kari")


def everything(session: Path) -> set[str]:
    return {str(path.relative_to(session)) for path in session.rglob("*") if path.is_file() or path.is_symlink()}


@pytest.fixture
def full(run: Run, sessions: Sessions) -> Path:
    """A session with all that a session can have, and what faults leave behind."""
    runner = sessions.begin()
    write_note(runner, "refleksjon", "felles")
    write_note(runner, "kollegaveiledning", "hemmelig", KARI)
    sessions.leave(runner)
    session = runner.folder
    assert run("export").exit_code == 0
    (session / "tiltak.md").write_text("- [ ] gjør noe\n", "utf-8")
    (session / "tiltak~annen.md").write_text("- [ ] gjør noe annet\n", "utf-8")
    (session / "tiltak~annen-2.md").write_text("- [ ] og mer\n", "utf-8")
    (session / "journal.jsonl.tail-1").write_bytes(b"{")
    (session / "journal.jsonl.damaged-2").write_bytes(b"{")
    (session / ".tiltak.md.abcdefgh.tmp").write_bytes(b"- [ ] gj")
    (session / FOLDER / ".05b-1-kari.md.abcdefgh.tmp").write_text("hemm", "utf-8")
    (session / FOLDER / ".05b-1-kari.md.ijklmnop.kept").write_text("hemm", "utf-8")
    (session / FOLDER / "05b-1-kari~annen.md").write_text("---\nstep: kollegaveiledning\n---\nogså hemmelig", "utf-8")
    (session / FOLDER / "05b-1-kari~annen-2.md").write_text("fra en som tok bort det øverste", "utf-8")
    refuge = refuges(session)[0]
    refuge.mkdir(parents=True, mode=0o700)
    (refuge / "05b-1-kari.md").write_text("---\nstep: kollegaveiledning\n---\nreddet", "utf-8")
    return session


def test_a_whole_session_is_gone(run: Run, full: Path) -> None:
    (refuge, *_others) = refuges(full)
    result = run("erase", full.name, "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Økta er slettet.\nKopier som programmet ikke når, kan finnes i sikkerhetskopier")
    assert not full.exists()
    assert not refuge.exists()
    assert run("sessions").stdout.startswith("Det er ingen økter")


@pytest.mark.parametrize("how", ["renamed", "reached by a link", "read by others", "moved and linked to"])
def test_what_lies_in_reserve_goes_too_wherever_the_session_has_gone(run: Run, full: Path, how: str) -> None:
    (refuge, *_others) = refuges(full)
    (refuge / "egen.md").write_text("ikke vår", "utf-8")
    assert (refuge / "05b-1-kari.md").exists()
    session = full
    if how == "read by others":
        refuge.chmod(0o755)
    elif how == "reached by a link":
        session = full.with_name("lenke")
        session.symlink_to(full)
    else:
        session = full.rename(full.with_name("om-kari"))
        if how == "moved and linked to":
            full.symlink_to(session)
            session = full
    result = run("erase", str(session), "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.name for path in refuge.iterdir()] == ["egen.md"]
    assert str(refuge / "egen.md") in result.stdout


def test_the_temporary_files_of_other_programs_are_theirs(run: Run, full: Path) -> None:
    for name in (".syncthing.04-refleksjon.md.tmp", "~$tiltak.md.tmp"):
        (full / FOLDER / name).write_text("halv", "utf-8")
    (full / ".syncthing.tiltak.md.tmp").write_text("halv", "utf-8")
    assert run("erase", full.name, "--yes").exit_code == 0
    assert everything(full) == {
        f"{FOLDER}/.syncthing.04-refleksjon.md.tmp", f"{FOLDER}/~$tiltak.md.tmp", ".syncthing.tiltak.md.tmp"
    }  # fmt: skip


def test_what_lies_in_reserve_goes_too_where_the_journal_is_damaged(run: Run, full: Path) -> None:
    (refuge, *_others) = refuges(full)
    log = full / "journal.jsonl"
    log.write_bytes(b"X" + log.read_bytes()[1:])
    assert run("erase", str(full), "--yes").exit_code == 0
    assert not refuge.exists()


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_that_somebody_else_has_put_in_the_way_of_the_reserve_is_not_touched(run: Run, full: Path) -> None:
    (refuge, *_others) = refuges(full)
    os.chown(refuge, 12345, -1)
    assert run("erase", full.name, "--yes").exit_code == 0
    assert (refuge / "05b-1-kari.md").exists()


def test_a_journal_cannot_name_the_reserve_of_other_sessions(run: Run, full: Path) -> None:
    (refuge, *_others) = refuges(full)
    log = full / "journal.jsonl"
    first, rest = log.read_bytes().split(b"\n", 1)
    record = decode(first)
    assert record is not None
    assert isinstance(record.event, SessionCreated)
    hostile = msgspec.structs.replace(record, event=msgspec.structs.replace(record.event, id="*"))
    log.write_bytes(encode(hostile) + rest)
    assert refuge not in refuges(full)
    assert run("erase", full.name, "--yes").exit_code == 0
    assert (refuge / "05b-1-kari.md").exists()


def test_what_somebody_else_has_put_there_stays_and_is_named(run: Run, full: Path, tmp_path: Path) -> None:
    outside = tmp_path / "utenfor.md"
    outside.write_text("---\nstep: kollegaveiledning\n---\nikke vår", "utf-8")
    (full / "bilde.png").write_bytes(b"x")
    (full / FOLDER / "egen.md").write_text("min egen fil", "utf-8")
    (full / FOLDER / "lenke.md").symlink_to(outside)
    (full / "referat.md").unlink()
    (full / "referat.md").symlink_to(outside)
    result = run("erase", full.name, "--yes")
    assert result.exit_code == 0
    assert "det ligger der fortsatt" in result.stdout
    assert everything(full) == {"bilde.png", "notes/egen.md", "notes/lenke.md", "referat.md"}
    for name in ("bilde.png", "notes/egen.md", "notes/lenke.md", "referat.md"):
        assert str(full / name) in result.stdout
    assert outside.exists()


def test_only_the_private_notes_are_gone(run: Run, full: Path) -> None:
    before = everything(full)
    result = run("erase", full.name, "--private", "--yes")
    assert result.exit_code == 0
    assert result.stdout.startswith("Ett privat notat er slettet.\n")
    kept = everything(full)
    assert "notes/04-refleksjon.md" in kept
    assert {Path(name).name for name in before - kept} == {
        "05b-1-kari.md", "05b-1-kari~annen.md", "05b-1-kari~annen-2.md",
        ".05b-1-kari.md.abcdefgh.tmp", ".05b-1-kari.md.ijklmnop.kept",
    }  # fmt: skip
    assert not list(refuges(full)[0].iterdir())
    assert run("export").exit_code == 0
    assert run("erase", full.name, "--private", "--yes").stdout.startswith("Det var ingen private notater.")


def test_the_copies_that_an_export_gave_to_their_owners_in_the_folder_are_gone_too(
    run: Run, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(full)
    assert run("export", "--for", "Kari", "-f", "md,html").exit_code == 0
    (full / "notater-ola.md").write_text("skrevet av en annen", "utf-8")
    before = count_private(full)
    result = run("erase", full.name, "--private", "--yes")

    assert [path.name for path in full.glob("notater-*")] == ["notater-ola.md"]
    assert result.stdout.startswith(f"{before} private notater er slettet." if before > 1 else "Ett privat notat er")
    assert "notater-ola.md" in result.stdout + result.stderr


def test_what_was_shared_from_the_rounds_is_not_private_and_what_only_says_so_is(run: Run, full: Path) -> None:
    notes = full / FOLDER
    (notes / "05b-delt.md").write_text("---\nstep: delt fra kollegaveiledning\nvisibility: minutes\n---\ndelt", "utf-8")
    (notes / "05b-1-kari.md").write_text(
        "---\nstep: delt fra kollegaveiledning\nvisibility: minutes\nparticipant: p1\n---\nhemmelig", "utf-8"
    )
    (notes / "05b-delt~annen.md").write_text("---\nstep: delt fra kollegaveiledning\n---\neldre", "utf-8")
    assert run("erase", full.name, "--private", "--yes").exit_code == 0
    assert {path.name for path in notes.iterdir()} == {"04-refleksjon.md", "05b-delt.md"}


def test_what_is_left_of_private_notes_is_gone_too(run: Run, full: Path) -> None:
    assert run("erase", full.name, "--private", "--yes").exit_code == 0
    (full / FOLDER / ".05b-1-kari.md.abcdefgh.tmp").write_text("hemm", "utf-8")
    result = run("erase", full.name, "--private", "--yes")
    assert result.stdout.startswith("Rester av private notater er slettet.\n")
    assert everything(full) & {f"{FOLDER}/.05b-1-kari.md.abcdefgh.tmp"} == set()


@pytest.mark.parametrize("private", [(), ("--private",)])
def test_a_note_that_cannot_be_read_is_named_and_never_called_somebody_elses(
    run: Run, full: Path, monkeypatch: pytest.MonkeyPatch, private: tuple[str, ...]
) -> None:
    unreadable = full / FOLDER / "05b-1-kari.md"
    readable = Path.read_bytes

    def read(path: Path) -> bytes:
        if path == unreadable:
            raise OSError(errno.EIO, "Input/output error")
        return readable(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    result = run("erase", full.name, "--yes", *private)

    assert result.exit_code == 1
    assert result.stderr == f"Dette lot seg ikke slette: {unreadable}.\n"
    assert "Dette har andre skrevet" not in result.stdout
    assert {"notes/05b-1-kari.md", "journal.jsonl"} <= everything(full)


def test_a_damaged_journal_makes_no_private_note_one_for_the_minutes(run: Run, full: Path) -> None:
    """The agenda says which steps are private, whatever a note says of itself."""
    (full / "journal.jsonl").write_bytes(b"?")
    tampered = "---\nstep: kollegaveiledning\nvisibility: minutes\n---\nhemmelig"
    (full / FOLDER / "05b-1-kari.md").write_text(tampered, "utf-8")
    assert run("erase", full.name, "--private", "--yes").exit_code == 0
    assert not (full / FOLDER / "05b-1-kari.md").exists()
    assert (full / FOLDER / "04-refleksjon.md").exists()


def test_what_cannot_be_read_as_a_session_can_still_be_erased(run: Run, full: Path) -> None:
    (full / "journal.jsonl").write_bytes(b"?")
    (full / "agenda.yaml").write_bytes(b"?")
    assert run("erase", full.name, "--private", "--yes").exit_code == 0
    assert "notes/04-refleksjon.md" in everything(full)
    assert run("erase", full.name, "--yes").exit_code == 0
    assert not full.exists()


def test_a_session_that_is_open_is_left_alone(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    before = everything(runner.folder)
    result = run("erase", runner.folder.name, "--yes")
    assert result.exit_code == 1
    assert "er åpen hos" in result.stderr
    assert everything(runner.folder) == before


def test_nobody_to_ask_is_no_yes(run: Run, full: Path) -> None:
    before = everything(full)
    result = run("erase", full.name)
    assert (result.exit_code, result.stderr) == (2, "Skriv --yes for å slette uten å bli spurt.\n")
    assert everything(full) == before
    assert not is_open(full)


def test_what_the_disk_will_not_let_go_of_is_named(run: Run, full: Path) -> None:
    (full / "journal.jsonl.tail-9").mkdir()
    result = run("erase", full.name, "--yes")
    assert result.exit_code == 1
    assert result.stderr == f"Dette lot seg ikke slette: {full / 'journal.jsonl.tail-9'}.\n"
    assert "Økta er slettet" not in result.stdout
    assert everything(full) == {"journal.jsonl", ".lock"}, "without its journal nobody finds the session again"
    (full / "journal.jsonl.tail-9").rmdir()
    assert run("erase", full.name, "--yes").stdout.startswith("Økta er slettet.")
    assert not full.exists()


def test_a_session_that_is_reached_by_a_link_is_erased(run: Run, full: Path, tmp_path: Path) -> None:
    real = tmp_path / "et annet sted"
    full.rename(real)
    full.symlink_to(real)
    assert run("erase", full.name, "--yes").stdout.startswith("Økta er slettet.")
    assert not real.exists()


def test_of_the_saves_that_were_never_finished_the_private_ones_go(run: Run, full: Path) -> None:
    shared = next((full / FOLDER).glob("*refleksjon.md"))
    unfinished = full / FOLDER / f".{shared.name}.abcdefgh.tmp"
    unfinished.write_bytes(shared.read_bytes())
    assert run("erase", full.name, "--private", "--yes").exit_code == 0
    assert unfinished.exists()
    assert not list((full / FOLDER).glob(".05b*"))


def test_a_session_must_be_named(run: Run) -> None:
    assert run("erase").exit_code == 2
    assert run("erase", "ingen", "--yes").exit_code == 2
