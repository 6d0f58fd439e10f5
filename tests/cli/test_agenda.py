"""Checking, planning and copying an agenda."""

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
