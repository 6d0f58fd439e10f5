"""What a group agrees on in one session meets it in the next, by keys alone and with an editor in between."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Terminal
from tests.e2e.test_whole_session import START


def lists(tmp_path: Path) -> list[Path]:
    """The lists of actions, the first session's first."""
    return sorted((tmp_path / "sessions").glob("*/tiltak.md"), key=lambda path: path.stat().st_mtime_ns)


def test_an_action_is_followed_up_in_the_next_check_in(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    first = open_terminal(*START)
    first.until("Trykk Enter når gruppa er klar")
    first.press("enter")
    first.until("Felles film", gone="Trykk Enter når")
    for text in ("Ringe HR", "Rydde lageret"):
        first.press("t")
        first.until("Ansvarlig")
        first.type(text)
        first.until(text)
        first.type("\x13")
        first.until(f"Tiltaket er lagret: {text}")
    first.press("q")
    first.until("Avslutt")
    first.press("a")
    first.until("Takk for innsatsen")
    first.press("q")
    assert first.wait_for_end() == 0

    (old,) = lists(tmp_path)
    by_hand = "# Tiltakene våre\n\n" + old.read_text("utf-8").replace("[ ] Rydde", "[x] Rydde")
    old.write_text(by_hand, encoding="utf-8")

    second = open_terminal(*START)
    second.until("Trykk Enter når gruppa er klar")
    second.press("enter")
    second.until("Felles film", gone="Trykk Enter når")
    second.press("enter")
    second.until("Valg av fasilitator")
    second.press("2", "enter")
    second.until("Velkommen og innsjekk", "Hva er gjort siden sist? · 1 av 2", "☐ Ringe HR", "avtalt sist")
    second.press("a")
    second.until("Det som ikke er krysset av, blir med videre.")
    second.press("space")
    second.until("Gjort: Ringe HR")
    second.press("enter")
    second.until("Hva er gjort siden sist? · 2 av 2")

    _old, new = lists(tmp_path)
    day = new.parent.name[:10]
    agreed = old.parent.name[:10]
    assert new.read_text("utf-8").splitlines() == [
        f"- [x] Ringe HR · fra: {agreed} · gjort: {day}",
        f"- [x] Rydde lageret · fra: {agreed} · gjort: {day}",
    ]
    assert old.read_text("utf-8") == by_hand
    journal = [json.loads(line) for line in (new.parent / "journal.jsonl").read_bytes().splitlines()]
    assert "Ringe" not in str(journal)
