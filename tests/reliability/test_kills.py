"""SIGKILL at random moments of a session that is led by keys: nothing that the screen acknowledged is lost.

A note is acknowledged when the screen says «lagret» beside the text that was typed, a move and an action when the
screen tells of it, and what stands in a form when it has stood there for a while. After each kill all of it must be
on the disk, and the session must go on.
"""

import itertools
import json
import os
import random
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aml_okt.files.actions import ActionList
from aml_okt.files.folders import sessions
from aml_okt.files.note_file import read_notes
from aml_okt.loading import load_session
from tests.e2e.conftest import PATIENCE, Terminal
from tests.reliability.conftest import SAVED_NOW, times, whole_numbers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

KILLS = 25 if whole_numbers() else 8
"""How often one session is killed."""
MOVE = "+"
SAVE = "\x13"
"""Ctrl+S."""
A_WHILE = 1.5
"""Seconds in which what is typed in a form has come on the disk; a busy machine needs more than one."""
LONGEST = 5.0
"""Seconds from the start of the program within which it is killed; it is up after one or so."""


class Doomed:
    """A program in a terminal that will be killed at a moment of its own."""

    def __init__(self, terminal: Terminal, after: float) -> None:
        self._terminal = terminal
        self._timer = threading.Timer(after, self._kill)
        self._timer.start()

    def _kill(self) -> None:
        self._terminal.signal(signal.SIGKILL)

    def sees(self, *texts: str) -> bool:
        """Wait for all the patterns to be on the screen; False when the program has died before they were."""
        end = time.monotonic() + PATIENCE
        while not all(re.search(text, self._terminal.text) for text in texts):
            if not self._terminal._read(0.05):  # noqa: SLF001 - hanging up is what we wait for here
                return False
            if time.monotonic() > end:
                pytest.fail(f"never on the screen: {texts}; it shows:\n{self._terminal.text}")
        return True

    def wait(self, seconds: float) -> bool:
        """Let it go on for a while; False when it has died."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self._terminal._read(0.01):  # noqa: SLF001 - as above
                return False
        return True

    def press(self, *keys: str) -> bool:
        """Press keys; False when there is nobody to press them for."""
        try:
            self._terminal.press(*keys)
        except OSError:
            return False
        return True

    def bury(self) -> None:
        """Wait for the end."""
        self._timer.join()
        self._terminal.wait_for_end()
        self._terminal.close()


def lead(  # noqa: PLR0911 - it may die at every step
    doomed: Doomed, chance: random.Random, words: Iterator[str], *, begun: bool
) -> Iterator[str]:
    """Lead the session until the program dies; what the screen acknowledges, as it does: a word, or MOVE."""
    if not doomed.sees("Alt lagres" if not begun else "neste", "hjelp"):
        return
    if not begun and not (doomed.press("enter") and doomed.sees("neste")):
        return
    for turn in itertools.count():
        key, news = (("+", "Ett minutt til."), ("-", "Ett minutt mindre."))[turn % 2]
        if not doomed.press(key) or not doomed.sees(news):
            return
        yield MOVE
        if chance.random() < 0.3 and not doomed.press(chance.choice(("enter", "left"))):
            return
        word = next(words)
        if not doomed.press("n") or not doomed.sees("ut av feltet"):
            return
        if not doomed.press(*f"{word} ") or not doomed.sees(word, SAVED_NOW):
            return
        yield word
        if not doomed.press("escape") or not doomed.sees("n notat"):
            return
        if chance.random() < 0.4:
            yield from act(doomed, next(words))


def act(doomed: Doomed, word: str) -> Iterator[str]:
    """Write an action; what the last process left in the form stands before the word."""
    if not doomed.press("t") or not doomed.sees("Ansvarlig"):
        return
    if not doomed.press(*word) or not doomed.sees(word):
        return
    seen = time.monotonic()
    while time.monotonic() < seen + A_WHILE:
        if not doomed.sees(word) or not doomed.wait(0.05):
            return
    yield word
    if doomed.press(SAVE) and doomed.sees(f"Tiltaket er lagret: .*{word}"):
        yield word


def on_disk(session: Path) -> tuple[str, list[str]]:
    """The text of all notes, drafts and actions, and the names of the events."""
    lines = (session / "journal.jsonl").read_bytes().splitlines()
    texts = [*(note.text for note in read_notes(session)), *(action.text for action in ActionList(session).read())]
    return " ".join(texts), [json.loads(line)["event"] for line in lines if line.endswith(b"}")]


ROUNDS_AND_AN_END = """\
title: Prøve
steps:
  - {id: runder, number: "5b", title: Runder, time: 5 min, repeat: each participant in focus,
     phases: [{title: Fortelle, time: 5 min, who: focus}]}
  - {id: slutt, title: Slutt, time: 5 min, notes: minutes}
