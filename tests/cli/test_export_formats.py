"""Formats, targets, names and times: what `export` can be asked for besides the minutes as Markdown."""

import json
import os
import shlex
import stat
import sys
from datetime import date, time
from pathlib import Path

import pytest

from aml_okt.core.actions import Action
from aml_okt.core.agenda import Visibility
from aml_okt.core.commands import AddParticipant, End, RenameParticipant, SetNextMeeting, Undo
from aml_okt.core.plan import Participant
from aml_okt.files.note_file import NoteKey, read_notes
from aml_okt.files.notebook import Notebook
from aml_okt.runner import SessionRunner
from tests.cli.conftest import Run, Sessions, go_to, write_note

CANARY = "KANARIFUGL"


@pytest.fixture
def held(sessions: Sessions) -> SessionRunner:
    """A session with notes of every kind, an action and a next meeting."""
    runner = sessions.begin()
    kari, ola, *_ = runner.state.course.people
    write_note(runner, "innsjekk", f"{CANARY} innsjekk")
    write_note(runner, "kollegaveiledning", f"{CANARY} Kari", kari)
    write_note(runner, "kollegaveiledning", f"{CANARY} Ola", ola)
    write_note(runner, "refleksjon", "Kari og Ola var enige.")
    runner.actions.add(Action("Ringe Ola", "Kari"))
    go_to(runner, "avslutning")
    runner.dispatch(SetNextMeeting(date(2026, 12, 14), time(9), "Kantina"))
    runner.dispatch(End())
    return runner


def test_several_formats_lie_side_by_side_in_the_sessions_folder(run: Run, held: SessionRunner) -> None:
    result = run("export", "-f", "md,json", "-f", "ics", "-f", "md")

    names = ["referat.md", "referat.json", "referat.ics"]
    assert (result.exit_code, result.stdout.split()) == (0, [str(held.folder / name) for name in names])
    for name in names:
        assert stat.S_IMODE((held.folder / name).stat().st_mode) == 0o600


def test_a_file_that_ends_as_a_format_is_of_that_format(run: Run, held: SessionRunner) -> None:
    assert run("export", "-o", "Møte.JSON").exit_code == 0
    assert json.loads(Path("Møte.JSON").read_text("utf-8"))["session"] == held.state.created.id


def test_a_folder_gets_every_format(run: Run, held: SessionRunner) -> None:
    del held
    Path("arkiv").mkdir()
    assert run("export", "-f", "md,ics", "-o", "arkiv/").exit_code == 0

    assert sorted(path.name for path in Path("arkiv").iterdir()) == ["referat.ics", "referat.md"]


def test_a_folder_that_is_not_there_is_not_taken_for_a_file(run: Run, held: SessionRunner) -> None:
    del held
    result = run("export", "-o", "arkiv/")

    assert (result.exit_code, result.stderr) == (1, "Mappa arkiv finnes ikke. Lag den først, eller velg en annen.\n")
    assert not Path("arkiv").exists()


def test_the_others_are_written_when_there_is_nothing_for_a_calendar(run: Run, sessions: Sessions) -> None:
    folder = sessions.held()
    result = run("export", "-f", "ics,md")

    assert (result.exit_code, result.stdout) == (1, f"{folder / 'referat.md'}\n")
    assert result.stderr == "Neste møte er ikke avtalt, så det er ikke noe å skrive i en kalenderfil.\n"


def test_what_somebody_has_made_of_an_older_export_is_kept(run: Run, held: SessionRunner) -> None:
    run("export", "-f", "json")
    (held.folder / "referat.json").write_text("Mitt eget.", "utf-8")
    result = run("export", "-f", "json")

    assert "Noen hadde skrevet i den forrige fila. Det ligger i referat~annen.json." in result.stderr
    assert (held.folder / "referat~annen.json").read_text("utf-8") == "Mitt eget."
    assert "Noen hadde" not in run("export", "-f", "json").stderr


def test_the_notes_that_are_left_out_are_told_with_the_reason(run: Run, held: SessionRunner) -> None:
    note = next(path for path in (held.folder / "notes").iterdir() if path.name.startswith("04"))
    note.write_text(note.read_text("utf-8").replace("minutes", "private"), "utf-8")
    (held.folder / "notes" / "løst.md").write_text("Løse ord.", "utf-8")

    assert run("export").stderr.splitlines() == [
        "Ikke med, for det hører til den som var i fokus: 05b-1-kari.md, 05b-1-ola.md.",
        "Ikke med, for agendaen sier at det er privat: 02-innsjekk.md.",
        "Ikke med, for notatet selv sier at det er privat: 04-refleksjon.md.",
        "Ikke med, for det hører ikke til noe steg i agendaen: løst.md.",
    ]


