"""The picture round the table: who stands where, at every size, whatever people are called."""

import asyncio
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.app import App, ComposeResult

from aml_okt.scene.seats import Seat
from aml_okt.tui.theme import DARK, defaults
from aml_okt.tui.widgets.table_layout import SMALLEST, Box, Layout, Place, layout
from aml_okt.tui.widgets.table_names import first_names, full_names, shorten
from aml_okt.tui.widgets.table_picture import TablePicture
from aml_okt.tui.widgets.table_seating import figure_box
from aml_okt.tui.widgets.table_shape import Table

LEGEND = "◉ i fokus  ◆ snakker  ◷ tar tiden"
TURNED = "ryggen til"

HOSTILE = [
    "",
    " ",
    "Å",
    "Kari Nordmann-Hansen",
    "Kari Hansen",
    "Kari Nordmann-Hansen",
    "Anne Marie Sørensen-Østbye",
    "Wolfeschlegelsteinhausenbergerdorff",
    "王小明",
    "ßßßß",
    "A\u030a\u0327se",
    "\u0301\u0301",
    "\u200d",
    "Ola\u200d",
    "👩🏽\u200d⚕️ Eva",
    "[bold]Kari[/]",
    "hei [/",
    "\x1b[31mRød",
    "a\nb\tc",
    "\u202eirak",
    "\ud800",
]
names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
widths, heights = st.integers(30, 200), st.integers(9, 60)


@st.composite
def groups(draw: st.DrawFn) -> tuple[Seat, ...]:
    """Two to twelve people, at most one of them in focus."""
    called = draw(st.lists(names, min_size=2, max_size=12))
    focus = draw(st.integers(-1, len(called) - 1))
    turned = draw(st.booleans())
    return tuple(
        Seat(
            name,
            focus=place == focus,
            turned=place == focus and turned,
            speaking=draw(st.booleans()),
            timekeeper=draw(st.booleans()),
            gone=draw(st.booleans()),
        )
        for place, name in enumerate(called)
    )


def people(*called: str) -> list[Seat]:
    return [Seat(name) for name in called]


def figures(picture: Layout) -> list[Box]:
    if not picture.radius:
        return []
    return [figure_box(place.person, place.back, picture.radius) for place in picture.places]


def sketch(picture: Layout) -> str:
    """The picture as text; the table is `░`, figures are `o`."""
    rows = [[" "] * picture.width for _ in range(picture.height)]
    for y, row in enumerate(rows):
        for x in range(picture.width):
            if picture.table and picture.table.reach(x + 0.5, 2 * y + 1) < 1:
                row[x] = "░"
    for box in figures(picture):
        for y in range(box.y, box.bottom):
            rows[y][box.x : box.right] = "o" * box.width
    texts = [(x, place.label.y, text) for place in picture.places for x, _, text in place.pieces()]
    texts += [(box.x, box.y, text) for box, text in picture.texts]
    for x, y, text in texts:
        rows[y][x : x + len(text)] = text
    return "\n".join("".join(row).rstrip() for row in rows).rstrip("\n")


def drawn(expected: str) -> str:
    return "\n".join(line.partition("|")[2] for line in expected.splitlines() if "|" in line)


SIX = ("Kari Nordmann", "Ola Berg", "Liv Sæther", "Nils Øvrebø", "Per Hansen", "Åse Lund")


def test_six_people_round_a_small_table() -> None:
    seats = people(*SIX)
    seats[0] = replace(seats[0], speaking=True)
    seats[3] = replace(seats[3], focus=True)
    seats[5] = replace(seats[5], timekeeper=True)
    assert sketch(layout(seats, 40, 12, turned=TURNED, legend=LEGEND)) == drawn("""
        |
        |         Kari ◆          ● Ola
        |             ░░░░░░░░░░░░░░
        |           ░░░░░░░░░░░░░░░░░░
        |  Åse ◷ ● ░░░░░░░░░░░░░░░░░░░░ ● Liv
        |          ░░░░░░░░░░░░░░░░░░░░
        |           ░░░░░░░░░░░░░░░░░░
        |
        |          Per ●          ◉ NILS
        |
        |
        |    ◉ i fokus  ◆ snakker  ◷ tar tiden
        """)


def test_a_focus_person_who_has_turned_moves_a_step_away_and_nobody_else_moves() -> None:
    seats = people(*SIX)
    seats[3] = replace(seats[3], focus=True, turned=True)
    assert sketch(layout(seats, 40, 12, turned=TURNED)) == drawn("""
        |
        |        Kari ●            ● Ola
        |              ░░░░░░░░░░░░
        |           ░░░░░░░░░░░░░░░░░░
        |          ░░░░░░░░░░░░░░░░░░░░
        |    Åse ● ░░░░░░░░░░░░░░░░░░░░ ● Liv
        |          ░░░░░░░░░░░░░░░░░░░░
        |           ░░░░░░░░░░░░░░░░░░
        |            ░░░░░░░░░░░░░░░░
        |
        |         Per ●
        |              ryggen til  ◉ NILS
        """)


