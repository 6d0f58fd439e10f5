"""The form for the next meeting."""

import os
from collections.abc import Callable
from datetime import date, time

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.commands import SetNextMeeting
from aml_okt.core.events import NextMeetingSet
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.meeting import MeetingDialog
from tests.tui.dialogs import SMALL, USUAL, Opened, done, gone_to, open_in
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]


@pytest.fixture
def closing(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The session in its last step, 23 November 2026."""
    return gone_to(runner, clock, "avslutning")


def test_day_time_and_place_are_settled(closing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        for text in ("om 2 uker", "10.30", "Møterom 3"):
            await opened.type(text)
            await opened.press("enter")

    assert open_in(MeetingDialog(closing), script) is None
    assert closing.state.next_meeting == NextMeetingSet(day=date(2026, 12, 7), at=time(10, 30), place="Møterom 3")


def test_time_and_place_may_be_open(closing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.type("fredag")
        await opened.press("ctrl+s")

    open_in(MeetingDialog(closing), script)
    assert closing.state.next_meeting == NextMeetingSet(day=date(2026, 11, 27), at=None, place="")


@pytest.mark.parametrize(
    ("day", "at", "why"),
    [
        ("snart", "", "«snart» er ikke en dag."),
        ("31.2", "", "Dagen «31.2» finnes ikke."),
        ("fredag", "ti", "«ti» er ikke et klokkeslett. Skriv for eksempel «13:30»."),
        ("", "10:30", "Skriv hvilken dag også."),
    ],
)
def test_what_cannot_be_read_is_asked_for_again_and_nothing_is_settled(
    closing: SessionRunner, day: str, at: str, why: str
) -> None:
    async def script(opened: Opened) -> None:
        await opened.type(day)
        await opened.press("enter")
        await opened.type(at)
        await opened.press("ctrl+s")
        assert why in opened.text

    open_in(MeetingDialog(closing), script)
    assert closing.state.next_meeting is None


def test_what_is_settled_is_there_to_be_changed_or_taken_away(closing: SessionRunner) -> None:
    done(closing, SetNextMeeting(date(2026, 12, 7), time(10, 30), "Møterom 3"))

    async def script(opened: Opened) -> None:
        for words in ("7.12.2026", "10:30", "Møterom 3", "mandag 7. desember 2026, om 14 dager"):
            assert words in opened.text
        await opened.press("ctrl+u", "enter", "ctrl+u", "enter", "ctrl+u", "enter")

    open_in(MeetingDialog(closing), script)
    assert closing.state.next_meeting == NextMeetingSet(day=None, at=None, place="")


def test_escape_settles_nothing(closing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        await opened.type("fredag")
        await opened.press("escape")

    open_in(MeetingDialog(closing), script)
    assert closing.state.next_meeting is None


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folder as a file")
def test_when_the_disk_refuses_what_was_written_stays_in_the_form(closing: SessionRunner) -> None:
    journal = closing.folder / "journal.jsonl"

    async def script(opened: Opened) -> None:
        closing.close()
        journal.unlink()
        journal.mkdir()
        await opened.type("fredag")
        await opened.press("ctrl+s")
        assert "Fikk ikke skrevet til disken: det er en mappe." in opened.text
        assert "fredag" in opened.text

    open_in(MeetingDialog(closing), script)


def test_it_fits_in_a_small_terminal(closing: SessionRunner) -> None:
    async def script(opened: Opened) -> None:
        for words in ("Neste møte", "Dag", "Klokka", "Sted", "Escape la være"):
            assert words in opened.text

    open_in(MeetingDialog(closing), script, SMALL)


def test_the_meeting_looks_like_this(closing: SessionRunner, snap_compare: SnapCompare) -> None:
    assert snap_compare(Host(MeetingDialog(closing)), [*"fredag", "enter", *"1030"], terminal_size=USUAL)
