"""What happens after a gap: the truth at once, one cue, one question, and what was answered can be undone."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, Command, Next, Pause
from aml_okt.core.deciding import Refusal
from aml_okt.core.events import GapFound, GapLeftOut
from aml_okt.core.session import replay
from aml_okt.core.timing import offset, overtime, remaining
from aml_okt.files import journal
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.i18n import use_language
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.tui.screens.action_form import ActionDialog
from aml_okt.tui.screens.gap import GapDialog
from aml_okt.tui.screens.plan import PlanDialog
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.note_desk import NoteDesk
from aml_okt.wording import about_in_words
from tests.builders import PEOPLE, minutes, seconds
from tests.tui.dialogs import SMALL, USUAL, done
from tests.tui.leading import Led, lead


@pytest.fixture
def running(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The film, of ten minutes, with two minutes left."""
    done(runner, Begin())
    clock.advance(minutes(8))
    return runner


def journalled(runner: SessionRunner) -> list[object]:
    return [record.event for record in journal.read(runner.folder / JOURNAL_NAME).records]


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_eight_minutes_of_sleep_with_two_left(
    running: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    async def script(led: Led) -> None:
        await led.stand_still(minutes(8))

        assert overtime(running.state, clock.now()) == minutes(6)
        assert led.digits == "+6:00"
        assert "Maskinen sto stille i 8 min" in led.text
        assert "6:00 over tiden · slutt 12:41" in led.text
        assert "2:00 igjen · slutt 12:43" in led.text
        assert led.bells == 1
        assert led.told == "6 minutter over tiden."
        assert journalled(running)[-1] == GapFound(span=minutes(8))
        await led.press("enter")
        assert not isinstance(led.host.screen, GapDialog)
        assert led.bells == 1

    lead(running, clock, script, size)
    assert offset(running.state, clock.now()) == minutes(6)


def test_every_answer_stands_beside_the_letter_of_the_language(running: SessionRunner, clock: SettableClock) -> None:
    use_language("en")

    async def script(led: Led) -> None:
        await led.stand_still(minutes(8))

        assert "c  Yes, count the time in" in led.text
        assert "l  No, continue where you left off" in led.text

    lead(running, clock, script)


def test_the_screen_looks_at_the_clock_by_itself(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        clock.advance(minutes(8))
        for _ in range(100):
            await led.pilot.pause(0.1)
            if "Maskinen" in led.text:
                break
        assert "Maskinen sto stille i 8 min" in led.text
        assert led.digits == "+6:00"

    lead(running, clock, script)


def test_a_gap_that_does_not_count_gives_the_time_back_and_undo_takes_it(
    running: SessionRunner, clock: SettableClock
) -> None:
    before = running.state.course

    async def script(led: Led) -> None:
        await led.stand_still(minutes(8))
        await led.press("s")
        await led.pilot.pause()

        assert remaining(running.state, clock.now()) == minutes(2)
        assert offset(running.state, clock.now()) == minutes(0)
        assert led.told == "Tiden teller ikke med. Slutt 12:43. Angre med u."
        assert journalled(running)[-1] == GapLeftOut(span=minutes(8))
        await led.press("u")
        await led.pilot.pause()
        assert running.state.course == before
        assert overtime(running.state, clock.now()) == minutes(6)

    lead(running, clock, script)
    records = journal.read(running.folder / JOURNAL_NAME).records
    assert replay(running.state.agenda, records).course == before


def test_escape_lets_the_time_count(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.stand_still(minutes(1))
        await led.press("escape")
        assert remaining(running.state, clock.now()) == minutes(1)

    lead(running, clock, script)


def test_ordinary_looks_are_no_gap(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(minutes(20))
        assert not isinstance(led.host.screen, GapDialog)

    lead(running, clock, script)
    assert not any(isinstance(event, GapFound) for event in journalled(running))


@pytest.mark.parametrize(
    ("answer", "late", "told"),
    [
        ("f", minutes(10), "Tiden teller med. Slutt 12:45."),
        ("s", minutes(0), "Tiden teller ikke med. Slutt 12:45. Angre med u."),
    ],
)
def test_a_pause_is_asked_about_too_since_it_moves_the_end(
    running: SessionRunner, clock: SettableClock, answer: str, late: timedelta, told: str
) -> None:
    done(running, Pause())

    async def script(led: Led) -> None:
        await led.stand_still(minutes(10))
        assert "Økta sto på pause. Skal tiden telle med?" in led.text
        assert "2:00 igjen · slutt 12:45 · 10 min bak" in led.text
        assert "2:00 igjen · slutt 12:45 · i rute" in led.text
        assert led.bells == 0
        await led.press(answer)
        await led.pilot.pause()
        assert led.told == told

    lead(running, clock, script)
    assert remaining(running.state, clock.now()) == minutes(2)
    assert offset(running.state, clock.now()) == late
    assert GapFound(span=minutes(10)) in journalled(running)


def test_before_the_first_step_a_gap_is_nothing(runner: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.stand_still(minutes(10))
        assert not isinstance(led.host.screen, GapDialog)

    lead(runner, clock, script)
    assert not any(isinstance(event, GapFound) for event in journalled(runner))


def test_two_gaps_without_an_answer_are_asked_about_together(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.stand_still(minutes(8))
        await led.stand_still(minutes(3))
        assert "Maskinen sto stille i 11 min" in led.text
        assert sum(isinstance(screen, GapDialog) for screen in led.host.screen_stack) == 1
        await led.press("s")
        await led.pilot.pause()
        assert remaining(running.state, clock.now()) == minutes(2)

    lead(running, clock, script)


def test_a_key_pressed_right_after_a_gap_does_not_act_on_the_old_picture(
    running: SessionRunner, clock: SettableClock
) -> None:
    place = running.state.course.at

    async def script(led: Led) -> None:
        clock.advance(minutes(8))
        assert not await led.screen.dispatch(Next())
        await led.pilot.pause()
        assert isinstance(led.host.screen, GapDialog)
        assert "Svar først på dette. Trykk så tasten igjen." in led.text
        assert running.state.course.at == place
        await led.press("enter", "enter")
        assert running.state.course.at == place + 1

    lead(running, clock, script)


def test_the_figures_of_both_answers_follow_the_clock(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.stand_still(minutes(8))
        await led.pass_time(seconds(90))
        await led.pilot.pause(1.1)

        assert "7:30 over tiden · slutt 12:42" in led.text
        assert "0:30 igjen · slutt 12:43" in led.text

    lead(running, clock, script)


def test_a_gap_that_begins_right_after_a_move_in_a_dialog_can_be_left_out(
    running: SessionRunner, clock: SettableClock
) -> None:
    """The last look at the clock was before the move, and the gap is not longer than what came after it."""

    async def script(led: Led) -> None:
        clock.advance(seconds(0.9))
        done(running, Next())
        await led.stand_still(minutes(8))
        await led.press("s")
        await led.pilot.pause()
        assert remaining(running.state, clock.now()) == minutes(2)

    lead(running, clock, script)
    assert journalled(running)[-1] == GapLeftOut(span=minutes(8))


def test_a_gap_does_not_take_the_place_of_a_fault(running: SessionRunner, clock: SettableClock) -> None:
    done(running, Pause())

    async def script(led: Led) -> None:
        led.screen.query_one(MessageLine).tell("Notatet er ikke lagret.", Tone.FAULT)
        await led.stand_still(minutes(10))
        assert led.told == "Notatet er ikke lagret."

    lead(running, clock, script)
    assert journalled(running)[-1] == GapFound(span=minutes(10))


class Full(SessionRunner):
    """A session on a disk that is full as long as it is said to be."""

    full = False

    def dispatch(self, command: Command) -> Refusal | None:
        if self.full:
            raise OSError(errno.ENOSPC, "")
        return super().dispatch(command)


def test_a_gap_that_could_not_be_noted_counts_and_is_not_asked_about_later(
    tmp_path: Path, clock: SettableClock
) -> None:
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    full = Full.create(tmp_path, agenda, Setup("", "", PEOPLE[:3]), clock)
    done(full, Begin())

    async def script(led: Led) -> None:
        full.full = True
        await led.stand_still(minutes(2))
        assert not isinstance(led.host.screen, GapDialog)
        assert "disken er full" in led.told
        full.full = False
        await led.stand_still(minutes(3))
        assert "Maskinen sto stille i 3 min" in led.text
        await led.press("s")
        await led.pilot.pause()
        assert remaining(full.state, clock.now()) == minutes(8)

    lead(full, clock, script)
    full.close()


def test_the_question_comes_on_top_of_another_dialog(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("o")
        await led.stand_still(minutes(8))
        assert isinstance(led.host.screen, GapDialog)
        await led.press("enter")
        assert isinstance(led.host.screen, PlanDialog)

    lead(running, clock, script)


def test_a_form_that_is_being_filled_in_is_as_it_was(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("t", "T", "u", "r")
        await led.stand_still(minutes(8))
        assert isinstance(led.host.screen, GapDialog)
        await led.press("s")
        await led.pilot.pause()
        assert isinstance(led.host.screen, ActionDialog)
        await led.press("n", "u", "s")
        assert "Turnus" in led.text
        assert remaining(running.state, clock.now()) == minutes(2)

    lead(running, clock, script)


def test_a_note_being_typed_is_as_it_was(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("n", "h", "e", "i")
        await led.stand_still(minutes(8))
        assert isinstance(led.host.screen, GapDialog)
        await led.press("enter")
        await led.press("!")
        assert led.screen.query_one(NoteDesk).area.text == "hei!"

    lead(running, clock, script)


def test_a_rehearsal_that_goes_fast_does_not_stand_still(tmp_path: Path, clock: SettableClock) -> None:
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    rehearsal = SessionRunner.create(tmp_path, agenda, Setup("", "", PEOPLE[:3], rehearsal=60), clock)
    done(rehearsal, Begin())

    async def script(led: Led) -> None:
        await led.stand_still(seconds(4))
        assert not isinstance(led.host.screen, GapDialog)
        await led.stand_still(seconds(6))
        assert "Maskinen sto stille i 6 min" in led.text

    lead(rehearsal, clock, script)
    rehearsal.close()


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (seconds(8), "8 s"),
        (seconds(119), "1 min 59 s"),
        (seconds(629), "10 min"),
        (seconds(631), "11 min"),
        (minutes(155), "2 t 35 min"),
    ],
)
def test_how_long_a_gap_was_in_words(span: timedelta, words: str) -> None:
    assert about_in_words(span) == words
