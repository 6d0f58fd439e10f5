"""Front matter: a few keys with text, whatever a person or another editor made of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aml_okt.core.text import one_line
from aml_okt.files.front_matter import join, split

encodable = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
lines = st.text(encodable)
keys = st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), lines, max_size=5)


@given(keys, lines)
@example({"title": "no"}, "")
@example({"title": "15:00", "owner": "1e3", "step": "null"}, "---\nx: y\n---\n")
@example({"title": "[Kari]", "owner": "{a: b}", "step": "# nei"}, "\n\n")
@example({"title": "---\n---", "owner": "a\n---\nb: c"}, "---")
@example({"title": "\x1b[31m\u202e\x85\u2028\ufeff", "owner": "x" * 11_000}, "\ufeff")
@example({"title": "*alias", "owner": "&anchor", "step": "!!python/none"}, "")
def test_what_was_written_is_read_again_each_value_as_one_safe_line(kept: dict[str, str], body: str) -> None:
    safe = {key: one_line(value) for key, value in kept.items()}

    assert split(join(kept, body)) == ({key: value for key, value in safe.items() if value}, body)


def test_empty_values_are_left_out() -> None:
    assert join({"step": "a", "owner": ""}, "tekst") == "---\nstep: a\n---\ntekst"


@pytest.mark.parametrize("value", ["no", "15:00", "1.10", "null", "~", "0o17", "2026-11-23", "0x1F", "+47 99"])
def test_a_value_is_text_however_yaml_would_take_it(value: str) -> None:
    assert split(f"---\ntitle: {value}\n---\n") == ({"title": value}, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bare tekst",
        "---",
        "---\n",
        "---\nstep: a",
        "---\nstep: a\n--",
        "---\n- en\n- liste\n---\ntekst",
        "---\nbare ord\n---\ntekst",
        "---\nstep: [\n---\ntekst",
        "---\nstep: 'åpen\n---\ntekst",
        "---\n? [a]\n: b\n---\ntekst",
        '---\nstep: "\\UFFFFFFFF"\n---\ntekst',
        '---\nstep: "\\U00110000"\n---\ntekst',
        "---\nstep: \x00\n---\ntekst",
        "---\nstep: *ukjent\n---\ntekst",
        "---\n" + "[" * 5000 + "\n---\ntekst",
        " ---\nstep: a\n---\n",
    ],
)
def test_a_file_without_readable_front_matter_is_all_body(text: str) -> None:
    assert split(text) == ({}, text)


def test_lists_and_mappings_say_nothing() -> None:
    text = "---\nstep: a\ntags: [x, y]\nmore: {z: w}\n---\ntekst"

    assert split(text) == ({"step": "a"}, "tekst")


def test_front_matter_that_would_swell_is_read_at_once() -> None:
    """Nine aliases of nine aliases, and so on: small on the disk, a billion words when written out."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))

    assert split(f"---\nstep: a\n{bomb}---\ntekst") == ({"step": "a"}, "tekst")


def test_line_ends_of_another_system_make_no_difference() -> None:
    assert split("---\r\nstep: a\r\n---\r\nen\r\nto") == ({"step": "a"}, "en\nto")


def test_the_last_of_two_equal_keys_counts() -> None:
    assert split("---\nstep: a\nstep: b\n---\n") == ({"step": "b"}, "")
