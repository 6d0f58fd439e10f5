"""The table of commands: each is where it says, and none is loaded for being listed."""

import subprocess
import sys

import click
import pytest

from aml_okt.cli.commands import AGENDA_COMMANDS, COMMANDS
from aml_okt.cli.place import Place
from aml_okt.cli.speech import Command, Group
from aml_okt.i18n import render

PLACES = [*COMMANDS.items(), *AGENDA_COMMANDS.items()]
LIST_AND_COUNT = """
import sys
from aml_okt.cli import program
program.main(["--help"], standalone_mode=False)
places = [place.where.partition(":")[0] for place in program.holds.values()]
print([module for module in places if module in sys.modules])
"""


@pytest.mark.parametrize(("name", "place"), PLACES, ids=[name for name, _ in PLACES])
def test_a_command_is_where_the_table_says_and_says_the_same_of_itself(name: str, place: Place) -> None:
    command = place.load()

    assert isinstance(command, Command | Group)
    assert command.name == name
    assert command.says == place.says
    assert command.get_short_help_str() == render(place.says)


@pytest.mark.parametrize(("name", "place"), PLACES, ids=[name for name, _ in PLACES])
def test_the_first_line_of_help_is_one_sentence_or_two(name: str, place: Place) -> None:
    assert "\n" not in render(place.says), name
    assert render(place.says).endswith("."), name


def test_a_group_has_the_commands_that_it_was_given_and_those_that_it_holds() -> None:
    group = Group("gruppe", holds=AGENDA_COMMANDS, says=COMMANDS["agenda"].says)
    group.add_command(Command("en til", says=COMMANDS["start"].says))
    context = click.Context(group)

    assert group.list_commands(context) == ["check", "plan", "list", "copy", "schema", "en til"]
    assert group.get_command(context, "en til") is group.commands["en til"]
    assert group.get_command(context, "finnes ikke") is None


def test_listing_the_commands_loads_none_of_them() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST_AND_COUNT], capture_output=True, text=True, encoding="utf-8", check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
