"""The schema of agendas says to an editor what the loader says to whoever checks one, judged by another's validator."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Phase, Step
from aml_okt.core.durations import UNITS
from aml_okt.export.safe_json import indented
from aml_okt.files.agenda_schema import agenda_schema
from aml_okt.files.agenda_words import KEYS, VALUES
from aml_okt.files.built_in import SCHEMA_NAME
from aml_okt.files.yaml_tree import LARGEST
from tests.agenda_corpus import EVERY_KEY, FAULTY, FLEXIBLE, HEAD, ROUND, STEP
from tests.agenda_mutations import mutated
from tests.handed_over import Parser, faults_of_shape, handed_over, is_agenda, is_lost, says_all
from tests.reliability.conftest import times

ROOT = Path(__file__).parents[2]
PUBLISHED = [ROOT / "docs" / "schema" / SCHEMA_NAME, ROOT / "src" / "aml_okt" / "agendas" / SCHEMA_NAME]
SCHEMA = agenda_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SHIPPED = [ROOT / "agenda.yaml", *sorted((ROOT / "src" / "aml_okt" / "agendas").glob("*.yaml"))]


def accepts(data: bytes, parser: Parser) -> bool:
    return VALIDATOR.is_valid(handed_over(data, parser))


def complaints(data: bytes) -> list[str]:
    """What the schema says to an editor with either parser."""
    return [fault.message for parser in Parser for fault in VALIDATOR.iter_errors(handed_over(data, parser))]


def agree(data: bytes) -> None:
    """Whatever the loader takes, the schema takes; whatever the loader refuses for its shape, the schema refuses."""
    wrong = faults_of_shape(data)
    if wrong is None:
        return
    for parser in Parser:
        taken = accepts(data, parser)
        if is_agenda(data):
            assert taken or is_lost(data), parser
        elif wrong and says_all(data):
            assert not taken, (parser, wrong)


@pytest.mark.parametrize("file", PUBLISHED, ids=["published", "in the package"])
def test_the_schema_that_is_handed_out_is_the_one_that_holds(file: Path) -> None:
    assert file.read_bytes() == indented(SCHEMA), "Mend it with: just schema"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def keys() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key in the schema, with what is told of it."""
    for owner in (SCHEMA, *SCHEMA["$defs"].values()):
        yield from owner["properties"].items()


def test_it_has_the_keys_of_the_model_and_no_others_each_with_words_and_examples() -> None:
    told = [SCHEMA["properties"], SCHEMA["$defs"]["step"]["properties"], SCHEMA["$defs"]["phase"]["properties"]]

    assert [list(one) for one in told] == [list(kind.__struct_fields__) for kind in (Agenda, Step, Phase)]
    assert {kind: list(words) for kind, words in KEYS.items()} == {
        kind: list(kind.__struct_fields__) for kind in (Agenda, Step, Phase)
    }
    for name, key in keys():
        assert key["description"].endswith("."), name
        assert key["examples"], name


def test_every_word_that_can_be_chosen_is_explained() -> None:
    words = {
        each["const"]: each["description"] for _, key in keys() for each in key.get("anyOf", ()) if "const" in each
    }

    assert set(words) == {str(each) for each in VALUES}
    assert all(told.endswith(".") for told in words.values())


@pytest.mark.parametrize(("name", "key"), keys())
def test_every_example_is_one(name: str, key: dict[str, Any]) -> None:
    judge = jsonschema.Draft202012Validator({**key, "$defs": SCHEMA["$defs"]})

    assert [list(judge.iter_errors(example)) for example in key["examples"]] == [[] for _ in key["examples"]], name
    assert "default" not in key or judge.is_valid(key["default"])


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_it_accepts_every_shipped_agenda(file: Path) -> None:
    assert is_agenda(file.read_bytes())
    assert complaints(file.read_bytes()) == []


@pytest.mark.parametrize("text", [EVERY_KEY, HEAD + STEP, *FLEXIBLE])
def test_it_accepts_every_good_agenda_of_the_corpus(text: str) -> None:
    assert is_agenda(text.encode())
    assert complaints(text.encode()) == []


