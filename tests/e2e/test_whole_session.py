"""The whole default agenda, by keys alone, from `aml-okt start` to the minutes, in each language."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aml_okt.core.agenda import Agenda
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.i18n import LANGUAGES, language, use_language
from aml_okt.i18n import gettext as _
from aml_okt.scene.actions import key_of
from tests.e2e.conftest import KEYS, Terminal

NAMES = ["Kari", "Ola", "Liv", "Nils", "Per"]
START = [
    "start", "--people", ", ".join(NAMES), "--unit", "Barnevernet", "--place", "Møterom 2",
    "--go",
]  # fmt: skip
COLLEAGUES = len(NAMES) - 1


def journal(session: Path) -> list[dict[str, Any]]:
    """The session's records as they stand on the disk."""
    return [json.loads(line) for line in (session / "journal.jsonl").read_bytes().splitlines()]


def only_session(tmp_path: Path) -> Path:
    """The folder of the one session there is."""
    (session,) = (tmp_path / "sessions").iterdir()
    return session


def agenda() -> Agenda:
    """The default agenda in the language that is spoken."""
    return load_agenda(built_in_agenda(language()))


def title(step: str) -> str:
    """What the step is called."""
    return agenda().step(step).title


def speaks(name: str) -> str:
    """That somebody has the word."""
    return _("{name} har ordet").format(name=name)


def phase(number: int, of: int) -> str:
    """Which phase it is."""
    return _("fase {phase} av {phases}").format(phase=number, phases=of)


def slide(number: int) -> str:
    """Which slide it is."""
    pages = len(agenda().step("faglig-intro").slides)
    return _("lysark {page} av {pages}").format(page=number, pages=pages)


def write_note(terminal: Terminal, text: str, action: str = "note") -> None:
    """Write a note by keys and wait for the screen to call it saved."""
    terminal.press(key_of(action))
    terminal.until(_("ut av feltet"))
    terminal.type(text)
    terminal.until(text, _("✓ lagret"))
    terminal.press("escape")
    terminal.until(gone=_("ut av feltet"))


def lead_to_reflection(terminal: Terminal) -> None:
    """From the first key to step 4."""
    ready = _("Trykk Enter når gruppa er klar.")
    terminal.until(ready)
    terminal.press("enter")
    terminal.until(title("film"), gone=ready)
    terminal.press("enter")
    terminal.until(title("fasilitator"))
    terminal.press("2")
    terminal.until(_("{name} leder dere gjennom økta.").format(name="Ola"))
    terminal.press("enter")
    for name in NAMES:
        terminal.until(title("innsjekk"), speaks(name))
        terminal.press("enter")
    terminal.until(title("faglig-intro"), slide(1))
    terminal.press("down")
    terminal.until(slide(2))
    terminal.press("enter")
    terminal.until(title("refleksjon"), phase(1, 3))


def lead_to_supervision(terminal: Terminal) -> None:
    """From step 4 to the first round of step 5b, with a shared note on the way."""
    terminal.press("enter")
    for name in NAMES:
        terminal.until(phase(2, 3), speaks(name))
        terminal.press("enter")
    terminal.until(phase(3, 3))
    write_note(terminal, "Kollegastøtten er styrken vår")
    terminal.press("enter")
    terminal.until(_("Vi starter igjen kl."))
    terminal.press("enter")
    terminal.until(title("forberedelse"), _("Rekkefølge i kollegaveiledningen"))
    terminal.press("enter")
    terminal.until(round_(1), phase(1, 4))


def round_(number: int) -> str:
    """Which round it is."""
    return _("runde {round} av {rounds}").format(round=number, rounds=len(NAMES))


def lead_round(terminal: Terminal, number: int, note: str = "") -> None:
    """One round of peer supervision, from its first phase past its last."""
    focus = NAMES[number - 1]
    where = round_(number)
    terminal.until(where, phase(1, 4), speaks(focus))
    terminal.press("enter")
    after = NAMES[number:] + NAMES[: number - 1]
    for name in after:
        terminal.until(where, phase(2, 4), _("{name} spør {focus}").format(name=name, focus=focus))
        terminal.press("enter")
    terminal.until(where, phase(3, 4), _("Lederkollegaene snakker, {name} lytter").format(name=focus))
    if note:
        write_note(terminal, note)
    terminal.press("enter")
    terminal.until(where, phase(4, 4))
    terminal.press("enter")


