"""Erasing private notes: asked about after the minutes, with a key of its own, and at the start when they are old."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from aml_okt.clock import SettableClock
from aml_okt.core.commands import End
from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.lock import SessionLock
from aml_okt.files.note_file import NoteKey
from aml_okt.files.settings import Settings
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.private_notes import Kept, count_private, old_private_notes
from aml_okt.runner import SessionRunner
from aml_okt.scene.private_offer import offer_in_words, old_offer_in_words
from aml_okt.scene.summary import minutes_in_words, written_in_words
from aml_okt.tui.app import AmlOktApp
from aml_okt.tui.screens.private_notes import ErasePrivateDialog
from aml_okt.tui.screens.setup import SetupScreen
from aml_okt.tui.screens.summary import SummaryScreen
from tests.builders import PEOPLE
from tests.held_session import Group, hold
from tests.tui.dialogs import SMALL, USUAL, done, gone_to, open_in
from tests.tui.hosts import Host
from tests.tui.program import lead, shown

SnapCompare = Callable[..., bool]
KEEP = "Dere kan gjøre det senere."
TOLD = ("Økta har 3 private notater på denne maskinen. Slettes de, er de borte for godt.",)


@pytest.fixture
def ended(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """A session with two private notes and one for the minutes, at its end."""
    gone_to(runner, clock, "avslutning")
    steps = runner.state.agenda
    runner.notebook.save(NoteKey.of(steps.step("innsjekk")), "Hemmelig.")
    runner.notebook.save(NoteKey.of(steps.step("kollegaveiledning"), runner.state.course.people[0], 1), "Karis eget.")
    runner.notebook.save(NoteKey.of(steps.step("refleksjon")), "Delt.")
    return done(runner, End())


def in_summary(runner: SessionRunner, script: Callable[[Host, Pilot[None]], Awaitable[None]]) -> Host:
    host = Host(SummaryScreen(runner))

    async def run() -> None:
        async with host.run_test(size=USUAL) as pilot:
            await pilot.pause(0.2)
            await script(host, pilot)

    asyncio.run(run())
    return host


def test_after_the_minutes_it_is_asked_and_enter_keeps_them(ended: SessionRunner) -> None:
    async def script(host: Host, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        await pilot.pause(0.2)
        assert isinstance(host.screen, ErasePrivateDialog)
        assert "2 private notater" in shown(host)
        assert "export --for NAVN" in shown(host)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(host.screen, SummaryScreen)
        assert "Referatet ligger i" in shown(host)

    in_summary(ended, script)
    assert count_private(ended.folder) == 2


def test_nobody_is_promised_notes_of_their_own_where_none_was_in_focus(
    runner: SessionRunner, clock: SettableClock
) -> None:
    gone_to(runner, clock, "innsjekk")
    runner.notebook.save(NoteKey.of(runner.state.agenda.step("innsjekk")), "Hemmelig.")

    assert not any("--for" in said for said in offer_in_words(done(runner, End()), 1))


def test_the_summary_says_how_the_minutes_become_a_file_for_the_archive(ended: SessionRunner) -> None:
    minutes_in_words(ended)

    assert any("export -f docx,pdf»" in said for said in written_in_words(ended, office=True))


def test_the_summary_promises_no_file_that_cannot_be_made_here(ended: SessionRunner) -> None:
    minutes_in_words(ended)

    assert not any("docx" in said for said in written_in_words(ended, office=False))


def test_it_is_asked_once_and_the_key_asks_again(ended: SessionRunner) -> None:
    async def script(host: Host, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        await pilot.pause(0.2)
        await pilot.press("escape")
        await pilot.pause(0.2)
        await pilot.press("e")
        await pilot.pause(0.2)
        assert isinstance(host.screen, SummaryScreen)
        await pilot.press("s")
        await pilot.pause(0.2)
        assert isinstance(host.screen, ErasePrivateDialog)

    in_summary(ended, script)
    assert count_private(ended.folder) == 2


def test_they_are_erased_when_that_is_chosen_and_there_is_nothing_to_ask_any_more(ended: SessionRunner) -> None:
    async def script(host: Host, pilot: Pilot[None]) -> None:
        assert "slett private" in shown(host)
        await pilot.press("s")
        await pilot.pause(0.2)
        await pilot.press("down", "enter")
        await pilot.pause(0.2)
        assert "2 private notater er slettet." in shown(host)
        await pilot.press("end")
        await pilot.pause(0.2)
        assert "1 notat i mappa notes" in shown(host)
        assert "slett private" not in shown(host)
        await pilot.press("s")
        await pilot.pause(0.2)
        assert isinstance(host.screen, SummaryScreen)

    in_summary(ended, script)
    assert count_private(ended.folder) == 0
    assert [path.name for path in (ended.folder / "notes").iterdir()] == ["04-refleksjon.md"]


@pytest.mark.parametrize("keys", [("s",) * 9, ("e", "s", "s", "enter")])
def test_keys_that_come_before_the_question_is_read_are_no_yes(ended: SessionRunner, keys: tuple[str, ...]) -> None:
    async def script(host: Host, pilot: Pilot[None]) -> None:
        del host
        await pilot.press(*keys)
        await pilot.pause(0.3)

    in_summary(ended, script)
    assert count_private(ended.folder) == 2


def test_a_small_terminal_has_room_for_the_key(ended: SessionRunner) -> None:
    host = Host(SummaryScreen(ended))

    async def run() -> None:
        async with host.run_test(size=SMALL) as pilot:
            await pilot.pause(0.2)
            for label in ("skriv referat", "slett private", "angre avslutningen", "lukk programmet"):
                assert label in shown(host)

    asyncio.run(run())


def test_without_private_notes_nobody_is_asked(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "avslutning")
    done(runner, End())

    async def script(host: Host, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        await pilot.pause(0.2)
        assert isinstance(host.screen, SummaryScreen)

    in_summary(runner, script)


def test_what_the_disk_does_not_let_go_of_is_told(ended: SessionRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - the library's own
        if path.name == "02-innsjekk.md":
            raise PermissionError(13, "held", str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)

    async def script(host: Host, pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await pilot.pause(0.2)
        await pilot.press("down", "enter")
        await pilot.pause(0.2)
        assert "Ett privat notat er slettet. Dette lot seg ikke slette:" in shown(host)
        assert "slett private" in shown(host)

    in_summary(ended, script)
    assert count_private(ended.folder) == 1


@pytest.mark.parametrize(
    ("keys", "erase"),
    [
        (("enter",), False),
        (("b",), False),
        (("q",), False),
        (("escape",), False),
        (("s", "s", "enter"), False),
        ((*"start", "enter"), False),
        (("down", "enter"), True),
    ],
)
def test_it_erases_only_when_that_is_chosen_and_no_letter_chooses_it(keys: tuple[str, ...], erase: bool) -> None:  # noqa: FBT001 - a case
    async def script(opened: object) -> None:
        await opened.press(*keys)  # type: ignore[attr-defined]

    assert open_in(ErasePrivateDialog(TOLD, KEEP), script) is erase


@pytest.mark.parametrize("size", [USUAL, SMALL], ids=["usual", "small"])
def test_the_question_looks_like_this(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """What would be erased, how to get one's own first, and keeping them chosen."""
    told = (*TOLD, "Hver av dere kan få sine egne først: «aml-okt export --for NAVN».")
    assert snap_compare(Host(ErasePrivateDialog(told, KEEP)), terminal_size=size)


