"""The session's screen: what it shows in each kind of step, and what its keys do."""

import asyncio
import errno
import threading
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyte
import pytest
from textual import events
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.core.agenda import Agenda, Screen, Step
from aml_okt.core.commands import (
    AddParticipant,
    AdjustTime,
    Begin,
    ChooseFacilitator,
    MarkFactor,
    MarkGone,
    Next,
    Pause,
    SetNextMeeting,
    ShowSlide,
)
from aml_okt.core.durations import read_time
from aml_okt.core.events import Side
from aml_okt.core.session import Stage
from aml_okt.files.note_file import NoteKey, read_note, read_notes
from aml_okt.files.note_keeper import Outcome
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.scene.actions import SESSION
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.theme import LIGHT
from aml_okt.tui.widgets import message_line, note_desk
from aml_okt.tui.widgets.digits import BigTime
from aml_okt.tui.widgets.factor_marks import FactorMarks
from aml_okt.tui.widgets.message_line import MessageLine
from aml_okt.tui.widgets.note_desk import NoteDesk
from aml_okt.tui.widgets.words import Words
from tests.builders import seconds
from tests.tui.dialogs import SMALL, USUAL, done, gone_to
from tests.tui.hosts import UNANSWERED, Host

LARGE = (200, 60)

Compare = Callable[..., bool]
"""The fixture that compares a screen with its snapshot."""


class Screenful:
    """A session's screen in a terminal, and what can be read off it."""

    def __init__(self, host: Host, pilot: Pilot[None]) -> None:
        self.host, self.pilot = host, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        strips = self.host.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def until(self, text: str) -> None:
        """Wait, in turns of the event loop, until the screen shows the text."""
        for _turn in range(200):
            if text in self.text:
                return
            await self.pilot.pause(0.02)
        pytest.fail(f"never on the screen: {text!r}\n{self.text}")


def on_screen(
    runner: SessionRunner, script: Callable[[Screenful], Awaitable[None]], size: tuple[int, int] = USUAL
) -> Host:
    """Open the session's screen and go through a script with it."""
    host = Host(SessionScreen(runner))

    async def run() -> None:
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Screenful(host, pilot))
            await pilot.pause()

    asyncio.run(run())
    return host


class TestPictures:
    """Snapshots: each kind of step at 120×36, and what must still be there at 80×24."""

    @pytest.mark.parametrize("size", [USUAL, SMALL], ids=["usual", "small"])
    @pytest.mark.parametrize(
        ("step", "phase"),
        [
            ("film", 0), ("fasilitator", 0), ("innsjekk", 0), ("faglig-intro", 0), ("refleksjon", 1),
            ("pause", 0), ("forberedelse", 0), ("kollegaveiledning", 0), ("kollegaveiledning", 1),
            ("kollegaveiledning", 2), ("utsjekk", 0), ("avslutning", 0),
        ],
    )  # fmt: skip
    def test_each_kind_of_step(  # noqa: PLR0913, PLR0917 - fixtures and the case
        self, runner: SessionRunner, clock: SettableClock, snap_compare: Compare, step: str, phase: int,
        size: tuple[int, int],
    ) -> None:  # fmt: skip
        """Clock, rule, line to say, what is next, and what stands beside the clock."""
        gone_to(runner, clock, step, phase)
        if step == "fasilitator":
            done(runner, ChooseFacilitator("p2"))
        if step == "faglig-intro":
            done(runner, ShowSlide(2))
        if step == "refleksjon":
            done(runner, MarkFactor("Ledelse", Side.STRENGTH, 3), MarkFactor("Forutsigbarhet", Side.RISK, 2))
        if step == "avslutning":
            runner.actions.add(Action("Gå gjennom turnusen", "Kari", date(2026, 12, 1)))
            done(runner, SetNextMeeting(date(2027, 1, 11), None, "Møterom 2"))
        clock.advance(timedelta(seconds=20))
        assert snap_compare(Host(SessionScreen(runner)), terminal_size=size)

    def test_before_the_first_key(self, runner: SessionRunner, snap_compare: Compare) -> None:
        """The group round the table, and one thing to do."""
        assert snap_compare(Host(SessionScreen(runner)), terminal_size=USUAL)

    def test_a_pause(self, runner: SessionRunner, clock: SettableClock, snap_compare: Compare) -> None:
        """A clock that stands looks like one and says so."""
        gone_to(runner, clock, "innsjekk")
        done(runner, Pause())
        assert snap_compare(Host(SessionScreen(runner)), terminal_size=USUAL)

    def test_overtime(self, runner: SessionRunner, clock: SettableClock, snap_compare: Compare) -> None:
        """Time over is a plus, a colour and a word."""
        gone_to(runner, clock, "kollegaveiledning", 2)
        clock.advance(timedelta(minutes=5, seconds=37))
        assert snap_compare(Host(SessionScreen(runner)), terminal_size=USUAL)

    def test_a_large_terminal_in_the_light_theme(
        self, runner: SessionRunner, clock: SettableClock, snap_compare: Compare
    ) -> None:
        """People on chairs round a table; the focus person has turned."""
        done(runner, ChooseFacilitator("p2"))
        gone_to(runner, clock, "kollegaveiledning", 2)
        assert snap_compare(Host(SessionScreen(runner), LIGHT), terminal_size=LARGE)

    def test_a_group_of_twelve_with_strange_names(
        self, runner: SessionRunner, clock: SettableClock, snap_compare: Compare
    ) -> None:
        """Markup, control characters and long names are only names."""
        for name in ("[Kari]", "no", "Åse-Marie Østbø-Grønningsæter", "\x1b[31mrød", "李小龙", "\u202esnudd", "hei [/"):
            done(runner, AddParticipant(name))
        done(runner, MarkGone("p4"))
        gone_to(runner, clock, "innsjekk")
        assert snap_compare(Host(SessionScreen(runner)), terminal_size=USUAL)


