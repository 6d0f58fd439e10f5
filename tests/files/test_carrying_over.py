"""What a new session takes with it from the last one, read from the disk."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from aml_okt.core.actions import Action
from aml_okt.files.actions import FILE_NAME, ActionList
from aml_okt.files.carrying_over import FromLast, NotTaken, begin_list, from_last_session
from tests.builders import OSLO
from tests.files.test_last_session import damaged, held

MONDAY, NEXT_MONDAY = date(2026, 11, 23), date(2026, 11, 30)


def taken(root: Path) -> FromLast:
    return from_last_session(root, "Barnevernet", NEXT_MONDAY, OSLO)


def test_the_list_is_read_as_it_stands_now_with_what_people_wrote_by_hand(tmp_path: Path) -> None:
    (held(tmp_path, "Barnevernet") / FILE_NAME).write_text(
        "# Tiltak\n\n- [x] Ringe HR · ansvarlig: Kari\n* [ ] Nytt møterom\nog litt til\n", encoding="utf-8"
    )
    assert taken(tmp_path) == FromLast(
        (
            Action("Ringe HR", "Kari", done=True, since=MONDAY, told=NEXT_MONDAY),
            Action("Nytt møterom", since=MONDAY),
        )
    )


def test_a_session_without_a_list_has_nothing_to_give(tmp_path: Path) -> None:
    held(tmp_path, "Barnevernet")
    assert taken(tmp_path) == FromLast()


def test_a_list_that_cannot_be_read_is_named_and_stops_nobody(tmp_path: Path) -> None:
    place = held(tmp_path, "Barnevernet") / FILE_NAME
    place.mkdir()
    not_taken = taken(tmp_path).not_taken
    assert not_taken is not None
    assert not_taken.place == place
    assert isinstance(not_taken.fault, OSError)


def test_a_journal_that_is_damaged_is_named_and_stops_nobody(tmp_path: Path) -> None:
    journal = damaged(held(tmp_path, "Barnevernet"))
    assert taken(tmp_path) == FromLast(not_taken=NotTaken(journal, None))


@pytest.mark.skipif(os.name == "nt", reason="POSIX has the modes used here")
def test_the_list_of_a_new_session_is_nobody_elses_to_read(tmp_path: Path) -> None:
    actions = (Action("Ringe HR", since=MONDAY), Action("Nytt møterom", since=MONDAY))
    begin_list(tmp_path, actions)
    assert ActionList(tmp_path).read() == actions
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) & 0o077 == 0


def test_without_anything_to_take_over_there_is_no_list_yet(tmp_path: Path) -> None:
    begin_list(tmp_path, ())
    assert not (tmp_path / FILE_NAME).exists()
