"""What can be done now, for every face: what the core allows, and what it cannot tell."""

import msgspec
import pytest

from aml_okt.core.agenda import Visibility
from aml_okt.core.commands import Begin, Next, Pause
from aml_okt.scene.actions import SESSION
from aml_okt.scene.leading import scene
from aml_okt.scene.usable import can_be_done
from tests.builders import Sitting, minutes, small_agenda


def usable(sitting: Sitting) -> set[str]:
    moment = sitting.clock.now()
    seen = scene(sitting.state, moment, sitting.clock.zone)
    return {action.name for action in SESSION if can_be_done(action, sitting.state, moment, seen)}


def test_before_the_start_one_can_begin_and_not_go_on() -> None:
    now = usable(Sitting())
    assert {"begin", "people", "order", "choose_cues", "choose_facilitator"} <= now
    assert not {"next", "pause", "back", "skip", "undo"} & now


def test_the_facilitator_is_chosen_in_the_step_for_it() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    assert {"choose_facilitator", "draw_lots"} <= usable(sitting)
    sitting.do(Next())
    assert not {"choose_facilitator", "draw_lots"} & usable(sitting)


@pytest.mark.parametrize(("waits", "can", "cannot"), [(1, "use_spare", "make_up"), (5, "make_up", "use_spare")])
def test_time_is_spared_or_made_up_and_never_both(waits: int, can: str, cannot: str) -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.clock.advance(minutes(waits) / 2)
    sitting.do(Next())
    assert can in usable(sitting)
    assert cannot not in usable(sitting)


def test_it_is_shared_from_rounds_where_they_are_behind_and_notes_are_for_the_minutes() -> None:
    steps = small_agenda().steps
    end = msgspec.structs.replace(steps[-1], notes=Visibility.MINUTES)
    sitting = Sitting(msgspec.structs.replace(small_agenda(), steps=(*steps[:-1], end)))
    sitting.do(Begin())
    can_in = set()
    for _box in sitting.boxes:
        assert sitting.state.step is not None
        if "share_from_rounds" in usable(sitting):
            can_in.add(sitting.state.step.id)
        sitting.do(Next())
    assert can_in == {end.id}


def test_a_pause_is_over_by_going_on() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.do(Pause())
    assert "resume" in usable(sitting)
    assert "pause" not in usable(sitting)


def test_nothing_that_is_not_seen_yet_is_chosen_beside_it() -> None:
    sitting = Sitting()
    draw = next(action for action in SESSION if action.name == "draw_lots")
    assert not can_be_done(draw, sitting.state, sitting.clock.now(), None)
