"""Front matter: a few keys with text, whatever a person or another editor made of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aml_okt.core.text import one_line
from aml_okt.files.front_matter import PLAIN_LINE, join, rewritten, said_in_yaml, said_plainly, split

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


def test_a_key_that_stands_twice_says_all_that_it_says() -> None:
    assert split("---\nstep: a\nstep: b\n---\n") == ({"step": "a | b"}, "")
    assert split("---\nstep: a\nstep: a\n---\n") == ({"step": "a"}, "")


BY_HAND = """---
# Fra møtet i går
step: refleksjon
title: >
  Over flere
  linjer
tags:
- ro
- rolle
"owner": Kari
aliases: [en, to]
mer:
  enda: mer  # og en merknad
visibility: minutes
---
Tekst."""


def test_what_another_editor_has_written_above_the_text_stays() -> None:
    again = rewritten(BY_HAND, {"step": "refleksjon", "title": "Refleksjon", "owner": ""}, "Ny tekst.")

    assert (
        again
        == """---
step: refleksjon
title: Refleksjon
# Fra møtet i går
tags:
- ro
- rolle
aliases: [en, to]
mer:
  enda: mer  # og en merknad
visibility: minutes
---
Ny tekst."""
    )
    assert rewritten(again, {"step": "refleksjon", "title": "Refleksjon", "owner": ""}, "Ny tekst.") == again


def test_a_key_can_be_taken_out_again_and_nothing_else_is() -> None:
    assert rewritten("---\nafter: x\ntags: [ro]\n---\na", {}, "b", ["after"]) == "---\ntags: [ro]\n---\nb"


@pytest.mark.parametrize(
    "head",
    [
        "{step: a, tags: [ro], owner: Kari}",
        "? step\n: a\nowner: Kari",
        "step: |\n  a\n\n  b\nowner: Kari",
        'owner: Kari\n"st\\u0065p": a',
        "step: &a ro\ntags: [*a]\nowner: Kari",
    ],
)
def test_a_front_matter_that_cannot_be_changed_in_part_is_written_anew_and_kept_as_comments(head: str) -> None:
    again = rewritten(f"---\n{head}\n---\nx", {"step": "b"}, "y")

    assert split(again) == ({"step": "b", "owner": "Kari"}, "y")
    assert all(f"# {line}\n" in again for line in head.split("\n"))
    assert rewritten(again, {"step": "b"}, "y") == again


@pytest.mark.parametrize(
    "head", ["aliases:\ntags:\n  - hms\n# husk", "tags:\n- ro\n- rolle", "note: >\n  to\n  linjer"]
)
def test_whatever_another_program_writes_of_its_own_stays_as_it_is(head: str) -> None:
    assert rewritten(f"---\n{head}\n---\nx", {"step": "a"}, "y") == f"---\nstep: a\n{head}\n---\ny"


MORE = ["# merknad", "a: [en, to]", "b:", "- en", "  c: d", "", "e: 'f", "g: h"]


@given(keys, keys, st.lists(st.sampled_from(MORE)), lines)
def test_whatever_stands_there_the_keys_are_set_and_the_others_kept(
    before: dict[str, str], now: dict[str, str], more: list[str], body: str
) -> None:
    text = join(before, "").removesuffix("---\n") + "".join(f"{line}\n" for line in more) + "---\nx"
    ours = {key: line for key, value in now.items() if (line := one_line(value))}
    others = {key: value for key, value in split(text)[0].items() if key not in now}

    assert split(rewritten(text, now, body)) == (others | ours, body)


@given(st.lists(st.from_regex(PLAIN_LINE, fullmatch=True), min_size=1, max_size=6).map("\n".join))
@example("step: a\nstep: a\nstep: b")
@example("owner: 'Kari: nei'\ntitle: ''")
@example("step: no\ntitle: 15.00\nx: 1e3")
def test_a_plain_head_says_what_yaml_reads_in_it(head: str) -> None:
    assert said_plainly(head) == said_in_yaml(head)


@pytest.mark.parametrize(
    "line",
    [
        *("a: b: c", "a: b #c", "a: [b]", "a: {b: c}", "a: *b", "a: &b c", "a: !b c", "a: |", "a: >", "a: -", "a: b "),
        *("a: 'b", "a: 'b''c'", 'a: "b"', "a: @b", "a: `b", "a: %b", "a: ", "a:", "a:  b", " a: b", "- a: b", "? a: b"),
        f"{'a' * 1025}: b",
    ],
)
def test_what_means_anything_to_yaml_is_not_plain(line: str) -> None:
    assert said_plainly(f"step: a\n{line}") is None


def test_what_this_program_writes_of_most_notes_is_plain() -> None:
    keys = {"step": "kollegaveiledning", "title": "Felles intro (film)", "visibility": "private"}
    keys |= {"owner": "Bjørn-Åge Sæther", "participant": "p12", "aml-okt-after": "00f3"}

    assert said_plainly(join(keys, "").removeprefix("---\n").removesuffix("\n---\n")) == keys