def test_twelve_people_find_room_in_the_smallest_picture() -> None:
    called = (*SIX, "Kari Dahl", "Bjørn Li", "Synnøve Solbakken", "Tor Ødegård", "Eva Vik", "Jan Moe")
    assert sketch(layout(people(*called), 30, 9)) == drawn("""
        |
        |    Kari N. ●    ● Ola
        |    Jan ●  ░░░░░░░░  ● Liv
        |    Eva ● ░░░░░░░░░░ ● Nils
        |          ░░░░░░░░░░
        |    Tor ● ░░░░░░░░░░ ● Per
        | Synnø… ●            ● Åse
        |      Bjørn ●    ● Kari D.
        """)


@given(groups(), widths, heights)
def test_everything_fits_and_nothing_overlaps(seats: tuple[Seat, ...], width: int, height: int) -> None:
    picture = layout(seats, width, height, turned=TURNED, legend=LEGEND)
    assert len(picture.places) == len(seats)
    assert picture.table is not None
    labels = [place.label for place in picture.places]
    boxes = labels + figures(picture) + [box for box, _ in picture.texts]
    assert all(box.within(width, height) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(label.on(picture.table) for label in labels)
    assert all(cell_len(text) == box.width for box, text in picture.texts)


@given(groups(), widths, heights)
def test_every_name_is_seen_and_every_role_is_told(seats: tuple[Seat, ...], width: int, height: int) -> None:
    for seat, place in zip(seats, layout(seats, width, height).places, strict=True):
        pieces = list(place.pieces())
        assert place.seat == seat
        assert cell_len(place.name) >= 1
        assert {text for _, kind, text in pieces if kind == "marker"} == {marker_of(seat)}
        assert "".join(text for _, kind, text in pieces if kind == "tail") == seat.tail
        assert min(x for x, _, _ in pieces) == place.label.x
        assert max(x + cell_len(text) for x, _, text in pieces) == place.label.right
        ends = [(x, x + cell_len(text)) for x, _, text in pieces]
        assert all(end <= start for (_, end), (start, _) in pairwise(ends))


def marker_of(seat: Seat) -> str:
    if seat.gone:
        return "○"
    return "◉" if seat.focus else "◆" if seat.speaking else "●"


@given(groups(), widths, heights)
def test_nobody_moves_when_roles_change(seats: tuple[Seat, ...], width: int, height: int) -> None:
    before = layout(seats, width, height)
    after = layout([replace(seat, speaking=not seat.speaking) for seat in seats], width, height)
    plain = layout([Seat(seat.name) for seat in seats], width, height)
    assert before.table == after.table == plain.table
    for one, two, three in zip(before.places, after.places, plain.places, strict=True):
        assert one.person == two.person
        assert one.turned or one.person == three.person


@given(groups(), widths, heights)
def test_who_turns_away_moves_out_and_their_chair_stands_between(
    seats: tuple[Seat, ...], width: int, height: int
) -> None:
    sitting = layout([replace(seat, turned=False) for seat in seats], width, height)
    for before, after in zip(sitting.places, layout(seats, width, height).places, strict=True):
        if after.turned:
            assert away(after, sitting) > away(before, sitting)
            assert after.back == (-before.back[0], -before.back[1])


def away(place: Place, picture: Layout) -> float:
    assert picture.table is not None
    return picture.table.reach(*place.person)


@given(groups(), st.integers(0, 60), st.integers(0, 20))
def test_a_space_too_small_for_a_table_still_lists_whom_it_can(
    seats: tuple[Seat, ...], width: int, height: int
) -> None:
    picture = layout(seats, width, height, turned=TURNED, legend=LEGEND)
    assert (picture.table is None) == (width < SMALLEST[0] or height < SMALLEST[1])
    labels = [place.label for place in picture.places]
    assert all(label.within(width, height) for label in labels)
    assert not any(one.meets(other) for one, other in combinations(labels, 2))


@given(st.integers(2, 12), widths, heights)
def test_both_sides_of_the_table_mirror_each_other(count: int, width: int, height: int) -> None:
    picture = layout(people(*["Kari"] * count), width, height)
    assert picture.table is not None
    rows = [place.label.y for place in picture.places]
    assert rows == [rows[1], rows[0], *rows[:1:-1]]


@given(st.lists(names, min_size=1, max_size=12))
def test_drawn_names_hold_nothing_a_terminal_could_obey(called: list[str]) -> None:
    for name in (*full_names(called), *first_names(called)):
        assert cell_len(name) >= 1
        assert name.isprintable() or not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in name)
        assert not set(name) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\x1b")


@given(names, st.integers(0, 12))
def test_a_shortened_name_fits_and_says_that_it_is_cut(name: str, width: int) -> None:
    (whole,) = full_names([name])
    short = shorten(whole, width)
    assert cell_len(short) <= width
    assert short == whole or width < cell_len(whole)
    if width >= 3 and short != whole:
        assert "…" in short


