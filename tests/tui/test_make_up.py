"""Making up lost time on the screen: what is shown is what is accepted, and nothing before that."""

from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import AcceptPlan, AddParticipant, Begin, LeaveGapOut, Next, NoteGap, Undo
from aml_okt.core.durations import SECOND
from aml_okt.core.events import PlanAccepted
from aml_okt.core.timing import offset, projected_end, remaining
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.scene.spare import Use
from aml_okt.tui.screens.make_up import MakeUpDialog
from aml_okt.tui.screens.spare import SpareDialog
from tests.builders import PEOPLE, minutes, seconds
from tests.tui.dialogs import SMALL, USUAL, Opened, done, gone_to, open_in
from tests.tui.leading import Led, lead


@pytest.fixture
def late(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """Three rounds left after this one has just begun, and exactly six minutes behind."""
    done(runner, Begin())
    rounds = 0
    while True:
        box = runner.state.box
        assert box is not None
        if (box.step, box.phase) == ("kollegaveiledning", 0):
            if rounds == 1:
                break
            rounds += 1
        clock.advance(box.allotted)
        done(runner, Next())
    clock.advance(minutes(9))
    assert offset(runner.state, clock.now()) == minutes(6)
    return runner


def rounds_to_come(runner: SessionRunner) -> dict[str, timedelta]:
    found: dict[str, timedelta] = {}
    here = runner.state.box
    for box in runner.state.course.boxes[runner.state.course.at + 1 :]:
        if box.focus is not None and here is not None and box.focus != here.focus:
            name = runner.state.name(box.focus)
            found[name] = found.get(name, timedelta()) + box.allotted
    return found


def test_the_preview_says_what_it_takes_and_from_whom(late: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        assert "Dere er 6 min bak. Slik blir det hvis dere skal slutte 12:35, som planlagt." in opened.text
        assert "Ny slutt 12:35 · i rute" in opened.text
        assert "Tas fra: rundene 2:00 fra hver" in opened.text
        assert opened.text.count("→ 13:00") == 3

    open_in(MakeUpDialog(late), script)


@pytest.mark.parametrize("size", [USUAL, SMALL])
def test_what_is_accepted_is_what_was_shown(late: SessionRunner, clock: SettableClock, size: tuple[int, int]) -> None:
    before = late.state.course

    async def script(opened: Opened) -> None:
        await opened.press("enter")

    result = open_in(MakeUpDialog(late), script, size)

    assert result == "Planen er lagt om. Ny slutt 12:35. Angre med u."
    assert rounds_to_come(late) == dict.fromkeys(("Liv", "Per", "Nils"), minutes(13))
    assert abs(offset(late.state, clock.now())) < SECOND
    assert isinstance(late.state.earlier.last.move, PlanAccepted)
    done(late, Undo())
    assert late.state.course == before


@pytest.mark.parametrize("keys", [("escape",), ("h",), ("x", "escape"), ("minus", "plus", "pageup", "escape")])
def test_nothing_changes_before_it_is_accepted(late: SessionRunner, keys: tuple[str, ...]) -> None:
    before = late.state

    async def script(opened: Opened) -> None:
        await opened.press(*keys)

    assert open_in(MakeUpDialog(late), script) is None
    assert late.state == before


def test_when_it_is_not_enough_it_says_by_how_much(late: SessionRunner, clock: SettableClock) -> None:
    clock.advance(minutes(5))

    async def script(opened: Opened) -> None:
        assert "Dere er 11 min bak." in opened.text
        assert "Det mangler 2 min: slutt 12:37. La noen stå over, eller slutt senere." in opened.text
        assert opened.text.count("→ 12:00") == 3
        await opened.press("plus", "plus")
        assert "slutte 12:37, 2 min senere enn planlagt" in opened.text
        assert "Ny slutt 12:37 · 2 min bak" in opened.text

    open_in(MakeUpDialog(late), script)


def test_somebody_can_stand_over_by_name_and_be_taken_back(late: SessionRunner, clock: SettableClock) -> None:
    clock.advance(minutes(5))

    async def script(opened: Opened) -> None:
        # The first who can stand over is chosen from the start, as the time is not enough.
        await opened.press("down", "x")
        assert "Per står over" in opened.text
        assert "Tas fra: én står over, 15:00" in opened.text
        assert "Ny slutt 12:31 · 4 min foran" in opened.text
        await opened.press("x")
        assert "Per står over" not in opened.text
        await opened.press("x", "enter")

    open_in(MakeUpDialog(late), script)

    assert rounds_to_come(late) == {"Liv": minutes(15), "Nils": minutes(15)}
    done(late, Undo())
    assert not late.state.course.over


def test_whoever_could_stand_over_is_chosen_from_the_start_where_time_is_missing(
    late: SessionRunner, clock: SettableClock
) -> None:
    clock.advance(minutes(5))

    async def script(opened: Opened) -> None:
        assert "x står over" in opened.text
        await opened.press("x")
        assert "Liv står over" in opened.text

    open_in(MakeUpDialog(late), script)


def test_a_narrow_terminal_shows_every_word_in_two_rows(late: SessionRunner, clock: SettableClock) -> None:
    clock.advance(minutes(5))

    async def script(opened: Opened) -> None:
        await opened.press("x")
        text = " ".join(opened.text.split())
        assert "Dere er 11 min bak. Slik blir det hvis dere skal slutte 12:35, som planlagt." in text
        assert "…" not in opened.text

    open_in(MakeUpDialog(late), script, SMALL)


def test_a_gap_that_is_left_out_meanwhile_moves_the_end_that_is_asked_for(
    late: SessionRunner, clock: SettableClock
) -> None:
    async def script(opened: Opened) -> None:
        await opened.press("minus")
        clock.advance(minutes(8))
        done(late, NoteGap(minutes(8)), LeaveGapOut())
        await opened.pilot.pause(1.2)
        assert "slutte 12:42, 1 min tidligere enn planlagt" in opened.text
        assert "rundene 2:20 fra hver" in opened.text

    open_in(MakeUpDialog(late), script)


def test_a_plan_that_is_no_more_is_not_accepted_but_shown_anew(late: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        done(late, AddParticipant("Nora"))
        await opened.press("enter")
        assert "Runde 6: Nora" in opened.text
        assert not isinstance(late.state.earlier.last.move, PlanAccepted)
        await opened.press("enter")

    open_in(MakeUpDialog(late), script)

    assert isinstance(late.state.earlier.last.move, PlanAccepted)


def test_what_is_shown_follows_the_clock(late: SessionRunner, clock: SettableClock) -> None:
    async def script(opened: Opened) -> None:
        clock.advance(seconds(30))
        await opened.pilot.pause(1.2)
        assert "rundene 2:10 fra hver" in opened.text
        await opened.press("enter")

    open_in(MakeUpDialog(late), script)

    assert set(rounds_to_come(late).values()) == {minutes(13) - seconds(10)}


def test_a_group_on_time_has_nothing_to_make_up_but_may_end_earlier(runner: SessionRunner) -> None:
    done(runner, Begin())

    async def script(opened: Opened) -> None:
        assert "Dere er i rute." in opened.text
        assert "Det er ingenting å hente inn." in opened.text
        await opened.press("enter")
        await opened.press("minus")
        assert "1 min tidligere enn planlagt" in opened.text
        assert "tider med slingringsmonn 1:00" in opened.text
        await opened.press("enter")

    assert open_in(MakeUpDialog(runner), script) == "Planen er lagt om. Ny slutt 12:34. Angre med u."


def test_the_latest_end_comes_before_the_plan(runner: SessionRunner, clock: SettableClock) -> None:
    done(runner, Begin(), AddParticipant("Nora"))

    async def script(opened: Opened) -> None:
        assert "Dere er 15 min bak. Slik blir det hvis dere skal slutte 12:35, som planlagt." in opened.text

    open_in(MakeUpDialog(runner), script)
    assert projected_end(runner.state, clock.now()) - clock.now().wall == minutes(170)


def chosen(result: object) -> AcceptPlan | None:
    """The command of the use that was chosen; None where that is to finish early."""
    assert isinstance(result, Use)
    return result.command


def ahead(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """Three minutes ahead in the reflection, before the discussion."""
    gone_to(runner, clock, "innsjekk")
    while runner.state.box is not None and runner.state.box.step != "refleksjon":
        clock.advance(runner.state.box.allotted - seconds(45))
        done(runner, Next())
    return runner


def test_time_to_spare_is_offered_to_the_discussion_and_the_rounds(runner: SessionRunner, clock: SettableClock) -> None:
    ahead(runner, clock)

    async def script(opened: Opened) -> None:
        assert "Gi tiden til Drøfting" in opened.text
        assert "Gi tiden til rundene" in opened.text
        assert "Bli ferdige tidligere" in opened.text
        await opened.press("down", "enter")

    result = open_in(SpareDialog(runner), script)

    command = chosen(result)
    assert command is not None
    end = projected_end(runner.state, clock.now()) - offset(runner.state, clock.now())
    done(runner, command)
    assert len(set(rounds_to_come(runner).values())) <= 2
    assert max(rounds_to_come(runner).values()) - min(rounds_to_come(runner).values()) <= SECOND
    assert abs(projected_end(runner.state, clock.now()) - end) < SECOND


def test_no_more_is_to_spare_than_there_is_before_the_group_must_be_done(tmp_path: Path, clock: SettableClock) -> None:
    path = built_in_agenda()
    setup = Setup("Barnevernet", "", PEOPLE[:5], latest_end=clock.now().wall + minutes(150))
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    runner = SessionRunner.create(tmp_path, agenda, setup, clock)
    done(runner, Begin())
    clock.advance(minutes(2))
    done(runner, Next())

    async def script(opened: Opened) -> None:
        text = " ".join(opened.text.split())
        assert "Dere er 8 min foran planen, men må slutte 12:30. Hva vil dere bruke tiden til?" in text
        assert "8:00 blir 11:00." in text
        assert text.count("Dere slutter 12:30.") == len(["the discussion", "the rounds"])
        assert "Dere slutter 12:27." in text
        await opened.press("enter")

    result = open_in(SpareDialog(runner), script)

    command = chosen(result)
    assert command is not None
    done(runner, command)
    assert projected_end(runner.state, clock.now()) == runner.state.created.latest_end


def test_finishing_early_changes_nothing(runner: SessionRunner, clock: SettableClock) -> None:
    ahead(runner, clock)

    async def script(opened: Opened) -> None:
        await opened.press("down", "down", "enter")

    assert chosen(open_in(SpareDialog(runner), script)) is None


def test_what_is_to_spare_follows_the_clock_and_what_was_chosen_stays_chosen(
    runner: SessionRunner, clock: SettableClock
) -> None:
    ahead(runner, clock)
    before = -offset(runner.state, clock.now())

    async def script(opened: Opened) -> None:
        assert f"Dere er {before // minutes(1)} min foran planen." in opened.text
        await opened.press("down")
        # What runs has gone this far over its time while the group thinks it over.
        clock.advance(remaining(runner.state, clock.now()) + minutes(2))
        await opened.pilot.pause(1.2)
        assert f"Dere er {before // minutes(1) - 2} min foran planen." in opened.text
        await opened.press("enter")

    result = open_in(SpareDialog(runner), script)

    command = chosen(result)
    assert command is not None
    rounds_before = rounds_to_come(runner)
    done(runner, command)
    assert (
        sum(rounds_to_come(runner).values(), timedelta()) - sum(rounds_before.values(), timedelta())
        == (before - minutes(2)) // SECOND * SECOND
    )


def test_when_nothing_is_left_to_spare_that_is_what_it_says(runner: SessionRunner, clock: SettableClock) -> None:
    ahead(runner, clock)

    async def script(opened: Opened) -> None:
        clock.advance(minutes(30))
        await opened.pilot.pause(1.2)
        assert "Dere er i rute nå, og har lite eller ingenting til overs." in opened.text
        await opened.press("enter")

    assert chosen(open_in(SpareDialog(runner), script)) is None


def test_a_group_ahead_of_a_plan_that_is_too_long_is_shown_how_to_be_done_in_time(
    tmp_path: Path, clock: SettableClock
) -> None:
    path = built_in_agenda()
    setup = Setup("Barnevernet", "", PEOPLE[:5], latest_end=clock.now().wall + minutes(130))
    runner = SessionRunner.create(tmp_path, AgendaFile(load_agenda(path), path, path.read_bytes()), setup, clock)
    done(runner, Begin())
    clock.advance(minutes(4))
    done(runner, Next())

    async def script(led: Led) -> None:
        assert "6 min foran" in led.text
        assert "19 min etter 12:10" in led.text
        await led.press("h")
        assert "Dere blir ferdige 19 min etter 12:10." in led.text
        assert "hvis dere skal slutte 12:10, som dere må" in led.text

    lead(runner, clock, script)


def test_finishing_early_is_answered_too(runner: SessionRunner, clock: SettableClock) -> None:
    ahead(runner, clock)
    before = runner.state

    async def script(led: Led) -> None:
        await led.press("h", "down", "down", "enter")
        await led.pilot.pause()
        assert led.told.startswith("Planen er som før. Slutt 12:3")
        await led.press("h", "escape")
        await led.pilot.pause()

    lead(runner, clock, script)
    assert runner.state == before
