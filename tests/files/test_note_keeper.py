"""Keeping notes while they are typed: nothing is called saved that is not, and nobody's text is written over."""

import errno
import os
import threading
from pathlib import Path

import pytest

from aml_okt.core.agenda import Visibility
from aml_okt.core.plan import Participant
from aml_okt.files.front_matter import split
from aml_okt.files.note_file import FOLDER, NoteKey, read_note, read_notes
from aml_okt.files.note_keeper import NoteKeeper
from aml_okt.files.notebook import Notebook, Reading, Trouble
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


def told(keeper: NoteKeeper) -> tuple[Path, ...]:
    """Save, and be told of other programs' texts."""
    return keeper.tell(keeper.save().set_aside)


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
    assert keeper.read(SHARED).text == "abc"


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
    assert keeper.read(SHARED).text == "først\nog en linje til"


def test_when_two_have_written_both_texts_are_kept_and_it_is_told(tmp_path: Path, keeper: NoteKeeper) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text(path.read_text("utf-8").replace("først", "fra en annen"), "utf-8")
    keeper.typed(SHARED, "først og mer")
    (other,) = told(keeper)
    assert split(path.read_text("utf-8"))[1] == "først og mer"
    assert split(other.read_text("utf-8"))[1] == "fra en annen"
    assert told(keeper) == ()


@pytest.mark.skipif(os.name == "nt", reason="there nobody can have the note open while it is replaced")
def test_who_opened_the_note_before_it_was_replaced_and_writes_after_is_kept_too(
    tmp_path: Path, keeper: NoteKeeper
) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    with (tmp_path / FOLDER / "04-refleksjon.md").open("r+b", buffering=0) as theirs:
        keeper.typed(SHARED, "først og mer")
        assert told(keeper) == ()
        theirs.truncate()
        assert told(keeper) == ()
        theirs.write(b"fra en annen")
    (other,) = told(keeper)

    assert other.read_bytes() == b"fra en annen"
    assert told(keeper) == ()
    assert keeper.read(SHARED).text == "først og mer"


def test_the_note_itself_is_the_one_that_is_found_again_beside_the_other_text(
    tmp_path: Path, keeper: NoteKeeper
) -> None:
    test_when_two_have_written_both_texts_are_kept_and_it_is_told(tmp_path, keeper)
    assert NoteKeeper(Notebook(tmp_path)).read(SHARED).text == "først og mer"


def test_a_note_made_private_by_hand_stays_private_and_keeps_what_else_was_added(
    tmp_path: Path, keeper: NoteKeeper
) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text(path.read_text("utf-8").replace("visibility: minutes", "visibility: private\ntags: ro"), "utf-8")
    assert keeper.read(SHARED).text == "først"
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
        keeper.read(SHARED)
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
    assert "tekst" in keeper.read(SHARED).text
    keeper.typed(SHARED, "mer")
    keeper.save()
    assert split(path.read_text("utf-8"))[0]["visibility"] == "private"


def test_a_save_that_hangs_keeps_nobody_from_another_note(tmp_path: Path) -> None:
    notebook = SlowNotebook(tmp_path)
    keeper = NoteKeeper(notebook)
    keeper.typed(SHARED, "abc")
    saving = threading.Thread(target=keeper.save)
    saving.start()
    assert notebook.writing.wait(20)
    assert keeper.read(PRIVATE) == Reading("")
    assert keeper.read(SHARED) == Reading("abc")
    notebook.go_on.set()
    saving.join(20)


@pytest.mark.parametrize("loss", ["gone", "empty", "zeros"])
def test_a_text_that_the_disk_has_lost_is_not_taken_as_empty_and_is_saved_again(
    tmp_path: Path, keeper: NoteKeeper, loss: str
) -> None:
    keeper.typed(SHARED, "det vi skrev")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.unlink() if loss == "gone" else path.write_bytes(b"\0" * 90 if loss == "zeros" else b"")
    found = keeper.read(SHARED)

    assert found == Reading("det vi skrev", Trouble.VANISHED if loss == "gone" else Trouble.DAMAGED)
    assert keeper.waits(SHARED)
    outcome = keeper.save()
    assert (outcome.unsaved, outcome.set_aside) == ((), ())
    assert [(note.text, note.path) for note in read_notes(tmp_path)] == [("det vi skrev", path)]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("there", [b"", b"\0" * 90, b"\0\0\0 tekst uten hode"])
