"""A person is known by their name, whole or cut short, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.plan import Participant
from aml_okt.plain.names import people_called, person_called

PEOPLE = tuple(
    Participant(f"p{place}", name) for place, name in enumerate(["Kari Lie", "Kari Moe", "Åse", "Per", "Pernille"], 1)
)


@pytest.mark.parametrize(
    ("written", "place"), [("kari l", 0), ("KARI MOE", 1), ("a\u030ase", 2), ("per", 3), ("pern", 4)]
)
def test_a_name_or_its_beginning_is_enough(written: str, place: int) -> None:
    assert person_called(written, PEOPLE) == PEOPLE[place]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("kari", "«kari» kan være flere: Kari Lie, Kari Moe. Skriv mer av navnet."),
        ("Ola", "Ingen her heter Ola. Skriv en av disse: Kari Lie, Kari Moe, Åse, Per, Pernille."),
        ("", "Skriv et navn etter ordet: Kari Lie, Kari Moe, Åse, Per, Pernille."),
    ],
)
def test_what_names_nobody_is_answered(written: str, said: str) -> None:
    assert person_called(written, PEOPLE) == said


def test_several_are_named_with_commas_and_each_once() -> None:
    assert people_called("Per, åse, per", PEOPLE) == (PEOPLE[3], PEOPLE[2])
    assert people_called("Per, Ola", PEOPLE) == person_called("Ola", PEOPLE)
    assert people_called(" , ", PEOPLE) == person_called("", PEOPLE)


@given(st.text())
def test_anything_written_is_somebody_or_a_sentence(written: str) -> None:
    assert isinstance(person_called(written, PEOPLE), Participant | str)
