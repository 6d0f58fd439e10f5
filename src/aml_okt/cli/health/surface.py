"""The terminal: how large it is, what it can show, and what it runs in."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress

from aml_okt.cli.health.discretion import Surroundings
from aml_okt.cli.health.findings import Examined, Remark, Row, listed
from aml_okt.cli.terminal import WITHOUT_SCREEN, is_terminal
from aml_okt.i18n import gettext as _

COLUMNS, ROWS = 80, 24
"""What a screen takes to show everything."""
_TOLD = ("TERM", "COLORTERM", "NO_COLOR", "TERM_PROGRAM")
_INSIDE = {
    "TMUX": "tmux",
    "STY": "screen",
    "SSH_CONNECTION": "ssh",
    "WT_SESSION": "Windows Terminal",
    "WSL_DISTRO_NAME": "WSL",
}
"""Variables that tell what the terminal runs in, by being there."""


def surface(surroundings: Surroundings) -> Examined:
    """What the terminal is like; a report may also go into a file, which is no fault."""
    size, remarks = _size(), []
    if size is not None and (size[0] < COLUMNS or size[1] < ROWS):
        sentence = _("Vinduet er lite. Gjør det minst {columns} × {rows}, så får alt plass.")
        remarks.append(Remark(sentence.format(columns=COLUMNS, rows=ROWS)))
    if surroundings.environment.get("TERM") in WITHOUT_SCREEN:
        remarks.append(
            Remark(_("Terminalen kan ikke vise en hel skjerm. Bruk et vanlig vindu, eller «aml-okt start --plain»."))
        )
    encoding = _encoding()
    if encoding.lower().replace("-", "") not in {"utf8", "utf8sig"}:
        remarks.append(
            Remark(_("Terminalen kan ikke vise alle bokstaver. Sett tegnsettet til UTF-8, eller bruk et annet vindu."))
        )
    rows = (
        Row(_("Vindu"), f"{size[0]} × {size[1]}" if size else _("ikke et terminalvindu")),
        Row(_("Inn og ut"), listed(*_ends())),
        Row(_("Type"), listed(*_told(surroundings, _TOLD)) or "–"),
        Row(_("Tegnsett"), encoding),
        Row(
            _("Kjører i"), listed(*(name for sign, name in _INSIDE.items() if sign in surroundings.environment)) or "–"
        ),
    )
    return Examined(_("Terminalen"), rows, tuple(remarks))


def _told(surroundings: Surroundings, names: Iterable[str]) -> Iterable[str]:
    return map(surroundings.variable, names)


def _ends() -> tuple[str, str]:
    return (
        _("fra tastaturet") if is_terminal(sys.stdin) else _("ikke fra tastaturet"),
        _("til skjermen") if is_terminal(sys.stdout) else _("ikke til skjermen"),
    )


def _encoding() -> str:
    return (sys.stdout.encoding if sys.stdout is not None else None) or "–"


def _size() -> tuple[int, int] | None:
    """Columns and rows of the window that the command was given in; None where there is none."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if stream is not None and stream.isatty():
            with suppress(OSError, ValueError):
                columns, rows = os.get_terminal_size(stream.fileno())
                return columns, rows
    return None
