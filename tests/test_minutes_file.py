"""The minutes on disk."""

import errno
import os
import stat
from datetime import datetime
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, End
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.note_file import Note, NoteKey
from aml_okt.minutes_file import Written, gather, write_minutes
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from tests.builders import OSLO


@pytest.fixture
def runner(tmp_path: Path) -> SessionRunner:
    clock = SettableClock(datetime(2026, 11, 23, 10, 0, tzinfo=OSLO), OSLO)
    setup = Setup("Barnevernet", "Møterom 2", ("Kari", "Ola"))
    held = SessionRunner.create(tmp_path, read_agenda_file(built_in_agenda()), setup, clock)
    held.dispatch(Begin())
    held.dispatch(End())
    held.close()
    return held


def test_notes_and_actions_come_from_the_sessions_folder(runner: SessionRunner) -> None:
    runner.notebook.save(NoteKey.of(runner.state.agenda.step("refleksjon")), "Vi er gode.")
    (runner.folder / "tiltak.md").write_text("- [ ] Lage støtteplan · ansvarlig: Kari\n", encoding="utf-8")
    gathered = gather(runner.folder, runner.state, runner.clock.now()).minutes

    assert [note.text for note in gathered.notes] == ["Vi er gode."]
    assert [action.owner for action in gathered.actions] == ["Kari"]


HOSTILE = [
    "step: kollegaveiledning\nvisibility: minutes\nowner: Kari\nparticipant: p1",
    "step: delt fra kollegaveiledning\nvisibility: minutes\nowner: Kari\nparticipant: p1",
    "step: delt fra kollegaveiledning\nvisibility: minutes\nparticipant: p1",
    "step: delt fra kollegaveiledning\nvisibility: minutes\nowner: Kari",
    "step: refleksjon\nvisibility: minutes\nowner: Kari\nparticipant: p1",
]
"""What somebody may have written above a focus person's own note."""


@pytest.mark.parametrize("head", HOSTILE)
@pytest.mark.parametrize("name", ["05b-1-kari.md", "05b-delt-2.md", "00.md", "06.md"])
def test_what_is_shared_from_the_rounds_is_in_them_and_no_note_of_a_round_is(
    runner: SessionRunner, head: str, name: str
) -> None:
    rounds = runner.state.agenda.step("kollegaveiledning")
    kari = runner.state.course.people[0]
    notes = runner.notebook.save(NoteKey.of(rounds, kari, 1), "kanari").parent
    runner.notebook.save(NoteKey.shared(rounds, "Delt fra Kollegaveiledning"), "Vi har ansvar sammen.")
    (notes / "05b-1-kari.md").rename(notes / name)
    (notes / name).write_text(f"---\n{head}\n---\nkanari\n", "utf-8")
    written = write_minutes(runner.folder, runner.state, runner.clock.now())

    assert [note.text for note in written.gathered.minutes.shared_from_rounds] == ["Vi har ansvar sammen."]
    document = written.path.read_text("utf-8")
    assert "Vi har ansvar sammen." in document
    assert "kanari" not in document


def test_what_is_shared_from_the_rounds_is_missed_where_it_is_elsewhere_or_another_programs(
    runner: SessionRunner,
) -> None:
    key = NoteKey.shared(runner.state.agenda.step("kollegaveiledning"), "Delt fra Kollegaveiledning")
    beside = runner.notebook.save(key, "Vi har ansvar sammen.").with_name("05b-delt~annen.md")
    beside.write_text("---\nstep: delt fra kollegaveiledning\n---\nOg mer.\n", "utf-8")
    elsewhere = runner.notebook.save_elsewhere(key, "Vi har ansvar sammen nå.")

    assert list(gather(runner.folder, runner.state, runner.clock.now()).missing_in_words) == [
        f"Notatet i {elsewhere} er ikke med. Det legges på plass når økta åpnes igjen.",
        "Tekst fra andre programmer er ikke med. Den ligger i 05b-delt~annen.md.",
    ]


def test_the_file_is_the_owners_alone_and_replaces_the_old_one(runner: SessionRunner) -> None:
    (runner.folder / "referat.md").write_text("gammelt", encoding="utf-8")
    path = write_minutes(runner.folder, runner.state, runner.clock.now()).path

    assert path == runner.folder / "referat.md"
    assert path.read_text(encoding="utf-8").startswith("# Referat: ")
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_target_that_is_a_folder_gets_the_usual_name(runner: SessionRunner, tmp_path: Path) -> None:
    path = write_minutes(runner.folder, runner.state, runner.clock.now(), tmp_path).path

    assert path == tmp_path / "referat.md"


@pytest.mark.parametrize("name", ["", "referat.md"])
def test_a_target_that_is_the_usual_place_keeps_what_somebody_has_written_there(
    runner: SessionRunner, name: str
) -> None:
    path = write_minutes(runner.folder, runner.state, runner.clock.now()).path
    path.write_text(path.read_text("utf-8") + "\nEtterord.\n", "utf-8")
    written = write_minutes(runner.folder, runner.state, runner.clock.now(), runner.folder / name)

    (kept,) = written.filed.kept
    assert kept == runner.folder / "referat~annen.md"
    assert kept.read_text("utf-8").endswith("\nEtterord.\n")
    assert write_minutes(runner.folder, runner.state, runner.clock.now()).filed.kept == ()


