"""What the session's screen says at a moment, word by word."""

from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.agreed import Agreed, RoundTime
from aml_okt.core.commands import (
    AcceptPlan,
    AdjustTime,
    Begin,
    ChooseFacilitator,
    MarkGone,
    Next,
    Pause,
    SetFocusOrder,
    Undo,
)
from aml_okt.core.plan import phase_of
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.scene.clock_face import Mood
from aml_okt.scene.leading import Aside, Scene, fill, scene
from aml_okt.scene.notes_here import label_of
from tests.builders import PEOPLE, minutes, seconds
from tests.tui.dialogs import done, gone_to


def seen(runner: SessionRunner, clock: SettableClock) -> Scene:
    return scene(runner.state, clock.now(), clock.zone)


def after(runner: SessionRunner, clock: SettableClock, step: str, phase: int, span: timedelta) -> Scene:
    """The scene this long into a phase."""
    gone_to(runner, clock, step, phase)
    clock.advance(span)
    return seen(runner, clock)


def test_before_the_first_key_the_clock_stands_and_the_end_counts_from_now(
    runner: SessionRunner, clock: SettableClock
) -> None:
    first = seen(runner, clock)
    assert (first.clock.digits, first.clock.mood, first.clock.caption) == ("10:00", Mood.STILL, "klokka står")
    assert (first.time, first.end, first.offset) == ("10:00", "slutt 12:35", "")
    assert first.rule == "Trykk Enter når gruppa er klar."


@pytest.mark.parametrize(
    ("into", "digits", "mood", "caption"),
    [
        (seconds(0), "5:00", Mood.CALM, "igjen av 5:00 · runden 7:00"),
        (seconds(0.2), "5:00", Mood.CALM, "igjen av 5:00 · runden 7:00"),
        (seconds(239), "1:01", Mood.CALM, "igjen av 5:00 · runden 3:01"),
        (seconds(240), "1:00", Mood.WARNING, "siste minutt av 5:00 · runden 3:00"),
        (seconds(300), "0:00", Mood.WARNING, "siste minutt av 5:00 · runden 2:00"),
        (seconds(300.5), "0:00", Mood.OVER, "over tiden"),
        (seconds(337), "+0:37", Mood.OVER, "over tiden"),
        (minutes(70), "+1:05:00", Mood.OVER, "over tiden"),
    ],
)
def test_the_clock_says_in_digits_and_in_a_word_how_long_is_left(  # noqa: PLR0913, PLR0917 - fixtures and the case
    runner: SessionRunner, clock: SettableClock, into: timedelta, digits: str, mood: Mood, caption: str
) -> None:
    now = after(runner, clock, "kollegaveiledning", 2, into)
    assert (now.clock.digits, now.clock.mood, now.clock.caption) == (digits, mood, caption)


def test_a_short_timebox_is_warned_at_a_fifth(runner: SessionRunner, clock: SettableClock) -> None:
    now = after(runner, clock, "innsjekk", 0, seconds(77))
    assert (now.clock.digits, now.clock.mood, now.clock.caption) == (
        "0:19",
        Mood.WARNING,
        "siste del av 1:36 · til sammen 6:43",
    )


def test_a_pause_is_said_in_words(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "innsjekk")
    done(runner, Pause())
    clock.advance(minutes(3))
    now = seen(runner, clock)
    assert (now.clock.digits, now.clock.mood, now.clock.caption, now.offset) == (
        "1:36", Mood.STILL, "pause – klokka står", "3 min bak",
    )  # fmt: skip


def test_the_four_phases_say_who_speaks_who_listens_and_what_comes_next(
    runner: SessionRunner, clock: SettableClock
) -> None:
    said = []
    for phase in range(4):
        now = after(runner, clock, "kollegaveiledning", phase, seconds(0))
        said.append((now.round, now.phase_place, now.who.split("\n")[0], now.then))
    assert said == [
        ("runde 1 av 5", "fase 1 av 4", "Kari har ordet, de andre lytter", "Avklarende spørsmål, 5 min"),
        ("runde 1 av 5", "fase 2 av 4", "Ola spør Kari", "Liv, 1 min 15 s"),
        ("runde 1 av 5", "fase 3 av 4", "Lederkollegaene snakker, Kari lytter", "Takk, 2 min"),
        ("runde 1 av 5", "fase 4 av 4", "Kari har ordet, de andre lytter", "Ola i fokus: Presentasjon, 3 min"),
    ]


