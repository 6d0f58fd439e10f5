"""The report over many sessions, as the command line gives it."""

import json
import os
import shutil
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aml_okt.core.actions import Action
from aml_okt.core.commands import End, MarkFactor
from aml_okt.core.events import Side
from tests.builders import PEOPLE
from tests.cli.conftest import Run, Sessions, answer, go_to, write_note
from tests.many_sessions import CANARY, Held, write_many

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "report-1.json"
MANY = 200


def seconds(span: timedelta) -> int:
    return round(span.total_seconds())


def row_of(held: Held) -> dict[str, Any]:
    """What a report has to say of a session, but for its factors."""
    led = held.led
    return {
        "day": held.day.isoformat(),
        "unit": held.unit,
        "title": "Arbeidsmiljølovens krav til psykososialt arbeidsmiljø",
        "people": led.people,
        "ended": True,
        "planned_s": seconds(led.planned),
        "used_s": seconds(led.used),
        "offset_s": seconds(led.used) - seconds(led.planned),
        "actions": {"written": held.done + held.open, "carried": 0, "done": held.done, "open": held.open},
    }


def named_in(row: dict[str, Any]) -> Counter[tuple[str, Side]]:
    """How often each factor was named on each side, those apart that nobody named."""
    return Counter({
        (of["factor"], side): of[side] for of in row["factors"] for side in Side if of[side]
    })  # fmt: skip


def test_every_session_is_in_the_json_with_what_was_done_in_it(run: Run, root: Path) -> None:
    held = list(write_many(root, MANY))
    told = answer(run("report", "-f", "json"))

    jsonschema.validate(told, json.loads(SCHEMA.read_text("utf-8")))
    assert len(told["sessions"]) == MANY
    for row, one in zip(told["sessions"], reversed(held), strict=True):
        assert {key: row[key] for key in row_of(one)} == row_of(one)
        assert named_in(row) == one.led.named


def test_the_totals_are_what_the_sessions_add_up_to(run: Run, root: Path) -> None:
    held = list(write_many(root, MANY))
    totals = answer(run("report", "-f", "json"))["totals"]

    offsets = [seconds(one.led.used) - seconds(one.led.planned) for one in held]
    assert (totals["sessions"], totals["ended"], totals["units"]) == (MANY, MANY, 4)
    assert totals["people"] == sum(one.led.people for one in held)
    assert totals["used_s"] == sum(seconds(one.led.used) for one in held)
    assert totals["kept"] == sum(offset <= 300 for offset in offsets)
    assert totals["offset_s"] == round(sum(offsets) / MANY)
    assert (totals["actions"]["done"], totals["actions"]["open"]) == (
        sum(one.done for one in held), sum(one.open for one in held),
    )  # fmt: skip
    for of in totals["factors"]:
        for side in Side:
            assert of[side] == sum(one.led.named[of["factor"], side] for one in held)
            assert of[f"sessions_{side}"] == sum(one.led.named[of["factor"], side] > 0 for one in held)


def test_the_markdown_says_the_same_in_words(run: Run, root: Path) -> None:
    held = list(write_many(root, 12))
    text = run("report").stdout

    kept = sum(one.led.used - one.led.planned <= timedelta(minutes=5) for one in held)
    assert text.startswith("# Rapport over økter\n")
    assert "- **Økter:** 12 i 4 tjenester\n" in text
    assert f"{kept} av 12 økter var ferdige senest fem minutter etter planen." in text
    assert "| 1 | 24.11.2023 | Barnevernet |" in text
    done, left = sum(one.done for one in held), sum(one.open for one in held)
    assert f"| {done} | {left} | {done + left} |" in text


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_no_note_no_name_and_no_text_of_an_action_is_in_any_format(run: Run, sessions: Sessions, form: str) -> None:
    runner = sessions.begin()
    go_to(runner, "refleksjon")
    write_note(runner, "refleksjon", CANARY)
    write_note(runner, "kollegaveiledning", CANARY, runner.state.course.people[0])
    runner.actions.add(Action(f"{CANARY} tiltak", "Turid Utenfor"))
    result = run("report", "-f", form)

    assert result.exit_code == 0
    for secret in (CANARY, "Turid", "Utenfor", "Møterom", *PEOPLE[:2]):
        assert secret not in result.output


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
def test_no_note_is_opened(run: Run, sessions: Sessions) -> None:
    folder = sessions.held()
    shutil.rmtree(folder / "notes", ignore_errors=True)
    (folder / "notes").mkdir()
    # Whoever opens a pipe that nobody writes to would wait here for ever; whoever only tries is heard of.
    os.mkfifo(folder / "notes" / "05b-1-kari.md")
    opened = threading.Event()

    def listen() -> None:
        with (folder / "notes" / "05b-1-kari.md").open("wb"):
            opened.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    assert answer(run("report", "-f", "json"))["totals"]["sessions"] == 1
    assert not opened.is_set()
    (folder / "notes" / "05b-1-kari.md").read_bytes()  # lets the listener go, and shows that it would have heard
    listener.join(10)
    assert opened.is_set()


