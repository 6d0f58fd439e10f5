"""Checking, planning and copying an agenda."""

from datetime import datetime
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from tests.builders import OSLO
from tests.cli.conftest import Run, answer

SMALL = """\
title: Liten prøve
steps:
  - id: velkommen
    title: Velkommen
    time: 5 min
  - id: prat
    number: "2"
    title: Prat
    time: 1 min 30 s
    who: each
"""


HELD = """\
title: Med lunsj
duration: 100 min
steps:
  - id: samtale
    title: 議題
    time: 30 min
    phases:
      - title: Først
        time: 10 min
        who: each
      - title: Så
        time: 20 min 30 s
        who: each
  - id: lunsj
    title: Lunsj
    time: 20 min
    at: "11:00"
""".replace("time: 30 min", "time: 30 min 30 s")


def test_check_says_ok_with_title_steps_and_time(run: Run) -> None:
    result = run("agenda", "check")

    assert result.exit_code == 0
    assert result.stdout == (
        "OK: Arbeidsmiljølovens krav til psykososialt arbeidsmiljø. 10 steg, 170 min for 6 deltakere. "
        "Den innebygde agendaen.\n"
    )


def test_check_reads_the_agenda_in_this_folder_before_others(run: Run) -> None:
    Path("agenda.yaml").write_text(SMALL, encoding="utf-8")

    assert "Liten prøve" in run("agenda", "check").stdout
    assert "Agendaen i mappa du står i" in run("agenda", "check").stdout


def test_check_reads_the_users_own_agenda_before_the_built_in(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "config" / "aml-okt" / "agenda.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(SMALL, encoding="utf-8")

    assert "Din egen agenda" in run("agenda", "check").stdout


def test_check_tells_all_faults_one_a_line_with_file_and_line(run: Run) -> None:
    Path("feil.yaml").write_text(SMALL.replace("5 min", "fem").replace("who: each", "who: alle"), encoding="utf-8")
    result = run("agenda", "check", "feil.yaml")
    lines = result.stderr.splitlines()

    assert result.exit_code == 2
    assert result.stdout == ""
    assert [line.split(",")[:2] for line in lines] == [["feil.yaml", " linje 5"], ["feil.yaml", " linje 10"]]


@pytest.mark.parametrize("name", ["finnes-ikke.yaml", "."])
def test_an_agenda_that_is_not_there_is_a_sentence(run: Run, name: str) -> None:
    result = run("agenda", "check", name)

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["kollegaveiledning", "Kollegaveiledning"])
def test_a_built_in_agenda_is_found_by_its_name(run: Run, name: str) -> None:
    assert run("agenda", "check", name).stdout.endswith("Den innebygde agendaen «kollegaveiledning».\n")
    planned = run("agenda", "plan", name, "--people", "4").stdout.splitlines()[1]
    assert planned.startswith("Den innebygde agendaen «kollegaveiledning». 4 deltakere, ")


def test_a_file_with_the_name_of_a_built_in_agenda_comes_before_it(run: Run) -> None:
    Path("oppfolging").write_text(SMALL, encoding="utf-8")

    assert "Liten prøve" in run("agenda", "check", "oppfolging").stdout


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("oppfolgin", "«oppfolgin» er verken en fil her eller en innebygd agenda. Mente du «oppfolging»?"),
        (
            "xyz",
            "«xyz» er verken en fil her eller en innebygd agenda. «aml-okt agenda list» viser dem som finnes.",
        ),
        ("oppfolging.yaml", "oppfolging.yaml: fila finnes ikke. Sjekk navnet og mappa."),
        ("x/oppfolgin", "x/oppfolgin: fila finnes ikke. Sjekk navnet og mappa."),
    ],
)
@pytest.mark.parametrize("command", [("agenda", "check"), ("agenda", "plan", "--people", "4"), ("start", "--agenda")])
def test_a_name_that_nothing_has_is_a_sentence(run: Run, command: tuple[str, ...], name: str, sentence: str) -> None:
    result = run(*command, name)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{sentence}\n")


def test_plan_as_json_has_exactly_the_promised_keys(run: Run) -> None:
    plan = answer(run("agenda", "plan", "--people", "Kari, Ola, Liv", "--json"))

    assert list(plan) == ["people", "total_s", "steps"]
    assert plan["people"] == ["Kari", "Ola", "Liv"]
    assert plan["total_s"] == 125 * 60
    assert {tuple(step) for step in plan["steps"]} == {("id", "number", "title", "planned_s", "timeboxes")}
    boxes = [box for step in plan["steps"] for box in step["timeboxes"]]
    assert {tuple(box) for box in boxes} == {("phase", "who", "focus", "speaker", "timekeeper", "planned_s")}
    assert sum(box["planned_s"] for box in boxes) == plan["total_s"]
    assert all(sum(box["planned_s"] for box in step["timeboxes"]) == step["planned_s"] for step in plan["steps"])


