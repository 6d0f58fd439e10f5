"""Notes, actions and the next meeting by lines: on the disk before it is said, and lost by nothing."""

import errno
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest

from aml_okt.core.actions import Action
from aml_okt.core.events import Record
from aml_okt.files.note_file import read_drafts
from aml_okt.plain.writing import left_unsaved
from aml_okt.runner import SessionRunner
from aml_okt.scene.note_words import TRY_AGAIN_AFTER
from tests.plain.conftest import Stage, stage_for
from tests.tui.dialogs import gone_to


def note(stage: Stage, name: str) -> str:
    """The text of a note under its front matter."""
    return (stage.runner.folder / "notes" / name).read_text("utf-8").partition("\n---\n")[2].strip()


def to_reflection(stage: Stage) -> None:
    stage.write("begynn", *["neste"] * 8)


class TestNotes:
    def test_a_line_is_saved_before_it_is_said(self, stage: Stage) -> None:
        to_reflection(stage)
        assert stage.write("notat  Støtten er  god.") == ["Lagret, kommer i referatet."]
        assert note(stage, "04-refleksjon.md") == "Støtten er god."
        assert stage.write("n Og lederne er nær.") == ["«n» kan være neste, notat. Skriv mer av ordet."]
        stage.write("notat Og lederne er nær.")
        assert note(stage, "04-refleksjon.md") == "Støtten er god.\nOg lederne er nær."

    def test_a_note_is_read_only_when_it_is_asked_for(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("notat Hemmelig") == ["Lagret, privat, kommer ikke i referatet."]
        others = stage.write("", "tid", "hvem", "si", "plan", "hjelp", "neste", "tilbake")
        assert not [line for line in others if "Hemmelig" in line]
        assert stage.write("notat") == ["Notat, privat, kommer ikke i referatet.", "Hemmelig"]

    def test_several_lines_are_each_on_the_disk_before_the_next(self, stage: Stage) -> None:
        to_reflection(stage)
        stage.leave("notat:", "neste", "", "  innrykk", timedelta(seconds=1))
        assert note(stage, "04-refleksjon.md") == "neste\n\n  innrykk"

    def test_a_full_stop_alone_ends_several_lines(self, stage: Stage) -> None:
        to_reflection(stage)
        said = stage.write("notat:", "først", "så", ".")
        assert said[-1] == "Lagret, kommer i referatet."
        assert stage.write("notat: og sist", "")[0] == "Lagret, kommer i referatet."
        assert note(stage, "04-refleksjon.md") == "først\nså\nog sist"

    def test_the_last_line_is_taken_back_after_a_yes(self, stage: Stage) -> None:
        to_reflection(stage)
        stage.write("notat en", "notat to")
        assert stage.write("notat fjern", "nei")[-1] == "Alt er som før."
        assert stage.write("notat fjern", "ja")[-1] == "Linja er borte."
        assert note(stage, "04-refleksjon.md") == "en"

    def test_a_private_line_is_not_said_before_it_is_taken_back(self, stage: Stage) -> None:
        stage.write("begynn", "notat Hemmelig")
        assert stage.write("notat fjern", "ja") == [
            "Skal den siste linja bort?",
            "Svar ja eller nei.",
            "Linja er borte.",
        ]
        to_reflection(stage)
        stage.write("notat Åpent")
        assert stage.write("notat fjern", "nei")[0] == "Den siste linja er: Åpent"

    def test_what_is_shared_from_the_rounds_has_a_word_and_a_note_of_its_own(self, stage: Stage) -> None:
        gone_to(stage.runner, stage.clock, "kollegaveiledning")
        stage.write("notat hemmelig")
        assert stage.write("delt hemmelig")[0] == "Ordet «delt» kan ikke brukes nå."
        gone_to(stage.runner, stage.clock, "utsjekk")
        assert stage.write("delt") == [
            "Delt fra rundene, kommer i referatet.",
            "Bare det den som var i fokus, vil dele selv.",
            "Notatet er tomt. Det du skriver etter ordet, blir stående her.",
        ]
        assert stage.write("delt Vi har ansvar sammen") == ["Lagret, kommer i referatet."]
        assert stage.write("delt:", "og spør", "tidligere", ".")[-1] == "Lagret, kommer i referatet."
        assert stage.write("delt fjern", "ja")[0] == "Den siste linja er: tidligere"
        stage.write("notat Takk")
        assert note(stage, "05b-delt.md") == "Vi har ansvar sammen\nog spør"
        assert note(stage, "06-utsjekk.md") == "Takk"
        assert note(stage, "05b-1-kari.md") == "hemmelig"
        assert stage.write("delt")[2:] == ["Vi har ansvar sammen", "og spør"]
        assert "ansvar" not in (stage.runner.folder / "journal.jsonl").read_text("utf-8")

    def test_where_something_can_be_shared_from_the_rounds_that_is_told_on_the_way_in(self, stage: Stage) -> None:
        told = "Skriv delt for å ta med noe fra rundene i referatet."
        stage.write("begynn")
        said: dict[str, bool] = {}
        while stage.runner.state.step is not None and stage.runner.state.step.id != "avslutning":
            lines = stage.write("neste")
            said[stage.runner.state.step.id] = told in lines or said.get(stage.runner.state.step.id, False)
        assert [step for step, was in said.items() if was] == ["utsjekk", "avslutning"]

    def test_what_the_disk_refuses_is_not_called_saved_and_is_tried_again(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stage.write("begynn")

        def refuse(*_arguments: object) -> None:
            raise OSError(errno.ENOSPC, "full")

        with monkeypatch.context() as patch:
            patch.setattr(stage.runner.notebook, "save", refuse)
            patch.setattr(stage.runner.notebook, "save_elsewhere", lambda *_arguments: None)
            assert stage.write("notat Viktig") == ["Notatet er ikke lagret: disken er full. Teksten er her fortsatt."]
            assert stage.write("notat")[-1] == "Viktig"
        said = stage.write(timedelta(seconds=TRY_AGAIN_AFTER + 1))
        assert said == ["Nå er alle notatene lagret i øktmappa."]
        assert note(stage, "film.md") == "Viktig"

    def test_what_another_program_writes_in_a_note_is_kept_and_gone_on_with(self, stage: Stage) -> None:
        to_reflection(stage)
        stage.write("notat Vårt")
        path = stage.runner.folder / "notes" / "04-refleksjon.md"
        path.write_text(path.read_text("utf-8").replace("Vårt", "Deres"), encoding="utf-8")
        said = stage.write("notat Mer")
        assert said[0].startswith("Et annet program har skrevet i et notat. Det som sto der før, ligger i ")
        assert note(stage, "04-refleksjon.md") == "Deres\nMer"
        assert "Vårt" in (stage.runner.folder / "notes" / "04-refleksjon~annen.md").read_text("utf-8")

    def test_a_note_that_vanishes_is_kept_and_said(self, stage: Stage) -> None:
        to_reflection(stage)
        stage.write("notat Vårt")
        (stage.runner.folder / "notes" / "04-refleksjon.md").unlink()
        said = stage.write("notat", timedelta(seconds=6))
        assert said[0] == "En notatfil var borte. Teksten er i behold, og lagres på nytt."
        assert "Vårt" in said
        assert note(stage, "04-refleksjon.md") == "Vårt"

    def test_what_the_folder_refuses_is_put_elsewhere_and_told_of(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        to_reflection(stage)

        def refuse(*_arguments: object) -> None:
            raise OSError(errno.ENOSPC, "full")

        with monkeypatch.context() as patch:
            patch.setattr(stage.runner.notebook, "save", refuse)
            said = stage.write("notat Viktig")
        assert said[0].startswith("Vi får ikke lagret alt i øktmappa. Resten ligger i ")
        assert stage.write(timedelta(seconds=6)) == ["Nå er alle notatene lagret i øktmappa."]


class TestActions:
    def test_an_action_is_written_on_one_line(self, stage: Stage) -> None:
        stage.write("begynn")
        said = stage.write("tiltak Ordne kaffe; Kari; om 2 uker")
        assert said == ["Tiltaket er lagret: Ordne kaffe, ansvarlig Kari, frist mandag 7. desember 2026."]
        assert stage.runner.actions.read() == (Action("Ordne kaffe", "Kari", date(2026, 12, 7)),)
        stage.write("tiltak Bare dette", "tiltak Ring · Ola · 1.12")
        assert stage.write("liste") == [
            "1. Ordne kaffe, ansvarlig Kari, frist mandag 7. desember 2026.",
            "2. Bare dette.",
            "3. Ring, ansvarlig Ola, frist tirsdag 1. desember 2026.",
            "Neste møte: ikke avtalt ennå.",
        ]

    def test_an_action_is_asked_for_field_by_field(self, stage: Stage) -> None:
        stage.write("begynn")
        said = stage.write("tiltak", "Ordne kaffe", "", "i går", "fredag")
        assert "Hvem tar det?" in said
        assert "«i går» er ikke en dag. Skriv for eksempel «1.12», «fredag» eller «om 2 uker»." in said
        assert stage.runner.actions.read() == (Action("Ordne kaffe", "", date(2026, 11, 27)),)
        assert not read_drafts(stage.runner.folder)

    def test_giving_up_saves_nothing(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("tiltak", "Ordne kaffe", "avbryt")[-1] == "Ingenting er lagret."
        assert not stage.runner.actions.read()
        assert not read_drafts(stage.runner.folder)

    def test_the_last_action_is_changed(self, stage: Stage) -> None:
        stage.write("begynn", "tiltak Kaffe; Kari; fredag")
        said = stage.write("endre", "Saft", "", "-")
        assert "Nå står det: Kaffe. Skriv - for å tømme feltet." in said
        assert stage.runner.actions.read() == (Action("Saft", "Kari"),)

    def test_what_was_begun_when_the_lines_ended_is_gone_on_with(
        self, stage: Stage, reopened: Callable[[Stage], Stage]
    ) -> None:
        stage.leave("begynn", "tiltak", "Ordne kaffe", "Kari")
        again = reopened(stage)
        assert "Et tiltak ble ikke lagret. Skriv tiltak for å fortsette på det." in list(left_unsaved(again.talk))
        said = again.write("tiltak", "ja")
        assert said[:3] == ["Dette ble ikke lagret sist:", "tiltak: Ordne kaffe", "ansvarlig: Kari"]
        assert again.runner.actions.read() == (Action("Ordne kaffe", "Kari"),)
        assert not [line for line in left_unsaved(again.talk) if line]

    def test_what_was_begun_may_be_thrown_away(self, stage: Stage, reopened: Callable[[Stage], Stage]) -> None:
        stage.leave("begynn", "tiltak", "Ordne kaffe")
        again = reopened(stage)
        assert again.write("tiltak Noe annet", "nei", "ja")[-2] == "Det er kastet."
        assert again.runner.actions.read() == (Action("Noe annet"),)
        assert not read_drafts(again.runner.folder)

    def test_an_action_that_the_disk_refuses_waits(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        stage.write("begynn")

        def refuse(_action: Action) -> None:
            raise OSError(errno.ENOSPC, "full")

        with monkeypatch.context() as patch:
            patch.setattr(stage.runner.actions, "add", refuse)
            said = stage.write("tiltak Kaffe; Kari")
        assert said[0] == "Tiltaket ble ikke lagret: disken er full. Prøv igjen."
        stage.write("tiltak", "ja")
        assert stage.runner.actions.read() == (Action("Kaffe", "Kari"),)

    def test_what_was_begun_is_not_thrown_away_by_one_answer(
        self, stage: Stage, reopened: Callable[[Stage], Stage]
    ) -> None:
        stage.leave("begynn", "tiltak", "Ordne kaffe")
        again = reopened(stage)
        said = again.write("tiltak Noe annet", "nei", "nei")
        assert said[-2:] == [
            "Det ligger her fortsatt.",
            "Det du skrev nå, er ikke tatt med. Skriv det på nytt etterpå.",
        ]
        assert again.write("tiltak", "ja")[1] == "tiltak: Ordne kaffe"

    def test_an_action_that_the_disk_refuses_twice_is_not_overwritten_by_the_next(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stage.write("begynn")

        def refuse(_action: Action) -> None:
            raise OSError(errno.ENOSPC, "full")

        with monkeypatch.context() as patch:
            patch.setattr(stage.runner.actions, "add", refuse)
            stage.write("tiltak Kaffe; Kari")
            said = stage.write("tiltak Saft; Ola", "ja")
        assert said[-1] == "Det du skrev nå, er ikke tatt med. Skriv det på nytt etterpå."
        stage.write("tiltak", "ja")
        assert stage.runner.actions.read() == (Action("Kaffe", "Kari"),)


class TestMeeting:
    def test_a_meeting_is_settled_on_one_line_and_field_by_field(self, stage: Stage) -> None:
        stage.write("begynn")
        said = stage.write("møte 1.12; 10:00; Møterom 2")
        assert said == ["Neste møte: tirsdag 1. desember 2026 kl. 10:00, Møterom 2."]
        stage.write("møte", "", "klokka ti", "", "11.30", "")
        settled = stage.runner.state.next_meeting
        assert settled is not None
        assert (settled.day, settled.at, settled.place) == (date(2026, 12, 1), time(11, 30), "Møterom 2")

    def test_a_meeting_that_was_begun_is_asked_about_before_another(
        self, stage: Stage, reopened: Callable[[Stage], Stage]
    ) -> None:
        stage.leave("begynn", "møte", "1.12", "10:00")
        again = reopened(stage)
        said = again.write("møte fredag", "ja")
        assert said[:3] == ["Dette ble ikke lagret sist:", "dag: 1.12", "klokka: 10:00"]
        assert "Det du skrev nå, er ikke tatt med. Skriv det på nytt etterpå." in said
        settled = again.runner.state.next_meeting
        assert settled is not None
        assert (settled.day, settled.at) == (date(2026, 12, 1), time(10))

    def test_a_time_without_a_day_is_asked_about(self, stage: Stage) -> None:
        stage.write("begynn")
        said = stage.write("møte ; 10:00", "1.12")
        assert said[0] == "Skriv hvilken dag også."
        assert stage.runner.state.next_meeting is not None


def test_a_journal_that_cannot_be_written_changes_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.write("begynn")
    before = stage.runner.state

    def refuse(_records: tuple[Record, ...]) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(stage.runner._journal, "append", refuse)  # noqa: SLF001 - the disk, as it fails
    assert stage.write("neste") == ["Fikk ikke skrevet til disken: disken er full. Ingenting er endret."]
    assert stage.runner.state is before


@pytest.fixture
def reopened() -> Iterator[Callable[[Stage], Stage]]:
    """Takes a session up in another process, as it were."""
    opened: list[SessionRunner] = []

    def reopen(stage: Stage) -> Stage:
        stage.runner.close()
        opened.append(SessionRunner.take_up(stage.runner.folder, stage.clock))
        return stage_for(opened[-1], stage.clock)

    yield reopen
    for runner in opened:
        runner.close()
