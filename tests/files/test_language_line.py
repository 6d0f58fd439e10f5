"""The one line of a file that says which language to tell the rest in."""

from pathlib import Path

import pytest

from aml_okt.files.language_line import language_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("title: Møte\nlanguage: nn\nsteps: []\n", "nn"),
        ("language: en", "en"),
        ('language: "en-GB"  # British\r\ntitle: A\r\n', "en-GB"),
        ("\ufefflanguage: nn\ntitle: A\n", "nn"),
        ('"language": nn\n', "nn"),
        ("language : nn\n", "nn"),
        ("language: nn_NO.UTF-8\n", "nn_NO"),
        ("title: Møte\n", ""),
        ("language_of_all: en\n", ""),
        ("steps:\n  - id: a\n    language: en\n", ""),
        ("language:\n", ""),
        ("language: [en]\n", ""),
        ("# language: en\n", ""),
        ("", ""),
    ],
)
def test_the_code_at_the_top_level_is_the_language(tmp_path: Path, text: str, language: str) -> None:
    file = tmp_path / "agenda.yaml"
    file.write_bytes(text.encode())

    assert language_in(file) == language


def test_a_file_with_other_faults_still_says_its_language(tmp_path: Path) -> None:
    file = tmp_path / "agenda.yaml"
    file.write_bytes(b"language: en\ntitle: \xff\nsteps: {{{\n")

    assert language_in(file) == "en"


def test_what_is_no_file_has_no_language(tmp_path: Path) -> None:
    assert language_in(tmp_path / "nothing.yaml") == ""
    assert language_in(tmp_path) == ""
    assert language_in(Path("a\0b")) == ""


def test_only_the_beginning_of_a_large_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "agenda.yaml"
    file.write_bytes(b"#" * 100_000 + b"\nlanguage: en\n")

    assert language_in(file) == ""
