"""Keeping notes while they are typed: nothing is called saved that is not, and nobody's text is written over."""

import threading
from pathlib import Path

import pytest

from aml_okt.files.front_matter import split
from aml_okt.files.note_keeper import NoteKeeper
from aml_okt.files.notes import FOLDER, Notebook, NoteKey, read_notes
from tests.builders import small_agenda

SHARED = NoteKey.of(small_agenda().step("refleksjon"))
PRIVATE = NoteKey.of(small_agenda().step("innsjekk"))


class SlowNotebook(Notebook):
    """Waits in the middle of a save until it is let go, and then does what the disk does."""

    def __init__(self, session: Path) -> None:
        super().__init__(session)
        self.writing, self.go_on = threading.Event(), threading.Event()
        self.refusal: OSError | None = None

    def save(self, key: NoteKey, text: str) -> Path:
        self.writing.set()
        assert self.go_on.wait(20)
        if self.refusal is not None:
            raise self.refusal
        return super().save(key, text)


@pytest.fixture
def keeper(tmp_path: Path) -> NoteKeeper:
    return NoteKeeper(Notebook(tmp_path))


def test_what_is_typed_waits_until_it_is_on_the_disk(tmp_path: Path, keeper: NoteKeeper) -> None:
    keeper.typed(SHARED, "styrke")
    assert keeper.waits(SHARED)
    assert not read_notes(tmp_path)
    assert keeper.save().unsaved == ()
    assert not keeper.waits(SHARED)
    assert [note.text for note in read_notes(tmp_path)] == ["styrke"]


def test_a_note_that_is_typed_on_during_a_save_waits_on(tmp_path: Path) -> None:
    notebook = SlowNotebook(tmp_path)
    keeper = NoteKeeper(notebook)
    keeper.typed(SHARED, "abc")
    saving = threading.Thread(target=keeper.save)
    saving.start()
    assert notebook.writing.wait(20)
    assert keeper.waits(SHARED)
    keeper.typed(SHARED, "abcdef")
    notebook.go_on.set()
    saving.join(20)
    assert [note.text for note in read_notes(tmp_path)] == ["abc"]
    assert keeper.waits(SHARED)
    keeper.save()
    assert [note.text for note in read_notes(tmp_path)] == ["abcdef"]
    assert not keeper.anything_waits


def test_whoever_finishes_learns_that_a_save_under_way_has_failed(tmp_path: Path) -> None:
    notebook = SlowNotebook(tmp_path)
    notebook.refusal = OSError(28, "full")
    keeper = NoteKeeper(notebook)
    keeper.typed(SHARED, "abc")
    saving = threading.Thread(target=keeper.save)
    saving.start()
    assert notebook.writing.wait(20)
    notebook.go_on.set()
    assert [unsaved.key for unsaved in keeper.save().unsaved] == [SHARED]
    saving.join(20)
    assert keeper.waits(SHARED)
    assert keeper.text(SHARED) == "abc"


def test_a_disk_that_refuses_one_note_still_gets_the_others(tmp_path: Path, keeper: NoteKeeper) -> None:
    keeper.typed(SHARED, "felles")
    keeper.save()
    (tmp_path / FOLDER / "02-innsjekk.md").mkdir()
    (tmp_path / FOLDER / "02-innsjekk-2.md").mkdir()
    keeper.typed(PRIVATE, "hemmelig")
    keeper.typed(SHARED, "felles og mer")
    assert keeper.save().unsaved == ()
    assert sorted(note.text for note in read_notes(tmp_path)) == ["felles og mer", "hemmelig"]


def test_a_note_shows_what_another_editor_has_written_since(tmp_path: Path, keeper: NoteKeeper) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text(path.read_text("utf-8") + "\nog en linje til", "utf-8")
    assert keeper.text(SHARED) == "først\nog en linje til"


def test_when_two_have_written_both_texts_are_kept_and_it_is_told(tmp_path: Path, keeper: NoteKeeper) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text(path.read_text("utf-8").replace("først", "fra en annen"), "utf-8")
    keeper.typed(SHARED, "først og mer")
    outcome = keeper.save()
    (other,) = outcome.set_aside
    assert split(path.read_text("utf-8"))[1] == "først og mer"
    assert split(other.read_text("utf-8"))[1] == "fra en annen"
    assert keeper.save().set_aside == ()


def test_the_note_itself_is_the_one_that_is_found_again_beside_the_other_text(
    tmp_path: Path, keeper: NoteKeeper
) -> None:
    test_when_two_have_written_both_texts_are_kept_and_it_is_told(tmp_path, keeper)
    assert NoteKeeper(Notebook(tmp_path)).text(SHARED) == "først og mer"


def test_a_note_made_private_by_hand_stays_private_and_keeps_what_else_was_added(
    tmp_path: Path, keeper: NoteKeeper
) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text(path.read_text("utf-8").replace("visibility: minutes", "visibility: private\ntags: ro"), "utf-8")
    assert keeper.text(SHARED) == "først"
    keeper.typed(SHARED, "mer")
    keeper.save()
    keys, text = split(path.read_text("utf-8"))
    assert (keys["visibility"], keys["tags"], text) == ("private", "ro", "mer")


def test_a_note_that_cannot_be_read_is_left_alone_and_the_new_text_goes_beside_it(
    tmp_path: Path, keeper: NoteKeeper
) -> None:
    keeper.typed(SHARED, "gammelt")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.unlink()
    path.mkdir()
    with pytest.raises(IsADirectoryError):
        keeper.text(SHARED)
    keeper.typed(SHARED, "nytt")
    assert keeper.save().unsaved == ()
    assert [note.path.name for note in read_notes(tmp_path)] == ["04-refleksjon-2.md"]


@pytest.mark.parametrize("there", ["bare tekst", "---\nvisibility: Private\n---\ntekst"])
def test_a_file_that_does_not_say_it_is_for_the_minutes_stays_private(
    tmp_path: Path, keeper: NoteKeeper, there: str
) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text(there, "utf-8")
    assert "tekst" in keeper.text(SHARED)
    keeper.typed(SHARED, "mer")
    keeper.save()
    assert split(path.read_text("utf-8"))[0]["visibility"] == "private"


def test_the_other_text_is_told_of_also_when_the_save_after_it_fails(tmp_path: Path) -> None:
    notebook = SlowNotebook(tmp_path)
    notebook.go_on.set()
    keeper = NoteKeeper(notebook)
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text("fra en annen", "utf-8")
    keeper.typed(SHARED, "mer")
    notebook.refusal = OSError(28, "full")
    outcome = keeper.save()
    assert len(outcome.unsaved) == len(outcome.set_aside) == 1
    notebook.refusal = None
    assert keeper.save().unsaved == ()
    assert "mer" in path.read_text("utf-8")
