"""Checking, planning and copying an agenda."""

import re
import stat
from pathlib import Path

import pytest

from aml_okt.files.folders import built_in_agenda
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


def test_copy_gives_the_built_in_agenda_comments_and_all(run: Run) -> None:
    result = run("agenda", "copy", "min.yaml")

    assert (result.exit_code, result.stdout) == (0, "min.yaml\n")
    assert Path("min.yaml").read_bytes() == built_in_agenda().read_bytes()
    assert stat.S_IMODE(Path("min.yaml").stat().st_mode) == 0o600


def test_copy_into_a_folder_gives_the_file_its_usual_name(run: Run) -> None:
    Path("mappe").mkdir()

    assert run("agenda", "copy", "mappe").stdout.strip() == str(Path("mappe/agenda.yaml"))
    assert Path("mappe/agenda.yaml").is_file()


def test_copy_never_overwrites(run: Run) -> None:
    Path("min.yaml").write_text("mitt", encoding="utf-8")
    result = run("agenda", "copy", "min.yaml")

    assert result.exit_code == 2
    assert result.stderr == "min.yaml finnes fra før. Velg et annet navn, eller flytt den først.\n"
    assert Path("min.yaml").read_text(encoding="utf-8") == "mitt"


def test_copy_to_a_folder_that_is_not_there_fails_in_words(run: Run) -> None:
    result = run("agenda", "copy", "borte/min.yaml")

    assert (result.exit_code, result.stderr) == (1, "borte/min.yaml: fila eller mappa finnes ikke.\n")


def test_a_range_of_sizes_gives_a_row_for_each(run: Run) -> None:
    result = run("agenda", "plan", "--people", "3..7", "--start", "10:00", "--end", "13:00")
    table = [re.split(r" {2,}", line.strip()) for line in result.stdout.splitlines()[3:9]]

    assert table[0] == ["Deltakere", "Varighet", "Slutt", "Til overs", "I fokus", "Innsjekk", "Refleksjon", "Utsjekk"]
    assert table[1] == ["3", "2 t 5 min", "12:05", "55 min", "15 min", "2:40", "3:20", "3:20"]
    assert table[5] == ["7", "3 t 5 min", "13:05", "5 min for lite", "15 min", "1:08", "1:25", "1:25"]
    assert "Opplegget er laget for høyst 6." in result.stdout
    assert max(map(len, result.stdout.splitlines()[1:])) <= 98


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
