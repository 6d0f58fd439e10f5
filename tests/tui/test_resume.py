"""The card about a session that was interrupted."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace as altered
from textual.widget import Widget

from aml_okt.clock import SettableClock
from aml_okt.core.agenda import Agenda
from aml_okt.core.commands import AdjustTime, Begin, Next, Pause
from aml_okt.core.session import SessionState, at_wall
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.journal import Contents
from aml_okt.i18n import use_language
from aml_okt.loading import LoadedSession
from aml_okt.scene.resume_card import ResumeChoice, facts, going_on, how_long_ago
from aml_okt.tui.screens.resume import ResumeScreen
from aml_okt.tui.theme import LIGHT
from aml_okt.tui.widgets.words import Words
from tests.builders import OSLO, PEOPLE, Sitting, minutes, seconds
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return load_agenda(built_in_agenda())


@pytest.fixture
def interrupted(agenda: Agenda) -> Sitting:
    """Five people, 20 seconds into Ola's clarifying questions."""
    sitting = Sitting(agenda, PEOPLE[:5])
    sitting.do(Begin())
    while (box := sitting.state.box) is None or (box.step, box.round, box.phase) != ("kollegaveiledning", 1, 1):
        sitting.wait(minutes(3))
        sitting.do(Next())
    sitting.wait(seconds(20))
    sitting.do(AdjustTime(minutes(1)))
    return sitting


@pytest.fixture
def running(agenda: Agenda) -> Sitting:
    """Five people, in the film, ten minutes of which have just begun."""
    sitting = Sitting(agenda, PEOPLE[:5])
    sitting.do(Begin())
    return sitting


def later(state: SessionState, span: timedelta) -> SettableClock:
    """The clock of a process that looks at the session so long after its last event."""
    return SettableClock(state.last.wall + span, OSLO)


def screen(state: SessionState, clock: SettableClock) -> ResumeScreen:
    return ResumeScreen(LoadedSession(Path("/nowhere"), state, Contents(()), state.last), clock)


def answer(state: SessionState, *keys: str, click: str = "") -> object:
    """What the card answers to these keys."""

    async def run() -> object:
        app = Host(screen(state, later(state, minutes(3))))
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            if click:
                await pilot.click(click, offset=(5, 4))
            await pilot.pause()
        return app.result

    return asyncio.run(run())


def said(widget: Widget) -> str:
    return str(widget.render())


# What is told


def test_the_card_tells_what_the_session_is_and_where_the_group_was(interrupted: Sitting) -> None:
    state = interrupted.state
    told = dict(facts(state, state.last, later(state, minutes(3)).now(), OSLO))

    assert told == {
        "Tjeneste": "Barnevernet · Møterom 2",
        "Begynte": "i dag 10:00",
        "Der dere var": "Steg 5b · Kollegaveiledning · runde 2 av 5 · Avklarende spørsmål · Ola i fokus",
        "Tiden da": "1:55 igjen",
        "Til stede": "Kari, Ola, Liv, Per og Nils",
        "Sist i gang": "for 3 min siden",
    }


def test_every_answer_stands_beside_the_letter_of_the_language(interrupted: Sitting) -> None:
    use_language("en")
    card = screen(interrupted.state, later(interrupted.state, minutes(3)))

    async def run() -> str:
        app = Host(card)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            strips = card._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
            return "\n".join(strip.text for strip in strips)

    text = asyncio.run(run())
    for line in ("c  Continue, and", "l  Continue where", "n  Begin a new session", "q  Close"):
        assert line in text


def test_what_is_empty_is_left_out(agenda: Agenda) -> None:
    sitting = Sitting(agenda, PEOPLE[:2])
    state = altered(sitting.state, created=altered(sitting.state.created, unit="", place=""))

    labels = [label for label, _ in facts(state, state.last, later(state, minutes(1)).now(), OSLO)]

    assert labels == ["Begynte", "Der dere var", "Til stede", "Sist i gang"]


def test_overtime_is_told_as_such(running: Sitting) -> None:
    running.wait(minutes(10) + seconds(37))
    running.do(Pause())

    told = dict(facts(running.state, running.state.last, running.clock.now(), OSLO))

    assert told["Tiden da"] == "0:37 over tiden"


def test_a_session_set_up_but_not_begun_says_so(agenda: Agenda) -> None:
    state = Sitting(agenda, PEOPLE[:2]).state
    moment = later(state, minutes(1)).now()

    assert dict(facts(state, state.last, moment, OSLO))["Der dere var"] == "Ved starten. Klokka hadde ikke begynt å gå."
    assert going_on(state, state.last, moment, OSLO, gap_counts=True) == ""


def test_going_on_tells_the_time_left_and_the_end_with_the_gap_and_without(running: Sitting) -> None:
    state, moment = running.state, later(running.state, minutes(3)).now()

    assert going_on(state, state.last, moment, OSLO, gap_counts=True) == "7:00 igjen · slutt 12:35 · i rute"
    assert going_on(state, state.last, moment, OSLO, gap_counts=False) == "10:00 igjen · slutt 12:38 · i rute"


def test_a_gap_longer_than_the_time_left_is_overtime(running: Sitting) -> None:
    state, moment = running.state, later(running.state, minutes(12)).now()

    assert going_on(state, state.last, moment, OSLO, gap_counts=True) == "2:00 over tiden · slutt 12:37 · 2 min bak"


