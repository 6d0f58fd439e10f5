"""A served room and a real browser: the server as a process, and a Chromium window whose page can be read."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyte
import pytest
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from tests.e2e.clock_reading import reads
from tests.e2e.conftest import PATIENCE

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
"""As in a container: no display, no rights, and no talk with its maker."""

HEARING = """
import os, signal, sys

for number in (signal.SIGHUP, signal.SIGINT):
    signal.signal(number, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Becomes the command that follows, with ears for all signals even where tests run behind nohup."""

_ESCAPES = re.compile(rb"\x1b\[[0-9;:?$<=>]*[A-Za-z]")


def chromium_or_skip() -> str:
    """Where the system's Chromium is. Without one the test is skipped, but never in a continuous check."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        reason = "needs Chromium (on Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@contextlib.contextmanager
def browser(*flags: str) -> Iterator[Browser]:
    """A browser without a window of its own, with these flags besides."""
    path = chromium_or_skip()
    with sync_playwright() as tools:
        opened = tools.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        yield opened
        opened.close()


class Server:
    """`aml-okt room --serve` as a process; `again` starts it anew where it was."""

    def __init__(self, program: Sequence[str], *arguments: str) -> None:
        self._command = [*program, "room", "--serve"]
        self._arguments = arguments
        self.process = self._start(":0")
        self.url = self._read_url()

    def _start(self, address: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", HEARING, *self._command, address, *self._arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip

    def _read_url(self) -> str:
        assert self.process.stdout is not None
        said = self.process.stdout.readline() + self.process.stdout.readline()
        found = re.search(r"http://\S+", said)
        if found is None:
            pytest.fail(f"the server never said where it is: {said!r}")
        return found[0]

    def children(self) -> list[int]:
        """The processes that draw for a browser, by their numbers; Linux only."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in listed.read_text(encoding="ascii").split()]

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """End it with a signal; its exit status, and what it said after its first two lines."""
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def again(self) -> None:
        """Start it where it was."""
        self.process = self._start(self.url.removeprefix("http://"))
        assert self._read_url() == self.url


AT_ONCE = 10.0
"""Seconds in which a process ends that is told to, on a busy machine; by itself the room would draw after a minute."""


def wait_until_gone(process: int) -> None:
    """Wait until there is no such process, or nothing is left of it but its number."""
    end = time.monotonic() + AT_ONCE
    stat = Path(f"/proc/{process}/stat")
    while time.monotonic() < end:
        try:
            if stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return
        except (FileNotFoundError, ProcessLookupError):
            return
        time.sleep(0.02)
    pytest.fail(f"process {process} goes on")


class Window:
    """A browser's window with the room in it. What stands on its page is read from what its websocket is sent."""

    def __init__(self, opened: Browser, url: str, width: int = 1280, height: int = 720) -> None:
        self.page: Page = opened.new_page(viewport={"width": width, "height": height})
        self.received, self.sent, self.asked_for = bytearray(), list[str](), list[str]()
        self.lines_seen: set[str] = set()
        self.faults: list[str] = []
        self._screen = pyte.Screen(1, 1)
        self._stream = pyte.ByteStream(self._screen)
        self.page.on("websocket", self._watch)
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.goto(url)

    @property
    def text(self) -> str:
        """What a person sees, a line a row; a word from the page itself where the room is not shown."""
        if self.page.locator("body.-shown").count() == 0:
            return self.page.locator("#word").inner_text()
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words_received(self) -> str:
        """All that ever came, without what moves the cursor and colours it."""
        return _ESCAPES.sub(b"", bytes(self.received)).decode("utf-8", "replace")

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._screen.columns, self._screen.lines

    def until(self, *texts: str, gone: str = "") -> None:
        """Wait until all the texts are seen, and `gone` is not."""
        end = time.monotonic() + PATIENCE
        while not all(reads(self.text, text) for text in texts) or (gone and reads(self.text, gone)):
            if time.monotonic() > end:
                pytest.fail(f"never on the page: {texts!r} without {gone!r}; it shows:\n{self.text}")
            self.page.wait_for_timeout(30)

    def settle(self) -> None:
        """Take in what has been sent."""
        self.page.wait_for_timeout(100)

    def _watch(self, websocket: WebSocket) -> None:
        self.asked_for.append(websocket.url)
        query = parse_qs(urlsplit(websocket.url).query)
        self._screen = pyte.Screen(int(query["width"][0]), int(query["height"][0]))
        self._stream = pyte.ByteStream(self._screen)
        websocket.on("framereceived", self._take)
        websocket.on("framesent", lambda said: self.sent.append(str(said)))

    def _take(self, drawn: bytes | str) -> None:
        if isinstance(drawn, bytes):
            self.received += drawn
            self._stream.feed(drawn)
            self.lines_seen.update(self._screen.display)
