"""The program from its opening to its end: which screen when, and nothing lost on the way out."""

import asyncio
import errno
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from aml_okt.clock import SettableClock
from aml_okt.core.commands import Begin, End, Next
from aml_okt.core.cues import Cue
from aml_okt.core.session import Stage
from aml_okt.core.timing import elapsed
from aml_okt.files import folders
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.folders import REHEARSALS, sessions
from aml_okt.files.invocation import command
from aml_okt.files.journal import JOURNAL_NAME
from aml_okt.files.note_file import read_drafts, read_note, read_notes
from aml_okt.loading import load_session
from aml_okt.opening import Opening, left_in_words, read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from aml_okt.scene.cue_words import BETWEEN_BELLS
from aml_okt.tui import keys_in_order
from aml_okt.tui.app import AmlOktApp
from aml_okt.tui.bell import Ring
from aml_okt.tui.screens import summary, writing
from aml_okt.tui.screens.action_form import ActionDialog
from aml_okt.tui.screens.quit import QuitDialog
from aml_okt.tui.screens.resume import ResumeScreen
from aml_okt.tui.screens.session import SessionScreen
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.screens.summary import SummaryScreen
from aml_okt.tui.screens.thanks import ThanksScreen
from aml_okt.tui.widgets import message_line, note_desk
from aml_okt.tui.widgets.people_list import PeopleList
from tests.builders import PEOPLE
from tests.tui.dialogs import SMALL, USUAL, done, gone_to
from tests.tui.hosts import Host
from tests.tui.program import came, closed, lead, shown


@pytest.fixture
def opening(tmp_path: Path, clock: SettableClock) -> Opening:
    return Opening(
        root=tmp_path / "økter",
        clock=clock,
        agenda_file=read_agenda_file(built_in_agenda()),
        origin="Den innebygde agendaen",
        unit="Barnevernet",
        place="Møterom 2",
        names=PEOPLE[:5],
        latest_end=None,
        go=True,
        rehearsal=None,
        resume=None,
        interrupted=None,
    )


@pytest.fixture
def left(opening: Opening) -> Path:
    """A session that was begun, led for a minute and left."""
    setup = Setup(opening.unit, opening.place, opening.names)
    runner = SessionRunner.create(opening.root, opening.agenda_file, setup, opening.clock)
    done(runner, Begin())
    runner.close()
    return runner.folder


async def end(app: AmlOktApp, pilot: Pilot[None]) -> None:
    """End the session that is on the screen, and see its summary."""
    await pilot.press("escape", "q")
    await pilot.pause(0.2)
    await pilot.press("enter")
    await pilot.pause(0.2)
    assert isinstance(app.screen, SummaryScreen)


