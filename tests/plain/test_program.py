"""The program without a screen, from the first question to the last line."""

import errno
import io
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.lock import SessionBusyError, is_open
from aml_okt.files.note_file import NoteKey
from aml_okt.files.notebook import Notebook
from aml_okt.i18n import follow_language, use_language
from aml_okt.loading import load_session
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.plain.program import Surroundings, run
from aml_okt.plain.reading import Stopped
from aml_okt.plain.voice import Voice
from aml_okt.private_notes import count_private
from aml_okt.runner import SessionRunner
from aml_okt.signals import HUNG_UP
from tests.builders import PEOPLE, minutes
from tests.plain.conftest import House

AT_ONCE = {"go": True}


def led(house: House, *items: str | timedelta | Stopped, **settled: object) -> tuple[int, list[str]]:
    """Run the program with these lines; its status, and what it said."""
    around, heard = house.around(*items)
    status = run(house.opening(**settled), around)
    return status, heard.getvalue().replace("\a", "").splitlines()


def only_session(house: House) -> Path:
    (folder,) = house.root.iterdir()
    return folder


def no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no note be saved anywhere."""

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Notebook, "save", refuse)
    monkeypatch.setattr(Notebook, "save_elsewhere", lambda *_arguments: None)


class TestSetup:
    def test_what_is_not_given_is_asked_for(self, house: House) -> None:
        status, said = led(
            house, "Barnevernet", "Møterom 2", "Kari, Ola", "25:00", "13:30", "begynn", unit="", place="", names=()
        )
        assert status == 0
        assert said[0] == "Den innebygde agendaen."
        assert [line for line in said if line.endswith("?") or "Skriv navnene" in line] != []
        assert "«25:00» er ikke et klokkeslett. Skriv for eksempel «13:30»." in said
        assert "Planen for Kari, Ola:" in said
        created = load_session(only_session(house)).state.created
        assert (created.unit, created.place) == ("Barnevernet", "Møterom 2")
        assert created.latest_end is not None

    def test_a_session_is_led_in_its_own_language_whichever_is_chosen_at_the_start(self, house: House) -> None:
        english = read_agenda_file(built_in_agenda("en"))
        use_language(None)
        follow_language("en")
        led(house, "begin", "close", agenda_file=english, **AT_ONCE)
        left = house.opening(interrupted=only_session(house))

        def said_after(word: str) -> str:
            follow_language("en")  # what is asked first is about the session that waits
            around, heard = house.around(word, "", "", "", "", "")
            run(left, around)
            return heard.getvalue()

        assert "min left" in said_after("continue")
        assert "Ingen økt er åpnet." in said_after("new")

    def test_the_questions_can_be_helped_with_and_left(self, house: House) -> None:
        status, said = led(house, "hjelp", "Barnevernet", "Lukk ", unit="", place="", names=())
        assert status == 0
        assert said[2] == "Skriv hjelp for å høre hva dere blir spurt om, eller lukk for å lukke."
        assert said[3] == "Vi spør om tjeneste, sted, hvem som er her, og når dere senest må være ferdige."
        assert said[-1] == "Ingen økt er åpnet."
        assert not house.root.exists()

    def test_the_plan_says_what_is_missing_and_what_could_give(self, house: House) -> None:
        _status, said = led(house, "12:00", "lukk")
        assert "Kl. 10:00: Film, 10 min." in said
        assert "35 min for lite til 12:00." in said
        assert "Dette kan kortes ned, med inntil:" in said
        assert "Pause, 5 min." in said

    def test_seven_people_are_advised_and_let_on(self, house: House) -> None:
        names = (*PEOPLE, "Turid")
        _status, said = led(house, "", "begynn", names=names)
        assert any(line.startswith("Veilederen anbefaler høyst 6 i en gruppe.") for line in said)
        assert "Felles film." in said

    def test_what_is_changed_is_measured_anew(self, house: House) -> None:
        _status, said = led(house, "", "deltakere Kari, Ola, Liv", "slutt 13:00", "pause", "sted Kantina", "begynn")
        assert "Planen for Kari, Ola, Liv:" in said
        assert any(line.endswith("til overs før 13:00.") for line in said)
        state = load_session(only_session(house)).state
        assert [person.name for person in state.created.people] == ["Kari", "Ola", "Liv"]
        assert state.created.place == "Kantina"

    def test_names_that_do_not_do_are_said_and_leave_the_others(self, house: House) -> None:
        _status, said = led(house, "", "deltakere Kari, kari", "deltakere Kari", "begynn")
        assert "kari er allerede med. Legg til et etternavn eller en bokstav for å skille dem." in said
        assert "Det må være minst 2 deltakere. Skriv inn navnene." in said
        assert len(load_session(only_session(house)).state.created.people) == 5

    def test_a_short_break_is_offered_and_taken(self, house: House) -> None:
        _status, said = led(house, "", "pause", "begynn")
        assert "Kort pause 5 min etter runde 3, med: ferdig 12:40. Skriv pause for å bytte." in said
        assert load_session(only_session(house)).state.created.breather

    def test_closing_before_the_start_leaves_nothing(self, house: House) -> None:
        status, _said = led(house, "", "lukk")
        assert (status, house.root.exists()) == (0, False)

    def test_a_rehearsal_says_so(self, house: House) -> None:
        for settled in ({}, AT_ONCE):
            _status, said = led(house, "", "lukk", rehearsal=10.0, **settled)
            assert said.count("Dette er en øvelse. Klokka går 10 ganger så fort.") == 1

    def test_those_who_come_for_the_first_time_are_told_what_will_happen(self, house: House) -> None:
        welcome = "Velkommen! Først noen spørsmål, og så planen for akkurat dere."
        assert welcome in led(house, "", "lukk", first=True)[1]
        assert welcome not in led(house, "", "lukk")[1]

    def test_a_disk_that_refuses_keeps_what_was_answered(self, house: House) -> None:
        house.root.write_text("i veien", encoding="utf-8")
        status, said = led(house, "", "begynn", "plan")
        assert status == 0
        assert any(line.startswith("Fikk ikke laget mappa til økta") for line in said)
        assert said.count("Planen for Kari, Ola, Liv, Per, Nils:") == 2


class TestEnds:
    def test_the_end_of_the_lines_saves_and_says_how_to_go_on(self, house: House) -> None:
        status, said = led(house, "begynn", "notat Det siste", **AT_ONCE)
        folder = only_session(house)
        assert status == 0
        assert said[-1].startswith(f"Økta er lagret i {folder}. Fortsett med «aml-okt")
        assert said[-1].endswith("start --plain».")
        assert "Det siste" in (folder / "notes" / "film.md").read_text("utf-8")
        assert not is_open(folder)

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_signal_ends_it_with_a_status_that_tells(self, house: House, number: int) -> None:
        status, said = led(house, "begynn", "notat:", "Det siste", Stopped(number), "neste", **AT_ONCE)
        assert status == 128 + number
        assert said[-1].startswith("Økta er lagret i ")
        assert "Det siste" in (only_session(house) / "notes" / "film.md").read_text("utf-8")

    @pytest.mark.parametrize(
        "last", [(), ("lukk", "ja"), (Stopped(signal.SIGTERM),)], ids=["end of input", "closing", "signal"]
    )
    def test_a_note_that_is_on_no_disk_is_told_of_and_the_status_tells(
        self, house: House, monkeypatch: pytest.MonkeyPatch, last: tuple[str | Stopped, ...]
    ) -> None:
        no_disk(monkeypatch)
        status, said = led(house, "begynn", "notat Borte", *last, **AT_ONCE)
        assert status != 0
        assert "Et notat ble ikke lagret." in said

    def test_closing_asks_first_where_a_note_is_on_no_disk(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        no_disk(monkeypatch)
        _status, said = led(house, "begynn", "notat Borte", "lukk", "nei", "notat", **AT_ONCE)
        assert "Notatet er ikke lagret. Vil dere lukke likevel?" in said
        assert "Borte" in said

    def test_nobody_to_hear_it_is_the_end(self, house: House) -> None:
        class Gone(io.StringIO):
            def flush(self) -> None:
                if "Felles film." in self.getvalue():
                    raise BrokenPipeError

        around, _heard = house.around("begynn", "neste", "neste")
        deaf = Surroundings(around.source, Voice(Gone()), around.browser, around.chance)
        assert run(house.opening(go=True), deaf) == HUNG_UP
        state = load_session(only_session(house)).state
        assert state.course.at == 0

    def test_a_session_that_is_open_elsewhere_is_left_alone(self, house: House) -> None:
        led(house, "begynn", **AT_ONCE)
        other = SessionRunner.take_up(only_session(house), house.clock)
        try:
            with pytest.raises(SessionBusyError):
                led(house, "begynn", **AT_ONCE, resume=only_session(house))
        finally:
            other.close()


class TestResuming:
    def left(self, house: House) -> Opening:
        led(house, "begynn", minutes(3), "neste", "fasilitator Ola", **AT_ONCE)
        house.clock.advance(minutes(20))
        return house.opening(interrupted=only_session(house))

    def run(self, house: House, opening: Opening, *items: str) -> list[str]:
        around, heard = house.around(*items)
        assert run(opening, around) == 0
        return heard.getvalue().replace("\a", "").splitlines()

    def test_the_question_tells_what_each_answer_means(self, house: House) -> None:
        said = self.run(house, self.left(house), "kanskje", "lukk")
        assert said[0] == "Dere har en økt som ikke er ferdig."
        assert "Der dere var: Steg 1, Valg av fasilitator." in said
        assert "Sist i gang: For 20 min siden." in said or "Sist i gang: for 20 min siden." in said
        assert any(line.startswith("fortsett: Fortsett, og la tiden siden sist telle med. 18 min") for line in said)
        assert any(line.startswith("slapp: Fortsett der klokka sto. 2 min igjen") for line in said)
        assert "Svar med ett av disse ordene: fortsett, slapp, ny, lukk." in said

    def test_it_goes_on_and_the_time_counts(self, house: House) -> None:
        said = self.run(house, self.left(house), "fortsett", "tid")
        assert "Velkommen tilbake. Økta fortsetter der dere var." in said
        assert "Steg 1, Valg av fasilitator." in said
        assert "18 min over tiden." in said

    def test_it_goes_on_where_the_clock_stood(self, house: House) -> None:
        assert "2 min igjen." in self.run(house, self.left(house), "slapp", "tid")

    def test_another_may_be_begun_beside_it(self, house: House) -> None:
        self.run(house, self.left(house), "ny", "", "begynn")
        assert len(list(house.root.iterdir())) == 2

    def test_a_damaged_journal_is_mended_and_told_of(self, house: House) -> None:
        opening = self.left(house)
        journal = only_session(house) / "journal.jsonl"
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(lines[:-2]) + b"x" + lines[-2][1:] + lines[-1])
        said = self.run(house, opening, "fortsett")
        assert any(line.startswith("Loggen var skadet: Én hendelse er borte.") for line in said)

    def test_a_damaged_journal_is_told_of_when_the_session_is_finished_too(self, house: House) -> None:
        led(house, "begynn", minutes(3), "neste", "avslutt", "ja", **AT_ONCE)
        journal = only_session(house) / "journal.jsonl"
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(lines[:-2]) + b"x" + lines[-2][1:] + lines[-1])
        said = self.run(house, house.opening(resume=only_session(house)), "lukk")
        assert said[0].startswith("Loggen var skadet: ")
        assert not any(line.startswith("Velkommen tilbake.") for line in said)


class TestSummary:
    def test_the_summary_is_told_and_the_minutes_written(self, house: House) -> None:
        status, said = led(
            house, "begynn", minutes(9), "neste", "tiltak Kaffe; Kari", "avslutt", "ja", "referat", "lukk", **AT_ONCE
        )
        folder = only_session(house)
        assert status == 0
        assert "Takk for innsatsen. Økta er over, og alt er lagret." in said
        assert "Dere brukte 9 min." in said
        assert "Film: 9 min av 10 min." in said
        assert "1. Kaffe, ansvarlig Kari." in said
        assert f"Referatet ligger i {folder / 'referat.md'}" in said
        assert "Kaffe" in (folder / "referat.md").read_text("utf-8")
        assert not any("Fortsett med" in line for line in said)

    def test_the_end_is_taken_back(self, house: House) -> None:
        _status, said = led(house, "begynn", "avslutt", "ja", "angre", "neste", **AT_ONCE)
        assert any(line.startswith("Angret: Økta går igjen.") for line in said)
        assert "Steg 1, Valg av fasilitator." in said
        assert load_session(only_session(house)).state.course.at == 1

    def test_time_that_stood_still_after_the_end_is_nobodys(self, house: House) -> None:
        _status, said = led(house, "begynn", "avslutt", "ja", minutes(30), "referat", "hjelp", "nesten", **AT_ONCE)
        assert not any("sto stille" in line for line in said)
        assert "Nå kan dere skrive: referat, angre, hjelp, lukk." in said


class TestPrivateNotes:
    def to_the_end(self, house: House, *after: str) -> list[str]:
        """A session in which a private note is written, and these lines after its end."""
        lines = ("begynn", "neste", "neste", "notat Hemmelig.", "avslutt", "ja", *after)
        _status, said = led(house, *lines, **AT_ONCE)
        return said

    def test_after_the_minutes_it_is_told_how_and_no_line_is_taken_for_an_answer(self, house: House) -> None:
        said = self.to_the_end(house, "referat", "ja", "lukk")

        assert "Skriv slett hvis de private notatene skal slettes nå." in said
        assert count_private(only_session(house)) == 1

    def test_they_go_when_that_is_agreed_on_and_are_not_saved_again(self, house: House) -> None:
        said = self.to_the_end(house, "slett", "ja", "slett", "lukk")

        assert "Økta har ett privat notat på denne maskinen. Slettes det, er det borte for godt." in said
        assert "Ett privat notat er slettet." in said
        assert "Det er ingen private notater." in said
        assert count_private(only_session(house)) == 0

    def test_one_that_waits_for_its_place_is_not_saved_when_they_have_gone(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        save, tries = Notebook.save, list[str]()

        def refuse_at_first(notebook: Notebook, key: NoteKey, text: str) -> Path:
            tries.append(text)
            if len(tries) == 2:
                raise OSError(errno.ENOSPC, "full")
            return save(notebook, key, text)

        monkeypatch.setattr(Notebook, "save", refuse_at_first)
        lines = ("begynn", "neste", "neste", "notat Hemmelig.", "notat Mer.", "avslutt", "ja", "slett", "ja", "lukk")
        _status, said = led(house, *lines, **AT_ONCE)

        assert "Ett privat notat er slettet." in said
        assert count_private(only_session(house)) == 0

    def test_they_stay_when_it_is_not(self, house: House) -> None:
        self.to_the_end(house, "slett", "nei", "lukk")

        assert count_private(only_session(house)) == 1

    def test_a_session_that_is_gone_on_with_has_an_empty_note_there(self, house: House) -> None:
        said = self.to_the_end(house, "slett", "ja", "angre", "tilbake", "notat Nytt.", "lukk")

        assert not [line for line in said if "borte" in line and "godt" not in line]
        (note,) = (only_session(house) / "notes").glob("*.md")
        assert note.read_text("utf-8").endswith("Nytt.\n") or note.read_text("utf-8").endswith("Nytt.")
