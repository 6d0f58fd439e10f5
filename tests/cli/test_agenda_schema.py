"""The schema of agendas on the command line."""

import json
from pathlib import Path

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