class TestOpening:
    """What comes first."""

    def test_go_leads_straight_to_the_session_which_says_which_agenda_it_is(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, _pilot: Pilot[None]) -> None:
            assert isinstance(app.screen, SessionScreen)
            assert "Den innebygde agendaen" in shown(app)

        lead(opening, script)

    def test_without_go_the_setup_comes_first(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            assert isinstance(app.screen, SetupScreen)
            await pilot.press("f9")
            await pilot.pause(0.2)
            assert isinstance(app.screen, SessionScreen)

        lead(replace(opening, go=False), script)

    def test_a_disk_that_refuses_costs_nothing_that_was_filled_in(self, opening: Opening) -> None:
        opening.root.write_text("en fil der mappa skulle vært")

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.click("#breather")
            await pilot.press("f9")
            await pilot.pause(0.2)
            assert isinstance(app.screen, SetupScreen)
            assert app.screen.draft.names == PEOPLE[:5]
            assert app.screen.draft.breather
            assert "Fikk ikke laget mappa" in shown(app)
            opening.root.unlink()
            await pilot.press("f9")
            await pilot.pause(0.2)
            assert isinstance(app.screen, SessionScreen)

        lead(replace(opening, go=False), script)

    @pytest.mark.parametrize("how", ["resume", "interrupted"])
    def test_a_session_that_was_left_is_taken_up_only_after_asking_about_the_gap(
        self, opening: Opening, left: Path, clock: SettableClock, how: str
    ) -> None:
        clock.advance(timedelta(minutes=5))

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            assert isinstance(app.screen, ResumeScreen)
            await pilot.press("s")
            await pilot.pause(0.2)
            assert isinstance(app.screen, SessionScreen)
            assert "10:00" in shown(app)
            runner = app.screen.runner
            assert elapsed(runner.state, runner.clock.now()) < timedelta(seconds=5)
            assert "Velkommen tilbake." in shown(app)

        asked = replace(opening, go=False, resume=left) if how == "resume" else replace(opening, interrupted=left)
        lead(asked, script)

    def test_what_a_damaged_journal_has_cost_is_told_when_the_session_goes_on(
        self, opening: Opening, left: Path
    ) -> None:
        journal = left / JOURNAL_NAME
        journal.write_bytes(journal.read_bytes() + b'{"n":')

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("f")
            await pilot.pause(0.2)
            assert "Slutten på loggen ble ikke skrevet ferdig" in shown(app)
            assert "journal.jsonl.tail-1" in shown(app)

        lead(replace(opening, interrupted=left), script)

    def test_a_finished_session_opens_at_its_summary_and_can_be_gone_back_into(
        self, opening: Opening, left: Path, clock: SettableClock
    ) -> None:
        runner = SessionRunner.take_up(left, clock)
        done(runner, End())
        runner.close()

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            assert isinstance(app.screen, SummaryScreen)
            await pilot.press("u")
            await pilot.pause(0.2)
            assert isinstance(app.screen, SessionScreen)

        lead(replace(opening, resume=left), script)

    @pytest.mark.parametrize("how", ["go", "setup", "resume", "offer"])
    def test_a_warning_is_told_once_however_the_session_begins(self, opening: Opening, left: Path, how: str) -> None:
        warning = "OneDrive kopierer mappa til andre maskiner."
        opening = replace(
            opening,
            warning=warning,
            go=how in {"go", "resume"},
            resume=left if how == "resume" else None,
            interrupted=left if how == "offer" else None,
        )

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            if how == "setup":
                assert warning in shown(app)
                await pilot.press("f9")
            elif how == "offer":
                await pilot.press("f")
            await pilot.pause(0.2)
            assert isinstance(app.screen, SessionScreen)
            assert (warning in shown(app)) == (how != "setup")

        lead(opening, script)

    @pytest.mark.parametrize("go", [True, False])
    def test_a_rehearsal_is_made_apart_from_the_real_sessions(self, opening: Opening, go: bool) -> None:  # noqa: FBT001 - a table
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            if not go:
                assert isinstance(app.screen, SetupScreen)
                await pilot.press("f9")
                await pilot.pause(0.2)
            assert isinstance(app.screen, SessionScreen)
            assert "ØVELSE" in shown(app)
            assert app.screen.runner.folder.parent == opening.root / REHEARSALS

        lead(replace(opening, go=go, rehearsal=10.0), script)
        assert sessions(opening.root) == ()

    @pytest.mark.parametrize("key", ["f", "s"])
    def test_the_fastest_rehearsal_opens_after_a_year_whatever_is_answered(
        self, opening: Opening, clock: SettableClock, key: str
    ) -> None:
        setup = Setup(opening.unit, opening.place, opening.names, rehearsal=10_000)
        runner = SessionRunner.create(opening.root, opening.agenda_file, setup, clock)
        done(runner, Begin())
        runner.close()
        clock.advance(timedelta(days=366))

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            assert isinstance(app.screen, ResumeScreen)
            await pilot.press(key)
            await pilot.pause(0.2)
            assert isinstance(app.screen, SessionScreen)
            assert ("over tiden" in shown(app)) == (key == "f")

        lead(replace(opening, go=False, resume=runner.folder), script)


class TestEnd:
    """What comes last."""

    def test_ending_leads_to_the_summary_and_its_key_writes_the_minutes(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter")
            await end(app, pilot)
            await pilot.press("e")
            await pilot.pause(0.2)
            assert "Referatet ligger i" in shown(app)
            app.screen.query_one("#summary").scroll_end(animate=False)
            await pilot.pause(0.2)
            assert "referatet i referat.md" in shown(app)
            await pilot.press("q")

        app = lead(opening, script)
        (session,) = opening.root.iterdir()
        assert "Barnevernet" in (session / "referat.md").read_text("utf-8")
        assert app.return_code == 0
        assert load_session(session).state.stage is Stage.FINISHED

    @pytest.mark.parametrize("keys", [["enter"] * 6, ["u"] * 6, ["d", "question_mark", "u", "d", "enter"]])
    @pytest.mark.parametrize("for_all", [False, True])
    def test_keys_that_come_before_what_the_end_leads_to_do_no_harm(
        self, opening: Opening, keys: list[str], *, for_all: bool
    ) -> None:
        """As where a key is held down, and the program takes a moment to show the summary."""

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter", "enter", *(["g"] if for_all else []))
            await pilot.pause(0.2)
            for key in ("q", "enter", *keys):
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            queued = asyncio.Event()
            app.call_later(queued.set)  # it comes after the keys
            await queued.wait()
            await app.keys_have_landed(20.0)
            await came(app, ThanksScreen, SummaryScreen, SessionScreen)

        assert lead(opening, script).fault is None

    def test_closing_saves_the_note_and_frees_the_session(self, opening: Opening, clock: SettableClock) -> None:
        async def script(_app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("n", *"hei", "ctrl+q")

        lead(opening, script)
        (session,) = opening.root.iterdir()
        assert [note.text for note in read_notes(session)] == ["hei"]
        SessionRunner.take_up(session, clock).close()

    def test_what_was_to_be_shown_when_the_program_closes_is_no_fault(self, opening: Opening) -> None:
        """The step that the group comes to has something on the screen that has not been made yet."""

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            screen = app.screen
            assert isinstance(screen, SessionScreen)
            done(screen.runner, Begin(), Next())
            app.exit()
            screen.call_next(screen.draw)
            await pilot.pause(0.2)

        app = lead(opening, script)
        assert app.fault is None
        assert app.return_code == 0

    @pytest.mark.parametrize("typed", ["no?p", "nqe" + "s" * 200])
    def test_letters_that_come_right_after_the_key_to_the_note_are_letters(self, opening: Opening, typed: str) -> None:
        async def script(app: AmlOktApp, _pilot: Pilot[None]) -> None:
            for letter in typed:  # all of them before the program has had time for the first
                app.post_message(events.Key("question_mark" if letter == "?" else letter, letter))
            app.post_message(events.Paste(" og resten"))
            app.post_message(events.Key("ctrl+q", None))
            await closed(app)

        lead(opening, script)
        (session,) = opening.root.iterdir()
        assert [note.text for note in read_notes(session)] == [f"{typed[1:]} og resten"]

    def test_letters_that_come_right_after_the_key_to_a_form_are_in_the_form(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter")
            for letter in ("t", *"Ringe"):
                app.post_message(events.Key(letter, letter))
            for _ in range(100):
                await pilot.pause(0.02)
                if isinstance(app.screen, ActionDialog) and app.screen.query(Input).first().value == "Ringe":
                    break
            assert app.screen.query(Input).first().value == "Ringe"
            await pilot.press("ctrl+s")
            await pilot.pause(0.2)

        lead(opening, script)
        (session,) = opening.root.iterdir()
        assert "Ringe" in (session / "tiltak.md").read_text("utf-8")

    def test_a_setup_that_is_typed_in_one_go_goes_to_its_fields(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            assert isinstance(app.screen, SetupScreen)
            for letter in "Barnevernet⏎Kantina⏎Kari⏎Ola⏎":
                app.post_message(events.Key("enter", "\r") if letter == "⏎" else events.Key(letter, letter))
            for _ in range(200):
                await pilot.pause(0.02)
                if len(app.screen.query_one(PeopleList).names) == 2:
                    break
            assert app.screen.query_one("#unit", Input).value == "Barnevernet"
            assert app.screen.query_one("#place", Input).value == "Kantina"
            assert list(app.screen.query_one(PeopleList).names) == ["Kari", "Ola"]

        lead(replace(opening, go=False, unit="", place="", names=()), script)

    def test_a_session_that_is_moved_away_meanwhile_gets_no_half_folder(self, opening: Opening, tmp_path: Path) -> None:
        async def script(_app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            session.rename(tmp_path / "flyttet")
            await pilot.press("enter", "n", *"hei", "ctrl+q")

        app = lead(opening, script)
        assert list(opening.root.iterdir()) == []
        assert app.left is not None
        assert left_in_words(app.left).startswith(f"Mappa til økta er ikke lenger i {app.left}.")
        (place,) = folders.refuges(tmp_path / "flyttet")[0].iterdir()
        assert read_note(place).text == "hei"

    def test_a_signal_waits_for_the_letters_that_came_before_it(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, _pilot: Pilot[None]) -> None:
            for letter in "n" + "hei " * 30:
                app.post_message(events.Key("space" if letter == " " else letter, letter))
            app._stop_for(signal.SIGTERM)  # noqa: SLF001 - as the event loop does for a signal
            await closed(app)

        assert lead(opening, script).return_code == 143
        (session,) = opening.root.iterdir()
        assert [note.text for note in read_notes(session)] == ["hei " * 30]

    def test_a_signal_waits_for_what_stands_in_a_form(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("t")
            for letter in "hei" * 30:
                app.post_message(events.Key(letter, letter))
            app._stop_for(signal.SIGHUP)  # noqa: SLF001 - as the event loop does for a signal
            await closed(app)

        assert lead(opening, script).return_code == 129
        (session,) = opening.root.iterdir()
        assert [note.text for note in read_drafts(session)] == [f"tiltak: {'hei' * 30}"]

    def test_what_was_told_of_a_note_in_reserve_is_not_told_when_it_has_come_home(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("enter", "n", *"hei")
            app._finish()  # noqa: SLF001 - as when closing was asked for, and taken back
            assert app.parting
            (session / "notes").unlink()
            await end(app, pilot)
            await pilot.press("q")

        assert lead(opening, script).parting == ()

    def test_a_note_that_is_in_reserve_when_all_is_over_is_told_of_below_the_screen(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("enter", "n", *"hei")
            await end(app, pilot)
            await pilot.press("q")

        (told,) = lead(opening, script).parting
        assert told.startswith("Vi får ikke lagret alt i øktmappa. Resten ligger i ")

    def test_a_note_that_gets_its_place_while_the_summary_stands_is_told_of_and_in_the_minutes(
        self, opening: Opening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(summary, "TRY_AGAIN_AFTER", 0.2)

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("enter", "n", *"hei")
            await end(app, pilot)
            assert "Vi får ikke lagret alt i øktmappa." in shown(app)
            (session / "notes").unlink()
            for _ in range(100):
                await pilot.pause(0.05)
                if "Nå er alle notatene lagret i øktmappa." in shown(app):
                    break
            assert "Nå er alle notatene lagret i øktmappa." in shown(app)
            assert "Vi får ikke lagret alt" not in shown(app)
            await pilot.press("q")

        assert lead(opening, script).parting == ()

    def test_a_folder_that_cannot_be_read_at_the_end_is_said_and_ends_nothing(
        self, opening: Opening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_folder: Path) -> list[Path]:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter", "n", *"hei")
            for module in ("files.note_file", "files.refuges", "files.shelf", "scene.summary"):
                monkeypatch.setattr(f"aml_okt.{module}.note_files", refuse)
            await end(app, pilot)
            app.screen.query_one("#summary").scroll_end(animate=False)
            await pilot.pause(0.2)
            assert "Mappa kan ikke leses" in shown(app)
            await pilot.press("q")

        assert lead(opening, script).return_code == 0

    @pytest.mark.skipif(os.name == "nt", reason="there nobody can have it open")
    @pytest.mark.parametrize("what", ["note", "actions"])
    @pytest.mark.parametrize("when", ["in the summary", "as it is left", "in the session"])
    def test_what_an_editor_writes_in_a_file_that_was_replaced_just_before_is_told_of(
        self, opening: Opening, monkeypatch: pytest.MonkeyPatch, what: str, when: str
    ) -> None:
        monkeypatch.setattr(summary, "LOOK_AGAIN_AFTER", 60.0 if when == "as it is left" else 0.2)
        monkeypatch.setattr(writing, "LOOK_AGAIN_AFTER", 0.2)
        monkeypatch.setattr(note_desk, "LOOK_AGAIN_AFTER", 0.2)
        monkeypatch.setattr(message_line, "SHOWN_FOR", 0.2)

        async def write(pilot: Pilot[None], text: str) -> None:
            await pilot.press(*(("n",) if what == "note" else ("t",)), *text)
            await pilot.press(*(() if what == "note" else ("ctrl+s",)))
            await pilot.pause(0.7)

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter")
            await write(pilot, "en")
            (session,) = opening.root.iterdir()
            (path,) = session.glob("notes/*.md" if what == "note" else "tiltak.md")
            with path.open("r+", encoding="utf-8") as theirs:
                await write(pilot, "to")
                if when != "in the session":
                    await end(app, pilot)
                theirs.write("- [ ] deres")
            if when == "as it is left":
                await pilot.press("q")
                return
            for _ in range(100):
                await pilot.pause(0.05)
                if "Et annet program skrev" in shown(app):
                    break
            assert "~annen.md" in shown(app)

        app = lead(opening, script)
        if when == "as it is left":
            assert any("Et annet program skrev" in sentence for sentence in app.parting)
        (session,) = opening.root.iterdir()
        assert any("deres" in path.read_text("utf-8") for path in session.rglob("*~annen.md"))

    def test_keys_go_on_when_what_had_the_one_before_has_hung(
        self, opening: Opening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keys_in_order, "PATIENCE", 0.1)

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            hangs = asyncio.Event()

            async def hang() -> None:
                await hangs.wait()

            await pilot.press("enter")
            app.screen.call_later(hang)
            app.post_message(events.Key("n", "n"))
            app.post_message(events.Key("ctrl+q", None))
            await closed(app)
            hangs.set()

        assert lead(opening, script).return_code == 0

    def test_a_note_that_cannot_be_saved_is_told_of_before_it_is_let_go(
        self, opening: Opening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(folders, "refuges", lambda _session, _id: ())

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("n", *"hei", "ctrl+q")
            await pilot.pause(0.2)
            assert "Ctrl+Q én gang til" in shown(app)
            assert app.screen.query_one(TextArea).text == "hei"
            assert app.return_code is None
            await pilot.press("n", "a", "ctrl+q")
            await pilot.pause(0.2)
            assert app.return_code is None
            await pilot.press("ctrl+q")

        app = lead(opening, script)
        assert (app.return_code, app.parting, app.whole) == (0, ("Et notat ble ikke lagret.",), False)

    def test_the_question_before_a_note_is_let_go_is_taken_back_when_it_is_saved(
        self, opening: Opening, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(folders, "refuges", lambda _session, _id: ())
        monkeypatch.setattr(note_desk, "TRY_AGAIN_AFTER", 0.1)

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("n", *"hei")
            await pilot.pause(0.6)
            await pilot.press("ctrl+q")
            await pilot.pause(0.2)
            assert "Ctrl+Q én gang til" in shown(app)
            (session / "notes").unlink()
            for _ in range(100):
                await pilot.pause(0.05)
                if "✓ lagret" in shown(app):
                    break
            await pilot.pause(0.1)
            assert "Ctrl+Q én gang til" not in shown(app)
            assert "Nå er alle notatene lagret i øktmappa." in shown(app)

        lead(opening, script)

    def test_a_note_in_reserve_keeps_nobody_and_is_told_of_when_the_screen_has_gone(
        self, opening: Opening, clock: SettableClock
    ) -> None:
        async def script(_app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("n", *"hei", "ctrl+q")

        app = lead(opening, script)
        assert app.return_code == 0
        (session,) = opening.root.iterdir()
        (place,) = folders.refuges(session)[0].iterdir()
        told = "Vi får ikke lagret alt i øktmappa. Resten ligger i {} så lenge."
        told = f"{told} Åpne økta med «{{}}», så legges det på plass."
        assert app.parting == (told.format(place, command(opening.root, "start", "--resume", session.name)),)
        assert left_in_words(session, whole=app.whole).startswith(f"Resten av økta er lagret i {session}.")
        assert read_note(place).text == "hei"

        (session / "notes").unlink()
        runner = SessionRunner.take_up(session, clock)
        runner.close()
        assert runner.notebook.found_again == (session / "notes" / place.name,)
        assert not place.exists()

    def test_a_session_ends_with_a_note_in_reserve_and_its_summary_says_where(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("enter", "n", *"hei")
            await end(app, pilot)
            told = " ".join(shown(app).split())
            assert "Vi får ikke lagret alt i øktmappa. Resten ligger i " in told
            assert "alt er lagret" not in told
            (session / "notes").unlink()
            await pilot.press("u")
            await pilot.pause(0.2)
            assert "hei" in shown(app)
            await pilot.press("ctrl+q")

        app = lead(opening, script)
        (session,) = opening.root.iterdir()
        assert (app.parting, app.whole) == ((), True)
        assert [note.text for note in read_notes(session)] == ["hei"]
        assert not any(place.exists() and any(place.iterdir()) for place in folders.refuges(session))

    def test_a_form_with_something_in_it_is_not_closed_by_a_slip(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("t")
            await pilot.pause(0.2)
            await pilot.press(*"plan", "ctrl+q")
            await pilot.pause(0.2)
            assert isinstance(app.screen, ActionDialog)
            assert "Ctrl+Q én gang til lukker, og teksten venter her." in shown(app)
            await pilot.press("escape")
            await pilot.pause(0.2)
            assert "Ikke lagret ennå. Ctrl+S lagrer, Escape forkaster." in shown(app)
            await pilot.press("escape")
            await pilot.pause(0.2)
            assert not isinstance(app.screen, ActionDialog)
            await pilot.press("ctrl+q")

        assert lead(opening, script).return_code == 0
        (session,) = opening.root.iterdir()
        assert read_drafts(session) == ()

    @pytest.mark.parametrize("disk", ["takes it", "refuses it"])
    def test_whoever_closes_the_program_over_a_form_finds_it_as_it_was(self, opening: Opening, disk: str) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            if disk == "refuses it":
                (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("t", *"plan", "ctrl+q", "e", "ctrl+q")
            await pilot.pause(0.2)
            assert isinstance(app.screen, ActionDialog)  # it was written in since it asked
            await pilot.press("ctrl+q")

        app = lead(opening, script)
        assert app.return_code == 0
        (session,) = opening.root.iterdir()
        if disk == "takes it":
            assert [note.text for note in read_drafts(session)] == ["tiltak: plane"]
            assert app.parting == (
                "Et tiltak ble ikke lagret. Det som ble skrevet, ligger i notes/utkast-til-tiltak.md.",
            )
        else:
            (place,) = folders.refuges(session)[0].iterdir()
            assert read_note(place).text == "tiltak: plane"
            assert str(place) in app.parting[0]

    @pytest.mark.skipif(os.name == "nt", reason="there nobody can have it open")
    @pytest.mark.parametrize("key", ["q", "ctrl+q"])
    def test_what_comes_too_late_is_told_whichever_key_leaves_the_summary(
        self, opening: Opening, monkeypatch: pytest.MonkeyPatch, key: str
    ) -> None:
        monkeypatch.setattr(summary, "LOOK_AGAIN_AFTER", 60.0)

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("enter", "n", *"en")
            await pilot.pause(0.7)
            (session,) = opening.root.iterdir()
            (path,) = session.glob("notes/*.md")
            with path.open("r+", encoding="utf-8") as theirs:
                await pilot.press(*" to")
                await pilot.pause(0.7)
                await end(app, pilot)
                theirs.write("deres")
            await pilot.press(key)

        (told,) = lead(opening, script).parting
        assert told.startswith("Et annet program skrev i et notat.")

    @pytest.mark.parametrize("key", ["q", "ctrl+q"])
    def test_what_lies_elsewhere_is_told_whichever_key_leaves_the_summary(self, opening: Opening, key: str) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            (session,) = opening.root.iterdir()
            (session / "notes").write_text("en fil der mappa skulle vært")
            await pilot.press("enter", "n", *"hei")
            await end(app, pilot)
            await pilot.press(key)

        app = lead(opening, script)
        assert app.parting[0].startswith("Vi får ikke lagret alt i øktmappa.")
        assert not app.whole

    def test_the_last_action_can_be_mended(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("T")
            await pilot.pause(0.2)
            assert "ingen tiltak å endre" in shown(app)
            await pilot.press("t")
            await pilot.pause(0.2)
            await pilot.press(*"trunus", "ctrl+s")
            await pilot.pause(0.2)
            await pilot.press("T")
            await pilot.pause(0.2)
            await pilot.press(*["backspace"] * 5, *"urnus", "ctrl+s")
            await pilot.pause(0.2)

        lead(opening, script)
        (session,) = opening.root.iterdir()
        assert (session / "tiltak.md").read_text("utf-8") == "- [ ] turnus\n"

    def test_ctrl_c_asks_in_norwegian(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("ctrl+c")
            await pilot.pause(0.3)
            assert "Lukk programmet" in shown(app)
            assert "Press" not in shown(app)

        lead(opening, script)


def test_the_end_in_a_window_for_the_group_is_thanks_and_undone_it_is_for_the_group_again(opening: Opening) -> None:
    async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
        await pilot.press("enter", "n", *"hemmelig", "escape")
        await pilot.pause(0.2)
        await pilot.press("g", "q", "a")
        await pilot.pause(0.3)
        assert "foran" not in shown(app)
        assert "Arbeidsmiljølovens krav" in shown(app)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert "foran" in shown(app)
        await pilot.press("u")
        await pilot.pause(0.3)
        assert "hemmelig" not in shown(app)
        assert "Felles film" in shown(app)

    lead(opening, script)


def test_a_dialog_lets_what_is_behind_it_be_seen(opening: Opening) -> None:
    async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
        await pilot.press("q")
        await pilot.pause(0.2)
        assert isinstance(app.screen, QuitDialog)
        assert "ØKTA" in shown(app)

    lead(opening, script)


def test_the_bell_rings_once_for_a_warning_and_twice_for_the_end(opening: Opening) -> None:
    rung: list[float] = []

    class Rings(AmlOktApp):
        def bell(self) -> None:
            rung.append(asyncio.get_running_loop().time())

    async def run() -> None:
        app = Rings(opening)
        async with app.run_test(size=USUAL) as pilot:
            await pilot.pause()
            app.post_message(Ring(Cue.WARNING))
            await pilot.pause(2 * BETWEEN_BELLS)
            assert len(rung) == 1
            app.post_message(Ring(Cue.END))
            await pilot.pause(2 * BETWEEN_BELLS)
            assert len(rung) == 3
            assert rung[2] - rung[1] >= BETWEEN_BELLS * 0.9

    asyncio.run(run())


@pytest.mark.parametrize("size", [USUAL, SMALL], ids=["usual", "small"])
def test_the_summary_looks_like_this(
    runner: SessionRunner, clock: SettableClock, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    """Planned and used time as bars, speaking time shared, what is written where; a line a step."""
    gone_to(runner, clock, "avslutning")
    clock.advance(timedelta(minutes=9))
    done(runner, End())
    runner.folder = Path("/økter/2026-11-23-1000-barnevernet")
    assert snap_compare(Host(SummaryScreen(runner)), terminal_size=size)


def test_no_line_of_the_summary_is_broken_in_a_small_terminal(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "avslutning")
    clock.advance(timedelta(minutes=9))
    done(runner, End())
    host = Host(SummaryScreen(runner))

    async def run() -> str:
        async with host.run_test(size=SMALL) as pilot:
            await pilot.pause(0.2)
            strips = host.screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other way to read it
            return "\n".join(strip.text.rstrip() for strip in strips)

    lines = asyncio.run(run()).split("\n")
    (film,) = [line for line in lines if line.strip().startswith("Film")]
    assert "10:05  av 10 min" in film
    (rounds,) = [line for line in lines if line.strip().startswith("5b")]
    assert "av 75 min" in rounds
