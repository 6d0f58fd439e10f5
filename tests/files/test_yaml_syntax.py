"""What the YAML parser says becomes a fault with a place, also where the parser names none."""

import pytest
import yaml

from aml_okt.files.faults import WHOLE_FILE, Spot
from aml_okt.files.yaml_syntax import syntax_fault


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
