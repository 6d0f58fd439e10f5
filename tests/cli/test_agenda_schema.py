"""The schema of agendas on the command line."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aml_okt.files.agenda_schema import agenda_schema
from tests.cli.conftest import Run, answer


def test_the_schema_is_printed(run: Run) -> None:
    assert answer(run("agenda", "schema")) == agenda_schema()


def test_it_may_be_put_in_a_file_instead(run: Run) -> None:
    assert run("agenda", "schema", "-o", "skjema.json").stdout == "skjema.json\n"
    assert run("agenda", "schema", "-o", ".").stdout == "agenda-1.json\n"

    for name in ("skjema.json", "agenda-1.json"):
        assert json.loads(Path(name).read_text(encoding="utf-8")) == agenda_schema()


def test_a_folder_that_is_not_there_is_a_sentence(run: Run) -> None:
    result = run("agenda", "schema", "-o", "borte/skjema.json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("fila eller mappa finnes ikke.\n")


def shape(value: object) -> object:
    """A schema without what is said in it."""
    match value:
        case dict():
            return {key: shape(each) for key, each in value.items() if key not in {"description", "errorMessage"}}
        case list():
            return list(map(shape, value))
        case _:
            return value


def examples(schema: dict[str, Any]) -> list[tuple[dict[str, Any], object]]:
    """Each key with each of its examples, taken out of it."""
    owners = (schema, *schema["$defs"].values())
    found = [key for owner in owners for key in owner["properties"].values()]
    return [(key, example) for key in found for example in key.pop("examples")]


@pytest.mark.parametrize("language", ["nn", "en"])
def test_in_another_language_it_asks_for_the_same_and_explains_it_in_that(run: Run, language: str) -> None:
    source, other = (answer(run("--lang", each, "agenda", "schema")) for each in ("nb", language))
    shown = examples(other)

    assert other["properties"]["steps"]["description"] != source["properties"]["steps"]["description"]
    assert len(shown) == len(examples(source))
    assert shape(other) == shape(source)
    for key, example in shown:
        assert jsonschema.Draft202012Validator({**key, "$defs": other["$defs"]}).is_valid(example), example
