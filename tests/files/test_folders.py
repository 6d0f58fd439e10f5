"""Folders: where a session is put, and how it is found again by whatever a person calls it."""

import errno
import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aml_okt.core.events import Moment, Record, SessionCreated
from aml_okt.files.folders import (
    REHEARSALS,
    NoSuchSessionError,
    everything,
    find_session,
    is_rehearsal,
    make_session_folder,
    refuges,
    rehearsals,
    sessions,
)
from aml_okt.files.journal import JOURNAL_NAME, encode
from tests.builders import OSLO

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)


def session(root: Path, name: str) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / JOURNAL_NAME).touch()
    return folder


def rehearsal(root: Path, name: str, speed: float | None = 60.0) -> Path:
    """A session whose journal says whether it is practice."""
    folder = session(root, name)
    created = SessionCreated(title="Prøve", unit="", place="", people=(), rehearsal=speed, program="0")
    (folder / JOURNAL_NAME).write_bytes(encode(Record(1, Moment(TEN, timedelta()), created)) + b"andre linje")
    return folder


def test_a_session_folder_is_named_by_when_and_who(tmp_path: Path) -> None:
    assert make_session_folder(tmp_path, TEN, "Barnevernet") == tmp_path / "2026-11-23-1000-barnevernet"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    names = [make_session_folder(tmp_path, TEN, "Barnevernet").name for _ in range(3)]

    assert names == [f"2026-11-23-1000-barnevernet{number}" for number in ("", "-2", "-3")]


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("", "okt"),
        ("«…» !?", "okt"),
        ("../../etc", "etc"),
        ("/", "okt"),
        ("CON", "con"),
        ("PPT Ålesund øst", "ppt-alesund-ost"),
        ("PPT A\u030alesund", "ppt-alesund"),
        ("👩‍🚒", "okt"),
        ("x" * 300, "x" * 40),
        ("a\x00b\nc", "a-b-c"),
        ("[Kari]", "kari"),
        ("no", "no"),
        ("\ud800", "okt"),
    ],
)
def test_whatever_a_unit_is_called_its_folder_has_a_plain_name(tmp_path: Path, unit: str, name: str) -> None:
    folder = make_session_folder(tmp_path, TEN, unit)

    assert folder == tmp_path / f"2026-11-23-1000-{name}"
    assert folder.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to keep a folder private")
def test_only_the_owner_can_open_what_was_made(tmp_path: Path) -> None:
    folder = make_session_folder(tmp_path / "a" / "b", TEN, "Barnevernet")

    assert {stat.S_IMODE(place.stat().st_mode) for place in (folder, folder.parent, folder.parent.parent)} == {0o700}


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "root").touch()

    with pytest.raises(OSError, match="root"):
        make_session_folder(tmp_path / "root", TEN, "Barnevernet")


def test_sessions_are_told_the_latest_first_and_nothing_else_is_one(tmp_path: Path) -> None:
    early, late = session(tmp_path, "2026-11-22-1000-a"), session(tmp_path, "2026-11-23-0900-a")
    (tmp_path / "2026-11-24-0900-tom").mkdir()
    (tmp_path / "fil").touch()
    (tmp_path / "2026-11-25-0900-x").mkdir()
    (tmp_path / "2026-11-25-0900-x" / JOURNAL_NAME).mkdir()

    assert sessions(tmp_path) == (late, early)
    assert sessions(tmp_path / "nowhere") == ()


def test_what_cannot_be_looked_into_hides_no_other_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("2026-11-23-1000-a", "2026-11-24-1000-andres", "Andres mappe")
    first, theirs, other = (session(tmp_path, name) for name in names)
    (tmp_path / "runde").symlink_to("runde")
    is_file = Path.is_file

    def look(path: Path) -> bool:
        if path.parent in {theirs, other}:
            raise PermissionError(errno.EACCES, "denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", look)
    assert sessions(tmp_path) == (theirs, first)


def test_the_latest_session_is_meant_when_none_is_named(tmp_path: Path) -> None:
    session(tmp_path, "2026-11-22-1000-a")
    late = session(tmp_path, "2026-11-23-0900-a")

    assert find_session(tmp_path, None) == late


def test_a_session_is_found_by_name_beginning_or_path(tmp_path: Path) -> None:
    folder = session(tmp_path / "root", "2026-11-23-1000-barnevernet")
    session(tmp_path / "root", "2026-11-24-1000-barnevernet")
    elsewhere = session(tmp_path / "kopi", "min økt")

    assert find_session(tmp_path / "root", "2026-11-23-1000-barnevernet") == folder
    assert find_session(tmp_path / "root", "2026-11-23") == folder
    assert find_session(tmp_path / "root", str(elsewhere)) == elsewhere


def test_to_find_one_among_many_only_those_that_may_be_meant_are_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = rehearsal(tmp_path, "2026-12-01-1000-a")
    folders = [rehearsal(tmp_path, f"2026-11-{day}-1000-a", None) for day in range(10, 30)]
    opened: list[str] = []
    usual = Path.open

    def noting(self: Path, mode: str) -> object:
        opened.append(self.parent.name)
        return usual(self, mode)

    monkeypatch.setattr(Path, "open", noting)

    assert find_session(tmp_path, None) == folders[-1]
    assert opened == [practice.name, folders[-1].name]
    opened.clear()
    assert find_session(tmp_path, "2026-11-15") == folders[5]
    assert set(opened) == {folders[5].name}
    opened.clear()
    assert find_session(tmp_path, str(folders[0])) == folders[0]
    assert opened == []