@pytest.mark.parametrize("form", ["md", "json", "ics"])
def test_no_private_note_is_in_the_minutes_of_any_text_format(run: Run, held: SessionRunner, form: str) -> None:
    del held
    result = run("export", "-f", form, "-o", "-")

    assert result.exit_code == 0
    assert CANARY not in result.output


@pytest.mark.parametrize("form", ["md", "json", "ics"])
def test_without_names_there_are_numbers(run: Run, held: SessionRunner, form: str) -> None:
    told = run("export", "--anonymous", "-f", form, "-o", "-").stdout

    assert not [person.name for person in held.state.course.people if person.name in told]
    assert run("export", "--anonymous", "-f", form).stdout == f"{held.folder / f'referat-anonym.{form}'}\n"


def test_without_names_notes_and_actions_still_say_who(run: Run, held: SessionRunner) -> None:
    del held
    told = run("export", "--anonymous", "-o", "-").stdout

    assert "Deltaker 1 og Deltaker 2 var enige." in told
    assert "| Ringe Deltaker 2 | Deltaker 1 |" in told


def test_without_names_one_that_was_taken_back_is_not_told_either(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    go_to(runner, "refleksjon")
    runner.dispatch(AddParticipant("Feilskrevet Navnesen"))
    runner.dispatch(Undo())
    write_note(runner, "refleksjon", "Navnesen og Kari var enige.")

    assert "andre og Deltaker 1 var enige." in run("export", "--anonymous", "-o", "-").stdout


def test_without_names_one_that_was_corrected_is_the_same_participant(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    go_to(runner, "refleksjon")
    write_note(runner, "refleksjon", "Kari og Ola var enige.")
    name = runner.state.course.people[0].name
    runner.dispatch(RenameParticipant("p1", "Synnøve Dahl"))
    told = run("export", "--anonymous", "-o", "-").stdout

    assert name == "Kari"
    assert "Deltaker 1 og Deltaker 2 var enige." in told
    assert "Kari" not in told
    assert "Synnøve" not in told


def test_who_has_got_another_name_gets_the_notes_from_before(run: Run, sessions: Sessions) -> None:
    """A note belongs to an id. It is that person's, and nobody else's, whatever anybody is called."""
    runner = sessions.begin()
    go_to(runner, "kollegaveiledning")
    step = runner.state.agenda.step("kollegaveiledning")
    key = NoteKey.of(step, Participant("p1", "Kari"), 1)
    before = Notebook(runner.folder).save(key, CANARY)
    runner.dispatch(RenameParticipant("p1", "Synnøve Dahl"))
    runner.dispatch(RenameParticipant("p2", "Kari"))

    assert CANARY in run("export", "-f", "md", "--for", "Synnøve", "-o", "-").stdout
    assert CANARY not in run("export", "-f", "md", "--for", "Kari", "-o", "-").output
    assert CANARY not in run("export", "-f", "md", "-o", "-").output
    after = Notebook(runner.folder).save(NoteKey.of(step, runner.state.course.people[0], 1), f"{CANARY}!")
    assert after == before
    assert [note.visibility for note in read_notes(runner.folder)] == [Visibility.PRIVATE]


def test_without_times_none_is_told_for_any_step(run: Run, held: SessionRunner) -> None:
    del held
    told = json.loads(run("export", "--no-times", "-f", "json", "-o", "-").stdout)

    assert {step["planned_s"] for step in told["steps"]} == {None}
    assert "| Steg |" not in run("export", "--no-times", "-o", "-").stdout
    assert run("export", "--with-times", "-o", "-").stdout == run("export", "-o", "-").stdout


@pytest.mark.parametrize("name", ["tiltak.md", "agenda.yaml", "journal.jsonl", "notes/04-refleksjon.md"])
def test_what_a_session_consists_of_is_never_written_over(run: Run, held: SessionRunner, name: str) -> None:
    file = held.folder / name
    before = file.read_bytes()
    result = run("export", "-f", "md", "-o", str(file))

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{file} hører til en økt og blir ikke skrevet over. Velg et annet navn.\n"
    assert file.read_bytes() == before


class TestOnesOwnNotes:
    def test_they_are_all_of_ones_own_and_nobody_elses(self, run: Run, held: SessionRunner) -> None:
        del held
        told = run("export", "--for", "kari", "-o", "-").stdout

        assert told.startswith("# Notatene til Kari\n")
        assert f"{CANARY} Kari" in told
        assert f"{CANARY} Ola" not in told
        assert f"{CANARY} innsjekk" not in told

    def test_they_lie_where_one_stands_and_only_one_can_read_them(self, run: Run, held: SessionRunner) -> None:
        before = sorted(held.folder.iterdir())
        result = run("export", "--for", "Ola", "-f", "json")

        assert result.stdout == f"{Path.cwd() / 'notater-ola.json'}\n"
        assert os.name == "nt" or stat.S_IMODE(Path("notater-ola.json").stat().st_mode) == 0o600
        assert sorted(held.folder.iterdir()) == before

    def test_a_note_that_was_forged_to_be_somebody_elses_by_name_is_not_theirs(
        self, run: Run, held: SessionRunner
    ) -> None:
        note = held.folder / "notes" / "05b-1-ola.md"
        note.write_text(note.read_text("utf-8").replace("owner: Ola", "owner: Kari"), "utf-8")

        assert f"{CANARY} Ola" not in run("export", "--for", "Kari", "-o", "-").stdout

    def test_those_whose_names_look_alike_in_a_files_name_get_a_file_each(self, run: Run, sessions: Sessions) -> None:
        sessions.begin(names=["Kari", "Kåri", "Ola", "李明"])
        written = [Path(run("export", "--for", name).stdout.strip()).name for name in ("Kari", "Kåri", "Ola", "李明")]

        assert written == ["notater-kari-p1.md", "notater-kari-p2.md", "notater-ola.md", "notater-p4.md"]

    def test_a_text_beside_that_does_not_say_whose_it_is_is_told_of(self, run: Run, held: SessionRunner) -> None:
        (held.folder / "notes" / "05b-1-kari~annen-2.md").write_text(f"{CANARY} ukjent", "utf-8")
        result = run("export", "--for", "Kari", "-o", "-")

        assert f"{CANARY} ukjent" not in result.stdout
        assert result.stderr == "Tekst fra andre programmer er ikke med. Den ligger i 05b-1-kari~annen-2.md.\n"
        assert run("export", "--for", "Ola", "-o", "-").stderr == ""

    def test_whoever_has_none_is_told(self, run: Run, held: SessionRunner) -> None:
        del held
        result = run("export", "--for", "Liv", "-o", "-")

        assert (result.exit_code, result.stderr) == (0, "Liv har ingen private notater fra denne økta.\n")
        assert CANARY not in result.stdout

    def test_somebody_who_was_not_there_is_told_by_name(self, run: Run, held: SessionRunner) -> None:
        del held
        result = run("export", "--for", "Kåre")

        assert (result.exit_code, result.stderr) == (
            2,
            "Ingen i økta heter «Kåre». Disse var med: Kari, Ola, Liv, Per, Nils.\n",
        )


def test_word_gets_the_looks_of_a_template(run: Run, held: SessionRunner) -> None:
    del held
    assert run("export", "-f", "docx", "-o", "mal.docx").exit_code == 0
    result = run("export", "-f", "docx", "-o", "referat.docx", "--template", "mal.docx")

    assert (result.exit_code, result.stdout) == (0, "referat.docx\n")


@pytest.mark.parametrize(("form", "kinds"), [("docx", ".docx eller .dotx"), ("odt", ".odt eller .ott")])
def test_what_is_no_template_is_told_and_the_others_are_written(
    run: Run, held: SessionRunner, form: str, kinds: str
) -> None:
    Path("mal.txt").write_text("Bare tekst.", "utf-8")
    result = run("export", "-f", f"{form},md", "--template", "mal.txt")

    told = f"mal.txt kan ikke være mal for «{form}». Velg en fil som slutter på {kinds}."
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, told)
    assert result.stdout == f"{held.folder / 'referat.md'}\n"


@pytest.mark.skipif(os.name == "nt", reason="the shells of Windows do not read brackets")
def test_how_to_get_what_is_missing_can_be_pasted_in_any_shell(
    run: Run, held: SessionRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    del held
    monkeypatch.setitem(sys.modules, "icalendar", None)
    told = run("export", "-f", "ics")

    assert told.exit_code == 1
    assert shlex.split(told.stderr)[-1] == "aml-okt[calendar]"
    assert told.stderr.rstrip().endswith("-m pip install 'aml-okt[calendar]'")
