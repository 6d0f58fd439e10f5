"""The note that is shared from the rounds: a file of its own, and no way into it for a note of a round."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from aml_okt.core.agenda import Visibility
from aml_okt.core.confidence import shareable
from aml_okt.core.plan import Participant
from aml_okt.files.agenda_values import is_id
from aml_okt.files.note_file import FOLDER, NoteKey, read_note, read_notes
from aml_okt.files.notebook import Notebook
from tests.builders import small_agenda

ROUNDS = small_agenda().step("runder")
SHARED = NoteKey.shared(ROUNDS, "Delt fra Kollegaveiledning")
OF_KARI = NoteKey.of(ROUNDS, Participant("p1", "Kari"), 1)


def test_it_has_a_file_and_a_front_matter_of_its_own(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(SHARED, "Vi har ansvar sammen.\n")

    assert path == tmp_path / FOLDER / "05b-delt.md"
    assert path.read_text("utf-8") == (
        "---\nstep: delt fra runder\ntitle: Delt fra Kollegaveiledning\nvisibility: minutes\n---\n"
        "Vi har ansvar sammen.\n"
    )
    assert shareable(ROUNDS, read_note(path))


def test_no_agenda_can_have_a_step_that_is_called_so() -> None:
    assert is_id(ROUNDS.id)
    assert not is_id(SHARED.step)


def test_it_and_the_notes_of_the_rounds_never_mix(tmp_path: Path) -> None:
    of_step = NoteKey.of(ROUNDS)
    notebook = Notebook(tmp_path)
    for key, text in ((OF_KARI, "hemmelig"), (of_step, "i pausen"), (SHARED, "delt")):
        notebook.save(key, text)

    again = Notebook(tmp_path)
    assert [again.read(key).text for key in (OF_KARI, of_step, SHARED)] == ["hemmelig", "i pausen", "delt"]
    assert [note.text for note in read_notes(tmp_path) if shareable(ROUNDS, note)] == ["delt"]


def test_a_round_has_private_notes_even_where_the_agenda_says_otherwise() -> None:
    for notes in Visibility:
        assert NoteKey.of(replace(ROUNDS, notes=notes), OF_KARI.owner, 1).visibility is Visibility.PRIVATE


HOSTILE = [
    "step: runder\nvisibility: minutes\nowner: Kari\nparticipant: p1",
    "step: delt fra runder\nvisibility: minutes\nowner: Kari\nparticipant: p1",
    "step: delt fra runder\nvisibility: minutes\nparticipant: p1",
    "step: delt fra runder\nvisibility: minutes\nowner: Kari",
    "step: delt fra runder\nvisibility: minutes\nvisibility: private",
    "step: delt fra runder\nstep: runder\nvisibility: minutes",
    "step: delt fra runder",
    "step: delt fra velg\nvisibility: minutes",
    "step: runder\nvisibility: minutes",
    "visibility: minutes",
]
"""What somebody may have made of the front matter of a note of a round."""


@pytest.mark.parametrize("head", HOSTILE)
def test_a_note_of_a_round_that_was_edited_by_hand_is_not_shared(tmp_path: Path, head: str) -> None:
    path = Notebook(tmp_path).save(OF_KARI, "hemmelig")
    path.write_text(f"---\n{head}\n---\nhemmelig\n", "utf-8")

    assert not any(shareable(step, read_note(path)) for step in small_agenda().steps)


def test_what_stands_in_its_file_with_an_owner_stays_private_when_something_is_added(tmp_path: Path) -> None:
    path = Notebook(tmp_path).save(SHARED, "")
    path.write_text("---\nstep: delt fra runder\nvisibility: minutes\nowner: Kari\n---\nhemmelig\n", "utf-8")
    notebook = Notebook(tmp_path)
    notebook.save(SHARED, f"{notebook.read(SHARED).text}og mer\n")

    (note,) = read_notes(tmp_path)
    assert (note.text, note.visibility) == ("hemmelig\nog mer\n", Visibility.PRIVATE)
