"""The agendas that come with the program: each in three languages that say the same, and each fit for its screens."""

import re
from collections.abc import Iterator
from datetime import time, timedelta
from itertools import product
from pathlib import Path
from textwrap import wrap
from typing import Any

import msgspec
import pytest

from aml_okt.core.agenda import Agenda, Phase, Screen, Span, Step, Visibility
from aml_okt.core.durations import MINUTE
from aml_okt.core.plan import Group, Timebox, plan, total
from aml_okt.files.agenda_yaml import AgendaFaults, load_agenda, parse_agenda

ROOT = Path(__file__).parents[1]
LANGUAGES = ("nb", "nn", "en")
USUAL, SUPERVISION, FOLLOW_UP = "arbeidsmiljo", "kollegaveiledning", "oppfolging"
NAMES = (USUAL, SUPERVISION, FOLLOW_UP)

FILES = {
    (USUAL, "nb"): ROOT / "agenda.yaml",
    **{tuple(file.name.split(".")[:2]): file for file in sorted((ROOT / "src/aml_okt/agendas").glob("*.yaml"))},
}
AGENDAS = {key: load_agenda(file) for key, file in FILES.items()}

every_agenda = pytest.mark.parametrize("agenda", AGENDAS.values(), ids=map(".".join, AGENDAS))
every_file = pytest.mark.parametrize(("key", "file"), FILES.items(), ids=map(".".join, FILES))
each_language = pytest.mark.parametrize("language", LANGUAGES)

WORDS = frozenset(
    {"title", "source", "short", "purpose", "say", "rule", "questions", "rules", "hints", "factors", "slides"}
)
"""The keys whose values are a language's own; all others are the same in each."""

SMALL = 74
"""Columns for a text on a screen of 80."""


def planned(agenda: Agenda, people: int) -> tuple[Timebox, ...]:
    return plan(agenda, Group.of([f"Deltaker {number}" for number in range(people)]))


def sizes(agenda: Agenda) -> range:
    """The groups that an agenda is for."""
    return range(2, (agenda.group or 0) + 1)


