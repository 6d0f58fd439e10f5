"""Both themes keep what the design promises about contrast, and name the same colours."""

import asyncio

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from aml_okt.tui.theme import DARK, GROUNDS, LIGHT, TEXT_COLOURS, THEMES, defaults

LEAST = 4.5
"""WCAG 2.2, 1.4.3, level AA."""

TEXTUALS_PAIRS = [
    ("text-primary", "background"),
    ("text-secondary", "background"),
    ("text-warning", "surface"),
    ("text-error", "surface"),
    ("text-success", "surface"),
    ("text-accent", "panel"),
    ("text-muted", "panel"),
    ("text-disabled", "panel"),
    ("foreground-muted", "panel"),
    ("foreground-disabled", "surface"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("button-color-foreground", "primary"),
    ("button-color-foreground", "success"),
    ("button-color-foreground", "error"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color", "background"),
    ("link-color-hover", "link-background-hover"),
    ("markdown-h1-color", "background"),
    ("markdown-h3-color", "surface"),
]


def colours(theme: Theme) -> dict[str, Color]:
    """Every variable of the theme that is a colour, as a style sheet would see it."""
    found = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(value) for name, value in found.items() if value.startswith("#")}


def luminance(colour: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast(Color.parse("#ffffff"), Color.parse("#000000")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT_COLOURS)
def test_every_text_colour_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[text], found[ground]) >= LEAST


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), TEXTUALS_PAIRS)
def test_textuals_own_widgets_can_be_read(theme: Theme, text: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[text], found[ground]) >= LEAST


def test_no_colour_is_see_through_where_text_depends_on_it() -> None:
    for theme in THEMES:
        found = colours(theme)
        assert all(found[name].a == 1 for name in (*TEXT_COLOURS, *GROUNDS))


def test_both_themes_name_the_same_colours() -> None:
    assert DARK.variables.keys() == LIGHT.variables.keys() == defaults().keys()


def test_one_theme_is_dark_and_the_other_light() -> None:
    assert DARK.dark
    assert not LIGHT.dark
    assert luminance(colours(DARK)["background"]) < 0.05
    assert luminance(colours(LIGHT)["background"]) > 0.8


def test_red_is_kept_for_overtime_and_faults() -> None:
    for theme in THEMES:
        found = colours(theme)
        users = {name for name in theme.variables if found.get(name) == found["over"]}
        assert users == {"over"}
        assert theme.error == theme.variables["over"]


def test_a_style_sheet_may_use_our_names_in_either_theme_and_in_a_foreign_one() -> None:
    class Painted(App[None]):
        CSS = "Screen { background: $background; color: $time-near; border: solid $over; }"

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return defaults()

    async def seen() -> list[Color]:
        app, found = Painted(), []
        async with app.run_test() as pilot:
            for theme in THEMES:
                app.register_theme(theme)
            for name in (DARK.name, LIGHT.name, "nord"):
                app.theme = name
                await pilot.pause()
                found.append(app.screen.styles.color)
        return found

    near = [colours(theme)["time-near"] for theme in (DARK, LIGHT, DARK)]
    assert asyncio.run(seen()) == near