def test_rehearsals_are_not_counted_wherever_they_lie(run: Run, sessions: Sessions) -> None:
    sessions.held()
    sessions.left(rehearsal=60)
    sessions.of_old()

    totals = answer(run("report", "-f", "json"))["totals"]
    assert (totals["sessions"], totals["never_begun"], totals["unreadable"]) == (1, 0, 0)


def test_a_session_that_was_never_begun_is_only_told_of(run: Run, sessions: Sessions) -> None:
    sessions.begin()
    told = answer(run("report", "-f", "json"))

    assert (told["sessions"], told["totals"]["sessions"], told["totals"]["never_begun"]) == ([], 0, 1)
    text = run("report").stdout
    assert "Her er ingen økter som er begynt." in text
    assert "Én økt ble satt opp, men aldri begynt, og er ikke med." in text


def test_a_session_that_has_not_ended_counts_but_not_in_how_the_time_was_kept(run: Run, sessions: Sessions) -> None:
    sessions.left()
    told = answer(run("report", "-f", "json"))
    (row,) = told["sessions"]

    assert (row["ended"], row["used_s"], row["offset_s"]) == (False, 120, None)
    assert (told["totals"]["sessions"], told["totals"]["ended"], told["totals"]["offset_s"]) == (1, 0, None)
    assert "Én økt er ikke avsluttet: Den er med i tallene" in run("report").stdout


def test_a_session_that_cannot_be_read_is_told_of_and_the_rest_goes_on(run: Run, sessions: Sessions) -> None:
    sessions.held("A")
    broken = sessions.held("B")
    (broken / "journal.jsonl").write_bytes(b"tull\n")
    headless = sessions.held("C")
    (headless / "agenda.yaml").unlink()
    result = run("report", "-f", "json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (told["totals"]["sessions"], told["totals"]["unreadable"]) == (1, 2)
    assert f"{broken.name}: Loggen" in result.stderr
    assert f"{headless.name}: " in result.stderr
    assert "2 økter kunne ikke leses, og er ikke med." in run("report").stdout


def test_a_damaged_journal_is_told_of_and_what_is_left_of_it_counts(run: Run, sessions: Sessions) -> None:
    runner = sessions.begin()
    go_to(runner, "refleksjon")
    runner.dispatch(MarkFactor("Ledelse", Side.RISK, 3))
    runner.dispatch(End())
    sessions.leave(runner)
    journal = runner.folder / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:2], b"tull\n", *lines[3:]]))
    result = run("report", "-f", "json")

    assert f"Loggen til {runner.folder.name} er skadet" in result.stderr
    (row,) = json.loads(result.stdout)["sessions"]
    assert {"factor": "Ledelse", "strength": 0, "risk": 3} in row["factors"]


