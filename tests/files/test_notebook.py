"""Notes: Markdown files that other editors may open, found again by what they say of themselves."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aml_okt.core.agenda import Step, Visibility
from aml_okt.core.durations import read_time
from aml_okt.core.plan import Participant
from aml_okt.core.text import visible
from aml_okt.files.atomic import written_beside
from aml_okt.files.front_matter import split
from aml_okt.files.note_file import FOLDER, Note, NoteKey, composed, read_note, read_notes
from aml_okt.files.notebook import Notebook, Reading, Trouble
from aml_okt.files.swap import move_to_free
from tests.builders import small_agenda

REFLECTION = NoteKey.of(small_agenda().step("refleksjon"))
HOSTILE_NAMES = [
    "../../etc/passwd",
    "CON",
    "nul.md",
    "👩‍🚒",
    "Å\u030angstro\u0308m",
    "x" * 300,
    "«…»",
    "[Kari]",
    "no",
    ".",
    "C:\\Windows",
    "a\x00b",
    "\u202enavn",
    "\ud800",
]


def round_note(name: str, number: int = 1, person: str = "p1") -> NoteKey:
    return NoteKey.of(small_agenda().step("runder"), Participant(person, name), number)


def key_of(step_id: str, number: str) -> NoteKey:
    return NoteKey(step_id, number, "Tittel", Visibility.PRIVATE)


def test_a_note_that_nobody_has_written_is_empty(tmp_path: Path) -> None:
    assert Notebook(tmp_path).read(REFLECTION).text == ""
    assert read_notes(tmp_path) == ()


def test_a_note_is_markdown_that_says_what_it_is_about(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(round_note("Kari"), "Stikkord\n- én\n")

    assert path == tmp_path / FOLDER / "05b-1-kari.md"
    assert path.read_text(encoding="utf-8") == (
        "---\nstep: runder\ntitle: Kollegaveiledning\nvisibility: private\nowner: Kari\nparticipant: p1\n---\n"
        "Stikkord\n- én\n"
    )


def test_a_note_that_is_nobodys_names_no_owner(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(REFLECTION, "tekst")

    assert path.read_text(encoding="utf-8") == (
        "---\nstep: refleksjon\ntitle: Refleksjon\nvisibility: minutes\n---\ntekst"
    )


def test_a_note_for_the_minutes_is_still_for_them_when_it_is_saved_again(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    notebook.save(REFLECTION, "Første")
    notebook.save(REFLECTION, "Andre")

    assert [(note.text, note.visibility) for note in read_notes(tmp_path)] == [("Andre", Visibility.MINUTES)]


def test_what_was_added_to_a_note_is_kept_though_nobody_has_read_it_here(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Første")
    path.write_text(path.read_text("utf-8").replace("step:", "tags: ro\nstep:"), "utf-8")
    notebook.save(REFLECTION, "Andre")

    assert split(path.read_text("utf-8"))[0]["tags"] == "ro"


def test_lists_and_comments_that_another_editor_added_are_kept(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Første")
    path.write_text(path.read_text("utf-8").replace("step:", "# Fra Kari\ntags: [ro, rolle]\nstep:"), "utf-8")
    notebook.read(REFLECTION)
    notebook.save(REFLECTION, "Andre")
    notebook.save(REFLECTION, "Tredje")

    assert path.read_text("utf-8") == (
        "---\nstep: refleksjon\ntitle: Refleksjon\nvisibility: minutes\n# Fra Kari\ntags: [ro, rolle]\n---\nTredje"
    )


def test_a_note_that_the_disk_has_lost_keeps_what_else_it_said_of_itself(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Første")
    path.write_text(path.read_text("utf-8").replace("step:", "tags: ro\nstep:"), "utf-8")
    notebook.read(REFLECTION)
    path.write_bytes(bytes(90))
    notebook.save(REFLECTION, "Andre")
    keys, text = split(path.read_text("utf-8"))

    assert (keys["tags"], keys["visibility"], text) == ("ro", "minutes", "Andre")


def test_what_another_program_took_out_of_a_note_is_kept_beside_it(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "vår tekst")
    ours = path.read_bytes()
    path.write_bytes(ours.replace("vår".encode(), b"deres"))
    found = notebook.read(REFLECTION)

    assert found == Reading("deres tekst", other=path.with_name("04-refleksjon~annen.md"))
    assert found.other is not None
    assert found.other.read_bytes() == ours
    assert notebook.read(REFLECTION) == Reading("deres tekst")


def test_what_somebody_took_out_of_a_note_for_the_minutes_is_private(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Om Karis sykmelding. Tonen er bedre.")
    path.write_text(path.read_text("utf-8").replace("Om Karis sykmelding. ", ""), "utf-8")
    notebook.read(REFLECTION)

    assert [(note.text, note.visibility) for note in read_notes(tmp_path)] == [
        ("Tonen er bedre.", Visibility.MINUTES),
        ("Om Karis sykmelding. Tonen er bedre.", Visibility.PRIVATE),
    ]


def test_what_a_full_disk_would_not_keep_beside_a_note_is_kept_elsewhere(tmp_path: Path, refusing: set[Path]) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    notebook = Notebook(session, [tmp_path / "full", refuge])
    path = notebook.save(REFLECTION, "vår tekst")
    ours = path.read_bytes()
    path.write_bytes(ours.replace("vår tekst".encode(), b"deres"))
    refusing.update({path.parent, tmp_path / "full"})

    assert notebook.read(REFLECTION) == Reading("deres", other=refuge / "04-refleksjon~annen.md")
    assert (refuge / "04-refleksjon~annen.md").read_bytes() == ours


def test_what_no_disk_would_keep_is_kept_as_soon_as_one_does(tmp_path: Path, refusing: set[Path]) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "vår tekst")
    path.write_text(path.read_text("utf-8").replace("vår tekst", "deres"), "utf-8")
    refusing.add(path.parent)
    assert notebook.read(REFLECTION) == Reading("deres", Trouble.REPLACED)

    refusing.clear()
    assert notebook.read(REFLECTION).other == path.with_name("04-refleksjon~annen.md")
    assert {note.text for note in read_notes(tmp_path)} == {"deres", "vår tekst"}
    notebook.save(REFLECTION, "deres og mer")
    assert notebook.take_set_aside() == (), "it is kept already"


def test_a_text_beside_a_note_never_takes_a_name_that_somebody_has_just_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "vår tekst")
    path.write_text(path.read_text("utf-8").replace("vår tekst", "deres"), "utf-8")
    theirs = path.with_name("04-refleksjon~annen.md")
    looked: list[Path] = []

    def late_comer(stray: Path, place: Path) -> None:
        if not looked:
            theirs.write_text("en tredje")
        looked.append(place)
        move_to_free(stray, place)

    monkeypatch.setattr("aml_okt.files.free_names.move_to_free", late_comer)

    assert notebook.read(REFLECTION).other == path.with_name("04-refleksjon~annen-2.md")
    assert theirs.read_text() == "en tredje"
    assert [file.suffix for file in path.parent.iterdir()] == [".md"] * 3


def test_a_link_to_nothing_is_a_name_that_is_taken(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "vår tekst")
    path.write_text(path.read_text("utf-8").replace("vår tekst", "deres"), "utf-8")
    path.with_name("04-refleksjon~annen.md").symlink_to(tmp_path / "nowhere")

    assert notebook.read(REFLECTION).other == path.with_name("04-refleksjon~annen-2.md")


def refused_home(session: Path, refuge: Path, refusing: set[Path], before: str, text: str) -> Notebook:
    """The notes of a process that finds what an earlier one could not save in its place."""
    earlier = Notebook(session, [refuge])
    if before:
        earlier.save(REFLECTION, before)
    refusing.add(session / FOLDER)
    (session / FOLDER).mkdir(parents=True, exist_ok=True)
    earlier.save_elsewhere(REFLECTION, text)
    return Notebook(session, [refuge])


@pytest.mark.parametrize("before", ["", "Det første."])
def test_a_note_that_is_elsewhere_still_is_the_note(tmp_path: Path, refusing: set[Path], before: str) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    notebook = refused_home(session, refuge, refusing, before, "Det første. Det andre.")
    place = refuge / "04-refleksjon.md"
    assert notebook.found_again == ()
    assert notebook.outstanding == (place,)
    assert notebook.read(REFLECTION) == Reading("Det første. Det andre.", refuge=place)

    assert notebook.save_elsewhere(REFLECTION, "Det første. Det andre. Det tredje.") == place
    refusing.clear()
    notebook.save(REFLECTION, "Det første. Det andre. Det tredje.")
    assert not place.exists()
    assert [note.text for note in read_notes(session)] == ["Det første. Det andre. Det tredje."]


def test_of_two_texts_that_each_say_something_neither_takes_the_place_of_the_other(
    tmp_path: Path, refusing: set[Path]
) -> None:
    """Somebody has written in the note after a later state of it had to go elsewhere."""
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    path = Notebook(session).save(REFLECTION, "det ene")
    refused_home(session, refuge, refusing, "", "det andre")
    path.write_bytes(path.read_bytes() + b" og deres")
    notebook = Notebook(session, [refuge])
    assert notebook.read(REFLECTION) == Reading("det ene og deres")
    assert notebook.outstanding == (refuge / "04-refleksjon.md",)
    refusing.clear()
    notebook.save(REFLECTION, "det ene og mer")

    assert notebook.bring_home() == (session / FOLDER / "04-refleksjon~annen.md",)
    assert not refuge.exists()
    assert {(note.text, note.visibility) for note in read_notes(session)} == {
        ("det ene og mer", Visibility.MINUTES),
        ("det andre", Visibility.PRIVATE),
    }


@pytest.mark.parametrize(
    "later", ["Bra.", "", "Bra. Syk. Og mer.", "Bra. Frisk."], ids=["less", "nothing", "more", "else"]
)
@pytest.mark.parametrize("again", [True, False], ids=["in the next process", "in this one"])
def test_the_later_state_of_a_note_takes_its_place_whatever_it_says(
    tmp_path: Path,
    refusing: set[Path],
    later: str,
    again: bool,  # noqa: FBT001 - a table
) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    path = Notebook(session).save(REFLECTION, "Bra. Syk.")
    notebook = refused_home(session, refuge, refusing, "", later)
    assert notebook.read(REFLECTION) == Reading(later, refuge=refuge / path.name)
    assert not notebook.bring_home()
    assert notebook.outstanding == (refuge / path.name,), "it may not be let go of before it is home"
    refusing.clear()
    homes = Notebook(session, [refuge]).found_again if again else notebook.bring_home()

    assert homes == (path,)
    assert [(note.text, note.visibility) for note in read_notes(session)] == [(later, Visibility.MINUTES)]
    assert "after" not in split(path.read_text("utf-8"))[0]
    assert not refuge.exists()


@pytest.mark.parametrize("there", [None, b"", bytes(40)], ids=["gone", "empty", "zeros"])
def test_a_note_that_the_disk_has_lost_comes_home_from_elsewhere(
    tmp_path: Path, refusing: set[Path], there: bytes | None
) -> None:
    """That this process remembers the text is no reason to let go of the only file that holds it."""
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    notebook = Notebook(session, [refuge])
    path = notebook.save(REFLECTION, "Bra.")
    path.unlink() if there is None else path.write_bytes(there)
    refusing.add(path.parent)
    notebook.save_elsewhere(REFLECTION, "Bra.")
    assert notebook.bring_home() == ()
    assert notebook.outstanding == (refuge / path.name,)

    refusing.clear()
    assert notebook.bring_home() == (path,)
    assert read_note(path).text == "Bra."


def test_an_old_state_that_was_left_elsewhere_changes_nothing(tmp_path: Path, refusing: set[Path]) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    path = Notebook(session).save(REFLECTION, "Bra.")
    notebook = refused_home(session, refuge, refusing, "", "Bra. Syk.")
    refusing.clear()
    left = (refuge / path.name).read_bytes()
    for text in ("Bra. Syk.", "Bra. Takk."):
        notebook.save(REFLECTION, text)
    (refuge / path.name).write_bytes(left)
    Notebook(session, [refuge])

    assert read_note(path).text == "Bra. Takk."
    assert [note.visibility for note in read_notes(session) if "Syk" in note.text] == [Visibility.PRIVATE]


def test_a_note_that_cannot_be_read_is_what_is_elsewhere(
    tmp_path: Path, refusing: set[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, refuge = tmp_path / "session", tmp_path / "refuge"
    session.mkdir()
    notebook = refused_home(session, refuge, refusing, "det ene", "det ene og det andre")
    readable = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.is_relative_to(session):
            raise OSError(errno.EIO, "Input/output error")
        return readable(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    place = refuge / "04-refleksjon.md"
    assert notebook.read(REFLECTION) == Reading("det ene og det andre", Trouble.DAMAGED, refuge=place)


def test_a_note_that_no_disk_but_the_last_takes_goes_there(session: Path, tmp_path: Path, refusing: set[Path]) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    notebook = Notebook(session, [first, last])
    assert notebook.save_elsewhere(REFLECTION, "Bra.") == first / "04-refleksjon.md"

    refusing.add(first)
    assert notebook.save_elsewhere(REFLECTION, "Bra. Syk.") == last / "04-refleksjon.md"
    refusing.add(last)
    assert notebook.save_elsewhere(REFLECTION, "Bra. Syk. Ro.") is None
    assert read_note(last / "04-refleksjon.md").text == "Bra. Syk."


def test_a_note_that_somebody_has_taken_out_of_a_refuge_is_no_trouble(session: Path, tmp_path: Path) -> None:
    notebook = Notebook(session, [tmp_path / "refuge"])
    refuge = notebook.save_elsewhere(REFLECTION, "Bra.")
    assert refuge is not None
    refuge.unlink()

    path = notebook.save(REFLECTION, "Bra.")
    assert read_note(path).text == "Bra."
    assert notebook.save_elsewhere(REFLECTION, "Bra. Syk.") == refuge


def test_what_cannot_be_read_elsewhere_keeps_no_note_from_being_read(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook(session, [tmp_path / "refuge"])
    notebook.save(REFLECTION, "Bra.")
    notebook.save_elsewhere(REFLECTION, "Bra. Syk.")
    readable = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.is_relative_to(tmp_path / "refuge"):
            raise OSError(errno.EIO, "Input/output error")
        return readable(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert notebook.read(REFLECTION) == Reading("Bra.")


def test_a_text_elsewhere_that_says_of_no_note_comes_home_beside_the_notes(session: Path, tmp_path: Path) -> None:
    refuge = tmp_path / "refuge"
    refuge.mkdir(mode=0o700)
    (refuge / "lapp.md").write_text("Ring Ola.", "utf-8")

    assert Notebook(session, [refuge]).found_again == (session / FOLDER / "lapp~annen.md",)


def test_a_note_that_has_come_home_is_the_note_that_is_written_on(session: Path, tmp_path: Path) -> None:
    notebook = Notebook(session, [tmp_path / "refuge"])
    path = notebook.save(REFLECTION, "Bra.")
    notebook.save_elsewhere(REFLECTION, "Frisk.")
    assert notebook.bring_home() == (path,)

    assert notebook.read(REFLECTION) == Reading("Frisk.")
    notebook.save(REFLECTION, "Syk.")
    assert [note.text for note in read_notes(session)] == ["Syk."]
    assert notebook.take_set_aside() == ()


@pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be replaced there")
def test_what_is_written_in_a_note_as_another_comes_home_is_kept_beside_it(session: Path, tmp_path: Path) -> None:
    notebook = Notebook(session, [tmp_path / "refuge"])
    path = notebook.save(REFLECTION, "Bra.")
    notebook.save_elsewhere(REFLECTION, "Frisk.")
    with path.open("r+b") as theirs:
        notebook.bring_home()
        theirs.write(b"deres")
    notebook.look_for_late_writes()

    (beside,) = notebook.take_set_aside()
    assert beside == path.with_name("04-refleksjon~annen.md")
    assert beside.read_bytes().startswith(b"deres")


def test_a_note_whose_only_file_is_what_a_killed_save_has_left_has_its_own_name_again(session: Path) -> None:
    path = Notebook(session).save(REFLECTION, "Bra.")
    path.rename(path.with_name(f".{path.name}.abcdefgh.tmp"))
    notebook = Notebook(session)
    assert notebook.found_again == (path,)

    assert notebook.read(REFLECTION) == Reading("Bra.")
    assert notebook.save(REFLECTION, "Bra. Syk.") == path


def test_a_text_that_a_killed_save_has_left_and_that_says_of_no_note_is_kept_beside_the_notes(session: Path) -> None:
    (session / FOLDER).mkdir()
    (session / FOLDER / ".lapp.md.abcdefgh.tmp").write_text("Ring Ola.", "utf-8")

    assert Notebook(session).found_again == (session / FOLDER / "lapp~annen.md",)


def test_a_session_that_has_been_moved_away_gets_no_half_folder(session: Path) -> None:
    notebook = Notebook(session)
    session.rename(session.with_name("moved"))

    with pytest.raises(FileNotFoundError):
        notebook.save(REFLECTION, "Bra.")
    assert not session.exists()


def test_what_cannot_be_named_beside_a_note_stays_under_its_hidden_name(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook(session)
    path = notebook.save(REFLECTION, "Bra.")
    path.write_text("deres", "utf-8")

    def refuse(_stray: Path, _place: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("aml_okt.files.free_names.move_to_free", refuse)
    notebook.save(REFLECTION, "Bra. Syk.")

    (kept,) = notebook.take_set_aside()
    assert kept.name.startswith(".")
    assert kept.read_text("utf-8") == "deres"


def test_a_note_of_a_long_name_that_a_killed_save_has_left_is_found_for_good(session: Path) -> None:
    """The name of what is left over is cut, and a note without its ending would never be found again."""
    long = NoteKey("refleksjon-og-samtale-om-det-som-har-hendt", "5", "Refleksjon", Visibility.PRIVATE)
    (session / FOLDER).mkdir()
    written_beside(session / FOLDER / long.file_name, composed(long, "Bra.", b""))
    notebook = Notebook(session)
    assert [path.suffix for path in notebook.found_again] == [".md"]
    notebook.save(long, "Bra. Syk.")

    assert Notebook(session).read(long) == Reading("Bra. Syk.")


def test_what_an_earlier_version_has_left_without_an_ending_is_found_too(session: Path) -> None:
    (session / FOLDER).mkdir()
    (session / FOLDER / ".05-refleksjon-og-samt.md.abcdefgh.tmp").write_bytes(composed(REFLECTION, "Bra.", b""))
    Notebook(session)

    assert Notebook(session).read(REFLECTION) == Reading("Bra.")


def test_what_another_program_took_out_stays_out_when_what_was_there_had_to_go_elsewhere(
    session: Path, tmp_path: Path, refusing: set[Path]
) -> None:
    refuge = tmp_path / "refuge"
    notebook = Notebook(session, [refuge])
    path = notebook.save(REFLECTION, "Tonen er bedre.\nOm Karis sykmelding.")
    path.write_text(path.read_text("utf-8").replace("\nOm Karis sykmelding.", ""), "utf-8")
    refusing.add(path.parent)
    elsewhere = refuge / "04-refleksjon~annen.md"
    assert notebook.read(REFLECTION) == Reading("Tonen er bedre.", other=elsewhere)
    assert notebook.read(REFLECTION) == Reading("Tonen er bedre.")

    refusing.clear()
    assert Notebook(session, [refuge]).found_again == (path.with_name("04-refleksjon~annen.md"),)
    assert [(note.text, note.visibility) for note in read_notes(session)] == [
        ("Tonen er bedre.", Visibility.MINUTES),
        ("Tonen er bedre.\nOm Karis sykmelding.", Visibility.PRIVATE),
    ]


def test_what_no_disk_would_keep_is_kept_by_the_next_save(session: Path, refusing: set[Path]) -> None:
    notebook = Notebook(session)
    path = notebook.save(REFLECTION, "vår tekst")
    path.write_text(path.read_text("utf-8").replace("vår tekst", "deres"), "utf-8")
    refusing.add(path.parent)
    assert notebook.read(REFLECTION) == Reading("deres", Trouble.REPLACED)
    with pytest.raises(OSError, match="No space"):
        notebook.save(REFLECTION, "deres og mer")

    refusing.clear()
    notebook.save(REFLECTION, "deres og mer")
    assert {note.text for note in read_notes(session)} == {"deres og mer", "vår tekst"}
    assert [kept.name for kept in notebook.take_set_aside()] == ["04-refleksjon~annen.md"]
    path.write_text(path.read_text("utf-8").replace("deres", "en tredjes"), "utf-8")
    notebook.save(REFLECTION, "deres og enda mer")
    assert [read_note(kept).text for kept in notebook.take_set_aside()] == ["en tredjes og mer"]


def test_a_refuge_that_will_not_let_go_of_a_note_hurts_none(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook(session, [tmp_path / "refuge"])
    notebook.save_elsewhere(REFLECTION, "Bra.")
    let_go = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.is_relative_to(tmp_path / "refuge"):
            raise OSError(errno.EROFS, "Read-only file system")
        let_go(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)

    assert read_note(notebook.save(REFLECTION, "Bra. Syk.")).text == "Bra. Syk."


def test_a_word_that_is_only_part_of_another_is_kept(session: Path) -> None:
    notebook = Notebook(session)
    path = notebook.save(REFLECTION, "Per")
    path.write_text(path.read_text("utf-8").replace("Per", "Personalmøtet er tirsdag"), "utf-8")
    notebook.read(REFLECTION)

    assert {note.text for note in read_notes(session)} == {"Per", "Personalmøtet er tirsdag"}


def test_of_two_states_elsewhere_the_later_one_is_the_note(session: Path, tmp_path: Path, refusing: set[Path]) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    notebook = Notebook(session, [first, last])
    notebook.save_elsewhere(REFLECTION, "Bra.")
    refusing.add(first)
    notebook.save_elsewhere(REFLECTION, "Bra. Syk.")

    assert Notebook(session, [first, last]).read(REFLECTION).text == "Bra. Syk."
    assert [note.text for note in read_notes(session)] == ["Bra. Syk."]


@pytest.mark.parametrize("home", [True, False], ids=["the note comes home", "it is written elsewhere again"])
def test_what_somebody_writes_in_a_note_that_is_elsewhere_is_kept(session: Path, tmp_path: Path, *, home: bool) -> None:
    """The screen says where it is, so that people may open it there."""
    refuge = tmp_path / "refuge"
    notebook = Notebook(session, [refuge])
    place = notebook.save_elsewhere(REFLECTION, "Bra.")
    assert place is not None
    place.write_bytes(place.read_bytes() + b" Og deres.")
    if home:
        notebook.save(REFLECTION, "Bra. Syk.")
    else:
        notebook.save_elsewhere(REFLECTION, "Bra. Syk.")
    Notebook(session, [refuge])

    assert {"Bra. Syk.", "Bra. Og deres."} == {note.text for note in read_notes(session)}


def test_a_refuge_that_cannot_be_looked_into_hurts_no_note(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuge = tmp_path / "refuge"
    notebook = Notebook(session, [refuge])
    notebook.save_elsewhere(REFLECTION, "Bra.")
    notebook.save(REFLECTION, "Bra.")

    def refuse(_folder: Path) -> list[Path]:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("aml_okt.files.refuges.note_files", refuse)

    assert notebook.outstanding == ()
    assert notebook.read(REFLECTION) == Reading("Bra.")


def test_zeros_that_a_killed_save_has_left_are_no_note(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(REFLECTION, "tekst")
    (path.parent / ".04-refleksjon.md.abcdefgh.tmp").write_bytes(bytes(50))

    assert Notebook(tmp_path).found_again == ()
    assert list(path.parent.iterdir()) == [path]


def test_what_another_program_added_to_a_note_takes_nothing_from_it(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "vår tekst")
    path.write_text(path.read_text("utf-8") + " og deres", "utf-8")

    assert notebook.read(REFLECTION) == Reading("vår tekst og deres")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_bytes_in_a_note_that_are_no_text_are_kept_when_it_is_saved(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "vår tekst")
    theirs = path.read_bytes() + b"\0\1"
    path.write_bytes(theirs)
    notebook.read(REFLECTION)
    notebook.save(REFLECTION, "mer")
    (other,) = notebook.take_set_aside()

    assert other.read_bytes() == theirs
    assert notebook.take_set_aside() == ()


def test_a_note_that_cannot_be_read_keeps_no_session_from_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Notebook(tmp_path).save(REFLECTION, "tekst")

    def refuse(_path: Path) -> bytes:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        notebook = Notebook(tmp_path)
    assert notebook.read(REFLECTION).text == ""


def test_a_text_that_a_killed_save_has_left_twice_comes_back_once_under_its_notes_name(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(REFLECTION, "først")
    renamed = path.rename(path.with_name("mine tanker. nå.md"))
    whole = renamed.read_text("utf-8").replace("først", "til sist")
    for mark in ("abcdefgh", "ijklmnop"):
        (path.parent / f".{renamed.name}.{mark}.tmp").write_text(whole, "utf-8")

    assert [note.name for note in Notebook(tmp_path).found_again] == ["mine tanker. nå~annen.md"]


def test_a_note_is_found_again_by_another_process(tmp_path: Path) -> None:
    Notebook(tmp_path).save(REFLECTION, "Første")
    again = Notebook(tmp_path)

    assert again.read(REFLECTION).text == "Første"
    assert again.save(REFLECTION, "Andre") == tmp_path / FOLDER / "04-refleksjon.md"
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


@given(st.text())
@example("a\ud800b")
@example("\ufffd")
@settings(max_examples=60)
def test_a_note_comes_back_as_it_was_typed_in_text_that_cannot_act(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    notebook = Notebook(tmp_path_factory.mktemp("note"))
    notebook.save(REFLECTION, text)
    once = notebook.read(REFLECTION).text
    notebook.save(REFLECTION, once)

    assert once == visible(text.encode("utf-8", "backslashreplace").decode())
    assert notebook.read(REFLECTION).text == once


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_whatever_a_person_is_called_the_note_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    key = round_note(name, 3)
    path = Notebook(tmp_path).save(key, "tekst")

    assert path.parent == tmp_path / FOLDER
    assert path.name.isascii()
    assert path.name.startswith("05b-3-")
    assert len(path.name) < 60
    assert Notebook(tmp_path).read(key).text == "tekst"


@pytest.mark.parametrize(
    ("number", "step", "name"),
    [
        ("4", "refleksjon", "04-refleksjon.md"),
        ("12", "slutt", "12-slutt.md"),
        ("5b", "runder", "05b-runder.md"),
        ("1.2", "x", "01-2-x.md"),
        ("", "pause", "pause.md"),
        ("IV", "x", "iv-x.md"),
        ("²", "x", "02-x.md"),
        ("../", "../../x", "x.md"),
        ("", "…", "notat.md"),
        ("", "", "notat.md"),
        ("", "con", "notat-con.md"),
        ("", "COM1", "notat-com1.md"),
        ("", "konsert", "konsert.md"),
    ],
)
def test_a_steps_note_is_named_by_number_and_id(number: str, step: str, name: str) -> None:
    assert key_of(step, number).file_name == name


def test_two_people_of_one_name_have_a_note_each(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    first, second = round_note("Åse!", 1, "p1"), round_note("Åse?", 1, "p2")
    notebook.save(first, "hennes")
    notebook.save(second, "den andres")

    assert [path.name for path in sorted((tmp_path / FOLDER).iterdir())] == ["05b-1-ase-2.md", "05b-1-ase.md"]
    assert Notebook(tmp_path).read(first).text == "hennes"
    assert Notebook(tmp_path).read(second).text == "den andres"


def test_people_of_one_name_never_have_each_others_note(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    first, second, third = (round_note("Åse", 1, person) for person in ("p1", "p2", "p3"))
    path = notebook.save(first, "hennes")

    assert notebook.read(second) == Reading("")
    path.unlink()
    assert notebook.save(second, "den andres").name == "05b-1-ase-2.md"
    assert notebook.save(third, "den tredjes").name == "05b-1-ase-3.md"


def test_a_new_order_of_rounds_loses_no_note(tmp_path: Path) -> None:
    Notebook(tmp_path).save(round_note("Kari", 1), "hennes")

    assert Notebook(tmp_path).read(round_note("Kari", 4)).text == "hennes"


def test_a_note_that_somebody_renamed_is_still_the_same(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(REFLECTION, "Første")
    path.rename(path.with_name("mine tanker.md"))
    notebook = Notebook(tmp_path)

    assert notebook.read(REFLECTION).text == "Første"
    assert notebook.save(REFLECTION, "Andre").name == "mine tanker.md"


@pytest.mark.parametrize("read_first", [True, False])
def test_a_note_that_is_renamed_while_it_is_written_is_still_the_same(tmp_path: Path, *, read_first: bool) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Første")
    notebook.save(round_note("Kari"), "Kari")
    moved = path.rename(path.with_name("om rollene.md"))
    if read_first:
        assert notebook.read(REFLECTION) == Reading("Første")
    assert notebook.save(REFLECTION, "Første og andre") == moved

    assert not path.exists()
    assert Notebook(tmp_path).read(REFLECTION) == Reading("Første og andre")
    assert notebook.take_set_aside() == ()


def test_a_note_that_is_renamed_and_gets_its_name_back_is_still_the_same(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Første")
    moved = path.rename(path.with_name("om rollene.md"))
    notebook.save(REFLECTION, "Første og andre")
    moved.rename(path)
    path.write_text(path.read_text("utf-8") + "\nFra Kari.", "utf-8")
    notebook.save(REFLECTION, "Første, andre og tredje")

    assert sorted(note.path.name for note in read_notes(tmp_path)) == ["04-refleksjon.md", "04-refleksjon~annen.md"]
    assert notebook.read(REFLECTION).text == "Første, andre og tredje"


def test_notes_that_change_names_are_still_themselves(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    kari, ola = round_note("Kari"), round_note("Ola", 2, "p2")
    first, second = notebook.save(kari, "om Kari"), notebook.save(ola, "om Ola")
    other = first.rename(first.with_name("x.md"))
    second.rename(first)
    other.rename(second)

    assert (notebook.read(kari), notebook.read(ola)) == (Reading("om Kari"), Reading("om Ola"))
    notebook.save(kari, "mer om Kari")
    notebook.save(ola, "mer om Ola")
    assert {(note.owner, note.text) for note in read_notes(tmp_path)} == {
        ("Kari", "mer om Kari"), ("Ola", "mer om Ola")
    }  # fmt: skip


def test_only_a_change_above_the_text_makes_no_text_of_somebody_elses(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Første")
    path.write_text(path.read_text("utf-8").replace("step:", "tags: [ro]\nstep:"), "utf-8")
    notebook.save(REFLECTION, "Andre")

    assert notebook.take_set_aside() == ()
    assert "tags: [ro]" in path.read_text("utf-8")


def test_a_note_that_says_twice_who_may_see_it_is_private_and_stays_so(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "om Kari")
    path.write_text(path.read_text("utf-8").replace("step:", "visibility: private\nstep:"), "utf-8")
    assert read_note(path).visibility is Visibility.PRIVATE
    notebook.read(REFLECTION)
    notebook.save(REFLECTION, "mer om Kari")

    assert read_note(path).visibility is Visibility.PRIVATE


def test_a_note_elsewhere_with_an_endless_number_is_only_an_old_one(tmp_path: Path) -> None:
    refuge = tmp_path / "refuge"
    refuge.mkdir(0o700)
    text = f"---\nstep: refleksjon\naml-okt-number: '{'9' * 5000}'\n---\nhei"
    (refuge / "04-refleksjon.md").write_text(text, "utf-8")
    (tmp_path / "session").mkdir()

    assert Notebook(tmp_path / "session", [refuge]).read(REFLECTION).text == "hei"


def test_what_somebody_writes_in_a_note_that_they_rename_is_kept(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    path = notebook.save(REFLECTION, "Første")
    moved = path.rename(path.with_name("om rollene.md"))
    moved.write_text(moved.read_text("utf-8").replace("Første", "Deres"), "utf-8")
    notebook.save(REFLECTION, "Første og andre")

    assert {note.text for note in read_notes(tmp_path)} == {"Første og andre", "Deres"}


def test_a_file_that_is_somebody_elses_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    own = tmp_path / FOLDER / "04-refleksjon.md"
    own.write_text("min egen fil", encoding="utf-8")
    path = Notebook(tmp_path).save(REFLECTION, "gruppas")

    assert own.read_text(encoding="utf-8") == "min egen fil"
    assert path.name == "04-refleksjon-2.md"


def test_a_note_that_was_let_go_of_is_left_as_it_is(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    first = notebook.save(REFLECTION, "en annens endring")
    notebook.forget(REFLECTION)
    second = notebook.save(REFLECTION, "min")

    assert first.read_text(encoding="utf-8").endswith("en annens endring")
    assert second != first


def test_only_what_says_it_is_for_the_minutes_is_shared(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    heads = {
        "a": "visibility: minutes",
        "b": "visibility: private",
        "c": "visibility: Minutes",
        "d": "visibility: [minutes]",
        "e": "visibility: {minutes: minutes}",
        "f": "visibility:",
        "g": "title: uten",
    }
    for name, head in heads.items():
        (folder / f"{name}.md").write_text(f"---\nstep: s\n{head}\n---\n{name}", encoding="utf-8")
    (folder / "h.md").write_text("visibility: minutes", encoding="utf-8")

    assert [note.text for note in read_notes(tmp_path) if note.visibility is Visibility.MINUTES] == ["a"]
    assert len(read_notes(tmp_path)) == 8


def test_text_from_another_editor_cannot_act(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "04-refleksjon.md").write_text(
        '---\nstep: refleksjon\ntitle: "\\e[31m"\nowner: "Ka\\u202eri"\n---\n\x1b]0;x\x07', encoding="utf-8"
    )
    (note,) = read_notes(tmp_path)

    assert (note.title, note.owner, note.text) == ("␛[31m", "Ka⟨U+202E⟩ri", "␛]0;x␇")
    assert Notebook(tmp_path).read(REFLECTION).text == "␛]0;x␇"


def test_a_note_is_read_with_all_that_its_file_says(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(round_note("Kari"), "tekst")
    bare, lost = tmp_path / "bare.md", tmp_path / "lost.md"
    bare.write_text("X", "utf-8")
    lost.write_bytes(bytes(9))

    assert read_note(path) == Note(
        "runder", "Kollegaveiledning", Visibility.PRIVATE, "Kari", "tekst", path, participant="p1"
    )
    assert read_note(bare) == Note("", "", Visibility.PRIVATE, "", "X", bare)
    assert read_note(lost) == Note("", "", Visibility.PRIVATE, "", visible("\0" * 9), lost, lost=True)


@pytest.mark.parametrize(
    ("name", "data", "ours"),
    [
        ("a.md", b"---\nstep: s\n---\n", True),
        ("a.md", bytes(9), True),
        ("a.md", b"", True),
        ("a.md", b"egen tekst", False),
        ("a.txt", b"---\nstep: s\n---\n", False),
    ],
)
def test_a_file_is_ours_when_it_says_which_step_it_is_of_or_nothing_at_all(
    tmp_path: Path, name: str, data: bytes, *, ours: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    assert read_note(path).is_ours is ours


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_note_saved_by_another_system_is_found(tmp_path: Path, mark: bytes, end: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    lines = [b"---", b"step: refleksjon", b"visibility: minutes", b"---", b"en", b"to"]
    (tmp_path / FOLDER / "note.md").write_bytes(mark + end.join(lines))

    assert Notebook(tmp_path).read(REFLECTION).text == "en\nto"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"bl\xe5 b\xe6r \x96 \xab\xbb", "blå bær – «»"),
        ("blåbærsyltetøy".encode()[:-2], "blåbærsyltet\ufffd"),
        ("blåb".encode() + b"\xe6" + "rsyltetøy på".encode(), "blåb\ufffdrsyltetøy på"),
        (b"\x81\x8d", "\ufffd\ufffd"),
    ],
)
def test_bytes_that_are_not_utf_8_are_an_old_alphabet_or_damage(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "note.md").write_bytes(b"---\nstep: refleksjon\n---\n" + data)

    assert Notebook(tmp_path).read(REFLECTION).text == text


def test_what_is_not_a_note_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    (folder / "mappe.md").mkdir(parents=True)
    (folder / ".hidden.md").write_text("x", encoding="utf-8")
    (folder / "bilde.png").write_bytes(b"x")
    if os.name != "nt":
        (folder / "borte.md").symlink_to(folder / "ingen steder")
        os.mkfifo(folder / "rør.md")

    assert read_notes(tmp_path) == ()
    assert Notebook(tmp_path).read(REFLECTION).text == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to keep a file private")
def test_only_the_owner_can_read_a_note(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(REFLECTION, "hemmelig")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_note_that_cannot_be_written_is_an_error_and_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("i veien", encoding="utf-8")

    with pytest.raises(OSError, match="notes"):
        Notebook(tmp_path).save(REFLECTION, "tekst")
    assert (tmp_path / FOLDER).read_text(encoding="utf-8") == "i veien"


def test_a_key_takes_its_visibility_from_the_agenda() -> None:
    step = Step(id="a", title="A", time=read_time("1 min"), notes=Visibility.MINUTES)

    assert NoteKey.of(step).visibility is Visibility.MINUTES
    assert NoteKey.of(step).identity == ("a", "")
    assert round_note("Kari").identity == ("runder", "p1")
