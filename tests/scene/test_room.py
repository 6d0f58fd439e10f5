"""What the room sees: little, the same as whoever leads, and nothing that is not for it."""

from collections.abc import Iterator, Sequence
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import astuple

from aml_okt.core.agenda import Agenda, Screen, Step
from aml_okt.core.commands import (
    AdjustTime,
    Back,
    Begin,
    ChooseFacilitator,
    Command,
    End,
    MarkGone,
    Next,
    Pause,
    ShowActions,
    ShowSlide,
    Undo,
)
from aml_okt.core.durations import read_time
from aml_okt.core.session import Stage
from aml_okt.scene.clock_face import Mood
from aml_okt.scene.leading import scene
from aml_okt.scene.room import RoomScene, View, room_scene
from tests.builders import OSLO, PEOPLE, Sitting, agendas, minutes, people, seconds


def seen(sitting: Sitting, *, led: bool = True) -> RoomScene:
    return room_scene(sitting.state, sitting.clock.now(), OSLO, led=led)


def came_to(step: str, phase: int = 0, round_: int = 0, names: Sequence[str] = PEOPLE[:4]) -> Sitting:
    """The small agenda in a phase of a step, in time."""
    sitting = Sitting(names=names)
    sitting.do(Begin(), ChooseFacilitator("p1"))
    while (box := sitting.state.box) and (box.step, box.phase, box.round or 0) != (step, phase, round_):
        sitting.wait(box.allotted)
        sitting.do(Next())
    return sitting


