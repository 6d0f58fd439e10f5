"""What each screen is for, in two or three sentences: the first thing that its help says."""

from msgspec import Struct

from aml_okt.core.message import Message, message
from aml_okt.scene.action import letter
from aml_okt.scene.leading import Aside


class About(Struct, frozen=True):
    """A screen, a dialog, or what stands beside the clock: what it is called, and what it is for."""

    title: Message
    says: Message


SETUP = About(
    message("Før vi begynner"),
    message(
        "Her skriver dere hvem som er her, hvor dere møtes, og når dere senest må være ferdige. Ved siden av står "
        "planen for akkurat dere, med klokkeslett. Bare navnene må fylles ut, og folk kan komme og gå senere."
    ),
)
LEADING = About(
    message("Økta"),
    message(
        "Denne skjermen leder dere gjennom økta, steg for steg. Enter går videre, og {undo} tar det siste tilbake. "
        "Alt lagres underveis.",
        undo=letter("u", "angre"),
    ),
)
FOR_ALL = About(
    message("Nå: Det hele gruppa kan se"),
    message(
        "Vinduet viser bare det alle kan se: tiden, hvem som har ordet, og regelen. Notatene er borte herfra, og ingen "
        "ser om dere er foran eller bak. Tastene styrer økta som før, og {own} går tilbake.",
        own=letter("g", "min skjerm"),
    ),
)
ROOM = About(
    message("Gruppas skjerm"),
    message(
        "Denne skjermen er for hele gruppa. Den følger økta som er i gang, og viser tiden, hvem som har ordet, og hva "
        "som er lov nå. Den endrer ingenting og viser aldri notater. Er ingen økt i gang, venter den på en."
    ),
)
THANKS = About(
    message("Takk for i dag"),
    message(
        "Økta er over, og vinduet viser det hele gruppa kan se. Den som leder, går videre til oppsummeringen når alle "
        "er klare."
    ),
)
SUMMARY = About(
    message("Oppsummering"),
    message(
        "Økta er over. Her ser dere hvordan tiden gikk, hvem som snakket hvor lenge, og hva dere ble enige om. Skriv "
        "referatet herfra. Var dere ikke ferdige, tar {undo} dere tilbake til økta.",
        undo=letter("u", "angre avslutningen"),
    ),
)
RESUME = About(
    message("En økt venter"),
    message(
        "Den forrige økta ble ikke ferdig. Fortsett på den, og si om tiden siden sist skal telle med, eller begynn på "
        "en ny. Ingenting blir slettet."
    ),
)
GAP = About(
    message("Klokka har gått uten dere"),
    message(
        "Maskinen sto stille en stund, og programmet vet ikke om dere fortsatte uten den. Gikk økta videre, så la "
        "tiden telle med. Ventet dere, så fortsett der dere slapp."
    ),
)
PEOPLE = About(
    message("Deltakere"),
    message(
        "Her står alle som er med, hvor de sitter, og hvilken rolle de har. Noter at noen kommer eller går, rett "
        "et navn, eller la en annen lede. Dere ser hva det betyr for tiden før dere sier ja."
    ),
)
ORDER = About(
    message("Rekkefølge i fokus"),
    message(
        "Her bestemmer dere hvem som er i fokus når. Flytt, bytt plass, trekk lodd, eller la noen stå over. Ingenting "
        "er bestemt før dere trykker Enter."
    ),
)
MAKE_UP = About(
    message("Hent inn tid"),
    message(
        "Her ser dere hva som kan kortes ned, så dere slutter når dere hadde tenkt. De som ikke har vært i fokus "
        "ennå, får alle like lenge. Ingenting er bestemt før dere trykker Enter."
    ),
)
SPARE = About(
    message("Tid til overs"),
    message(
        "Dere ligger foran planen. Velg hva tiden skal brukes til, eller slutt tidligere. Ingenting er bestemt før "
        "dere trykker Enter."
    ),
)
SKIP = About(
    message("Hopp over"),
    message(
        "Her kan dere hoppe over resten av fasen, runden eller steget. Under hvert valg står det når dere da slutter. "
        "Det kan angres etterpå."
    ),
)
PLAN = About(
    message("Planen"),
    message(
        "Her er hele planen: når hvert steg begynner, hvor lang tid det skal ta, og hvor lang tid det tok. Det som "
        "går nå, er uthevet. Planen er bare til å lese i; den endres fra økta."
    ),
)
FOLLOW_UP = About(
    message("Avtalt sist"),
    message(
        "Dette ble dere enige om sist. Kryss av det som er gjort. Det som ikke er krysset av, blir med til neste gang."
    ),
)
ACTION_FORM = About(
    message("Tiltak"),
    message(
        "Skriv hva som skal gjøres, hvem som tar det, og når det skal være ferdig. Bare det første må fylles ut. Blir "
        "du avbrutt, står teksten her neste gang."
    ),
)
MEETING = About(
    message("Neste møte"),
    message(
        "Skriv når og hvor gruppa møtes igjen. Avtalen kommer i referatet. La feltene stå tomme om dere ikke har "
        "avtalt noe."
    ),
)
UNTIL = About(
    message("Pause til"),
    message(
        "Skriv klokkeslettet dere begynner igjen, så varer pausen til da. Under feltet står det når dere da slutter."
    ),
)
QUIT = About(
    message("Slutte"),
    message(
        "Er dere ferdige, så avslutt økta, og dere får oppsummeringen. Skal dere fortsette senere, så lukk bare "
        "programmet. Alt er lagret, hva dere enn velger."
    ),
)
ERASE = About(
    message("Slett private notater"),
    message(
        "Private notater tilhører den som var i fokus, og kommer aldri i referatet. Her kan dere slette dem for godt, "
        "eller la dem ligge. Det som er slettet, kan ikke hentes tilbake."
    ),
)
PALETTE = About(
    message("Kommandoer"),
    message(
        "Skriv noen bokstaver av det du vil gjøre, og velg det i lista. Bare det som kan gjøres nå, står der. Til "
        "høyre er tasten som gjør det samme."
    ),
)
HELP = About(
    message("Denne hjelpen"),
    message(
        "Hver skjerm har sin hjelp: hva den er til, og hva tastene gjør. ? åpner og lukker den. I et felt, der ? er "
        "tekst, gjør F1 det samme."
    ),
)

