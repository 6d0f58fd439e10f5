"""The drawing of how cost grows."""

from xml.etree import ElementTree as ET

import pytest

from tests.bench.plot import Curve, Line, drawing, steps

SVG = "{http://www.w3.org/2000/svg}"
CURVE = Curve("note", "lines", "ms & more", (Line("ours", ((0, 1), (50, 2))), Line("<plain>", ((0, 1), (100, 8)))))


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (8, [0, 2, 4, 6, 8]),
        (1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (12, [0, 2, 4, 6, 8, 10, 12]),
        (10_000, [0, 2000, 4000, 6000, 8000, 10_000]),
        (0.37, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]),
    ],
)
def test_an_axis_has_round_values_and_room_for_all(most: float, shown: list[float]) -> None:
    assert steps(most) == pytest.approx(shown)


def test_each_curve_has_its_lines_with_their_names() -> None:
    picture = ET.fromstring(drawing([CURVE] * 3))  # noqa: S314 - it is our own
    words = [text.text for text in picture.iter(f"{SVG}text")]

    assert (words.count("ours"), words.count("<plain>"), words.count("ms & more")) == (3, 3, 3)
    assert len([path for path in picture.iter(f"{SVG}path") if "line" in path.get("class", "").split()]) == 6
    assert len(list(picture.iter(f"{SVG}circle"))) == 12


def test_more_is_higher_and_further_right() -> None:
    picture = ET.fromstring(drawing([CURVE]))  # noqa: S314 - it is our own
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in picture.iter(f"{SVG}circle")]
    (x1, y1), (x2, y2), _, (x4, y4) = dots

    assert x1 < x2 < x4
    assert y1 > y2 > y4
