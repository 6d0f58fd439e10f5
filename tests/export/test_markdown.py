"""The minutes as a document."""

from datetime import date, datetime, time, timedelta

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from aml_okt.core.actions import Action
from aml_okt.core.durations import MINUTE
from aml_okt.core.minutes import Attendee, FactorNamed, Minutes, NextMeeting, SharedNote, StepHeld, without_times
from aml_okt.export.markdown import to_markdown
from tests.builders import OSLO

BEGUN = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)
HOSTILE = "<script>x</script> | # **K** [a](b) \x1b[2J \u202e `c`"

WHOLE = Minutes(
    title="Psykososialt arbeidsmiljø",
    unit="Barnevernet",
    place="Møterom 2",
    day=BEGUN.date(),
    begun=BEGUN,
    ended=BEGUN + timedelta(hours=2, minutes=35),
    attendees=(Attendee(name="Kari"), Attendee(name="Ola", facilitator=True), Attendee(name="Per", gone=True)),
    steps=(
        StepHeld(id="film", number="", title="Felles film", planned=10 * MINUTE, used=9.4 * MINUTE),
        StepHeld(
            id="5b",
            number="5b",
            title="Kollegaveiledning",
            planned=30 * MINUTE,
            used=31 * MINUTE,
            rounds=2,
            rounds_planned=2,
        ),
        StepHeld(id="6", number="6", title="Utsjekk", planned=10 * MINUTE, used=timedelta(seconds=20)),
        StepHeld(id="slutt", number="", title="Avslutning", planned=10 * MINUTE, used=timedelta()),
    ),
    notes=(SharedNote(number="4", title="Refleksjon", text="# Styrker\n\n- Støtte"),),
    factors=(FactorNamed(factor="Ledelse", strength=2, risk=1),),
    actions=(Action("Lage støtteplan", "Kari", date(2026, 12, 1)), Action("Ringe", done=True)),
    next_meeting=NextMeeting(day=date(2026, 12, 14), at=time(9, 0), place="Kantina"),
    confidential=("Kollegaveiledning",),
    rehearsal=False,
)

EXPECTED = """\
# Referat: Psykososialt arbeidsmiljø

- **Tjeneste:** Barnevernet
- **Dato:** mandag 23. november 2026
- **Tid:** kl. 10:00–12:35
- **Sted:** Møterom 2

## Deltakere

- Kari
- Ola (fasilitator)
- Per (gikk før slutten)

## Det vi gjorde

| Steg | Planlagt | Brukt | Vist som søyle |
| --- | ---: | ---: | --- |
| Felles film | 10 min | 9 min | `███████░` |
| 5b Kollegaveiledning (2 runder) | 30 min | 31 min | `███████████████████████▓` |
| 6 Utsjekk | 10 min | under 1 min | `█░░░░░░░` |
| Avslutning | 10 min | – | `░░░░░░░░` |
| **Til sammen** | **60 min** | **41 min** |  |

`█` brukt, innenfor planen, `▓` brukt ut over planen, `░` planlagt og ikke brukt.

## Faktorene vi nevnte

| Faktor | Som styrke | Som risiko | Vist som søyle |
| --- | ---: | ---: | --- |
| Ledelse | 2 | 1 | `██████░░░` |

`█` nevnt som styrke, `░` nevnt som risiko.

## Notater

### 4 Refleksjon

#### Styrker

- Støtte

## Tiltak

| Tiltak | Ansvarlig | Frist | Status |
| --- | --- | --- | --- |
| Lage støtteplan | Kari | 1. desember 2026 | åpent |
| Ringe | – | – | gjort |

## Neste møte

Vi møtes igjen mandag 14. desember 2026 kl. 09:00, Kantina.

## Om referatet

Referatet viser hva gruppa gjorde, og hva den valgte å dele. \
Det gjengir ikke hva den enkelte sa, og private notater er ikke med. \
Det som ble sagt i «Kollegaveiledning», tilhører den som var i fokus, og står aldri i et referat.
"""


def test_the_whole_document_reads_like_this() -> None:
    assert to_markdown(WHOLE) == EXPECTED


def test_what_there_is_nothing_of_is_said_in_a_sentence_or_left_out() -> None:
    bare = replace(
        WHOLE, unit="", place="", begun=None, ended=None, notes=(), factors=(), actions=(), next_meeting=None,
        confidential=(),
    )  # fmt: skip
    document = to_markdown(bare)

    assert "**Tjeneste:**" not in document
    assert "**Tid:** Økta ble ikke satt i gang." in document
    assert "Økta var ikke avsluttet da dette ble skrevet." in document
    assert "## Notater" not in document
    assert "## Faktorene" not in document
    assert "Ingen tiltak er skrevet ned." in document
    assert "Neste møte er ikke avtalt ennå." in document
    assert document.endswith("private notater er ikke med.\n")


def test_a_rehearsal_says_so_before_anything_else() -> None:
    after_heading = to_markdown(replace(WHOLE, rehearsal=True)).split("\n\n")[1]

    assert after_heading == "**Dette er fra en øvelse og er ikke referat fra et virkelig møte.**"


def test_a_session_past_midnight_tells_both_days() -> None:
    late = replace(WHOLE, begun=BEGUN.replace(hour=23), ended=BEGUN + timedelta(hours=15))

    assert "**Tid:** fra kl. 23:00 til tirsdag 24. november 2026 kl. 01:00" in to_markdown(late)


