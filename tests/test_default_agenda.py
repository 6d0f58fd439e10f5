"""The agenda that comes with the program is the guide's method: complete, and in our own words."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from aml_okt.core.agenda import Repeat, Rest, Screen, Span, Step, Visibility, Who
from aml_okt.core.durations import MINUTE
from aml_okt.core.plan import Group, plan, total
from aml_okt.files.agenda_yaml import load_agenda

FILE = Path(__file__).parents[1] / "agenda.yaml"
AGENDA = load_agenda(FILE)


def minutes(most: int, least: int | None = None) -> Span:
    return Span((most if least is None else least) * MINUTE, most * MINUTE)


def words_of(step: Step) -> str:
    """Everything a step says, as plain lower-case words."""
    texts = [step.title, step.purpose, step.say, step.rule, *step.questions, *step.rules, *step.hints, *step.factors]
    texts += step.slides
    texts += [text for phase in step.phases for text in (phase.title, phase.rule, phase.say)]
    return " ".join("\n".join(texts).replace("*", "").lower().split())


def test_it_says_what_it_is_and_for_whom() -> None:
    assert AGENDA.title == "Arbeidsmiljølovens krav til psykososialt arbeidsmiljø"
    assert AGENDA.language == "nb"
    assert AGENDA.source
    assert AGENDA.group == 6
    assert AGENDA.duration == minutes(180, 150)


def test_the_steps_stand_in_the_guide_s_order_with_its_numbers_and_times() -> None:
    assert [(step.id, step.number, step.time) for step in AGENDA.steps] == [
        ("film", "", minutes(10)),
        ("fasilitator", "1", minutes(2, 1)),
        ("innsjekk", "2", minutes(8, 7)),
        ("faglig-intro", "3", minutes(5)),
        ("refleksjon", "4", minutes(20)),
        ("pause", "", minutes(10)),
        ("forberedelse", "5a", minutes(5)),
        ("kollegaveiledning", "5b", minutes(15)),
        ("utsjekk", "6", minutes(10)),
        ("avslutning", "", minutes(10)),
    ]


def test_what_may_be_cut_short_is_a_discussion_a_break_and_the_rounds() -> None:
    assert {step.id: step.least for step in AGENDA.steps if step.least} == {
        "pause": minutes(5),
        "kollegaveiledning": minutes(12),
    }
    assert {(step.id, phase.title): phase.least for step in AGENDA.steps for phase in step.phases if phase.least} == {
        ("refleksjon", "Drøfting"): minutes(4)
    }


def test_each_step_has_the_people_and_the_screen_it_needs() -> None:
    assert {step.id: step.who for step in AGENDA.steps if step.who is not Who.ALL} == {
        "innsjekk": Who.EACH,
        "faglig-intro": Who.FACILITATOR,
        "forberedelse": Who.ALONE,
        "utsjekk": Who.EACH,
    }
    assert {step.id: step.screen for step in AGENDA.steps if step.screen} == {
        "fasilitator": Screen.CHOOSE_FACILITATOR,
        "innsjekk": Screen.FOLLOW_UP,
        "pause": Screen.BREAK,
        "forberedelse": Screen.FOCUS_ORDER,
        "avslutning": Screen.ACTIONS,
    }


def test_what_is_said_in_confidence_is_never_in_the_minutes() -> None:
    shared = {step.id for step in AGENDA.steps if step.notes is Visibility.MINUTES}
    assert shared == {"faglig-intro", "refleksjon", "utsjekk", "avslutning"}


def test_the_reflection_goes_from_silence_by_a_round_to_a_discussion() -> None:
    step = AGENDA.step("refleksjon")
    assert [(phase.title, phase.time, phase.who) for phase in step.phases] == [
        ("Hver for seg", minutes(2, 1), Who.ALONE),
        ("Runde", minutes(10), Who.EACH),
        ("Drøfting", Rest.REST, Who.ALL),
    ]
    assert step.factors == (
        "Krav og kontroll",
        "Kultur og klima",
        "Forutsigbarhet",
        "Rollekonflikter",
        "Innsats og belønning",
        "Ledelse",
        "Organisering",
    )
    assert len(step.questions) == 2


def test_peer_supervision_is_four_phases_for_each_focus_person() -> None:
    step = AGENDA.step("kollegaveiledning")
    assert step.repeat is Repeat.EACH_IN_FOCUS
    assert step.breather == minutes(5)
    assert [(phase.title, phase.time, phase.who) for phase in step.phases] == [
        ("Presentasjon", minutes(3), Who.FOCUS),
        ("Avklarende spørsmål", minutes(5), Who.COLLEAGUES_IN_TURN),
        ("Drøfting", minutes(5), Who.COLLEAGUES),
        ("Takk", minutes(2), Who.FOCUS),
    ]
    assert step.phases[1].rule == "Bare spørsmål. Ingen råd, ingen refleksjoner."


def test_turning_away_and_back_are_lines_to_read_aloud_with_the_name() -> None:
    _, _, away, back = AGENDA.step("kollegaveiledning").phases
    assert "{focus}, snu deg med ryggen til" in away.say
    assert "{focus}, snu deg mot oss igjen" in back.say


@pytest.mark.parametrize(("people", "planned"), [(3, 125), (4, 140), (5, 155), (6, 170)])
def test_the_plan_takes_the_time_the_guide_gives(people: int, planned: int) -> None:
    boxes = plan(AGENDA, Group.of([f"Deltaker {number}" for number in range(people)]))
    assert total(boxes) == planned * MINUTE
    talk = [box for box in boxes if box.step == "refleksjon" and box.phase == 2]
    assert total(talk) == timedelta(minutes=8)


# What the guide says, as words that must be there: one row for each of its lines.
GUIDE = {
    "film": [
        ["oppskrift", "steg for steg"],
        ["tanker", "innspill", "psykososiale arbeidsmiljøet hos oss"],
        ["pc-er", "ligge"],
        ["penn", "notere på"],
        ["filmen", "temaet"],
    ],
    "fasilitator": [
        ["hovedansvaret"],
        ["flyt", "fremdrift", "sjef"],
        ["alle kommer til orde"],
        ["holder tiden", "følger strukturen"],
        ["oppsummerer kort underveis"],
    ],
    "innsjekk": [
        ["hvordan", "i dag?"],
        ["hva tenker du", "dette temaet?"],
        ["hva håper du", "diskusjonene", "refleksjonene"],
        ["muntlig runde rundt bordet", "én i fokus om gangen"],
        ["fasilitatoren passer på tidsrammen", "hver av oss"],
    ],
    "faglig-intro": [
        ["arbeidsmiljøet i lys av endringene"],
        ["lovdata.no/lov/2005-06-17-62/§4-3"],
        ["integritet og verdighet"],
        ["kontakt og kommunikasjon", "kollegaer"],
        ["trakassering", "utilbørlig opptreden", "formål eller virkning"],
        ["krenkende", "skremmende", "fiendtlig", "nedverdigende", "ydmykende", "plagsomt", "seksuell oppmerksomhet"],
        ["vold", "trusler", "uheldige belastninger", "kontakt med andre"],
        ["1. januar 2026", "første til femte ledd", "tredje til sjuende"],
        ["planlegge", "organisere", "gjennomføre", "fullt forsvarlige"],
        ["uklare eller motstridende", "krav og forventninger"],
        ["emosjonelle krav og belastninger", "mennesker"],
        ["arbeidsmengde og tidspress", "ubalanse", "tiden vi har"],
        ["støtte og hjelp i arbeidet"],
        ["ingen materiell endring", "presisering", "hele tiden"],
        ["systematiske", "dokumenteres", "planlegging, organisering og gjennomføring", "tydeligere hvilke faktorer"],
        ["styringsplikt", "arbeidsgiver", "arbeidstilsynet"],
        ["stami.no/hva-er-arbeidsmiljo"],
        ["krav og kontroll", "arbeidsbelastning", "innflytelse", "støtte"],
        ["kultur og klima", "verdiene og normene", "samspillet", "daglig"],
        ["forutsigbarhet", "stabile", "rammer", "beslutninger"],
        ["rollekonflikter", "ansvar", "overlapper"],
        ["innsats og belønning", "rettferdig", "lønn", "anerkjennelse", "utviklingsmuligheter"],
        ["organisering av arbeidet", "strukturene", "rutinene", "prosessene"],
        ["ledelse", "håndteres", "balanseres", "retning"],
        ["jobbkrav-ressursmodellen", "bakker mfl., 2007"],
        ["trygg", "omsorg og retning"],
        ["åpen", "lærende", "si fra"],
        ["på tvers av fag", "kollegastøtte", "krevende"],
        ["oppfølging", "veiledning", "debriefing", "refleksjon"],
        ["mål og retning i tjenesten"],
        ["anerkjennelse for det folk kan"],
        ["prioriteringer", "ryddig struktur"],
        ["arbeidspress", "ujevn, uforutsigbar oppgavefordeling"],
        ["lite tid til refleksjon og kollegastøtte"],
        ["for lite anerkjennelse og støtte fra ledelsen"],
        ["uklare forventninger", "utydelig kommunikasjon"],
        ["tåler for mye"],
        ["lite medvirkning"],
        ["konflikter", "uro mellom kollegaer"],
        ["styres og ledes", "god styring og ledelse"],
    ],
    "refleksjon": [
        ["styrke", "aller sterkeste ressursen", "hvordan viser det seg", "bygge på", "foredle"],
        ["risiko", "svake", "årsakene", "konsekvensene"],
        ["alle like mye tid"],
        ["fasilitatoren", "alle med i drøftingen"],
        ["rund av", "10 minutter"],
    ],
    "pause": [["pause i {time}", "starter igjen"]],
    "forberedelse": [
        ["tjenesten din", "selv leder", "psykososiale arbeidsmiljøet"],
        ["problemstilling", "dilemma", "i hverdagen", "krevende", "balansen"],
        ["skriv ned dilemmaet", "omtrent 3 minutter"],
        ["hensyn", "vanskelig"],
        ["rekkefølgen"],
    ],
    "kollegaveiledning": [
        ["fokusperson", "gode lederkollegaer", "tidtakeren holder tiden", "reglene"],
        ["hver av oss {time} i fokus"],
        ["du har {time}", "dilemmaet"],
        ["rundt bordet", "bare spørsmål", "ingen råd", "ingen refleksjoner", "svarer kort"],
        ["ryggen til", "egne erfaringer", "refleksjoner", "undringer"],
        ["bare lytter", "uten å kommentere", "noterer", "flue på veggen"],
        ["varsomme med konkrete råd"],
        ["takke for veiledningen", "helt kort", "tar med deg videre"],
        ["bytter dere fokusperson"],
        ["aldri i referatet"],
    ],
    "utsjekk": [
        ["mest verdifullt"],
        ["spesielt frem til", "møtes igjen"],
        ["muntlig runde rundt bordet", "én i fokus om gangen"],
        ["takker vi hverandre for bidrag og innspill"],
    ],
    "avslutning": [
        ["tiltak", "ansvarlig", "frist"],
        ["når møtes vi igjen"],
        ["spørsmål til opplegget", "temaer", "faglig støtte"],
        ["lykke til"],
    ],
}


@pytest.mark.parametrize("step_id", GUIDE)
def test_every_line_of_the_guide_is_covered(step_id: str) -> None:
    words = words_of(AGENDA.step(step_id))
    for line in GUIDE[step_id]:
        assert [word for word in line if word not in words] == []


def test_the_time_is_read_aloud_where_it_is_given_to_somebody() -> None:
    said = [line for step in AGENDA.steps for line in (step.say, *(phase.say for phase in step.phases))]
    assert sum("{time}" in line for line in said) == 4


def test_the_general_duty_comes_before_the_four_factors() -> None:
    slides = AGENDA.step("faglig-intro").slides
    duty = next(place for place, slide in enumerate(slides) if "fullt forsvarlige" in slide)
    factors = next(place for place, slide in enumerate(slides) if "tidspress" in slide)
    assert factors == duty + 1
    assert len(re.findall(r"(?m)^\d\. ", slides[factors])) == 4


def test_resources_and_risks_are_seven_each() -> None:
    for slide in AGENDA.step("faglig-intro").slides[-2:]:
        assert len(re.findall("(?m)^- ", slide)) == 7
