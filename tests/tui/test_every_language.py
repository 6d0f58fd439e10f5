"""Every screen in every language: nothing is cut off in a small terminal, and every text is in the catalogue."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import msgspec
import pytest

from aml_okt.i18n import LANGUAGES
from tests.tui.gallery import Picture

ROOT = Path(__file__).parent.parent.parent

READABLE = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
NO_WORDS = re.compile(r"--lang nb|--[a-z]+|\S*/\S*|aml-okt|erase|Ctrl|\d{4}-\d\d-\d\d-\S+")
"""What is written the same in every language: commands, options, paths, and what stands on the keys."""


@cache
def gallery(*arguments: str) -> tuple[Picture, ...]:
    """All screens, as a process that speaks this language shows them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.tui.gallery", *arguments], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return msgspec.json.decode(done.stdout, type=tuple[Picture, ...])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_in_a_small_terminal(language: str) -> None:
    pictures = gallery(language, "80x24")
    cut = {picture.name: picture.cut for picture in pictures if picture.cut}
    shortened = [line for picture in pictures for line in picture.text.splitlines() if "…" in line]

    assert len(pictures) > 60
    assert cut == {}
    assert shortened == []


def test_no_text_comes_from_outside_the_catalogue() -> None:
    """Agenda, group and catalogue are in other letters: a word in ours is in none of them."""
    found = {
        (picture.name, word)
        for picture in gallery("nb", "80x24", "--stand-ins")
        for line in picture.text.splitlines()
        for word in READABLE.findall(NO_WORDS.sub("", line))
    }

    assert found == set()
