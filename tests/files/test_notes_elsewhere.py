"""Notes that lie elsewhere, or beside another text: the latest state of each wins, and no text is lost or shared."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aml_okt.core.agenda import Visibility
from aml_okt.files import free_names, swap
from aml_okt.files.atomic import written_beside
from aml_okt.files.note_file import FOLDER, composed, is_beside, read_note, read_notes
from aml_okt.files.note_keeper import NoteKeeper
from aml_okt.files.notebook import Notebook, Trouble
from aml_okt.opening import place_in_words, set_aside_in_words
from tests.files.test_notebook import REFLECTION


@pytest.fixture
def reserve(tmp_path: Path) -> Path:
    return tmp_path / "reserve"


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Folders that let go of no file, as on a disk that has become read-only."""
    folders: set[Path] = set()
    unlink = Path.unlink

    def refused(path: Path, *, missing_ok: bool = False) -> None:
        if path.parent in folders:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    return folders


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as another program does."""
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), "utf-8")


def texts(*folders: Path) -> set[str]:
    """What a person finds in folders, whatever the files are called."""
    files = (path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file())
    return {read_note(path).text for path in files}


def refused_by(refusing: set[Path], *folders: Path) -> Callable[[], None]:
    refusing.update(folders)
    return refusing.clear


class TestReplacedByOthers:
    """Another program has written in a note while no disk took what stood there."""

    def test_what_is_written_there_after_that_is_kept_too(self, session: Path, refusing: set[Path]) -> None:
        notebook = Notebook(session)
        keeper = NoteKeeper(notebook)
        path = notebook.save(REFLECTION, "vår")
        edit(path, "vår", "deres")
        free = refused_by(refusing, path.parent)
        assert keeper.read(REFLECTION).trouble is Trouble.REPLACED
        edit(path, "deres", "en tredjes")
        free()
        keeper.save()

        assert texts(session) == {"vår", "deres", "en tredjes"}

    def test_it_is_kept_though_what_lies_elsewhere_is_shown_in_its_place(
        self, session: Path, reserve: Path, refusing: set[Path]
    ) -> None:
        notebook = Notebook(session, [reserve])
        path = notebook.save(REFLECTION, "vår")
        notebook.save_elsewhere(REFLECTION, "vår og mer")
        free = refused_by(refusing, path.parent, reserve)
        keeper = NoteKeeper(Notebook(session, [reserve]))
        edit(path, "\nvår", "\nderes")
        assert keeper.read(REFLECTION).text == "vår og mer"
        free()
        keeper.save()

        assert {"deres", "vår og mer"} <= texts(session, reserve)

    def test_the_note_is_for_the_minutes_still_though_the_disk_loses_it_then(
        self, session: Path, refusing: set[Path]
    ) -> None:
        notebook = Notebook(session)
        keeper = NoteKeeper(notebook)
        path = notebook.save(REFLECTION, "vår")
        edit(path, "vår", "deres")
        free = refused_by(refusing, path.parent)
        keeper.read(REFLECTION)
        path.write_bytes(bytes(90))
        free()
        keeper.save()

        assert read_note(path).visibility is Visibility.MINUTES

    def test_what_stood_there_is_on_no_disk_though_the_new_text_is_elsewhere(
        self, session: Path, reserve: Path, refusing: set[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        notebook = Notebook(session, [reserve])
        keeper = NoteKeeper(notebook)
        path = notebook.save(REFLECTION, "lang tekst " * 500)
        edit(path, "lang tekst " * 500, "kort")
        refusing.add(path.parent)

        def small(path: Path, data: bytes) -> Path:
            if len(data) > 1000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return written_beside(path, data)

        monkeypatch.setattr(free_names, "written_beside", small)
        keeper.read(REFLECTION)
        outcome = keeper.save()

        assert texts(reserve) == {"kort"}
        assert [note.key for note in outcome.only_in_memory] == [REFLECTION]

    def test_it_is_known_to_a_disk_as_soon_as_one_takes_it(self, session: Path, refusing: set[Path]) -> None:
        notebook = Notebook(session)
        path = notebook.save(REFLECTION, "vår")
        edit(path, "vår", "deres")
        free = refused_by(refusing, path.parent)
        notebook.read(REFLECTION)
        assert notebook.knows_alone(REFLECTION)
        free()
        assert notebook.read(REFLECTION).other is not None

        assert not notebook.knows_alone(REFLECTION)
        assert texts(session) == {"vår", "deres"}

    def test_what_they_wrote_above_it_is_in_what_is_saved_next(self, session: Path) -> None:
        notebook = Notebook(session)
        path = notebook.save(REFLECTION, "vår")
        edit(path, "vår", "deres")
        edit(path, "step:", "tags: ro\nstep:")
        notebook.save(REFLECTION, "vår og mer")

        assert "tags: ro" in path.read_text("utf-8")
        assert texts(session) == {"vår og mer", "deres"}

    def test_where_it_went_is_told_by_its_whole_path(self, session: Path, reserve: Path, refusing: set[Path]) -> None:
        notebook = Notebook(session, [reserve])
        keeper = NoteKeeper(notebook)
        path = notebook.save(REFLECTION, "vår")
        edit(path, "vår", "deres")
        refusing.update({path.parent, reserve})
        keeper.read(REFLECTION)
        refusing.discard(reserve)
        aside = keeper.save().set_aside

        assert str(reserve / "04-refleksjon~annen.md") in set_aside_in_words(aside)
        assert "ligger i x~annen.md." in set_aside_in_words([session / FOLDER / "x~annen.md"])


class TestWhatLiesElsewhere:
    """A note that had no place, in one or several other folders."""

    @pytest.mark.parametrize("made_of_it", ["", "noe annet"])
    def test_it_is_put_there_again_when_somebody_has_changed_it(
        self, session: Path, reserve: Path, refusing: set[Path], made_of_it: str
    ) -> None:
        (session / FOLDER).mkdir()
        refusing.add(session / FOLDER)
        keeper = NoteKeeper(Notebook(session, [reserve]))
        keeper.typed(REFLECTION, "reddet")
        (place,) = keeper.save().elsewhere
        place.write_text(made_of_it)
        outcome = keeper.save()

        assert outcome.only_in_memory == ()
        assert texts(reserve) == {made_of_it, "reddet"}
        assert read_note(outcome.elsewhere[0]).text == "reddet"

    def test_the_latest_state_wins_where_an_older_one_could_not_be_removed(
        self, session: Path, tmp_path: Path, refusing: set[Path], locked: set[Path]
    ) -> None:
        first, second = tmp_path / "a", tmp_path / "b"
        notebook = Notebook(session, [first, second])
        notebook.save(REFLECTION, "start")
        notebook.save_elsewhere(REFLECTION, "eldre")
        refusing.add(first)
        locked.add(first)
        place = notebook.save_elsewhere(REFLECTION, "nyere og lengre")
        assert place is not None
        assert place.parent == second
        refusing.clear()
        locked.clear()

        assert Notebook(session, [first, second]).read(REFLECTION).text == "nyere og lengre"

    @pytest.mark.parametrize("elsewhere", ["same", "other"])
    def test_the_latest_state_wins_over_older_ones_that_somebody_has_changed(
        self, session: Path, tmp_path: Path, refusing: set[Path], elsewhere: str
    ) -> None:
        first, second = tmp_path / "a", tmp_path / "b"
        notebook = Notebook(session, [first, second])
        notebook.save(REFLECTION, "start")
        for text in ("en", "to"):
            place = notebook.save_elsewhere(REFLECTION, text)
            assert place is not None
            place.write_bytes(place.read_bytes() + b" med mer")
        if elsewhere == "other":
            refusing.add(first)
        notebook.save_elsewhere(REFLECTION, "tre")
        refusing.clear()
        found = Notebook(session, [first, second]).read(REFLECTION)

        assert found.text == "tre"
        assert texts(session) == {"tre", "en med mer", "to med mer"}

    def test_the_latest_state_is_shown_while_the_folder_still_refuses(
        self, session: Path, reserve: Path, refusing: set[Path]
    ) -> None:
        notebook = Notebook(session, [reserve])
        path = notebook.save(REFLECTION, "start")
        for text in ("en", "to"):
            place = notebook.save_elsewhere(REFLECTION, text)
            assert place is not None
            place.write_bytes(place.read_bytes() + b" med mer")
        notebook.save_elsewhere(REFLECTION, "tre")
        refusing.add(path.parent)

        assert Notebook(session, [reserve]).read(REFLECTION).text == "tre"

    def test_states_are_numbered_on_in_the_next_process(
        self, session: Path, reserve: Path, refusing: set[Path]
    ) -> None:
        (session / FOLDER).mkdir()
        refusing.add(session / FOLDER)
        Notebook(session, [reserve]).save_elsewhere(REFLECTION, "i går")
        Notebook(session, [reserve]).save_elsewhere(REFLECTION, "i dag")
        refusing.clear()

        assert Notebook(session, [reserve]).read(REFLECTION).text == "i dag"
        assert "i går" in texts(session)

    def test_what_somebody_wrote_in_a_state_that_is_over_never_takes_the_notes_place(
        self, session: Path, reserve: Path
    ) -> None:
        notebook = Notebook(session, [reserve])
        notebook.save(REFLECTION, "A")
        place = notebook.save_elsewhere(REFLECTION, "A hemmelig")
        assert place is not None
        place.write_bytes(place.read_bytes() + b" x")
        notebook.save(REFLECTION, "A hemmelig")
        notebook.save(REFLECTION, "A")  # it was taken out again

        assert Notebook(session, [reserve]).read(REFLECTION).text == "A"
        assert "A hemmelig x" in texts(session)

    @pytest.mark.parametrize("home", ["lost by the disk", "never there"])
    def test_what_somebody_has_made_private_there_stays_so(
        self, session: Path, reserve: Path, refusing: set[Path], home: str
    ) -> None:
        notebook = Notebook(session, [reserve])
        if home == "lost by the disk":
            path = notebook.save(REFLECTION, "A")
        (session / FOLDER).mkdir(exist_ok=True)
        place = notebook.save_elsewhere(REFLECTION, "A om Karis sykmelding")
        assert place is not None
        edit(place, "visibility: minutes", "visibility: private")
        if home == "lost by the disk":
            path.write_bytes(bytes(90))
        free = refused_by(refusing, session / FOLDER)
        keeper = NoteKeeper(Notebook(session, [reserve]))
        keeper.read(REFLECTION)
        free()
        keeper.save()
        (note,) = [note for note in read_notes(session) if "sykmelding" in note.text]

        assert note.visibility is Visibility.PRIVATE
        assert "number" not in note.path.read_text("utf-8")

    def test_what_somebody_has_made_private_there_stays_so_there(self, session: Path, reserve: Path) -> None:
        notebook = Notebook(session, [reserve])
        place = notebook.save_elsewhere(REFLECTION, "A")
        assert place is not None
        edit(place, "visibility: minutes", "visibility: private\ntags: ro")
        (session / FOLDER).write_text("en fil der mappa skulle vært")
        again = Notebook(session, [reserve])
        assert again.read(REFLECTION).text == "A"
        place = again.save_elsewhere(REFLECTION, "A om Karis sykmelding")

        assert place is not None
        assert read_note(place).visibility is Visibility.PRIVATE
        assert "tags: ro" in place.read_text("utf-8")

    @pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to keep a folder private")
    def test_what_others_may_have_put_there_is_not_taken_for_a_note(self, session: Path, reserve: Path) -> None:
        reserve.mkdir()
        reserve.chmod(0o777)
        (reserve / "04-refleksjon.md").write_bytes(composed(REFLECTION, "fra en annen", b""))

        assert Notebook(session, [reserve]).read(REFLECTION).text == ""
        assert texts(session) == set()

    def test_what_has_come_home_says_no_more_where_it_was(self, session: Path, reserve: Path) -> None:
        notebook = Notebook(session, [reserve])
        path = notebook.save(REFLECTION, "A")
        place = notebook.save_elsewhere(REFLECTION, "A B")
        assert place is not None
        assert "aml-okt-number: '1'" in place.read_text("utf-8")
        Notebook(session, [reserve])

        assert path.read_text("utf-8") == "---\nstep: refleksjon\ntitle: Refleksjon\nvisibility: minutes\n---\nA B"
        assert not reserve.exists()

    def test_what_others_have_written_above_it_here_and_there_is_kept(
        self, session: Path, reserve: Path, refusing: set[Path]
    ) -> None:
        notebook = Notebook(session, [reserve])
        path = notebook.save(REFLECTION, "A")
        edit(path, "step:", "her: ja\nstep:")
        notebook.read(REFLECTION)
        place = notebook.save_elsewhere(REFLECTION, "A B")
        assert place is not None
        edit(place, "step:", "der: ja\nstep:")
        free = refused_by(refusing, path.parent)
        keeper = NoteKeeper(Notebook(session, [reserve]))
        assert keeper.read(REFLECTION).text == "A B"
        free()
        keeper.save()

        assert {"her: ja", "der: ja"} <= set(path.read_text("utf-8").splitlines())

    def test_what_will_not_go_away_there_comes_home_once(self, session: Path, reserve: Path, locked: set[Path]) -> None:
        notebook = Notebook(session, [reserve])
        notebook.save(REFLECTION, "A")
        notebook.save_elsewhere(REFLECTION, "A B")
        Notebook(session).save(REFLECTION, "C")
        locked.add(reserve)
        first = Notebook(session, [reserve])
        assert [note.name for note in first.found_again] == ["04-refleksjon~annen.md"]
        assert first.outstanding == ()
        for _start in range(3):
            assert Notebook(session, [reserve]).found_again == ()

        assert texts(session) == {"C", "A B"}

    def test_a_text_beside_a_note_there_comes_home_beside_it(self, session: Path, reserve: Path) -> None:
        notebook = Notebook(session, [reserve])
        notebook.save(REFLECTION, "Personalmøtet")
        reserve.mkdir(0o700)
        (reserve / "04-refleksjon~annen.md").write_bytes(composed(REFLECTION, "Per", b""))
        (note,) = Notebook(session, [reserve]).found_again

        assert note.name == "04-refleksjon~annen.md"
        assert read_note(note).text == "Per"

    def test_a_text_beside_a_note_there_is_never_shown_as_the_note(
        self, session: Path, reserve: Path, refusing: set[Path]
    ) -> None:
        (session / FOLDER).mkdir()
        reserve.mkdir(0o700)
        (reserve / "04-refleksjon~annen.md").write_bytes(composed(REFLECTION, "gammel", b""))
        refusing.add(session / FOLDER)

        assert Notebook(session, [reserve]).read(REFLECTION).text == ""

    def test_a_folder_whose_names_cannot_be_made_to_last_does_not_fill_up(
        self, session: Path, reserve: Path, refusing: set[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (session / FOLDER).mkdir()
        refusing.add(session / FOLDER)

        def unsynced(_folder: Path) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        monkeypatch.setattr(free_names, "sync_folder", unsynced)
        keeper = NoteKeeper(Notebook(session, [reserve]))
        keeper.typed(REFLECTION, "tekst")

        assert len(keeper.save().only_in_memory) == 1
        assert list(reserve.iterdir()) == []


class TestBeside:
    """Texts that lie beside a note."""

    @pytest.mark.parametrize("loss", ["gone", "zeros", "renamed"])
    def test_an_old_text_beside_a_note_never_becomes_the_note(self, session: Path, loss: str) -> None:
        notebook = Notebook(session)
        path = notebook.save(REFLECTION, "gammel")
        edit(path, "gammel", "ny")
        notebook.read(REFLECTION)
        notebook.save(REFLECTION, "ny tekst")
        assert texts(session) == {"gammel", "ny tekst"}
        match loss:
            case "gone":
                path.unlink()
            case "zeros":
                path.write_bytes(bytes(90))
            case _:
                path.rename(path.with_name("zz.md"))
        again = Notebook(session)
        found = again.read(REFLECTION)
        saved = again.save(REFLECTION, found.text + " og mer")

        assert "gammel" not in found.text
        assert read_note(saved).visibility is Visibility.MINUTES
        assert "gammel" in texts(session)

    def test_a_text_beside_a_note_is_never_where_a_renamed_note_is(self, session: Path) -> None:
        notebook = Notebook(session)
        path = notebook.save(REFLECTION, "gammel")
        edit(path, "gammel", "ny")
        notebook.read(REFLECTION)
        path.unlink()

        assert notebook.read(REFLECTION).text == "ny"
        assert notebook.save(REFLECTION, "ny og mer") == path

    def test_a_file_of_somebody_elses_only_looks_like_one(self) -> None:
        assert is_beside(Path("04-refleksjon~annen.md"))
        assert is_beside(Path("04-refleksjon~annen-2.md"))
        assert is_beside(Path("04-refleksjon~annen~annen.md"))
        assert not is_beside(Path("Kari~annenhver uke.md"))


def test_a_text_is_told_of_by_its_name_in_the_session_and_by_its_whole_path_elsewhere(session: Path) -> None:
    beside = session / FOLDER / "04-refleksjon~annen.md"
    assert place_in_words(beside) == "04-refleksjon~annen.md"
    assert place_in_words(session / "tiltak~annen-2.md") == "tiltak~annen-2.md"
    assert place_in_words(session / "reserve" / beside.name) == str(session / "reserve" / beside.name)


def test_what_somebody_writes_in_place_while_a_disk_without_links_is_written_to_is_kept(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_paths: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(swap, "_renameat2", lambda: None)
    monkeypatch.setattr(os, "link", no_link)
    notebook = Notebook(session)
    path = notebook.save(REFLECTION, "vår")
    replace = Path.replace

    def replaced(source: Path, target: Path) -> Path:
        if target == path:
            edit(path, "vår", "deres")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", replaced)
    notebook.save(REFLECTION, "vår og mer")

    assert texts(session) == {"deres", "vår og mer"}
