"""The last session of a service, among many."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aml_okt.core.events import Moment, Record, SessionCreated, TimeboxStarted
from aml_okt.files.folders import make_session_folder
from aml_okt.files.journal import JOURNAL_NAME, DamagedJournalError, encode
from aml_okt.files.last_session import last_session_of
from tests.builders import MONDAY, OSLO


def held(root: Path, unit: str, day: int = 0, *, begun: bool = True, rehearsal: float | None = None) -> Path:
    """A session of a service so many days after Monday, with no more in its journal than tells it."""
    wall = MONDAY + timedelta(days=day)
    moment = Moment(wall, timedelta())
    folder = make_session_folder(root, wall.astimezone(OSLO), unit)
    created = SessionCreated(title="Prøve", unit=unit, place="", people=(), rehearsal=rehearsal, program="0")
    records = [Record(1, moment, created)]
    if begun:
        records.append(Record(2, moment, TimeboxStarted(place=0, step="film", phase="")))
    (folder / JOURNAL_NAME).write_bytes(b"".join(map(encode, records)))
    return folder


def damaged(session: Path) -> Path:
    """Damage the line of a session's journal that says whose it is."""
    journal = session / JOURNAL_NAME
    journal.write_bytes(journal.read_bytes().replace(b"session_created", b"session_crxated"))
    return journal


def found(root: Path, unit: str) -> Path | None:
    last = last_session_of(root, unit)
    return None if last is None else last.folder


def test_it_is_the_latest_that_the_service_has_begun(tmp_path: Path) -> None:
    held(tmp_path, "Barnevernet")
    second = held(tmp_path, "BARNEVERNET", 7)
    held(tmp_path, "Barnevernet", 14, begun=False)
    held(tmp_path, "Barnevernet nord", 21)
    held(tmp_path, "Hjemmetjenesten", 28)
    assert found(tmp_path, "barnevernet ") == second
    last = last_session_of(tmp_path, "Barnevernet")
    assert last is not None
    assert last.begun == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_of_those_from_one_minute_it_is_the_one_with_the_highest_number(tmp_path: Path) -> None:
    folders = [held(tmp_path, "Barnevernet") for _ in range(11)]
    assert folders[-1].name.endswith("-11")
    assert found(tmp_path, "Barnevernet") == folders[-1]


def test_practice_is_none_of_it(tmp_path: Path) -> None:
    held(tmp_path, "Barnevernet", rehearsal=60)
    assert found(tmp_path, "Barnevernet") is None


def test_services_whose_folders_have_the_same_name_are_told_apart(tmp_path: Path) -> None:
    one = held(tmp_path, "Sør-Øst")
    other = held(tmp_path, "Sor ost", 7)
    assert one.name[15:] == other.name[15:]
    assert found(tmp_path, "sør-øst") == one
    assert found(tmp_path, "sor ost") == other


@pytest.mark.parametrize("unit", ["", "  "])
def test_sessions_without_a_service_have_nothing_to_do_with_each_other(tmp_path: Path, unit: str) -> None:
    held(tmp_path, unit)
    assert found(tmp_path, unit) is None


def test_a_service_without_letters_is_found_too(tmp_path: Path) -> None:
    folder = held(tmp_path, "№ 1".replace("1", "☃"))
    assert found(tmp_path, "№ ☃") == folder


def test_there_is_none_where_there_is_no_folder(tmp_path: Path) -> None:
    assert found(tmp_path / "nowhere", "Barnevernet") is None


def test_a_journal_that_does_not_say_whose_it_is_is_told_of_and_not_passed_over(tmp_path: Path) -> None:
    held(tmp_path, "Barnevernet")
    journal = damaged(held(tmp_path, "Barnevernet", 7))
    with pytest.raises(DamagedJournalError) as raised:
        last_session_of(tmp_path, "Barnevernet")
    assert raised.value.path == journal


def test_the_sessions_of_others_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(20):
        held(tmp_path, f"Tjeneste {day}", day)
        held(tmp_path, "Barnevernet", -day)
    opened: list[str] = []
    usual = Path.open

    def noted(self: Path, mode: str) -> object:
        opened.append(self.parent.name)
        return usual(self, mode)

    monkeypatch.setattr(Path, "open", noted)
    assert found(tmp_path, "Barnevernet") is not None
    assert opened == ["2026-11-23-1000-barnevernet"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that its reader may not read")
def test_a_journal_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    (held(tmp_path, "Barnevernet") / JOURNAL_NAME).chmod(0)
    with pytest.raises(PermissionError):
        last_session_of(tmp_path, "Barnevernet")


def test_it_is_told_when_it_began_and_not_when_it_was_set_up(tmp_path: Path) -> None:
    folder = held(tmp_path, "Barnevernet", begun=False)
    morning = MONDAY + timedelta(hours=20)
    begun = Record(2, Moment(morning, timedelta(hours=20)), TimeboxStarted(place=0, step="film", phase=""))
    with (folder / JOURNAL_NAME).open("ab") as journal:
        journal.write(encode(begun))
    last = last_session_of(tmp_path, "Barnevernet")
    assert last is not None
    assert last.begun == morning
