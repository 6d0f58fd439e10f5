"""A guided rehearsal without a screen: each tip once, by the words there are."""

from aml_okt.files.built_in import practice_agenda
from aml_okt.opening import read_agenda_file
from aml_okt.plain.program import run
from tests.plain.conftest import House


def practised(house: House, *lines: str, guided: bool = True) -> list[str]:
    """What is said to somebody who practises with these lines."""
    agenda = read_agenda_file(practice_agenda("nb"))
    opening = house.opening(agenda_file=agenda, go=True, rehearsal=5.0, guided=guided)
    around, heard = house.around(*lines)
    assert run(opening, around) == 0
    return heard.getvalue().replace("\a", "").splitlines()


def tips(said: list[str]) -> list[str]:
    return [line.removeprefix("Tips: ") for line in said if line.startswith("Tips: ")]


THROUGH = (
    "begynn", "neste", "lodd", "neste", "pluss", "angre", "pause", "fortsett", "notat Alt vel", "neste", "tilbake",
    "hopp", "1", "neste", "hopp", "3", "tiltak Ring", "avslutt", "ja", "referat", "lukk",
)  # fmt: skip


def test_whoever_does_what_the_tips_say_ends_with_the_minutes(house: House) -> None:
    said = practised(house, *THROUGH)
    heard = tips(said)

    assert heard[0] == "Alt er klart, og klokka står. «begynn» setter den i gang."
    assert heard[-1].startswith("Det var øvelsen, og referatet er skrevet. Skriv lukk for å lukke.")
    assert len(set(heard)) == len(heard) == 18
    assert any(line.startswith("Referatet ligger i ") for line in said)


def test_a_tip_is_said_once_however_often_one_asks_where_one_is(house: House) -> None:
    assert len(tips(practised(house, "", "", "hvor", "lukk"))) == 1


def test_tips_can_be_left_out_and_heard_again(house: House) -> None:
    said = practised(house, "tips", "begynn", "tips", "lukk")

    first, second = tips(said)
    assert first.startswith("Alt er klart")
    assert second.startswith("Det etter «Si»")
    assert "Du hører ikke flere tips. Skriv tips for å høre dem igjen." in said


def test_no_other_rehearsal_has_tips_or_the_word(house: House) -> None:
    said = practised(house, "begynn", "tips", "lukk", guided=False)

    assert tips(said) == []
    assert "Ordet «tips» kan ikke brukes nå." in said
