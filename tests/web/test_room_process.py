"""What a browser may say to the process that draws for it: how large its window is, within reason."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.web import DRIVER
from aml_okt.web.room_process import first_size, new_size
from tests.web.conftest import drawn, run, serving

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["width", "height", "x"]), inner),
)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (120, 30, (120, 30)), (0, 0, (10, 5)), (-5, 30, (10, 30)), (10_000, 10_000, (500, 200)), (10, 5, (10, 5)),
        (500, 200, (500, 200)),
    ],
)  # fmt: skip
def test_a_size_is_kept_within_reason(width: int, height: int, size: tuple[int, int]) -> None:
    assert new_size(json.dumps(["resize", {"width": width, "height": height}])) == size


@pytest.mark.parametrize(
    "said",
    [
        '["stdin", "q"]', '["resize"]', '["resize", {}]', '["resize", {"width": 80}]', '["resize", null]', "", "[]",
        '["resize", {"width": "80", "height": 24}]', '["resize", {"width": 80.5, "height": 24}]', "null", "{}",
        '["resize", {"width": true, "height": 24}]', '["resize", {"width": 1e400, "height": 24}]', '["quit"]',
        '["resize", {"width": 99999999999999999999, "height": 24}]', "[" * 5000, "80x24",
        '["resize", {"x":' + "[" * 5000, "\0",
        '["resize", {"width": 80, "height": 24}, 1]', '["focus"]', '["blur"]', '["ping", "1"]', "\ud800",
    ],
)  # fmt: skip
def test_whatever_else_is_said_is_no_size(said: str) -> None:
    assert new_size(said) is None


@given(JSON_VALUES)
def test_no_message_makes_a_fault(value: object) -> None:
    for said in (json.dumps(value), json.dumps(["resize", value])):
        size = new_size(said)
        assert size is None or (10 <= size[0] <= 500 and 5 <= size[1] <= 200)


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_stands_in_the_address_is_a_size_within_reason(width: str, height: str) -> None:
    columns, rows = first_size(width, height)
    assert 10 <= columns <= 500
    assert 5 <= rows <= 200


def test_a_size_that_is_none_is_the_usual_one() -> None:
    assert first_size("", "x") == first_size("-1", "1e3") == (80, 24)
    assert first_size("200", "60") == (200, 60)


SHOWS_ENVIRONMENT = """
import json, os
data = json.dumps(dict(os.environ)).encode()
os.write(1, b"__GANGLION__\\nD" + len(data).to_bytes(4, "big") + data)
"""


def test_a_process_inherits_nothing_that_would_make_it_write_down_what_it_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_PRESS", "TEXTUAL_SCREENSHOT"):
        monkeypatch.setenv(name, "debug")

    async def story() -> None:
        async with serving((sys.executable, "-c", SHOWS_ENVIRONMENT)) as client:
            environment = json.loads(await drawn(await client.look("?width=100&height=40")))
            assert {name for name in environment if name.startswith("TEXTUAL")} == {
                "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER",
            }  # fmt: skip
            assert environment["TEXTUAL_DRIVER"] == DRIVER
            assert (environment["COLUMNS"], environment["ROWS"]) == ("100", "40")

    run(story)
