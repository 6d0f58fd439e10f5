"""What kind of terminal a command was given in."""

import os
import sys
from typing import TextIO

from aml_okt.cli.failure import Failure
from aml_okt.i18n import gettext as _
from aml_okt.web import DRIVER

WITHOUT_SCREEN = frozenset({"dumb", "unknown"})
"""What a terminal calls itself that only writes lines, one after the other."""


def is_served() -> bool:
    """Whether this process draws for the server of `room --serve`, which is no terminal and needs none."""
    return os.environ.get("TEXTUAL_DRIVER") == DRIVER


def need_screen(typed: str, instead: str = "") -> None:
    """See that there is a terminal that can show what was `typed`; `instead` is what to do where there is none.

    Raises:
        Failure: when there is none.

    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        sentence = _("«{command}» trenger et terminalvindu å vise skjermen i. Skriv kommandoen rett inn der.")
        raise Failure(" ".join(filter(None, (sentence.format(command=typed), instead))))
    if (kind := os.environ.get("TERM")) in WITHOUT_SCREEN:
        sentence = _("Denne terminalen (TERM={kind}) kan ikke vise en hel skjerm. Bruk et vanlig terminalvindu.")
        raise Failure(" ".join(filter(None, (sentence.format(kind=kind), instead))))


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at the other end; a stream may be missing where a window started the program."""
    return stream is not None and stream.isatty()
