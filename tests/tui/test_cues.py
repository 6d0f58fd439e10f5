"""The cues on the screen: in words and with a bell, once each, and never in the way of what matters more."""

import asyncio
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import AdjustTime, Begin, ChooseCues, End, Next, Pause, Resume, Undo
from aml_okt.core.cues import Cue
from aml_okt.core.events import Cues
from aml_okt.files.settings import Settings
from aml_okt.runner import SessionRunner
from aml_okt.sounding import Sounds
from aml_okt.tui.screens.gap import GapDialog
from aml_okt.tui.screens.plan import PlanDialog
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.note_desk import NoteDesk
from tests.builders import minutes, seconds
from tests.tui.dialogs import SMALL, USUAL, done
from tests.tui.leading import Led, lead

ONE_MINUTE, TIME_IS_OUT = "Ett minutt igjen.", "Tiden er ute. Gå videre når dere er klare."


@pytest.fixture
def running(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The film, of ten minutes, with two minutes left."""
    done(runner, Begin())
    clock.advance(minutes(8))
    return runner


def taken_up_after(
    runner: SessionRunner, clock: SettableClock, away: timedelta, *, counts: bool = True
) -> SessionRunner:
    """The session in another process, which begins so long after the first one ended."""
    runner.close()
    clock.advance(away)
    return SessionRunner.take_up(runner.folder, clock, gap_counts=counts)


def test_one_cue_with_a_minute_left_one_at_the_end_and_one_each_minute_after(
    running: SessionRunner, clock: SettableClock
) -> None:
    async def script(led: Led) -> None:
        heard = []
        for _ in range(30):
            before = led.bells
            await led.pass_time(seconds(10))
            if led.bells > before:
                heard.append((clock.now().steady, led.bells - before, led.told))
        assert [(count, told) for _when, count, told in heard] == [
            (1, ONE_MINUTE), (1, TIME_IS_OUT), (1, "1 minutt over tiden."), (1, "2 minutter over tiden."),
            (1, "3 minutter over tiden."),
        ]  # fmt: skip
        assert {later[0] - earlier[0] for earlier, later in pairwise(heard)} == {minutes(1)}

    lead(running, clock, script)


def test_a_short_timebox_is_warned_at_a_fifth(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin(), Next())

    async def script(led: Led) -> None:
        await led.pass_time(seconds(95))
        assert led.bells == 0
        await led.pass_time(seconds(1))
        assert led.bells == 1
        assert led.told == "Snart slutt her: 24 s igjen."

    lead(runner, clock, script)


def test_a_warning_that_comes_late_says_what_is_left(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.stand_still(seconds(100))
        assert led.bells == 1
        assert led.told == "Snart slutt her: 20 s igjen."

    lead(running, clock, script)


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_one_key_goes_from_all_cues_to_the_end_alone_and_to_none_and_the_words_stay(
    running: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    async def script(led: Led) -> None:
        times = led.text.splitlines()[0].index("slutt")
        await led.press("x")
        assert led.told == "Lyden sier bare fra når tiden er ute."
        assert "lyd bare ved slutt" in led.text.splitlines()[0]
        assert led.text.splitlines()[0].index("slutt", times - 3) == times
        await led.pass_time(minutes(1))
        assert led.told == ONE_MINUTE
        assert led.host.heard == []
        await led.pass_time(minutes(1))
        assert led.host.heard == [Cue.END]
        await led.press("x")
        assert led.told == "Lyden er av."
        assert "lyd av" in led.text.splitlines()[0]
        await led.pass_time(minutes(1))
        assert led.told == "1 minutt over tiden."
        await led.press("enter")
        await led.pass_time(seconds(1))
        assert led.host.heard == [Cue.END]
        await led.press("x")
        assert led.told == "Lyden er på: før slutt, ved slutt og når en ny fase begynner."
        assert "lyd" not in led.text.splitlines()[0]
        await led.press("enter")
        await led.pass_time(seconds(1))
        assert led.host.heard == [Cue.END, Cue.PHASE]

    lead(running, clock, script, size)


def test_what_is_heard_is_a_setting_of_the_session(running: SessionRunner, clock: SettableClock) -> None:
    done(running, ChooseCues(Cues.NONE))
    again = taken_up_after(running, clock, minutes(1))

    async def script(led: Led) -> None:
        assert "lyd av" in led.text.splitlines()[0]
        await led.pass_time(minutes(1))
        assert led.bells == 0

    lead(again, clock, script)
    again.close()


def test_each_cue_sounds_as_what_it_is(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(minutes(3))
        await led.press("enter")
        await led.pass_time(seconds(1))
        assert led.host.heard == [Cue.WARNING, Cue.END, Cue.OVER, Cue.PHASE]

    lead(running, clock, script)


def test_the_next_in_turn_is_heard_from_nobody_but_themselves(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin(), Next(), Next())

    async def script(led: Led) -> None:
        assert led.screen.runner.state.name(led.screen.runner.state.box.speaker) == "Kari"  # type: ignore[union-attr] # it has begun
        await led.press("enter")
        await led.pass_time(seconds(1))
        assert led.bells == 0

    lead(runner, clock, script)


def test_the_users_own_sound_is_played_instead_of_the_bell(
    running: SessionRunner, clock: SettableClock, tmp_path: Path
) -> None:
    played = tmp_path / "played"
    writes = (sys.executable, "-c", "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()", str(played))
    sounds = Sounds(Settings(tmp_path, {Cue.END: writes}))

    async def script(led: Led) -> None:
        await led.pass_time(minutes(2))
        assert led.host.heard == [Cue.WARNING]
        await asyncio.to_thread(sounds.wait)
        assert played.exists()

    lead(running, clock, script, sounds=sounds)


def test_a_sound_that_fails_is_told_of_and_the_bell_is_heard_in_its_place(
    running: SessionRunner, clock: SettableClock, tmp_path: Path
) -> None:
    sounds = Sounds(Settings(tmp_path, {Cue.WARNING: (sys.executable, "-c", "raise SystemExit(1)")}))

    async def script(led: Led) -> None:
        await led.pass_time(minutes(1))
        await asyncio.to_thread(sounds.wait)
        await led.pass_time(seconds(1))
        assert led.host.heard == [Cue.WARNING]
        assert led.told == "Lyden fra innstillingene lot seg ikke spille av. Du hører terminalens lyd i stedet."

    lead(running, clock, script, sounds=sounds)


def test_a_sound_that_cannot_be_played_is_told_of_and_the_bell_is_heard(
    running: SessionRunner, clock: SettableClock, tmp_path: Path
) -> None:
    sounds = Sounds(Settings(tmp_path, dict.fromkeys(Cue, ("no-such-program", "gong.ogg"))))

    async def script(led: Led) -> None:
        await led.pass_time(minutes(1))
        assert led.host.heard == [Cue.WARNING]
        assert led.told == (
            "Lyden fra innstillingene lar seg ikke spille av: fila eller mappa finnes ikke. "
            "Du hører terminalens lyd i stedet."
        )

    lead(running, clock, script, sounds=sounds)


def test_a_fault_stays_where_it_is_and_the_bell_rings(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        led.screen.query_one(MessageLine).tell("Notatet er ikke lagret.", Tone.FAULT)
        await led.pass_time(minutes(1))
        assert led.told == "Notatet er ikke lagret."
        assert led.bells == 1

    lead(running, clock, script)


def test_whoever_types_goes_on_typing(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("n", "h", "e")
        await led.pass_time(minutes(1))
        assert led.told == ONE_MINUTE
        await led.press("i")
        assert led.screen.query_one(NoteDesk).area.text == "hei"

    lead(running, clock, script)


def test_under_an_open_dialog_a_cue_is_given_once(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("o")
        await led.pass_time(seconds(90))
        assert isinstance(led.host.screen, PlanDialog)
        await led.press("escape")
        await led.pass_time(seconds(5))
        assert led.bells == 1

    lead(running, clock, script)


def test_an_answer_to_a_gap_gives_no_further_cue(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.stand_still(minutes(8))
        assert isinstance(led.host.screen, GapDialog)
        await led.press("s")
        await led.pass_time(seconds(5))
        assert led.bells == 1
        await led.press("u")
        await led.pass_time(seconds(1))
        assert led.bells == 1
        assert "Angret" in led.told

    lead(running, clock, script)


def test_a_clock_that_stands_gives_none_and_what_was_passed_before_the_pause_comes_after_it(
    running: SessionRunner, clock: SettableClock
) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(seconds(59))
        clock.advance(seconds(1))
        done(running, Pause())
        await led.pass_time(minutes(5))
        assert led.bells == 0
        done(running, Resume())
        await led.pass_time(seconds(1))
        assert led.bells == 1

    lead(running, clock, script)


@pytest.mark.parametrize("wait", [30, 45])
def test_the_news_of_an_undo_stands_and_the_sound_alone_says_that_the_time_is_short(
    running: SessionRunner, clock: SettableClock, wait: int
) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(seconds(45))
        await led.press("enter")
        await led.pass_time(seconds(wait))
        await led.press("u")
        await led.pass_time(seconds(0.25))
        assert led.host.heard == [Cue.PHASE, Cue.WARNING]
        assert led.told.startswith("Angret: Tilbake i Film. Slutt ")

    lead(running, clock, script)


def test_more_time_lets_the_warning_come_again(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(minutes(1))
        await led.press("plus")
        assert led.told.startswith("Ett minutt til.")
        await led.pass_time(seconds(59))
        assert led.bells == 1
        await led.pass_time(seconds(1))
        assert led.bells == 2
        assert led.told == ONE_MINUTE

    lead(running, clock, script)


def test_less_time_says_what_it_costs_and_not_that_time_is_short(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(seconds(30))
        await led.press("minus")
        await led.pass_time(seconds(1))
        assert led.told.startswith("Ett minutt mindre.")
        assert led.bells == 0
        await led.pass_time(seconds(29))
        assert led.told == TIME_IS_OUT

    lead(running, clock, script)


def test_a_timebox_that_is_come_to_says_nothing(running: SessionRunner, clock: SettableClock) -> None:
    done(running, Next())
    clock.advance(minutes(3))

    async def script(led: Led) -> None:
        await led.press("left")
        await led.press("enter")
        await led.pass_time(seconds(1))
        assert led.digits == "+1:01"
        assert Cue.OVER not in led.host.heard

    lead(running, clock, script)


def test_a_session_taken_up_after_its_time_says_so_once(running: SessionRunner, clock: SettableClock) -> None:
    again = taken_up_after(running, clock, minutes(8))

    async def script(led: Led) -> None:
        await led.pass_time(seconds(1))
        assert led.told == "6 minutter over tiden."
        assert led.bells == 1

    lead(again, clock, script)
    again.close()


def test_a_session_taken_up_where_its_clock_stood_says_nothing(running: SessionRunner, clock: SettableClock) -> None:
    again = taken_up_after(running, clock, minutes(8), counts=False)

    async def script(led: Led) -> None:
        await led.pass_time(seconds(59))
        assert led.bells == 0
        await led.pass_time(seconds(1))
        assert led.told == ONE_MINUTE

    lead(again, clock, script)
    again.close()


def test_a_cue_given_before_a_crash_is_not_given_again(running: SessionRunner, clock: SettableClock) -> None:
    clock.advance(seconds(70))
    again = taken_up_after(running, clock, seconds(10))

    async def script(led: Led) -> None:
        await led.pass_time(seconds(1))
        assert led.bells == 0
        await led.pass_time(seconds(39))
        assert led.told == TIME_IS_OUT
        assert led.bells == 1

    lead(again, clock, script)
    again.close()


def test_whoever_takes_the_end_back_hears_no_cue_again(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(seconds(130))
        assert led.bells == 2

    lead(running, clock, script)
    done(running, End(), Undo())

    async def after(led: Led) -> None:
        await led.pass_time(seconds(1))
        assert led.bells == 0

    lead(running, clock, after)


def test_a_look_that_finds_nothing_new_draws_nothing(running: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.pass_time(seconds(1))
        drawn = led.screen._seen  # noqa: SLF001 - what is drawn is made anew each time
        digits = led.digits
        for _ in range(40):
            await led.screen._tick()  # noqa: SLF001 - a look at the clock, without waiting for it
        assert (led.screen._seen, led.digits) == (drawn, digits)  # noqa: SLF001 - the same
        assert led.screen._seen is drawn  # noqa: SLF001 - the same
        await led.pass_time(seconds(1))
        assert led.digits != digits
        assert led.screen._seen is drawn, "only the clock has moved"  # noqa: SLF001 - the same
        await led.pass_time(seconds(60))
        assert led.screen._seen is not drawn  # noqa: SLF001 - the same

    lead(running, clock, script)


def test_time_taken_away_during_a_pause_is_news_enough(running: SessionRunner, clock: SettableClock) -> None:
    done(running, Pause())

    async def script(led: Led) -> None:
        done(running, AdjustTime(-seconds(90)))
        await led.pass_time(seconds(1))
        done(running, Resume())
        await led.pass_time(seconds(29))
        assert led.bells == 0
        await led.pass_time(seconds(1))
        assert led.told == TIME_IS_OUT
        assert led.bells == 1

    lead(running, clock, script)
