"""The session by lines in every language: each word does what it says, and all that is said is in the catalogue."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from aml_okt.files.built_in import built_in_agenda
from aml_okt.i18n import LANGUAGES, SOURCE_LANGUAGE, render, use_language, use_translations
from aml_okt.opening import read_agenda_file
from aml_okt.plain import program
from aml_okt.plain.words import NO, YES
from aml_okt.scene.action import Action
from aml_okt.scene.actions import PROGRAM, SESSION, SUMMARY
from aml_okt.scene.asked import ASKED
from tests import stand_ins
from tests.builders import minutes
from tests.plain.conftest import House, Stage
from tests.stand_ins import StandIns

READABLE = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
SAME_EVERYWHERE = re.compile(r"\S*/\S*|aml-okt|--[a-z]+|\b[\w-]+\.md\b|\d{4}-\d\d-\d\d-\S+|Kari|Ola|Liv")


def word(name: str, among: tuple[Action, ...] = (*SESSION, *PROGRAM, *ASKED)) -> str:
    """The word of an action in the language that is spoken."""
    return next(render(action.word) for action in among if action.name == name and action.word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_is_led_from_setup_to_minutes_by_the_words_of_the_language(house: House, language: str) -> None:
    use_language(language)
    opening = house.opening(
        agenda_file=read_agenda_file(built_in_agenda(language)), names=("Kari", "Ola", "Liv"), go=True
    )
    lines: list[str | timedelta] = [word("begin"), minutes(3), word("time"), f"{word('note')} Eg sa noko."]
    lines += [word("more_time"), word("undo")]
    lines += [word("next")] * 40
    lines += [word("quit_session"), render(YES), word("export", SUMMARY), render(NO), word("quit")]
    around, heard = house.around(*lines)
    status = program.run(opening, around)

    (session,) = (house.root).glob("2026-*")
    assert status == 0, heard.getvalue()
    assert (session / "referat.md").exists(), heard.getvalue()


def test_every_word_that_is_said_is_in_the_catalogue(stages: Callable[[str], Stage]) -> None:
    use_translations(SOURCE_LANGUAGE, StandIns())
    stage = stages(stand_ins.AGENDA)
    said: list[str] = []
    leaves = {"quit_session", "quit", "interrupt"}
    moves = {"begin", "next", "back", "begin_now", "skip"}
    asked = [render(action.word) for action in (*SESSION, *ASKED) if action.word and action.name not in leaves | moves]
    no = render(NO)
    said += stage.write(word("begin"), no)
    steps = {box.step for box in stage.runner.state.course.boxes}
    while stage.runner.state.box is not None:
        if stage.runner.state.box.step in steps:
            steps.remove(stage.runner.state.box.step)
            for each in asked:
                said += stage.write(each, no, no, no, timedelta(seconds=5))
        before = stage.runner.state.box
        said += stage.write(word("next"), no)
        if stage.runner.state.box == before:
            break
    found = {found for line in said for found in READABLE.findall(SAME_EVERYWHERE.sub("", line))}

    assert len(said) > 500
    assert found == set()
