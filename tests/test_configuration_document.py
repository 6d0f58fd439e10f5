"""docs/configuration.md tells of every setting, and what it says to write can be written."""

import re
from pathlib import Path

import pytest

from aml_okt.core.cues import Cue
from aml_okt.files.folders import SETTINGS_NAME
from aml_okt.files.settings import KEYS, MOST_DAYS, SettingsFaults, read_settings
from aml_okt.i18n import LANGUAGES, use_language

DOCUMENT = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.*)$", DOCUMENT, re.MULTILINE))


def test_every_setting_has_a_row_and_a_heading_and_there_are_no_others() -> None:
    assert set(ROWS) == set(KEYS)
    assert set(re.findall(r"^### `(\w+)`$", DOCUMENT, re.MULTILINE)) == set(KEYS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_accepted_and_settles_something(tmp_path: Path, example: str) -> None:
    (tmp_path / SETTINGS_NAME).write_text(example, encoding="utf-8")
    settled = read_settings(tmp_path)

    for key in re.findall(r"^(\w+):", example, re.MULTILINE):
        assert getattr(settled, key), key


def test_the_examples_settle_everything_that_can_be() -> None:
    assert {key for example in EXAMPLES for key in re.findall(r"^(\w+):", example, re.MULTILINE)} == set(KEYS)
    assert all(any(f"  {cue}: [" in example for example in EXAMPLES) for cue in Cue)


def test_the_values_that_are_named_are_those_there_are() -> None:
    assert re.findall(r"`(\w\w)`", ROWS["language"]) == list(LANGUAGES)
    assert f"from 1 to {MOST_DAYS}" in ROWS["private_notes_days"]


def test_the_faults_read_as_they_are_shown(tmp_path: Path) -> None:
    use_language(None)
    (tmp_path / SETTINGS_NAME).write_text("privat_notes_days: 30\nlanguage: norsk\n", encoding="utf-8")
    with pytest.raises(SettingsFaults) as raised:
        read_settings(tmp_path)

    for said in str(raised.value).replace(str(tmp_path), "~/.config/aml-okt").splitlines():
        assert said in DOCUMENT