@pytest.mark.parametrize("data", [row[0] for row in FAULTY])
def test_it_refuses_every_agenda_of_the_corpus_that_the_loader_refuses_for_its_shape(data: str | bytes) -> None:
    agree(data if isinstance(data, bytes) else data.encode())


def test_many_agendas_of_the_corpus_are_refused_for_their_shape() -> None:
    """Or else the corpus would say little of the schema."""
    shapes = [faults_of_shape(data.encode()) for data, *_ in FAULTY if isinstance(data, str)]

    assert sum(bool(wrong) for wrong in shapes) > 50


@pytest.mark.parametrize("hundred", times(1, 10))
def test_a_spoilt_agenda_is_to_the_schema_what_it_is_to_the_loader(hundred: int) -> None:
    for number in range(hundred * 100, (hundred + 1) * 100):
        data = mutated(number)
        if len(data) < LARGEST // 8:
            try:
                agree(data)
            except AssertionError as told:
                told.add_note(f"mutation {number}")
                raise


Written = Any
"""What a generated agenda is made of: a scalar as it is written, a list, or a mapping."""

WHOLE: dict[str, Written] = {
    "title": "A", "language": "nb", "source": "K", "group": "6", "duration": "90-120 min", "steps": [
        {
            "id": "a", "title": "A", "time": "5 min", "least": "3 min", "at": "'11:00'", "number": "5b", "short": "A",
            "purpose": "P", "say": "'{facilitator}, {time}'", "rule": "'{speaker}'", "who": "each", "screen": "break",
            "notes": "minutes", "link": "film.mp4", "questions": ["A", "B"], "rules": ["A"], "hints": "A",
            "factors": ["A"], "slides": ["A"],
        },
        {
            "id": "b", "title": "B", "time": "15 min", "repeat": "each participant in focus", "breather": "5 min",
            "phases": [{
                "title": "P", "time": "3 min", "who": "focus", "rule": "R", "say": "'{focus}'", "least": "2 min",
            }, {"title": "Q", "time": "rest", "who": "colleagues in turn"}],
        },
        {"id": "c", "title": "C", "time": "5 min", "until": "'12:00'", "screen": "follow up"},
    ],
}  # fmt: skip
_NAMES = sorted({*Agenda.__struct_fields__, *Step.__struct_fields__, "tid", "null", "Title"})
_pieces = st.lists(
    st.sampled_from(
        [*UNITS, *"0123456789 -–.:{}\n\\Kt", "rest", "kl.", "klokka", "focus", "{time}", "each", "in", "x"]
    ),
    max_size=6,
)
_quoted = (_pieces.map("".join) | st.text(st.characters(exclude_categories=("C", "M", "Z")), max_size=8)).map(
    json.dumps
)
_plain = st.sampled_from((
    "", "~", "null", "no", "yes", "true", "False", "0", "1", "6", "13", "017", "0x1F", "1.5", "6.0", "-1", "1e3",
    ".inf", "9:30", "11:05", "1105", "9.05", "2026-01-01", "5 min", "7-8 min", "0 min", "13 t", "8-7 min", "rest",
    "each", "b", "focus order", "minutes", "a-b", "A", "1234567", "abcdefg", "kl 9.05",
))  # fmt: skip
_scalars = _quoted | _plain
_values = _scalars | st.sampled_from([[], {}, ["A"], [""], ["''"], {"a": "b"}, [{"title": "P", "time": "5 min"}], [[]]])


