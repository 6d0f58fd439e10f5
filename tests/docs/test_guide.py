"""The facilitator's guide tells the truth: its keys are the program's, and its sheets fit on a sheet of paper."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest

from aml_okt.core.agenda import Agenda
from aml_okt.core.plan import Group, plan, total
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from tests.builders import PEOPLE
from tests.docs.documents import DOCS, ROOT

AGENDAS = {language: built_in_agenda(language) for language in ("nb", "en")}
LONG = {
    "nb": "fem bruker to timer og 35 minutter, seks bruker to timer og 50.",
    "en": "five need two hours and 35 minutes, six need two hours and 50.",
}

FEW_MINUTES = 5
WORDS_A_MINUTE = 180
"""How fast a grown-up reads something that is new, with care."""


def test_every_key_in_the_guide_is_the_one_that_the_program_has() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "make_keys.py", "--check"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_key_in_the_guide_is_written_in_another_way() -> None:
    """Those that belong to other programs are written as words: F11 and Ctrl are not ours."""
    for page in sorted([*(DOCS / "nb").glob("*.md"), *(DOCS / "en").glob("*.md")]):
        text = page.read_text(encoding="utf-8")
        if page.name != "keys.md":
            assert text.count("<kbd") == len(re.findall(r'<kbd class="[\w.()-]+">[^<]+</kbd>', text)), page
            assert "<kbd>" not in text, page


def test_what_is_read_before_the_meeting_takes_five_minutes() -> None:
    for language in ("nb", "en"):
        words = (DOCS / language / "before.md").read_text(encoding="utf-8").split()

        assert len(words) / WORDS_A_MINUTE < FEW_MINUTES


def test_privacy_is_ten_lines() -> None:
    for language in ("nb", "en"):
        text = (DOCS / language / "privacy.md").read_text(encoding="utf-8")

        assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("language", AGENDAS)
def test_a_quarter_of_an_hour_in_focus_is_told_as_the_agenda_has_it(language: str) -> None:
    text = (DOCS / language / "before.md").read_text(encoding="utf-8")
    agenda = load_agenda(AGENDAS[language])
    phases = agenda.step("kollegaveiledning").phases
    first = [box for box in plan(agenda, Group.of(PEOPLE[:2])) if box.step == "kollegaveiledning" and box.round == 0]
    rows = re.findall(r"^\| (\d+) min \| .* \| (.*) \|$", text, re.MULTILINE)

    assert rows == [
        (str(box.allotted // timedelta(minutes=1)), phase.rule) for box, phase in zip(first, phases, strict=True)
    ]


@pytest.mark.parametrize("language", AGENDAS)
def test_how_long_a_session_takes_is_told_as_the_agenda_has_it(language: str) -> None:
    agenda = load_agenda(AGENDAS[language])

    assert LONG[language] in (DOCS / language / "before.md").read_text(encoding="utf-8")
    assert [minutes(agenda, count) for count in (5, 6)] == [2 * 60 + 35, 2 * 60 + 50]


def minutes(agenda: Agenda, count: int) -> int:
    return total(plan(agenda, Group.of(PEOPLE[:count]))) // timedelta(minutes=1)
