"""The examples in the documents do what the documents say."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from aml_okt.cli.session_status import Status
from aml_okt.cli.status_line import FOLLOWERS_OWN

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
STEP = {"id": "ett", "number": "1", "title": "Ett"}
IN_TIME = {
    "state": "running", "step": STEP, "phase": "Drøfting", "cue": None, "remaining_s": 222, "overtime_s": 0,
    "waits_s": 0,
}  # fmt: skip
WARNED = {**IN_TIME, "cue": "warning", "remaining_s": 60}
OVER = {**IN_TIME, "cue": "end", "remaining_s": 0, "overtime_s": 37}
PAUSED = {**WARNED, "state": "paused"}
BEFORE = {**dict.fromkeys(IN_TIME), "state": "paused"}
WAITS = {**IN_TIME, "waits_s": 605}
NOTHING = {**BEFORE, "state": "waiting"}
LEFT = {**IN_TIME, "state": "interrupted"}
DOCUMENT = (EXAMPLES.parent / "for-other-programs.md").read_text(encoding="utf-8")


def run(example: str, lines: Iterable[dict[str, Any]], *arguments: str | Path) -> str:
    """What an example prints for these lines."""
    done = subprocess.run(
        [sys.executable, EXAMPLES / example, *arguments],
        input="".join(json.dumps(line) + "\n" for line in lines).encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_the_document_tells_of_every_key_of_a_line_in_its_order() -> None:
    told = re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE)

    assert told == [*Status.__struct_fields__, *FOLLOWERS_OWN]


def test_the_document_shows_the_examples_as_they_are() -> None:
    (shown,) = re.findall(r"^```python\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)
    linked = re.findall(r"\]\(([^)#:]+)\)", DOCUMENT)

    assert shown in (EXAMPLES / "light.py").read_text(encoding="utf-8")
    assert [EXAMPLES.parent / link for link in linked] == [EXAMPLES / "light.py", EXAMPLES / "overlay.py"]


def test_the_light_changes_with_the_cue_and_goes_out_where_nothing_runs() -> None:
    lines = [NOTHING, BEFORE, IN_TIME, IN_TIME, WARNED, PAUSED, OVER, OVER, IN_TIME, LEFT]

    assert run("light.py", lines).split() == ["OFF", "GREEN", "YELLOW", "RED", "GREEN", "OFF"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (IN_TIME, "Drøfting  3:42"),
        (OVER, "Drøfting  +0:37"),
        (PAUSED, "Drøfting  1:00"),
        (WAITS, "10:05"),
        (BEFORE, ""),
        (NOTHING, ""),
        (LEFT, ""),
    ],
    ids=["in time", "over", "paused", "waits", "before", "nothing", "left"],
)
def test_the_overlay_shows_what_the_last_line_says(tmp_path: Path, line: dict[str, Any], text: str) -> None:
    target = tmp_path / "tid.txt"
    run("overlay.py", [NOTHING, line], target)

    assert target.read_text(encoding="utf-8") == f"{text}\n"
    assert list(tmp_path.iterdir()) == [target]


def test_the_overlays_text_is_never_seen_half_written(tmp_path: Path) -> None:
    """A file that was opened before stays what it was: the new one takes its place."""
    target = tmp_path / "tid.txt"
    run("overlay.py", [IN_TIME], target)
    with target.open(encoding="utf-8") as before:
        run("overlay.py", [OVER], target)
        assert before.read() == "Drøfting  3:42\n"
