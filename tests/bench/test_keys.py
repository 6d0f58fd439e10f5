"""Which keys are pressed, and what the clock changes by itself."""

from pathlib import Path

from aml_okt.clock import SystemClock
from aml_okt.loading import load_session
from aml_okt.scene.actions import SESSION
from tests.bench.keys import BESIDE, PLACES, WRITTEN, Press, keys_of, row_of, with_room
from tests.bench.sessions import led_to


def test_a_terminal_sends_something_for_every_key_that_is_pressed() -> None:
    pressed = {key for action in SESSION for key in (action.pressed[0], action.typing) if key}

    assert {key for key in pressed if len(key) > 1} <= set(WRITTEN)


def test_some_place_of_the_agenda_offers_every_key_but_those_that_take_back(tmp_path: Path) -> None:
    now = SystemClock().now()
    sessions = [led_to(tmp_path / name, at) for name, at in PLACES.items()]
    offered = {key for folder in sessions for key in keys_of(load_session(folder).state, now)}
    declared = {action.pressed[0] for action in SESSION}

    # They take others back, or read on where a text is too long for its place.
    assert declared - offered == {"u", "escape", "shift+down", "shift+up"}


def test_a_clock_changes_whole_digits() -> None:
    cells = with_room({(3, 40), (3, 42), (5, 7)})

    assert {column for row, column in cells if row == 3} == set(range(40 - BESIDE, 42 + BESIDE + 1))
    assert {column for row, column in cells if row == 5} == set(range(7 - BESIDE, 7 + BESIDE + 1))


def test_a_press_whose_change_nobody_saw_is_told_of_and_counts_as_no_time() -> None:
    row = row_of("keys", "any key", [Press("n", 0.02, 0.01), Press("c", None, 0.04), Press("c", None, 0.04)])

    assert row.values.ours == (20,)
    assert row.details["no change seen"] == ["c, 2"]
