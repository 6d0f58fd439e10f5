"""The clock's digits as pictures, at every size, and the widgets that show time."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import ParamSpec

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip

from aml_okt.tui.theme import DARK, defaults
from aml_okt.tui.widgets.digits import BigTime, draw, largest_rows, width_of
from aml_okt.tui.widgets.glyphs import DIGITS, bitmap
from aml_okt.tui.widgets.progress import TimeBar, split

clock_texts = st.text("0123456789:+ ", min_size=1, max_size=8)
heights = st.integers(3, 40)

P = ParamSpec("P")


def in_a_loop(test: Callable[P, Coroutine[None, None, None]]) -> Callable[P, None]:
    """Run a test of a widget in a running app."""

    @wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


def picture(text: str, rows: int) -> str:
    return "\n".join(line.rstrip() for line in draw(text, rows=rows))


def drawn(expected: str) -> str:
    return "\n".join(line.partition("|")[2] for line in expected.splitlines() if "|" in line)


def test_three_rows_are_enough_to_tell_the_time() -> None:
    assert picture("3:42", 3) == drawn("""
        | ▀▀▄ ▄ █  █  ▀▀▄
        | ▀▀▄   █▄▄█ ▄▀▀
        | ▄▄▀ ▀    █ █▄▄▄
        """)


def test_five_rows_have_slopes_and_rounded_corners() -> None:
    assert picture("+0:37", 5) == drawn("""
        |        ▄█████▄      ▄█████▄  ███████
        |  ██    ██   ██  ██       ██      ▄██
        |██████  ██   ██        █████     ▄██
        |  ██    ██   ██  ██       ██     ██
        |        ▀█████▀      ▀█████▀    ██
        """)


def test_the_digits_of_a_room_screen() -> None:
    assert picture("14", 10) == drawn("""
        |   ▄█████            ▄█████
        |▄▄███████           ▄██████
        |███▀ ████          ▄███████
        |▀    ████          ████████
        |     ████         ████▀████
        |     ████        ████▀ ████
        |     ████       █████▄▄████▄▄
        |     ████       █████████████
        |     ████              ████
        |     ████              ████
        """)


@given(clock_texts, heights)
def test_every_line_is_as_long_as_the_width_says(text: str, rows: int) -> None:
    lines = draw(text, rows=rows)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {width_of(text, rows=rows)}
    assert set("".join(lines)) <= set(" ▀▄█")


@given(st.sampled_from(DIGITS), st.sampled_from(DIGITS), heights)
def test_nothing_jumps_when_a_digit_changes(one: str, other: str, rows: int) -> None:
    assert width_of(f"{one}:{one}", rows=rows) == width_of(f"{other}:{other}", rows=rows)


@given(heights)
def test_no_two_characters_look_alike_at_any_height(rows: int) -> None:
    pictures = {tuple(draw(char, rows=rows)) for char in f"{DIGITS}:+"}
    assert len(pictures) == len(DIGITS) + 2


@given(heights)
def test_a_colon_is_two_equal_points_apart(rows: int) -> None:
    pixels = bitmap(":", rows * 2)
    assert pixels == pixels[::-1]
    inked = [any(line) for line in pixels]
    assert sum(inked) == 2 * len(pixels[0])
    assert not any(inked[rows - 1 : rows + 1])


@given(heights)
def test_two_digits_that_could_be_mistaken_differ_in_more_than_a_pixel(rows: int) -> None:
    for one, other in ("68", "08", "17", "56", "38", "89"):
        pairs = zip(bitmap(one, rows * 2), bitmap(other, rows * 2), strict=True)
        differing = sum(a != b for above, below in pairs for a, b in zip(above, below, strict=True))
        assert differing >= rows / 3


@given(heights)
def test_round_digits_mirror_themselves_and_each_other(rows: int) -> None:
    for char in "08":
        pixels = bitmap(char, rows * 2)
        assert all(line == line[::-1] for line in pixels)
    assert [line[::-1] for line in bitmap("6", rows * 2)[::-1]] == list(bitmap("9", rows * 2))


@given(heights)
def test_outer_corners_are_rounded_and_stems_reach_top_and_bottom(rows: int) -> None:
    zero = bitmap("0", rows * 2)
    assert not any((zero[0][0], zero[0][-1], zero[-1][0], zero[-1][-1]))
    for char in DIGITS:
        assert any(bitmap(char, rows * 2)[0])
        assert any(bitmap(char, rows * 2)[-1])


@given(clock_texts, st.integers(0, 220), st.integers(0, 60))
def test_the_largest_size_fits_and_the_next_does_not(text: str, width: int, height: int) -> None:
    rows = largest_rows(text, width, height)
    assert rows <= height
    if rows >= 3:
        assert width_of(text, rows=rows) <= width
        assert rows == height or width_of(text, rows=rows + 1) > width
    elif rows == 1:
        assert len(draw(text, rows=rows)[0]) <= width


def test_where_no_digits_fit_the_time_is_written_plainly() -> None:
    assert largest_rows("3:42", 10, 2) == 1
    assert draw("3:42", rows=1) == ["3:42"]
    assert draw("3:42", rows=2) == ["3:42", "    "]
    assert largest_rows("3:42", 3, 9) == 0
    assert draw("3:42", rows=0) == []


def test_characters_that_are_not_time_are_left_empty() -> None:
    assert "".join(draw("x", rows=4)).strip() == ""
    assert draw("\x1b", rows=1) == ["␛"]


def test_a_giant_clock_fills_a_projector() -> None:
    assert largest_rows("10:00", 200, 60) >= 26


class Clock(App[None]):
    """One clock and one bar, counting the lines that are drawn."""

    CSS = """
    BigTime { width: 40; height: 6; background: $background; }
    TimeBar { width: 20; }
    """

    def __init__(self, text: str = "3:42", *, max_rows: int = 0) -> None:
        super().__init__()
        self.text, self.max_rows = text, max_rows
        self.drawn: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return defaults()

    def compose(self) -> ComposeResult:
        drawn_lines = self.drawn

        class Counted(BigTime):
            def render_line(self, y: int) -> Strip:
                drawn_lines.append(y)
                return super().render_line(y)

        yield Counted(self.text, max_rows=self.max_rows, id="clock")
        yield TimeBar(0.5)

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name

    @property
    def clock(self) -> BigTime:
        return self.query_one("#clock", BigTime)

    def shown(self) -> list[str]:
        return [self.clock.render_line(y).text for y in range(self.clock.size.height)]


@in_a_loop
async def test_a_clock_fills_its_box_with_room_for_a_longer_time() -> None:
    app = Clock("9:59")
    async with app.run_test():
        rows = largest_rows("00:00", 40, 6)
        assert app.shown()[:rows] == [line.ljust(40) for line in draw("9:59", rows=rows)]


@in_a_loop
async def test_a_clock_grows_no_further_than_told() -> None:
    app = Clock("9:59", max_rows=3)
    async with app.run_test():
        assert app.shown() == [line.ljust(40) for line in [*draw("9:59", rows=3), "", "", ""]]


@in_a_loop
async def test_a_new_second_draws_only_the_lines_that_differ() -> None:
    app = Clock("3:42")
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.shown()
        app.drawn.clear()
        app.clock.text = "3:43"
        await pilot.pause()
        drawn_lines = set(app.drawn)
        after = app.shown()
        assert drawn_lines == {y for y in range(6) if before[y] != after[y]}
        assert 0 not in drawn_lines


@in_a_loop
async def test_the_same_time_again_draws_nothing() -> None:
    app = Clock("3:42")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.drawn.clear()
        app.clock.text = "3:42"
        await pilot.pause()
        assert app.drawn == []


@pytest.mark.parametrize(
    ("state", "name"), [("", "time"), ("warning", "time-near"), ("over", "over"), ("paused", "muted")]
)
@in_a_loop
async def test_a_class_tells_the_state_of_the_clock(state: str, name: str) -> None:
    app = Clock()
    async with app.run_test() as pilot:
        app.clock.set_classes(state)
        await pilot.pause()
        style = next(iter(app.clock.render_line(0))).style
        assert style is not None
        assert style.color is not None
        assert Color.from_rich_color(style.color) == Color.parse(DARK.variables[name])


def test_a_bar_is_drawn_in_half_cells_with_air_between() -> None:
    assert [" ".join(split(part / 8, 4)) for part in range(9)] == [
        " ━━━━",
        "╸ ━━━",
        "━ ╺━━",
        "━╸ ━━",
        "━━ ╺━",
        "━━╸ ━",
        "━━━ ╺",
        "━━━╸ ",
        "━━━━ ",
    ]


@given(st.floats(-1, 2), st.integers(0, 200))
def test_a_bar_is_always_as_wide_as_its_box(fraction: float, width: int) -> None:
    assert len("".join(split(fraction, width))) == width


@in_a_loop
async def test_a_bar_is_drawn_again_only_when_a_cell_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Clock()
    async with app.run_test() as pilot:
        await pilot.pause()
        bar = app.query_one(TimeBar)
        refreshed: list[Region] = []
        monkeypatch.setattr(bar, "refresh", refreshed.append)
        bar.fraction = 0.501
        assert refreshed == []
        bar.fraction = 0.54
        assert refreshed == [Region(9, 0, 3, 1)]
        assert bar.render_line(0).text == "━━━━━━━━━━━╺━━━━━━━━"
        assert bar.render_line(1).text == " " * 20