class TestKeys:
    """What the keys do."""

    def test_enter_begins_goes_on_and_left_goes_back(self, runner: SessionRunner) -> None:
        async def script(seen: Screenful) -> None:
            assert "Trykk Enter når gruppa er klar" in seen.text
            await seen.press("enter")
            assert runner.state.stage is Stage.RUNNING
            await seen.press("enter")
            assert "Valg av fasilitator" in seen.text
            await seen.press("left")
            assert "Felles film" in seen.text

        on_screen(runner, script)

    def test_space_pauses_and_goes_on(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "innsjekk")

        async def script(seen: Screenful) -> None:
            await seen.press("space")
            assert "pause – klokka står" in seen.text
            assert runner.state.course.since is None
            await seen.press("space")
            assert runner.state.course.since is not None

        on_screen(runner, script)

    def test_plus_tells_the_new_end_and_undo_takes_it_back(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "pause")
        before = runner.state.course

        async def script(seen: Screenful) -> None:
            await seen.press("plus")
            assert "Ett minutt til. Slutt" in seen.text
            assert "11:00" in seen.text
            await seen.press("u")
            assert runner.state.course == before

        on_screen(runner, script)

    def test_a_number_chooses_the_facilitator_and_only_in_that_step(self, runner: SessionRunner) -> None:
        done(runner, Begin())

        async def script(seen: Screenful) -> None:
            await seen.press("3")
            assert runner.state.course.facilitator is None
            await seen.press("enter", "3")
            assert runner.state.name(runner.state.course.facilitator) == "Liv"
            assert "✓ fasilitator" in seen.text
            await seen.press("l")
            assert "Loddet falt på" in seen.text

        on_screen(runner, script)

    def test_slides_are_turned_and_stop_at_the_ends(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "faglig-intro")

        async def script(seen: Screenful) -> None:
            await seen.press("up")
            assert "Det er ingen flere lysark" in seen.text
            await seen.press("down", "down")
            await seen.until("lysark 3 av 11")

        on_screen(runner, script)

    def test_factors_are_marked_by_keys(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            await seen.press("f", "down", "s", "s", "r", "S", "escape")
            assert seen.host.focused is None
            factors = runner.state.agenda.step("refleksjon").factors
            assert runner.state.marks == {
                ("refleksjon", factors[1], Side.STRENGTH): 1, ("refleksjon", factors[1], Side.RISK): 1,
            }  # fmt: skip

        on_screen(runner, script)

    def test_factors_are_marked_by_clicks_on_the_counts(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            names = seen.host.screen.query_one(FactorMarks)
            heading = names.render().plain.split("\n")[0]
            for word in ("styrke", "risiko", "risiko"):
                await seen.pilot.click(FactorMarks, offset=(names.gutter.left + heading.index(word), 2))
            factor = runner.state.agenda.step("refleksjon").factors[1]
            assert runner.state.marks == {
                ("refleksjon", factor, Side.STRENGTH): 1, ("refleksjon", factor, Side.RISK): 2,
            }  # fmt: skip

        on_screen(runner, script)

    @pytest.mark.parametrize("beside", [{"slides": ("# Én",)}, {"screen": Screen.CHOOSE_FACILITATOR}])
    def test_the_key_to_factors_is_no_key_where_something_else_stands_in_their_place(
        self, tmp_path: Path, clock: SettableClock, beside: dict[str, Any]
    ) -> None:
        step = Step(id="a", title="A", time=read_time("5 min"), factors=("Ledelse", "Kultur"), **beside)
        file = AgendaFile(Agenda(title="x", steps=(step,)), tmp_path / "agenda.yaml", b"title: x\n")
        runner = SessionRunner.create(tmp_path / "okter", file, Setup("", "", ("Kari", "Ola")), clock)
        done(runner, Begin())

        async def script(seen: Screenful) -> None:
            await seen.press("f", "s")
            assert seen.host.focused is None
            await seen.press("space")
            assert runner.state.stage is Stage.PAUSED

        on_screen(runner, script)
        runner.close()

    def test_the_break_says_when_it_is_over(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "pause")

        async def script(seen: Screenful) -> None:
            assert "Vi starter igjen kl." in seen.text

        on_screen(runner, script)

    def test_next_at_the_end_asks_first(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "avslutning")

        async def script(seen: Screenful) -> None:
            await seen.press("enter")
            await seen.until("Avslutt økta")
            await seen.press("escape")
            assert runner.state.stage is Stage.RUNNING
            await seen.press("enter")
            await seen.until("Avslutt økta")
            await seen.press("enter")

        host = on_screen(runner, script)
        assert runner.state.stage is Stage.FINISHED
        assert host.result is not UNANSWERED

    @pytest.mark.parametrize(
        ("link", "told"),
        [
            ("film.mp4", "Åpner film.mp4"),
            ("FILM.MP4", "Åpner FILM.MP4"),
            ("annen.mp4", "Fant ikke annen.mp4"),
            ("~nobodyhere/film.mp4", "Fant ikke"),
            ("x" * 300, "Fant ikke"),
            ("a\x00b", "Fant ikke"),
            ("//server/film.mp4", "Fant ikke"),
            (r"\\server\film.mp4", "Fant ikke"),
            ("film.mp4.exe", "film.mp4.exe er verken film, bilde eller dokument."),
            ("../../../../../../../etc/passwd", "er verken film, bilde eller dokument."),
            ("lenke.mp4", "lenke.mp4 er verken film, bilde eller dokument."),
        ],
    )
    def test_a_link_opens_a_file_beside_the_agenda_that_only_shows_something(
        self, tmp_path: Path, clock: SettableClock, link: str, told: str
    ) -> None:
        agenda = Agenda(title="Prøve", steps=(Step(id="film", title="Film", time=read_time("5 min"), link=link),))
        for name in ("film.mp4", "FILM.MP4", "film.mp4.exe"):
            (tmp_path / name).write_bytes(b"film")
        (tmp_path / "lenke.mp4").symlink_to(tmp_path / "film.mp4.exe")
        file = AgendaFile(agenda, tmp_path / "agenda.yaml", b"title: x\nsteps:\n- {id: a, title: A, time: 5 min}\n")
        runner = SessionRunner.create(tmp_path / "okter", file, Setup("", "", ("Kari", "Ola")), clock)
        done(runner, Begin())

        async def script(seen: Screenful) -> None:
            await seen.press("v")
            assert told in seen.text

        host = on_screen(runner, script)
        runner.close()
        assert host.opened == ([(tmp_path / link).as_uri()] if told.startswith("Åpner") else [])

    def test_a_text_that_is_longer_than_its_place_can_always_be_read_on(
        self, runner: SessionRunner, clock: SettableClock
    ) -> None:
        """In step 4 the questions lie below what is read aloud, in a small terminal."""
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            assert "les mer" in seen.text
            await seen.press("down")
            assert "1. Styrke" in seen.text

        on_screen(runner, script, SMALL)

    def test_beside_slides_too(self, runner: SessionRunner, clock: SettableClock) -> None:
        """There the arrows turn the pages, and the text has keys of its own."""
        gone_to(runner, clock, "faglig-intro")

        async def script(seen: Screenful) -> None:
            assert "Shift+↓ les mer" in seen.text
            assert "neste steg" not in seen.text
            await seen.press("shift+down")
            assert "lysark 1 av" in seen.text
            assert "steg.»" in seen.text
            await seen.press("shift+up")
            assert "Vi bruker fem" in seen.text

        on_screen(runner, script, SMALL)

    def test_it_is_at_its_top_again_for_the_next_speaker(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "refleksjon", 1)

        async def script(seen: Screenful) -> None:
            assert "«Kari, hva er" in seen.text
            await seen.press("down", "down", "down")
            assert "«Kari, hva er" not in seen.text
            await seen.press("enter")
            assert "«Ola, hva er" in seen.text

        on_screen(runner, script, SMALL)

    def test_a_refused_command_says_why_and_changes_nothing(self, runner: SessionRunner) -> None:
        done(runner, Begin(), Next(), AdjustTime(timedelta(minutes=-1)))
        before = runner.state

        async def script(seen: Screenful) -> None:
            await seen.press("minus")
            assert "Det er ikke så mye tid igjen å ta av" in seen.text

        on_screen(runner, script)
        assert runner.state == before


def refusing(runner: SessionRunner) -> Path:
    """Let the session's folder take no note, as long as the file that is given back is there."""
    in_the_way = runner.folder / "notes"
    in_the_way.write_text("en fil der mappa skulle vært")
    return in_the_way


class TestNotes:
    """What is typed is kept."""

    def test_a_note_is_saved_while_typing_and_only_then_called_saved(
        self, runner: SessionRunner, clock: SettableClock
    ) -> None:
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            await seen.press("n", *"styrke")
            await seen.until("✓ lagret 1")
            assert [note.text for note in read_notes(runner.folder)] == ["styrke"]

        on_screen(runner, script)

    def test_a_letter_that_is_new_is_not_called_saved_because_another_note_is(
        self, runner: SessionRunner, clock: SettableClock
    ) -> None:
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            await seen.until("✓ lagret 1")
            desk = seen.host.screen.query_one(NoteDesk)
            desk._alarmed = True  # noqa: SLF001 - a note before this one had been refused, and the save that ends took it
            desk.area.insert("b")
            desk._tell(NoteDesk.Saved(clock.now().wall, Outcome()))  # noqa: SLF001 - before the letter has been told of
            assert "✓ lagret" not in seen.text

        on_screen(runner, script)

    def test_letters_do_not_command_while_typing_but_function_keys_do(
        self, runner: SessionRunner, clock: SettableClock
    ) -> None:
        gone_to(runner, clock, "refleksjon")
        at = runner.state.course.at

        async def script(seen: Screenful) -> None:
            await seen.press("n", "q", "space", "plus", "enter", "t")
            assert runner.state.course.at == at
            assert seen.host.screen.query_one(TextArea).text == "q +\nt"
            await seen.press("f8")
            assert runner.state.stage is Stage.PAUSED
            await seen.press("f9")
            assert runner.state.course.at == at + 1
            await seen.press("f7")
            assert runner.state.course.at == at
            await seen.press("f6")
            assert runner.state.box is not None
            assert runner.state.box.allotted == runner.state.box.planned + timedelta(minutes=1)
            await seen.press("escape")
            assert seen.host.focused is None

        on_screen(runner, script)

    def test_each_round_has_a_note_of_its_own_that_names_its_owner(
        self, runner: SessionRunner, clock: SettableClock
    ) -> None:
        gone_to(runner, clock, "kollegaveiledning", 2)

        async def script(seen: Screenful) -> None:
            assert "privat for Kari, kommer ikke i referatet" in seen.text
            await seen.press("n", *"om Kari", "escape", "enter", "enter")
            assert "privat for Ola" in seen.text
            assert seen.host.screen.query_one(TextArea).text == ""
            await seen.press("left", "left")
            assert seen.host.screen.query_one(TextArea).text == "om Kari"
            await seen.until("✓ lagret")
            await seen.press("n", *" nå", "escape")
            assert seen.host.screen.query_one(TextArea).text == "om Kari nå"
            await seen.until("✓ lagret 1")

        on_screen(runner, script)
        (note,) = read_notes(runner.folder)
        assert (note.owner, note.text, note.path.name) == ("Kari", "om Kari nå", "05b-1-kari.md")

    def test_a_note_that_cannot_be_saved_is_never_called_saved_and_goes_when_it_can(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(note_desk, "TRY_AGAIN_AFTER", 0.5)
        gone_to(runner, clock, "refleksjon")
        in_the_way = refusing(runner)

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            await seen.until("Ikke lagret i øktmappa ennå.")
            assert "✓ lagret" not in seen.text
            await seen.until("Vi får ikke lagret alt i øktmappa. Resten ligger i")
            in_the_way.unlink()
            await seen.press("b")
            await seen.until("✓ lagret")
            await seen.until("Nå er alle notatene lagret i øktmappa.")

        on_screen(runner, script)
        assert [note.text for note in read_notes(runner.folder)] == ["ab"]

    def test_what_is_typed_after_a_refused_save_is_on_some_disk_within_a_second(
        self, runner: SessionRunner, clock: SettableClock
    ) -> None:
        """The next try of what was refused comes later, and keeps nothing new waiting."""
        gone_to(runner, clock, "refleksjon")
        refusing(runner)

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            await seen.until("Vi får ikke lagret alt i øktmappa.")
            await seen.press("b")
            (refuge,) = runner.notebook.outstanding
            for _turn in range(50):
                if read_note(refuge).text == "ab":
                    return
                await seen.pilot.pause(0.02)
            pytest.fail("it waits for the next try")

        on_screen(runner, script)

    def test_a_text_that_another_program_put_in_place_of_ours_on_a_full_disk_is_told_of(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone_to(runner, clock, "kollegaveiledning", 2)

        def refuse(*_arguments: object) -> Path:
            raise OSError(errno.ENOSPC, "No space left on device")

        async def script(seen: Screenful) -> None:
            await seen.press("n", *"vår", "escape")
            await seen.until("✓ lagret 1")
            (path,) = runner.folder.glob("notes/*.md")
            await seen.press("enter", "enter")
            path.write_text(path.read_text("utf-8").replace("vår", "deres"), "utf-8")
            for module in ("shelf", "refuges"):
                monkeypatch.setattr(f"aml_okt.files.{module}.put_new", refuse)
            await seen.press("left")
            assert seen.host.screen.query_one(TextArea).text == "deres"
            await seen.until("får ikke plass på disken ennå")

        on_screen(runner, script)

    def test_an_alarm_about_another_note_goes_when_that_is_saved(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(note_desk, "TRY_AGAIN_AFTER", 0.2)
        gone_to(runner, clock, "kollegaveiledning", 3)
        in_the_way = refusing(runner)

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a", "f9")
            await seen.until("Et annet notat er ikke lagret ennå.")
            in_the_way.unlink()
            for _ in range(200):
                if "ikke lagret ennå" not in seen.text:
                    break
                await seen.pilot.pause(0.02)
            assert "ikke lagret ennå" not in seen.text
            assert "✓ lagret" not in seen.text, "nothing has been written in this one"

        on_screen(runner, script)
        assert [note.text for note in read_notes(runner.folder)] == ["a"]

    def test_two_notes_that_have_to_go_elsewhere_are_both_told_of(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(message_line, "SHOWN_FOR", 0.2)
        monkeypatch.setattr(note_desk, "TRY_AGAIN_AFTER", 0.2)
        gone_to(runner, clock, "kollegaveiledning", 3)
        refusing(runner)

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a", "escape", "enter", "n", "b")
            await seen.until("(05b-2-ola.md, 05b-1-kari.md)")

        on_screen(runner, script, size=(80, 24))

    def test_a_note_that_an_earlier_process_had_to_put_elsewhere_is_on_the_screen(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(note_desk, "TRY_AGAIN_AFTER", 0.2)
        gone_to(runner, clock, "refleksjon")
        in_the_way = refusing(runner)
        runner.notebook.save_elsewhere(NoteKey.of(runner.state.agenda.step("refleksjon")), "det vi skrev")

        async def script(seen: Screenful) -> None:
            assert seen.host.screen.query_one(TextArea).text == "det vi skrev"
            await seen.until("Vi får ikke lagret alt i øktmappa. Resten ligger i")
            in_the_way.unlink()
            await seen.press("n", "!")
            await seen.until("✓ lagret")

        on_screen(runner, script)
        assert [note.text for note in read_notes(runner.folder)] == ["det vi skrev!"]
        assert runner.notebook.outstanding == ()

    def test_what_another_program_writes_after_the_last_save_is_kept_too(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(note_desk, "LOOK_AGAIN_AFTER", 0.3)
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            await seen.until("✓ lagret")
            (path,) = runner.folder.glob("notes/*.md")
            with path.open("r+", encoding="utf-8") as theirs:
                await seen.press("b")
                await seen.until("✓ lagret")
                theirs.write("deres")
            await seen.until("Den andre teksten ligger i 04-refleksjon~annen.md.")

        on_screen(runner, script)

    @pytest.mark.parametrize(
        ("there", "told"),
        [(None, "En notatfil var borte."), (b"", "En notatfil var skadet."), (b"\0" * 50, "En notatfil var skadet.")],
        ids=["gone", "empty", "zeros"],
    )
    def test_a_note_that_the_disk_has_lost_meanwhile_is_told_of_and_saved_again(
        self, runner: SessionRunner, clock: SettableClock, there: bytes | None, told: str
    ) -> None:
        gone_to(runner, clock, "kollegaveiledning", 2)

        async def script(seen: Screenful) -> None:
            await seen.press("n", *"om Kari", "escape")
            await seen.until("✓ lagret 1")
            await seen.press("enter", "enter")
            (path,) = runner.folder.glob("notes/*.md")
            path.unlink() if there is None else path.write_bytes(there)
            # Both phases of the round have the same note; what is told of it stands until the next key.
            await seen.press("left")
            assert seen.host.screen.query_one(TextArea).text == "om Kari"
            await seen.until(told)
            await seen.until("✓ lagret 1")

        on_screen(runner, script)
        assert [note.text for note in read_notes(runner.folder)] == ["om Kari"]

    def test_a_disk_that_hangs_keeps_nobody_from_typing_or_from_going_on(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone_to(runner, clock, "kollegaveiledning", 2)
        hangs, goes_on = threading.Event(), threading.Event()
        save = runner.notebook.save

        def hanging(key: NoteKey, text: str) -> Path:
            hangs.set()
            goes_on.wait(20)
            return save(key, text)

        monkeypatch.setattr(runner.notebook, "save", hanging)

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            assert await asyncio.to_thread(hangs.wait, 20)
            before = seen.host.screen.query_one("#clock", BigTime).text
            clock.advance(seconds(3))
            while seen.host.screen.query_one("#clock", BigTime).text == before:
                await seen.pilot.pause(0.02)  # the screen looks at the clock by itself
            await seen.press(*"bc", "escape", "enter", "enter")
            assert seen.host.screen.query_one(TextArea).text == ""
            await seen.press("n", *"neste", "escape", "left", "left")
            assert seen.host.screen.query_one(TextArea).text == "abc"
            assert "✓ lagret" not in seen.text
            goes_on.set()
            await seen.until("✓ lagret 1")

        on_screen(runner, script)
        assert {note.text for note in read_notes(runner.folder)} == {"abc", "neste"}

    def test_typing_and_saving_lay_nothing_out_anew(self, runner: SessionRunner, clock: SettableClock) -> None:
        """What says whether the note is on the disk changes twice a second while somebody types."""
        gone_to(runner, clock, "refleksjon")
        layouts: list[object] = []

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            await seen.until("✓ lagret 1")
            seen.host.screen.screen_layout_refresh_signal.subscribe(seen.host.screen, layouts.append)
            for letter in "bcd":
                await seen.press(letter)
                assert seen.host.screen.query_one(".status", Words).said == "skriver …"
                await seen.until("✓ lagret 1")

        on_screen(runner, script)
        assert layouts == []

    def test_a_letter_that_is_taken_back_at_once_leaves_the_note_saved(
        self, runner: SessionRunner, clock: SettableClock
    ) -> None:
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            await seen.until("✓ lagret 1")
            area = seen.host.screen.query_one(TextArea)
            area.insert("b")
            area.action_delete_left()
            await seen.until("✓ lagret")
            assert area.text == "a"

        on_screen(runner, script)

    def test_no_letter_stands_beside_an_old_saved(self, runner: SessionRunner, clock: SettableClock) -> None:
        """Not even for the moment until the program has taken note of it; nor does a key that changes nothing count."""
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a")
            await seen.until("✓ lagret 1")
            area = seen.host.screen.query_one(TextArea)
            for change in (lambda: area.insert("b"), area.undo, area.redo, lambda: area.delete((0, 0), (0, 1))):
                change()
                assert seen.host.screen.query_one(".status", Words).said == "skriver …"
                await seen.until("✓ lagret 1")
            for nothing in (area.redo, lambda: area.delete((0, 0), (0, 0))):
                nothing()
                await seen.pilot.pause()
                assert "✓ lagret 1" in seen.text

        on_screen(runner, script)

    def test_no_frame_shows_a_letter_beside_an_old_saved(
        self, runner: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Frames come at any moment, and the line above the field may get its turn long after the field has had it."""
        gone_to(runner, clock, "refleksjon")
        terminal = pyte.Screen(*USUAL)
        stream = pyte.Stream(terminal)
        frames: list[str] = []

        async def script(seen: Screenful) -> None:
            def draw(_screen: object, frame: object) -> None:
                if isinstance(frame, CompositorUpdate):
                    stream.feed(frame.render_segments(seen.host.console))
                    frames.append("\n".join(terminal.display))

            await seen.press("n", "a")
            await seen.until("✓ lagret 1")
            status = seen.host.screen.query_one(".status", Words)
            monkeypatch.setattr(seen.host, "_display", draw)
            seen.host.screen.refresh(layout=True)
            await seen.pilot.pause()
            monkeypatch.setattr(status, "_check_refresh", lambda: None)
            seen.host.screen.query_one(TextArea).insert("bcd")
            for _turn in range(20):
                await seen.pilot.pause(0.01)

        on_screen(runner, script)
        assert any("✓ lagret 1" in frame for frame in frames)
        assert any("abcd" in frame for frame in frames)
        assert not [frame for frame in frames if "abcd" in frame and "✓ lagret 1" in frame]

    def test_what_is_pasted_can_act_on_nothing(self, runner: SessionRunner, clock: SettableClock) -> None:
        gone_to(runner, clock, "refleksjon")

        async def script(seen: Screenful) -> None:
            await seen.press("n", "a", "b")
            area = seen.host.screen.query_one(TextArea)
            area.selection = Selection((0, 1), (0, 2))
            area.post_message(events.Paste("\x1b[31mrødt\r\n\u202esnudd"))
            await seen.pilot.pause()
            assert area.text == "a␛[31mrødt\n⟨U+202E⟩snudd"
            assert "\x1b" not in seen.text

        on_screen(runner, script)


class TestTheList:
    """The one list of what can be done."""

    def test_every_action_has_a_method_on_the_screen(self) -> None:
        for action in SESSION:
            assert hasattr(SessionScreen, f"action_{action.name}"), action.name

    def test_no_key_is_given_to_two_actions_that_can_be_done_at_once(self, runner: SessionRunner) -> None:
        async def script(seen: Screenful) -> None:
            screen = seen.host.screen
            for _move in range(len(runner.state.course.boxes)):
                taken: dict[str, str] = {}
                for action in SESSION:
                    if screen.check_action(action.name, ()):
                        for key in (*action.pressed, *filter(None, [action.typing])):
                            assert taken.setdefault(key, action.name) == action.name
                await seen.press("f9")

        on_screen(runner, script)

    def test_a_click_on_a_key_does_what_the_key_does(self, runner: SessionRunner) -> None:
        async def script(seen: Screenful) -> None:
            row = next(number for number, line in enumerate(seen.text.split("\n")) if "Enter begynn" in line)
            await seen.pilot.click(offset=(3, row))
            await seen.pilot.pause()
            assert runner.state.stage is Stage.RUNNING

        on_screen(runner, script)


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (60, 15), (80, 24), (300, 100)])
def test_clock_and_rule_are_there_at_any_size(
    runner: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    gone_to(runner, clock, "innsjekk")

    async def script(seen: Screenful) -> None:
        assert seen.text.strip()
        assert seen.host.screen.query_one(MessageLine) is not None
        if size[1] >= 10:
            assert "Én snakker" in seen.text

    on_screen(runner, script, size)