def test_a_note_whose_file_says_nothing_is_told_of_and_left_as_it_is(tmp_path: Path, there: bytes) -> None:
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.parent.mkdir()
    path.write_bytes(there)
    keeper = NoteKeeper(Notebook(tmp_path))

    assert keeper.read(SHARED) == Reading("", Trouble.DAMAGED)
    keeper.typed(SHARED, "nytt")
    assert keeper.save().unsaved == ()
    assert path.read_bytes() == there
    assert (path.parent / "04-refleksjon-2.md").read_text("utf-8").endswith("nytt")


def test_a_note_from_an_old_editor_is_read_and_its_bytes_are_kept(tmp_path: Path, keeper: NoteKeeper) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    theirs = path.read_text("utf-8").replace("først", "blåbærsyltetøy").encode("cp1252")
    path.write_bytes(theirs)
    assert keeper.read(SHARED).text == "blåbærsyltetøy"
    keeper.typed(SHARED, "blåbærsyltetøy på brød")
    (other,) = told(keeper)
    assert other.read_bytes() == theirs
    assert split(path.read_text("utf-8"))[1] == "blåbærsyltetøy på brød"
    keeper.typed(SHARED, "og mer")
    assert told(keeper) == ()


def test_a_place_elsewhere_that_somebody_has_emptied_is_written_again(tmp_path: Path) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    keeper = NoteKeeper(Refusing(session, [refuge]))
    keeper.typed(SHARED, "reddet")
    (place,) = keeper.save().elsewhere
    place.unlink()

    assert keeper.save().elsewhere == (place,)
    assert read_note(place).text == "reddet"


def test_a_place_elsewhere_that_cannot_be_asked_for_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a share whose ticket has run out: the note is written once more, and the others are saved."""
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    keeper = NoteKeeper(Refusing(session, [refuge]))
    keeper.typed(SHARED, "reddet")
    (place,) = keeper.save().elsewhere
    look = os.stat

    def refuse(path: str | Path, *arguments: object, **named: object) -> os.stat_result:
        if path == place:
            raise OSError(errno.EACCES, "Permission denied")
        return look(path, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", refuse)

    assert [read_note(kept).text for kept in keeper.save().elsewhere] == ["reddet"]


class Refusing(Notebook):
    """A disk that is full in the session's folder, until it is not."""

    full = True

    def save(self, key: NoteKey, text: str) -> Path:
        if self.full:
            raise OSError(28, "full")
        return super().save(key, text)


def test_a_note_that_its_folder_refuses_is_somewhere_else_until_it_takes_it(tmp_path: Path) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    no_place = tmp_path / "file"
    no_place.write_text("here no folder can be")
    notebook = Refusing(session, (no_place, no_place / "inside", refuge))
    keeper = NoteKeeper(notebook)
    keeper.typed(SHARED, "reddet")
    (unsaved,) = keeper.save().unsaved
    assert unsaved.refuge == refuge / "04-refleksjon.md"
    assert split(unsaved.refuge.read_text("utf-8"))[1] == "reddet"
    assert keeper.waits(SHARED)
    written = unsaved.refuge.stat().st_mtime_ns
    assert keeper.save().unsaved[0].refuge == unsaved.refuge
    assert unsaved.refuge.stat().st_mtime_ns == written
    keeper.typed(SHARED, "reddet og mer")
    keeper.save()
    assert split(unsaved.refuge.read_text("utf-8"))[1] == "reddet og mer"

    notebook.full = False
    assert keeper.save().unsaved == ()
    assert not refuge.exists()
    assert [note.text for note in read_notes(session)] == ["reddet og mer"]


def test_a_note_that_had_gone_elsewhere_is_home_again_in_the_next_process(tmp_path: Path) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    keeper = NoteKeeper(Refusing(session, (refuge,)))
    keeper.typed(SHARED, "reddet")
    keeper.save()
    notebook = Notebook(session, (refuge,))

    (home,) = notebook.found_again
    assert home == session / FOLDER / "04-refleksjon.md"
    keys, text = split(home.read_text("utf-8"))
    assert (keys["visibility"], text) == ("minutes", "reddet")
    assert notebook.read(SHARED).text == "reddet"
    assert not refuge.exists()
    assert Notebook(session, (refuge,)).found_again == ()


def test_what_an_earlier_process_has_in_reserve_is_never_written_over(tmp_path: Path) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    (session / FOLDER).touch()  # in the way of the folder, for whoever brings a note home
    for text in ("gammel", "ny", "nyere"):
        keeper = NoteKeeper(Refusing(session, (refuge,)))
        keeper.typed(SHARED, text)
        keeper.save()
        keeper.typed(SHARED, f"{text} og mer")
        keeper.save()

    texts = {split(path.read_text("utf-8"))[1] for path in refuge.iterdir()}
    assert texts == {"gammel og mer", "ny og mer", "nyere og mer"}


