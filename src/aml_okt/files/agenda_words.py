"""What each key of an agenda means and each of its words, told to whoever writes one, with something to write there.

An editor shows it beside the key: it goes into the schema, and `docs/agenda.md` tells the same at length.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from aml_okt.core.agenda import Agenda, Phase, Repeat, Screen, Step, Visibility, Who
from aml_okt.core.message import Message, message
from aml_okt.files.agenda_values import LARGEST_GROUP, LONGEST_ID, LONGEST_NUMBER, PLACEHOLDERS, SMALLEST_GROUP


class Word(Struct, frozen=True):
    """What a key means, and values that it may have; those that are messages are text in the user's language."""

    says: Message
    examples: tuple[object, ...]


AGENDA = message("En agenda for aml-okt: det dere skal gjennom, steg for steg.")
STEP = message("Ett steg på agendaen.")
PHASE = message("En del av et steg, med egen tid, regel og måte å delta på.")

_NAMES = {name: f"{{{name}}}" for name in PLACEHOLDERS}
_SAY = Word(
    message(
        "Det som leses høyt. Ord i krøllparentes blir til navn: {speaker} har ordet, {focus} er i fokus, "
        "{timekeeper} tar tiden, {facilitator} leder økta. {time} blir til tiden slik dere har den nå.",
        **_NAMES,
    ),
    (message("Velkommen, {speaker}! Hva håper du på i dag?", **_NAMES),),
)
_RULE = Word(
    message("Hva slags setninger som passer nå, med få ord. Står stort på skjermen, også den gruppa ser."),
    (message("Én snakker. De andre lytter."),),
)
_WHO = Word(
    message("Hvem som deltar, og dermed hvordan skjermen leder dere. Uten denne er alle med."),
    (Who.EACH.value, Who.ALONE.value),
)
_TIMES = ("15 min", "7-8 min", "1 min 30 s", "rest")

