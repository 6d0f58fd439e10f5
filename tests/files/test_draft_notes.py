"""Drafts as files: notes of no step, which are there as long as there is something in them."""

import errno
import os
from pathlib import Path

import pytest

from aml_okt.core.agenda import Visibility
from aml_okt.files.note_file import FOLDER, NoteKey, composed, read_drafts, read_note, read_notes
from aml_okt.files.note_keeper import NoteKeeper
from aml_okt.files.notebook import Notebook
from tests.files.test_notebook import REFLECTION


def draft_key() -> NoteKey:
    return NoteKey.draft("neste møte", "Avtalen om neste møte")


@pytest.fixture
def keeper(session: Path) -> NoteKeeper:
    return NoteKeeper(Notebook(session))


def save(keeper: NoteKeeper, text: str) -> None:
    keeper.typed(draft_key(), text)
    keeper.save()


def test_a_draft_is_private_and_says_what_it_is_of(session: Path, keeper: NoteKeeper) -> None:
    save(keeper, "dag: fredag")
    (draft,) = read_drafts(session)

    assert draft.path == session / FOLDER / "utkast-til-neste-mote.md"
    assert (draft.title, draft.text, draft.step) == ("Avtalen om neste møte", "dag: fredag", "utkast til neste møte")
    assert (draft.visibility, draft.owner, draft.is_draft, draft.is_ours) == (Visibility.PRIVATE, "", True, True)
    assert draft_key().is_draft
    assert not REFLECTION.is_draft


def test_only_drafts_that_say_something_are_drafts_still(session: Path, keeper: NoteKeeper) -> None:
    save(keeper, "dag: fredag")
    (draft,) = read_drafts(session)
    keeper.typed(REFLECTION, "et notat")
    keeper.save()
    draft.path.with_name("utkast-til-neste-mote~annen.md").write_bytes(draft.path.read_bytes())
    assert [other.path for other in read_drafts(session)] == [draft.path]

    draft.path.write_bytes(composed(draft_key(), " \n", b""))
    assert read_drafts(session) == ()
    assert read_drafts(session.parent) == ()


def test_a_draft_that_cannot_be_read_is_none_to_go_on_with(
    session: Path, keeper: NoteKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(keeper, "dag: fredag")

    def refuse(_path: Path) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read_drafts(session) == ()


def test_a_draft_that_is_done_with_has_no_file(session: Path, keeper: NoteKeeper) -> None:
    save(keeper, "dag: fredag")
    save(keeper, "")
    assert list((session / FOLDER).iterdir()) == []
    assert not keeper.anything_waits

    save(keeper, "dag: mandag")
    assert [draft.text for draft in read_drafts(session)] == ["dag: mandag"]


def test_a_draft_that_was_never_written_or_is_gone_is_done_with(session: Path, keeper: NoteKeeper) -> None:
    save(keeper, "")
    save(keeper, "dag: fredag")
    (draft,) = read_drafts(session)
    draft.path.unlink()
    save(keeper, "")

    assert list((session / FOLDER).iterdir()) == []


def test_a_draft_that_will_not_go_is_no_text_that_could_be_lost(
    session: Path, keeper: NoteKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(keeper, "dag: fredag")
    unlink = Path.unlink

    def refuse(_path: Path, *, missing_ok: bool = False) -> None:
        raise OSError(errno.EACCES, f"{missing_ok}")

    monkeypatch.setattr(Path, "unlink", refuse)
    keeper.typed(draft_key(), "")
    outcome = keeper.save()
    assert (outcome.unsaved, outcome.only_in_memory) == ((), ())
    monkeypatch.setattr(Path, "unlink", unlink)
    keeper.save()
    assert read_drafts(session) == ()


def test_what_somebody_else_has_made_of_a_draft_stays(session: Path, keeper: NoteKeeper) -> None:
    save(keeper, "dag: fredag")
    (draft,) = read_drafts(session)
    draft.path.write_text("noe annet", "utf-8")
    save(keeper, "")

    assert draft.path.read_text("utf-8") == "noe annet"


def test_a_copy_of_what_stands_in_a_draft_is_told_of(session: Path, keeper: NoteKeeper) -> None:
    keeper.copy_aside(draft_key())
    assert keeper.save().set_aside == ()
    save(keeper, "dag: fredag")
    keeper.copy_aside(draft_key())
    (copy,) = keeper.tell(keeper.save().set_aside)

    assert copy == session / FOLDER / "utkast-til-neste-mote~annen.md"
    assert read_note(copy).text == "dag: fredag"
    assert len(read_notes(session)) == 2


@pytest.mark.parametrize("there", [True, False])
def test_what_a_killed_save_left_of_a_draft_counts_only_where_there_is_no_other(session: Path, *, there: bool) -> None:
    keeper = NoteKeeper(Notebook(session))
    save(keeper, "dag: fredag\nendrer: x")
    (draft,) = read_drafts(session)
    if not there:
        draft.path.unlink()
    stray = draft.path.with_name(".utkast-til-neste-mote.md.abcdefgh.tmp")
    stray.write_bytes(composed(draft_key(), "dag: fre\nendrer: x", b""))
    Notebook(session)

    assert [note.text for note in read_notes(session)] == ["dag: fredag\nendrer: x" if there else "dag: fre\nendrer: x"]
    assert not stray.exists()
