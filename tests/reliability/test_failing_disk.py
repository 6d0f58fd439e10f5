"""Each call that a session makes to the disk fails in turn: nothing is called saved that is not, and nothing is lost.

The calls are refused by some lines of C between the program and the C library (`failing_disk.c`), which is the same as
strace's inject and can be aimed at a folder.
"""

import contextlib
import errno
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from aml_okt.files.folders import sessions
from aml_okt.loading import load_session
from tests.e2e.conftest import PATIENCE, Terminal
from tests.e2e.shifted_clock import COMPILER
from tests.reliability.conftest import SAVED_NOW, whole_numbers

SOURCE = Path(__file__).with_name("failing_disk.c")

pytestmark = pytest.mark.skipif(
    COMPILER is None or not Path("/proc/self/fd").exists(),
    reason="calls are refused on Linux only, and with a C compiler (Debian: gcc, libc6-dev)",
)

CALLS = 120
"""The session below makes about a hundred calls; how many exactly, hangs on how its saves fall."""
CALLS_AND_LOOKS = 175
"""And so many when looking at a file or a folder counts too."""
ERRORS = ("ENOSPC", "EIO", "EACCES", "EINTR")
WORD, TASK = "hemmeligord", "gjøremålord"
SAVE = "\x13"
"""Ctrl+S."""
LEFT_OUT = "Ikke med, for agendaen sier at det er privat: "
UNSAVED = "Et tiltak ble ikke lagret. Det som ble skrevet, ligger i notes/utkast-til-tiltak.md.\n"
TO_DRAFT = 0.7
"""Seconds in which what stands in a form has been kept as a draft."""

