"""Every piece of YAML in the documents is read by the program: agendas, pieces of agendas, and settings.

A block that a text block follows at once, which begins with the file's name, is an example of a fault: the program must
say exactly that. What is a piece of an agenda is known by its keys, and read within the smallest agenda that has room
for it.
"""

import textwrap
from pathlib import Path

import pytest
import yaml

from aml_okt.core.agenda import Agenda, Phase, Step
from aml_okt.files.agenda_yaml import AgendaFaults, parse_agenda
from aml_okt.files.folders import AGENDA_NAME, SETTINGS_NAME
from aml_okt.files.settings import Settings, SettingsFaults, read_settings
from tests.docs.documents import Block, blocks

OF_SETTINGS = set(Settings.__struct_fields__) - {"folder"}
OF_AGENDAS = set(Agenda.__struct_fields__)
OF_STEPS = set(Step.__struct_fields__) | {"repeat"}
OF_PHASES = set(Phase.__struct_fields__)
EXAMPLES = blocks("yaml")

HEAD = "title: Eksempel\n"
STEP = "- id: eksempel\n  title: Eksempel\n  time: 15 min\n"


def whole(text: str) -> str:
    """An agenda that holds this: the text itself, or what it is a piece of around it."""
    tree = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - every value is a text, and it is our own document
    if isinstance(tree, list):
        return f"{HEAD}steps:\n{textwrap.indent(text, '  ')}"
    keys = set(tree)
    if "steps" in keys:
        return text if "title" in keys else HEAD + text
    if keys <= OF_AGENDAS:
        return f"{'' if 'title' in keys else HEAD}{text}steps:\n{textwrap.indent(STEP, '  ')}"
    assert keys <= OF_STEPS | OF_PHASES, f"neither an agenda, nor a piece of one, nor settings: {sorted(keys)}"
    own = STEP.replace("- ", "  ", 1).splitlines(keepends=True)
    body = "".join(line for line in own if line.split(":")[0].strip() not in keys) + textwrap.indent(text, "  ")
    return f"{HEAD}steps:\n{textwrap.indent('-' + body[1:], '  ')}"


def faults_in_agenda(text: str) -> str:
    """What the program says of an agenda; nothing where it is as it should be."""
    try:
        parse_agenda(text.encode(), AGENDA_NAME)
    except AgendaFaults as faults:
        return str(faults)
    return ""


def faults_in_settings(text: str, folder: Path) -> str:
    """The same of settings."""
    (folder / SETTINGS_NAME).write_text(text, encoding="utf-8")
    try:
        read_settings(folder)
    except SettingsFaults as faults:
        return str(faults).replace(str(folder / SETTINGS_NAME), SETTINGS_NAME)
    return ""


def expected(example: Block) -> str:
    """What the document says that the program answers; nothing where it says nothing."""
    answer = example.answer.strip()
    return answer if answer.startswith((AGENDA_NAME, SETTINGS_NAME)) else ""


def is_settings(example: Block) -> bool:
    """Whether a block is meant for the settings: by the fault that it shows, or by its keys."""
    if answer := expected(example):
        return answer.startswith(SETTINGS_NAME)
    tree = yaml.load(example.text, yaml.BaseLoader)  # noqa: S506 - as above
    return isinstance(tree, dict) and set(tree) <= OF_SETTINGS


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_every_piece_of_yaml_is_read_as_the_document_says(example: Block, tmp_path: Path) -> None:
    if is_settings(example):
        assert faults_in_settings(example.text, tmp_path) == expected(example)
    elif answer := expected(example):
        assert faults_in_agenda(example.text) == answer
    else:
        assert faults_in_agenda(whole(example.text)) == ""


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("steps:\n  - id: a\n    title: A\n    time: 5 min\n", True),
        ("- id: a\n  title: A\n  time: 5 min\n", True),
        ("group: 4\n", True),
        ("who: each\nquestions:\n  - Hva?\n", True),
        ("who: everybody\n", False),
    ],
)
def test_a_piece_of_an_agenda_is_read_within_one(text: str, fits: bool) -> None:  # noqa: FBT001 - given by the list above
    assert (faults_in_agenda(whole(text)) == "") is fits
