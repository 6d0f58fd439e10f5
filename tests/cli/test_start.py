"""What `start` settles before the first screen, and what it refuses."""

import os
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

from aml_okt.cli.failure import Failure
from aml_okt.cli.program import Desk
from aml_okt.cli.start import Wishes, settle, start
from aml_okt.cli.time_kinds import UNSAID
from aml_okt.clock import SettableClock
from aml_okt.core.latest_end import next_instant
from aml_okt.core.session import apply
from aml_okt.files.agenda_yaml import load_agenda, parse_agenda
from aml_okt.files.built_in import built_in_agenda, practice_agenda
from aml_okt.files.journal import JOURNAL_NAME, read
from aml_okt.opening import left_in_words
from aml_okt.scene.taking_up import left_to_take_up, take_up
from tests.builders import OSLO
from tests.calls import counted
from tests.cli.conftest import TEN, Run, Sessions


@pytest.fixture
def desk(root: Path, clock: SettableClock) -> Desk:
    return Desk(root, clock)


def test_options_fill_in_the_opening(desk: Desk, tmp_path: Path) -> None:
    wishes = Wishes(people=("Kari", "Ola"), unit="NAV", place="Kantina", end=time_of_day(13, 0), go=True, rehearse=60.0)
    opening = settle(desk, wishes, tmp_path)

    assert (opening.names, opening.unit, opening.place) == (("Kari", "Ola"), "NAV", "Kantina")
    assert (opening.go, opening.rehearsal) == (True, 60.0)
    assert opening.latest_end == TEN + timedelta(hours=3)
    assert (opening.root, opening.clock) == (desk.root, desk.clock)
    assert (opening.resume, opening.interrupted) == (None, None)


def test_the_opening_says_which_agenda_it_is(desk: Desk, tmp_path: Path) -> None:
    here = tmp_path / "agenda.yaml"
    assert settle(desk, Wishes(), tmp_path).origin == "Den innebygde agendaen"

    here.write_text("title: Min\nsteps:\n  - id: a\n    title: A\n    time: 1 min\n", encoding="utf-8")
    found = settle(desk, Wishes(), tmp_path)
    assert (found.agenda_file.agenda.title, found.origin) == ("Min", "Agendaen i mappa du står i: agenda.yaml")
    assert found.agenda_file.data == here.read_bytes()

    named = settle(desk, Wishes(agenda=here), tmp_path / "annet")
    assert named.origin == f"Agendaen i {here}"


def test_a_built_in_agenda_is_followed_by_its_name(desk: Desk, tmp_path: Path) -> None:
    opening = settle(desk, Wishes(agenda=Path("oppfolging")), tmp_path)

    assert opening.agenda_file.agenda == load_agenda(built_in_agenda(name="oppfolging"))
    assert opening.origin == "Den innebygde agendaen «oppfolging»"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=OSLO), datetime(2026, 11, 23, 15, 30, tzinfo=OSLO)),
        (datetime(2026, 11, 23, 15, 30, tzinfo=OSLO), datetime(2026, 11, 24, 15, 30, tzinfo=OSLO)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=OSLO), datetime(2026, 10, 25, 15, 30, tzinfo=OSLO)),
    ],
    ids=["later today", "tomorrow", "over the change to winter time"],
)
def test_the_latest_end_is_the_next_such_time(now: datetime, expected: datetime) -> None:
    assert next_instant(time_of_day(15, 30), now, OSLO) == expected
    assert next_instant(time_of_day(15, 30), now, None) == expected


def test_the_latest_interrupted_session_is_offered(desk: Desk, sessions: Sessions, clock: SettableClock) -> None:
    sessions.left("Eldre")
    clock.advance(timedelta(minutes=1))
    latest = sessions.left("Nyere")
    clock.advance(timedelta(minutes=1))
    sessions.held("Ferdig")

    assert settle(desk, Wishes(), Path.cwd()).interrupted == latest
    assert settle(desk, Wishes(new=True), Path.cwd()).interrupted is None


def test_a_session_left_more_than_two_days_ago_is_not_offered(
    desk: Desk, sessions: Sessions, clock: SettableClock
) -> None:
    folder = sessions.left()
    clock.advance(timedelta(hours=47, minutes=59))
    assert settle(desk, Wishes(), Path.cwd()).interrupted == folder

    clock.advance(timedelta(minutes=2))
    assert settle(desk, Wishes(), Path.cwd()).interrupted is None