def test_the_gap_begins_at_the_last_sign_of_life_and_not_at_the_last_key(running: Sitting) -> None:
    seen = at_wall(running.state, running.state.last.wall + minutes(9))
    moment = later(running.state, minutes(12)).now()
    told = dict(facts(running.state, seen, moment, OSLO))

    assert told["Tiden da"] == "1:00 igjen"
    assert told["Sist i gang"] == "for 3 min siden"
    assert going_on(running.state, seen, moment, OSLO, gap_counts=False) == "1:00 igjen · slutt 12:38 · i rute"
    assert going_on(running.state, seen, moment, OSLO, gap_counts=True) == "2:00 over tiden · slutt 12:37 · 2 min bak"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (seconds(0), "for mindre enn ett minutt siden"),
        (seconds(59), "for mindre enn ett minutt siden"),
        (seconds(185), "for 3 min siden"),
        (minutes(125), "for 2 t 5 min siden"),
        (timedelta(days=1), "for 1 dag siden"),
        (timedelta(days=2, hours=23), "for 2 dager siden"),
    ],
)
def test_how_long_ago_is_told_in_a_unit_that_makes_sense(span: timedelta, words: str) -> None:
    assert how_long_ago(span) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "i dag 10:00"), (1, "i går 10:00"), (2, "mandag 23. november 2026 kl. 10:00")]
)
def test_when_it_began_is_told_as_people_say_it(running: Sitting, days: int, words: str) -> None:
    moment = later(running.state, timedelta(days=days)).now()

    assert dict(facts(running.state, running.state.last, moment, OSLO))["Begynte"] == words


# What is answered


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        (("enter",), ResumeChoice.GO_ON),
        (("f",), ResumeChoice.GO_ON),
        (("s",), ResumeChoice.GO_ON_WITHOUT_GAP),
        (("down", "enter"), ResumeChoice.GO_ON_WITHOUT_GAP),
        (("n",), ResumeChoice.NEW),
        (("down", "down", "enter"), ResumeChoice.NEW),
        (("q",), ResumeChoice.LEAVE),
        (("escape",), ResumeChoice.LEAVE),
        (("up", "enter"), ResumeChoice.LEAVE),
    ],
)
def test_every_choice_has_a_key_and_a_place_in_the_list(
    running: Sitting, keys: tuple[str, ...], choice: ResumeChoice
) -> None:
    assert answer(running.state, *keys) is choice


def test_a_click_chooses(running: Sitting) -> None:
    assert answer(running.state, click="ChoiceList") is ResumeChoice.NEW


def test_before_the_session_has_begun_there_is_no_gap_to_leave_out(agenda: Agenda) -> None:
    state = Sitting(agenda, PEOPLE[:2]).state

    assert answer(state, "s", "down", "enter") is ResumeChoice.NEW


def test_the_gap_of_a_session_that_was_paused_can_be_left_out_of_the_end(running: Sitting) -> None:
    running.do(Pause())

    assert answer(running.state, "s") is ResumeChoice.GO_ON_WITHOUT_GAP


def test_the_time_left_follows_the_clock(running: Sitting) -> None:
    clock = later(running.state, minutes(3))

    async def run() -> tuple[str, str]:
        app = Host(screen(running.state, clock))
        async with app.run_test(size=(120, 36)) as pilot:
            clock.advance(seconds(61))
            assert isinstance(app.screen, ResumeScreen)
            app.screen.look_at_clock()
            await pilot.pause()
            ago = said(list(app.screen.query("#facts .told").results(Words))[-1])
            return ago, "\n".join(str(option.prompt) for option in app.screen.query_one("ChoiceList").options)  # type: ignore[attr-defined]

    ago, choices = asyncio.run(run())

    assert ago == "for 4 min siden"
    assert "5:59 igjen · slutt 12:35" in choices


def test_hostile_text_is_shown_and_never_acts(agenda: Agenda) -> None:
    sitting = Sitting(agenda, ("[red]Kari[/]", "\x1b[2JOla"))
    created = altered(sitting.state.created, unit="hei [/", place="\u202epmaks", title="[b]Tittel\x07")
    state = altered(sitting.state, created=created)

    async def run() -> str:
        app = Host(screen(state, later(state, minutes(3))))
        async with app.run_test(size=(120, 36)):
            return "\n".join(said(words) for words in app.screen.query(Words))

    shown = asyncio.run(run())

    for text in ("[red]Kari[/] og ␛[2JOla", "hei [/ · ⟨U+202E⟩pmaks", "[b]Tittel␇"):
        assert text in shown


# Pictures


def test_picture_of_a_session_interrupted_in_a_round(interrupted: Sitting, snap_compare: SnapCompare) -> None:
    """The card in the middle of the screen, going on chosen."""
    state = interrupted.state
    assert snap_compare(Host(screen(state, later(state, minutes(3)))), terminal_size=(120, 36))


def test_picture_in_a_small_terminal(interrupted: Sitting, snap_compare: SnapCompare) -> None:
    """The whole card in 80×24, in the light theme."""
    state = interrupted.state
    assert snap_compare(Host(screen(state, later(state, minutes(3))), LIGHT), terminal_size=(80, 24))
