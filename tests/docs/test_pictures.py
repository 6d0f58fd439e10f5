"""The guide's pictures show what the program shows; `just screenshots-check` says the same of all the others."""

import os
import subprocess
import sys

import pytest

from tests.docs.documents import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pictures are made on Linux")


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(
    ("script", "picture"), [("make_screenshots", "setup"), ("make_room_screenshots", "room-120x36")]
)
def test_a_picture_in_the_guide_is_what_the_program_shows(script: str, picture: str, language: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / f"{script}.py", "--check", "--lang", language, picture],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
