"""An agenda file gives an agenda, or every fault in it at once, each with its place and a way out."""

import json
import re
import time
from datetime import time as time_of_day
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.agenda import Agenda, Phase, Repeat, Rest, Screen, Span, Step, Visibility, Who
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.message import Message
from aml_okt.core.text import one_line, visible
from aml_okt.files.agenda_yaml import AgendaFaults, Fault, describe, load_agenda, parse_agenda
from aml_okt.files.faults import MOST_FAULTS
from aml_okt.files.yaml_tree import LARGEST
from tests.agenda_corpus import EVERY_KEY, FAULTY, FLEXIBLE, HEAD, STEP

ROOT = Path(__file__).parents[2]
DEFAULT = ROOT / "agenda.yaml"


def read(text: str) -> Agenda:
    return parse_agenda(text.encode(), "a.yaml")


def faults_in(data: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(AgendaFaults) as caught:
        parse_agenda(data.encode() if isinstance(data, str) else data, "a.yaml")
    assert caught.value.faults
    return caught.value.faults


def faults_of(text: str) -> tuple[Fault, ...]:
    """The faults, or none when it is an agenda after all."""
    try:
        read(text)
    except AgendaFaults as caught:
        return caught.faults
    return ()


def test_an_agenda_is_read_with_the_types_of_the_model() -> None:
    agenda = read(EVERY_KEY)
    assert agenda == Agenda(
        title="Prøve",
        language="nn",
        source="En kilde",
        group=8,
        duration=Span(60 * MINUTE, 90 * MINUTE),
        steps=(
            Step(
                id="runde",
                number="5b",
                title="En runde",
                short="Runde",
                time=Span(10 * MINUTE, 10 * MINUTE),
                purpose="Derfor.",
                say="Første linje.\nAndre linje.",
                rule="Bare spørsmål.",
                screen=Screen.FOCUS_ORDER,
                notes=Visibility.MINUTES,
                link="https://example.org/",
                questions=("Hva?", "Hvorfor: det?"),
                rules=("Over to linjer.",),
                hints=("Bare ett råd",),
                factors=("Ledelse",),
                slides=("# Tittel\n\n- punkt",),
                repeat=Repeat.EACH_IN_FOCUS,
                breather=Span(90 * SECOND, 90 * SECOND),
                phases=(
                    Phase(
                        title="P",
                        time=Span(MINUTE, 3 * MINUTE),
                        who=Who.FOCUS,
                        rule="Kort.",
                        say="{focus}, vær så god.",
                    ),
                    Phase(title="Q", time=Rest.REST, who=Who.COLLEAGUES_IN_TURN),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    "text", ["no", "yes", "null", "~", "9:30", "09:30", "017", "1.0", "0x1F", "2026-01-01", "=", ".inf"]
)
def test_a_word_that_yaml_would_turn_into_something_else_is_text(text: str) -> None:
    agenda = read(
        HEAD + STEP + f"    number: {text[:6]}\n    short: {text}\n    questions: [{text}]\n    say: {text}\n"
    )
    assert agenda.steps[0].number == text[:6]
    assert agenda.steps[0].short == agenda.steps[0].say == text
    assert agenda.steps[0].questions == (text,)


@pytest.mark.parametrize("text", ["no", "9:30", "09:30", "017", "15", "1.5 min", "null"])
def test_the_same_word_is_a_fault_where_a_time_belongs(text: str) -> None:
    (fault,) = faults_in(HEAD + STEP.replace("5 min", text))
    assert (fault.line, fault.column, fault.offending) == (5, 11, text)
    assert f"«{text}» er ikke en tid" in describe(fault)


def test_limits_are_good_themselves() -> None:
    assert [read(f"group: {group}\n" + HEAD + STEP).group for group in (2, 12)] == [2, 12]
    assert read(HEAD + STEP.replace("id: a", "id: " + "a" * 40)).steps[0].id == "a" * 40


def test_titles_are_one_line_and_paragraphs_may_be_more() -> None:
    step = read(HEAD + STEP.replace("title: A", 'title: "A\\n  b"') + '    say: "A\\n  b\\n"\n').steps[0]
    assert (step.title, step.say) == ("A b", "A\n  b")


def test_a_single_slide_may_stand_without_a_list() -> None:
    assert read(HEAD + STEP + "    slides: |\n      # A\n\n      - b\n").steps[0].slides == ("# A\n\n- b",)


def test_a_step_without_an_id_hides_no_fault_in_the_next() -> None:
    missing, bad = faults_in(HEAD + "  - title: A\n    time: 5 min\n" + STEP.replace("id: a", "id: A"))
    assert (missing.line, bad.line) == (3, 5)


def test_a_key_that_stands_empty_is_as_if_it_were_not_there() -> None:
    assert read(HEAD + STEP + "    say:\n    breather:\n    questions:\n    screen:\n") == read(HEAD + STEP)


def test_floors_and_times_of_day_are_read() -> None:
    step, held = read(
        HEAD
        + STEP
        + """\
    at: 9.05
    phases: [{title: P, time: rest, least: 2 min}]
  - {id: b, title: B, time: 10 min, until: "1105", least: 5 min}
"""
    ).steps
    assert (step.at, step.until, step.least) == (time_of_day(9, 5), None, None)
    assert step.phases[0].least == Span(2 * MINUTE, 2 * MINUTE)
    assert (held.at, held.until, held.least) == (None, time_of_day(11, 5), Span(5 * MINUTE, 5 * MINUTE))


@pytest.mark.parametrize("text", ["11:05", "11.05", "1105", "'11:05'", '"1105"'])
@pytest.mark.parametrize("key", ["at", "until"])
def test_a_time_of_day_is_read_as_people_write_it(key: str, text: str) -> None:
    for step in (STEP + f"    {key}: {text}\n", f"  - {{id: a, title: A, time: 5 min, {key}: {text}}}\n"):
        assert getattr(read(HEAD + step).steps[0], key) == time_of_day(11, 5)


@pytest.mark.parametrize("text", FLEXIBLE)
def test_floors_and_times_of_day_that_agree_with_the_rest_are_good(text: str) -> None:
    assert faults_of(text) == ()


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference() -> None:
    text = HEAD + STEP + "    say: |\n      En.\n      To.\n"
    assert parse_agenda(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "a.yaml") == read(text)


def test_json_is_an_agenda_too() -> None:
    assert read('{"title": "Prøve", "steps": [{"id": "a", "title": "A", "time": "5 min"}]}') == read(HEAD + STEP)


@pytest.mark.parametrize(
    ("data", "line", "column", "words"), [pytest.param(*row, id=" ".join(row[3])[:40]) for row in FAULTY]
)
def test_a_fault_is_told_with_its_place_and_a_way_out(
    data: str | bytes, line: int, column: int, words: list[str]
) -> None:
    fault = faults_in(data)[0]
    sentence = describe(fault)
    assert (fault.line, fault.column) == (line, column), sentence
    for word in words:
        assert word in sentence, sentence


@pytest.mark.parametrize("data", [row[0] for row in FAULTY])
def test_a_fault_is_one_safe_norwegian_sentence(data: str | bytes) -> None:
    for fault in faults_in(data):
        sentence = describe(fault)
        assert sentence == one_line(sentence)
        assert "None" not in sentence
        assert isinstance(data, bytes) or fault.offending.rstrip("…") in one_line(data)
        assert re.match(r"a\.yaml(, linje \d+, kolonne \d+)?: \S.*[.?]$", sentence)
        assert not re.search(r"\b(expected|found|while|error|invalid|must|line)\b", sentence)


def test_every_fault_is_followed_by_what_to_write_in_sentences_that_can_be_translated() -> None:
    with (ROOT / "src" / "aml_okt" / "locale" / "aml_okt.pot").open("rb") as file:
        catalogue = {entry.id for entry in pofile.read_po(file)}
    for data, _, _, _ in FAULTY:
        assert isinstance(data, str | bytes)
        for fault in faults_in(data):
            assert re.search(r"\. [A-ZÆØÅ«]", describe(fault)), describe(fault)
            told = templates(fault.what) + (templates(fault.remedy) if fault.remedy is not None else [])
            assert [text for text in told if text not in catalogue] == []


def templates(said: Message) -> list[str]:
    """The template of a message, and those of the messages in it."""
    inner = [value for value in said.values.values() if isinstance(value, Message)]
    return [said.template, *(text for value in inner for text in templates(value))]


@pytest.mark.parametrize(
    ("data", "offending"),
    [
        (HEAD + STEP + "    say: a\x1b[31m\n", "␛"),
        (HEAD + STEP + "title: Igjen\n", "title"),
        (HEAD + STEP + "    xyz: 3\n", "xyz"),
        ("", ""),
    ],
)
def test_a_fault_has_the_text_at_fault(data: str, offending: str) -> None:
    assert [fault.offending for fault in faults_in(data)] == [offending]


@pytest.mark.parametrize(
    ("earlier", "later", "good"),
    [
        ("11:00", "11:01", True),
        ("11:00", "11:00", False),
        ("11:01", "11:00", False),
        ("11:00", "22:59", True),
        ("11:00", "23:00", False),
        ("23:00", "01:00", True),
        ("23:00", "10:59", True),
        ("23:00", "11:00", False),
    ],
)
def test_a_time_of_day_lies_ahead_when_it_comes_within_half_a_day(earlier: str, later: str, *, good: bool) -> None:
    found = faults_of(HEAD + STEP + f"    at: {earlier}\n" + STEP.replace("id: a", "id: b") + f"    at: {later}\n")
    assert (found == ()) == good


def test_a_single_fault_is_told_once() -> None:
    for data, _, _, _ in FAULTY:
        if isinstance(data, str) and "title: Prøve" in data:
            assert len(faults_in(data)) == 1, [describe(fault) for fault in faults_in(data)]


def test_a_description_names_file_line_column_fault_and_remedy() -> None:
    (fault,) = faults_in(HEAD + STEP + "    tme: 3 min\n")
    assert describe(fault) == "a.yaml, linje 6, kolonne 5: ukjent nøkkel «tme». Mente du «time»?"


def test_all_faults_are_told_at_once_in_file_order() -> None:
    text = "group: 1\n" + HEAD + "  - id: A\n    titl: x\n    time: fem\n    who: alle\n    say: '{x}'\n" + STEP + STEP
    assert [(fault.line, fault.column) for fault in faults_in(text)] == [
        (1, 8),
        (4, 5),  # title is missing
        (4, 9),
        (5, 5),
        (6, 11),
        (7, 10),
        (8, 10),
        (12, 9),
    ]


def test_faults_of_structure_and_of_meaning_are_told_together() -> None:
    found = faults_in(HEAD + "  - id: a\n    id: b\n    title: &x A\n    time: 3\n")
    assert [fault.line for fault in found] == [4, 5, 6]


def test_what_is_quoted_is_short_and_safe() -> None:
    (fault,) = faults_in(HEAD + STEP + "    who: " + "\u202eb" * 500 + "\n")
    assert len(fault.offending) == 60
    assert fault.offending.endswith("…")
    assert "\u202e" not in describe(fault)
    assert len(describe(fault)) < 300


def test_a_time_to_end_at_and_rounds_without_phases_are_two_faults() -> None:
    rounds, ends = faults_in(HEAD + STEP + "    repeat: each participant in focus\n    until: 11:05\n")
    assert (rounds.line, ends.line) == (6, 7)
    assert "krever faser" in describe(rounds)
    assert "uten faser og turer" in describe(ends)


def test_after_fifty_faults_the_rest_are_counted() -> None:
    found = faults_in(HEAD + STEP + "".join(f"    k{number}: x\n" for number in range(60)))
    assert len(found) == MOST_FAULTS + 1
    assert describe(found[-1]) == (
        "a.yaml, linje 56, kolonne 5: og 10 feil til, den første her. Rett de andre først, og sjekk på nytt."
    )
    assert found[-1].offending == ""
    one_more = faults_in(HEAD + STEP + "".join(f"    k{n}: x\n" for n in range(51)))[-1]
    assert "kolonne 5: og én feil til, den første her. Rett" in describe(one_more)


def test_keys_that_stand_there_again_and_again_are_counted_from_the_first_that_is_left_out() -> None:
    last = faults_in("a: 1\n" * 60)[-1]
    assert (last.line, last.column) == (MOST_FAULTS + 2, 1)


def test_text_is_made_safe_on_the_way_in() -> None:
    step = read(HEAD + STEP + "    short: 'a\u202eb'\n    say: |\n      a\u202eb\n      c\n").steps[0]
    assert step.short == "a⟨U+202E⟩b"
    assert step.say == "a⟨U+202E⟩b\nc"


KIB_250 = 250_000
HOSTILE = {
    "brackets": "[" * KIB_250,
    "braces": "{a: " * (KIB_250 // 4),
    "dashes": "- " * (KIB_250 // 2),
    "questions": "? " * (KIB_250 // 2),
    "stairs": "".join(" " * depth + "-\n" for depth in range(700)),
    "keys": "".join(f"k{number}: 1\n" for number in range(24_000)),
    "same key": "a:\n" * (KIB_250 // 3),
    "anchors": "- &a b\n" * (KIB_250 // 7),
    "aliases": "- *a\n" * (KIB_250 // 5),
    "huge text": HEAD + STEP + "    say: " + "x" * 240_000,
    "huge time": HEAD + STEP.replace("5 min", "1 " * 100_000),
    "huge number": "group: " + "9" * 240_000,
    "huge key": "x" * KIB_250 + ": 1",
    "placeholders": HEAD + STEP + "    say: '" + "{x}" * 80_000 + "'",
    "open braces": HEAD + STEP + "    say: '" + "{" * 240_000 + "'",
    "steps": HEAD + "  - {id: A, tme: 1}\n" * 11_000,
    "nulls": "\0\n" * (KIB_250 // 2),
    "marks": HEAD + STEP + "    say: e" + "\u0301\u0323" * 55_000,
    "quotes": "'" * KIB_250,
    "escapes": '"' + "\\n" * (KIB_250 // 2) + '"',
    "tabs": "\t" * KIB_250,
    "documents": "---\n" * (KIB_250 // 4),
}


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="the Python parser alone takes longer than this")
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_answered_within_a_second(text: str) -> None:
    start = time.process_time()
    told = "\n".join(map(describe, faults_of(text)))
    assert len(told) < 40_000
    # A busy machine may be half as quick as one that people wait at.
    assert time.process_time() - start < 2


@given(st.binary(max_size=300))
def test_any_bytes_are_an_agenda_or_faults(data: bytes) -> None:
    with pytest.raises(AgendaFaults) as caught:
        parse_agenda(data, "a.yaml")
    assert str(caught.value)


@given(
    st.integers(min_value=0, max_value=20_000),
    st.integers(min_value=0, max_value=40),
    st.text(st.sampled_from("\n\t :-{}[]'\"|>&*!#?<%@,ax5é\x1b\u202e"), max_size=8),
)
def test_a_damaged_agenda_is_an_agenda_or_faults_inside_the_file(start: int, length: int, instead: str) -> None:
    whole = DEFAULT.read_text("utf-8")
    damaged = whole[:start] + instead + whole[start + length :]
    for fault in faults_of(damaged):
        assert describe(fault)
        assert 0 <= fault.line <= damaged.count("\n") + 1


_texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda text: one_line(text) and not re.search("[{}\u2028\u2029\ufeff\ufffe\uffff]", text)
)


@given(_texts, _texts, st.lists(_texts, max_size=4))
def test_any_text_comes_through_as_itself(title: str, say: str, questions: list[str]) -> None:
    step = {"id": "a", "title": title, "time": "5 min", "say": say, "questions": questions}
    data = yaml.safe_dump({"title": title, "steps": [step]}, allow_unicode=True, default_style='"', encoding="utf-8")
    # The emitter tags nothing but what looks like another type, and quotes keep that away.
    agenda = parse_agenda(data, "a.yaml")
    assert agenda.title == agenda.steps[0].title == one_line(title)
    assert agenda.steps[0].say == visible(say)
    assert agenda.steps[0].questions == tuple(map(one_line, questions))


@given(
    st.lists(st.integers(min_value=1, max_value=900), min_size=1, max_size=6), st.integers(min_value=1, max_value=6000)
)
def test_phases_must_fill_their_step_exactly(seconds: list[int], whole: int) -> None:
    phases = "".join(f"      - {{title: P, time: {each} s}}\n" for each in seconds)
    start = HEAD + STEP.replace("5 min", "{time} s") + "    phases:\n" + phases
    assert read(start.replace("{time}", str(sum(seconds)))).steps[0].time == Span(
        *[timedelta(seconds=sum(seconds))] * 2
    )
    if whole != sum(seconds):
        (fault,) = faults_in(start.replace("{time}", str(whole)))
        assert (fault.line, fault.column) == (5, 11)


_times = st.sampled_from(["1 min", "2 min", "5 min", "3-5 min", "90 s", "rest"])
_clocks = st.sampled_from(["11:00", "11.05", "1330"])
_junk = st.sampled_from(["", "24:00", "elleve", "0 min", "7-3 min", "{focus}", "\u202e", "-"]) | st.text(max_size=5)
_structures: st.SearchStrategy[object] = st.sampled_from([None, [], {}, ["5 min"], {"time": "5 min"}])


def _mostly(good: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return st.integers(0, 19).flatmap(lambda odd: (_junk | _structures) if odd == 0 else good)


_generated_phases = st.fixed_dictionaries(
    {"title": st.just("P"), "time": _mostly(_times)},
    optional={"least": _mostly(_times), "who": st.sampled_from(["all", "each"])},
)
_generated_steps = st.fixed_dictionaries(
    {"id": st.just("a"), "title": st.just("A"), "time": _mostly(_times)},
    optional={
        "least": _mostly(_times),
        "at": _mostly(_clocks),
        "until": _mostly(_clocks),
        "who": st.sampled_from(["all", "each", "alone"]),
        "repeat": st.just("each participant in focus"),
        "phases": st.lists(_generated_phases, max_size=2),
    },
)


def _lowest(time: object) -> timedelta:
    return time.least if isinstance(time, Span) else timedelta()


def _is_floor_of(least: object, time: object) -> bool:
    if least is None:
        return True
    return isinstance(least, Span) and least.least == least.most and (time is Rest.REST or least.least <= _lowest(time))


@given(_generated_steps)
def test_any_floors_and_times_of_day_are_good_ones_or_faults_in_their_place(step: dict[str, object]) -> None:
    text = json.dumps({"title": "Prøve", "duration": "1 t", "steps": [step]}, indent=1)
    try:
        (good,) = read(text).steps
    except AgendaFaults as caught:
        lines = text.split("\n")
        for fault in caught.faults:
            assert 1 <= fault.line <= len(lines), describe(fault)
            assert 1 <= fault.column <= len(lines[fault.line - 1]), describe(fault)
            assert describe(fault)
        return
    assert _is_floor_of(good.least, good.time)
    assert all(_is_floor_of(phase.least, phase.time) for phase in good.phases)
    if good.least and good.phases:
        assert good.repeat
        assert sum((_lowest(phase.least) for phase in good.phases), timedelta()) <= _lowest(good.least)
    if good.until:
        assert good.at is None
        assert (good.repeat, good.phases) == (None, ())
        assert good.who is not Who.EACH
        assert good.time is not Rest.REST


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "min agenda.yaml"
    path.write_text(HEAD + STEP, "utf-8")
    assert load_agenda(path) == read(HEAD + STEP)
    path.write_text("title: x\n", "utf-8")
    with pytest.raises(AgendaFaults, match=r"min agenda\.yaml, linje 1"):
        load_agenda(path)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (FileNotFoundError(), "fila finnes ikke. Sjekk navnet og mappa."),
        (IsADirectoryError(), "dette er en mappe. Skriv navnet på en fil i den."),
        (PermissionError(), "fila kan ikke leses. Sjekk at du har lov til å åpne den."),
        (OSError(), "fila kan ikke leses. Prøv med en kopi et annet sted."),
    ],
)
def test_why_a_file_cannot_be_opened_is_told_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, says: str
) -> None:
    def refuse(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(AgendaFaults) as caught:
        load_agenda(tmp_path / "a.yaml")
    assert str(caught.value) == f"{tmp_path / 'a.yaml'}: {says}"


def test_an_agenda_with_several_faults_is_told_of_a_line_for_each() -> None:
    with pytest.raises(AgendaFaults) as caught:
        read("title: x\nsteps: []\ngroup: 1\n")
    assert str(caught.value).split("\n") == [describe(fault) for fault in caught.value.faults]
    assert len(caught.value.faults) == 2


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(AgendaFaults, match="finnes ikke"):
        load_agenda(tmp_path / "ingen.yaml")
    with pytest.raises(AgendaFaults, match=r"dette er en mappe|kan ikke leses"):
        load_agenda(tmp_path)
    with pytest.raises(AgendaFaults, match="kan ikke leses"):
        load_agenda(Path("a\0b"))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    path.write_bytes(b"#" * 300_000)
    with pytest.raises(AgendaFaults, match="256 kB"):
        load_agenda(path)


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    start = (HEAD + STEP).encode()
    path.write_bytes(start + b"#" * (LARGEST - len(start)))
    assert load_agenda(path) == read(HEAD + STEP)
    path.write_bytes(start + b"#" * (LARGEST - len(start) + 1))
    with pytest.raises(AgendaFaults, match="256 kB"):
        load_agenda(path)
