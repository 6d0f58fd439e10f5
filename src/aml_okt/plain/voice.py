"""What is said: a line at a time, written at once, with nothing in it that a terminal could obey but the bell."""

import os
import select
from typing import TextIO

from aml_okt.core.text import one_line, visible
from aml_okt.i18n import gettext as _
from aml_okt.signals import BY_SIGNAL, HUNG_UP

_SIGNS = {"·": ",", "●": "", "▲": "", "×": "x"}

LONGEST_STALL = 1.0
"""Seconds that are waited for a reader who does not read when the program has been asked to end."""


class UnheardError(OSError):
    """Nobody reads any more what is said. `status` is the exit status that tells why."""

    def __init__(self, status: int = HUNG_UP) -> None:
        super().__init__(status)
        self.status = status


class Voice:
    """Writes to one stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._writes = False
        self._signal = 0
        """The signal that has asked the program to end; 0 for none."""

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

    def hurry(self, number: int) -> None:
        """A signal asks the program to end: wait no longer for a reader who has stopped reading.

        It is for signal handlers, which interrupt the write that waits.

        Raises:
            UnheardError: when what is being said is not read.

        """
        self._signal = number
        if self._writes and not self._is_read():
            raise UnheardError(BY_SIGNAL + number)

    def _is_read(self) -> bool:
        """Whether there is room for more, if only after a while; where that cannot be asked, there is."""
        try:
            return bool(select.select([], [self._stream.fileno()], [], LONGEST_STALL)[1])
        except (OSError, ValueError):
            return True

    def _write(self, text: str) -> None:
        self._writes = True
        try:
            if self._signal and not self._is_read():
                raise UnheardError(BY_SIGNAL + self._signal)  # noqa: TRY301 - it ends like a write that is cut short
            self._stream.write(text)
            self._stream.flush()
        except UnheardError:
            self._give_up()
            raise
        except (OSError, ValueError) as fault:
            self._give_up()
            raise UnheardError from fault
        finally:
            self._writes = False

    def _give_up(self) -> None:
        """Let what could not be said go nowhere, so that it is not tried again when Python closes its streams."""
        self._writes = False
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            return  # a stream without a file has nothing to close


def in_speech(text: str) -> str:
    """What another face says with signs, in words: a screen reader would spell them out."""
    words = str.maketrans({**_SIGNS, "→": _("blir"), "≈": _("ca.")})
    return " ".join(text.translate(words).split()).replace(" ,", ",")


def sentence(text: str) -> str:
    """A piece of text as a sentence: a capital first and a full stop last; nothing stays nothing."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
