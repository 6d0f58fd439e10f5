"""Lines are understood: whole words, beginnings, other letters, and whatever else somebody may write."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.text import one_line
from aml_okt.plain import conversation, setup, summing
from aml_okt.plain.words import CLOSING, Said, Several, Unknown, among, understand, word_of, yes_or_no
from aml_okt.scene.action import Action
from aml_okt.scene.actions import PROGRAM, SESSION, SUMMARY
from aml_okt.scene.asked import ASKED
from aml_okt.scene.guide import GUIDE

FOR_A_SCREEN = {
    "read_on": "a screen is scrolled; lines are all said",
    "read_on_beside": "the same, beside slides",
    "read_back_beside": "the same, beside slides",
    "read_back": "the same",
    "leave_field": "there is no field that holds the keys",
    "palette": "«hjelp» lists the words, and any line is a command",
    "show_room": "the window shows lines and nothing that the group should see instead",
    "show_own": "the same",
    "switch_theme": "lines have no colours",
    "interrupt": "Ctrl+C is a signal here, and the session waits",
    "leave": "«lukk» does the same everywhere",
}
"""What only a screen needs, and why."""


@pytest.mark.parametrize("action", {action.name: action for action in (*SESSION, *SUMMARY, *GUIDE, *PROGRAM)}.values())
def test_everything_that_a_screen_can_do_has_a_word_or_is_about_the_screen(action: Action) -> None:
    assert (action.word is None) == (action.name in FOR_A_SCREEN)


@pytest.mark.parametrize("room", [(*SESSION, *ASKED, *GUIDE, *PROGRAM), (*SUMMARY, *PROGRAM), setup.ACTIONS])
def test_no_two_things_have_the_same_word(room: tuple[Action, ...]) -> None:
    words = [word for action in room if (word := word_of(action))]
    assert len(set(words)) == len(words)
    assert all(word == word.casefold() and " " not in word for word in words)


def test_every_word_does_something() -> None:
    assert set(conversation.HANDLERS) == {action.name for action in conversation.ACTIONS}
    assert set(summing.HANDLERS) == {action.name for action in summing.ACTIONS}


def test_every_word_is_in_the_documents() -> None:
    told = (Path(__file__).parents[2] / "docs" / "plain.md").read_text("utf-8")
    words = {word_of(action) for action in (*conversation.ACTIONS, *summing.ACTIONS)}
    assert not [word for word in words if f"`{word}" not in told]


@pytest.mark.parametrize("action", conversation.ACTIONS, ids=word_of)
def test_a_word_means_its_action_however_it_is_written(action: Action) -> None:
    word = word_of(action)
    for line in (word, word.upper(), f"  {word} ", unicodedata.normalize("NFD", word)):
        assert understand(line, conversation.ACTIONS) == Said(action, "")


@pytest.mark.parametrize("action", conversation.ACTIONS, ids=word_of)
def test_every_beginning_of_a_word_means_it_or_says_what_else_it_could_mean(action: Action) -> None:
    words = [word_of(other) for other in conversation.ACTIONS]
    for length in range(1, len(word_of(action))):
        start = word_of(action)[:length]
        match understand(start, conversation.ACTIONS):
            case Said(action=meant):
                assert meant is action or word_of(meant) == start
            case Several(words=named):
                assert list(named) == [word for word in words if word.startswith(start)]
            case other:
                pytest.fail(f"{start} means {other}")


def test_what_comes_after_the_word_stays_as_it_is_written() -> None:
    said = understand("NOTAT Kari sa: «Ikke NÅ»", conversation.ACTIONS)
    assert isinstance(said, Said)
    assert said.rest == "Kari sa: «Ikke NÅ»"


def test_a_word_that_is_none_names_the_nearest() -> None:
    assert understand("nexte", conversation.ACTIONS) == Unknown("nexte", "neste")
    assert understand("%%%%", conversation.ACTIONS) == Unknown("%%%%", "")


def test_an_empty_line_means_nothing() -> None:
    assert understand("  \t ", conversation.ACTIONS) is None


@given(st.text())
def test_any_line_is_understood_somehow(line: str) -> None:
    assert isinstance(understand(line, conversation.ACTIONS), Said | Several | Unknown | None)


@given(st.text())
def test_a_line_is_an_answer_only_as_a_beginning_of_one(line: str) -> None:
    written = one_line(line).casefold().rstrip(CLOSING)
    begins = {answer for word, answer in (("ja", True), ("nei", False)) if written and word.startswith(written)}
    assert yes_or_no(line) == (begins.pop() if begins else None)


@pytest.mark.parametrize(
    ("line", "answer"), [("ja", True), ("J", True), (" NEI ", False), ("n", False), ("", None), ("kanskje", None)]
)
def test_yes_and_no_may_be_cut_short(line: str, answer: object) -> None:
    assert yes_or_no(line) is answer


@given(st.text(), st.lists(st.text(min_size=1, max_size=4), max_size=5))
def test_a_word_among_others_is_found_or_is_not(written: str, words: list[str]) -> None:
    meanings = {word.casefold(): place for place, word in enumerate(words)}
    found = among(written, meanings)
    whole = one_line(written).casefold()
    cut = whole.rstrip(CLOSING) or whole
    begin = {place for word, place in meanings.items() if word.startswith(cut)}
    if not whole:
        assert found is None
    elif whole in meanings or cut in meanings:
        assert found == meanings.get(whole, meanings.get(cut))
    elif len(begin) > 1:
        assert isinstance(found, Several)
    else:
        assert found == next(iter(begin), None)
