"""What is said: a line at a time, written at once, with nothing in it that a terminal could obey but the bell."""

import os
from typing import TextIO

from aml_okt.core.text import one_line, visible

_IN_WORDS = str.maketrans({"·": ",", "→": "blir", "●": "", "▲": "", "×": "x", "≈": "ca."})


class UnheardError(OSError):
    """Nobody reads any more what is said."""


class Voice:
    """Writes to one stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def say(self, *lines: str) -> None:
        """Say lines, each as one; one that is empty is left out.

        Raises:
            UnheardError: when nobody reads them.

        """
        for line in map(one_line, lines):
            if line:
                self._write(f"{line}\n")

    def read_out(self, text: str) -> None:
        """Say a text that somebody has written, line by line as it stands.

        Raises:
            UnheardError: when nobody reads it.

        """
        for line in visible(text).replace("\t", " ").split("\n"):
            if line.strip():
                self._write(f"{line.rstrip()}\n")

    def ring(self) -> None:
        """Ring the bell once.

        Raises:
            UnheardError: when nobody reads it.

        """
        self._write("\a")

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError) as fault:
            self._give_up()
            raise UnheardError from fault

    def _give_up(self) -> None:
        """Let what could not be said go nowhere, so that it is not tried again when Python closes its streams."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            return  # a stream without a file has nothing to close


def in_speech(text: str) -> str:
    """What another face says with signs, in words: a screen reader would spell them out."""
    return " ".join(text.translate(_IN_WORDS).split()).replace(" ,", ",")


def sentence(text: str) -> str:
    """A piece of text as a sentence: a capital first and a full stop last; nothing stays nothing."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