def texts(value: object) -> Iterator[str]:
    """Every text in a scene."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for part in astuple(value):
            yield from texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def test_before_the_first_step_it_bids_welcome_and_shows_what_is_to_come() -> None:
    there = seen(Sitting())
    assert (there.view, there.headline, there.where) == (View.WELCOME, "Velkommen", "Prøve")
    assert there.rows[:2] == (("1 Valg", "2 min"), ("2 Innsjekk", "6 min"))
    assert ("5b Kollegaveiledning", "32 min") in there.rows
    assert [seat.name for seat in there.seats] == list(PEOPLE[:4])
    assert not any((there.who, there.rule, there.then, there.back_at))


@pytest.mark.parametrize(
    ("phase", "headline", "who", "then"),
    [
        (0, "Presentasjon", "Kari har ordet, de andre lytter", "Spørsmål, 3 min"),
        (1, "Spørsmål", "Ola spør Kari", "Liv, 1 min"),
        (2, "Ryggen til", "Kari lytter, de andre snakker", "Takk, 1 min"),
        (3, "Takk", "Kari har ordet, de andre lytter", "Ola i fokus: Presentasjon, 2 min"),
    ],
)
def test_each_phase_of_a_round_says_what_kind_of_talk_it_is_and_whose(
    phase: int, headline: str, who: str, then: str
) -> None:
    there = seen(came_to("runder", phase))
    where = "Kollegaveiledning · Samtale" if headline == "Ryggen til" else "Kollegaveiledning"
    assert (there.view, there.where, there.round) == (View.TIME, where, "runde 1 av 4")
    assert (there.headline, there.who, there.then) == (headline, who, then)
    assert there.is_cue == (headline == "Ryggen til")


def test_in_the_listening_phase_the_focus_person_has_turned_in_the_picture() -> None:
    turned = {seat.name: seat.turned for seat in seen(came_to("runder", 2)).seats}
    assert turned == {"Kari": True, "Ola": False, "Liv": False, "Per": False}


def test_the_last_minute_and_the_end_have_words_that_need_no_colour() -> None:
    sitting = came_to("intro")
    sitting.wait(minutes(4) - seconds(1))
    assert (seen(sitting).headline, seen(sitting).is_cue) == ("Intro", False)
    sitting.wait(seconds(1))
    assert (seen(sitting).headline, seen(sitting).is_cue) == ("Ett minutt", True)
    sitting.wait(seconds(15))
    assert seen(sitting).headline == "Siste minutt"
    sitting.wait(seconds(45))
    assert (seen(sitting).headline, seen(sitting).clock.digits) == ("Tiden er ute", "0:00")
    sitting.wait(seconds(37))
    there = seen(sitting)
    assert (there.headline, there.clock.digits, there.clock.mood, there.clock.caption) == (
        "Tiden er ute", "+0:37", Mood.OVER, "over tiden",
    )  # fmt: skip


def test_a_short_timebox_is_told_of_without_a_minute_that_it_does_not_have() -> None:
    sitting = came_to("runder", 3)
    sitting.wait(seconds(50))
    assert seen(sitting).headline == "Snart slutt"


def test_a_clock_that_stands_is_said_to_stand() -> None:
    sitting = came_to("runder", 2)
    sitting.do(Pause())
    there = seen(sitting)
    assert (there.headline, there.clock.mood, there.clock.caption) == ("Klokka står", Mood.STILL, "klokka står")


def test_where_nobody_leads_the_picture_waits_and_says_so() -> None:
    there = seen(came_to("runder", 2), led=False)
    assert (there.headline, there.clock.mood) == ("Vent litt", Mood.STILL)
    assert there.clock.caption == "venter på skjermen til fasilitatoren"


def test_whoever_has_gone_is_not_waited_for_nor_is_a_key_named() -> None:
    sitting = came_to("innsjekk")
    sitting.do(MarkGone("p1"))
    assert seen(sitting).who in {"Kari har gått", "Ola har ordet"}
    assert "Enter" not in " ".join(texts(seen(sitting)))


def test_slides_follow_the_page() -> None:
    sitting = came_to("intro")
    sitting.do(ShowSlide(2))
    there = seen(sitting)
    assert (there.view, there.slides[there.page]) == (View.SLIDES, "# Tre")


def test_a_break_says_when_the_group_is_back() -> None:
    sitting = Sitting(names=PEOPLE[:5], breather=True)
    sitting.do(Begin())
    while sitting.state.box is not None and seen(sitting).view is not View.BREAK:
        sitting.wait(sitting.state.box.allotted)
        sitting.do(Next())
    there = seen(sitting)
    assert there.headline == "Kort pause"
    assert (there.round, there.questions) == ("", ())
    begins = sitting.clock.now().wall + minutes(3)
    assert there.back_at == f"{begins.astimezone(OSLO):%H:%M}"


def test_a_break_that_waits_for_its_time_of_day_says_so() -> None:
    agenda = Agenda(
        title="Prøve",
        steps=(
            Step(id="a", title="A", time=read_time("5 min")),
            Step(id="pause", title="Pause", time=read_time("10 min"), screen=Screen.BREAK, at=time(10, 30)),
            Step(id="b", title="B", time=read_time("5 min")),
        ),
    )
    sitting = Sitting(agenda)
    sitting.do(Begin(), Next())
    there = seen(sitting)
    assert (there.back_at, there.clock.caption, there.clock.digits) == ("10:40", "venter til 10:30", "30:00")


def test_what_was_shown_on_purpose_does_not_come_back_by_itself() -> None:
    sitting = came_to("slutt")
    sitting.do(ShowActions(shown=True), Back(), Next())
    assert seen(sitting).view is View.TIME
    sitting.do(ShowActions(shown=True), End(), Undo())
    assert seen(sitting).view is View.TIME


def test_what_is_agreed_on_is_shown_where_the_group_wants_it() -> None:
    sitting = came_to("slutt")
    assert seen(sitting).view is View.TIME
    sitting.do(ShowActions(shown=True))
    assert seen(sitting).view is View.ACTIONS
    sitting.do(End())
    assert seen(sitting).view is View.THANKS


def test_at_the_end_it_thanks() -> None:
    sitting = came_to("slutt")
    sitting.do(End())
    there = seen(sitting)
    assert (there.view, there.headline, there.where) == (View.THANKS, "Takk for i dag", "Prøve")
    assert not any((there.who, there.rule, there.then, there.round))


def test_the_digits_keep_their_size_through_a_timebox() -> None:
    sitting = came_to("refleksjon", 1)
    before = seen(sitting).widest
    sitting.wait(seconds(70))
    assert seen(sitting).widest == before
    sitting.do(AdjustTime(minutes(15)))
    assert len(seen(sitting).widest) > len(before)


MOVES: list[Command] = [
    Begin(), Next(), Pause(), AdjustTime(minutes(1)), End(), ShowActions(shown=True), MarkGone("p2"),
]  # fmt: skip


@given(agendas(), people(2, 6), st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 900)), max_size=25))
def test_whatever_happens_the_room_agrees_with_whoever_leads(
    agenda: Agenda, names: tuple[str, ...], moves: list[tuple[Command, int]]
) -> None:
    sitting = Sitting(agenda, names)
    for command, wait in moves:
        sitting.wait(seconds(wait))
        sitting.do(command)
        state, moment = sitting.state, sitting.clock.now()
        there, own = room_scene(state, moment, OSLO), scene(state, moment, OSLO)
        assert there.clock.digits == own.clock.digits
        assert there.clock.mood is own.clock.mood
        assert there.page == own.page
        if state.stage in {Stage.RUNNING, Stage.PAUSED}:
            assert there.seats == own.seats
            assert there.then == own.then
            assert there.rule == own.rule
        said = " ".join(texts(there))
        assert own.offset not in said or not own.offset
        assert own.end not in said
