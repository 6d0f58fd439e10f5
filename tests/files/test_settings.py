"""The user's own settings: what they give, and one clear sentence for each fault in them."""

from pathlib import Path

import pytest

from aml_okt.core.cues import Cue
from aml_okt.files.folders import SETTINGS_NAME
from aml_okt.files.settings import Settings, SettingsFaults, read_settings


def settings(folder: Path, text: str) -> Settings:
    (folder / SETTINGS_NAME).write_text(text, encoding="utf-8")
    return read_settings(folder)


def faults(folder: Path, text: str) -> str:
    with pytest.raises(SettingsFaults) as raised:
        settings(folder, text)
    return str(raised.value)


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings(tmp_path)


@pytest.mark.parametrize("text", ["", "\n", "# ikke noe ennå\n  # heller ikke her\n"])
def test_a_file_that_says_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    assert settings(tmp_path, text) == Settings(tmp_path)


def test_one_command_is_for_every_cue(tmp_path: Path) -> None:
    assert settings(tmp_path, "cue: [paplay, gong.ogg]\n").cue == dict.fromkeys(Cue, ("paplay", "gong.ogg"))


def test_each_cue_may_have_its_own_and_the_others_none(tmp_path: Path) -> None:
    text = "cue:\n  warning: [paplay, ting.ogg]\n  end:\n    - spill av\n    - 'no'\n"
    assert settings(tmp_path, text).cue == {Cue.WARNING: ("paplay", "ting.ogg"), Cue.END: ("spill av", "no")}


@pytest.mark.parametrize("value", ["paplay gong.ogg", "[]", '["", gong.ogg]', "[[paplay], gong.ogg]"])
def test_a_command_is_a_list_of_texts_that_begins_with_the_program(tmp_path: Path, value: str) -> None:
    said = faults(tmp_path, f"cue: {value}\n")
    assert said == (
        f"{tmp_path / SETTINGS_NAME}, linje 1, kolonne 6: «cue» må være en liste: "
        "programmet, og det programmet skal få. Skriv for eksempel «cue: [paplay, gong.ogg]»."
    )


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    said = faults(tmp_path, "lyd: av\ncue:\n  slutt: [gong]\n  end: gong\n").splitlines()
    assert [line.split(": ", 1)[1].split(". ")[0] for line in said] == [
        "«lyd» er ingen innstilling",
        "«slutt» er ikke noe klokka sier fra om",
        "«cue» må være en liste: programmet, og det programmet skal få",
    ]


def test_a_misspelt_word_is_answered_with_the_one_that_was_meant(tmp_path: Path) -> None:
    said = faults(tmp_path, "privat_notes_days: 30\ncue:\n  warning2: [gong]\n  slutt: [gong]\nxyz: 1\n").splitlines()
    assert [line.rpartition(". ")[2] for line in said] == [
        "Mente du «private_notes_days»?",
        "Mente du «warning»?",
        "Skriv «warning», «end», «over» eller «phase».",
        "Skriv «cue», «private_notes_days» eller «language».",
    ]
    assert [line.split(": ")[0].removeprefix(str(tmp_path / SETTINGS_NAME)) for line in said] == [
        f", linje {line}, kolonne {column}" for line, column in ((1, 1), (3, 3), (4, 3), (5, 1))
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("cue: [gong\nlanguage: nb\n", ", linje 1, kolonne 6: "),
        ("language: nb\nlanguage: nn\n", ", linje 2, kolonne 1: "),
        ("language: &a nb\n", ", linje 1, kolonne 11: "),
        ("\tlanguage: nb\n", ", linje 1, kolonne 1: "),
        ("language: nb\n---\ncue: []\n", ", linje 2, kolonne 1: "),
        ("# \x00\nlanguage: nb", ", linje 1, kolonne 3: "),
        ("language:\n", ", linje 1, kolonne 10: "),
        ("private_notes_days: [30]\n", ", linje 1, kolonne 21: "),
    ],
)
def test_a_fault_is_told_with_its_place_as_an_agenda_s_is(tmp_path: Path, text: str, place: str) -> None:
    assert faults(tmp_path, text).startswith(f"{tmp_path / SETTINGS_NAME}{place}")


def test_a_name_without_end_is_quoted_in_part(tmp_path: Path) -> None:
    (said,) = faults(tmp_path, f"{'x' * 5000}: 1\n").splitlines()
    assert len(said) < 300 + len(str(tmp_path))


def test_settings_that_are_no_settings_are_told_of(tmp_path: Path) -> None:
    assert "innstillingene må ha navn" in faults(tmp_path, "- cue\n")
    assert "linje 2" in faults(tmp_path, "cue: [\n")


def test_a_folder_in_its_place_is_refused_by_the_disk(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).mkdir()
    with pytest.raises(IsADirectoryError):
        read_settings(tmp_path)


@pytest.mark.parametrize(("text", "days"), [("30", 30), ("1", 1), ("36525", 36525), ('"14"', 14)])
def test_private_notes_may_be_asked_about_after_some_days(tmp_path: Path, text: str, days: int) -> None:
    assert settings(tmp_path, f"private_notes_days: {text}\n").private_notes_days == days


@pytest.mark.parametrize("text", ["0", "-3", "snart", "1.5", "36526", "1" * 5000, "[30]", "no", '""'])
def test_what_is_no_number_of_days_is_told_with_what_to_write(tmp_path: Path, text: str) -> None:
    said = faults(tmp_path, f"private_notes_days: {text}\n")

    assert "linje 1" in said
    assert "«private_notes_days» må være et antall dager, fra 1 til 36525." in said
    assert "Skriv for eksempel «private_notes_days: 30»." in said