def test_a_whole_name_is_never_ambiguous(tmp_path: Path) -> None:
    folder = session(tmp_path, "2026-11-23-1000-ppt")
    session(tmp_path, "2026-11-23-1000-ppt-2")

    assert find_session(tmp_path, "2026-11-23-1000-ppt") == folder


def test_a_beginning_of_more_than_one_is_refused_with_those_it_could_be(tmp_path: Path) -> None:
    session(tmp_path, "2026-11-23-1000-a")
    session(tmp_path, "2026-11-23-1100-a")

    with pytest.raises(NoSuchSessionError) as caught:
        find_session(tmp_path, "2026-11-23")
    assert caught.value.candidates == ("2026-11-23-1100-a", "2026-11-23-1000-a")


@pytest.mark.parametrize(
    "name", ["2025", "../../etc", "~nobody-of-this-name", "x" * 300, "x/" * 3000, "CON", "👩‍🚒", "[Kari]", "*", "\x1b"]
)
def test_a_name_of_nothing_is_refused(tmp_path: Path, name: str) -> None:
    session(tmp_path, "2026-11-23-1000-a")

    with pytest.raises(NoSuchSessionError) as caught:
        find_session(tmp_path, name)
    assert caught.value.name == name


def test_rehearsals_lie_apart_and_those_of_earlier_versions_are_told_from_the_real_ones(tmp_path: Path) -> None:
    apart, among = rehearsal(tmp_path / REHEARSALS, "2026-11-23-1000-a"), rehearsal(tmp_path, "2026-11-24-1000-a")
    real = rehearsal(tmp_path, "2026-11-22-1000-a", speed=None)

    assert rehearsals(tmp_path) == (among, apart)
    assert sessions(tmp_path) == (real,)
    assert find_session(tmp_path, None) == real


@pytest.mark.parametrize("journal", [b"", b"\n", b"tull", b'{"rehearsal":60}\n', b"\xff" * 99])
def test_a_journal_that_does_not_say_that_it_is_practice_is_of_a_real_session(tmp_path: Path, journal: bytes) -> None:
    folder = session(tmp_path, "2026-11-23-1000-a")
    (folder / JOURNAL_NAME).write_bytes(journal)

    assert not is_rehearsal(folder)
    assert sessions(tmp_path) == (folder,)
    assert not is_rehearsal(tmp_path / "nowhere")


def test_a_file_where_the_rehearsals_would_lie_holds_none(tmp_path: Path) -> None:
    (tmp_path / REHEARSALS).touch()
    assert list(everything(tmp_path)) == []

    assert rehearsals(tmp_path) == ()
    assert rehearsals(tmp_path / "nowhere") == ()


def test_a_real_session_comes_before_a_rehearsal_and_a_whole_name_before_a_beginning(tmp_path: Path) -> None:
    real, practice = session(tmp_path, "2026-11-23-1000-nav"), rehearsal(tmp_path / REHEARSALS, "2026-11-23-1000-nav")
    short, other = rehearsal(tmp_path / REHEARSALS, "2026-11-23-1000-na"), rehearsal(tmp_path, "2026-11-24-1000-nav")

    assert find_session(tmp_path, "2026-11-23-1000-nav") == real
    assert find_session(tmp_path, "2026-11-23") == real
    assert find_session(tmp_path, "2026-11-23-1000-na") == short
    assert find_session(tmp_path, "2026-11-24") == other
    assert find_session(tmp_path, str(practice)) == practice


def test_a_beginning_of_several_rehearsals_is_refused_with_those_it_could_be(tmp_path: Path) -> None:
    rehearsal(tmp_path / REHEARSALS, "2026-11-23-1000-a")
    rehearsal(tmp_path, "2026-11-23-1100-a")

    with pytest.raises(NoSuchSessionError) as caught:
        find_session(tmp_path, "2026-11-23")
    assert caught.value.candidates == ("2026-11-23-1100-a", "2026-11-23-1000-a")


def test_without_sessions_there_is_no_latest(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSessionError):
        find_session(tmp_path, None)


def test_a_session_named_by_the_folder_one_stands_in_has_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = session(tmp_path, "2026-11-23-1000-a")
    monkeypatch.chdir(folder)

    assert find_session(tmp_path / "root", ".") == folder.resolve()


def test_what_went_to_reserve_while_the_journal_could_not_be_read_is_found_when_it_can(tmp_path: Path) -> None:
    (unread, *_others) = refuges(tmp_path)
    unread.mkdir(parents=True)
    (tmp_path / "journal.jsonl").write_bytes(b'{"n":1,"id":"0123abcd"}\n')
    places = refuges(tmp_path)

    assert places[0].name == f"{tmp_path.name}-0123abcd"
    assert places == refuges(tmp_path, "0123abcd")
    assert unread in places
    unread.rmdir()
    assert unread not in refuges(tmp_path)


@pytest.mark.parametrize("hostile", ["../../x", "*", "", "0123ABCD", "0123abcd/"])
def test_an_id_that_is_none_names_no_folder(tmp_path: Path, hostile: str) -> None:
    assert refuges(tmp_path, hostile) == refuges(tmp_path)
