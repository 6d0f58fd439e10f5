"""Where a session is, as another process sees it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import AdjustTime, Begin, ChooseFacilitator, Pause
from aml_okt.core.session import apply
from aml_okt.files.journal import JOURNAL_NAME, read
from aml_okt.files.lock import WRITER_NAME
from tests.calls import counted
from tests.cli.conftest import TEN, Run, Sessions, answer, go_to

KEYS = [
    "session", "title", "state", "step", "phase", "round", "speaker", "timekeeper", "planned_s", "elapsed_s",
    "remaining_s", "overtime_s", "offset_s", "planned_end", "projected_end",
]  # fmt: skip


def test_the_answer_has_exactly_the_promised_keys(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    go_to(runner, "kollegaveiledning")
    status = answer(run("status", "--json"))

    assert list(status) == KEYS
    assert list(status["step"]) == ["id", "number", "title"]
    assert list(status["round"]) == ["index", "count", "focus"]


def test_before_the_first_step_an_open_session_is_paused_and_in_no_step(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    status = answer(run("status", "--json"))

    assert list(status) == KEYS
    assert (status["session"], status["state"]) == (runner.folder.name, "paused")
    assert [key for key in KEYS if status[key] is None] == [
        "step", "phase", "round", "speaker", "timekeeper", "planned_s", "elapsed_s", "remaining_s", "overtime_s",
    ]  # fmt: skip


def test_a_journal_is_gone_through_once(run: Run, sessions: Sessions) -> None:
    folder = sessions.held()
    with counted(apply) as applied:
        run("status")

    assert applied.times == len(read(folder / JOURNAL_NAME).records) - 1


def test_time_goes_on_while_another_process_leads(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    sessions.begin().dispatch(Begin())
    clock.advance(timedelta(minutes=4))
    status = answer(run("status", "--json"))

    assert status["state"] == "running"
    assert [status[key] for key in ("planned_s", "elapsed_s", "remaining_s", "overtime_s")] == [600, 240, 360, 0]
    assert status["offset_s"] == 0


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_wall_clock_that_is_set_changes_nothing_while_a_process_on_this_computer_leads(
    run: Run, sessions: Sessions, clock: SettableClock, step: timedelta
) -> None:
    sessions.begin().dispatch(Begin())
    clock.advance(timedelta(minutes=4))
    clock.set_wall(TEN + timedelta(minutes=4) + step)

    assert answer(run("status", "--json"))["elapsed_s"] == 240


def test_time_goes_on_by_the_wall_clock_while_a_process_on_another_computer_leads(
    run: Run, sessions: Sessions, clock: SettableClock
) -> None:
    runner = sessions.begin()
    runner.dispatch(Begin())
    note = runner.folder / WRITER_NAME
    writer = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**writer, "computer": "pc-en-annen"}), encoding="utf-8")
    clock.set_wall(TEN + timedelta(minutes=4))

    assert answer(run("status", "--json"))["elapsed_s"] == 240


def test_a_wall_clock_set_back_never_takes_time_away(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    sessions.begin().dispatch(Begin())
    clock.set_wall(TEN - timedelta(hours=1))

    assert answer(run("status", "--json"))["elapsed_s"] == 0


def test_overtime_is_counted_up_and_behind_is_above_zero(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    sessions.begin().dispatch(Begin())
    clock.advance(timedelta(minutes=10, seconds=37))
    status = answer(run("status", "--json"))

    assert [status[key] for key in ("remaining_s", "overtime_s", "offset_s")] == [0, 37, 37]


def test_time_given_on_the_way_shows_in_what_remains(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    runner.dispatch(Begin())
    runner.dispatch(AdjustTime(timedelta(minutes=1)))
    status = answer(run("status", "--json"))

    assert [status[key] for key in ("planned_s", "remaining_s", "offset_s")] == [600, 660, 60]


def test_ends_are_instants_with_offset(run: Run, sessions: Sessions) -> None:
    sessions.begin().dispatch(Begin())
    status = answer(run("status", "--json"))

    assert datetime.fromisoformat(status["planned_end"]) == TEN + timedelta(minutes=155)
    assert status["planned_end"].endswith("+01:00")


def test_a_round_tells_who_is_in_focus_who_speaks_and_who_keeps_time(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    runner.dispatch(ChooseFacilitator("p1"))
    go_to(runner, "kollegaveiledning")
    status = answer(run("status", "--json"))

    assert status["step"] == {"id": "kollegaveiledning", "number": "5b", "title": "Kollegaveiledning"}
    assert status["round"] == {"index": 1, "count": 5, "focus": "Kari"}
    assert (status["phase"], status["speaker"]) == ("Presentasjon", "Kari")
    assert status["timekeeper"] not in {None, "Kari"}


def test_a_pause_is_told_and_the_time_used_stands(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    runner = sessions.begin()
    runner.dispatch(Begin())
    runner.dispatch(Pause())
    clock.advance(timedelta(minutes=5))
    status = answer(run("status", "--json"))

    assert (status["state"], status["elapsed_s"], status["offset_s"]) == ("paused", 0, 300)


def test_a_session_that_nobody_leads_is_interrupted_and_stands_where_it_was_left(
    run: Run, sessions: Sessions, clock: SettableClock
) -> None:
    sessions.left()
    before = answer(run("status", "--json"))
    clock.advance(timedelta(hours=5))

    assert before["state"] == "interrupted"
    assert answer(run("status", "--json")) == before


def test_a_finished_session_tells_when_it_ended(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    sessions.held()
    ended = clock.now().wall
    clock.advance(timedelta(days=2))
    status = answer(run("status", "--json"))

    assert (status["state"], status["step"]) == ("finished", None)
    assert datetime.fromisoformat(status["projected_end"]) == ended


def test_a_rehearsal_is_seen_through_its_own_fast_clock(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    runner = sessions.begin(rehearsal=60)
    runner.dispatch(Begin())
    clock.advance(timedelta(seconds=5))

    assert answer(run("status", runner.folder.name, "--json"))["elapsed_s"] == 300


def test_the_latest_session_is_never_a_rehearsal(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    real = sessions.left("Barnevernet")
    clock.advance(timedelta(hours=1))
    sessions.left("NAV", rehearsal=60)
    sessions.of_old("PPT")

    assert answer(run("status", "--json"))["session"] == real.name


def test_with_rehearsals_alone_the_latest_of_them_is_named(run: Run, sessions: Sessions, root: Path) -> None:
    sessions.left(rehearsal=60)
    sessions.of_old("PPT")

    latest = max(folder.name for folder in (*root.glob("20*"), *root.glob("ovelser/*")))
    assert run("status").stderr == (
        "Det er ingen økter her ennå. Begynn en med «aml-okt start». "
        f"Den siste øvelsen heter «{latest}». Skriv navnet på den etter kommandoen.\n"
    )


@pytest.mark.parametrize("how", ["whole name", "beginning", "path"])
def test_a_rehearsal_is_found_when_it_is_asked_for_and_says_what_it_is(run: Run, sessions: Sessions, how: str) -> None:
    folder = sessions.left("NAV", rehearsal=60)
    sessions.left("PPT")
    name = {"whole name": folder.name, "beginning": folder.name[:-1], "path": str(folder)}[how]
    told = run("status", name).stdout.splitlines()

    assert told[0] == f"{folder.name}: ikke ferdig"
    assert "Dette er en øvelse." in told


def test_a_beginning_that_fits_a_real_session_means_that_one(run: Run, sessions: Sessions) -> None:
    sessions.left("Nabotjenesten", rehearsal=60)
    real = sessions.left("NAV")

    assert answer(run("status", "2026-11-23-10", "--json"))["session"] == real.name


def test_for_people_it_is_a_few_lines(run: Run, sessions: Sessions, clock: SettableClock) -> None:
    runner = sessions.begin()
    go_to(runner, "kollegaveiledning")
    clock.advance(timedelta(seconds=200))

    assert run("status").stdout.splitlines()[2:] == [
        "Steg: 5b Kollegaveiledning",
        "Runde 1 av 5",
        "Fase: Presentasjon",
        "I fokus: Kari",
        "Har ordet: Kari",
        "Tidtaker: Nils",
        "Over tiden: +0:20",
        "Ventet slutt kl. 11:35, 59 min foran",
    ]


def test_a_session_is_found_by_the_beginning_of_its_name(run: Run, sessions: Sessions) -> None:
    barnevernet, nav = sessions.held("Barnevernet"), sessions.held("NAV")

    assert answer(run("status", barnevernet.name, "--json"))["session"] == barnevernet.name
    assert answer(run("status", nav.name[:-1], "--json"))["session"] == nav.name
    assert answer(run("status", str(nav), "--json"))["session"] == nav.name


def test_a_name_that_fits_none_or_several_is_bad_input(run: Run, sessions: Sessions) -> None:
    sessions.held("A")
    sessions.held("B")
    none, several = run("status", "2025"), run("status", "2026")

    assert (none.exit_code, several.exit_code) == (2, 2)
    assert none.stderr == "Ingen økt heter «2025». «aml-okt sessions» viser dem som finnes.\n"
    assert several.stderr.startswith("Flere økter begynner med «2026»: ")


def test_without_any_session_it_fails_in_words(run: Run) -> None:
    result = run("status")

    assert (result.exit_code, result.stderr) == (1, "Det er ingen økter her ennå. Begynn en med «aml-okt start».\n")
