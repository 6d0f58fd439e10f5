"""What a line of `status --follow` says, and when there is a new one."""

from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.cli.session_status import Status
from aml_okt.cli.status_line import FOLLOWERS_OWN, Shown, is_new, line_of, shown
from aml_okt.core.agenda import Agenda, Step
from aml_okt.core.commands import AdjustTime, Back, Begin, Command, End, Next, Pause, Resume, ShowSlide, Undo
from aml_okt.core.durations import digits, digits_left, read_time
from aml_okt.core.timing import NO_TIME, overtime, remaining, waits_for
from aml_okt.export.safe_json import compact
from aml_okt.glance import Glance, Led, Standing, standing_of
from tests.builders import Sitting, minutes, one_step, seconds, small_agenda

FOLDER = Path("2026-11-23-1000-barnevernet")
LED_HERE = Led(at_all=True, here=True)
LEFT = Led(at_all=False, here=False)


def by_the_clock_on_the_wall() -> Agenda:
    """A step that lasts until a time of day, and one that begins at one."""
    return Agenda(
        title="Prøve",
        steps=(
            Step(id="pause", title="Pause", time=read_time("5 min"), until=time(10, 4)),
            Step(id="fellesdel", title="Fellesdel", time=read_time("2 min"), at=time(10, 6)),
            Step(id="slutt", title="Slutt", time=read_time("1 min")),
        ),
    )


def look_at(sitting: Sitting, led: Led = LED_HERE) -> Glance:
    """A session as it looks to whoever follows it on the same computer."""
    return Glance(FOLDER, sitting.state, standing_of(sitting.state, led), sitting.clock.now())


def said(sitting: Sitting, led: Led = LED_HERE) -> dict[str, object]:
    """What a line says of a session now."""
    return line_of(look_at(sitting, led), sitting.clock.now())


class Look(NamedTuple):
    """A look at the session: how many records there were, what was shown, and whether a line came of it."""

    number: int
    seen: Glance
    shown: Shown
    is_line: bool


def followed(sitting: Sitting, steps: list[int | Command], *, tick: bool) -> list[Look]:
    """Follow a session, with a look after each command and after each so many milliseconds."""
    looks: list[Look] = []
    last: Shown | None = None
    for step in steps:
        if isinstance(step, int):
            sitting.wait(seconds(step / 1000))
        else:
            sitting.do(step)
        seen = look_at(sitting)
        here = shown(seen, sitting.clock.now())
        looks.append(Look(sitting.state.number, seen, here, is_new(last, here, tick=tick)))
        if looks[-1].is_line:
            last = here
    return looks