def test_two_notes_of_one_file_name_have_a_place_each_in_reserve(tmp_path: Path) -> None:
    notebook = Refusing(tmp_path, (tmp_path / "refuge",))
    first, second = (
        NoteKey("runder", "5b", "Runder", Visibility.PRIVATE, Participant(person, name), 1)
        for person, name in (("p1", "Åse!"), ("p2", "Åse?"))
    )
    keeper = NoteKeeper(notebook)
    keeper.typed(first, "hennes")
    keeper.typed(second, "den andres")
    keeper.save()
    notebook.full = False
    keeper.save()

    assert {note.text for note in read_notes(tmp_path)} == {"hennes", "den andres"}
    assert not (tmp_path / "refuge").exists()


def test_a_note_that_somebody_has_made_private_is_private_in_reserve_too(tmp_path: Path) -> None:
    notebook = Refusing(tmp_path, (tmp_path / "refuge",))
    notebook.full = False
    keeper = NoteKeeper(notebook)
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    path.write_text(path.read_text("utf-8").replace("minutes", "private"), "utf-8")
    keeper.read(SHARED)
    notebook.full = True
    keeper.typed(SHARED, "først og mer")
    keeper.save()

    (refuge,) = (tmp_path / "refuge").iterdir()
    assert split(refuge.read_text("utf-8"))[0]["visibility"] == "private"


def test_a_note_in_reserve_comes_home_though_another_note_says_the_same(tmp_path: Path) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    keeper = NoteKeeper(Refusing(session, (refuge,)))
    keeper.typed(SHARED, "Enig")
    keeper.save()
    Notebook(session).save(NoteKey("inn", "2", "Innsjekk", Visibility.MINUTES), "Enig med Kari")

    assert Notebook(session, (refuge,)).read(SHARED).text == "Enig"


@pytest.mark.parametrize(
    ("left", "found"), [("først", ()), ("før", ()), ("", ()), ("først og så det siste", ("04-refleksjon~annen.md",))]
)
@pytest.mark.parametrize("end", ["tmp", "kept"])
def test_what_a_killed_save_has_left_is_kept_if_it_says_more_than_the_note(
    tmp_path: Path, keeper: NoteKeeper, left: str, found: tuple[str, ...], end: str
) -> None:
    keeper.typed(SHARED, "først")
    keeper.save()
    path = tmp_path / FOLDER / "04-refleksjon.md"
    whole = path.read_text("utf-8").replace("først", left)
    (path.parent / f".04-refleksjon.md.abcdefgh.{end}").write_text(whole, "utf-8")

    assert tuple(note.name for note in Notebook(tmp_path).found_again) == found
    assert not [file for file in path.parent.iterdir() if file.name.startswith(".")]


@pytest.mark.skipif(os.name == "nt", reason="POSIX has owners and modes like these")
def test_a_refuge_that_others_can_write_in_is_no_refuge(tmp_path: Path) -> None:
    refuge = tmp_path / "refuge"
    refuge.mkdir(mode=0o777)
    refuge.chmod(0o777)
    keeper = NoteKeeper(Refusing(tmp_path, (refuge,)))
    keeper.typed(SHARED, "reddet")
    assert keeper.save().unsaved[0].refuge is None
    assert list(refuge.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to keep a folder private")
def test_a_refuge_that_others_can_only_look_into_is_made_private(tmp_path: Path) -> None:
    refuge = tmp_path / "refuge"
    refuge.mkdir()
    refuge.chmod(0o755)
    keeper = NoteKeeper(Refusing(tmp_path, (refuge,)))
    keeper.typed(SHARED, "reddet")
    assert keeper.save().elsewhere == (refuge / "04-refleksjon.md",)
    assert refuge.stat().st_mode & 0o777 == 0o700


def test_what_nobody_has_been_told_of_is_told_after_the_next_save(tmp_path: Path, keeper: NoteKeeper) -> None:
    keeper.typed(SHARED, "vår")
    keeper.save()
    (path,) = (tmp_path / FOLDER).iterdir()
    path.write_text("deres", "utf-8")
    keeper.typed(SHARED, "vår og mer")
    keeper.save()  # whoever asked for this one is gone

    assert [text.read_text("utf-8") for text in told(keeper)] == ["deres"]
    assert told(keeper) == ()
