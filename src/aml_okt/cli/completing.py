"""What a shell is answered that asks how a line goes on; click finds out what the line is about.

The scripts in `shells/` ask with the words up to the cursor, a line each, and get a line for each answer: what kind it
is (`plain`, or `file`, `dir` or `yaml` for the shell to find those itself), the answer, and what is said of it. So
neither the scripts nor the answers hang on the version of click.
"""

import os
import shlex
from contextlib import suppress
from typing import ClassVar

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from aml_okt.core.text import one_line

_WORDS = "AML_OKT_WORDS"


class Words(ShellComplete):
    """A shell that hands on its words as they are meant."""

    name: ClassVar[str] = "words"
    source_template: ClassVar[str] = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words between the command's name and the one that is being written; and what there is of that."""
        _name, *before, now = self._meant(os.environ[_WORDS].split("\n"))
        return before, now

    def _meant(self, words: list[str]) -> list[str]:
        return words

    def get_completions(self, args: list[str], incomplete: str) -> "list[CompletionItem[str]]":
        """The answers; none to a line that makes no sense so far, which is told when it is run."""
        try:
            return super().get_completions(args, incomplete)
        except click.ClickException:
            return []

    def format_completion(self, item: "CompletionItem[str]") -> str:
        """An answer as a line."""
        return f"{item.type}\t{item.value}\t{one_line(item.help or '')}"


class QuotedWords(Words):
    """A shell that hands on its words as they are written: with quotation marks, and a «=» as a word of its own."""

    name: ClassVar[str] = "quoted"

    def _meant(self, words: list[str]) -> list[str]:
        told = [word for before, word in zip(["", *words], words, strict=False) if (before[:2], word) != ("--", "=")]
        return [*map(_unquoted, told), *([""] if words[-1] == "=" else [])]


def _unquoted(word: str) -> str:
    """A word without its quotation marks and backslashes, of which the last may only have been begun."""
    for whole in (word, word.removesuffix("\\"), f"{word}'", f'{word}"'):
        with suppress(ValueError):
            return "".join(shlex.split(whole))
    return word


for _shell in (Words, QuotedWords):
    add_completion_class(_shell)
