"""The list of agendas: one's own and the built-in ones, and which of them a start follows."""

from pathlib import Path
from typing import Any

from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda, built_in_agendas
from tests.cli.conftest import Run, answer
from tests.cli.test_agenda import SMALL

NAMES = [agenda.name for agenda in built_in_agendas()]


def own(tmp_path: Path) -> Path:
    """Where the user's own agenda lies."""
    path = tmp_path / "config" / "aml-okt" / "agenda.yaml"
    path.parent.mkdir(parents=True)
    return path


def used(listed: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(each["name"], each["origin"]) for each in listed if each["used"]]


def test_the_built_in_agendas_are_listed_with_time_people_and_languages(run: Run) -> None:
    lines = run("agenda", "list").stdout.splitlines()

    assert lines[:2] == [
        "▶ arbeidsmiljo       Arbeidsmiljølovens krav til psykososialt arbeidsmiljø",
        "                     170 min for 6 deltakere · nb, nn, en",
    ]
    assert [line.split()[0] for line in lines[2:-2:2]] == NAMES[1:]
    assert lines[-1] == "▶ er den «aml-okt start» bruker her. En annen velger du med «aml-okt start --agenda NAVN»."


def test_as_json_each_has_exactly_the_promised_keys(run: Run) -> None:
    listed = answer(run("agenda", "list", "--json"))

    assert [each["name"] for each in listed] == NAMES
    assert {tuple(each) for each in listed} == {
        ("name", "origin", "path", "title", "language", "languages", "people", "planned_s", "valid", "used")
    }
    assert (listed[0]["title"], listed[0]["people"], listed[0]["planned_s"]) == (
        load_agenda(built_in_agenda()).title, 6, 170 * 60,
    )  # fmt: skip
    assert used(listed) == [("arbeidsmiljo", "built in")]


def test_the_one_in_this_folder_comes_before_ones_own_before_the_built_in(run: Run, tmp_path: Path) -> None:
    own(tmp_path).write_text(SMALL, encoding="utf-8")
    assert used(answer(run("agenda", "list", "--json"))) == [("agenda.yaml", "configuration")]

    Path("agenda.yaml").write_text(SMALL.replace("Liten", "Kort"), encoding="utf-8")
    listed = answer(run("agenda", "list", "--json"))
    assert [(each["name"], each["title"]) for each in listed[:2]] == [
        ("agenda.yaml", "Kort prøve"), ("agenda.yaml", "Liten prøve"),
    ]  # fmt: skip
    assert used(listed) == [("agenda.yaml", "here")]


def test_where_ones_own_agendas_lie_is_told(run: Run, tmp_path: Path) -> None:
    place = own(tmp_path)
    place.write_text(SMALL, encoding="utf-8")
    Path("agenda.yaml").write_text(SMALL, encoding="utf-8")
    lines = run("agenda", "list").stdout.splitlines()

    assert lines[1].strip() == "6 min for 6 deltakere · nb · i mappa du står i"
    assert lines[3].strip() == f"6 min for 6 deltakere · nb · {place.parent}"


def test_an_agenda_with_faults_is_listed_as_that(run: Run) -> None:
    Path("agenda.yaml").write_text("title: \x1b[31m\n", encoding="utf-8")
    lines = run("agenda", "list").stdout.splitlines()
    first = answer(run("agenda", "list", "--json"))[0]

    assert lines[:2] == [
        "▶ agenda.yaml        Har feil. «aml-okt agenda check» sier hvilke.",
        "                     i mappa du står i",
    ]
    assert (first["valid"], first["title"], first["planned_s"], first["used"]) == (False, None, None, True)


def test_the_built_in_agendas_are_shown_in_the_chosen_language(run: Run) -> None:
    listed = answer(run("--lang", "nn", "agenda", "list", "--json"))

    assert {each["language"] for each in listed} == {"nn"}
    assert used(listed) == [("arbeidsmiljo", "built in")]
