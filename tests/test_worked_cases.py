"""The worked cases of docs/time.md, computed with the program's own code; each figure must stand in the document."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from aml_okt.clock import SettableClock, time_of_day
from aml_okt.core import cues
from aml_okt.core.agenda import Agenda, Who
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    Begin,
    ChooseFacilitator,
    LeaveGapOut,
    MarkGone,
    Next,
    NoteGap,
    SetFocusOrder,
    SkipTo,
)
from aml_okt.core.course import remaining_focus
from aml_okt.core.durations import digits
from aml_okt.core.makeup import Proposal, Source, make_up, receivers
from aml_okt.core.session import session_time
from aml_okt.core.timing import offset, overtime, past_latest_end, projected_end, remaining, to_come
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.wording import offset_in_words
from tests.builders import MONDAY, OSLO, PEOPLE, Sitting, minutes, one_step, seconds

DOCUMENT = (Path(__file__).parents[1] / "docs" / "time.md").read_text(encoding="utf-8")
AGENDA = load_agenda(built_in_agenda())


def section(heading: str) -> str:
    """What the document says under a heading."""
    found = re.search(rf"^### {re.escape(heading)}\n(.*?)(?=^##|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def told(heading: str, *figures: str | timedelta) -> None:
    """Every figure stands under the heading."""
    text = section(heading)
    for figure in figures:
        words = digits(figure) if isinstance(figure, timedelta) else figure
        assert re.search(rf"(?<![\d:]){re.escape(words)}(?!\d|:\d)", text), (heading, words)


def begun(names: Iterable[str] = PEOPLE[:5], agenda: Agenda = AGENDA, at: datetime | None = None) -> Sitting:
    clock = None if at is None else SettableClock(at, OSLO)
    sitting = Sitting(agenda, tuple(names), clock=clock)
    sitting.do(Begin())
    return sitting


def gone_to(sitting: Sitting, step: str, phase: int = 0, round_: int | None = None) -> Sitting:
    """The session at the beginning of a phase, with everything before it exactly on time."""
    while (box := sitting.state.box) is not None and not (
        (box.step, box.phase) == (step, phase) and round_ in {None, box.round}
    ):
        sitting.wait(to_come(sitting.state, sitting.clock.now())[0])
        sitting.do(Next())
    return sitting


def wall(sitting: Sitting) -> str:
    return time_of_day(sitting.clock.now().wall, OSLO)


def end(sitting: Sitting) -> str:
    return time_of_day(projected_end(sitting.state, sitting.clock.now()), OSLO)


def late(sitting: Sitting) -> str:
    return offset_in_words(offset(sitting.state, sitting.clock.now()))


def made_up(sitting: Sitting) -> Proposal:
    """The make-up to the end of the baseline, accepted."""
    due = sitting.state.course.due
    assert due is not None
    proposal = make_up(sitting.state, sitting.clock.now(), due)
    assert sitting.do(AcceptPlan(proposal.times)) is None
    return proposal


def rounds_to_come(sitting: Sitting) -> list[timedelta]:
    """The length of each round that has not begun, in order."""
    left = remaining_focus(sitting.state.course)
    return [sum((box.allotted for box in sitting.to_come if box.focus == focus), timedelta()) for focus in left]


def phases_of_last_round(sitting: Sitting) -> list[timedelta]:
    spans: dict[int, timedelta] = {}
    for box in sitting.to_come:
        if box.focus == remaining_focus(sitting.state.course)[-1]:
            spans[box.phase] = spans.get(box.phase, timedelta()) + box.allotted
    return list(spans.values())


def behind_in_the_second_round(span: timedelta) -> Sitting:
    """In Ola's round, which has run for its first phase and so much more."""
    sitting = gone_to(begun(), "kollegaveiledning", 0, 1)
    sitting.wait(minutes(3) + span)
    return sitting


def test_the_plan_that_the_cases_begin_with() -> None:
    sitting = gone_to(begun(), "kollegaveiledning")

    assert wall(sitting) == "11:00"
    assert end(sitting) == "12:35"
    assert "planned end 12:35" in DOCUMENT
    assert "begin at 11:00" in DOCUMENT


def test_behind_by_six_minutes_with_three_rounds_left() -> None:
    sitting = behind_in_the_second_round(minutes(6))
    assert late(sitting) == "6 min bak"
    proposal = made_up(sitting)

    assert proposal.taken == {Source.ROUND: minutes(6)}
    assert rounds_to_come(sitting) == [minutes(13)] * 3
    assert (end(sitting), late(sitting)) == ("12:35", "i rute")
    phases = phases_of_last_round(sitting)
    assert sum(phases, timedelta()) == minutes(13)
    told("Behind by 6 min with three rounds left", proposal.needed, minutes(2), minutes(13), *phases, end(sitting))