def test_what_is_missing_is_named_and_nothing_private_is(runner: SessionRunner) -> None:
    steps = runner.state.agenda
    lost = runner.notebook.save(NoteKey.of(steps.step("utsjekk")), "Takk.")
    lost.write_bytes(bytes(40))
    for step in ("refleksjon", "forberedelse"):
        runner.notebook.save_elsewhere(NoteKey.of(steps.step(step)), "Vi er gode.")
    gathered = gather(runner.folder, runner.state, runner.clock.now())
    private, shared = sorted(runner.notebook.outstanding, key=lambda path: "04" in path.name)

    assert (private.name, shared.name) == ("05a-forberedelse.md", "04-refleksjon.md")
    assert list(gathered.missing_in_words) == [
        "Notatet 06-utsjekk.md er skadet, og teksten er borte.",
        f"Notatet i {shared} er ikke med. Det legges på plass når økta åpnes igjen.",
    ]


def test_a_note_elsewhere_that_cannot_be_read_may_be_missing(
    runner: SessionRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> Note:
        raise OSError(errno.EIO, "Input/output error")

    path = runner.notebook.save_elsewhere(NoteKey.of(runner.state.agenda.step("forberedelse")), "Vi er gode.")
    monkeypatch.setattr("aml_okt.minutes_file.read_note", refuse)

    assert gather(runner.folder, runner.state, runner.clock.now()).elsewhere == (path,)


def test_what_somebody_has_written_in_the_minutes_is_kept_beside_the_new_ones(runner: SessionRunner) -> None:
    def write() -> Written:
        return write_minutes(runner.folder, runner.state, runner.clock.now())

    path = write().path
    runner.notebook.save(NoteKey.of(runner.state.agenda.step("refleksjon")), "Vi er gode.")
    assert write().filed.kept == (), "nobody has touched the old ones"

    path.write_text(path.read_text("utf-8") + "\nEtterord.\n", "utf-8")
    written = write()
    (kept,) = written.filed.kept
    assert kept == runner.folder / "referat~annen.md"
    assert kept.read_text("utf-8").endswith("\nEtterord.\n")
    assert "Etterord" not in path.read_text("utf-8")
    assert list(written.remarks) == ["Noen hadde skrevet i det forrige referatet. Det ligger i referat~annen.md."]
    assert write().filed.kept == ()
    assert stat.S_IMODE((runner.folder / ".referat.sha256").stat().st_mode) == 0o600


def test_minutes_whose_mark_cannot_be_written_are_as_they_were(
    runner: SessionRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_minutes(runner.folder, runner.state, runner.clock.now()).path
    path.write_text("Etterord.\n", "utf-8")
    before = {each.name: each.read_bytes() for each in runner.folder.iterdir() if each.is_file()}

    def refuse(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("aml_okt.files.documents.write_atomically", refuse)
    with pytest.raises(OSError, match="No space"):
        write_minutes(runner.folder, runner.state, runner.clock.now())
    assert {each.name: each.read_bytes() for each in runner.folder.iterdir() if each.is_file()} == before


@pytest.mark.parametrize("written_by", ["somebody", "us"])
def test_what_an_export_that_was_killed_has_left_is_kept_if_somebody_has_written_in_it(
    runner: SessionRunner, written_by: str
) -> None:
    path = write_minutes(runner.folder, runner.state, runner.clock.now()).path
    stray = runner.folder / ".referat.md.abcdefgh.tmp"
    stray.write_bytes(path.read_bytes() if written_by == "us" else b"Etterord.\n")
    long_ago = runner.clock.now().wall.timestamp() - 3600
    os.utime(stray, (long_ago, long_ago))
    written = write_minutes(runner.folder, runner.state, runner.clock.now())

    assert not stray.exists()
    if written_by == "us":
        assert written.filed.kept == ()
    else:
        (kept,) = written.filed.kept
        assert kept.read_text("utf-8") == "Etterord.\n"


def test_what_another_export_is_writing_right_now_is_left_alone(runner: SessionRunner) -> None:
    stray = runner.folder / ".referat.md.abcdefgh.tmp"
    stray.write_bytes(b"# Refe")
    now = runner.clock.now().wall.timestamp()
    os.utime(stray, (now, now))
    write_minutes(runner.folder, runner.state, runner.clock.now())

    assert stray.exists()


def test_a_text_of_another_program_is_told_of_where_the_note_is_for_the_minutes(runner: SessionRunner) -> None:
    for step in ("refleksjon", "forberedelse"):
        key = NoteKey.of(runner.state.agenda.step(step))
        path = runner.notebook.save(key, "vår")
        path.write_text(path.read_text("utf-8").replace("vår", "deres"), "utf-8")
        runner.notebook.save(key, "vår og mer")
    written = write_minutes(runner.folder, runner.state, runner.clock.now())

    assert "deres" not in written.path.read_text("utf-8")
    assert list(written.remarks) == ["Tekst fra andre programmer er ikke med. Den ligger i 04-refleksjon~annen.md."]