def test_while_a_session_is_open_another_start_is_refused_with_who_has_it(desk: Desk, sessions: Sessions) -> None:
    sessions.begin()

    with pytest.raises(Failure) as refused:
        settle(desk, Wishes(), Path.cwd())
    assert f"prosess {os.getpid()}" in refused.value.message
    assert "siden mandag 23. november 2026 kl. 10:00" in refused.value.message
    assert f"«aml-okt --dir {desk.root} start --new»" in refused.value.message
    assert settle(desk, Wishes(new=True), Path.cwd()).interrupted is None


def test_a_session_that_cannot_be_read_is_not_offered_but_told_of(desk: Desk, sessions: Sessions) -> None:
    folder = sessions.left()
    (folder / "agenda.yaml").unlink()
    opening = settle(desk, Wishes(), Path.cwd())

    assert opening.interrupted is None
    assert folder.name in opening.notice


@pytest.mark.parametrize(
    "wishes",
    [
        {"new": True}, {"people": ("Kari", "Ola")}, {"unit": "Barnevernet"}, {"place": "Møterom 2"},
        {"end": time_of_day(15, 30)}, {"rehearse": 2.0}, {"agenda": Path("agenda.yaml")},
    ],
)  # fmt: skip
def test_what_only_a_new_session_has_a_use_for_does_not_go_with_resume(
    desk: Desk, sessions: Sessions, wishes: dict[str, Any]
) -> None:
    folder = sessions.left()

    with pytest.raises(Failure, match="--resume"):
        settle(desk, Wishes(resume=folder.name, **wishes), Path.cwd())


@pytest.mark.parametrize(
    ("arguments", "speed", "go"),
    [
        (["--rehearse"], UNSAID, False),
        (["--rehearse", "--go"], UNSAID, True),
        (["--go", "--rehearse"], UNSAID, True),
        (["--rehearse", "20", "--go"], 20.0, True),
        (["--rehearse=20"], 20.0, False),
        (["--rehearse", "2,5", "--people", "Kari, Ola"], 2.5, False),
        (["--go"], None, True),
    ],
    ids=str,
)
def test_the_speed_of_a_rehearsal_may_be_left_out(
    arguments: list[str],
    speed: float | None,
    go: bool,  # noqa: FBT001 - a table
) -> None:
    read = start.make_context("start", list(arguments)).params

    assert (read["rehearse"], read["go"]) == (speed, go)
    assert set(read) == set(asdict(Wishes()))


def test_a_rehearsal_comes_with_made_up_names(desk: Desk, tmp_path: Path) -> None:
    opening = settle(desk, Wishes(rehearse=10.0, go=True), tmp_path)

    assert opening.names == ("Ask", "Embla", "Idunn", "Balder", "Brage")
    assert (opening.unit, opening.rehearsal) == ("Øvelsestjenesten", 10.0)
    assert settle(desk, Wishes(), tmp_path).names == ()


def test_a_rehearsal_without_a_speed_is_guided_through_a_short_agenda(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text("title: Min\nsteps:\n  - id: a\n    title: A\n    time: 1 min\n", "utf-8")
    guided = settle(desk, Wishes(rehearse=UNSAID), tmp_path)
    own = settle(desk, Wishes(rehearse=UNSAID, agenda=tmp_path / "agenda.yaml"), tmp_path)
    fast = settle(desk, Wishes(rehearse=60.0), tmp_path)

    assert (guided.guided, guided.rehearsal, guided.agenda_file.agenda.title) == (True, 5.0, "En liten øvelse")
    assert (own.guided, own.rehearsal, own.agenda_file.agenda.title) == (True, 10.0, "Min")
    assert (fast.guided, fast.rehearsal, fast.agenda_file.agenda.title) == (False, 60.0, "Min")


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "En liten øvelse"), ("nn", "Ei lita øving"), ("en", "A short rehearsal"), ("se", "En liten øvelse")],
)
def test_the_short_agenda_speaks_the_chosen_language_or_else_the_usual_one(language: str, title: str) -> None:
    assert load_agenda(practice_agenda(language)).title == title


def test_service_and_place_are_those_of_the_last_real_session(
    desk: Desk, sessions: Sessions, clock: SettableClock
) -> None:
    sessions.held("Barnevernet")
    clock.advance(timedelta(minutes=1))
    sessions.left("PPT", rehearsal=60)
    opening = settle(desk, Wishes(), Path.cwd())

    assert (opening.unit, opening.place) == ("Barnevernet", "Møterom 2")
    assert (opening.recalled, opening.first) == (True, False)


