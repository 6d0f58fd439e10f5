"""What can be done while a session is led: each thing once, with its keys, its words, and the command that it needs.

Key bar, help, palette, bindings and tests read it here.
"""

from aml_okt.core.commands import (
    AcceptPlan,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    ChooseCues,
    ChooseFacilitator,
    HoldUntil,
    MarkFactor,
    Next,
    Pause,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowActions,
    ShowSlide,
    SkipTo,
    Undo,
)
from aml_okt.core.message import message
from aml_okt.i18n import render
from aml_okt.scene.action import Action, letter

SESSION: tuple[Action, ...] = (
    Action(
        "pause", "space", message("Mellomrom"), message("pause"),
        message("La klokka stå til dere er klare igjen."), Pause, "f8", 2, for_all=True,
        word=message("pause"),
    ),
    Action(
        "resume", "space", message("Mellomrom"), message("fortsett"),
        message("La klokka gå igjen."), Resume, "f8", 2, for_all=True,
        word=message("fortsett"),
    ),
    Action(
        "begin", "enter", message("Enter"), message("begynn"),
        message("Start klokka for det første steget."), Begin, "f9", 1, for_all=True,
        word=message("begynn"),
    ),
    Action(
        "begin_now", "enter", message("Enter"), message("begynn nå"),
        message("Begynn uten å vente til klokkeslettet i agendaen."), BeginNow, "f9", 1, for_all=True,
        word=message("straks"),
    ),
    Action(
        "next", "enter", message("Enter"), message("neste"),
        message("Gå videre: neste person, neste fase eller neste steg."), Next, "f9", 1, for_all=True,
        word=message("neste"),
    ),
    Action(
        "choose_facilitator", "1,2,3,4,5,6,7,8,9,0", message("1–9"), message("velg fasilitator"),
        message("Velg den som har dette tallet foran navnet."), ChooseFacilitator, beside="facilitator", by_key=True,
        word=message("fasilitator"),
        told=message("Velg hvem som leder: «fasilitator Kari»."),
    ),
    Action(
        "draw_lots", "", letter("l", "trekk lodd"), message("trekk lodd"),
        message("Trekk lodd om hvem som leder."), ChooseFacilitator, rank=3, beside="facilitator",
        word=message("lodd"),
    ),
    Action(
        "order", "", letter("r", "rekkefølge"), message("rekkefølge"),
        message("Bestem rekkefølgen i fokus."), SetFocusOrder, rank=3, beside="order",
        word=message("rekkefølge"),
        told=message(
            "Hør rekkefølgen i fokus, eller bestem den: «rekkefølge Kari, Ola», «rekkefølge lodd», «rekkefølge "
            "uten Kari», «rekkefølge med Kari»."
        ),
    ),
    Action(
        "factors", "", letter("f", "faktorer"), message("faktorer"),
        message("Merk av hvilke faktorer som ble nevnt som styrke eller risiko."),
        MarkFactor, rank=3, beside="factors",
        word=message("faktor"),
        told=message(
            "Merk en faktor som styrke eller risiko: «faktor 2 styrke», «faktor 2 risiko». Med «minus» sist tas "
            "ett merke bort."
        ),
    ),
    Action(
        "next_page", "down,pagedown", message("↓"), message("neste lysark"),
        message("Vis neste lysark."), ShowSlide, rank=3, beside="slides", for_all=True,
        word=message("lysark"),
    ),
    Action(
        "previous_page", "up,pageup", message("↑"), message("forrige lysark"),
        message("Vis forrige lysark."), ShowSlide,
        word=message("forrige"),
    ),
    Action(
        "open_link", "", letter("v", "vis lenke"), message("vis lenke"),
        message("Vis filmen eller lenka til steget."), rank=3,
        word=message("lenke"),
    ),
    Action(
        "show_actions", "", letter("w", "vis for gruppa"), message("vis for gruppa"),
        message("La gruppas skjerm vise tiltakene dere er blitt enige om."), ShowActions, rank=4, beside="actions",
        word=message("vis"),
    ),
    Action(
        "hide_actions", "", letter("w", "skjul for gruppa"), message("skjul for gruppa"),
        message("La gruppas skjerm vise klokka igjen i stedet for tiltakene."), ShowActions, rank=4, beside="actions",
        word=message("skjul"),
    ),
    Action(
        "meeting", "", letter("m", "neste møte"), message("neste møte"),
        message("Skriv når og hvor gruppa møtes neste gang."), SetNextMeeting, rank=3, beside="actions",
        word=message("møte"),
        told=message(
            "Avtal neste møte: «møte 1.12; 10:00; Møterom 2». Skriv bare ordet, så får du ett og ett spørsmål."
        ),
    ),
    Action(
        "back", "left", message("←"), message("tilbake"),
        message("Gå ett skritt tilbake. Tiden fortsetter der den slapp."), Back, "f7", 5, for_all=True,
        word=message("tilbake"),
    ),
    Action(
        "more_time", "plus", message("+"), message("1 min til"),
        message("Gi ett minutt til her. Linja nederst viser ny slutt."), AdjustTime, "f6", 6, for_all=True,
        word=message("pluss"),
        told=message("Gi ett minutt til her. Du får høre ny slutt."),
    ),
    Action(
        "less_time", "minus", message("-"), message("1 min mindre"),
        message("Ta ett minutt av her."), AdjustTime,
        word=message("minus"),
    ),
    Action(
        "make_up", "", letter("h", "hent inn tid"), message("hent inn tid"),
        message("Se hvordan dere kan slutte som planlagt. Ingenting er bestemt før dere sier ja."),
        AcceptPlan, rank=3,
        word=message("hent"),
        told=message(
            "Hør hvordan dere kan slutte som planlagt: «hent inn», «hent inn 12:45» eller «hent inn uten Kari». "
            "Ingenting er bestemt før dere sier ja."
        ),
    ),
    Action(
        "use_spare", "", letter("h", "bruk tiden"), message("bruk tiden"),
        message("Se hva tiden til overs kan brukes til. Ingenting er bestemt før dere sier ja."),
        AcceptPlan, rank=3,
        word=message("bruk"),
        told=message("Hør hva tiden til overs kan brukes til: «bruk tiden». Ingenting er bestemt før dere sier ja."),
    ),
    Action(
        "backdate", "", letter("b", "begynte før"), message("begynte før"),
        message("Si at det begynte 30 sekunder tidligere. Trykk flere ganger for mer."), Backdate,
        word=message("før"),
        told=message("Si at det begynte 30 sekunder tidligere. Skriv det flere ganger for mer."),
    ),
    Action(
        "skip", "", letter("s", "hopp over"), message("hopp over"),
        message("Hopp over resten av fasen, runden eller steget. Ny slutt vises før du sier ja."), SkipTo,
        word=message("hopp"),
        told=message("Hopp over resten av fasen, runden eller steget. Du får høre ny slutt før du sier ja."),
    ),
    Action(
        "break_until", "", letter("k", "pause til"), message("pause til"),
        message("Bestem klokkeslettet pausen varer til."), HoldUntil, rank=3, beside="break",
        word=message("til"),
        told=message("Bestem klokkeslettet pausen varer til: «til 11:05»."),
    ),
    Action(
        "note", "", letter("n", "notat"), message("notat"),
        message("Skriv notat. Escape går ut av feltet igjen."), rank=7,
        word=message("notat"),
        told=message(
            "Skriv bare ordet for å høre notatet. «notat Dette ble sagt» skriver en linje til. «notat:» skriver flere "
            "linjer, til en linje med bare punktum. «notat fjern» tar bort den siste linja."
        ),
    ),
    Action(
        "share_from_rounds", "", letter("e", "del fra rundene"), message("del fra rundene"),
        message(
            "Skriv det dere vil dele i referatet fra rundene, i et eget notat. Bare den som var i fokus, bestemmer. "
            "{share} eller {note} går tilbake til notatet for steget.",
            share=letter("e", "del fra rundene"),
            note=letter("n", "notat"),
        ),
        rank=8,
        word=message("delt"),
        told=message(
            "Skriv bare ordet for å høre det dere vil dele fra rundene. «delt Vi har ansvar sammen» skriver en linje "
            "til, «delt:» flere, og «delt fjern» tar bort den siste. Bare den som var i fokus, bestemmer."
        ),
    ),
    Action(
        "add_action", "", letter("t", "tiltak"), message("tiltak"),
        message("Skriv et tiltak: hva, hvem og når."), rank=8,
        word=message("tiltak"),
        told=message("Skriv et tiltak: «tiltak Hva; hvem; når». Skriv bare ordet, så får du ett og ett spørsmål."),
    ),
    Action(
        "mend_action", "", letter("T", "endre tiltak"), message("endre tiltak"),
        message("Endre det siste tiltaket dere skrev."),
        word=message("endre"),
    ),
    Action(
        "follow_up", "", letter("a", "avtalt sist"), message("avtalt sist"),
        message("Se tiltakene fra forrige økt, og kryss av dem som er gjort."), rank=2,
        word=message("sist"),
        told=message("Hør tiltakene fra forrige økt, hvert med sitt tall."),
    ),
    Action(
        "people", "", letter("p", "deltakere"), message("deltakere"),
        message("Noen kommer, noen går, en annen leder."), rank=9,
        word=message("deltakere"),
        told=message(
            "Hør hvem som er her. «deltakere kommer Kari», «deltakere går Kari», «deltakere tilbake Kari» og "
            "«deltakere leder Kari» endrer det."
        ),
    ),
    Action(
        "plan", "", letter("o", "plan"), message("plan"),
        message("Se hele planen, med tid brukt og tid igjen."), rank=10,
        word=message("plan"),
        told=message("Hør hele planen, med tid brukt og tid igjen."),
    ),
    Action(
        "read_on", "down,pagedown", message("↓"), message("les mer"),
        message("Bla videre i teksten."), rank=2,
    ),
    Action(
        "read_back", "up,pageup", message("↑"), message("les tilbake"), message("Bla tilbake i teksten."),
    ),
    Action(
        "read_on_beside", "shift+down", message("Shift+↓"), message("les mer"),
        message("Bla videre i teksten ved siden av lysarkene."), rank=2,
    ),
    Action(
        "read_back_beside", "shift+up", message("Shift+↑"), message("les tilbake"),
        message("Bla tilbake i teksten ved siden av lysarkene."),
    ),
    Action(
        "show_room", "", letter("g", "for gruppa"), message("for gruppa"),
        message("Vis det hele gruppa kan se. Notatene blir borte fra skjermen med det samme."), typing="f5", rank=13,
    ),
    Action(
        "show_own", "", letter("g", "min skjerm"), message("min skjerm"),
        message("Vis skjermen til den som leder igjen, med notatene."), typing="f5", rank=3, for_all=True,
    ),
    Action(
        "undo", "", letter("u", "angre"), message("angre"),
        message("Ta tilbake det siste dere gjorde."), Undo, rank=11,
        word=message("angre"),
    ),
    Action(
        "leave_field", "escape", message("Escape"), message("ut av feltet"),
        message("Gå ut av feltet. Tastene styrer klokka igjen."), rank=1,
    ),
    Action(
        "help", "question_mark", message("?"), message("hjelp"),
        message("Tastene, og hva skjermen viser."), typing="f1", rank=2,
        word=message("hjelp"),
        told=message("Hør hva du kan skrive nå. «hjelp neste» forklarer ett ord."),
    ),
    Action(
        "quit_session", "", letter("q", "avslutt"), message("avslutt"),
        message("Avslutt økta, eller lukk programmet og fortsett senere."), rank=12,
        word=message("avslutt"),
        told=message("Avslutt økta. Du blir spurt først."),
    ),
    Action("palette", "ctrl+p", message("Ctrl+P"), message("kommandoer"), message("Søk etter en kommando.")),
    Action(
        "choose_cues", "", letter("x", "lyd"), message("lyd"),
        message("Velg hva lyden sier fra om: alt, bare at tiden er ute, eller ingenting."), ChooseCues,
        word=message("lyd"),
    ),
    Action(
        "switch_theme", "", letter("d", "lys eller mørk"), message("lys eller mørk"),
        message("Bytt mellom lys og mørk skjerm."),
    ),
)  # fmt: skip

