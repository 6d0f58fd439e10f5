"""Why a note was left out of an export, as it is told."""

from pathlib import Path

import pytest

from aml_okt.cli.left_out import left_out_in_words
from aml_okt.core.agenda import Visibility
from aml_okt.files.note_file import Note
from tests.builders import small_agenda


@pytest.mark.parametrize(
    ("step", "owner", "why"),
    [
        ("runder", "Kari", "det hører til den som var i fokus"),
        ("runder", "", "det hører til den som var i fokus"),
        ("delt fra runder", "Kari", "det hører til den som var i fokus"),
        ("delt fra runder", "", "notatet selv sier at det er privat"),
        ("delt fra velg", "", "det hører ikke til noe steg i agendaen"),
    ],
)
def test_of_notes_from_the_rounds_and_of_what_is_shared_from_them_the_right_reason_is_told(
    step: str, owner: str, why: str
) -> None:
    note = Note(step, "Tittel", Visibility.PRIVATE, owner, "hemmelig", Path("05b.md"))

    assert list(left_out_in_words([note], small_agenda())) == [f"Ikke med, for {why}: 05b.md."]