@pytest.mark.parametrize(
    "wishes", [{"unit": "NAV"}, {"place": "Kantina"}, {"go": True, "people": ("Kari", "Ola")}, {"plain": True}]
)
def test_nothing_is_filled_in_that_nobody_sees_or_that_is_said_otherwise(
    desk: Desk, sessions: Sessions, wishes: dict[str, Any]
) -> None:
    sessions.held("Barnevernet")
    opening = settle(desk, Wishes(**wishes), Path.cwd())

    assert (opening.unit, opening.place) == (wishes.get("unit", ""), wishes.get("place", ""))
    assert not opening.recalled


def test_those_who_have_only_practised_here_are_new(desk: Desk, sessions: Sessions) -> None:
    assert settle(desk, Wishes(), Path.cwd()).first
    sessions.left("PPT", rehearsal=60)
    assert settle(desk, Wishes(), Path.cwd()).first
    assert not settle(desk, Wishes(rehearse=UNSAID), Path.cwd()).first
    sessions.left()
    assert not settle(desk, Wishes(), Path.cwd()).first


def test_names_given_to_a_rehearsal_are_respected(desk: Desk, tmp_path: Path) -> None:
    assert settle(desk, Wishes(rehearse=10.0, people=("Kari", "Ola")), tmp_path).names == ("Kari", "Ola")
    assert settle(desk, Wishes(rehearse=10.0, unit="NAV"), tmp_path).unit == "NAV"
    with pytest.raises(Failure, match="--go trenger minst to"):
        settle(desk, Wishes(rehearse=10.0, people=("Kari",), go=True), tmp_path)


def test_an_interrupted_rehearsal_is_not_offered(desk: Desk, sessions: Sessions) -> None:
    sessions.left(rehearsal=60)
    sessions.of_old("NAV")
    opening = settle(desk, Wishes(), Path.cwd())

    assert (opening.interrupted, opening.notice) == (None, "")


def test_a_rehearsal_that_is_open_stands_in_nobodys_way(
    desk: Desk, sessions: Sessions, root: Path, clock: SettableClock
) -> None:
    left = sessions.left()
    clock.advance(timedelta(minutes=1))
    sessions.begin(rehearsal=60)
    of_old = sessions.begin("NAV", rehearsal=60)
    of_old.folder.rename(root / of_old.folder.name)

    assert settle(desk, Wishes(), Path.cwd()).interrupted == left
    assert settle(desk, Wishes(rehearse=10.0), Path.cwd()).interrupted is None


def test_one_who_would_practise_is_not_asked_about_the_real_session_that_waits(desk: Desk, sessions: Sessions) -> None:
    left = sessions.left()
    (sessions.left("Skadet") / "agenda.yaml").unlink()
    opening = settle(desk, Wishes(rehearse=10.0), Path.cwd())

    assert (opening.interrupted, opening.resume, opening.notice) == (None, None, "")
    assert settle(desk, Wishes(), Path.cwd()).interrupted == left


def test_one_can_practise_while_a_real_session_is_open(desk: Desk, sessions: Sessions) -> None:
    sessions.begin()

    assert settle(desk, Wishes(rehearse=10.0), Path.cwd()).rehearsal == 10.0


def test_a_rehearsal_is_taken_up_by_name_and_stays_practice_whatever_is_chosen_then(
    desk: Desk, sessions: Sessions
) -> None:
    folder = sessions.left("NAV", rehearsal=60)
    opening = settle(desk, Wishes(resume=folder.name[:-1]), Path.cwd())

    assert (opening.resume, opening.rehearsal, opening.names[0]) == (folder, 60.0, "Ask")
    assert settle(desk, Wishes(resume=str(sessions.of_old("PPT"))), Path.cwd()).rehearsal == 60.0
    assert settle(desk, Wishes(resume=str(sessions.left())), Path.cwd()).rehearsal is None