def test_the_focus_person_is_turned_in_the_listening_phase_only(runner: SessionRunner, clock: SettableClock) -> None:
    turned = []
    for phase in range(4):
        gone_to(runner, clock, "kollegaveiledning", phase)
        turned.append([seat.name for seat in seen(runner, clock).seats if seat.turned])
    assert turned == [[], [], ["Kari"], []]


def test_turning_is_a_line_to_read_aloud_with_the_name_in_it(runner: SessionRunner, clock: SettableClock) -> None:
    now = after(runner, clock, "kollegaveiledning", 2, seconds(0))
    (line,) = now.say
    assert "Kari" in line
    assert "ryggen" in line
    assert "{" not in line


def test_no_placeholder_is_left_in_any_line_of_the_whole_agenda(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin())
    while runner.state.box is not None:
        now = seen(runner, clock)
        assert "{" not in "".join((*now.say, *now.text, now.rule))
        done(runner, Next())


def test_everything_that_the_agenda_says_is_on_the_screen_at_some_time(
    runner: SessionRunner, clock: SettableClock
) -> None:
    """Purpose, lines to say, rules, questions, advice: whoever writes an agenda must see it all come."""
    shown: dict[str, str] = {}
    done(runner, Begin())
    while (box := runner.state.box) is not None:
        now = seen(runner, clock)
        said = " ".join((*now.say, *now.text, now.rule))
        shown[box.step] = f"{shown.get(box.step, '')} {said}"
        for text in (phase_of(runner.state.agenda.step(box.step), box).say, runner.state.agenda.step(box.step).purpose):
            assert fill(text, runner.state, box, box.allotted) in shown[box.step]
        if box.phase == 0 and not box.turn and not box.round:
            whole = box.of_round or box.allotted
            assert fill(runner.state.agenda.step(box.step).say, runner.state, box, whole) in said
        done(runner, Next())
    for step in runner.state.agenda.steps:
        for text in (*step.questions, *step.rules, *step.hints):
            assert text in shown[step.id]


def test_when_the_facilitator_is_in_focus_somebody_else_keeps_time_and_the_screen_says_so(
    runner: SessionRunner, clock: SettableClock
) -> None:
    done(runner, ChooseFacilitator("p1"))
    now = after(runner, clock, "kollegaveiledning", 0, seconds(0))
    keepers = [seat.name for seat in now.seats if seat.timekeeper]
    assert len(keepers) == 1
    assert keepers != ["Kari"]
    assert f"{keepers[0]} tar tiden i denne runden" in now.who


def test_the_step_list_shows_actual_time_for_what_is_done_and_planned_for_what_is_not(
    runner: SessionRunner, clock: SettableClock
) -> None:
    done(runner, SetFocusOrder(("p3", "p1", "p2", "p4", "p5")))
    now = after(runner, clock, "kollegaveiledning", 1, seconds(0))
    rows = {row.label: (row.mark, row.time, row.detail) for row in now.rows}
    assert rows["Film"] == ("✓", "10:05", "")
    assert rows["5b Veiledning"] == ("▶", "1/5", "Liv ●○○○○")
    assert rows["6 Utsjekk"] == (" ", "10:00", "")


def test_a_note_in_a_round_belongs_to_its_focus_person_and_says_so(runner: SessionRunner, clock: SettableClock) -> None:
    now = after(runner, clock, "kollegaveiledning", 0, seconds(0))
    assert now.note is not None
    assert now.note.file_name == "05b-1-kari.md"
    assert label_of(now.note) == "privat for Kari, kommer ikke i referatet"


def test_a_shared_note_says_that_it_goes_into_the_minutes(runner: SessionRunner, clock: SettableClock) -> None:
    now = after(runner, clock, "refleksjon", 0, seconds(0))
    assert now.note is not None
    assert label_of(now.note) == "kommer i referatet"


