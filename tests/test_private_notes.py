"""Which notes are private, how many there are, and which have grown old."""

import errno
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from aml_okt import private_notes
from aml_okt.core.plan import Participant
from aml_okt.files.erasing import Erased, erase_private
from aml_okt.files.lock import SessionLock
from aml_okt.files.note_file import NoteKey
from aml_okt.private_notes import Kept, NotErased, count_private, erase_kept, old_private_notes, privacy
from aml_okt.scene.private_offer import erase_now, old_erased_in_words
from tests.held_session import TEN, Group, hold

DAY = date(2026, 11, 23)


def secret(whose: Participant | None) -> str:
    return "Hemmelig." if whose is None or whose.id in {"p1", "p2"} else ""


GROUP = Group(names=("Kari", "Ola", "Liv"), shared={"refleksjon": "Delt."}, private=secret)


def test_private_is_what_the_minutes_leave_out(tmp_path: Path) -> None:
    folder = hold(tmp_path, GROUP).folder

    assert count_private(folder) == 3
    erase_private(folder, privacy(folder))
    assert count_private(folder) == 0
    assert [path.name for path in (folder / "notes").iterdir()] == ["04-refleksjon.md"]


def test_what_lies_beside_a_private_note_is_not_one_more(tmp_path: Path) -> None:
    folder = hold(tmp_path, GROUP).folder
    (folder / "notes" / "05b-1-kari~annen.md").write_text("Mer.", "utf-8")

    assert count_private(folder) == 3


@pytest.mark.parametrize("left", ["05b-1-kari~annen.md", "05b-1-kari~annen-2.md", ".05b-1-kari.md.abcd1234.kept"])
def test_what_is_all_that_is_left_of_a_private_note_counts(tmp_path: Path, left: str) -> None:
    folder = hold(tmp_path, GROUP).folder
    note = folder / "notes" / "05b-1-kari.md"
    (folder / "notes" / left).write_bytes(note.read_bytes())
    note.write_text(note.read_text("utf-8").replace("Hemmelig.", ""), "utf-8")

    assert count_private(folder) == 3
    erase_private(folder, privacy(folder))
    assert count_private(folder) == 0


def test_a_note_without_words_is_none(tmp_path: Path) -> None:
    runner = hold(tmp_path, GROUP)
    runner.notebook.save(NoteKey.of(runner.state.agenda.step("innsjekk")), " \n")

    assert count_private(runner.folder) == 2
    assert erase_private(runner.folder, privacy(runner.folder)).notes == 2


def test_without_its_agenda_a_note_is_private_unless_it_says_otherwise(tmp_path: Path) -> None:
    folder = hold(tmp_path, GROUP).folder
    (folder / "agenda.yaml").unlink()

    assert count_private(folder) == 3


def test_sessions_that_are_older_than_wanted_are_found_by_their_names(tmp_path: Path) -> None:
    folder = hold(tmp_path, GROUP).folder
    week = timedelta(days=7)

    assert old_private_notes(tmp_path, DAY + week, week) == ()
    assert old_private_notes(tmp_path, DAY + week + timedelta(days=1), week) == (Kept(folder, 3),)


def test_sessions_without_private_notes_and_rehearsals_are_none_of_it(tmp_path: Path) -> None:
    hold(tmp_path, Group(names=("Kari", "Ola"), shared={"refleksjon": "Delt."}))
    old = hold(tmp_path, GROUP).folder
    old.rename(old.with_name("barnevernet"))

    assert old_private_notes(tmp_path, DAY + timedelta(days=99), timedelta(days=7)) == ()


def test_the_oldest_come_first_and_no_more_than_can_be_asked_about(tmp_path: Path) -> None:
    made = hold(tmp_path, GROUP).folder
    for day in range(1, 60):
        copy = tmp_path / f"2025-{1 + day // 28:02}-{1 + day % 28:02}-1000-kopi"
        copy.mkdir()
        (copy / "notes").mkdir()
        (copy / "journal.jsonl").write_bytes((made / "journal.jsonl").read_bytes())
        (copy / "notes" / "a.md").write_text("---\nstep: innsjekk\nvisibility: private\n---\nPrivat.", "utf-8")
    found = old_private_notes(tmp_path, DAY, timedelta(days=7))

    assert len(found) == 50
    assert [kept.folder.name for kept in found] == sorted(kept.folder.name for kept in found)


def test_a_session_that_somebody_has_open_is_left_alone(tmp_path: Path) -> None:
    folder = hold(tmp_path, GROUP).folder
    kept = Kept(folder, 3)
    lock = SessionLock(folder, TEN, leads=True)
    try:
        assert tuple(erase_kept((kept,), TEN)) == (NotErased(folder),)
    finally:
        lock.release()
    (done,) = erase_kept((kept,), TEN)
    assert isinstance(done, Erased)
    assert done.notes == 3


def test_one_that_the_disk_does_not_let_go_of_is_told_of_and_the_others_are_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = hold(tmp_path / "a", GROUP).folder, hold(tmp_path / "b", GROUP).folder
    fault = OSError(errno.EROFS, os.strerror(errno.EROFS))

    def lock(session: Path, now: datetime, *, leads: bool) -> SessionLock:
        if session == first:
            raise fault
        return SessionLock(session, now, leads=leads)

    monkeypatch.setattr(private_notes, "SessionLock", lock)
    refused, done = erase_kept((Kept(first, 3), Kept(second, 3)), TEN)

    assert refused == NotErased(first, fault)
    assert isinstance(done, Erased)
    assert done.notes == 3
    told, whole = old_erased_in_words((refused, done))
    assert (told.endswith("lot seg ikke slette: der kan det ikke skrives"), whole) == (True, False)


@pytest.mark.parametrize("renamed", [True, False])
def test_a_note_that_somebody_had_renamed_or_removed_does_not_come_back(tmp_path: Path, *, renamed: bool) -> None:
    runner = hold(tmp_path, GROUP)
    key = NoteKey.of(runner.state.agenda.step("kollegaveiledning"), runner.state.course.people[0], 1)
    shared = NoteKey.of(runner.state.agenda.step("refleksjon"))
    note = runner.folder / "notes" / key.file_name
    assert runner.notebook.read(key).text == "Hemmelig."
    if renamed:
        note.rename(note.with_name("kari.md"))
    else:
        note.unlink()
    (runner.folder / "notes" / shared.file_name).unlink()
    erase_now(runner)

    assert runner.notebook.read(key).text == ""
    assert runner.notebook.read(shared).text == "Delt."


def test_a_note_that_was_erased_on_purpose_is_empty_and_not_missed(tmp_path: Path) -> None:
    runner = hold(tmp_path, GROUP)
    kari = runner.state.course.people[0]
    key = NoteKey.of(runner.state.agenda.step("kollegaveiledning"), kari, 1)
    assert runner.notebook.read(key).text == "Hemmelig."
    is_private = privacy(runner.folder)
    runner.notebook.erased(erase_private(runner.folder, is_private).erased, is_private)
    read = runner.notebook.read(key)

    assert (read.text, read.trouble) == ("", None)
    runner.notebook.save(key, "Nytt.")
    assert runner.notebook.read(key).text == "Nytt."
