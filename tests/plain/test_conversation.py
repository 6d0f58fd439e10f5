"""A session by lines: moves, the time, cues, and what is asked before it is done."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aml_okt.core.commands import Begin
from aml_okt.core.events import Cues
from aml_okt.core.session import Stage as Progress
from aml_okt.core.text import visible
from aml_okt.files import sign_of_life
from aml_okt.plain.asking import Closed
from tests.builders import minutes, seconds
from tests.plain.conftest import Stage

LONG = """
title: Prøve
steps:
  - {id: en, title: En, time: 5 min}
  - {id: to, title: To, time: 2 min, who: each}
  - {id: pause, title: Pause, time: 10 min, screen: break}
  - {id: fire, title: Fire, time: 5 min, factors: [Ledelse, Kultur], link: 'https://example.no/film'}
"""
WAITS = """
title: Prøve
steps:
  - {id: en, title: En, time: 5 min}
  - {id: to, title: To, time: 5 min, at: '10:30'}
"""

Stages = Callable[[str], Stage]


class TestMoves:
    def test_the_first_step_begins_with_what_is_allowed_and_what_to_say(self, stage: Stage) -> None:
        said = stage.write("begynn")
        assert said[:3] == ["Felles film.", "Alle sammen.", "10 min igjen."]
        assert said[3] == "Regel: Bare se. Kommentarene venter."
        assert said[4].startswith("Si: «I dag følger vi en oppskrift")

    def test_a_turn_in_the_same_phase_is_said_in_few_words(self, stage: Stage) -> None:
        stage.write("begynn", "neste", "neste")
        assert stage.write("neste") == ["Ola har ordet.", "1 min 36 s igjen."]

    @pytest.mark.parametrize("line", ["begynn", "neste", "pause"])
    def test_how_it_is_undone_is_said_the_first_time_and_not_again(self, stage: Stage, line: str) -> None:
        undo = "Skriv angre for å ta det tilbake."
        if line != "begynn":
            assert stage.runner.dispatch(Begin()) is None
        assert stage.write(line)[-1] == undo
        assert undo not in stage.write("neste")

    def test_who_keeps_time_is_said_only_when_it_is_somebody_else(self, stage: Stage) -> None:
        stage.write("begynn")
        said: list[str] = []
        while stage.runner.state.box is None or stage.runner.state.box.turn is None or not stage.runner.state.box.round:
            said = stage.write("neste")
        assert any("tar tiden" in line for line in said)
        assert not any("tar tiden" in line for line in stage.write("neste"))

    def test_an_empty_line_says_where_we_are_and_does_nothing(self, stage: Stage) -> None:
        stage.write("begynn", minutes(2))
        before = stage.runner.state
        assert stage.write("") == ["Felles film.", "Alle sammen.", "8 min igjen."]
        assert stage.runner.state is before

    def test_back_goes_on_where_it_left(self, stage: Stage) -> None:
        stage.write("begynn", minutes(4), "neste")
        said = stage.write("tilbake")
        assert said[0].startswith("Tilbake. Tiden fortsetter der den slapp. Slutt ")
        assert "6 min igjen." in said

    def test_a_pause_stands_until_it_is_over(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("pause") == ["Klokka står til dere skriver fortsett."]
        assert stage.write(minutes(3), "") == ["Felles film.", "Alle sammen.", "Klokka står. 10 min igjen."]
        said = stage.write("fortsett")
        assert said[0].startswith("Klokka går igjen. Slutt ")
        assert said[1] == "Den har stått i 3 min i alt."

    def test_what_cannot_be_done_now_is_refused_as_the_core_says_it(self, stage: Stage) -> None:
        assert stage.write("neste") == ["Økta har ikke begynt ennå."]
        stage.write("begynn")
        assert stage.write("begynn") == ["Klokka går allerede."]
        assert stage.write("tilbake") == ["Dette er det første steget."]

    def test_what_only_another_step_has_is_refused_with_a_way_on(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("lysark") == [
            "Ordet «lysark» kan ikke brukes nå.",
            "Skriv hjelp for å høre hva du kan skrive.",
        ]

    def test_one_minute_more_says_the_new_end_and_is_undone(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("pluss")[0] == "Ett minutt til. Slutt 12:36."
        assert stage.write("angre") == ["Angret: Tiden her er som før. Slutt 12:35."]

    def test_the_start_moves_back_by_half_a_minute(self, stage: Stage) -> None:
        stage.write("begynn", minutes(2), "neste", seconds(10))
        assert stage.write("før")[0].startswith("Starten er flyttet: 40 s er brukt her. Slutt ")

    def test_going_on_without_a_facilitator_is_remarked(self, stage: Stage) -> None:
        said = stage.write("begynn", "neste", "neste")
        assert "Ingen fasilitator er valgt. Skriv fasilitator og et navn for å velge en." in said

    def test_a_beginning_of_several_words_does_nothing_and_says_so(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("p") == ["«p» kan være pause, pluss, plan. Skriv mer av ordet."]

    @pytest.mark.parametrize(
        ("line", "word"),
        [
            ("neste uke må vi snakke om støtte", "neste"), ("tilbake til det Kari sa", "tilbake"), ("pluss 5", "pluss"),
            ("angre på at vi gikk videre", "angre"), ("pause på ti minutter", "pause"), ("lukk døra", "lukk"),
            ("avslutt møtet før", "avslutt"),
        ],
    )  # fmt: skip
    def test_a_sentence_that_begins_with_a_word_is_no_command(self, stage: Stage, line: str, word: str) -> None:
        stage.write("begynn", "neste")
        before = stage.runner.state
        assert stage.write(line) == [f"Etter «{word}» skal det ikke stå noe. Ingenting er gjort."]
        assert stage.runner.state is before

    def test_yes_is_no_answer_where_nothing_is_asked(self, stage: Stage) -> None:
        assert stage.write("ja") == ["Det er ikke spurt om noe nå."]


class TestTime:
    def test_cues_come_at_their_moments_and_are_heard(self, stages: Stages) -> None:
        stage = stages(LONG)
        stage.write("begynn")
        assert stage.write(minutes(4) - seconds(0.1)) == []
        assert stage.write(seconds(0.1)) == ["Ett minutt igjen."]
        assert stage.bells == 1
        assert stage.write(minutes(1)) == ["Tiden er ute. Gå videre når dere er klare."]
        assert stage.write(seconds(1)) == []
        assert stage.bells == 3
        assert stage.write(minutes(1)) == ["1 minutt over tiden."]

    def test_the_clock_is_looked_at_at_the_very_moment_of_a_cue(self, stages: Stages) -> None:
        stage = stages(LONG)
        stage.write("begynn", seconds(0.7))
        stage.write(minutes(4))
        assert timedelta() not in stage.script.waits
        passed, ends = timedelta(), []
        for wait in stage.script.waits:
            passed += wait
            ends.append(passed)
        assert minutes(4) in ends

    @pytest.mark.parametrize(
        ("word", "cues", "bells"), [("lyd slutt", Cues.END, 2), ("lyd av", Cues.NONE, 0), ("lyd alt", Cues.ALL, 3)]
    )
    def test_only_what_is_chosen_is_heard_and_all_of_it_is_said(
        self, stages: Stages, word: str, cues: Cues, bells: int
    ) -> None:
        stage = stages(LONG)
        stage.write("begynn", word)
        assert stage.runner.state.cues is cues
        assert len(stage.write(minutes(5), seconds(1))) == 2
        assert stage.bells == bells

    def test_the_time_left_the_end_and_the_offset_are_told_when_asked_for(self, stage: Stage) -> None:
        stage.write("begynn", minutes(2))
        assert stage.write("tid") == ["8 min igjen.", "Klokka er 10:02.", "Slutt 12:35, i rute."]

    def test_a_step_that_was_waited_for_is_said_when_it_begins(self, stages: Stages) -> None:
        stage = stages(WAITS)
        stage.write("begynn", minutes(5))
        said = stage.write("neste")
        assert "Dere venter til 10:30. Skriv straks for å begynne nå." in said
        assert stage.write("neste") == ["To.", "Alle sammen.", "Dere venter til 10:30. Skriv straks for å begynne nå."]
        assert stage.write(minutes(25)) == ["Ventetiden er over.", "To.", "Alle sammen.", "5 min igjen."]

    def test_a_step_that_is_waited_for_begins_at_once_when_asked(self, stages: Stages) -> None:
        stage = stages(WAITS)
        stage.write("begynn", minutes(5), "neste")
        assert stage.write("straks")[0].startswith("Dere begynner nå. Slutt 10:10.")

    def test_to_begin_while_the_group_waits_is_to_begin_at_once(self, stages: Stages) -> None:
        stage = stages(WAITS)
        stage.write("begynn", minutes(5), "neste")
        assert stage.write("begynn!")[0].startswith("Dere begynner nå. Slutt 10:10.")

    def test_signs_of_life_are_given_while_nobody_writes(self, stage: Stage) -> None:
        stage.write("begynn", minutes(3), seconds(4))
        alive = sign_of_life.read(stage.runner.folder)
        assert alive is not None
        assert timedelta() <= stage.clock.now().wall - alive <= seconds(11)


class TestGaps:
    def test_the_time_counts_unless_the_answer_is_no(self, stage: Stage) -> None:
        stage.write("begynn", minutes(1))
        stage.clock.advance(minutes(3))
        said = stage.write(timedelta(), "nei")
        assert said[0] == "Maskinen sto stille i 3 min."
        assert said[1] == "Klokka har gått imens. Skal tiden telle med?"
        assert said[-2] == "Tiden teller ikke med. Slutt 12:38."
        assert "9 min igjen." in stage.write("tid")

    def test_a_line_that_is_no_answer_lets_the_time_count_and_is_done_after(self, stage: Stage) -> None:
        stage.write("begynn", minutes(1))
        stage.clock.advance(minutes(3))
        said = stage.write("tid", "notat Ikke mistet", timedelta())
        assert said[0] == "Maskinen sto stille i 3 min."
        assert any(line.startswith("Tiden teller med.") for line in said)
        assert "6 min igjen." in said
        assert said[-1].startswith("Lagret")

    def test_what_waited_for_an_answer_is_asked_again(self, stage: Stage) -> None:
        stage.write("begynn", minutes(1))
        stage.script.jumps["ja"] = minutes(3)
        said = stage.write("avslutt", "ja", "ja", timedelta(), "nei")
        assert said[1] == "Vil dere avslutte økta nå?"
        assert "Maskinen sto stille i 3 min." in said
        assert said[-5:-1] == said[:4]

    def test_a_yes_from_before_the_gap_is_no_answer_to_what_is_asked_after_it(self, stage: Stage) -> None:
        stage.write("begynn", minutes(2))
        stage.script.jumps["ja"] = minutes(30)
        said = stage.write("deltakere går Per", "ja", "nei", "", "nei")
        assert said.count("Har Per gått?") == 3
        assert said[-1] == "Alt er som før."

    def test_a_number_that_lets_the_time_count_is_no_answer_to_what_is_asked_after_it(self, stage: Stage) -> None:
        stage.write("begynn", minutes(2), "neste")
        before = stage.runner.state.course.boxes
        stage.script.jumps["2"] = minutes(5)
        said = stage.write("bruk", "2", "1", "")
        assert said[-1] == "Svar med tallet, eller nei."
        assert stage.runner.state.course.boxes == before

    def test_the_machine_that_stood_still_is_told_of_before_the_cue(self, stages: Stages) -> None:
        stage = stages(LONG)
        stage.write("begynn", minutes(1))
        stage.clock.advance(minutes(6))
        said = stage.write(seconds(1), "ja")
        assert said[0] == "Maskinen sto stille i 6 min 1 s."
        assert "2 minutter over tiden." in said

    def test_two_gaps_are_asked_about_as_one(self, stage: Stage) -> None:
        stage.write("begynn", minutes(1))
        stage.clock.advance(minutes(3))
        stage.script.jumps["nei"] = minutes(2)
        said = stage.write(timedelta(), "nei")
        assert "Maskinen sto stille i 3 min." in said
        assert "Maskinen sto stille i 5 min." in said
        assert "Tiden teller ikke med. Slutt 12:40." in said


class TestPlanning:
    def test_a_skip_is_shown_before_it_is_done(self, stage: Stage) -> None:
        stage.write("begynn", "neste", "neste")
        said = stage.write("hopp", "1")
        assert said[:3] == [
            "Hva vil dere hoppe over?",
            "1. Resten av «Velkommen og innsjekk». Slutt 12:15, 8 min tidligere.",
            "Svar med tallet, eller nei.",
        ]
        assert said[3] == "Hoppet over. Slutt 12:15."
        assert "Steg 3, Faglig intro." in said

    def test_a_no_leaves_everything_as_it_was(self, stage: Stage) -> None:
        stage.write("begynn", "neste", "neste")
        before = stage.runner.state
        assert stage.write("hopp 1", "nei")[-1] == "Alt er som før."
        assert stage.runner.state is before

    def test_a_question_is_asked_until_it_is_answered(self, stage: Stage) -> None:
        stage.write("begynn", "neste", "neste")
        said = stage.write("hopp 1", "kanskje", "", "ja")
        assert said.count("Svar ja eller nei først.") == 1
        assert said.count("Vil dere hoppe over dette?") == 2
        assert "Hoppet over. Slutt 12:15." in said

    @pytest.mark.parametrize(
        ("first", "line", "thinks", "question"),
        [
            ((minutes(20), "neste", "neste"), "hent inn", 20, "Vil dere bruke denne planen?"),
            ((), "deltakere går Per", 20, "Har Per gått?"),
            ((minutes(1), "neste"), "bruk 1", 5, "Vil dere gjøre det?"),
            (("neste", "neste"), "hopp 1", 20, "Vil dere hoppe over dette?"),
        ],
    )
    def test_a_yes_to_figures_that_time_has_changed_is_asked_for_again(
        self, stage: Stage, first: tuple[str | timedelta, ...], line: str, thinks: int, question: str
    ) -> None:
        stage.write("begynn", *first)
        before = stage.runner.state.course
        said = stage.write(line, minutes(thinks), "ja", "nei")
        assert "Tiden har gått, og tallene er ikke de samme lenger. Slik er det nå:" in said
        assert said.count(question) == 2
        assert stage.runner.state.course is before

    def test_what_is_told_anew_can_be_said_yes_to(self, stage: Stage) -> None:
        stage.write("begynn", "neste", "neste")
        said = stage.write("hopp 1", minutes(20), "ja", "ja")
        assert "1. Resten av" not in said[0]
        assert "Hoppet over. Slutt 12:35." in said

    def test_a_yes_within_the_minute_is_taken_and_does_what_is_right_to_the_second(self, stage: Stage) -> None:
        stage.write("begynn", minutes(12), "neste")
        said = stage.write("hent inn", seconds(40), "ja")
        assert "Planen er lagt om. Ny slutt 12:35." in said

    def test_a_choice_that_time_has_changed_is_asked_about_again(self, stage: Stage) -> None:
        stage.write("begynn", minutes(2), "neste", "neste")
        said = stage.write("bruk", minutes(6), "1", "1")
        assert "Dere er 8 min foran planen. Hva vil dere bruke tiden til?" in said
        assert "Tiden har gått, og tallene er ikke de samme lenger. Slik er det nå:" in said
        assert said[-2].startswith("Planen er lagt om.")

    def test_lost_time_is_made_up_when_all_of_it_has_been_told(self, stage: Stage) -> None:
        stage.write("begynn", minutes(13), "neste")
        said = stage.write("hent inn", "ja")
        assert said[0] == "Dere er 3 min bak."
        assert "Ny slutt 12:35, i rute." in said
        assert any(line.startswith("Tas fra: ") for line in said)
        assert any("8 min blir 7 min" in line for line in said)
        assert "Planen er lagt om. Ny slutt 12:35." in said

    def test_somebody_may_stand_over_and_another_end_be_asked_for(self, stage: Stage) -> None:
        stage.write("begynn")
        said = stage.write("hent inn 12:30 uten Per", "ja")
        assert any("én står over" in line for line in said)
        assert "Per står over, og er fortsatt lederkollega for de andre." in said
        assert stage.runner.state.course.over == {"p4"}

    def test_an_end_is_read_as_it_is_said(self, stage: Stage) -> None:
        stage.write("begynn")
        assert "Per står over, og er fortsatt lederkollega for de andre." in stage.write("hent inn Uten Per.", "nei")
        assert any("12:25" in line for line in stage.write("hent inn kl. 12:25", "nei"))
        assert stage.write("hent inn 9:00") == ["Klokka er allerede over 9:00. Skriv et klokkeslett som kommer."]

    def test_an_end_that_cannot_be_read_is_said(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("hent 27:80") == ["«27:80» er ikke et klokkeslett. Skriv for eksempel «11:05»."]

    def test_time_to_spare_goes_where_it_is_wanted(self, stage: Stage) -> None:
        stage.write("begynn", minutes(4), "neste")
        assert stage.write("hent")[0] == "Ordet «hent» kan ikke brukes nå."
        said = stage.write("bruk tiden", "1")
        assert said[0] == "Dere er 6 min foran planen. Hva vil dere bruke tiden til?"
        assert said[-2].startswith("Planen er lagt om. Slutt ")

    def test_a_break_lasts_to_the_time_that_is_agreed_on(self, stages: Stages) -> None:
        stage = stages(LONG)
        stage.write("begynn", "neste", "neste", "neste")
        said = stage.write("neste")
        assert "Vi starter igjen kl. 10:10." in said
        said = stage.write("pause til 10:15", "ja")
        assert said[0] == "Pausen blir 15 min i stedet for 10 min. Ny slutt 10:20."
        assert said[-2] == "Pausen varer til 10:15. Ny slutt 10:20."

    def test_the_plan_tells_spans_and_times_of_day_apart(self, stage: Stage) -> None:
        stage.write("begynn", minutes(9), "neste")
        said = stage.write("plan")
        assert said[0] == "Kl. 10:00: Film, ferdig, planlagt 10 min, brukt 9 min."
        assert said[1] == "Kl. 10:09: Steg 1, Fasilitator, nå, planlagt 2 min, brukt 0 min."


class TestPeople:
    def test_somebody_goes_when_what_it_means_has_been_told(self, stage: Stage) -> None:
        stage.write("begynn")
        said = stage.write("deltakere går per", "ja")
        assert said[0].startswith("Uten Per blir slutten 12:20")
        assert "Det blir 4 runder i stedet for 5." in said
        assert "Har Per gått?" in said
        assert "Per har gått. Slutt 12:20." in said
        assert "Per, har gått." in stage.write("deltakere")
        assert "Per er med. Slutt 12:35." in stage.write("deltakere tilbake Per", "ja")

    def test_somebody_comes_late(self, stage: Stage) -> None:
        stage.write("begynn")
        said = stage.write("deltakere kommer Nora", "ja")
        assert "Nora er med. Slutt 12:50." in said
        assert stage.write("deltakere kommer nora") == [
            "nora er allerede med. Legg til et etternavn eller en bokstav for å skille dem."
        ]

    def test_two_who_come_late_are_taken_in_one_at_a_time(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("deltakere kommer Nora, Jon") == ["Skriv ett navn om gangen."]
        assert "Nora er med. Slutt 12:50." in stage.write("deltakere kommer Nora", "ja")

    def test_a_name_is_corrected(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("deltakere retter Kar: Kari Nordmann") == [
            "Kari heter nå Kari Nordmann.",
            "Skriv angre for å ta det tilbake.",
        ]
        assert stage.write("deltakere retter Ola", "Olav")[1] == "Ola heter nå Olav."
        assert stage.write("deltakere retter Olav: Liv")[0].startswith("Liv er allerede med.")
        assert stage.write("deltakere retter Hans: Per")[0].startswith("Ingen her heter Hans.")
        assert "Kari Nordmann." in stage.write("deltakere")
        assert stage.write("angre")[0].startswith("Angret: Navnet er Ola igjen.")

    def test_a_name_that_is_nobodys_is_answered_with_those_that_are(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("deltakere går Hans") == [
            "Ingen her heter Hans. Skriv en av disse: Kari, Ola, Liv, Per, Nils."
        ]

    def test_the_facilitator_is_chosen_by_name_and_by_lot(self, stage: Stage) -> None:
        stage.write("begynn", "neste")
        assert stage.write("fasilitator ol")[0] == "Ola leder dere gjennom økta."
        assert stage.write("lodd")[0].startswith("Loddet falt på ")

    def test_the_order_is_told_changed_and_drawn(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("rekkefølge")[0] == "1. Kari, ca. 11:00, tidtaker Nils."
        stage.write("rekkefølge Liv, Per", "ja")
        assert stage.runner.state.course.order[:3] == ("p3", "p4", "p1")
        stage.write("rekkefølge uten Ola", "ja")
        assert stage.runner.state.course.over == {"p2"}
        stage.write("rekkefølge med Ola", "ja")
        assert not stage.runner.state.course.over
        before = stage.runner.state.course.order
        stage.write("rekkefølge lodd", "ja")
        assert sorted(stage.runner.state.course.order) == sorted(before)

    def test_an_order_that_cannot_be_is_answered_with_what_is_true(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("rekkefølge med Kari") == ["Ingen står over."]
        while stage.runner.state.box is None or stage.runner.state.box.focus is None:
            stage.write("neste")
        assert stage.write("rekkefølge Kari") == ["Kari er i fokus nå eller har vært det."]
        stage.write("rekkefølge uten Ola", "ja")
        assert stage.write("rekkefølge Ola") == ["Ola står over. Skriv rekkefølge med Ola først."]
        assert stage.write("rekkefølge med Liv") == ["Liv står ikke over."]

    def test_a_name_is_no_part_of_a_word(self, stage: Stage) -> None:
        stage.write("begynn", "deltakere kommer Lo", "ja")
        stage.write("rekkefølge Lo", "ja")
        assert stage.runner.state.name(stage.runner.state.course.order[0]) == "Lo"
        assert stage.write("deltakere går Per.", "nei")[-1] == "Alt er som før."


class TestShowing:
    def test_factors_are_marked_and_marks_taken_back(self, stages: Stages) -> None:
        stage = stages(LONG)
        stage.write("begynn", "neste", "neste", "neste", "neste", "neste")
        assert stage.write("faktor 2 styrke") == ["2. Kultur: styrke 1, risiko 0."]
        assert stage.write("faktor 2 styrke minus") == ["2. Kultur: styrke 0, risiko 0."]
        assert stage.write("faktor 2 styrke minus") == ["En faktor kan nevnes fra 0 til 12 ganger."]
        assert stage.write("faktor") == ["1. Ledelse: styrke 0, risiko 0.", "2. Kultur: styrke 0, risiko 0."]

    def test_the_link_is_told_and_opened(self, stages: Stages) -> None:
        stage = stages(LONG)
        stage.write("begynn", "neste", "neste", "neste", "neste", "neste")
        assert stage.write("lenke") == ["Åpner https://example.no/film"]
        assert stage.opened == ["https://example.no/film"]

    def test_slides_are_read_a_page_at_a_time_without_marks(self, stage: Stage) -> None:
        stage.write("begynn", *["neste"] * 6)
        said = stage.write("neste")
        said = stage.write("lysark 2")
        assert said[:2] == ["Lysark 2 av 11.", "Når er det trakassering?"]
        assert "krenkende eller skremmende" in said
        assert stage.write("forrige")[0] == "Lysark 1 av 11."

    @pytest.mark.parametrize("number", ["0", "99", "tre"])
    def test_a_slide_that_there_is_not_is_refused(self, stage: Stage, number: str) -> None:
        stage.write("begynn", *["neste"] * 7)
        assert stage.write(f"lysark {number}") == ["Skriv et tall fra 1 til 11 etter ordet."]

    def test_little_is_said_of_what_is_not_understood(self, stage: Stage) -> None:
        (said,) = stage.write("x" * 4000)
        assert said.startswith(f"«{'x' * 40}» er ikke noe ord her.")

    def test_help_lists_what_can_be_done_now_and_explains_one_word(self, stage: Stage) -> None:
        words = stage.write("hjelp")[0].removeprefix("Nå kan dere skrive: ").removesuffix(".").split(", ")
        assert "begynn" in words
        assert "neste" not in words
        assert stage.write("hjelp nes") == [
            "neste: Gå videre: neste person, neste fase eller neste steg.",
            "Det kan ikke gjøres nå.",
        ]


class TestEnd:
    def test_the_end_names_who_would_not_get_their_round(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("avslutt", "nei")[0] == "Kari, Ola, Liv, Per og Nils får ikke runden sin."

    def test_the_end_is_asked_about(self, stage: Stage) -> None:
        stage.write("begynn")
        assert stage.write("avslutt", "nei")[-1] == "Økta går som før."
        stage.write("avslutt", "ja")
        assert stage.runner.state.stage is Progress.FINISHED
        assert stage.talk.ends

    def test_after_the_last_step_going_on_asks_the_same(self, stages: Stages) -> None:
        stage = stages(WAITS)
        stage.write("begynn", minutes(30), "neste")
        assert stage.write("neste", "nei") == [
            "Vil dere avslutte økta nå?",
            "Dere får oppsummeringen og kan skrive referatet.",
            "Svar ja eller nei.",
            "Økta går som før.",
        ]

    def test_closing_lets_the_session_wait(self, stage: Stage) -> None:
        stage.write("begynn")
        with pytest.raises(Closed):
            stage.write("lukk", "")
        assert stage.runner.state.stage is Progress.RUNNING


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.text(max_size=20) | st.sampled_from(["neste", "begynn", "hopp", "ja", "notat", "tiltak", "1"])))
def test_no_line_ever_breaks_the_conversation(stage: Stage, lines: list[str]) -> None:
    said = stage.write(*(line for line in lines if not line.strip().casefold().startswith("luk")))
    assert all(visible(line) == line and "\t" not in line for line in said)


CLOCK_SHOWN = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")


@pytest.mark.parametrize(
    "line", ["hent inn", "deltakere går Per", "hopp", "pluss", "plan", "rekkefølge uten Ola", "si", "hvem"]
)
def test_no_span_is_said_as_a_clock_shows_it(stage: Stage, line: str) -> None:
    stage.write("begynn", minutes(17), "neste", "neste", minutes(5))
    said = stage.write(line, "nei")
    assert all(10 <= int(time.partition(":")[0]) <= 13 for text in said for time in CLOCK_SHOWN.findall(text))
    assert not any(re.search(r"(?<!Steg )\b\d[ab]? [A-ZÆØÅ]", text) for text in said)


def test_what_time_to_spare_gives_is_said_in_words(stage: Stage) -> None:
    stage.write("begynn", minutes(1), "neste")
    said = stage.write("bruk", "nei")
    assert "8 min blir 17 min." in said[1]
    assert "Steg 4, Refleksjon" in said[1]


def test_what_a_long_turn_leaves_is_said_in_words(stage: Stage) -> None:
    stage.write("begynn", "neste", "neste", minutes(4))
    assert "Kari brukte 2 min 24 s for mye. De 4 som er igjen, har 1 min hver." in stage.write("neste")