def assert_minutes(program: str, session: Path, target: Path) -> None:
    """`export` writes the minutes as the summary has, and says what it leaves out."""
    done = subprocess.run(
        [program, "--dir", str(session.parent), "export", "-o", str(target)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    left_out = _("Ikke med, for det hører til den som var i fokus: {names}.").format(names="05b-2-ola.md")
    assert done.stderr == f"{left_out}\n"
    assert str(target) in done.stdout
    for minutes in (target, session / "referat.md"):
        text = minutes.read_text("utf-8")
        for expected in [
            agenda().title, "Barnevernet", "Møterom 2", *NAMES,
            "Kollegastøtten er styrken vår", "å bli hørt", "Gå gjennom turnusen", "Kari",
            f"## {_('Delt fra rundene')}\n\n### 5b {title('kollegaveiledning')}\n\nVi spør hverandre tidligere\n",
        ]:  # fmt: skip
            assert expected in text
        assert "Per vurderer å slutte" not in text


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")
class TestWholeSession:
    """A group of five, from start to minutes."""

    @pytest.mark.parametrize("spoken", LANGUAGES)
    def test_every_step_is_led_written_and_exported(
        self, open_terminal: Callable[..., Terminal], program: str, tmp_path: Path, spoken: str
    ) -> None:
        use_language(spoken)
        terminal = open_terminal("--lang", spoken, *START)
        lead_to_reflection(terminal)
        lead_to_supervision(terminal)
        for number in range(1, 6):
            lead_round(terminal, number, "Per vurderer å slutte" if number == 2 else "")
        for name in NAMES:
            terminal.until(title("utsjekk"), speaks(name))
            if name == "Liv":
                write_note(terminal, "Mest verdifullt: å bli hørt")
            if name == "Per":
                write_note(terminal, "Vi spør hverandre tidligere", "share_from_rounds")
            terminal.press("enter")
        terminal.until(title("avslutning"), _("Ingen tiltak ennå."))
        terminal.press(key_of("add_action"))
        terminal.until(_("Ansvarlig"))
        for field in ("Gå gjennom turnusen", "Kari", "2026-12-01"):
            terminal.type(field)
            terminal.until(field)
            terminal.press("enter")
            terminal.settle()
        terminal.until(_("Tiltaket er lagret: {text}").format(text="Gå gjennom turnusen"))
        terminal.press("enter")
        terminal.until(_("Avslutt økta"))
        terminal.press("enter")
        terminal.until(_("Takk for innsatsen. Økta er over, og alt er lagret."))
        terminal.press("e")
        question = _("Vil dere slette de private notatene?")
        terminal.until(question)
        terminal.press("escape")
        terminal.until(_("Referatet ligger i {path}").format(path="")[:12], gone=question)
        terminal.press("q")
        assert terminal.wait_for_end() == 0

        session = only_session(tmp_path)
        records = journal(session)
        started = [record for record in records if record["event"] == "timebox_started"]
        assert list(dict.fromkeys(record["step"] for record in started)) == [
            "film", "fasilitator", "innsjekk", "faglig-intro", "refleksjon", "pause", "forberedelse",
            "kollegaveiledning", "utsjekk", "avslutning",
        ]  # fmt: skip
        rounds = [record for record in started if record["step"] == "kollegaveiledning"]
        assert len({record["focus"] for record in rounds}) == 5
        assert len({(record["focus"], record["phase"]) for record in rounds}) == 20
        assert [record["n"] for record in records] == list(range(1, len(records) + 1))

        assert "Kollegastøtten er styrken vår" in (session / "notes" / "04-refleksjon.md").read_text("utf-8")
        assert "Per vurderer å slutte" in (session / "notes" / "05b-2-ola.md").read_text("utf-8")
        assert "å bli hørt" in (session / "notes" / "06-utsjekk.md").read_text("utf-8")
        assert "Vi spør hverandre tidligere" in (session / "notes" / "05b-delt.md").read_text("utf-8")

        assert_minutes(program, session, tmp_path / "referat.md")

    def test_a_killed_session_goes_on_in_the_same_phase_with_the_same_person(
        self, open_terminal: Callable[..., Terminal], tmp_path: Path
    ) -> None:
        terminal = open_terminal(*START)
        lead_to_reflection(terminal)
        lead_to_supervision(terminal)
        for number in (1, 2):
            lead_round(terminal, number)
        terminal.until("runde 3 av 5", "fase 1 av 4")
        terminal.press("enter")
        terminal.until("fase 2 av 4", "Nils spør Liv")
        write_note(terminal, "Hvem eier turnusen?")
        terminal.signal(signal.SIGKILL)
        assert terminal.wait_for_end() == -signal.SIGKILL

        again = open_terminal("start")
        again.until("Kollegaveiledning", "Liv")
        again.press("enter")
        again.until("runde 3 av 5", "fase 2 av 4", "Nils spør Liv", "Hvem eier turnusen?")
        again.press("q")
        again.until("fortsett senere")
        again.press("ctrl+q")
        assert again.wait_for_end() == 0
        assert "Hvem eier turnusen?" in (only_session(tmp_path) / "notes" / "05b-3-liv.md").read_text("utf-8")
        assert [record["event"] for record in journal(only_session(tmp_path))].count("session_taken_up") == 1

    @pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
    def test_a_signal_saves_the_note_and_gives_the_terminal_back(
        self, open_terminal: Callable[..., Terminal], tmp_path: Path, number: int, status: int
    ) -> None:
        terminal = open_terminal(*START)
        terminal.until("Trykk Enter når gruppa er klar")
        terminal.press("n")
        terminal.until("ut av feltet")
        terminal.type("skrevet rett før")
        terminal.until("skrevet rett før")
        terminal.signal(number)
        assert terminal.wait_for_end() == status
        assert b"\x1b[?1049l" in terminal.output
        assert "skrevet rett før" in next(only_session(tmp_path).glob("notes/*.md")).read_text("utf-8")

    def test_a_second_start_is_refused_with_who_has_the_session(
        self, open_terminal: Callable[..., Terminal], tmp_path: Path
    ) -> None:
        terminal = open_terminal(*START)
        terminal.until("Trykk Enter når gruppa er klar")
        other = open_terminal("start", "--resume", only_session(tmp_path).name)
        assert other.wait_for_end() == 1
        assert "Økta er åpen hos" in other.text
        assert f"prosess {terminal.process}" in other.text
        assert "siden" in other.text
        without_name = open_terminal("start")
        assert without_name.wait_for_end() == 1
        assert f"prosess {terminal.process}" in without_name.text
        assert "--new" in without_name.text

    def test_what_is_typed_right_before_the_next_step_stays_in_the_note_it_was_typed_in(
        self, open_terminal: Callable[..., Terminal], tmp_path: Path
    ) -> None:
        """The check-in is private and the intro is not; the keys arrive in one piece, as after a busy moment."""
        terminal = open_terminal(*START)
        lead_to_reflection(terminal)
        terminal.press("left")
        terminal.until("Faglig intro")
        terminal.press("left")
        terminal.until("Per har ordet")
        terminal.press("n")
        terminal.until("ut av feltet", "privat")
        terminal.type("hemmelig" + KEYS["f9"] + "felles")
        terminal.until("Faglig intro", "felles", "✓ lagret")
        terminal.type(" og mer" + KEYS["ctrl+q"])
        assert terminal.wait_for_end() == 0
        notes = {path.name: path.read_text("utf-8") for path in only_session(tmp_path).glob("notes/*.md")}
        assert {name for name, text in notes.items() if "hemmelig" in text} == {"02-innsjekk.md"}
        assert {name for name, text in notes.items() if "felles og mer" in text} == {"03-faglig-intro.md"}