def test_behind_by_eleven_minutes_with_three_rounds_left() -> None:
    sitting = behind_in_the_second_round(minutes(11))
    state, moment = sitting.state, sitting.clock.now()
    per = next(person.id for person in state.course.people if person.name == "Per")
    proposal = made_up(sitting)

    assert (proposal.found, proposal.missing) == (minutes(9), minutes(2))
    assert rounds_to_come(sitting) == [minutes(12)] * 3
    told(
        "Behind by 11 min with three rounds left",
        minutes(11),
        proposal.found,
        proposal.missing,
        minutes(12),
        minutes(3),
    )

    without = behind_in_the_second_round(minutes(11))
    before = projected_end(state, moment)
    without.do(SetFocusOrder(tuple(one for one in remaining_focus(without.state.course) if one != per), (per,)))
    assert before - projected_end(without.state, without.clock.now()) == minutes(15)
    assert made_up(without).found == timedelta()
    assert rounds_to_come(without) == [minutes(15)] * 2


def test_behind_by_six_minutes_before_the_reflection() -> None:
    sitting = gone_to(begun(), "faglig-intro")
    sitting.wait(minutes(11))
    assert late(sitting) == "6 min bak"
    proposal = made_up(sitting)

    assert proposal.taken == {Source.RANGE: minutes(1), Source.FLEXIBLE: minutes(5)}
    spans = {(box.step, box.phase): box.allotted for box in sitting.to_come if box.turn is None}
    assert spans["refleksjon", 0] == minutes(1)
    assert spans["refleksjon", 2] == minutes(4)
    assert spans["pause", 0] == minutes(9)
    assert rounds_to_come(sitting) == [minutes(15)] * 5
    told("Behind by 6 min before the reflection", minutes(6), minutes(1), minutes(4), minutes(9), minutes(10))


def test_a_turn_that_runs_over() -> None:
    ten = one_step("10 min", Who.EACH)
    sitting = begun(agenda=ten)
    sitting.wait(minutes(3))
    sitting.do(Next())
    shares = to_come(sitting.state, sitting.clock.now())

    assert set(shares) == {seconds(105)}
    assert late(sitting) == "i rute"
    much = begun(agenda=ten)
    much.wait(minutes(8))
    much.do(Next())
    assert set(to_come(much.state, much.clock.now())) == {minutes(1)}
    assert offset(much.state, much.clock.now()) == minutes(2)
    told("A turn that runs over", minutes(3), minutes(1), seconds(15), *shares, minutes(8), minutes(2))


def test_a_late_fifth_person_during_step_four() -> None:
    sitting = gone_to(begun(PEOPLE[:4]), "refleksjon", 1)
    heading = "A late fifth person during step 4"
    assert (wall(sitting), end(sitting)) == ("10:27", "12:20")
    assert remaining(sitting.state, sitting.clock.now()) == minutes(2.5)
    sitting.do(AddParticipant("Nils"))

    turns = [box.allotted for box in sitting.to_come if (box.step, box.phase) == ("refleksjon", 1)]
    out = [box.allotted for box in sitting.to_come if box.step == "utsjekk"]
    assert sum(turns, timedelta()) == minutes(7.5)
    assert (end(sitting), late(sitting)) == ("12:35", "15 min bak")
    assert len(rounds_to_come(sitting)) == 5
    told(heading, "10:27", "12:20", minutes(2.5), minutes(7.5), *turns, end(sitting), late(sitting), *out)


def test_the_facilitator_in_focus() -> None:
    sitting = begun()
    sitting.do(ChooseFacilitator("p2"))
    keepers = {sitting.state.name(box.focus): sitting.state.name(box.timekeeper) for box in sitting.boxes if box.focus}
    assert keepers == {"Kari": "Ola", "Ola": "Kari", "Liv": "Ola", "Per": "Ola", "Nils": "Ola"}
    order = remaining_focus(sitting.state.course)
    sitting.do(SetFocusOrder(("p2", *(person for person in order if person != "p2"))))
    assert next(sitting.state.name(box.timekeeper) for box in sitting.boxes if box.focus == "p2") == "Nils"
    told("The facilitator in focus", "Kari", "Nils")


def test_somebody_leaves_before_their_round() -> None:
    sitting = gone_to(begun(), "kollegaveiledning")
    sitting.do(MarkGone("p4"))

    questions = [box.allotted for box in sitting.to_come if box.phase == 1 and box.round == 0]
    out = {box.allotted for box in sitting.to_come if box.step == "utsjekk"}
    assert questions == [seconds(100)] * 3
    assert (end(sitting), late(sitting)) == ("12:20", "15 min foran")
    told("Somebody leaves before their round", *questions, *out, end(sitting), late(sitting))


