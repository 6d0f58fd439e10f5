"""The room in a real browser, beside a real facilitator: what is on its page, and what never is."""

import json
import os
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from aml_okt.clock import SystemClock
from aml_okt.core.commands import Begin, ChooseFacilitator, Next
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from aml_okt.tui.theme import DARK
from tests.e2e.browser import Server, Window, browser
from tests.e2e.conftest import Terminal

PEOPLE = ("Kari", "Ola", "Bjørg", "Nils", "Åse")
NOTE = "Hemmeligheten-om-Per"
NEVER_SEEN = re.compile(rf"{NOTE}|slutt \d\d:\d\d|i rute|min (?:bak|foran)|lagret|privat", re.IGNORECASE)
"""A note, the projected end, ahead or behind, and what stands beside a note."""

WHAT_A_TERMINAL_ANSWERS = ["stdin", "\x1b[?2026;0$y"]
"""To Textual's question whether it can draw all at once; nobody typed it."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """A session of five that somebody left at the beginning of the first round."""
    agenda = read_agenda_file(built_in_agenda())
    runner = SessionRunner.create(
        tmp_path / "sessions", agenda, Setup("Barnevernet", "Møterom 2", PEOPLE), SystemClock()
    )
    runner.dispatch(ChooseFacilitator("p2"))
    runner.dispatch(Begin())
    while (box := runner.state.box) is not None and box.step != "kollegaveiledning":
        runner.dispatch(Next())
    runner.close()
    return runner.folder


@pytest.fixture
def server(program: str, tmp_path: Path) -> Iterator[Server]:
    """The room, served."""
    started = Server([program, "--dir", str(tmp_path / "sessions")])
    yield started
    if started.process.poll() is None:
        started.end()


def amber(window: Window) -> float:
    """The share of the page that has the colour of the clock."""
    picture = Image.open(BytesIO(window.page.screenshot())).convert("RGB")
    wanted = tuple(int(DARK.variables["time"][at : at + 2], 16) for at in (1, 3, 5))
    colours = Counter(picture.get_flattened_data())
    return colours[wanted] / (picture.width * picture.height)


def test_the_room_in_a_browser_shows_what_the_room_may_see_and_nothing_else(
    open_terminal: Callable[..., Terminal], server: Server, session: Path
) -> None:
    with browser() as opened:
        window = Window(opened, server.url)
        window.until("Her kommer økta når den er satt i gang.")
        assert 185 <= window.size[0] <= 215
        assert window.size[1] >= 48

        facilitator = open_terminal("start", "--resume", session.name, "--go")
        facilitator.until("runde 1 av 5", "fase 1 av 4")
        window.until("runde 1 av 5", "KARI", "◉", "i fokus", *PEOPLE[1:])

        facilitator.press("n")
        facilitator.until("ut av feltet")
        facilitator.type(NOTE)
        facilitator.until(NOTE, "✓ lagret")
        assert len(set(NEVER_SEEN.findall(facilitator.text))) > 1
        facilitator.press("escape")
        facilitator.until(gone="ut av feltet")

        facilitator.press("enter")
        window.until("Ola spør Kari")
        for colleague in ("Bjørg", "Nils", "Åse"):
            facilitator.press("enter")
            window.until(f"{colleague} spør Kari")
        facilitator.press("enter")
        window.until("Kari lytter", "ryggen til")
        seen = window.text
        window.page.wait_for_function("() => document.querySelector('.xterm-screen canvas') !== null")
        assert amber(window) > 0.03
        while window.text == seen:  # the clock runs
            window.page.wait_for_timeout(30)

        _nothing_typed_does_anything(window, facilitator, session)

        assert server.end(signal.SIGKILL)[0] == -signal.SIGKILL
        window.until("Mistet forbindelsen. Skjermen kommer tilbake av seg selv.")
        server.again()
        window.until("Kari lytter", "ryggen til")
        facilitator.press("enter")
        window.until("Kari", gone="ryggen til")

        window.page.set_viewport_size({"width": 1920, "height": 1080})
        window.until("Deretter")
        assert 185 <= window.size[0] <= 215
        assert window.size[1] >= 48
        assert window.faults == []
        assert NEVER_SEEN.findall(window.words_received) == []
        assert [line for line in window.lines_seen if NEVER_SEEN.search(line)] == []
        own = (server.url, server.url.replace("http", "ws"), "data:")
        assert [address for address in window.asked_for if not address.startswith(own)] == []


def test_a_machine_without_webgl_draws_the_room_without_seams(server: Server) -> None:
    """The canvas draws blocks itself; without it they are letters of some font, with lines between."""
    with browser("--disable-3d-apis") as opened:
        window = Window(opened, server.url)
        window.until("Her kommer økta når den er satt i gang.")
        assert window.page.locator(".xterm-screen canvas").count() > 0
        assert window.page.locator(".xterm-rows").count() == 0
        assert window.page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
        assert window.faults == []


def _nothing_typed_does_anything(window: Window, facilitator: Terminal, session: Path) -> None:
    """Keys and clicks of all kinds leave the session, the page and even the websocket as they were."""
    before = (session / "journal.jsonl").read_bytes()
    window.page.mouse.click(300, 300)
    window.page.mouse.wheel(0, 300)
    window.page.keyboard.type("qd nt?")
    for key in ("Enter", "Escape", "Space", "ArrowLeft", "Control+P", "Control+Q", "Control+C", "Tab", "F1"):
        window.page.keyboard.press(key)
    window.page.mouse.dblclick(640, 660)
    facilitator.settle()
    window.page.wait_for_timeout(300)

    window.until("Kari lytter", "ryggen til", "Deretter")
    assert amber(window) > 0.03
    assert (session / "journal.jsonl").read_bytes() == before
    typed = [said for said in map(json.loads, window.sent) if said[0] not in {"resize", "ping", "alive"}]
    assert [said for said in typed if said != WHAT_A_TERMINAL_ANSWERS] == []