def test_only_sessions_from_a_day_on(run: Run, root: Path) -> None:
    held = list(write_many(root, MANY))
    since = held[120].day
    told = answer(run("report", "-f", "json", "--since", f"{since.day}.{since.month}.{since.year}"))

    assert told["since"] == since.isoformat()
    assert [row["day"] for row in told["sessions"]] == [one.day.isoformat() for one in held[:119:-1]]
    assert f"fra og med {['man', 'tirs', 'ons', 'tors', 'fre', 'lør', 'søn'][since.weekday()]}dag" in (
        run("report", "--since", since.isoformat()).stdout
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [("23.11", "2026-11-23"), ("24.11", "2025-11-24"), ("1. desember", "2025-12-01"), ("i dag", "2026-11-23")],
)
def test_a_day_without_a_year_is_the_last_such_day(run: Run, text: str, day: str) -> None:
    assert answer(run("report", "-f", "json", "--since", text))["since"] == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.12.2030", "--since: «1.12.2030» er ikke kommet ennå. Skriv en dag som har vært."),
        ("fredag", "--since: «fredag» er ikke kommet ennå. Skriv en dag som har vært."),
        ("tull", "--since: «tull» er ikke en dag. Skriv for eksempel «1.8» eller «1.8.2026»."),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(run: Run, text: str, sentence: str) -> None:
    result = run("report", "--since", text)

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_only_units_with_a_text_in_their_names_whatever_the_letters(run: Run, root: Path) -> None:
    held = list(write_many(root, MANY))
    told = answer(run("report", "-f", "json", "--unit", "BARNE"))

    assert (told["unit"], {row["unit"] for row in told["sessions"]}) == ("BARNE", {"Barnevernet"})
    assert len(told["sessions"]) == sum(one.unit == "Barnevernet" for one in held)


def test_more_folders_count_too_and_a_copy_counts_once(run: Run, root: Path, sessions: Sessions) -> None:
    first, second = sessions.held("A"), sessions.held("B")
    elsewhere = root.parent / "andre"
    elsewhere.mkdir()
    shutil.copytree(first, elsewhere / first.name)
    shutil.move(second, elsewhere / second.name)
    told = answer(run("report", "-f", "json", str(elsewhere)))

    assert [row["unit"] for row in told["sessions"]] == ["B", "A"]


def test_a_folder_that_is_not_there_is_no_folder_without_sessions(run: Run) -> None:
    result = run("report", "borte")

    assert (result.exit_code, result.stderr) == (2, "Mappa borte finnes ikke.\n")


def test_it_goes_into_a_file_or_a_folder_and_says_where(run: Run, root: Path, sessions: Sessions) -> None:
    sessions.held()
    place = root.parent / "rapport.json"
    assert run("report", "-o", str(place)).stdout == f"{place}\n"
    assert json.loads(place.read_bytes())["totals"]["sessions"] == 1
    inside = root.parent / "rapport.html"
    assert run("report", "-f", "html", "-o", str(root.parent)).stdout == f"{inside}\n"
    assert "<!doctype html>" in inside.read_text("utf-8").lower()


def test_a_format_that_no_report_has_is_refused(run: Run, root: Path) -> None:
    assert "«pdf» går ikke an her. Dette går an: md, html, json." in run("report", "-f", "pdf").stderr
    assert "En rapport kan ikke skrives som «pdf»." in run("report", "-o", str(root.parent / "x.pdf")).stderr


def test_what_could_act_in_a_terminal_does_not(run: Run, sessions: Sessions) -> None:
    sessions.held("A\x1b[31m|<b>`x`")

    text = run("report").stdout
    assert "\x1b" not in text
    assert "<b>" not in text
    assert "A␛\\[31m\\|&lt;b&gt;\\`x\\`" in text
    assert "\x1b" not in run("report", "-f", "json").stdout


def test_an_empty_place_says_so(run: Run) -> None:
    result = run("report")

    assert result.exit_code == 0
    assert "Her er ingen økter som er begynt." in result.stdout
    assert answer(run("report", "-f", "json"))["totals"]["sessions"] == 0


def test_a_report_over_nothing_says_what_to_do(run: Run, sessions: Sessions) -> None:
    first = run("report")
    assert first.exit_code == 0
    assert first.stderr == "Rapporten er tom til dere har hatt en økt. Begynn en med «aml-okt start».\n"
    sessions.held("Barnevernet")
    assert run("report").stderr == ""
    elsewhere = run("report", "--unit", "NAV").stderr
    assert elsewhere == "Ingen økter passer til utvalget. Uten --since og --unit er alle med.\n"