KEYS: Mapping[type[Struct], Mapping[str, Word]] = MappingProxyType(
    {
        Agenda: {
            "title": Word(
                message("Hva økta heter. Står øverst på skjermen og i referatet."),
                (message("Oppfølging etter tre måneder"),),
            ),
            "language": Word(
                message(
                    "Språket agendaen er skrevet på: «nb» er bokmål, «nn» nynorsk og «en» engelsk. "
                    "Andre språk har også to eller tre bokstaver."
                ),
                ("nb", "nn", "en"),
            ),
            "source": Word(
                message("Hvor opplegget kommer fra, for den som leser agendaen. Det vises ikke på skjermen."),
                (message("Etter en veileder, gjengitt med egne ord"),),
            ),
            "group": Word(
                message(
                    "Hvor mange opplegget passer for, på det meste: fra {least} til {most}. "
                    "Blir dere flere, sier programmet fra og lar dere velge.",
                    least=SMALLEST_GROUP,
                    most=LARGEST_GROUP,
                ),
                (6,),
            ),
            "duration": Word(
                message("Hvor lang økta bør være. Må stå her når et steg varer «rest»."), ("150-180 min", "90 min")
            ),
            "steps": Word(
                message("Stegene, i den rekkefølgen dere tar dem. Det må være minst ett."),
                ([{"id": "innsjekk", "title": message("Velkommen"), "time": "10 min", "who": Who.EACH.value}],),
            ),
        },
        Step: {
            "id": Word(
                message(
                    "Et kort navn til filer og logg: bare a-z, 0-9 og bindestrek, høyst {most} tegn. "
                    "To steg kan ikke ha det samme.",
                    most=LONGEST_ID,
                ),
                ("innsjekk", "pause-2"),
            ),
            "title": Word(message("Det som står på skjermen og i referatet."), (message("Velkommen og innsjekk"),)),
            "time": Word(
                message(
                    "Hvor lenge steget varer; med «repeat» hvor lenge én runde varer. "
                    "Et spenn blir planlagt med den lengste tiden. «rest» er det som er til overs av økta."
                ),
                _TIMES,
            ),
            "least": Word(
                message(
                    "Så kort kan steget bli når dere må hente inn tid; med «repeat» så kort kan hver runde bli. "
                    "Én tid, ikke et spenn."
                ),
                ("5 min",),
            ),
            "at": Word(
                message(
                    "Klokkeslettet steget begynner, i anførselstegn. Er dere tidlig ute, venter dere; "
                    "er dere sent ute, begynner det når dere kommer så langt."
                ),
                ("11:00",),
            ),
            "until": Word(
                message(
                    "Klokkeslettet steget slutter, i anførselstegn, kort eller langt. "
                    "Bare for et steg uten faser og turer, som en pause, og ikke sammen med «at»."
                ),
                ("11:10",),
            ),
            "number": Word(
                message("Nummeret foran tittelen, høyst {most} tegn. Noen steg har ikke noe.", most=LONGEST_NUMBER),
                ("1", "5b"),
            ),
            "short": Word(message("Tittelen der det er trangt."), (message("Innsjekk"),)),
            "purpose": Word(
                message("Hva steget er godt for, i en setning eller to."),
                (message("Alle får sagt noe tidlig, og vi vet hvor vi har hverandre."),),
            ),
            "say": _SAY,
            "rule": _RULE,
            "who": _WHO,
            "screen": Word(
                message("Noe ekstra på skjermen i dette steget."), (Screen.BREAK.value, Screen.ACTIONS.value)
            ),
            "notes": Word(
                message("Hvor notatet fra steget kan havne. Uten denne er det privat."), (Visibility.MINUTES.value,)
            ),
            "link": Word(
                message(
                    "En nettadresse, eller en film, et bilde eller et dokument som ligger ved siden av agendaen. "
                    "Åpnes med én tast."
                ),
                ("film.mp4", "https://lovdata.no/lov/2005-06-17-62/§4-3"),
            ),
            "questions": Word(
                message("Spørsmålene som står på skjermen. Ett alene kan stå rett etter kolon."),
                ([message("Hva har gått bra siden sist?"), message("Hva ble vanskelig?")],),
            ),
            "rules": Word(
                message("Det som gjelder i steget, punkt for punkt."), ([message("Alle får like lang tid.")],)
            ),
            "hints": Word(
                message("Gode råd til den som leder. Gruppas skjerm viser dem ikke."),
                ([message("Ha filmen klar før dere begynner.")],),
            ),
            "factors": Word(
                message("Det gruppa kan merke som styrke eller risiko mens dere snakker."),
                ([message("Ledelse"), message("Forutsigbarhet")],),
            ),
            "slides": Word(
                message(
                    "Lysark i Markdown, rundt 60 tegn brede og 14 linjer høye. Begynn hvert med «- |» på egen linje."
                ),
                ([message("# Hva er nytt?\n\n- Plikten er tydeligere\n- Arbeidet skal dokumenteres")],),
            ),
            "repeat": Word(
                message("Kjør fasene én gang for hver deltaker. Steget må ha faser."), (Repeat.EACH_IN_FOCUS.value,)
            ),
            "breather": Word(
                message("En kort pause etter tredje runde, som planen tilbyr når fem eller flere skal i fokus."),
                ("5 min",),
            ),
            "phases": Word(
                message("Delene av steget. Tidene skal til sammen bli stegets tid."),
                ([{"title": message("Runde"), "time": "10 min", "who": Who.EACH.value}],),
            ),
        },
        Phase: {
            "title": Word(message("Hva fasen heter. Står stort på skjermen."), (message("Avklarende spørsmål"),)),
            "time": Word(
                message(
                    "Hvor lenge fasen varer. Et spenn blir planlagt med den lengste tiden. "
                    "«rest» er det de andre fasene lar være igjen av steget."
                ),
                _TIMES,
            ),
            "least": Word(
                message("Så kort kan fasen bli når dere må hente inn tid. Én tid, ikke et spenn."), ("4 min",)
            ),
            "who": _WHO,
            "rule": _RULE,
            "say": _SAY,
        },
    }
)
"""Every key of the model, by the struct that it belongs to."""

VALUES: Mapping[StrEnum, Message] = MappingProxyType(
    {
        Who.ALL: message("Alle sammen, uten turer. Passer til en drøfting."),
        Who.ALONE: message("Hver for seg, i stillhet. Passer til å tenke og skrive."),
        Who.EACH: message("Én etter én, med like mye tid til hver. Passer til innsjekk og utsjekk."),
        Who.FOCUS: message("Fokuspersonen snakker, de andre lytter. Bare i et steg med «repeat»."),
        Who.COLLEAGUES: message(
            "De andre snakker sammen, og fokuspersonen lytter med ryggen til. Bare i et steg med «repeat»."
        ),
        Who.COLLEAGUES_IN_TURN: message(
            "De andre får ordet etter tur, og fokuspersonen svarer. Bare i et steg med «repeat»."
        ),
        Who.FACILITATOR: message("Fasilitatoren viser eller forteller. Passer til lysark."),
        Repeat.EACH_IN_FOCUS: message("Én runde for hver deltaker, som da er i fokus."),
        Visibility.MINUTES: message("Notatet kommer med i referatet. I et steg med «repeat» gjør det aldri det."),
        Visibility.PRIVATE: message("Notatet er bare for den som eier det."),
        Screen.CHOOSE_FACILITATOR: message("Velg hvem som leder økta, eller trekk lodd."),
        Screen.FOCUS_ORDER: message("Avtal rekkefølgen i fokus."),
        Screen.BREAK: message("Når dere starter igjen, stort nok til å leses fra kaffemaskinen."),
        Screen.ACTIONS: message("Skriv tiltak med ansvarlig og frist, og avtal neste møte."),
        Screen.FOLLOW_UP: message("Tiltakene fra forrige økt, der det er noen: Kryss av det som er gjort."),
    }
)
"""Every word that a key may hold one of."""