def test_plan_names_people_and_never_ids(run: Run) -> None:
    plan = answer(run("agenda", "plan", "--people", "Kari, Ola, Liv", "--json"))
    (rounds,) = (step for step in plan["steps"] if step["id"] == "kollegaveiledning")

    assert list(dict.fromkeys(box["focus"] for box in rounds["timeboxes"])) == ["Kari", "Ola", "Liv"]
    assert all(box["timekeeper"] != box["focus"] for box in rounds["timeboxes"])
    assert {box["who"] for box in rounds["timeboxes"]} == {"focus", "colleagues in turn", "colleagues"}


@pytest.mark.parametrize(("count", "minutes"), [(6, 170), (5, 155), (4, 140), (3, 125)])
def test_people_may_be_only_counted(run: Run, count: int, minutes: int) -> None:
    plan = answer(run("agenda", "plan", "--people", str(count), "--json"))

    assert plan["people"] == [f"Deltaker {place}" for place in range(1, count + 1)]
    assert plan["total_s"] == minutes * 60


def test_plan_for_people_to_read_has_clock_times_where_the_start_is_given(run: Run) -> None:
    lines = run("agenda", "plan", "--people", "5", "--start", "10:00").stdout.splitlines()

    assert lines[1] == "Den innebygde agendaen. 5 deltakere, 155 min."
    assert lines[3].split() == ["10:00", "10", "min", "Felles", "film"]
    assert "11:00    1 t 15 min  5b  Kollegaveiledning (5 runder på 15 min)" in lines
    assert lines[-1] == "12:35  slutt"


def test_a_range_of_sizes_gives_a_row_for_each(run: Run) -> None:
    result = run("agenda", "plan", "--people", "3..7", "--start", "10:00", "--end", "13:00")
    heading, three, *_between, seven = result.stdout.splitlines()[3:9]

    assert heading == "Deltakere   Varighet Slutt      Til overs I fokus Innsjekk Refleksjon Utsjekk"
    assert three == "        3  2 t 5 min 12:05         55 min  15 min     2:40       3:20    3:20"
    assert seven == "        7  3 t 5 min 13:05 5 min for lite  15 min     1:08       1:25    1:25"
    assert "Opplegget er laget for høyst 6." in result.stdout


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ((), "«Til overs» er regnet mot de 180 min som agendaen setter av."),
        (("--start", "10:00", "--end", "12:30"), "«Til overs» er regnet mot 12:30."),
    ],
)
def test_the_table_says_what_is_to_spare_before_what(run: Run, hours: tuple[str, ...], words: str) -> None:
    assert words in run("agenda", "plan", "--people", "3..7", *hours).stdout.splitlines()


@pytest.mark.parametrize("people", ["4", "4..5"])
def test_a_plan_without_a_start_says_that_the_waiting_is_left_out(run: Run, people: str) -> None:
    Path("agenda.yaml").write_text(HELD, encoding="utf-8")
    words = "Agendaen har faste klokkeslett. Skriv --start for å få med ventetiden."

    assert words in run("agenda", "plan", "--people", people).stdout.splitlines()
    assert words not in run("agenda", "plan", "--people", people, "--start", "10:00").stdout


@pytest.mark.parametrize("hours", [(), ("--start", "10:00"), ("--start", "10:00", "--end", "11:00")])
@pytest.mark.parametrize("sizes", ["3..8", "2..12"])
def test_the_table_of_the_built_in_agenda_fits_eighty_columns(run: Run, sizes: str, hours: tuple[str, ...]) -> None:
    lines = run("agenda", "plan", "--people", sizes, *hours).stdout.splitlines()

    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("people", [2, 3, 5, 8, 12])
def test_a_row_says_what_the_plan_for_that_size_says(run: Run, people: int) -> None:
    (row,) = [one for one in answer(run("agenda", "plan", "--people", "2..12", "--json")) if one["people"] == people]
    plan = answer(run("agenda", "plan", "--people", str(people), "--json"))

    assert row["total_s"] == plan["total_s"]
    assert row["slack_s"] == 180 * 60 - plan["total_s"]
    boxes = {step["id"]: step["timeboxes"] for step in plan["steps"]}
    assert row["focus_s"]["kollegaveiledning"] == sum(
        box["planned_s"] for box in boxes["kollegaveiledning"] if box["focus"] == "Deltaker 1"
    )
    for turns in row["turns"]:
        spoken = [box["planned_s"] for box in boxes[turns["step"]] if box["speaker"] and box["who"] == "each"]
        assert turns["each_s"] == min(spoken)


