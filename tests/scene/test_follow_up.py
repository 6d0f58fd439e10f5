"""Following up what was agreed on in the last session."""

import errno
from datetime import date
from pathlib import Path

import pytest

from aml_okt.core.actions import Action
from aml_okt.files.actions import FILE_NAME, ActionList
from aml_okt.files.carrying_over import NotTaken
from aml_okt.scene.follow_up import heading, not_taken_in_words, question, tick, ticked_in_words

FIRST, SECOND = date(2026, 11, 23), date(2027, 1, 15)
AGREED = "- [ ] Ringe HR · ansvarlig: Kari · fra: 2026-11-23\n"
DONE = "- [x] Ringe HR · ansvarlig: Kari · fra: 2026-11-23 · gjort: 2027-01-15\n"
ACTION = Action("Ringe HR", "Kari", since=FIRST)


def written(tmp_path: Path, text: str) -> ActionList:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    return ActionList(tmp_path)


def on_disk(tmp_path: Path) -> str:
    return (tmp_path / FILE_NAME).read_text("utf-8")


def test_an_action_is_ticked_off_where_it_stands_and_back_again(tmp_path: Path) -> None:
    actions = written(tmp_path, f"# Tiltak\n\n{AGREED}- [ ] Annet\n")
    now = tick(actions, ACTION, SECOND)
    assert now is not None
    assert on_disk(tmp_path) == f"# Tiltak\n\n{DONE}- [ ] Annet\n"
    assert tick(actions, now, SECOND) == ACTION
    assert on_disk(tmp_path) == f"# Tiltak\n\n{AGREED}- [ ] Annet\n"


def test_what_somebody_has_ticked_by_hand_meanwhile_is_done_and_told(tmp_path: Path) -> None:
    actions = written(tmp_path, AGREED.replace("[ ]", "[x]"))
    tick(actions, ACTION, SECOND)
    assert on_disk(tmp_path) == DONE


def test_an_action_that_somebody_has_changed_or_taken_out_is_left_alone(tmp_path: Path) -> None:
    text = AGREED.replace("Ringe HR", "Skrive til HR")
    assert tick(written(tmp_path, text), ACTION, SECOND) is None
    assert on_disk(tmp_path) == text


def test_of_two_that_are_alike_each_can_be_ticked(tmp_path: Path) -> None:
    actions = written(tmp_path, AGREED * 2)
    for _ in range(2):
        tick(actions, ACTION, SECOND)
    assert on_disk(tmp_path) == DONE * 2
    tick(actions, actions.read()[0], SECOND)
    assert sorted(on_disk(tmp_path).splitlines(keepends=True)) == [AGREED, DONE]


def test_the_heading_counts_those_from_the_last_session_alone() -> None:
    actions = [ACTION, Action("Lunsj", done=True, since=FIRST, told=SECOND), Action("Nytt", done=True)]
    assert heading(actions) == "Fra forrige økt · 1 av 2 gjort"
    assert question(actions) == "Hva er gjort siden sist? · 1 av 2"


def test_what_has_become_of_it_is_told_with_nothing_that_acts() -> None:
    assert ticked_in_words(Action("Ringe\x1b[2J", done=True)) == "Gjort: Ringe␛[2J"
    assert ticked_in_words(Action("Ringe")) == "Ikke gjort likevel: Ringe"


@pytest.mark.parametrize(
    ("not_taken", "told"),
    [
        (None, ""),
        (
            NotTaken(Path("okt/tiltak.md"), PermissionError(errno.EACCES, "no")),
            f"Tiltakene fra forrige økt er ikke med, for {Path('okt/tiltak.md')} kan ikke leses: ",
        ),
        (
            NotTaken(Path("okt/journal.jsonl"), None),
            f"Loggen i {Path('okt/journal.jsonl')} er skadet, så tiltakene fra den økta er ikke med.",
        ),
    ],
)
def test_what_did_not_come_along_is_named_with_its_place(not_taken: NotTaken | None, told: str) -> None:
    assert not_taken_in_words(not_taken).startswith(told)
    assert bool(not_taken_in_words(not_taken)) is bool(told)
