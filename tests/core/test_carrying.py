"""Actions from one session to the next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aml_okt.core.actions import Action
from aml_okt.core.carrying import carried_over, from_last, is_same_unit, ticked
from tests.core.test_actions import ACTIONS

FIRST, SECOND, THIRD = date(2026, 11, 23), date(2027, 1, 15), date(2027, 3, 1)
OPEN = Action("Ringe HR", "Kari", date(2026, 12, 1))


def test_what_is_open_comes_along_with_the_day_it_was_first_agreed_on() -> None:
    (second,) = carried_over([OPEN], FIRST, SECOND)
    assert second == replace(OPEN, since=FIRST)
    assert carried_over([second], SECOND, THIRD) == (second,)


def test_what_was_done_since_is_told_once() -> None:
    (second,) = carried_over([replace(OPEN, done=True)], FIRST, SECOND)
    assert second == replace(OPEN, done=True, since=FIRST, told=SECOND)
    assert carried_over([second], SECOND, THIRD) == ()


def test_what_is_open_again_comes_along_like_any_other() -> None:
    reopened = replace(OPEN, since=FIRST, told=SECOND)
    assert carried_over([reopened], SECOND, THIRD) == (replace(OPEN, since=FIRST),)


@given(st.lists(ACTIONS))
def test_nothing_open_is_ever_lost(actions: list[Action]) -> None:
    carried = carried_over(actions, FIRST, SECOND)
    assert [(one.text, one.owner, one.due) for one in carried if not one.done] == [
        (one.text, one.owner, one.due) for one in actions if not one.done
    ]
    assert from_last(carried) == carried
    assert all(one.told == (SECOND if one.done else None) for one in carried)


@given(ACTIONS.filter(lambda action: not (action.told and not action.done)))
def test_ticking_twice_changes_nothing_but_the_day(action: Action) -> None:
    assert ticked(action, SECOND).done is not action.done
    assert ticked(ticked(action, SECOND), SECOND) == replace(action, told=SECOND if action.done else None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Barnevernet", " barnevernet ", True),
        ("Hjemmetjenesten  Åsen", "hjemmetjenesten A\u030asen", True),
        ("STRASSE", "straße", True),
        ("Barnevernet", "Barnevernet nord", False),
        ("", "", False),
        (" ", " ", False),
    ],
)
def test_a_service_is_itself_however_it_is_written_and_none_is_never_the_same(
    one: str, other: str, *, same: bool
) -> None:
    assert is_same_unit(one, other) is same
