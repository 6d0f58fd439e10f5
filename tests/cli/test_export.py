"""The minutes as the command line writes them."""

import stat
from datetime import date, time
from pathlib import Path

import pytest

from aml_okt.core.actions import Action
from aml_okt.core.commands import Begin, ChooseFacilitator, End, MarkFactor, SetNextMeeting
from aml_okt.core.events import Side
from aml_okt.files.note_file import NoteKey
from tests.cli.conftest import Run, Sessions, go_to, write_note

CANARY = "KANARIFUGL"


def test_the_minutes_are_written_in_the_sessions_folder_and_the_path_printed(run: Run, sessions: Sessions) -> None:
    folder = sessions.held()
    result = run("export")

    assert (result.exit_code, result.stdout) == (0, f"{folder / 'referat.md'}\n")
    assert stat.S_IMODE((folder / "referat.md").stat().st_mode) == 0o600


def test_they_hold_everything_the_group_should_have(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    runner.dispatch(ChooseFacilitator("p2"))
    go_to(runner, "refleksjon")
    runner.dispatch(MarkFactor("Ledelse", Side.STRENGTH, 2))
    write_note(runner, "refleksjon", "Vi er **gode** på støtte.")
    runner.actions.add(Action("Lage støtteplan", "Kari", date(2026, 12, 1)))
    go_to(runner, "avslutning")
    runner.dispatch(SetNextMeeting(date(2026, 12, 14), time(9), "Kantina"))
    runner.dispatch(End())
    written = run("export", "-o", "-").stdout

    for part in (
        "# Referat: Arbeidsmiljølovens krav til psykososialt arbeidsmiljø",
        "- **Tjeneste:** Barnevernet",
        "- **Dato:** mandag 23. november 2026",
        "- **Sted:** Møterom 2",
        "- Ola (fasilitator)",
        "| 4 Refleksjonsoppgave | 20 min | – |",
        "| Ledelse | 2 | 0 |",
        "### 4 Refleksjonsoppgave\n\nVi er **gode** på støtte.",
        "| Lage støtteplan | Kari | 1. desember 2026 | åpent |",
        "Vi møtes igjen mandag 14. desember 2026 kl. 09:00, Kantina.",
    ):
        assert part in written


def test_private_notes_and_notes_from_rounds_are_in_no_export(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    kari = runner.state.course.people[0]
    write_note(runner, "innsjekk", f"{CANARY} innsjekk")
    round_note = write_note(runner, "kollegaveiledning", f"{CANARY} runde", kari)
    assert run("export").exit_code == 0
    assert CANARY not in (runner.folder / "referat.md").read_text(encoding="utf-8")

    forged = round_note.read_text(encoding="utf-8").replace("visibility: private", "visibility: minutes")
    round_note.write_text(forged, encoding="utf-8")
    snapshot = runner.folder / "agenda.yaml"
    snapshot.write_text(
        snapshot.read_text(encoding="utf-8").replace("notes: private", "notes: minutes"), encoding="utf-8"
    )
    assert CANARY not in run("export", "-o", "-").stdout


def test_a_note_made_private_by_hand_stays_out(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    note = write_note(runner, "refleksjon", CANARY)
    assert CANARY in run("export", "-o", "-").stdout

    note.write_text(note.read_text(encoding="utf-8").replace("minutes", "private"), encoding="utf-8")
    assert CANARY not in run("export", "-o", "-").stdout


def test_a_session_that_is_open_can_be_exported_too(run: Run, sessions: Sessions) -> None:
    sessions.begin().dispatch(Begin())

    assert "Økta var ikke avsluttet da dette ble skrevet." in run("export", "-o", "-").stdout


def test_the_minutes_of_a_rehearsal_are_never_taken_for_real_ones(run: Run, sessions: Sessions) -> None:
    real = sessions.held("Barnevernet")
    practice = sessions.left("NAV", rehearsal=60)
    sentence = "**Dette er fra en øvelse og er ikke referat fra et virkelig møte.**"

    assert run("export").stdout == f"{real / 'referat.md'}\n"
    assert sentence not in (real / "referat.md").read_text(encoding="utf-8")
    assert run("export", practice.name).stdout == f"{practice / 'referat.md'}\n"
    assert (practice / "referat.md").read_text(encoding="utf-8").split("\n\n")[1] == sentence


def test_output_may_be_a_file_or_a_folder(run: Run, sessions: Sessions) -> None:
    sessions.held()
    Path("arkiv").mkdir()

    assert run("export", "-o", "mitt.md").stdout == "mitt.md\n"
    assert run("export", "-f", "md", "-o", "arkiv").stdout == f"{Path('arkiv/referat.md')}\n"
    assert Path("mitt.md").read_bytes() == Path("arkiv/referat.md").read_bytes()


def test_a_missing_folder_is_told_by_name(run: Run, sessions: Sessions) -> None:
    sessions.held()
    result = run("export", "-o", "borte/referat.md")

    assert (result.exit_code, result.stderr) == (1, "Mappa borte finnes ikke. Lag den først, eller velg en annen.\n")


def test_a_session_whose_agenda_is_damaged_is_bad_input(run: Run, sessions: Sessions) -> None:
    (sessions.held() / "agenda.yaml").write_text("steps: 3\n", encoding="utf-8")

    assert run("export").exit_code == 2


def test_a_session_whose_journal_is_damaged_fails_in_a_sentence(run: Run, sessions: Sessions) -> None:
    journal = sessions.held() / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"session_created", b"session_created?", 1))
    result = run("export")

    assert result.exit_code == 1
    assert "er skadet på linje 1" in result.stderr


def test_a_session_whose_journal_has_lost_something_gets_minutes_and_a_remark(run: Run, sessions: Sessions) -> None:
    journal = sessions.held() / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"n":3,', b'"n":4,', 1))
    result = run("export")

    assert result.exit_code == 0
    assert Path(result.stdout.strip()).read_text("utf-8").startswith("# ")
    assert result.stderr.endswith("er skadet: Én hendelse er borte, resten er med.\n")


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_a_note_that_had_no_place_in_the_session_is_told_of(
    run: Run, sessions: Sessions, output: tuple[str, ...]
) -> None:
    runner = sessions.begin()
    key = NoteKey.of(runner.state.agenda.step("refleksjon"))
    place = runner.notebook.save_elsewhere(key, "Vi er gode.")
    result = run("export", *output)

    assert result.exit_code == 0
    assert result.stderr.endswith(f"Notatet i {place} er ikke med. Det legges på plass når økta åpnes igjen.\n")


def test_a_note_that_the_session_did_not_take_is_put_in_its_place_and_in_the_minutes(
    run: Run, sessions: Sessions
) -> None:
    runner = sessions.begin()
    place = runner.notebook.save_elsewhere(NoteKey.of(runner.state.agenda.step("refleksjon")), "Vi er gode.")
    sessions.leave(runner)
    result = run("export")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Vi er gode." in Path(result.stdout.strip()).read_text("utf-8")
    assert place is not None
    assert not place.exists()
