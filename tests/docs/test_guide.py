"""The facilitator's guide tells the truth: its keys are the program's, and its sheets fit on a sheet of paper."""

import re
import subprocess
import sys

from tests.docs.documents import DOCS, ROOT

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
