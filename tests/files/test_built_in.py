"""The agendas that come with the program, and the line that tells editors of their schema."""

from pathlib import Path

import pytest

from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import (
    DEFAULT,
    NoSuchAgendaError,
    agenda_schema_file,
    built_in_agenda,
    built_in_agendas,
    with_schema,
)


def test_each_is_there_in_three_languages_and_says_which() -> None:
    agendas = built_in_agendas()

    assert agendas[0].name == DEFAULT
    for agenda in agendas:
        assert agenda.languages == ("nb", "nn", "en")
        assert [load_agenda(agenda.file(language)).language for language in agenda.languages] == ["nb", "nn", "en"]


def test_a_language_that_an_agenda_is_not_written_in_gives_bokmal() -> None:
    for agenda in built_in_agendas():
        assert built_in_agenda("se", agenda.name) == built_in_agenda("nb", agenda.name)
    assert built_in_agenda() == built_in_agenda("se")


@pytest.mark.parametrize("name", ["", "tull", "../agenda", "arbeidsmiljo.nb", "*", "\0"])
def test_a_name_that_none_has_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(NoSuchAgendaError) as caught:
        built_in_agenda("nb", name)

    assert caught.value.known == tuple(agenda.name for agenda in built_in_agendas())


def test_the_default_in_a_checkout_tells_editors_where_its_schema_is() -> None:
    path = built_in_agenda()
    first = path.read_text("utf-8").partition("\n")[0]

    named, shipped = path.parent / first.removeprefix("# yaml-language-server: $schema="), agenda_schema_file()

    assert shipped is not None
    assert named.read_bytes() == shipped.read_bytes()


def test_a_line_about_the_schema_takes_the_place_of_another(tmp_path: Path) -> None:
    schema = tmp_path / "ø og mellomrom" / "s.json"
    once = with_schema(b"# hei\ntitle: A\n", schema)

    assert once == f"# yaml-language-server: $schema={schema.as_uri()}\n# hei\ntitle: A\n".encode()
    assert b" mellomrom" not in once
    assert with_schema(once, schema) == once


def test_where_no_schema_can_be_opened_no_line_tells_of_one() -> None:
    assert with_schema(b"# yaml-language-server: $schema=x\ntitle: A\n", None) == b"title: A\n"
