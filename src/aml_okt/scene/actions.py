"""What can be done while a session is led: each thing once, with its keys, its words, and the command that it needs.

Key bar, help, palette, bindings and tests read it here.
"""

from dataclasses import dataclass

from aml_okt.core.commands import (
    AcceptPlan,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    ChooseCues,
    ChooseFacilitator,
    Command,
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
from aml_okt.core.message import Message, message


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user can do.

    - `name` is the screen's `action_…` method.
    - `keys` are Textual's names, comma separated; `shown` is how the first is written for people.
    - `needs` is the kind of command it leads to: it can be done when that is allowed, and always where
      there is none.
    - `typing` is a second key that no text field uses.
    - `rank` says how much it is needed in the key bar, where the highest go first when it is narrow;
      0 is never in the bar.
    - `beside` names the only aside of the session's screen that it belongs to in the bar.
    - `by_key`: it is told which of its keys was pressed.
    - `for_all`: it shows nothing but what the whole group may see, so that its key is named while they look.
    - `always`: it comes before whatever has the keys, in dialogs too.
    """

    name: str
    keys: str
    shown: Message
    label: Message
    help: Message
    needs: type[Command] | None = None
    typing: str = ""
    rank: int = 0
    beside: str = ""
    by_key: bool = False
    for_all: bool = False
    always: bool = False


SESSION: tuple[Action, ...] = (
    Action(
        "pause", "space", message("Mellomrom"), message("pause"),
        message("La klokka stå til dere er klare igjen."), Pause, "f8", 2, for_all=True,
    ),
    Action(
        "resume", "space", message("Mellomrom"), message("fortsett"),
        message("La klokka gå igjen."), Resume, "f8", 2, for_all=True,
    ),
    Action(
        "begin", "enter", message("Enter"), message("begynn"),
        message("Start klokka for det første steget."), Begin, "f9", 1, for_all=True,
    ),
    Action(
        "begin_now", "enter", message("Enter"), message("begynn nå"),
        message("Begynn uten å vente til klokkeslettet i agendaen."), BeginNow, "f9", 1, for_all=True,
    ),
    Action(
        "next", "enter", message("Enter"), message("neste"),
        message("Gå videre: neste person, neste fase eller neste steg."), Next, "f9", 1, for_all=True,
    ),
    Action(
        "choose_facilitator", "1,2,3,4,5,6,7,8,9,0", message("1–9"), message("velg fasilitator"),
        message("Velg den som har dette tallet foran navnet."), ChooseFacilitator, beside="facilitator", by_key=True,
    ),
    Action(
        "draw_lots", "l", message("l"), message("trekk lodd"),
        message("Trekk lodd om hvem som leder."), ChooseFacilitator, rank=3, beside="facilitator",
    ),
    Action(
        "order", "r", message("r"), message("rekkefølge"),
        message("Bestem rekkefølgen i fokus."), SetFocusOrder, rank=3, beside="order",
    ),
    Action(
        "factors", "f", message("f"), message("faktorer"),
        message("Merk av hvilke faktorer som ble nevnt som styrke eller risiko."),
        MarkFactor, rank=3, beside="factors",
    ),
    Action(
        "next_page", "down,pagedown", message("↓"), message("neste lysark"),
        message("Vis neste lysark."), ShowSlide, rank=3, beside="slides", for_all=True,
    ),
    Action(
        "previous_page", "up,pageup", message("↑"), message("forrige lysark"),
        message("Vis forrige lysark."), ShowSlide,
    ),
    Action(
        "open_link", "v", message("v"), message("vis lenke"),
        message("Vis filmen eller lenka til steget."), rank=3,
    ),
    Action(
        "show_actions", "w", message("w"), message("vis gruppa"),
        message("La gruppas skjerm vise tiltakene dere er blitt enige om."), ShowActions, rank=4, beside="actions",
    ),
    Action(
        "hide_actions", "w", message("w"), message("skjul for gruppa"),
        message("La gruppas skjerm vise klokka igjen i stedet for tiltakene."), ShowActions, rank=4, beside="actions",
    ),
    Action(
        "meeting", "m", message("m"), message("neste møte"),
        message("Skriv når og hvor gruppa møtes neste gang."), SetNextMeeting, rank=3, beside="actions",
    ),
    Action(
        "back", "left", message("←"), message("tilbake"),
        message("Gå ett skritt tilbake. Tiden fortsetter der den slapp."), Back, "f7", 5, for_all=True,
    ),
    Action(
        "more_time", "plus", message("+"), message("1 min til"),
        message("Gi ett minutt til her. Linja nederst viser ny slutt."), AdjustTime, "f6", 6, for_all=True,
    ),
    Action(
        "less_time", "minus", message("-"), message("1 min mindre"),
        message("Ta ett minutt av her."), AdjustTime,
    ),
    Action(
        "make_up", "h", message("h"), message("hent inn tid"),
        message("Se hvordan dere kan slutte som planlagt. Ingenting er bestemt før dere sier ja."),
        AcceptPlan, rank=3,
    ),
    Action(
        "use_spare", "h", message("h"), message("bruk tiden"),
        message("Se hva tiden til overs kan brukes til. Ingenting er bestemt før dere sier ja."),
        AcceptPlan, rank=3,
    ),
    Action(
        "backdate", "b", message("b"), message("begynte før"),
        message("Si at det begynte 30 sekunder tidligere. Trykk flere ganger for mer."), Backdate,
    ),
    Action(
        "skip", "s", message("s"), message("hopp over"),
        message("Hopp over resten av fasen, runden eller steget. Ny slutt vises før du sier ja."), SkipTo,
    ),
    Action(
        "break_until", "k", message("k"), message("pause til"),
        message("Bestem klokkeslettet pausen varer til."), HoldUntil, rank=3, beside="break",
    ),
    Action(
        "note", "n", message("n"), message("notat"),
        message("Skriv notat. Escape går ut av feltet igjen."), rank=7,
    ),
    Action(
        "add_action", "t", message("t"), message("tiltak"),
        message("Skriv et tiltak: hva, hvem og når."), rank=8,
    ),
    Action(
        "mend_action", "T", message("T"), message("endre tiltak"),
        message("Endre det siste tiltaket dere skrev."),
    ),
    Action(
        "people", "p", message("p"), message("deltakere"),
        message("Noen kommer, noen går, en annen leder."), rank=9,
    ),
    Action(
        "plan", "o", message("o"), message("plan"),
        message("Se hele planen, med tid brukt og tid igjen."), rank=10,
    ),
    Action(
        "read_on", "down,pagedown", message("↓"), message("les mer"),
        message("Bla videre i teksten."), rank=2,
    ),
    Action(
        "read_back", "up,pageup", message("↑"), message("les tilbake"), message("Bla tilbake i teksten."),
    ),
    Action(
        "show_room", "g", message("g"), message("for gruppa"),
        message("Vis det hele gruppa kan se. Notatene blir borte fra skjermen med det samme."), typing="f5", rank=13,
    ),
    Action(
        "show_own", "g", message("g"), message("min skjerm"),
        message("Vis skjermen til den som leder igjen, med notatene."), typing="f5", rank=3, for_all=True,
    ),
    Action(
        "undo", "u", message("u"), message("angre"),
        message("Ta tilbake det siste dere gjorde."), Undo, rank=11,
    ),
    Action(
        "leave_field", "escape", message("Escape"), message("ut av feltet"),
        message("Gå ut av feltet. Tastene styrer klokka igjen."), rank=1,
    ),
    Action(
        "help", "question_mark,f1", message("?"), message("hjelp"),
        message("Tastene, og hva skjermen viser."), rank=2,
    ),
    Action(
        "quit_session", "q", message("q"), message("avslutt"),
        message("Avslutt økta, eller lukk programmet og fortsett senere."), rank=12,
    ),
    Action("palette", "ctrl+p", message("Ctrl+P"), message("kommandoer"), message("Søk etter en kommando.")),
    Action(
        "choose_cues", "x", message("x"), message("lyd"),
        message("Velg hva lyden sier fra om: alt, bare at tiden er ute, eller ingenting."), ChooseCues,
    ),
    Action("switch_theme", "d", message("d"), message("lys eller mørk"), message("Bytt mellom lys og mørk skjerm.")),
)  # fmt: skip

PROGRAM: tuple[Action, ...] = (
    Action(
        "quit", "ctrl+q", message("Ctrl+Q"), message("lukk"),
        message("Lukk programmet. Økta venter til dere starter igjen."), always=True,
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
    Action("export", "e", message("e"), message("skriv referat"), message("Skriv referatet til en fil."), rank=1),
    Action(
        "undo", "u", message("u"), message("angre avslutningen"),
        message("Gå tilbake til økta, der dere var."), Undo, rank=3,
    ),
    Action("switch_theme", "d", message("d"), message("lys eller mørk"), message("Bytt mellom lys og mørk skjerm.")),
    Action("help", "question_mark,f1", message("?"), message("hjelp"), message("Vis denne hjelpen."), rank=4),
    Action("leave", "q", message("q"), message("lukk programmet"), message("Lukk programmet."), rank=2),
)  # fmt: skip