def test_hostile_words_anywhere_change_nothing_of_the_structure() -> None:
    hostile = replace(
        WHOLE,
        title=HOSTILE,
        unit=HOSTILE,
        place=HOSTILE,
        attendees=tuple(replace(person, name=HOSTILE) for person in WHOLE.attendees),
        steps=tuple(replace(step, title=HOSTILE) for step in WHOLE.steps),
        notes=(SharedNote(number="", title=HOSTILE, text=f"# {HOSTILE}\n\n```\nåpen"),),
        factors=(FactorNamed(factor=HOSTILE, strength=2, risk=1),),
        actions=(Action(HOSTILE, HOSTILE, date(2026, 12, 1)), Action(HOSTILE, done=True)),
        next_meeting=NextMeeting(day=date(2026, 12, 14), place=HOSTILE),
        confidential=(HOSTILE,),
    )
    document = to_markdown(hostile)
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(document)

    assert [token.tag for token in tokens if token.type == "heading_open"] == [
        token.tag for token in parser.parse(EXPECTED) if token.type == "heading_open"
    ]
    assert sum(token.type == "tr_open" for token in tokens) == sum(
        token.type == "tr_open" for token in parser.parse(EXPECTED)
    )
    assert all(token.type != "html_block" for token in tokens)
    assert "\x1b" not in document
    assert "\u202e" not in document
    assert "<script" not in document


def test_two_notes_of_one_step_share_its_heading() -> None:
    twice = replace(WHOLE, notes=(WHOLE.notes[0], replace(WHOLE.notes[0], text="Mer")))

    assert to_markdown(twice).count("### 4 Refleksjon") == 1


def test_what_is_shared_from_the_rounds_follows_the_notes() -> None:
    shared = SharedNote(number="5b", title="Kollegaveiledning", text="Vi har ansvar sammen.")
    document = to_markdown(replace(WHOLE, shared_from_rounds=(shared,)))

    notes, rounds, actions = (document.index(f"## {title}") for title in ("Notater", "Delt fra rundene", "Tiltak"))
    assert notes < rounds < actions
    assert "## Delt fra rundene\n\n### 5b Kollegaveiledning\n\nVi har ansvar sammen.\n" in document
    assert "Delt fra rundene" not in to_markdown(WHOLE)


def test_actions_of_earlier_sessions_are_told_apart_with_what_became_of_them() -> None:
    earlier = date(2026, 10, 5)
    actions = (
        Action("Lage støtteplan", "Kari", date(2026, 12, 1), since=earlier),
        Action("Ringe", done=True, since=earlier, told=BEGUN.date()),
        Action("Ny rutine", "Ola"),
    )

    assert """\
## Tiltak

### Fra tidligere økter

| Tiltak | Ansvarlig | Frist | Avtalt | Status |
| --- | --- | --- | --- | --- |
| Lage støtteplan | Kari | 1. desember 2026 | 5. oktober 2026 | føres videre |
| Ringe | – | – | 5. oktober 2026 | gjort |

### Avtalt i denne økta

| Tiltak | Ansvarlig | Frist | Status |
| --- | --- | --- | --- |
| Ny rutine | Ola | – | åpent |

## Neste møte
""" in to_markdown(replace(WHOLE, actions=actions))
    assert "Ingen nye tiltak er skrevet ned." in to_markdown(replace(WHOLE, actions=actions[:2]))


def test_where_something_from_the_rounds_is_shared_the_last_words_say_so() -> None:
    shared = (SharedNote(number="5b", title="Kollegaveiledning", text="Per ville dele dette."),)
    told = to_markdown(replace(WHOLE, shared_from_rounds=shared))

    assert "## Delt fra rundene\n\n### 5b Kollegaveiledning\n\nPer ville dele dette." in told
    assert told.endswith("tilhører den som var i fokus. Bare det de selv har valgt å dele, er med.\n")


def test_without_times_only_the_steps_are_told_and_when_the_group_met() -> None:
    document = to_markdown(without_times(WHOLE))

    assert "## Det vi gjorde\n\n- Felles film\n- 5b Kollegaveiledning (2 runder)\n- 6 Utsjekk\n" in document
    assert " min" not in document.replace("minutter", "")
    assert "kl. 10:00–12:35" in document


def test_a_step_that_took_no_time_and_was_to_take_none_has_no_bar() -> None:
    steps = (StepHeld(id="a", number="", title="A", planned=timedelta(), used=timedelta()),)

    assert "| A | 0 min | – |  |" in to_markdown(replace(WHOLE, steps=steps))


def test_many_marks_still_fit() -> None:
    many = (FactorNamed(factor="Ledelse", strength=80, risk=1), FactorNamed(factor="Kultur", strength=0, risk=3))
    bars = [line.split("`")[1] for line in to_markdown(replace(WHOLE, factors=many)).splitlines() if "| `" in line]

    assert all(len(drawn) <= 25 for drawn in bars)
    assert bars[-2:] == ["█" * 24 + "░", "░"]


def test_minutes_without_names_say_so() -> None:
    told = to_markdown(replace(WHOLE, anonymous=True))

    assert told.endswith("Deltakerne har numre i stedet for navn.\n")


def test_the_document_ends_in_one_line_feed() -> None:
    document = to_markdown(WHOLE)

    assert document.endswith("referat.\n")
    assert not document.endswith("\n\n")


@pytest.mark.parametrize(
    ("held", "planned", "words"),
    [
        (1, 1, "én runde"),
        (3, 3, "3 runder"),
        (1, 3, "1 av 3 runder"),
        (0, 3, "ingen runder"),
        (4, 3, "4 runder, 3 planlagt"),
    ],
)
def test_rounds_that_were_not_held_are_told_beside_the_time_that_was_planned(
    held: int, planned: int, words: str
) -> None:
    step = StepHeld(
        id="5b", number="5b", title="Veiledning", planned=45 * MINUTE, used=MINUTE, rounds=held, rounds_planned=planned
    )

    assert f"| 5b Veiledning ({words}) |" in to_markdown(replace(WHOLE, steps=(step,)))
