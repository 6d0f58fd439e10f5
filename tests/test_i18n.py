"""Which language is spoken, and messages in it."""

import pytest

from aml_okt.core.message import Message, counted, message
from aml_okt.i18n import LANGUAGES, chosen_language, follow_language, known_language, language, render, use_language


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("nb", "nb"), ("nn", "nn"), ("en", "en"), ("no", "nb"), ("NB", "nb"), ("nn-NO", "nn"), ("nb_NO", "nb"),
        ("en-GB", "en"), (" en ", "en"), ("se", None), ("", None), ("enx", None), ("de-NO", None),
    ],
)  # fmt: skip
def test_a_code_stands_for_one_of_our_languages_or_for_none(code: str, known: str | None) -> None:
    assert known_language(code) == known


def test_the_source_language_is_spoken_until_somebody_says_otherwise() -> None:
    use_language(None)

    assert (language(), chosen_language()) == ("nb", None)


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_agenda_decides_where_nobody_has_chosen(code: str) -> None:
    use_language(None)
    follow_language(code)

    assert (language(), chosen_language()) == (code, None)


def test_another_agenda_is_followed_too() -> None:
    follow_language("en")
    follow_language("nn")

    assert language() == "nn"


@pytest.mark.parametrize("chosen", LANGUAGES)
def test_what_the_user_has_chosen_stands_against_every_agenda(chosen: str) -> None:
    use_language(chosen)
    for code in LANGUAGES:
        follow_language(code)

    assert (language(), chosen_language()) == (chosen, chosen)


def test_an_agenda_in_a_language_that_we_do_not_speak_changes_nothing() -> None:
    follow_language("en")
    follow_language("se")

    assert language() == "en"


def test_a_message_is_told_in_the_language_with_its_values_and_those_of_its_parts() -> None:
    told = message("{name} har ordet", name=message("mandag"))
    use_language("en")

    assert "Monday" in render(told)


def test_a_count_chooses_the_form() -> None:
    use_language("en")
    one, two = (render(counted("{count} sekund", "{count} sekunder", count)) for count in (1, 2))

    assert (one, two) == ("1 second", "2 seconds")


def test_a_letter_is_another_one_where_the_word_begins_with_another() -> None:
    key = Message("t", context="tiltak")
    assert render(key) == "t"

    use_language("en")

    assert render(key) == "a"


def test_nothing_stays_nothing() -> None:
    """An empty text is what a catalogue keeps its own head under."""
    use_language("en")

    assert render(Message("")) == ""
