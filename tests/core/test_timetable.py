"""When everything to come begins and ends, with steps that hold a time of day."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.commands import Begin, Next, Pause, Resume
from aml_okt.core.durations import read_time
from aml_okt.core.makeup import Source, make_up
from aml_okt.core.plan import Group, plan, total
from aml_okt.core.timetable import end_of, fixed_times, schedule
from aml_okt.core.timing import offset, projected_end, remaining, timetable, waits_for
from tests.builders import MONDAY, OSLO, PEOPLE, Sitting, agendas, minutes, people

NO_TIME = timedelta()


def lunch(*, at: time | None = None, until: time | None = None) -> Agenda:
    """Thirty minutes, a lunch of twenty that may be ten, and thirty more; begun at ten."""
    half_an_hour = read_time("30 min")
    return Agenda(
        title="Med lunsj",
        steps=(
            Step(id="før", title="Før", time=half_an_hour),
            Step(id="lunsj", title="Lunsj", time=read_time("20 min"), least=read_time("10 min"), at=at, until=until),
            Step(id="etter", title="Etter", time=half_an_hour),
        ),
    )


def begun(agenda: Agenda) -> Sitting:
    sitting = Sitting(agenda, PEOPLE[:3])
    sitting.do(Begin())
    return sitting


def figures(sitting: Sitting) -> tuple[timedelta, timedelta]:
    """The offset, and the end counted from ten o'clock."""
    now = sitting.clock.now()
    return offset(sitting.state, now), projected_end(sitting.state, now) - MONDAY


def test_waiting_before_a_step_that_holds_its_time_is_part_of_the_plan() -> None:
    sitting = begun(lunch(at=time(10, 40)))
    before, held, _after = timetable(sitting.state, sitting.clock.now())

    assert (held.waits, held.begin - before.begin) == (minutes(10), minutes(40))
    assert figures(sitting) == (NO_TIME, minutes(90))


def test_waiting_absorbs_what_is_late_and_only_the_rest_moves_the_end() -> None:
    sitting = begun(lunch(at=time(10, 40)))
    sitting.wait(minutes(36))
    assert figures(sitting) == (NO_TIME, minutes(90))
    sitting.wait(minutes(7))
    assert figures(sitting) == (minutes(3), minutes(93))


def test_a_step_that_is_come_to_early_is_waited_for() -> None:
    sitting = begun(lunch(at=time(10, 40)))
    sitting.wait(minutes(25))
    sitting.do(Next())

    assert waits_for(sitting.state, sitting.clock.now()) == minutes(15)
    assert figures(sitting) == (NO_TIME, minutes(90))
    sitting.wait(minutes(15))
    assert waits_for(sitting.state, sitting.clock.now()) == NO_TIME
    assert remaining(sitting.state, sitting.clock.now()) == minutes(20)


def test_the_waiting_cannot_be_made_up() -> None:
    sitting = begun(lunch(at=time(10, 40)))
    sitting.wait(minutes(25))
    sitting.do(Next())
    proposal = make_up(sitting.state, sitting.clock.now(), NO_TIME)

    assert proposal.times.of_phase("lunsj", 0) == minutes(10)
    assert proposal.taken == {Source.FLEXIBLE: minutes(10)}


def test_a_step_that_is_come_to_late_has_its_own_time() -> None:
    sitting = begun(lunch(at=time(10, 40)))
    sitting.wait(minutes(43))
    sitting.do(Next())

    assert remaining(sitting.state, sitting.clock.now()) == minutes(20)
    assert figures(sitting) == (minutes(3), minutes(93))


@pytest.mark.parametrize(("used", "lasts", "late"), [(20, 35, 0), (30, 25, 0), (44, 11, 0), (50, 10, 5)])
def test_a_step_until_a_time_gives_and_takes_down_to_its_floor(used: int, lasts: int, late: int) -> None:
    sitting = begun(lunch(until=time(10, 55)))
    sitting.wait(minutes(used))
    sitting.do(Next())

    assert remaining(sitting.state, sitting.clock.now()) == minutes(lasts)
    assert figures(sitting) == (minutes(late), minutes(85 + late))


def test_a_step_of_the_wall_clock_moves_no_fixed_time_within_the_session() -> None:
    sitting = begun(lunch(at=time(10, 40)))
    before = timetable(sitting.state, sitting.clock.now())
    sitting.clock.set_wall(sitting.clock.now().wall - timedelta(hours=1))

    assert timetable(sitting.state, sitting.clock.now()) == before


def test_a_time_of_day_is_meant_on_the_night_that_is_nearest() -> None:
    late = datetime(2026, 11, 23, 22, 50, tzinfo=UTC)  # ten to twelve in Oslo
    agenda = lunch(at=time(0, 30))
    boxes = plan(agenda, Group.of(PEOPLE[:3]))

    assert fixed_times(agenda, boxes, late, OSLO)["lunsj"] == late + minutes(40)


def test_the_plan_at_the_setup_knows_the_waiting() -> None:
    agenda = lunch(at=time(10, 40))
    stops = schedule(agenda, plan(agenda, Group.of(PEOPLE[:3])), MONDAY, OSLO)

    assert [stop.begin for stop in stops] == [NO_TIME, minutes(40), minutes(60)]
    assert end_of(stops) == minutes(90)


def test_a_pause_eats_the_waiting_first() -> None:
    sitting = begun(lunch(at=time(10, 40)))
    sitting.do(Pause())
    sitting.wait(minutes(8))
    sitting.do(Resume())

    assert figures(sitting) == (NO_TIME, minutes(90))


@given(agenda=agendas(), names=people(), breather=st.booleans())
def test_one_follows_the_other_without_a_hole(agenda: Agenda, names: tuple[str, ...], breather: bool) -> None:  # noqa: FBT001 - hypothesis hands it in by name
    boxes = plan(agenda, Group.of(names, breather=breather))
    stops = schedule(agenda, boxes, MONDAY, OSLO)

    assert [stop.place for stop in stops] == list(range(len(boxes)))
    clock = NO_TIME
    for stop in stops:
        assert stop.begin == clock + stop.waits
        assert stop.end >= stop.begin
        clock = stop.end
    if not any(step.at or step.until for step in agenda.steps):
        assert end_of(stops) == total(boxes)
