"""`aml-okt start --plain`: the program without a screen, on the standard streams."""

import io
import os
import random
import sys
import webbrowser
from typing import TextIO

from aml_okt.opening import Opening
from aml_okt.plain.program import Surroundings, run
from aml_okt.plain.reading import Reader
from aml_okt.plain.voice import Voice


def lead(opening: Opening) -> int:
    """Lead a session from standard input to standard output; the exit status."""
    reader = Reader(_input())
    voice = Voice(sys.stdout or io.StringIO())
    with reader.hearing_signals(voice.hurry):
        return run(opening, Surroundings(reader, voice, open_in_window, random.SystemRandom()))


def _input() -> TextIO:
    """Standard input as a stream of our own: a thread waits in it, and Python closes its own at the end."""
    try:
        return open(sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape", closefd=False)
    except (AttributeError, OSError, ValueError):
        return sys.stdin or io.StringIO()


def open_in_window(url: str) -> bool:
    """Open an address where there are windows to show it in; whether there are.

    A browser that draws in the terminal would draw over the lines.
    """
    windows = sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return windows and webbrowser.open(url)