@pytest.mark.parametrize("how", ["option", "variable"])
def test_one_who_closes_the_program_is_told_how_to_go_on(
    desk: Desk, sessions: Sessions, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    real, practice = sessions.left(), sessions.left("NAV", rehearsal=60)
    start = f"aml-okt --dir {desk.root} start"
    if how == "variable":
        monkeypatch.setenv("AML_OKT_DIR", str(desk.root))
        start = "aml-okt start"

    assert left_in_words(real) == f"Økta er lagret i {real}. Fortsett med «{start}»."
    assert left_in_words(practice) == (
        f"Øvelsen er lagret i {practice}. Fortsett med «{start} --resume {practice.name}»."
    )


def test_a_command_is_quoted_where_a_shell_would_take_it_apart(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AML_OKT_DIR", str(sessions.left("NAV", rehearsal=60).parent.parent))
    practice = sessions.left("NAV", rehearsal=60)
    renamed = practice.rename(practice.with_name("øving; rm -rf"))

    assert left_in_words(renamed).endswith("Fortsett med «aml-okt start --resume 'øving; rm -rf'».")


def test_resume_takes_the_sessions_own_agenda_whatever_lies_here(
    desk: Desk, sessions: Sessions, tmp_path: Path
) -> None:
    folder = sessions.left()
    (tmp_path / "agenda.yaml").write_text("ikke en agenda", encoding="utf-8")
    opening = settle(desk, Wishes(resume=folder.name[:15], go=True), tmp_path)

    assert (opening.resume, opening.interrupted) == (folder, None)
    assert opening.agenda_file.path == folder / "agenda.yaml"


@pytest.mark.parametrize("how", ["asked for", "offered"])
def test_a_session_that_is_taken_up_is_read_once_from_the_command_to_the_screen(
    desk: Desk, sessions: Sessions, how: str
) -> None:
    """A long journal is most of what taking up costs, and its agenda the next."""
    folder = sessions.left()
    lines = len(read(folder / JOURNAL_NAME).records)
    with counted(apply) as applied, counted(parse_agenda) as parsed:
        wishes = Wishes(resume=folder.name, go=True) if how == "asked for" else Wishes()
        opening = settle(desk, wishes, Path.cwd())
        loaded = left_to_take_up(opening)
        assert loaded is not None
        runner, _welcome, _told = take_up(opening, loaded, gap_counts=True)
        runner.close()

    assert applied.times == lines - 1 + 1  # all after the first, and that it was taken up
    assert parsed.times == 1


def test_new_and_resume_do_not_go_together(desk: Desk) -> None:
    with pytest.raises(Failure, match="går ikke sammen") as refusal:
        settle(desk, Wishes(new=True, resume="x"), Path.cwd())

    assert refusal.value.exit_code == 2


def test_resuming_a_session_that_is_open_elsewhere_says_who_and_since_when(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    result = run("start", "--resume", runner.folder.name)

    assert result.exit_code == 1
    assert result.stderr.startswith("Økta er åpen hos ")
    assert result.stderr.endswith("siden mandag 23. november 2026 kl. 10:00. Lukk den der først.\n")


def test_go_without_two_people_is_one_sentence(run: Run) -> None:
    result = run("start", "--go", "--people", "Kari")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == '--go trenger minst to deltakere. Skriv for eksempel --people "Kari, Ola".\n'


def test_without_a_terminal_it_is_one_sentence(run: Run) -> None:
    result = run("start", "--people", "Kari, Ola", "--go")

    assert result.exit_code == 1
    assert (
        result.stderr == "«aml-okt start» trenger et terminalvindu å vise skjermen i. Skriv kommandoen rett inn der. "
        "Uten en hel skjerm kan dere skrive «aml-okt start --plain».\n"
    )


def test_a_faulty_agenda_is_told_before_any_screen(run: Run) -> None:
    Path("agenda.yaml").write_text("title: 3\nsteg: []\n", encoding="utf-8")
    result = run("start")

    assert result.exit_code == 2
    assert all(
        line.split(",")[0].endswith("agenda.yaml") or "agenda.yaml:" in line for line in result.stderr.splitlines()
    )


def test_a_session_to_resume_that_is_damaged_fails_in_a_sentence(run: Run, sessions: Sessions) -> None:
    folder = sessions.left()
    (folder / "journal.jsonl").write_bytes(b"tull\n" * 3)
    result = run("start", "--resume", folder.name)

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_a_folder_that_a_sync_client_copies_is_warned_of_also_when_a_session_in_it_is_gone_on_with(
    tmp_path: Path, clock: SettableClock
) -> None:
    copied = tmp_path / "OneDrive - Kommunen"
    left = Sessions(copied, clock).left()
    warning = "OneDrive kopierer {} til andre maskiner, og de private notatene med. Velg en annen mappe med --dir."

    assert settle(Desk(copied, clock), Wishes(), tmp_path).warning == warning.format(copied)
    elsewhere = Desk(tmp_path / "her", clock)
    assert settle(elsewhere, Wishes(), tmp_path).warning == ""
    assert settle(elsewhere, Wishes(resume=str(left)), tmp_path).warning == warning.format(left)
