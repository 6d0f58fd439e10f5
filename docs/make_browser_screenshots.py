"""Make the pictures of the room in a browser, from the running program, with an invented group.

    just screenshots

Needs the development packages, Chromium and DejaVu Sans Mono (on Debian: chromium and fonts-dejavu-core).
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from aml_okt.clock import SystemClock
from aml_okt.core.commands import Begin, ChooseFacilitator, Next
from aml_okt.core.events import Moment
from aml_okt.core.timing import remaining
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup

IMAGES = Path(__file__).parent / "images"
NAMES = ("Kari", "Ola", "Bjørg", "Nils", "Åse")
SIZES = ((1280, 720), (1920, 1080))

BEGUN = timedelta(seconds=60)
"""How long the phase has gone on when the pictures begin to be made."""
LEFT = timedelta(minutes=3, seconds=48)
"""What the clock shows when they are taken; the words of a new phase have then stopped standing out."""


class LateClock(SystemClock):
    """The computer's clocks as they were a while ago, so that what is recorded now began then."""

    def now(self) -> Moment:
        """Both clocks, read a while ago."""
        moment = super().now()
        return Moment(moment.wall - BEGUN, moment.steady - BEGUN)


def lead_to_listening(root: Path) -> SessionRunner:
    """A session in which the second focus person has turned their back."""
    runner = SessionRunner.create(
        root, read_agenda_file(built_in_agenda()), Setup("Barnevernet", "Møterom 2", NAMES), LateClock()
    )
    runner.dispatch(ChooseFacilitator("p2"))
    runner.dispatch(Begin())
    while (box := runner.state.box) and (box.step, box.phase, box.round) != ("kollegaveiledning", 2, 1):
        runner.dispatch(Next())
    return runner


def take(browser: Browser, url: str, runner: SessionRunner) -> None:
    """Open a page of each size, and take their pictures at the same moment."""
    pages = [browser.new_page(viewport={"width": width, "height": height}) for width, height in SIZES]
    for page in pages:
        page.goto(url)
    for page in pages:
        page.wait_for_selector("body.-shown")
    while remaining(runner.state, SystemClock().now()) > LEFT:
        time.sleep(0.05)
    time.sleep(0.2)
    for page, (width, height) in zip(pages, SIZES, strict=True):
        path = IMAGES / f"browser-{width}x{height}.png"
        page.screenshot(path=path)
        print(path)


def main() -> None:
    """Lead a session, serve it, and look at it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed (on Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as root:
        runner = lead_to_listening(Path(root))
        serve = [sys.executable, "-m", "aml_okt", "--dir", root, "room", "--serve", ":0"]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
            said = server.stdout.readline() if server.stdout else ""
            address = re.search(r"http://\S+", said)
            if address is None:
                sys.exit("The room is not served.")
            with sync_playwright() as tools:
                flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
                browser = tools.chromium.launch(executable_path=chromium, args=flags)
                take(browser, address[0], runner)
                browser.close()
            server.terminate()
        runner.close()


if __name__ == "__main__":
    main()