def _places(value: Written) -> Iterator[tuple[Written, Any]]:
    """Every list and mapping with each place in it."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for place, inner in inside:
        yield value, place
        yield from _places(inner)


def _written(value: Written) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case _:
            return str(value)


@st.composite
def _nearly_agendas(draw: st.DrawFn) -> bytes:
    agenda = deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 2))):
        where, place = draw(st.sampled_from(list(_places(agenda))))
        match draw(st.sampled_from(["other", "other", "other", "gone", "renamed", "more"])):
            case "other":
                where[place] = deepcopy(draw(_values))
            case "gone":
                del where[place]
            case "renamed" if isinstance(where, dict):
                where[draw(st.sampled_from(_NAMES))] = where.pop(place)
            case _ if isinstance(where, dict):
                where[draw(st.sampled_from(_NAMES))] = deepcopy(draw(_values))
            case _:
                where.append(deepcopy(draw(_values)))
    return _written(agenda).encode()


@given(_nearly_agendas())
def test_a_small_change_is_to_the_schema_what_it_is_to_the_loader(data: bytes) -> None:
    agree(data)


def step(key: str, value: str) -> bytes:
    """An agenda of one step in which a key has this value."""
    return (HEAD + STEP + f"    {key}: {value}\n").encode()


@pytest.mark.parametrize(
    "data",
    [
        *(
            HEAD.replace("Prøve", text).encode() + STEP.encode()
            for text in ("no", "2026", "1.50", "true", "2026-01-01")
        ),
        *(step("number", text) for text in ("1", "1.5", "017", "no", "999999")),
        *(step("at", text) for text in ("11:05", "9:30", "09:30", "1105", "9.05", "0930")),
        *(step("questions", text) for text in ("[1, no, 2.5]", "1", "no", "", "[]", "''")),
        *(step(key, "") for key in ("least", "at", "who", "screen", "notes", "repeat", "breather", "phases", "say")),
        *((f"group: {text}\n" + HEAD + STEP).encode() for text in ("6", "06", "'6'", "")),
        ("language: no\n" + HEAD + STEP).encode(),
        (HEAD + STEP.replace("id: a", "id: 2026")).encode(),
        step("who", "'  colleagues   in\\n turn '").replace(b"'", b'"'),
    ],
)
def test_it_takes_what_an_editor_makes_of_a_text(data: bytes) -> None:
    assert faults_of_shape(data) == []
    assert complaints(data) == []


@pytest.mark.parametrize(
    "data",
    [
        *((f"group: {text}\n" + HEAD + STEP).encode() for text in ("1", "13", "6.5", "true", "'1'", "'013'", "seks")),
        *(step("number", text) for text in ("1234567", "-123456", "1 2 3 4")),
        *(step("at", text) for text in ("2500", "-1", "true", "'25:00'", "11:60", "'11'")),
        *(step("who", text) for text in ("1", "true", "alle", "[each]")),
        *(step("least", text) for text in ("3", "rest", "2-3 min", "0 min", "true", "3-3 min")),
        *(step("breather", text) for text in ("rest", "5", "0-5 min")),
        *(step("say", text) for text in ("'{fokus}'", "'a {x y} b'", "[a]", "'  '")),
        *((HEAD + STEP.replace("id: a", f"id: {text}")).encode() for text in ("1.5", "-1", "A", "a b", "a" * 41, "")),
        *((HEAD + STEP.replace("5 min", text)).encode() for text in ("5", "9:30", "", "1.5 min", "15 m", "100000 min")),
        (HEAD + ROUND + "      P\n").encode(),
        b"title: x\nsteps: []\n",
        b"title: x\nsteps:\n",
        b"title:\nsteps: [{id: a, title: A, time: 5 min}]\n",
        b"- a\n",
    ],
)
def test_it_refuses_what_no_text_could_have_been(data: bytes) -> None:
    assert not is_agenda(data)
    assert not any(accepts(data, parser) for parser in Parser)


@pytest.mark.parametrize(
    "text", ["7 - 8 MIN", "30 s - 2 min", "1 t 30 min", "1min30s", "5-5 min", "7–8 minutter", "Rest", " 90\u00a0sek "]
)
def test_a_time_may_be_written_as_the_loader_reads_it(text: str) -> None:
    data = ("duration: 2 t\n" + HEAD + STEP.replace("5 min", json.dumps(text))).encode()

    assert is_agenda(data)
    assert complaints(data) == []


def test_what_an_editor_says_is_what_to_write() -> None:
    told = [key["errorMessage"] for _, key in keys() if "anyOf" not in key]

    assert "Skriv for eksempel «15 min», «7-8 min», «90 s» eller «rest»." in told
    assert all(sentence.endswith(".") for sentence in told)
