"""When there is something to share from rounds, and that no step of an agenda can be taken for what is shared."""

import pytest

from aml_okt.core.agenda import Agenda, Phase, Repeat, Step, Visibility, Who
from aml_okt.core.commands import Back, Begin, Next, SkipTo, Undo
from aml_okt.core.durations import read_time
from aml_okt.core.sharing import is_shared_from_rounds, rounds_to_share_from, shared_from
from tests.builders import Sitting


def step(name: str, notes: Visibility = Visibility.MINUTES) -> Step:
    return Step(id=name, title=name.title(), time=read_time("5 min"), notes=notes)


def in_rounds(name: str) -> Step:
    return Step(
        id=name,
        title=name.title(),
        time=read_time("5 min"),
        repeat=Repeat.EACH_IN_FOCUS,
        phases=(Phase(title="Fortelle", time=read_time("5 min"), who=Who.FOCUS),),
    )


def sitting(*steps: Step) -> Sitting:
    held = Sitting(Agenda(title="Prøve", steps=steps), names=("Kari", "Ola"))
    held.do(Begin())
    return held


def shares_from(held: Sitting) -> str:
    rounds = rounds_to_share_from(held.state)
    return "" if rounds is None else rounds.id


def course_of(held: Sitting) -> list[tuple[str, str]]:
    """Where the group was, and what it could share from there, from here to the last timebox."""
    found = []
    while held.state.box is not None:
        found.append((held.state.box.step, shares_from(held)))
        if held.do(Next()) is not None:
            break
    return list(dict.fromkeys(found))


def test_it_can_be_shared_after_the_rounds_where_notes_are_for_the_minutes() -> None:
    held = sitting(step("før"), in_rounds("runder"), step("pause", Visibility.PRIVATE), step("etter"), step("slutt"))

    assert course_of(held) == [("før", ""), ("runder", ""), ("pause", ""), ("etter", "runder"), ("slutt", "runder")]


def test_it_is_from_the_last_rounds_behind() -> None:
    held = sitting(in_rounds("første"), step("midt"), in_rounds("andre"), step("slutt"))

    assert course_of(held) == [("første", ""), ("midt", "første"), ("andre", ""), ("slutt", "andre")]


def test_rounds_that_nobody_has_been_in_focus_in_have_nothing_to_share() -> None:
    held = sitting(step("før"), in_rounds("runder"), step("slutt"))
    assert held.do(SkipTo(len(held.boxes) - 1)) is None

    assert held.state.step is not None
    assert (held.state.step.id, shares_from(held)) == ("slutt", "")


def test_one_round_that_has_begun_is_enough_and_one_that_is_undone_is_none() -> None:
    held = sitting(in_rounds("runder"), step("slutt"))
    assert held.do(SkipTo(len(held.boxes) - 1)) is None
    assert shares_from(held) == "runder"
    held.do(Back())
    assert shares_from(held) == ""
    held.do(Undo(), Undo())
    assert shares_from(held) == ""


def test_before_the_start_and_after_the_end_nothing_is_shared() -> None:
    held = Sitting(Agenda(title="Prøve", steps=(in_rounds("runder"), step("slutt"))))

    assert shares_from(held) == ""


@pytest.mark.parametrize("name", ["runder", "delt-fra-runder", "kollegaveiledning", ""])
def test_no_step_is_taken_for_what_is_shared_from_it(name: str) -> None:
    assert not is_shared_from_rounds(name)
    assert is_shared_from_rounds(shared_from(name))
