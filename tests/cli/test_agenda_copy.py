"""Copying a built-in agenda, with a line that tells editors where its schema is."""

import json
import re
import stat
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import jsonschema
import pytest

from aml_okt.files.built_in import built_in_agenda, built_in_agendas
from tests.cli.conftest import Run
from tests.handed_over import Parser, handed_over

SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=(file:\S+)\n")


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def test_copy_gives_the_built_in_agenda_comments_and_all(run: Run) -> None:
    result = run("agenda", "copy", "min.yaml")

    assert (result.exit_code, result.stdout) == (0, "min.yaml\n")
    _, _, built_in = built_in_agenda().read_text(encoding="utf-8").partition("\n")
    assert SCHEMA_LINE.sub("", read("min.yaml")) == built_in
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


@pytest.mark.parametrize("name", [agenda.name for agenda in built_in_agendas()])
def test_the_first_line_of_a_copy_leads_to_a_schema_that_accepts_it(run: Run, name: str) -> None:
    assert run("agenda", "copy", name, "min.yaml").exit_code == 0
    found = SCHEMA_LINE.match(read("min.yaml"))
    assert found is not None
    schema = json.loads(Path(url2pathname(urlsplit(found[1]).path)).read_text(encoding="utf-8"))

    for parser in Parser:
        jsonschema.Draft202012Validator(schema).validate(handed_over(Path("min.yaml").read_bytes(), parser))
    assert run("agenda", "check", "min.yaml").exit_code == 0


def test_another_agenda_is_copied_by_its_name_as_it_is_said(run: Run) -> None:
    assert run("agenda", "copy", "Oppfølging", "min.yaml").stdout == "min.yaml\n"

    assert SCHEMA_LINE.sub("", read("min.yaml")) == built_in_agenda(name="oppfolging").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("min.yaml",), ("kollegaveiledning", "min.yaml")])
def test_a_copy_is_in_the_language_that_was_chosen(run: Run, words: tuple[str, ...]) -> None:
    assert run("--lang", "nn", "agenda", "copy", *words).exit_code == 0

    name = words[0].removesuffix("min.yaml") or "arbeidsmiljo"
    assert SCHEMA_LINE.sub("", read("min.yaml")) == built_in_agenda("nn", name).read_text(encoding="utf-8")


def test_a_name_without_a_place_is_asked_for_one(run: Run) -> None:
    result = run("agenda", "copy", "kollegaveiledning")

    assert result.exit_code == 2
    assert result.stderr == (
        "Hvor skal kopien av «kollegaveiledning» ligge? "
        "Skriv for eksempel «aml-okt agenda copy kollegaveiledning agenda.yaml».\n"
    )
    assert list(Path.cwd().iterdir()) == []


def test_a_folder_may_have_the_name_of_an_agenda(run: Run) -> None:
    Path("kollegaveiledning").mkdir()

    assert run("agenda", "copy", "kollegaveiledning").exit_code == 0
    assert Path("kollegaveiledning/agenda.yaml").is_file()


def test_a_name_that_no_agenda_has_copies_nothing(run: Run) -> None:
    result = run("agenda", "copy", "oppfolgin", "min.yaml")

    assert (result.exit_code, result.stderr.partition(". ")[2]) == (2, "Mente du «oppfolging»?\n")
    assert list(Path.cwd().iterdir()) == []


def test_a_file_is_not_said_to_be_none(run: Run) -> None:
    Path("min.yaml").write_text("mitt", encoding="utf-8")
    result = run("agenda", "copy", "min.yaml", "din.yaml")

    assert result.exit_code == 2
    assert result.stderr.startswith("«min.yaml» er en fil. ")
    assert not Path("din.yaml").exists()
