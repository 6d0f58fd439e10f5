"""docs/agenda.md tells of all there is in an agenda, and what it shows is so."""

import re
import shlex
import textwrap
from pathlib import Path

import pytest
from msgspec import Struct

from aml_okt.cli.agenda_list import ListedAgenda
from aml_okt.core.agenda import Agenda, Phase, Repeat, Screen, Step, Visibility, Who
from aml_okt.files.agenda_values import PLACEHOLDERS
from aml_okt.files.agenda_yaml import AgendaFaults, parse_agenda
from aml_okt.files.built_in import built_in_agendas
from tests.cli.conftest import Run, clock, root, run
from tests.files.test_agenda_schema import complaints
from tests.handed_over import faults_of_shape

__all__ = ["clock", "root", "run"]

DOCS = Path(__file__).parent.parent / "docs"
TEXT = (DOCS / "agenda.md").read_text(encoding="utf-8")
YAML = re.compile(r"^```yaml\n(.*?)^```$(?:\n\n```text\n(.*?)\n```$)?", re.DOTALL | re.MULTILINE)
EXAMPLES = [(text, told) for text, told in YAML.findall(TEXT)]
SHELL = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE) for line in block.splitlines()
]


def whole(text: str) -> bytes:
    """The agenda that an example is, or the one that its steps make."""
    return (f"title: A\nsteps:\n{textwrap.indent(text, '  ')}" if text.startswith("- ") else text).encode()


def faults_in(data: bytes) -> str:
    """What the program says is wrong with it."""
    try:
        parse_agenda(data, "agenda.yaml")
    except AgendaFaults as faults:
        return str(faults)
    return ""


def section(heading: str) -> str:
    """What stands under a heading, its subsections too."""
    found = re.search(rf"^(#+) {heading}\n(.*?)(?=^#{{1,2}} |\Z)", TEXT, re.DOTALL | re.MULTILINE)
    assert found is not None, heading
    return found[2]


@pytest.mark.parametrize(("heading", "kind"), [("The agenda", Agenda), ("A step", Step), ("A phase", Phase)])
def test_every_key_is_explained_in_its_table(heading: str, kind: type[Struct]) -> None:
    told = re.findall(r"^\| `(\w+)` \|", section(heading), re.MULTILINE)

    assert sorted(told) == sorted(kind.__struct_fields__)


@pytest.mark.parametrize("word", [each.value for kind in (Who, Repeat, Visibility, Screen) for each in kind])
def test_every_word_that_a_key_may_hold_is_named(word: str) -> None:
    assert re.search(rf"`(?:\w+: )?{word}`", TEXT)
    assert re.search(rf"^ +\w+: {word}$", TEXT, re.MULTILINE) or word == Visibility.PRIVATE


@pytest.mark.parametrize("who", Who)
def test_each_way_of_taking_part_has_words_and_a_picture(who: Who) -> None:
    picture = f"images/agenda-{who.value.replace(' ', '-')}.png"

    assert re.search(
        rf"^\*\*`{who}`\*\*: [^\n]+.*?^!\[[^\]]+\]\({picture}\)$", section("Who takes part"), re.DOTALL | re.MULTILINE
    )
    assert (DOCS / picture).is_file()


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_name_that_is_filled_in_is_told(name: str) -> None:
    assert f"| `{{{name}}}` |" in section("Names and the time")


@pytest.mark.parametrize("key", ListedAgenda.__struct_fields__)
def test_every_key_of_the_list_is_told(key: str) -> None:
    assert f"`{key}`" in section("Begin with one that works")


@pytest.mark.parametrize(("text", "told"), EXAMPLES)
def test_an_agenda_is_good_or_has_exactly_the_faults_that_are_shown(text: str, told: str) -> None:
    data = whole(text)

    assert faults_in(data) == told
    assert told or complaints(data) == []


def test_there_are_examples_of_both() -> None:
    assert sum(not told for _, told in EXAMPLES) > 8
    assert sum(bool(told) for _, told in EXAMPLES) > 6


@pytest.mark.parametrize("text", [text for text, told in EXAMPLES if told])
def test_an_editor_sees_the_faults_of_shape_that_are_shown(text: str) -> None:
    if faults_of_shape(text.encode()):
        assert complaints(text.encode())


def test_every_command_does_what_it_says(run: Run) -> None:
    """One that opens a screen has none here, and says no more than that."""
    assert len(SHELL) > 5
    for line in SHELL:
        result = run(*shlex.split(line)[1:])
        assert result.exit_code == (1 if line.startswith("aml-okt start") else 0), result.output
        assert "Skjermen" not in result.output or line.startswith("aml-okt start")


def test_the_built_in_agendas_that_it_names_are_there() -> None:
    known = {agenda.name for agenda in built_in_agendas()}

    assert {name for name in known if f"`{name}`" in TEXT or f"copy {name} " in TEXT} == {
        "arbeidsmiljo",
        "kollegaveiledning",
    }


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", TEXT))
def test_every_file_that_it_points_to_exists(target: str) -> None:
    assert (DOCS / target).is_file()


@pytest.mark.parametrize("target", re.findall(r"\]\(#([^)]+)\)", TEXT))
def test_every_place_that_it_points_to_exists(target: str) -> None:
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)

    assert target in {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