def test_first_names_are_told_apart_by_as_little_as_it_takes() -> None:
    assert first_names(["Kari Nordmann", "Ola Berg"]) == ["Kari", "Ola"]
    assert first_names(["Kari Nordmann", "Kari Hansen"]) == ["Kari N.", "Kari H."]
    assert first_names(["Kari Nordmann", "Kari Nilsen"]) == ["Kari No.", "Kari Ni."]
    assert first_names(["Kari Li", "Kari Lie"]) == ["Kari Li", "Kari Lie"]
    assert first_names(["Kari", "Kari Lie"]) == ["Kari", "Kari L."]
    assert first_names(["Kari Lie", "Kari Lie"]) == ["Kari", "Kari"]
    assert first_names(["Anne Marie Lie", "Anne-Marie Lie"]) == ["Anne", "Anne-Marie"]
    assert first_names(["Anne Marie Lie", "Anne Lise Lie"]) == ["Anne Marie Lie", "Anne Lise Lie"]


def test_a_name_is_cut_between_letters_and_keeps_what_tells_it_apart() -> None:
    assert shorten("Synnøve", 5) == "Synn…"
    assert shorten("Kari N.", 6) == "Ka… N."
    assert shorten("Kari N.", 5) == "Kari…"
    assert shorten("Kari", 1) == "K"
    assert shorten("王小明", 4) == "王…"
    assert shorten("王小明", 2) == "王"
    assert shorten("王小明", 1) == "…"
    assert shorten("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


def test_names_stand_in_full_where_there_is_room() -> None:
    assert [place.name for place in layout(people(*SIX), 200, 60).places] == list(SIX)
    assert [place.name for place in layout(people(*SIX), 40, 12).places] == first_names(SIX)


def test_people_become_figures_when_there_is_room() -> None:
    assert layout(people(*SIX), 40, 12).radius == 0
    assert layout(people(*SIX), 80, 28).radius >= 2
    assert layout(people(*SIX), 200, 60).radius > layout(people(*SIX), 120, 36).radius


def test_a_focus_person_who_speaks_and_keeps_the_time_has_all_three_marks() -> None:
    seats = [*people("Liv", "Ola"), Seat("Kari", focus=True, speaking=True, timekeeper=True)]
    kari = layout(seats, 60, 14).places[2]
    assert "".join(text for _, _, text in kari.pieces()) == "◉KARI◆◷"


def test_seats_are_equally_far_apart_and_start_at_the_top_left() -> None:
    table = Table(50, 30, 30, 16)
    spots = table.spots(6)
    assert spots[0].x < table.x < spots[1].x
    assert spots[0].y < table.y
    gaps = [abs(one.x - two.x) + abs(one.y - two.y) for one, two in zip(spots, spots[3:], strict=False)]
    assert max(gaps) > 30


class Room(App[None]):
    """A picture and nothing else."""

    def __init__(self, *seats: Seat) -> None:
        super().__init__()
        self.seats = seats

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return defaults()

    def compose(self) -> ComposeResult:
        yield TablePicture(self.seats)

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name

    def shown(self) -> list[str]:
        picture = self.query_one(TablePicture)
        return [picture.render_line(y).text for y in range(picture.size.height)]


@pytest.mark.parametrize("size", [(30, 9), (40, 12), (60, 18), (120, 36), (20, 4), (5, 1)])
def test_the_widget_fills_its_size_exactly(size: tuple[int, int]) -> None:
    async def shown() -> list[str]:
        app = Room(*people(*HOSTILE[:12]))
        async with app.run_test(size=size):
            return app.shown()

    lines = asyncio.run(shown())
    assert len(lines) == size[1]
    assert {cell_len(line) for line in lines} == {size[0]}


def test_the_widget_tells_all_roles_in_words_and_shapes() -> None:
    seats = people(*SIX)
    seats[1] = replace(seats[1], focus=True, turned=True)
    seats[2] = replace(seats[2], speaking=True)
    seats[4] = replace(seats[4], gone=True, timekeeper=True)
    seats[5] = replace(seats[5], timekeeper=True)

    async def shown() -> str:
        app = Room(*people(*SIX))
        async with app.run_test(size=(60, 18)) as pilot:
            app.query_one(TablePicture).seats = tuple(seats)
            await pilot.pause()
            return "\n".join(app.shown())

    text = asyncio.run(shown())
    for part in ("◉ OLA", "◆ Liv", "Per", "○", TURNED, LEGEND, "◷"):
        assert part in text
    assert text.count("◷") == 2


def test_a_change_of_speaker_draws_only_part_of_the_picture() -> None:
    seats = people(*SIX)

    async def changed() -> set[int]:
        app = Room(*seats)
        async with app.run_test(size=(60, 18)) as pilot:
            await pilot.pause()
            before = app.shown()
            app.query_one(TablePicture).seats = (replace(seats[0], speaking=True), *seats[1:])
            await pilot.pause()
            return {y for y, (old, new) in enumerate(zip(before, app.shown(), strict=True)) if old != new}

    lines = asyncio.run(changed())
    assert lines
    assert len(lines) < 12