ASIDES: dict[Aside, About] = {
    Aside.PICTURE: About(
        message("Nå: Bordet"),
        message("Bildet viser hvor dere sitter, hvem som har ordet, hvem som er i fokus, og hvem som tar tiden."),
    ),
    Aside.FACILITATOR: About(
        message("Nå: Hvem leder?"),
        message(
            "Velg den som melder seg, eller trekk lodd. Den som leder, er deltaker som alle andre, og dere kan bytte "
            "når som helst i lista over deltakere."
        ),
    ),
    Aside.ORDER: About(
        message("Nå: Rekkefølgen i fokus"),
        message("Lista viser hvem som er i fokus når. Bli enige om rekkefølgen nå, eller trekk lodd."),
    ),
    Aside.FACTORS: About(
        message("Nå: Faktorene"),
        message(
            "Merk av hver gang noen nevner en faktor som styrke eller som risiko. Det kommer i referatet, uten navn."
        ),
    ),
    Aside.SLIDES: About(
        message("Nå: Lysarkene"),
        message("Vis lysarkene ett for ett mens noen forteller. Gruppas skjerm følger med."),
    ),
    Aside.BREAK: About(
        message("Nå: Pause"),
        message("Klokkeslettet er når dere begynner igjen. Dere kan bestemme et annet, og ser når dere da slutter."),
    ),
    Aside.ACTIONS: About(
        message("Nå: Tiltak og neste møte"),
        message(
            "Skriv ned hva dere er enige om: hva som skal gjøres, hvem som tar det, og når. Avtal også når dere møtes "
            "igjen. Gruppas skjerm viser lista når du vil det."
        ),
    ),
}
"""What stands beside the clock on the session's screen."""
