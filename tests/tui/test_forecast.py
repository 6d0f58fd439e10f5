"""What a change of the group means, in words."""

from datetime import timedelta

from msgspec.structs import replace

from aml_okt.core.commands import AddParticipant, Begin, Command, MarkGone
from aml_okt.core.session import SessionState
from aml_okt.tui.screens.forecast import forecast
from tests.builders import MONDAY, OSLO, Sitting, minutes


def after(sitting: Sitting, *commands: Command) -> tuple[SessionState, SessionState]:
    """The state before the commands and after."""
    before = sitting.state
    assert sitting.do(*commands) is None
    return before, sitting.state


def said(sitting: Sitting, command: Command) -> tuple[str, ...]:
    return forecast("Slik", *after(sitting, command), sitting.clock.now(), OSLO)


def test_one_more_makes_the_end_a_round_later_and_the_turns_shorter() -> None:
    assert said(Sitting(), AddParticipant("Nora")) == (
        "Slik blir slutten 11:07, 8 min senere.",
        "Tid til hver: Innsjekk 1:30 → 1:12, Refleksjon 1:15 → 1:00, Kollegaveiledning 1:00 → 0:45.",
    )


def test_one_less_makes_the_end_a_round_earlier() -> None:
    end, _turns = said(Sitting(), MarkGone("p1"))

    assert end == "Slik blir slutten 10:51, 8 min tidligere."


def test_a_change_that_moves_nothing_says_so() -> None:
    sitting = Sitting()
    sitting.do(Begin())

    assert forecast("Slik", sitting.state, sitting.state, sitting.clock.now(), OSLO) == (
        "Slik blir slutten som før, 10:59.",
    )


def test_an_end_after_the_latest_one_is_said() -> None:
    sitting = Sitting()
    before, later = after(sitting, AddParticipant("Nora"))
    late = SessionState(
        later.ground, replace(later.created, latest_end=MONDAY + timedelta(hours=1)), later.created_at, later.course,
        later.last, number=later.number,
    )  # fmt: skip
    sitting.wait(minutes(0))

    assert (
        forecast("Slik", before, late, sitting.clock.now(), OSLO)[1]
        == "Dere må slutte 11:00, så det er 7 min for sent."
    )