@pytest.mark.parametrize(
    ("step", "aside"),
    [
        ("film", Aside.PICTURE), ("fasilitator", Aside.FACILITATOR), ("innsjekk", Aside.PICTURE),
        ("faglig-intro", Aside.SLIDES), ("refleksjon", Aside.FACTORS), ("pause", Aside.BREAK),
        ("forberedelse", Aside.ORDER), ("kollegaveiledning", Aside.PICTURE), ("utsjekk", Aside.PICTURE),
        ("avslutning", Aside.ACTIONS),
    ],
)  # fmt: skip
def test_each_kind_of_step_has_its_own_thing_beside_the_clock(
    runner: SessionRunner, clock: SettableClock, step: str, aside: Aside
) -> None:
    assert after(runner, clock, step, 0, seconds(0)).aside is aside


def test_the_break_says_when_it_is_over_also_after_a_minute_more(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "pause")
    before = seen(runner, clock).back_at
    done(runner, AdjustTime(minutes(1)))
    now = seen(runner, clock)
    assert (before, now.back_at) == ("10:56", "10:57")


def test_somebody_who_has_left_keeps_the_seat_and_has_no_turn(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin(), MarkGone("p2"))
    now = after(runner, clock, "innsjekk", 0, seconds(0))
    assert [seat.name for seat in now.seats if seat.gone] == ["Ola"]
    assert now.then.startswith("Liv")


def test_the_short_break_is_no_part_of_anybodys_round(tmp_path: Path, clock: SettableClock) -> None:
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    setup = Setup("", "", PEOPLE[:5], breather=True)
    runner = SessionRunner.create(tmp_path, agenda, setup, clock)
    done(runner, Begin())
    captions = {}
    while (box := runner.state.box) is not None:
        if box.round == 2 and not box.turn:
            captions[box.phase] = seen(runner, clock).clock.caption
        done(runner, Next())
    runner.close()
    assert captions == {
        0: "igjen av 3:00 · runden 15:00",
        1: "igjen av 1:15 · runden 12:00",
        2: "igjen av 5:00 · runden 7:00",
        3: "igjen av 2:00 · runden 2:00",
        4: "igjen av 5:00",
    }


def test_an_end_past_the_time_they_must_be_done_stands_beside_the_plan(tmp_path: Path, clock: SettableClock) -> None:
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    setup = Setup("", "", PEOPLE[:5], latest_end=clock.now().wall + minutes(150))
    runner = SessionRunner.create(tmp_path, agenda, setup, clock)
    done(runner, Begin())
    now = seen(runner, clock)
    assert (now.end, now.offset, now.behind) == ("slutt 12:35", "i rute · 5 min etter 12:30", True)
    done(runner, Next())
    now = seen(runner, clock)
    assert (now.offset, now.behind) == ("10 min foran", False)
    runner.close()


def test_what_is_read_aloud_names_the_time_that_there_is(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "pause")
    assert "Nå tar vi pause i ti minutter." in seen(runner, clock).say[0]
    done(runner, AdjustTime(minutes(5)))
    assert "Nå tar vi pause i 15 minutter." in seen(runner, clock).say[0]

    gone_to(runner, clock, "kollegaveiledning")
    done(runner, Undo(), AcceptPlan(Agreed(rounds=(RoundTime("kollegaveiledning", minutes(12)),))), Next())
    step, phase = seen(runner, clock).say
    assert "Nå får hver av oss tolv minutter i fokus." in step
    # Three minutes of fifteen are 2:24 of twelve.
    assert "Kari, du har to og et halvt minutt:" in phase


@pytest.mark.parametrize("who", ["focus", "speaker"])
def test_whoever_has_gone_is_not_asked_to_speak(runner: SessionRunner, clock: SettableClock, who: str) -> None:
    if who == "focus":
        gone_to(runner, clock, "kollegaveiledning", 2)
    else:
        gone_to(runner, clock, "innsjekk")
    done(runner, MarkGone("p1"))
    now = seen(runner, clock)

    assert now.who.splitlines()[0] == "Kari har gått. Enter går videre."
    assert now.say == ()
