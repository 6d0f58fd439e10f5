"""Skipping, backdating, a break until a time of day, the price of a minute, and what undo says."""

from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, Next
from aml_okt.core.events import Moment, Record, SessionTakenUp
from aml_okt.core.session import apply
from aml_okt.core.timing import elapsed, offset, projected_end, remaining
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.scene.skip import ways
from aml_okt.scene.undone import undone_in_words
from tests.builders import MONDAY, PEOPLE, minutes, seconds
from tests.tui.dialogs import SMALL, USUAL, done, gone_to
from tests.tui.leading import Led, lead


@pytest.fixture
def hurried(tmp_path: Path, clock: SettableClock) -> SessionRunner:
    """A session of five that must be over exactly when the plan says, in the first round."""
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    setup = Setup("Barnevernet", "", PEOPLE[:5], latest_end=clock.now().wall + minutes(155))
    return SessionRunner.create(tmp_path, agenda, setup, clock)


def on_time_to(runner: SessionRunner, clock: SettableClock, step: str, phase: int = 0) -> None:
    done(runner, Begin())
    while (box := runner.state.box) is not None and (box.step, box.phase) != (step, phase):
        clock.advance(box.allotted)
        done(runner, Next())


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_a_minute_more_shows_the_new_end_and_what_each_would_have(
    hurried: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    on_time_to(hurried, clock, "kollegaveiledning")

    async def script(led: Led) -> None:
        await led.press("plus", "plus")
        assert led.told == (
            "Ett minutt til. For å rekke 12:35 får de 4 siste 14:30 hver."
            + (" Slutt 12:37." if size == USUAL else "")
            + " Angre med u."
        )

    lead(hurried, clock, script, size)


def test_a_minute_more_where_the_end_is_free_shows_the_new_end(runner: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("enter", "plus")
        assert led.told == "Ett minutt til. Slutt 12:36. Angre med u."

    lead(runner, clock, script)


def test_we_began_ninety_seconds_ago(runner: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("enter", "b", "b", "b")
        assert remaining(runner.state, clock.now()) == minutes(8.5)
        assert led.told == "Starten er flyttet: 1 min 30 s er brukt her. Slutt 12:33. b flytter mer. Angre med u."
        assert projected_end(runner.state, clock.now()) == MONDAY + minutes(155) - seconds(90)
        assert offset(runner.state, clock.now()) == minutes(0)
        await led.press("u", "u", "u")
        assert elapsed(runner.state, clock.now()) == minutes(0)

    lead(runner, clock, script)


def test_the_time_that_a_start_is_moved_by_comes_from_what_was_before(
    runner: SessionRunner, clock: SettableClock
) -> None:
    on_time_to(runner, clock, "fasilitator")
    film = runner.state.course.boxes[0]

    async def script(led: Led) -> None:
        await led.press("b")
        assert runner.state.course.spent[film.key] == minutes(9.5)
        assert elapsed(runner.state, clock.now()) == seconds(30)
        # Once the clock has stood still here, there is no telling what the time before was.
        await led.press("space", "space", "b")
        assert elapsed(runner.state, clock.now()) == seconds(30)

    lead(runner, clock, script)


def test_the_rest_of_a_step_is_skipped_when_it_has_been_shown_what_that_means(
    runner: SessionRunner, clock: SettableClock
) -> None:
    on_time_to(runner, clock, "kollegaveiledning", 1)

    async def script(led: Led) -> None:
        await led.press("s")
        assert "Resten av «Avklarende spørsmål»" in led.text
        assert "Resten av runden til Kari" in led.text
        assert "Ola, Liv, Per og Nils får ikke runden sin." in " ".join(led.text.split())
        assert "Slutt 12:23, 12 min tidligere." in led.text
        await led.press("down", "enter")
        await led.pilot.pause()
        assert runner.state.box is not None
        assert runner.state.name(runner.state.box.focus) == "Ola"
        assert offset(runner.state, clock.now()) == -minutes(12)
        assert led.told == "Hoppet over. Slutt 12:23. Angre med u."
        await led.press("u")
        assert led.told.startswith("Angret: Tilbake hos Ola.")
        assert offset(runner.state, clock.now()) == minutes(0)

    lead(runner, clock, script)


def test_nothing_is_asked_where_enter_does_the_same(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin())
    assert ways(runner.state, clock.now()) == ()

    async def script(led: Led) -> None:
        await led.press("s")
        assert led.told == "Enter går videre. Det er ikke noe mer å hoppe over her."

    lead(runner, clock, script)


def test_escape_skips_nothing(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "innsjekk")
    place = runner.state.course.at

    async def script(led: Led) -> None:
        await led.press("s", "escape")

    lead(runner, clock, script)
    assert runner.state.course.at == place


@pytest.mark.parametrize(("typed", "left"), [("11:00", 15), ("1047", 2)])
def test_a_break_until_a_time_of_day(runner: SessionRunner, clock: SettableClock, typed: str, left: int) -> None:
    on_time_to(runner, clock, "pause")
    assert clock.now().wall == MONDAY + minutes(45)

    async def script(led: Led) -> None:
        await led.press("k")
        await led.press(*["backspace"] * 5, *("colon" if char == ":" else char for char in typed))
        assert f"Pausen blir {left} min i stedet for 10 min." in led.text
        await led.press("enter")
        await led.pilot.pause()
        assert remaining(runner.state, clock.now()) == minutes(left)
        await led.press("u")
        assert remaining(runner.state, clock.now()) == minutes(10)

    lead(runner, clock, script)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("kl 11", "er ikke et klokkeslett"),
        ("10:40", "Klokka er allerede over 10:40."),
        ("17:00", "Det er lenge til 17:00."),
    ],
)
def test_a_time_that_makes_no_sense_is_asked_about_again(
    runner: SessionRunner, clock: SettableClock, typed: str, why: str
) -> None:
    on_time_to(runner, clock, "pause")
    names = {" ": "space", ":": "colon"}

    async def script(led: Led) -> None:
        await led.press("k", *["backspace"] * 5, *(names.get(char, char) for char in typed), "enter")
        assert why in led.text
        await led.press("escape")
        assert remaining(runner.state, clock.now()) == minutes(10)

    lead(runner, clock, script)


def test_a_long_turn_says_what_the_others_have(runner: SessionRunner, clock: SettableClock) -> None:
    on_time_to(runner, clock, "innsjekk")

    async def script(led: Led) -> None:
        await led.pass_time(seconds(96 + 60))
        assert "over tiden · de 4 neste får 1:21 hver" in led.text
        await led.press("enter")
        assert led.told == "Kari brukte 1:00 for mye. De 4 som er igjen, har 1:21 hver. Slutt 12:35. Angre med u."
        await led.press("enter")
        assert led.told == "Videre. Slutt 12:34. Angre med u."

    lead(runner, clock, script)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("enter",), "Angret: Økta har ikke begynt."),
        (("enter", "enter"), "Angret: Tilbake i Film."),
        (("enter", "enter", "enter", "enter"), "Angret: Tilbake hos Kari."),
        (("enter", "b"), "Angret: Starten står som før."),
        (("enter", "space"), "Angret: Pausen er borte, og tiden teller med."),
        (("enter", "space", "space"), "Angret: Klokka står stille igjen."),
        (("enter", "plus"), "Angret: Tiden her er som før."),
        (("enter", "enter", "2"), "Angret: Ingen er fasilitator."),
        (("enter", "enter", "2", "3"), "Angret: Ola er fasilitator."),
        (("enter", "h", "minus", "enter"), "Angret: Planen er som før."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_undo_says_what_it_took_back(
    runner: SessionRunner, clock: SettableClock, keys: tuple[str, ...], told: str
) -> None:
    async def script(led: Led) -> None:
        for key in keys:
            await led.press(key)
        await led.pilot.pause()
        await led.press("u")
        assert led.told.startswith(told)

    lead(runner, clock, script)


def test_a_gap_left_out_across_processes_is_undone_in_words(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin())
    seen = clock.now().wall
    later = Moment(seen + timedelta(minutes=30), timedelta(seconds=5))
    taken_up = apply(runner.state, Record(runner.state.number + 1, later, SessionTakenUp(counts=False, last_seen=seen)))
    assert undone_in_words(taken_up, runner.state) == "Angret: Tiden mens maskinen sto stille, teller med."


def held_agenda(tmp_path: Path, clock: SettableClock) -> SessionRunner:
    """A session where the second of three steps begins at twenty to eleven, begun at ten."""
    text = (
        "title: Med gjest\nsteps:\n"
        "  - {id: a, title: Først, time: 30 min}\n"
        "  - {id: b, title: Gjesten kommer, time: 10 min, at: '10:40'}\n"
        "  - {id: c, title: Slutt, time: 5 min}\n"
    )
    path = tmp_path / "agenda.yaml"
    path.write_text(text, encoding="utf-8")
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    runner = SessionRunner.create(tmp_path, agenda, Setup("", "", PEOPLE[:3]), clock)
    done(runner, Begin())
    clock.advance(minutes(26))
    return done(runner, Next())


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_enter_begins_a_step_that_is_waited_for_and_skips_nothing(
    tmp_path: Path, clock: SettableClock, size: tuple[int, int]
) -> None:
    waiting = held_agenda(tmp_path, clock)

    async def script(led: Led) -> None:
        assert led.digits == "14:00"
        assert "venter til 10:40" in led.text
        assert "Enter begynn nå" in led.text
        assert "Enter neste" not in led.text
        await led.press("enter")
        assert led.told.startswith("Dere begynner nå. Slutt 10:41.")
        assert led.digits == "10:00"
        assert "Enter neste" in led.text
        await led.press("u")
        assert led.told == "Angret: Dere venter igjen. Slutt 10:55."
        assert led.digits == "14:00"

    lead(waiting, clock, script, size)


def test_a_step_that_is_waited_for_shows_its_own_time_in_every_place(tmp_path: Path, clock: SettableClock) -> None:
    waiting = held_agenda(tmp_path, clock)

    async def script(led: Led) -> None:
        assert "Gjesten kommer" in led.text
        assert "24:00" not in led.text
        await led.press("o")
        rows = [line.split() for line in led.text.splitlines()]
        assert any(row[-4:] == ["10:26", "Ventetid", "→", "14:00"] for row in rows)
        await led.press("escape")
        await led.pass_time(minutes(14) + seconds(30))
        assert "igjen av 10:00" in led.text
        assert led.digits == "9:30"

    lead(waiting, clock, script)


def test_every_move_that_changes_the_end_says_so(runner: SessionRunner, clock: SettableClock) -> None:
    on_time_to(runner, clock, "innsjekk")

    async def script(led: Led) -> None:
        await led.pass_time(seconds(30))
        await led.press("left")
        assert led.told == "Tilbake. Tiden fortsetter der den slapp. Slutt 12:35. Angre med u."
        await led.press("space")
        await led.pass_time(minutes(5))
        await led.press("space")
        assert led.told == "Klokka går igjen. Slutt 12:40. Den har stått i 5 min i alt. Angre med u."
        await led.press("p", "down", "f", "escape")
        assert led.told == "Ola leder dere nå. Slutt 12:40. Angre med u."
        await led.press("r", "shift+down", "enter")
        assert led.told == "Rekkefølgen er satt. Slutt 12:40. Angre med u."

    lead(runner, clock, script)


def test_the_clock_cannot_be_paused_in_a_break_until_a_time_of_day(runner: SessionRunner, clock: SettableClock) -> None:
    on_time_to(runner, clock, "pause")

    async def script(led: Led) -> None:
        await led.press("k", *["backspace"] * 5, *"1100", "enter")
        await led.pilot.pause()
        assert led.told == "Pausen varer til 11:00. Ny slutt 12:40. Angre med u."
        assert "Vi starter igjen kl." in led.text
        assert "Nå tar vi pause i 15 minutter." in led.text
        await led.press("space")
        assert led.told == "Dette slutter på et fast klokkeslett, så klokka kan ikke stoppes her."
        await led.press("plus")
        assert led.told == "Ett minutt til. Slutt 12:41. Angre med u."

    lead(runner, clock, script)


def test_the_digits_count_down_to_the_time_that_is_waited_for(tmp_path: Path, clock: SettableClock) -> None:
    waiting = held_agenda(tmp_path, clock)

    async def script(led: Led) -> None:
        shown = []
        for _ in range(4):
            await led.pass_time(seconds(3))
            shown.append(led.digits)
        assert shown == ["13:57", "13:54", "13:51", "13:48"]
        await led.press("space")
        assert led.told == "Dere venter på et klokkeslett, så klokka kan ikke stoppes her."
        await led.press("b")
        assert led.told == "Steget har ikke begynt ennå."
        await led.stand_still(seconds(30))
        assert led.told == "Maskinen sto stille i 30 s mens dere ventet."
        assert led.digits == "13:18"

    lead(waiting, clock, script)


def test_an_enter_that_comes_as_the_waiting_ends_goes_past_nothing(tmp_path: Path, clock: SettableClock) -> None:
    waiting = held_agenda(tmp_path, clock)

    async def script(led: Led) -> None:
        await led.pass_time(minutes(14) - seconds(0.3))
        assert "Enter begynn nå" in led.text
        clock.advance(seconds(0.4))
        await led.press("enter")
        assert waiting.state.course.at == 1
        assert "Enter neste" in led.text

    lead(waiting, clock, script)


def test_what_is_waited_for_can_be_skipped_as_a_whole(tmp_path: Path, clock: SettableClock) -> None:
    waiting = held_agenda(tmp_path, clock)

    async def script(led: Led) -> None:
        await led.press("s")
        assert "Resten av «Gjesten kommer»" in led.text
        await led.press("enter")
        await led.pilot.pause()
        assert waiting.state.course.at == 2

    lead(waiting, clock, script)


def test_the_header_follows_the_wall_clock_while_the_clock_stands(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin())

    async def script(led: Led) -> None:
        clock.advance(seconds(0.7))
        await led.press("space")
        for span, end in ((58, "12:35"), (2.5, "12:36"), (58, "12:36"), (2.5, "12:37")):
            await led.pass_time(seconds(span))
            assert f"slutt {end}" in led.text.splitlines()[0]

    lead(runner, clock, script)


def test_a_break_keeps_its_length_where_the_time_is_left_as_it_stands(
    runner: SessionRunner, clock: SettableClock
) -> None:
    on_time_to(runner, clock, "pause")
    clock.advance(seconds(42))
    before = runner.state

    async def script(led: Led) -> None:
        await led.press("k", "enter")
        await led.pilot.pause()
        assert runner.state == before
        # What stands there is for writing over.
        await led.press("k", *"1100")
        assert "Pausen blir 15 min i stedet for 10 min. Ny slutt 12:40." in led.text
        await led.press("escape")

    lead(runner, clock, script)