def texts(value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever an agenda is made of
    """Everything in a language's own words, in the agenda's order."""
    match value:
        case dict():
            for inner, one in value.items():
                yield from texts(one, inner)
        case list() | tuple():
            for one in value:
                yield from texts(one, key)
        case str() if key in WORDS:
            yield value


def texts_of(agenda: Agenda) -> list[str]:
    return list(texts(msgspec.to_builtins(agenda)))


def comments_in(file: Path) -> list[str]:
    return re.findall(r"(?m)(?:^|\s)# (.*)$", file.read_text("utf-8"))


def said(agenda: Agenda) -> list[str]:
    return [line for step in agenda.steps for line in (step.say, *(phase.say for phase in step.phases))]


def same_in_each_language(text: str) -> tuple[object, ...]:
    """What of a text does not hang on its language: what is filled in, where links go, its numbers and its shape."""
    return (
        bool(text),
        sorted(re.findall(r"\{\w+\}", text)),
        re.findall(r"https?://[^)\s]+", text),
        sorted(re.findall(r"\d+", text)),
        [line[:2] for line in text.split("\n") if re.match(r"# |- |\d\. ", line)],
    )


def shape(value: Any, key: str = "") -> Any:  # noqa: ANN401 - whatever an agenda is made of
    """An agenda with its words taken away."""
    match value:
        case dict():
            return {inner: shape(one, inner) for inner, one in value.items() if inner != "language"}
        case list() | tuple():
            return [shape(one, key) for one in value]
        case str() if key in WORDS:
            return same_in_each_language(value)
        case _:
            return value


def test_each_agenda_is_there_in_each_language() -> None:
    assert set(FILES) == set(product(NAMES, LANGUAGES))


@pytest.mark.parametrize("key", AGENDAS, ids=".".join)
def test_an_agenda_says_which_language_it_is_in(key: tuple[str, str]) -> None:
    assert AGENDAS[key].language == key[1]


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", NAMES)
def test_an_agenda_is_equal_in_times_and_structure_in_each_language(name: str, language: str) -> None:
    here, there = (msgspec.to_builtins(AGENDAS[name, each]) for each in ("nb", language))
    assert shape(here) == shape(there)


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_was_left_untranslated(name: str) -> None:
    pairs = zip(texts_of(AGENDAS[name, "nb"]), texts_of(AGENDAS[name, "en"]), strict=True)
    assert [text for text, other in pairs if text == other and " " in text] == []


FOREIGN = {
    "nb": "ikkje kva kven korleis frå dykk dykkar eg noko nokon vere gjere berre saman òg sjølv eit dei heile the and",
    "nn": "ikke hva hvem hvordan hvor fra dere deres jeg noe noen være gjøre bare sammen selv mye en et the and",
    "en": "og ikke ikkje det er som vi dere de du på til av med når hva kva",
}
"""Words that are frequent in one language and never right in the other."""

OWN = {"nb": "ikke hva fra dere vi", "nn": "ikkje kva frå de vi", "en": "the and not what we"}
NOT_ENGLISH = {"arbeidsmiljøloven"}
"""The names that an English text gives in Norwegian, so that they can be looked up."""


@every_file
def test_an_agenda_is_in_the_language_that_it_says(key: tuple[str, str], file: Path) -> None:
    text = " ".join([*texts_of(AGENDAS[key]), *comments_in(file)]).lower()
    words = set(re.findall(r"[a-zæøåòéèó-]+", re.sub(r"\{\w+\}|https?://\S+|\w+\.yaml", " ", text)))
    assert words & set(FOREIGN[key[1]].split()) == set()
    assert set(OWN[key[1]].split()) <= words
    if key[1] == "en":
        assert {word for word in words if re.search("[æøå]", word)} <= NOT_ENGLISH


def test_the_english_agenda_gives_the_act_its_norwegian_name_once() -> None:
    assert sum(text.count("arbeidsmiljøloven") for text in texts_of(AGENDAS[USUAL, "en"])) == 1


@every_agenda
def test_the_groups_that_an_agenda_is_for_have_time_enough(agenda: Agenda) -> None:
    assert isinstance(agenda.duration, Span)
    for people in sizes(agenda):
        boxes = planned(agenda, people)
        assert total(boxes) <= agenda.duration.most
        assert min(box.planned for box in boxes) >= MINUTE


@every_agenda
def test_everybody_is_in_focus_as_long_as_everybody_else(agenda: Agenda) -> None:
    for people, step in product(sizes(agenda), agenda.steps):
        if step.repeat:
            boxes = [box for box in planned(agenda, people) if box.step == step.id]
            assert {total([box for box in boxes if box.focus == one]) for one in {box.focus for box in boxes}} == {
                15 * MINUTE
            }
            assert len({box.focus for box in boxes}) == people


@each_language
@pytest.mark.parametrize(("people", "minutes"), [(3, 70), (4, 85)])
def test_peer_supervision_takes_an_hour_and_a_half_at_most(language: str, people: int, minutes: int) -> None:
    assert total(planned(AGENDAS[SUPERVISION, language], people)) == minutes * MINUTE
    assert minutes <= 90


@each_language
def test_peer_supervision_is_led_by_the_words_of_the_usual_agenda(language: str) -> None:
    alone, whole = (AGENDAS[name, language].step("kollegaveiledning") for name in (SUPERVISION, USUAL))
    assert alone.phases == whole.phases
    assert (alone.time, alone.least, alone.rules) == (whole.time, whole.least, whole.rules)
    assert not any(step.slides or step.factors for step in AGENDAS[SUPERVISION, language].steps)


@each_language
def test_the_follow_up_opens_with_the_actions_from_last_time_and_ends_with_new_ones(language: str) -> None:
    steps = AGENDAS[FOLLOW_UP, language].steps
    assert steps[0].screen is Screen.FOLLOW_UP
    screens = [step.screen for step in steps if step.screen]
    assert screens.index(Screen.CHOOSE_FACILITATOR) == 1
    assert screens[-1] is Screen.ACTIONS
    assert 90 * MINUTE <= total(planned(AGENDAS[FOLLOW_UP, language], 6)) <= 120 * MINUTE


@each_language
def test_the_follow_up_marks_the_same_factors_so_that_they_can_be_compared(language: str) -> None:
    then, now = (
        AGENDAS[name, language].step(step) for name, step in ((USUAL, "refleksjon"), (FOLLOW_UP, "styrke-og-risiko"))
    )
    assert now.factors == then.factors


@each_language
def test_the_follow_up_can_make_up_for_a_late_start(language: str) -> None:
    agenda = AGENDAS[FOLLOW_UP, language]
    gives = [
        step.time.most - step.least.least
        for step in agenda.steps
        if isinstance(step.time, Span) and isinstance(step.least, Span)
    ]
    assert sum(gives, timedelta()) >= 10 * MINUTE


@every_agenda
def test_what_is_said_in_confidence_is_private(agenda: Agenda) -> None:
    for step in agenda.steps:
        if step.repeat or step.id in {"forberedelse", "dilemma"}:
            assert step.notes is Visibility.PRIVATE


@every_agenda
def test_what_is_read_aloud_names_no_time_that_the_group_may_have_changed(agenda: Agenda) -> None:
    assert [line for line in said(agenda) if re.search(r"minut|sekund|second|\bhours?\b|\d", line)] == []


@every_agenda
def test_what_is_read_aloud_takes_four_lines_of_a_small_screen_at_most(agenda: Agenda) -> None:
    filled = [re.sub(r"\{(\w+)\}", "Kristoffer", line) for line in said(agenda)]
    assert [line for line in filled if len(wrap(f"Si  «{line}»", SMALL)) > 4] == []


@every_agenda
def test_every_slide_has_one_topic_and_fits_a_small_screen(agenda: Agenda) -> None:
    for slide in (slide for step in agenda.steps for slide in step.slides):
        lines = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", slide.replace("**", "")).split("\n")
        assert [line[:2] for line in lines].count("# ") == 1
        assert len(lines) <= 14
        assert max(map(len, lines)) <= 60


@every_agenda
def test_every_step_can_be_led_from_what_it_says(agenda: Agenda) -> None:
    for step in agenda.steps:
        for stage in step.stages:
            assert stage.say or step.say
            assert 2 <= len((stage.rule or step.rule).split()) <= 7


@every_agenda
def test_titles_and_factors_are_whole_on_a_small_screen(agenda: Agenda) -> None:
    for step in agenda.steps:
        assert len(step.name) <= 16
        where = f"Steg {step.number} · {step.title}" if step.number else step.title
        where += "   runde 2 av 6" if step.repeat else ""
        where += "   fase 1 av 5" if step.phases else ""
        # Beside slides there is little room.
        assert len(where) <= (29 if step.slides else SMALL)
        assert all(len(factor) <= 20 for factor in step.factors)


@every_agenda
def test_no_person_s_contact_details_are_there(agenda: Agenda) -> None:
    text = str(agenda)
    assert "@" not in text
    assert not re.search(r"\b(\d{8}|\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3})\b", text)


@pytest.mark.parametrize("file", FILES.values(), ids=map(".".join, FILES))
def test_no_line_is_wider_than_an_editor(file: Path) -> None:
    assert [line for line in file.read_text("utf-8").split("\n") if len(line) > 120] == []


@every_file
def test_a_file_begins_by_saying_what_it_is_for_and_how_to_make_one_s_own(key: tuple[str, str], file: Path) -> None:
    head = [line for line in file.read_text("utf-8").split("\n\n")[0].split("\n") if "yaml-language-server" not in line]
    assert all(line.startswith("#") for line in head)
    assert re.search(rf"aml-okt agenda copy {'' if key[0] == USUAL else key[0]}", "\n".join(head))
    if key[0] != USUAL:
        assert 3 <= len(head) <= 8


@each_language
def test_the_usual_agenda_shows_every_key_to_who_writes_the_next(language: str) -> None:
    text = FILES[USUAL, language].read_text("utf-8")
    keys = {key for struct in (Agenda, Step, Phase) for key in struct.__struct_fields__}
    assert {key for key in keys if not re.search(rf"(?m)^[ #-]*{key}:", text)} == set()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_usual_agenda_explains_the_same_in_each_language(language: str) -> None:
    explained = [
        re.findall(r"(?m)^ *(?:# )?(?:- )?(\w+):.* # \S", FILES[USUAL, each].read_text("utf-8"))
        for each in ("nb", language)
    ]
    assert explained[0] == explained[1]
    alone = [
        re.findall(r"(?m)^ *#   +(\w[\w ]*?)(?::|  )", FILES[USUAL, each].read_text("utf-8"))
        for each in ("nb", language)
    ]
    assert alone[0] == alone[1]


@each_language
def test_a_time_of_day_in_the_break_comes_with_one_sign_taken_away(language: str) -> None:
    text = FILES[USUAL, language].read_text("utf-8")
    begins, ends = text.replace("    # at: ", "    at: ", 1), text.replace("    # until: ", "    until: ", 1)
    assert parse_agenda(begins.encode(), "a.yaml").step("pause").at == time(11)
    assert parse_agenda(ends.encode(), "a.yaml").step("pause").until == time(11, 10)
    both = begins.replace("    # until: ", "    until: ", 1)
    with pytest.raises(AgendaFaults, match="både «at» og «until»"):
        parse_agenda(both.encode(), "a.yaml")
