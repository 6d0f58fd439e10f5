"""The list of sessions."""

from datetime import timedelta
from pathlib import Path

from aml_okt.clock import SettableClock
from aml_okt.files.journal import JOURNAL_NAME
from tests.cli.conftest import Run, Sessions, answer, write_note


def test_an_empty_folder_says_how_to_begin(run: Run, root: Path) -> None:
    result = run("sessions")

    assert result.exit_code == 0
    assert result.stdout == f"Det er ingen økter i {root} ennå. Begynn en med «aml-okt start».\n"
    assert answer(run("sessions", "--json")) == []


def test_the_latest_comes_first_with_what_is_going_on(run: Run, sessions: Sessions) -> None:
    sessions.held("A")
    sessions.left("B")
    lines = run("sessions").stdout.splitlines()

    assert [line.split(" · ")[0].split("  ")[-1].strip() for line in lines] == ["ikke ferdig", "ferdig"]
    assert "mandag 23. november 2026 kl. 10:00" in lines[1]


def test_the_list_as_json_is_for_programs(run: Run, sessions: Sessions) -> None:
    folder = sessions.held()
    (listed,) = answer(run("sessions", "--json"))

    assert listed["session"] == folder.name
    assert (listed["unit"], listed["state"], listed["people"], listed["rehearsal"]) == (
        "Barnevernet",
        "finished",
        5,
        False,
    )


def test_rehearsals_are_only_in_a_list_of_their_own(run: Run, sessions: Sessions) -> None:
    real, practice, of_old = sessions.held(), sessions.begin("NAV", rehearsal=60).folder, sessions.of_old("PPT")
    shown, rehearsed = run("sessions").stdout.splitlines(), run("sessions", "--rehearsals").stdout.splitlines()

    assert [line.split()[0] for line in shown] == [real.name]
    assert [line.split()[0] for line in rehearsed] == [of_old.name, practice.name]
    assert [line.endswith("øvelse") for line in (*shown, *rehearsed)] == [False, True, True]
    assert [listed["session"] for listed in answer(run("sessions", "--json"))] == [real.name]
    listed = answer(run("sessions", "--rehearsals", "--json"))
    assert [(one["session"], one["folder"], one["rehearsal"]) for one in listed] == [
        (of_old.name, str(of_old), True),
        (practice.name, str(practice), True),
    ]


def test_without_rehearsals_the_list_of_them_says_how_to_practise(run: Run, sessions: Sessions, root: Path) -> None:
    sessions.held()

    assert run("sessions", "--rehearsals").stdout == (
        f"Det er ingen øvelser i {root} ennå. Begynn en med «aml-okt start --rehearse».\n"
    )
    assert answer(run("sessions", "--rehearsals", "--json")) == []


def test_a_damaged_rehearsal_is_told_of_in_its_own_list_only(run: Run, sessions: Sessions) -> None:
    folder = sessions.left(rehearsal=60)
    (folder / JOURNAL_NAME).write_bytes(b"tull\n" * 3)

    assert "er skadet på linje 1" in run("sessions", "--rehearsals").stderr
    assert run("sessions").stderr == ""


def test_a_damaged_session_does_not_hide_the_others(run: Run, sessions: Sessions) -> None:
    sessions.held("A")
    damaged = sessions.held("B")
    journal = damaged / JOURNAL_NAME
    journal.write_bytes(journal.read_bytes().replace(b'"n":1,', b'"n":4,', 1))
    result = run("sessions")

    assert result.exit_code == 0
    assert sorted(line.split()[-1] == "leses" for line in result.stdout.splitlines()) == [False, True]
    assert "er skadet på linje 1" in result.stderr


def test_hostile_text_never_reaches_the_terminal(run: Run, sessions: Sessions) -> None:
    sessions.begin(unit="\x1b[2J\u202eslett")

    assert "\x1b" not in run("sessions").stdout + run("status").stdout
    assert "\u202e" not in run("sessions").stdout


def test_age_and_private_notes_that_remain_are_told(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    runner = sessions.begin()
    kari, ola, *_ = runner.state.course.people
    write_note(runner, "kollegaveiledning", "Karis", kari)
    write_note(runner, "kollegaveiledning", "Olas", ola)
    write_note(runner, "refleksjon", "Delt")
    assert run("sessions").stdout.endswith(" · i dag · 2 private notater\n")

    clock.advance(timedelta(days=1))
    assert " · i går · " in run("sessions").stdout
    clock.advance(timedelta(days=11))
    assert " · for 12 dager siden · " in run("sessions").stdout
    (listed,) = answer(run("sessions", "--json"))
    assert (listed["age_days"], listed["private_notes"]) == (12, 2)


def test_a_session_without_private_notes_does_not_speak_of_them(run: Run, sessions: Sessions) -> None:
    sessions.held()

    assert "privat" not in run("sessions").stdout
    assert answer(run("sessions", "--json"))[0]["private_notes"] == 0