@pytest.mark.parametrize(
    ("arrives", "lasts", "offset_"),
    [(-5, 20, "i rute"), (0, 15, "i rute"), (7, 8, "i rute"), (12, 5, "2 min bak")],
)
def test_a_break_until_a_fixed_time(arrives: int, lasts: int, offset_: str) -> None:
    held = tuple(replace(step, until=time(11, 0)) if step.id == "pause" else step for step in AGENDA.steps)
    sitting = begun(agenda=replace(AGENDA, steps=held))
    gone_to(sitting, "refleksjon", 2)
    sitting.wait(remaining(sitting.state, sitting.clock.now()) + minutes(arrives))
    assert late(sitting) == offset_  # known before the break begins
    sitting.do(Next())

    assert remaining(sitting.state, sitting.clock.now()) == minutes(lasts)
    assert late(sitting) == offset_
    row = f"| {wall(sitting)} | {digits(minutes(lasts))} | {offset_} |"
    assert row in section("A break until a fixed time")


def test_crossing_midnight() -> None:
    sitting = begun(at=datetime(2026, 11, 23, 22, 30, tzinfo=UTC))
    assert (wall(sitting), end(sitting)) == ("23:30", "02:05")
    gone_to(sitting, "kollegaveiledning")

    assert (wall(sitting), end(sitting), late(sitting)) == ("00:30", "02:05", "i rute")
    told("Crossing midnight", "23:30", "02:05", "00:30")


def test_the_night_with_an_hour_more() -> None:
    sitting = begun(at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC))
    assert (wall(sitting), end(sitting)) == ("01:30", "03:05")
    two_hours_later = sitting.clock.now().wall + timedelta(hours=2)
    while (left := two_hours_later - sitting.clock.now().wall) > timedelta():
        sitting.wait(min(left, remaining(sitting.state, sitting.clock.now())))
        if left > remaining(sitting.state, sitting.clock.now()) == timedelta():
            sitting.do(Next())
    left = projected_end(sitting.state, sitting.clock.now()) - sitting.clock.now().wall

    assert (wall(sitting), end(sitting), late(sitting), left) == ("02:30", "03:05", "i rute", minutes(35))
    told("25 October 2026, 03:00 → 02:00 in Oslo", "01:30", "03:05", "04:05", "02:30", "0:35")


def test_the_wall_clock_is_set_back_an_hour() -> None:
    sitting = begun()
    sitting.wait(minutes(6))
    before = remaining(sitting.state, sitting.clock.now())
    sitting.clock.set_wall(sitting.clock.now().wall - timedelta(hours=1))

    assert remaining(sitting.state, sitting.clock.now()) == before == minutes(4)
    assert (wall(sitting), end(sitting), late(sitting)) == ("09:06", "11:35", "i rute")
    told("The wall clock is set back an hour in mid-step", minutes(4), "09:06", "11:35")


def test_a_step_of_the_wall_clock_brings_the_latest_end_no_nearer() -> None:
    clock = SettableClock(MONDAY, OSLO)
    sitting = Sitting(AGENDA, PEOPLE[:5], clock=clock, latest_end=MONDAY + minutes(150))
    sitting.do(Begin())
    before = past_latest_end(sitting.state, clock.now())
    clock.set_wall(clock.now().wall + timedelta(hours=1))

    assert past_latest_end(sitting.state, clock.now()) == before == minutes(5)


def test_asleep_for_eight_minutes_with_two_left() -> None:
    sitting = begun()
    sitting.wait(minutes(8))
    _, heard = cues.look({}, sitting.state, sitting.state, sitting.clock.now())
    sitting.wait(minutes(8))
    first, heard = cues.look(heard, sitting.state, sitting.state, sitting.clock.now())
    again, _ = cues.look(heard, sitting.state, sitting.state, sitting.clock.now())
    assert (bool(first), bool(again)) == (True, False)

    assert overtime(sitting.state, sitting.clock.now()) == minutes(6)
    assert late(sitting) == "6 min bak"
    sitting.do(NoteGap(minutes(8)), LeaveGapOut())
    assert remaining(sitting.state, sitting.clock.now()) == minutes(2)
    assert (late(sitting), end(sitting)) == ("i rute", "12:43")
    told("Asleep for 8 min with 2 min left", "+6:00", "6 min bak", minutes(2), minutes(8), "12:43")


def test_a_step_that_is_skipped() -> None:
    sitting = gone_to(begun(), "faglig-intro")
    sitting.wait(minutes(5))
    assert wall(sitting) == "10:25"
    place = next(place for place, box in enumerate(sitting.boxes) if box.step == "pause")
    sitting.do(SkipTo(place))

    assert (end(sitting), late(sitting)) == ("12:15", "20 min foran")
    state, moment = sitting.state, sitting.clock.now()
    rounds = next(one for one in receivers(state, moment) if one.part is None)
    sitting.do(AcceptPlan(rounds.times))
    assert rounds_to_come(sitting) == [minutes(19)] * 5
    assert session_time(state, moment) == minutes(25)
    told("A step that is skipped", "12:15", "20 min foran", minutes(4), minutes(19), minutes(20))


def test_every_case_in_the_document_is_computed_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    headings = re.findall(r"^### (.+)$", DOCUMENT, re.MULTILINE)

    assert headings
    assert [heading for heading in headings if f'"{heading}"' not in here] == []