PROGRAM: tuple[Action, ...] = (
    Action(
        "quit", "ctrl+q", message("Ctrl+Q"), message("lukk"),
        message("Lukk programmet. Økta venter til dere starter igjen."), always=True,
        word=message("lukk"),
    ),
    Action(
        "interrupt", "ctrl+c", message("Ctrl+C"), message("avbryt"),
        message("Spør om dere vil avslutte eller lukke. I et felt kopierer tasten."),
    ),
)  # fmt: skip
"""What can be done on every screen."""

TYPING_KEYS: dict[str, tuple[str, ...]] = {
    key: tuple(action.name for action in SESSION if action.typing == key)
    for key in dict.fromkeys(action.typing for action in SESSION if action.typing)
}
"""Which actions each of the keys that work while somebody types may mean; the first that can be done is meant."""

SUMMARY: tuple[Action, ...] = (
    Action(
        "export", "", letter("e", "skriv referat"), message("skriv referat"),
        message("Skriv referatet til en fil."), rank=1,
        word=message("referat"),
    ),
    Action(
        "erase_private", "", letter("s", "slett private"), message("slett private"),
        message("Slett de private notatene fra økta for godt. Du blir spurt først."), rank=4,
        word=message("slett"),
    ),
    Action(
        "undo", "", letter("u", "angre avslutningen"), message("angre avslutningen"),
        message("Gå tilbake til økta, der dere var."), Undo, rank=3,
        word=message("angre"),
    ),
    Action(
        "switch_theme", "", letter("d", "lys eller mørk"), message("lys eller mørk"),
        message("Bytt mellom lys og mørk skjerm."),
    ),
    Action(
        "help", "question_mark,f1", message("?"), message("hjelp"), message("Vis denne hjelpen."), rank=5,
        word=message("hjelp"),
        told=message("Hør hva du kan skrive nå. «hjelp neste» forklarer ett ord."),
    ),
    Action(
        "leave", "", letter("q", "lukk programmet"), message("lukk programmet"),
        message("Lukk programmet."), rank=2,
    ),
)  # fmt: skip


def key_of(name: str, among: tuple[Action, ...] = SESSION) -> str:
    """The first key of the action of this name, as it is written for people in the chosen language."""
    return next(render(action.shown) for action in among if action.name == name)
