"""A session in outline is what all of its events come to, whatever was taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.commands import (
    AddParticipant,
    AdjustTime,
    Back,
    Begin,
    ChooseFacilitator,
    End,
    LeaveGapOut,
    MarkGone,
    MarkReturned,
    Next,
    NoteGap,
    Pause,
    RenameParticipant,
    Resume,
    ShowActions,
    Undo,
)
from aml_okt.core.durations import MINUTE
from aml_okt.core.events import JournalMended, Lost, MoveUndone, SessionEnded
from aml_okt.core.outline import Outline, outline
from aml_okt.core.plan import Group, plan
from aml_okt.core.session import Stage
from tests.builders import PEOPLE, Sitting

Doing = Callable[[Sitting], Any]

NEWCOMERS = st.sampled_from(["Anne", "Bo", "Cato", "Dina", "Eli"])
DOINGS: st.SearchStrategy[Doing] = st.one_of(
    st.sampled_from(
        [
            Begin(),
            Next(),
            Back(),
            Pause(),
            Resume(),
            Undo(),
            Undo(),
            End(),
            AdjustTime(MINUTE),
            ChooseFacilitator("p1"),
            MarkGone("p2"),
            MarkReturned("p2"),
            RenameParticipant("p2", "Olav"),
            RenameParticipant("p2", "Ola"),
            NoteGap(timedelta(minutes=3)),
            LeaveGapOut(),
            ShowActions(shown=True),
        ]
    ).map(lambda command: lambda sitting: sitting.do(command)),
    NEWCOMERS.map(lambda name: lambda sitting: sitting.do(AddParticipant(name))),
    st.tuples(st.booleans(), st.booleans()).map(
        lambda how: lambda sitting: sitting.taken_up(MINUTE, counts=how[0], seen=how[1])
    ),
    st.integers(1, 600).map(lambda span: lambda sitting: sitting.wait(timedelta(seconds=span))),
)


def outline_of(sitting: Sitting) -> Outline | None:
    return outline([record.event for record in sitting.records])


@given(st.lists(DOINGS, max_size=40))
def test_an_outline_is_what_the_state_says(doings: list[Doing]) -> None:
    sitting = Sitting()
    for doing in doings:
        doing(sitting)
        state = sitting.state

        assert outline_of(sitting) == Outline(state.created, len(state.course.people), state.stage is Stage.FINISHED)


@given(st.lists(DOINGS, max_size=40), st.booleans())
def test_no_plan_is_longer_than_that_of_all_who_have_come(doings: list[Doing], breather: bool) -> None:  # noqa: FBT001 - drawn
    sitting = Sitting(names=PEOPLE, breather=breather)
    for doing in doings:
        doing(sitting)
        course = sitting.state.course
        everybody = Group.of([person.id for person in course.people], breather=breather)

        assert len(course.boxes) <= len(plan(sitting.agenda, everybody))


def test_an_end_that_was_taken_back_is_none() -> None:
    sitting = Sitting()
    sitting.do(Begin(), End())
    assert outline_of(sitting) == Outline(sitting.state.created, 4, ended=True)

    sitting.do(Undo())
    assert outline_of(sitting) == Outline(sitting.state.created, 4, ended=False)


def test_a_gap_that_was_left_out_is_what_undo_takes_back_and_the_end_before_it_stands() -> None:
    sitting = Sitting()
    sitting.do(Begin(), End())
    sitting.taken_up(MINUTE, counts=False, seen=True)
    sitting.do(Undo())

    assert sitting.state.stage is Stage.FINISHED
    assert outline_of(sitting) == Outline(sitting.state.created, 4, ended=True)


def test_what_cannot_have_happened_has_no_outline() -> None:
    created = Sitting().records[0].event

    assert outline([]) is None
    assert outline([SessionEnded()]) is None
    assert outline([created, created]) is None
    assert outline([created, MoveUndone()]) is None
    assert outline([created, SessionEnded(), MoveUndone(), MoveUndone()]) is None


def test_where_records_were_lost_it_takes_more_than_the_events() -> None:
    created = Sitting().records[0].event

    assert outline([created, JournalMended(lost=(Lost(2, 3),)), SessionEnded()]) is None