class TestAtTheStart:
    @pytest.fixture
    def old(self, tmp_path: Path) -> Kept:
        """A session of long ago that still has private notes."""
        folder = hold(
            tmp_path / "økter", Group(names=("Kari", "Ola"), private=lambda whose: "Eget." if whose else "")
        ).folder
        return Kept(folder.rename(folder.with_name("2026-01-05-1000-barnevernet")), 2)

    @pytest.fixture
    def opening(self, old: Kept, clock: SettableClock) -> Opening:
        root = old.folder.parent
        return Opening(
            root=root, clock=clock, agenda_file=read_agenda_file(built_in_agenda()), origin="Den innebygde agendaen",
            unit="Barnevernet", place="Møterom 2", names=PEOPLE[:5], latest_end=None, go=False, rehearsal=None,
            resume=None, interrupted=None, settings=Settings(root, private_notes_days=30),
            old_private=old_private_notes(root, clock.now().wall.date(), timedelta(days=30)),
        )  # fmt: skip

    def test_one_day_is_told_as_one(self, opening: Opening) -> None:
        settings = Settings(opening.root, private_notes_days=1)

        assert "eldre enn 1 dag, har" in old_offer_in_words(replace(opening, settings=settings))[0]

    def test_it_is_asked_before_the_setup_and_enter_goes_on_and_keeps_them(self, opening: Opening, old: Kept) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            assert isinstance(app.screen, ErasePrivateDialog)
            assert "En økt som er eldre enn 30 dager, har private notater" in " ".join(shown(app).split())
            await pilot.press("enter")
            await pilot.pause(0.3)
            assert isinstance(app.screen, SetupScreen)

        lead(opening, script)
        assert count_private(old.folder) == 2

    def test_they_are_erased_and_it_is_told(self, opening: Opening, old: Kept) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("down", "enter")
            await pilot.pause(0.3)
            assert isinstance(app.screen, SetupScreen)
            assert "2 private notater er slettet." in shown(app)

        lead(opening, script)
        assert count_private(old.folder) == 0
        assert (old.folder / "journal.jsonl").exists()

    def test_one_that_is_open_elsewhere_is_told_of_and_left(self, opening: Opening, old: Kept) -> None:
        lock = SessionLock(old.folder, opening.clock.now().wall, leads=True)

        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            await pilot.press("down", "enter")
            await pilot.pause(0.3)
            assert "2026-01-05-1000-barnevernet er åpen et annet sted." in " ".join(shown(app).split())

        try:
            lead(opening, script)
        finally:
            lock.release()
        assert count_private(old.folder) == 2

    def test_with_go_nobody_is_asked_and_it_is_told_how(self, opening: Opening) -> None:
        async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
            del pilot
            assert not isinstance(app.screen, ErasePrivateDialog)
            assert "erase --private" in " ".join(shown(app).split())

        lead(replace(opening, go=True), script)