def counts_down(look: Look) -> int:
    """What a display shows, in seconds; below zero over the time, and above the whole time while the group waits."""
    state, moment = look.seen.state, look.seen.moment
    waits = -(-waits_for(state, moment) // seconds(1))
    return waits or -(-max(NO_TIME, remaining(state, moment)) // seconds(1)) - overtime(state, moment) // seconds(1)


COMMANDS: list[Command] = [
    Begin(), Next(), Back(), Pause(), Resume(), AdjustTime(minutes(1)), AdjustTime(minutes(-1)), Undo(), ShowSlide(1),
    End(),
]  # fmt: skip
AGENDAS = st.sampled_from([small_agenda(), one_step("7 s"), by_the_clock_on_the_wall()])
STEPS = st.lists(st.integers(1, 999) | st.integers(40, 60) | st.sampled_from(COMMANDS), max_size=80)


@given(AGENDAS, STEPS)
def test_ticks_never_skip_a_second_and_never_repeat_one(agenda: Agenda, steps: list[int | Command]) -> None:
    """As long as there are looks more often than once a second, and nothing but time goes on between."""
    looks = followed(Sitting(agenda), [Begin(), *steps], tick=True)
    lines = [look for look in looks if look.is_line]

    for before, after in pairwise(lines):
        if after.seen.standing is Standing.RUNNING and before.shown.change == after.shown.change:
            waited = waits_for(before.seen.state, before.seen.moment)
            if not waited or waits_for(after.seen.state, after.seen.moment):
                assert counts_down(before) - counts_down(after) == 1


@given(AGENDAS, STEPS)
def test_without_ticks_there_is_a_line_at_each_change_and_at_no_other_time(
    agenda: Agenda, steps: list[int | Command]
) -> None:
    looks = followed(Sitting(agenda), [Begin(), *steps], tick=False)

    assert looks[0].is_line
    for before, after in pairwise(looks):
        first, second = before.shown.change, after.shown.change
        assert first is not None
        assert second is not None
        assert after.is_line is (before.number != after.number or first.passed != second.passed)


@given(AGENDAS, STEPS)
def test_ticks_only_add_lines(agenda: Agenda, steps: list[int | Command]) -> None:
    some, more = (
        {place for place, look in enumerate(followed(Sitting(agenda), list(steps), tick=tick)) if look.is_line}
        for tick in (False, True)
    )

    assert some <= more


@given(AGENDAS, STEPS)
def test_the_figures_are_those_that_the_facilitator_sees(agenda: Agenda, steps: list[int | Command]) -> None:
    sitting = Sitting(agenda)
    for look in followed(sitting, list(steps), tick=True):
        line = line_of(look.seen, look.seen.moment)
        if look.seen.state.box is None:
            continue
        state, moment = look.seen.state, look.seen.moment
        assert digits_left(seconds(int(str(line["remaining_s"])))) == digits_left(
            max(NO_TIME, remaining(state, moment))
        )
        assert digits(seconds(int(str(line["overtime_s"])))) == digits(overtime(state, moment))
        assert digits_left(seconds(int(str(line["waits_s"])))) == digits_left(waits_for(state, moment))


@pytest.mark.parametrize(
    ("whole", "used", "cue"),
    [
        ("10 min", 539.9, None),
        ("10 min", 540, "warning"),
        ("10 min", 599.9, "warning"),
        ("10 min", 600, "end"),
        ("10 min", 3600, "end"),
        ("1 min", 47.9, None),
        ("1 min", 48, "warning"),
    ],
)
def test_the_cue_is_that_of_the_facilitators_clock(whole: str, used: float, cue: str | None) -> None:
    sitting = Sitting(one_step(whole))
    sitting.do(Begin())
    sitting.wait(seconds(used))

    assert said(sitting)["cue"] == cue


def test_there_is_a_line_at_the_warning_at_the_end_and_at_each_minute_after_it() -> None:
    looks = followed(Sitting(one_step("5 min")), [Begin(), *[500] * 1000], tick=False)

    assert [round(sum([500] * place) / 1000) for place, look in enumerate(looks) if look.is_line] == [
        0, 240, 300, 360, 420, 480,
    ]  # fmt: skip


def test_a_pause_keeps_the_cue_and_a_minute_more_takes_it_away() -> None:
    sitting = Sitting(one_step("5 min"))
    sitting.do(Begin())
    sitting.wait(seconds(250))
    sitting.do(Pause())
    paused = said(sitting)
    sitting.do(AdjustTime(minutes(1)))

    assert (paused["state"], paused["cue"]) == ("paused", "warning")
    assert said(sitting)["cue"] is None


def test_in_a_pause_and_before_the_start_ticks_come_by_the_followers_own_clock() -> None:
    sitting = Sitting(one_step("5 min"))
    looks = followed(sitting, [500] * 6, tick=True)
    sitting.do(Begin(), Pause())
    paused = followed(sitting, [500] * 6, tick=True)

    assert [look.is_line for look in looks] == [True, True, False, True, False, True]
    assert [look.is_line for look in paused] == [True, True, False, True, False, True]


def test_a_group_that_waits_for_a_time_of_day_sees_how_long() -> None:
    sitting = Sitting(by_the_clock_on_the_wall())
    sitting.do(Begin())
    sitting.wait(minutes(4))
    sitting.do(Next())
    sitting.wait(seconds(30))
    line = said(sitting)

    assert (line["waits_s"], line["remaining_s"], line["cue"]) == (90, 120, None)


def test_a_session_that_nobody_leads_is_another_line_though_no_record_came() -> None:
    sitting = Sitting(one_step("5 min"))
    sitting.do(Begin())
    led, left = (shown(look_at(sitting, by), sitting.clock.now()) for by in (LED_HERE, LEFT))

    assert is_new(led, left, tick=False)
    assert said(sitting, LEFT)["state"] == "interrupted"


def test_another_session_is_another_line() -> None:
    sitting = Sitting(one_step("5 min"))
    seen = look_at(sitting)
    other = Glance(FOLDER.with_name("en annen"), seen.state, seen.standing, seen.moment)
    now = sitting.clock.now()

    assert is_new(shown(seen, now), shown(other, now), tick=False)
    assert is_new(shown(seen, now), shown(None, now), tick=False)
    assert not is_new(shown(None, now), shown(None, now), tick=True)


KEYS = (*Status.__struct_fields__, *FOLLOWERS_OWN)


def test_a_line_has_the_keys_of_the_status_in_their_order_and_then_its_own() -> None:
    sitting = Sitting(small_agenda())
    before = said(sitting)
    sitting.do(Begin())

    assert tuple(before) == tuple(said(sitting)) == KEYS
    assert before["cue"] is before["waits_s"] is None
    assert before["at"] == sitting.clock.now().wall


def test_with_no_session_to_follow_it_has_them_too() -> None:
    now = Sitting(small_agenda()).clock.now()
    line = line_of(None, now)

    assert tuple(line) == KEYS
    assert {key: value for key, value in line.items() if value is not None} == {"state": "waiting", "at": now.wall}


def test_a_line_is_one_line_and_nothing_in_it_acts() -> None:
    encoded = compact({"title": "en\nto \x1b[2J \u202e\u2028 slutt"})

    assert encoded == rb'{"title":"en\nto \u001b[2J \u202e\u2028 slutt"}'
