"""What is filled in before a session, as people write it."""

from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.deciding import MOST_PEOPLE
from aml_okt.i18n import render
from aml_okt.scene.setup_words import end_fault, names_beside, split_names


def test_a_list_of_names_is_taken_apart_however_it_is_written() -> None:
    assert split_names("Kari, Ola;Liv\n- Per\n• Nils ,, ") == ("Kari", "Ola", "Liv", "Per", "Nils")


def test_names_that_do_not_do_leave_the_others_in() -> None:
    names, fault = names_beside(["Ola", "kari", "Liv"], ["Kari"])
    assert names == ("Kari", "Ola", "Liv")
    assert fault is not None
    assert render(fault).startswith("kari er allerede med.")


@given(st.lists(st.text(max_size=5)))
def test_whatever_is_written_the_names_are_different_and_not_too_many(names: list[str]) -> None:
    added, _fault = names_beside(names)
    assert len({name.casefold() for name in added}) == len(added) <= MOST_PEOPLE
    assert all(added)


def test_an_end_that_is_no_time_of_day_is_said() -> None:
    assert (end_fault(""), end_fault("13:30")) == ("", "")
    assert end_fault("halv to") == "«halv to» er ikke et klokkeslett. Skriv for eksempel «13:30»."
