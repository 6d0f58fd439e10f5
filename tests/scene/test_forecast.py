"""What a change of the group means, in words."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aml_okt.core.agenda import Agenda
from aml_okt.core.commands import AddParticipant, Begin, ChooseFacilitator, Command, MarkGone
from aml_okt.core.session import SessionState
from aml_okt.scene.forecast import forecast
from tests.builders import MONDAY, OSLO, Sitting, agendas, minutes, people


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
        "Det blir 5 runder i stedet for 4.",
        "Tid til hver: Innsjekk 1:30 → 1:12, Refleksjon 1:15 → 1:00, Spørsmål 1:00 → 0:45.",
        "Tidtaker blir Nora når Kari er i fokus.",
    )


def test_one_less_makes_the_end_a_round_earlier() -> None:
    end, rounds, _turns, keepers = said(Sitting(), MarkGone("p1"))

    assert end == "Slik blir slutten 10:51, 8 min tidligere."
    assert rounds == "Det blir 3 runder i stedet for 4."
    assert keepers == "Tidtaker blir Per når Ola er i fokus."


def test_when_the_facilitator_goes_others_keep_time_and_nobody_leads() -> None:
    sitting = Sitting()
    sitting.do(ChooseFacilitator("p2"))
    *_rest, keepers, more, leads = said(sitting, MarkGone("p2"))

    assert keepers == "Tidtaker blir Per når Kari er i fokus, Kari når Liv er i fokus."
    assert more == "Én runde til får en annen tidtaker."
    assert leads == "Da er det ingen fasilitator før dere velger en ny."


@given(agenda=agendas(), names=people(), late=st.booleans())
def test_every_change_of_any_group_has_its_words(agenda: Agenda, names: tuple[str, ...], late: bool) -> None:  # noqa: FBT001 - hypothesis hands it in by name
    sitting = Sitting(agenda, names)
    sitting.do(Begin())
    change = AddParticipant("[Nora]") if late else MarkGone(sitting.state.course.people[-1].id)
    before = sitting.state
    if sitting.do(change) is None:
        sentences = forecast("Slik", before, sitting.state, sitting.clock.now(), OSLO)
        assert all(sentence.endswith(".") for sentence in sentences)


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
        == "Dere må slutte 11:00, så det blir 7 min for sent."
    )
