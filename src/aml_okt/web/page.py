"""The page that a browser opens: its words, and the few files it is made of.

Every file is named here. No path is ever made of what a browser asks for, so that nothing else can be reached.
"""

from html import escape
from pathlib import Path
from string import Template

import textual_serve

from aml_okt.i18n import gettext as _
from aml_okt.i18n import language

_OURS = Path(__file__).parent / "page"
_THEIRS = Path(textual_serve.__file__).parent / "static"

FILES: dict[str, tuple[Path, str]] = {
    "/room.css": (_OURS / "room.css", "text/css; charset=utf-8"),
    "/room.js": (_OURS / "room.js", "text/javascript; charset=utf-8"),
    "/xterm.css": (_THEIRS / "css" / "xterm.css", "text/css; charset=utf-8"),
    "/roboto-mono.ttf": (_THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
"""What the page loads: the file, and the kind that the browser is told, whatever the system thinks it is."""

TRIES_WEBGL = "this.terminal.loadAddon(this.webglAddon),"
"""Where textual.js asks for a way of drawing that it leaves again for the canvas."""


def script() -> str:
    """textual.js without WebGL: on a machine that has none, the attempt would keep the canvas from being tried.

    What is then left draws blocks as letters, with seams between them.
    """
    return (_THEIRS / "js" / "textual.js").read_text(encoding="utf-8").replace(TRIES_WEBGL, "")


def page(*, light: bool) -> str:
    """The page as HTML; `light` is the ground that it shows before the room is drawn."""
    words = {
        "language": language(),
        "ground": "light" if light else "dark",
        "title": _("aml-økt"),
        "opening": _("Et øyeblikk …"),
        "lost": _("Mistet forbindelsen. Skjermen kommer tilbake av seg selv."),
        "scripts": _("Nettleseren må få kjøre JavaScript for å vise skjermen."),
    }
    template = Template((_OURS / "room.html").read_text(encoding="utf-8"))
    return template.substitute({name: escape(text) for name, text in words.items()})
