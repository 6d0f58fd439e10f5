"""An action as a line of a task list, there and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.actions import Action, parse_line
from aml_okt.core.text import one_line

WORDS = st.text(st.characters(exclude_characters="·"), min_size=1, max_size=60).map(one_line)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
ACTIONS = st.builds(Action, WORDS.filter(bool), WORDS, DAYS, st.booleans(), DAYS, DAYS)


@given(ACTIONS)
def test_an_action_is_read_as_it_was_written(action: Action) -> None:
    assert parse_line(action.line) == action


def test_a_line_says_since_when_and_when_the_group_was_told() -> None:
    action = Action("Ringe HR", "Kari", date(2026, 12, 1), done=True, since=date(2026, 11, 23), told=date(2027, 1, 15))
    assert action.line == ("- [x] Ringe HR · ansvarlig: Kari · frist: 2026-12-01 · fra: 2026-11-23 · gjort: 2027-01-15")


@pytest.mark.parametrize(
    ("line", "since", "told", "text"),
    [
        ("- [x] Ringe · GJORT: 2027-01-15 · Fra:2026-11-23", date(2026, 11, 23), date(2027, 1, 15), "Ringe"),
        ("- [x] Ringe · gjort: i går", None, None, "Ringe · gjort: i går"),
        ("- [ ] Ringe · fra: Kari", None, None, "Ringe · fra: Kari"),
        ("- [ ] Ringe · fra: 2026-11-23 · fra: 2026-12-24", date(2026, 12, 24), None, "Ringe"),
        ("- [ ] fra: 2026-11-23", None, None, "fra: 2026-11-23"),
    ],
)
def test_what_is_written_by_hand_is_read_as_far_as_it_makes_sense(
    line: str, since: date | None, told: date | None, text: str
) -> None:
    action = parse_line(line)
    assert action is not None
    assert (action.since, action.told, action.text) == (since, told, text)