@pytest.mark.parametrize("sizes", ["3-5", "3–5", "3…5", " 3 .. 5 "])
def test_a_range_is_understood_however_it_is_written(run: Run, sizes: str) -> None:
    assert [one["people"] for one in answer(run("agenda", "plan", "--people", sizes, "--json"))] == [3, 4, 5]


@pytest.mark.parametrize(
    ("sizes", "words"), [("8..3", "går baklengs"), ("1..4", "fra 2 til 12"), ("3..40", "fra 2 til 12")]
)
def test_a_range_that_makes_no_sense_is_a_sentence(run: Run, sizes: str, words: str) -> None:
    result = run("agenda", "plan", "--people", sizes)

    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize(
    ("end", "words"), [("12:30", "5 min for lite til 12:30"), ("13:00", "25 min til overs før 13:00")]
)
def test_one_size_is_measured_against_the_end(run: Run, end: str, words: str) -> None:
    assert words in run("agenda", "plan", "--people", "5", "--start", "10:00", "--end", end).stdout


def test_a_step_that_holds_its_time_ends_the_table_and_the_plan_alike(run: Run) -> None:
    Path("agenda.yaml").write_text(HELD, encoding="utf-8")
    hours = ("--start", "10:00", "--end", "11:30")
    lines = run("agenda", "plan", "--people", "4", *hours).stdout.splitlines()
    (row,) = answer(run("agenda", "plan", "--people", "4..4", *hours, "--json"))

    assert lines[1].endswith("4 deltakere, 80 min.")
    assert lines[4:] == [
        "10:30   29 min 30 s      Ventetid",
        "11:00        20 min      Lunsj",
        "11:20  slutt",
        "10 min til overs før 11:30",
    ]
    assert (row["end"], row["slack_s"], row["total_s"]) == ("2026-11-24T11:20:00+01:00", 600, 50 * 60 + 30)


def test_without_hours_nothing_waits_and_the_agendas_duration_is_the_measure(run: Run) -> None:
    Path("agenda.yaml").write_text(HELD, encoding="utf-8")
    (row,) = answer(run("agenda", "plan", "--people", "4..4", "--json"))

    assert (row["end"], row["slack_s"], row["total_s"]) == (None, 49 * 60 + 30, 50 * 60 + 30)


def test_two_phases_in_turn_are_told_apart_and_wide_letters_stay_in_their_column(run: Run) -> None:
    Path("agenda.yaml").write_text(HELD, encoding="utf-8")

    assert run("agenda", "plan", "--people", "4..5").stdout.splitlines()[3:7] == [
        "                                    議題  議題",
        "Deltakere     Varighet  Til overs  Først    Så",
        "        4  50 min 30 s     49 min   2:30  5:07",
        "        5  50 min 30 s     49 min   2:00  4:06",
    ]


def test_half_a_minute_too_long_is_not_nothing(run: Run) -> None:
    Path("agenda.yaml").write_text(SMALL.replace("1 min 30 s", "30 s"), encoding="utf-8")
    hours = ("--start", "10:00", "--end", "10:05")

    assert run("agenda", "plan", "--people", "2", *hours).stdout.splitlines()[-1] == "1 min for lite til 10:05"
    assert "1 min for lite" in run("agenda", "plan", "--people", "2..2", *hours).stdout


@pytest.mark.parametrize("people", ["5", "4..5"])
def test_an_end_without_a_start_counts_from_now_and_says_so(run: Run, people: str) -> None:
    lines = run("agenda", "plan", "--people", people, "--end", "12:30").stdout.splitlines()

    assert lines[-1] == "Regnet fra nå, 10:00. Skriv --start for å begynne når dere vil."
    assert any("12:35" in line and ("slutt" in line or "5 min for lite" in line) for line in lines)


def test_an_end_on_the_day_after_says_so(run: Run) -> None:
    lines = run("agenda", "plan", "--people", "5", "--start", "13:00", "--end", "12:35").stdout.splitlines()

    assert lines[-1] == "21 t til overs før 12:35 dagen etter"


def test_clock_times_are_right_across_the_change_to_summer_time(run: Run, clock: SettableClock) -> None:
    clock.set_wall(datetime(2027, 3, 27, 12, 0, tzinfo=OSLO))

    assert run("agenda", "plan", "--people", "5", "--start", "01:00").stdout.splitlines()[-1] == "04:35  slutt"