EACH = list(product(range(1, CALLS), ERRORS, ["once"]))
FROM_THERE_ON = list(
    product(range(1, CALLS, 3), ("ENOSPC", "EIO", "EACCES"), ["from there on"])
)  # EINTR for ever is a hang by right
LOOKS = list(product(range(1, CALLS_AND_LOOKS), ("EIO", "EACCES"), ["once, looks too"]))
ALL = EACH + FROM_THERE_ON + LOOKS
CASES = ALL if whole_numbers() else ALL[::313]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands between the program and the disk, compiled."""
    assert COMPILER is not None
    built = tmp_path_factory.mktemp("library") / "failing_disk.so"
    subprocess.run([COMPILER, "-Wall", "-Werror", "-O1", "-shared", "-fPIC", "-o", built, SOURCE], check=True)
    return built


class Led:
    """A program that may refuse anything and end at any time, but must do so in words."""

    def __init__(self, terminal: Terminal, root: Path, refuge: Path, *, forever: bool) -> None:
        self.terminal, self._root, self._refuge, self._forever = terminal, root, refuge, forever

    def sees_one_of(self, *texts: str) -> str:
        """Wait for one of the texts; which it was, or nothing when the program has ended."""
        end = time.monotonic() + PATIENCE
        while True:
            shown = self.terminal.text
            found = next((text for text in texts if re.search(text, shown)), "")
            if found:
                return found
            if not self.terminal._read(0.05):  # noqa: SLF001 - hanging up is an answer too
                return ""
            if time.monotonic() > end:
                pytest.fail(f"none of {texts}; it shows:\n{shown}")

    def written(self) -> str:
        """All that is on the disk of notes, wherever they had to go."""
        places = [*self._root.rglob("notes/*"), *self._refuge.rglob("*.md")]
        return " ".join(path.read_text("utf-8", "replace") for path in places if path.is_file())

    def actions(self) -> str:
        """All that is on the disk of actions."""
        return " ".join(path.read_text("utf-8", "replace") for path in self._root.rglob("tiltak.md"))

    def lead(self) -> None:
        """Through a small session, noting what the screen says of the disk, and that it is true."""
        if not self.sees_one_of("Alt lagres", "Fikk ikke laget mappa"):
            return
        if "Fikk ikke laget mappa" in self.terminal.text:
            self.terminal.press("ctrl+q")
            return
        self._until("enter", "Mellomrom pause")
        self.terminal.press("n")
        self.sees_one_of("ut av feltet")
        self.terminal.press(*WORD)
        if self.sees_one_of(WORD) and self.sees_one_of(SAVED_NOW, "Ikke lagret .*ennå") == SAVED_NOW:
            assert WORD in self.written(), f"a false «lagret»:\n{self.terminal.text}"
        self.terminal.press("escape")
        self.sees_one_of("Mellomrom pause", "Enter begynn")
        self._until("+", "Ett minutt til")
        self.terminal.press("t")
        if not self.sees_one_of("Ansvarlig"):
            return
        self.terminal.press(*TASK)
        self.sees_one_of(TASK)
        time.sleep(TO_DRAFT)
        while "Ansvarlig" in self.terminal.text:
            self.terminal.press(SAVE)
            self.terminal.settle()
            if self.sees_one_of("Tiltaket er lagret", "Ansvarlig") == "Tiltaket er lagret":
                assert TASK in self.actions(), f"a false «lagret»:\n{self.terminal.text}"
            elif self._forever:
                self.terminal.press("escape")
                return
        self._end()

    def _end(self) -> None:
        """End the session and have its minutes written, as far as the disk lets it."""
        self.terminal.press("q")
        if self.sees_one_of("Avslutt økta") != "Avslutt økta":
            return
        self.terminal.press("a")
        if self.sees_one_of("Takk for innsatsen", "Fikk ikke skrevet til disken") != "Takk for innsatsen":
            return
        self.terminal.press("e")
        if self.sees_one_of("Referatet ligger i", "Referatet ble ikke skrevet") == "Referatet ligger i":
            (minutes,) = self._root.rglob("referat.md")
            assert TASK in minutes.read_text("utf-8")

    def _until(self, key: str, sign: str) -> None:
        """Press a key until it has had its effect; the disk may refuse it, in words."""
        for _try in range(3):
            self.terminal.press(key)
            if self.sees_one_of(sign, "Fikk ikke skrevet til disken") in {sign, ""}:
                return

    def quit(self) -> int:
        """Close the program, also when it warns that something is not saved."""
        for _try in range(10):
            try:
                self.terminal.press("escape")
                self.terminal.settle()
                self.terminal.press("ctrl+q")
            except OSError:
                break
            self.terminal.settle()
        return self.terminal.wait_for_end()


@pytest.mark.parametrize(("number", "error", "what"), CASES)
def test_a_call_that_the_disk_refuses(  # noqa: PLR0913, PLR0917 - fixtures and the case
    open_terminal: Callable[..., Terminal],
    library: Path,
    program: str,
    tmp_path: Path,
    number: int,
    error: str,
    what: str,
) -> None:
    from_there_on = what == "from there on"
    root, state = tmp_path / "sessions", tmp_path / "state"
    root.mkdir()
    disk = {
        "LD_PRELOAD": str(library),
        "DISK_FOLDER": str(root),
        "DISK_LOG": str(tmp_path / "log"),
        "DISK_REFUSES": f"{number}{'+' if from_there_on else ''}",
        "DISK_ERROR": str(getattr(errno, error)),
        "XDG_STATE_HOME": str(state),
        **({"DISK_LOOKS": "1"} if what == "once, looks too" else {}),
    }
    terminal = open_terminal("start", "--go", "--people", "Kari, Ola", "--unit", "Barnevernet", surroundings=disk)
    led = Led(terminal, root, state, forever=from_there_on)
    led.lead()
    assert led.quit() in {0, 1}
    assert b"Traceback" not in terminal.output
    assert not list(state.glob("**/log/*.txt")), "a crash was reported"
    left = sessions(root)
    if not left or "Alt lagres" not in terminal.output.decode("utf-8", "replace"):
        return
    assert WORD in led.written()
    load_session(left[0])
    home = {"XDG_STATE_HOME": str(state)}
    again = open_terminal("start", "--resume", left[0].name, "--go", surroundings=home)
    again.until("hjelp")
    again.press("ctrl+q")
    assert again.wait_for_end() == 0
    assert WORD in " ".join(path.read_text("utf-8") for path in left[0].glob("notes/*.md"))
    done = subprocess.run(
        [program, "--dir", str(root), "export"], capture_output=True, text=True, check=False, env={**os.environ, **home}
    )
    assert done.returncode == 0
    # What the disk took of the form and not of the list is told of; what is private is left out, and told of too.
    told = "".join(line for line in done.stderr.splitlines(keepends=True) if not line.startswith(LEFT_OUT))
    assert not told or told == UNSAVED


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few hundred kilobytes in memory; only root may have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.getuid() != 0:
        pytest.skip("a disk can be mounted by root only")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=300k,mode=700", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("here root may not mount a disk either")
    yield place
    unmount = shutil.which("umount") or "umount"
    subprocess.run([unmount, "--lazy", place], check=True)


def test_a_disk_that_is_full_and_gets_room_again(
    open_terminal: Callable[..., Terminal], small_disk: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    root = small_disk / "sessions"
    home = {"XDG_STATE_HOME": str(state), "AML_OKT_DIR": str(root)}
    terminal = open_terminal(
        "--dir", str(root), "start", "--go", "--people", "Kari, Ola", "--unit", "Barnevernet", surroundings=home
    )
    terminal.until("Trykk Enter når gruppa er klar")
    terminal.press("enter")
    terminal.until("Mellomrom pause")
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(512))
    refused = "Fikk ikke skrevet til disken: disken er full. Ingenting er endret."
    for _press in range(99):
        # The last page of the journal has room for some moves yet.
        terminal.press("+")
        terminal.settle()
        if refused in terminal.text:
            break
    terminal.until(refused)
    terminal.press("n")
    terminal.until("ut av feltet")
    terminal.type(WORD)
    terminal.until(WORD, "Ikke lagret i øktmappa ennå.", gone="✓ lagret")
    (refuge,) = state.rglob("*.md")
    assert WORD in refuge.read_text("utf-8")
    filler.unlink()
    terminal.until("✓ lagret", gone="Ikke lagret i øktmappa ennå")
    (note,) = root.rglob("notes/*.md")
    assert WORD in note.read_text("utf-8")
    assert not refuge.exists()
    terminal.press("escape")
    terminal.until("Mellomrom pause")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
