"""A plan of which what is far off is only made when somebody looks there."""

from typing import Any

from aml_okt.core.commands import AddParticipant, Back, Begin, ChooseFacilitator, Command, Next, SkipTo
from aml_okt.core.plan import Group, Timebox, plan
from aml_okt.core.planned import Planned
from tests.builders import PEOPLE, Sitting, small_agenda

BOXES = plan(small_agenda(), Group.of(PEOPLE[:4]))


class Far:
    """Makes what is far off, and counts how often."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, known: tuple[Timebox, ...]) -> tuple[Timebox, ...]:
        self.asked += 1
        return (*known, *BOXES[len(known) :])


def test_what_is_known_is_given_without_making_the_rest() -> None:
    far = Far()
    planned = Planned(BOXES[:5], far)

    assert planned.at(4) is BOXES[4]
    assert planned.at(-1) is None
    assert planned.near(2) == planned.known == BOXES[:5]
    assert planned.with_box(1, BOXES[0]).at(1) is BOXES[0]
    assert far.asked == 0


def test_the_rest_is_made_once_when_somebody_looks_there() -> None:
    far = Far()
    planned = Planned(BOXES[:5], far)

    assert planned.at(5) is BOXES[5]
    assert planned.at(len(BOXES)) is None
    assert planned.boxes == planned.near(0) == planned.known == BOXES
    assert far.asked == 1


def test_another_timebox_stays_when_the_rest_is_made() -> None:
    near, far = Planned(BOXES[:5], Far()).with_box(1, BOXES[0]), Planned(BOXES[:5], Far()).with_box(7, BOXES[0])

    assert near.boxes == (BOXES[0], BOXES[0], *BOXES[2:])
    assert far.boxes == (*BOXES[:7], BOXES[0], *BOXES[8:])


def test_whoever_looks_at_all_of_a_plan_meanwhile_takes_nothing_from_the_next() -> None:
    class SeenMeanwhile(tuple[Timebox, ...]):
        __slots__ = ()

        def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - one place or several, as a tuple has it
            assert planned.boxes
            return super().__getitem__(place)

    planned = Planned(SeenMeanwhile(BOXES[:5]), Far())

    assert planned.with_box(1, BOXES[0]).boxes == (BOXES[0], BOXES[0], *BOXES[2:])


def test_plans_are_the_same_when_all_their_timeboxes_are() -> None:
    planned = Planned(BOXES[:5], Far())

    assert planned == Planned(BOXES)
    assert hash(planned) == hash(Planned(BOXES))
    assert repr(planned) == repr(BOXES)
    assert planned != Planned(BOXES[1:])
    assert planned != BOXES


def test_going_back_plans_no_farther_than_the_round_that_one_comes_to() -> None:
    sitting = Sitting()
    sitting.do(Begin(), SkipTo(len(sitting.boxes) - 3), ChooseFacilitator("p2"))
    for _ in range(6):
        sitting.do(Back())
    planned, here = sitting.state.course.planned, sitting.state.course.at

    assert here < len(planned.known) < len(planned.boxes)


def test_a_plan_that_nobody_has_looked_at_whole_is_what_it_would_have_been() -> None:
    looked_at, other = Sitting(), Sitting()
    commands: tuple[Command, ...] = (
        Begin(), SkipTo(30), AddParticipant("Eva"), Back(), Back(), Next(), ChooseFacilitator("p1"), Back(),
    )  # fmt: skip
    for command in commands:
        for sitting in (looked_at, other):
            sitting.do(command)
        assert looked_at.boxes

    assert other.boxes == looked_at.boxes
