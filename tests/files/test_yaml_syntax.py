"""What the YAML parser says becomes a fault with a place, also where the parser names none."""

import sys

import pytest
import yaml
from yaml.reader import Reader

from aml_okt.files.faults import WHOLE_FILE, Findings, Spot
from aml_okt.files.yaml_syntax import syntax_fault
from aml_okt.files.yaml_tree import read_tree

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
"""All that UTF-8 can write."""
NOT_IN_TEXT = "\x85\u2028\u2029\ufeff"
"""What YAML lets through, and no editor shows as what it is."""


@pytest.mark.parametrize("error", [yaml.YAMLError("?"), yaml.MarkedYAMLError(problem="?")])
def test_a_complaint_without_a_place_is_about_the_whole_file(error: yaml.YAMLError) -> None:
    spot, what, _remedy = syntax_fault(error, "a: b\n")
    assert spot == WHOLE_FILE
    assert what.template == "dette er ikke gyldig YAML."


def test_a_complaint_about_the_end_of_the_file_has_its_place_after_the_last_line() -> None:
    end = yaml.Mark("a.yaml", 5, 1, 0, None, 0)
    spot, what, _remedy = syntax_fault(yaml.MarkedYAMLError(problem="?", problem_mark=end), "a: b\n")
    assert spot == Spot(2, 1)
    assert what.template == "dette er ikke gyldig YAML."


def control_characters_told_of(text: str) -> list[str]:
    found = Findings("a.yaml")
    read_tree(f"a: {text}".encode(), found)
    return [chr(int(str(fault.what.values["code"]), 16)) for fault in found.faults() if "code" in fault.what.values]


def test_a_control_character_is_one_that_yaml_refuses_or_no_editor_shows() -> None:
    refused = {char for char in EVERY_CHARACTER if Reader.NON_PRINTABLE.match(char)}
    refused |= set(NOT_IN_TEXT)

    assert [told for char in sorted(refused) for told in control_characters_told_of(char)] == sorted(refused)


def test_every_other_character_may_stand_in_an_agenda() -> None:
    others = "".join(char for char in EVERY_CHARACTER if not Reader.NON_PRINTABLE.match(char))
    others = others.translate(dict.fromkeys(map(ord, f"\r\n{NOT_IN_TEXT}")))

    for place in range(0, len(others), 50_000):  # an agenda is no larger than 256 kB
        assert control_characters_told_of(others[place : place + 50_000]) == []
