"""README names every command that there is, and no command and no option that there is not; so do the other pages."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from aml_okt.cli import program
from tests.docs.documents import ROOT, commands, inline_code, pages, prose

README = ROOT / "README.md"
OF_OTHERS = {"--help"}
"""Options that every command has."""


def walk(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that lead to it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from walk(command, (*words, name))


COMMANDS = {(): program, **dict(walk(program))}


def options(command: click.Command) -> set[str]:
    """Every way to write an option of a command."""
    return OF_OTHERS | {
        word
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for word in (*parameter.opts, *parameter.secondary_opts)
    }


ALL_OPTIONS = set().union(*map(options, COMMANDS.values()))


def wrong_in(line: str) -> list[str]:
    """The words of a command that the program does not know as commands or options."""
    alone = re.split(r" [|<>] ", line)[0]
    words = iter(shlex.split(alone, comments=True)[1:])
    here: tuple[str, ...] = ()
    wrong = []
    for word in words:
        if word.startswith("-") and len(word) > 1:
            if word.split("=")[0] not in options(COMMANDS[here]):
                wrong.append(word)
            elif takes_value(COMMANDS[here], word) and "=" not in word:
                next(words, "")
        elif isinstance(COMMANDS[here], click.Group) and word.isascii() and word.islower():
            if (*here, word) in COMMANDS:
                here = (*here, word)
            else:
                return [*wrong, word]
    return wrong


def takes_value(command: click.Command, word: str) -> bool:
    return any(
        isinstance(parameter, click.Option) and word in parameter.opts and not parameter.is_flag
        for parameter in command.params
    )


def shown_in(page: Path) -> list[str]:
    """The commands of the program that a page shows, in blocks and in its sentences."""
    return [line for line in (*commands(page), *inline_code(page)) if re.match(r"(\S*/)?aml-okt( |$)", line)]


OF_TODAY = [page for page in pages() if page.name != "CHANGELOG.md"]
"""The changelog tells of what was, too."""


@pytest.mark.parametrize("page", OF_TODAY, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_shows_no_command_and_no_option_that_there_is_not(page: Path) -> None:
    assert {line: wrong for line in shown_in(page) if (wrong := wrong_in(line))} == {}


def test_every_command_is_in_readme() -> None:
    text = prose(README)
    missing = [
        name for words in COMMANDS if words and not re.search(rf"`(aml-okt )?{(name := ' '.join(words))}[` ]", text)
    ]

    assert missing == []


def test_every_option_in_readme_is_one_of_the_command_that_it_stands_under() -> None:
    """In the tables; what stands in a sentence may be another command's."""
    heading: tuple[str, ...] = ()
    wrong = []
    for line in README.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"### `aml-okt ([\w ]+?)[` \[]", line):
            heading = tuple(found[1].split())
        elif line.startswith("#"):
            heading = ()
        own = options(COMMANDS[heading]) if line.startswith("| `-") else ALL_OPTIONS
        codes = re.findall(r"`([^`]+)`", line.split(" | ")[0] if line.startswith("| `-") else line)
        wrong += [
            f"{' '.join(heading)} {word}"
            for code in codes
            if code.startswith("-")
            for word in re.findall(r"(?<!\S)--?[a-z][\w-]*", code)
            if word not in own
        ]

    assert wrong == []


def test_a_command_that_there_is_not_would_be_found() -> None:
    assert wrong_in("aml-okt begynn") == ["begynn"]
    assert wrong_in("aml-okt start --folk Kari") == ["--folk"]
    assert wrong_in("aml-okt --dir somewhere agenda sjekk min.yaml") == ["sjekk"]
    assert wrong_in('aml-okt --lang en agenda plan --people "A, B" --start 10:00') == []


def test_the_words_that_lead_to_a_command_are_those_of_its_help() -> None:
    for words in COMMANDS:
        assert CliRunner().invoke(program, [*words, "--help"], prog_name="aml-okt").exit_code == 0, words
