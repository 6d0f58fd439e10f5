"""The colours: one dark theme and one light, and what each colour is for.

Style sheets use these names only, so that both themes can be right at once:

- `$foreground`, `$muted`: text, and text that may wait.
- `$focus`: what is in focus, warm. `$now`: what is being done now, cool. `$over`: overtime and faults, nothing else.
- `$time`, `$time-near`: the clock, and the clock near the end of the timebox; `$time-bar`: the bar below it.
- `$background`, `$surface`, `$panel`: the ground, what lies on it, and the bars along the edges.
- `$frame`: lines and tracks, and the ground of the row one stands on; never text.
- `$table`, `$table-lit`, `$table-edge`, `$chair`, `$person`: the picture round the table, never text.

Every text colour keeps a contrast of at least 4.5:1 on every ground; `tests/tui/test_theme.py` measures it.
"""

from textual.theme import Theme

TEXT_COLOURS = ("foreground", "muted", "focus", "now", "over", "time", "time-near")
"""The names that text may be drawn in."""

GROUNDS = ("background", "surface", "panel", "frame")
"""The names that text may be drawn on."""


def _theme(  # noqa: PLR0913 -- a theme is its list of colours
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    foreground: str,
    muted: str,
    focus: str,
    now: str,
    over: str,
    time: str,
    time_near: str,
    frame: str,
    table: str,
    table_lit: str,
    table_edge: str,
    chair: str,
    person: str,
) -> Theme:
    """Give Textual's own widgets the same few colours, text in full strength wherever they would fade it."""
    ours = {
        "muted": muted,
        "focus": focus,
        "now": now,
        "over": over,
        "time": time,
        "time-near": time_near,
        "time-bar": focus,
        "frame": frame,
        "table": table,
        "table-lit": table_lit,
        "table-edge": table_edge,
        "chair": chair,
        "person": person,
    }
    textuals = {
        "text": foreground,
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "border": focus,
        "border-blurred": frame,
        "block-cursor-background": focus,
        "block-cursor-foreground": background,
        "block-cursor-blurred-background": frame,
        "block-cursor-blurred-foreground": foreground,
        "button-foreground": foreground,
        "button-color-foreground": background,
        "footer-background": panel,
        "footer-foreground": foreground,
        "footer-description-foreground": foreground,
        "footer-key-foreground": focus,
        "input-cursor-background": focus,
        "input-cursor-foreground": background,
        "input-selection-background": frame,
        "input-selection-foreground": foreground,
        "screen-selection-background": frame,
        "screen-selection-foreground": foreground,
        "link-color": now,
        "link-color-hover": background,
        "link-background-hover": focus,
        "markdown-h1-color": focus,
        "markdown-h2-color": focus,
        "markdown-h3-color": now,
        "scrollbar": frame,
        "scrollbar-hover": muted,
        "scrollbar-active": focus,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
    }
    return Theme(
        name=name,
        dark=dark,
        primary=focus,
        secondary=now,
        accent=focus,
        success=now,
        warning=focus,
        error=over,
        foreground=foreground,
        background=background,
        surface=surface,
        panel=panel,
        variables=textuals | ours,
    )


DARK = _theme(
    "aml-mørk",
    dark=True,
    background="#10171e",
    surface="#172029",
    panel="#1e2935",
    foreground="#dbe2ea",
    muted="#9aa6b3",
    focus="#f2b866",
    now="#82d3bf",
    over="#ff8b7b",
    time="#f2b866",
    time_near="#ffa256",
    frame="#2d3a47",
    table="#283644",
    table_lit="#3b4651",
    table_edge="#1c2732",
    chair="#3f4e5d",
    person="#8b9bab",
)

LIGHT = _theme(
    "aml-lys",
    dark=False,
    background="#f6f3ec",
    surface="#efeae0",
    panel="#e8e1d4",
    foreground="#1f2731",
    muted="#525a65",
    focus="#8c4700",
    now="#0a6258",
    over="#b0221b",
    time="#1f2731",
    time_near="#8c4700",
    frame="#ddd5c6",
    table="#e2d4bb",
    table_lit="#f0e6d3",
    table_edge="#c4b190",
    chair="#c3b69e",
    person="#66707c",
)

THEMES = (DARK, LIGHT)
"""For `App.register_theme`; the first is the default."""


def defaults() -> dict[str, str]:
    """For `App.get_theme_variable_defaults`: a foreign theme then still gives our names a colour."""
    return dict(DARK.variables)
