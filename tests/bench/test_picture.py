"""What a terminal shows, and when."""

import pytest

from tests.bench.picture import Cell, Frame, Picture, frames
from tests.bench.terminal import BEGIN_OF_FRAME, END_OF_FRAME, Read


def test_a_frame_is_there_when_its_end_has_come() -> None:
    reads = [Read(1.0, BEGIN_OF_FRAME + b"one"), Read(1.1, b"two" + END_OF_FRAME + b"three"), Read(1.2, END_OF_FRAME)]

    assert list(frames(reads)) == [
        Frame(1.1, BEGIN_OF_FRAME + b"onetwo" + END_OF_FRAME),
        Frame(1.2, b"three" + END_OF_FRAME),
    ]


@pytest.mark.parametrize("cut", range(1, len(END_OF_FRAME)))
def test_the_mark_may_come_in_two_pieces(cut: int) -> None:
    reads = [Read(1.0, b"x" + END_OF_FRAME[:cut]), Read(2.0, END_OF_FRAME[cut:])]

    assert list(frames(reads)) == [Frame(2.0, b"x" + END_OF_FRAME)]


def test_what_is_in_no_frame_counts_when_its_last_piece_came() -> None:
    assert list(frames([Read(1.0, b"a"), Read(2.0, b"b")])) == [Frame(2.0, b"ab")]
    assert list(frames([])) == []


def test_only_cells_that_look_different_have_changed() -> None:
    picture = Picture((5, 2))

    assert picture.draw(b"ab") == {Cell(0, 0, "a"), Cell(0, 1, "b")}
    assert picture.draw(b"\x1b[1;1Hac") == {Cell(0, 1, "c")}
    assert picture.draw(b"\x1b[1;1H\x1b[1ma") == {Cell(0, 0, "a")}
    assert picture.text == "ac\n"
