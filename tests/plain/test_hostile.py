"""Texts that would like to act, past every border that would have made them safe: they are said as what they are."""

import unicodedata
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from aml_okt.core.agenda import Agenda
from tests.builders import minutes
from tests.plain.conftest import Stage

PAYLOADS = (
    "\x1b[2J", "\x9b31m", "a\u202eb", "[red]x[/]", "linje\nSlutt 10:00.", "tab\tog\rretur", "\x07\x00", "\ud800",
)  # fmt: skip

AGENDA = """
title: HER
steps:
  - id: en
    title: HER
    time: 5 min
    say: HER
    rule: HER
    purpose: HER
    questions: [HER]
    rules: [HER]
    hints: [HER]
    factors: [HER]
    link: HER
    slides: [HER]
  - id: to
    title: HER
    time: 5 min
    repeat: each participant in focus
    phases:
      - {title: HER, time: 5 min, who: focus, say: HER, rule: HER}
"""


def with_payload(thing: Any, payload: str) -> Any:  # noqa: ANN401 - whatever an agenda is made of
    """The same, with the payload in every text that waits for it."""
    match thing:
        case str():
            return thing.replace("HER", f"X {payload}")
        case dict():
            return {key: with_payload(value, payload) for key, value in thing.items()}
        case list() | tuple():
            return [with_payload(value, payload) for value in thing]
        case _:
            return thing


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_agenda_full_of_it_says_only_text(stages: Callable[..., Stage], payload: str) -> None:
    in_file = payload.encode("utf-8", "ignore").decode()  # what is no text comes by the keyboard alone
    stage = stages(AGENDA, lambda read: msgspec.convert(with_payload(msgspec.to_builtins(read), in_file), Agenda))
    said = stage.write(
        "", "begynn", "si", "hvem", "tid", "plan", "faktor", "faktor 1 styrke", "lysark", "lenke", "hopp", "1",
        "rekkefølge", f"notat {payload}", "notat:", payload, ".", "notat", payload, f"hjelp {payload}",
        f"deltakere går {payload}", f"tiltak {payload}", "liste", f"møte fredag; 10:00; {payload}", "liste", minutes(9),
    )  # fmt: skip
    assert "X" in "".join(said)
    for line in said:
        assert not {char for char in line if unicodedata.category(char) in {"Cc", "Cf", "Cs"}}, line
    # What is written in a note is read out as it stands; nothing else can look like a line of ours.
    assert said.count("Slutt 10:00.") <= 1
