"""Facilitator, room and browser as real processes on one session: they agree, and the room is told no secrets."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from aml_okt.core.durations import SECOND, read_time
from tests.e2e.browser import Server, Window, browser
from tests.e2e.clock_reading import clock_on
from tests.e2e.conftest import PATIENCE, Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

NOTE, ACTION, LATER = "zqx-notat-om-turnus", "zqx-tiltak-om-vakter", "zqx-utkast"
"""What is written in the session, and stands nowhere else."""

AGENDA = """
title: Prøveøkt
steps:
  - id: runder
    number: "1"
    title: Kollegaveiledning
    time: 15 min
    repeat: each participant in focus
    phases:
      - {title: Presentasjon, time: 3 min, who: focus, rule: Én forteller.}
      - {title: Avklarende spørsmål, time: 5 min, who: colleagues in turn, rule: Bare spørsmål.}
      - {title: Drøfting, time: 5 min, who: colleagues, rule: Egne erfaringer.}
      - {title: Takk, time: 2 min, who: focus, rule: Bare takk.}
  - {id: slutt, number: "2", title: Neste steg, time: 10 min, screen: actions, notes: minutes}
"""


def seconds_on(screen: str) -> float:
    """What the large clock shows, in seconds; below zero over the time."""
    shown = clock_on(screen)
    assert shown, screen
    minutes, _, seconds = shown.lstrip("+").partition(":")
    span = read_time(f"{minutes} min {seconds} s" if int(minutes) else f"{int(seconds) or 1} s")
    value = span.most / SECOND  # type: ignore[union-attr] # a time of day is no rest
    return -value if shown.startswith("+") else value


class Screen(Protocol):
    """Something that a person looks at."""

    @property
    def text(self) -> str:
        """What stands on it."""

    def until(self, *texts: str, gone: str = "") -> None:
        """Wait until all the texts are there, and `gone` is not."""

    def settle(self) -> None:
        """Take in what has been drawn."""


A_SECOND_OR_TWO = 2.0
"""What two screens may differ by that are read one after the other, and each of which draws once a second."""


def until_they_agree(*screens: Screen) -> None:
    """Wait until all clocks say the same: that the time is out at one moment, or, where they stand, the same time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        shown, out = [], []
        for screen in screens:
            screen.settle()
            if clock_on(screen.text):
                shown.append(seconds_on(screen.text))
                out.append(time.monotonic() + shown[-1])
        if len(shown) == len(screens) and min(_spread(shown), _spread(out)) <= A_SECOND_OR_TWO:
            return
    pytest.fail("\n\n".join(screen.text for screen in screens))


def _spread(values: list[float]) -> float:
    return max(values) - min(values)


class Together:
    """A facilitator and all who look at the same session; what the facilitator is told of the end is kept."""

    def __init__(self, leads: Terminal, *rooms: Screen) -> None:
        self.leads, self.rooms = leads, rooms
        self.ends: set[str] = set()

    def press(self, *keys: str) -> None:
        self.leads.press(*keys)

    def all_show(self, *texts: str, gone: str = "") -> None:
        """Wait until the texts are on every screen."""
        screens: tuple[Screen, ...] = (self.leads, *self.rooms)
        for screen in screens:
            screen.until(*texts, gone=gone)
        self.agree()

    def rooms_show(self, *texts: str, gone: str = "") -> None:
        """Wait until the texts are on the screens of the room, and the clocks agree."""
        for screen in self.rooms:
            screen.until(*texts, gone=gone)
        self.agree()

    def agree(self) -> None:
        until_they_agree(self.leads, *self.rooms)
        self.ends |= set(re.findall(r"slutt (\d\d:\d\d)", self.leads.text))

    def leave(self, field: str) -> None:
        """Press Escape, and wait until what tells of the field is gone: Escape and another key at once are one key."""
        self.leads.press("escape")
        self.leads.until(gone=field)


def write_what_nobody_else_may_see(together: Together) -> None:
    """A note, an action, and an action that is thrown away."""
    leads = together.leads
    leads.press("n")
    leads.type(NOTE)
    leads.until(NOTE, "✓ lagret")
    together.leave("ut av feltet")
    leads.press("t")
    leads.until("Nytt tiltak")
    leads.type(ACTION)
    leads.press("enter", "enter", "enter")
    leads.until("Tiltaket er lagret")
    leads.press("t")
    leads.until("Nytt tiltak")
    leads.type(LATER)
    leads.until(LATER)
    leads.press("escape")
    leads.until("Escape forkaster")
    together.leave("Nytt tiltak")