"""


@pytest.mark.parametrize("kill", times(2, 40))
def test_what_is_shared_from_the_rounds_is_lost_no_more_than_any_note(
    open_terminal: Callable[..., Terminal], tmp_path: Path, chance: random.Random, kill: int
) -> None:
    agenda, root, word = tmp_path / "rundene.yaml", tmp_path / "sessions", f"kanari{kill}"
    agenda.write_text(ROUNDS_AND_AN_END, "utf-8")
    terminal = open_terminal("start", "--go", "--people", "Kari, Ola", "--unit", "Økt", "--agenda", str(agenda))
    terminal.until("Trykk Enter når gruppa er klar")
    terminal.press("enter")
    for place in ("Kari har ordet", "Ola har ordet", "del fra rundene"):
        terminal.until(place, gone="Trykk Enter når")
        if place != "del fra rundene":
            terminal.press("enter")
    terminal.press("e")
    terminal.until("Delt fra rundene", "ut av feltet")
    terminal.type(word)
    terminal.until(word, "✓ lagret")
    terminal.type(" og mer")
    terminal.drain(chance.uniform(0, 0.6))
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()
    terminal.close()
    (session,) = sessions(root)
    (note,) = read_notes(session)
    assert (note.path.name, note.visibility.value) == ("05b-delt.md", "minutes")
    assert note.text.startswith(word)
    assert word not in (session / "journal.jsonl").read_text("utf-8")
    again = open_terminal("start", "--resume", session.name, "--go")
    again.until("del fra rundene")
    again.press("e")
    again.until("Delt fra rundene", word)
    again.press("ctrl+q")
    assert again.wait_for_end() == 0


@pytest.mark.parametrize("session_number", times(2, 40))
def test_nothing_acknowledged_is_lost(
    open_terminal: Callable[..., Terminal], tmp_path: Path, chance: random.Random, session_number: int
) -> None:
    root = tmp_path / "sessions"
    words = (f"ord{session_number}x{number}" for number in range(10**6))
    noted: list[str] = []
    moves = 0
    for kill in range(KILLS):
        left = sessions(root)
        start = ["--resume", left[0].name, "--go"] if left else ["--go", "--people", "Kari, Ola", "--unit", "Økt"]
        doomed = Doomed(open_terminal("start", *start), chance.uniform(0.2, LONGEST))
        begun = bool(left) and load_session(left[0]).state.course.begun is not None
        for told in lead(doomed, chance, words, begun=begun):
            if told == MOVE:
                moves += 1
            else:
                noted.append(told)
        doomed.bury()
        if not sessions(root):
            continue
        (session,) = sessions(root)
        text, events = on_disk(session)
        missing = [word for word in noted if word not in text]
        assert not missing, f"kill {kill}: {missing}"
        assert events.count("time_adjusted") >= moves
        load_session(session)
    print(f"{KILLS} kills: {len(noted)} notes and {moves} moves acknowledged, none lost")  # noqa: T201 - shown with -rP
    assert moves or noted
    last = open_terminal("start", "--resume", sessions(root)[0].name, "--go")
    last.until("hjelp")
    last.press("ctrl+q")
    assert last.wait_for_end() == 0