def pause_and_give_more_time(together: Together) -> None:
    together.press("space")
    together.all_show("klokka står")
    together.press("space")
    together.all_show("igjen av 3:00", gone="klokka står")
    together.press("+")
    together.all_show("igjen av 4:00")
    together.press("u")
    together.all_show("igjen av 3:00")


def go_through_the_round(together: Together) -> None:
    for who, rule in (
        ("Ola spør Kari", "Bare spørsmål."),
        ("Liv spør Kari", "Bare spørsmål."),
        ("Kari lytter, de andre snakker", "Egne erfaringer."),
        ("Kari har ordet, de andre lytter", "Bare takk."),
    ):
        together.press("enter")
        together.leads.until(rule)
        together.rooms_show(who, rule)


@pytest.fixture
def server(program: str, tmp_path: Path) -> Iterator[Server]:
    """The room, served."""
    started = Server([program, "--dir", str(tmp_path / "sessions")])
    yield started
    started.end()


def test_facilitator_room_and_browser_agree_through_a_round_and_a_crash_and_no_secret_reaches_the_room(
    open_terminal: Callable[..., Terminal], server: Server, tmp_path: Path
) -> None:
    agenda = tmp_path / "here" / "runder.yaml"
    agenda.write_text(AGENDA, encoding="utf-8")
    room = open_terminal("room")
    with browser() as opened:
        window = Window(opened, server.url)
        for screen in (room, window):
            screen.until("Her kommer økta når den er satt i gang.")
        leads = open_terminal("start", "--agenda", str(agenda), "--people", "Kari, Ola, Liv", "--go")
        together = Together(leads, room, window)
        leads.until("Trykk Enter når gruppa er klar")
        for screen in (room, window):
            screen.until("Prøveøkt", "1 Kollegaveiledning", "45 min", "Kari", "Ola", "Liv")
        lead_a_round_and_crash(together)
        end_with_a_new_process(together, open_terminal)
        sent = {"room": room.output.decode("utf-8", "replace"), "browser": window.words_received}
        drawn = window.received.decode("utf-8", "replace")
    room.press("q")
    assert room.wait_for_end() == 0

    assert together.ends
    for place, words in {**sent, "socket": drawn}.items():
        assert "Kollegaveiledning" in words, place
        for secret in (NOTE, ACTION, LATER, "foran", "min bak", "i rute", "slutt ", *together.ends):
            assert secret not in words, (place, secret)


def lead_a_round_and_crash(together: Together) -> None:
    together.press("enter")
    together.rooms_show("runde 1 av 3", "Kari har ordet, de andre lytter", "Én forteller.")
    write_what_nobody_else_may_see(together)
    pause_and_give_more_time(together)
    go_through_the_round(together)
    together.press("enter")
    together.rooms_show("runde 2 av 3", "Ola har ordet, de andre lytter")
    together.leads.signal(signal.SIGKILL)
    for screen in together.rooms:
        screen.until("venter på skjermen til fasilitatoren")


def end_with_a_new_process(together: Together, open_terminal: Callable[..., Terminal]) -> None:
    together.leads = open_terminal("start")
    together.leads.until("Kari, Ola og Liv")
    together.press("enter")
    together.leads.until("Økta fortsetter der dere var")
    together.rooms_show("runde 2 av 3", gone="venter på skjermen")
    together.press("q")
    together.leads.until("Vil dere slutte nå?")
    together.press("a")
    together.leads.until("Økta er over")
    for screen in together.rooms:
        screen.until("Prøveøkt", gone="igjen av")
        assert not clock_on(screen.text)


def test_the_room_needs_a_screen_and_a_session_that_is_there(
    open_terminal: Callable[..., Terminal],
) -> None:
    nowhere = open_terminal("room", "finnes-ikke")
    assert nowhere.wait_for_end() == 2
    assert "Ingen økt heter «finnes-ikke»" in nowhere.text


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_whatever_ends_the_room_the_terminal_is_as_it_was(
    open_terminal: Callable[..., Terminal], number: signal.Signals, status: int
) -> None:
    room = open_terminal("room")
    room.until("Her kommer økta")
    room.signal(number)
    assert room.wait_for_end() == status
    assert room.output.endswith(b"\x1b[?1049l") or b"\x1b[?1049l" in room.output[-200:]
    assert b"Traceback" not in room.output
