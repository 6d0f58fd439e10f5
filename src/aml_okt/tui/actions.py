"""The one list of what can be done from the keyboard: key bar, help, palette, bindings and tests read it here."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    ChooseFacilitator,
    Command,
    HoldUntil,
    MarkFactor,
    MarkGone,
    MarkReturned,
    Next,
    Pause,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowSlide,
    SkipTo,
    Undo,
)
from aml_okt.core.message import Message, message
from aml_okt.i18n import render


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
    always: bool = False

    def bindings(self) -> Iterator[BindingType]:
        """The keys as Textual wants them."""
        for key in self.keys.split(","):
            does = f"{self.name}({key!r})" if self.by_key else self.name
            yield Binding(key, does, render(self.label), show=False, priority=self.always)
        if self.typing:
            yield Binding(self.typing, self.name, render(self.label), show=False)


def bindings(actions: tuple[Action, ...]) -> list[BindingType]:
    """The bindings of some actions."""
    return [binding for action in actions for binding in action.bindings()]


SESSION: tuple[Action, ...] = (
    Action(
        "pause", "space", message("Mellomrom"), message("pause"),
        message("La klokka stå til dere er klare igjen."), Pause, "f8", 2,
    ),
    Action(
        "resume", "space", message("Mellomrom"), message("fortsett"),
        message("La klokka gå igjen."), Resume, "f8", 2,
    ),
    Action(
        "begin", "enter", message("Enter"), message("begynn"),
        message("Start klokka for det første steget."), Begin, "f9", 1,
    ),
    Action(
        "begin_now", "enter", message("Enter"), message("begynn nå"),
        message("Begynn uten å vente til klokkeslettet i agendaen."), BeginNow, "f9", 1,
    ),
    Action(
        "next", "enter", message("Enter"), message("neste"),
        message("Gå videre: neste person, neste fase eller neste steg."), Next, "f9", 1,
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
        message("Vis neste lysark."), ShowSlide, rank=3, beside="slides",
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
        "meeting", "m", message("m"), message("neste møte"),
        message("Skriv når og hvor gruppa møtes neste gang."), SetNextMeeting, rank=3, beside="actions",
    ),
    Action(
        "back", "left", message("←"), message("tilbake"),
        message("Gå ett skritt tilbake. Tiden fortsetter der den slapp."), Back, "f7", 5,
    ),
    Action(
        "more_time", "plus", message("+"), message("1 min til"),
        message("Gi ett minutt til her. Linja nederst viser ny slutt."), AdjustTime, "f6", 6,
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
    Action("mute", "x", message("x"), message("lyd av"), message("Slå av lyden som sier fra om tiden.")),
    Action("unmute", "x", message("x"), message("lyd på"), message("Slå på lyden som sier fra om tiden.")),
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

FACTORS: tuple[Action, ...] = (
    Action("choose(-1)", "up", message("↑"), message("opp"), message("Forrige faktor.")),
    Action("choose(1)", "down", message("↓"), message("ned"), message("Neste faktor.")),
    Action("name_strength(1)", "s", message("s"), message("styrke"), message("Nevnt som styrke, én gang til.")),
    Action("name_risk(1)", "r", message("r"), message("risiko"), message("Nevnt som risiko, én gang til.")),
    Action("name_strength(-1)", "S", message("S"), message("ta bort styrke"), message("Én gang mindre som styrke.")),
    Action("name_risk(-1)", "R", message("R"), message("ta bort risiko"), message("Én gang mindre som risiko.")),
    Action("leave", "escape", message("Escape"), message("ferdig"), message("Tilbake til klokka.")),
)

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

DIALOG: tuple[Action, ...] = (
    Action("close", "escape", message("Escape"), message("lukk"), message("Lukk uten å gjøre noe."), rank=1),
)

SCROLLING: tuple[Action, ...] = (
    Action("scroll_body_up", "up", message("↑"), message("opp"), message("En linje opp.")),
    Action("scroll_body_down", "down", message("↑ ↓"), message("bla"), message("En linje ned."), rank=2),
    Action("page_body_up", "pageup", message("PgUp"), message("side opp"), message("En side opp.")),
    Action("page_body_down", "pagedown,space", message("PgDn"), message("side"), message("En side ned."), rank=3),
    Action("scroll_body_home", "home", message("Home"), message("øverst"), message("Helt øverst.")),
    Action("scroll_body_end", "end", message("End"), message("nederst"), message("Helt nederst.")),
)

CHOOSING: tuple[Action, ...] = (
    Action("choose_previous", "up", message("↑"), message("opp"), message("Velg linja over.")),
    Action("choose_next", "down", message("↑ ↓"), message("velg"), message("Velg linja under."), rank=7),
)

PEOPLE: tuple[Action, ...] = (
    *CHOOSING,
    Action(
        "take_in", "enter", message("Enter"), message("ta med"),
        message("Ta med den som kommer, slik linja over viser."), rank=1,
    ),
    Action(
        "let_go", "enter", message("Enter"), message("ja, har gått"),
        message("Noter at noen har gått, slik linja over viser."), rank=1,
    ),
    Action("decline", "escape", message("Escape"), message("la være"), message("La alt være som det er."), rank=2),
    Action(
        "add_person", "a", message("a"), message("legg til"),
        message("Ta med en som kommer nå. Ny slutt vises før du sier ja."), AddParticipant, rank=3,
    ),
    Action(
        "mark_gone", "g", message("g"), message("har gått"),
        message("Noter at den valgte har gått. Ny slutt vises før du sier ja."), MarkGone, rank=4,
    ),
    Action(
        "mark_returned", "g", message("g"), message("er tilbake"),
        message("Noter at den valgte er her igjen. Ny slutt vises før du sier ja."), MarkReturned, rank=4,
    ),
    Action(
        "make_facilitator", "f", message("f"), message("fasilitator"),
        message("La den valgte være fasilitator."), ChooseFacilitator, rank=5,
    ),
    *DIALOG,
)  # fmt: skip

ORDER: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("ferdig"), message("Bruk denne rekkefølgen."), rank=1),
    Action(
        "move_up", "shift+up,k", message("Shift+↑"), message("flytt opp"),
        message("Flytt den valgte ett hakk opp."),
    ),
    Action(
        "move_down", "shift+down,j", message("Shift+↑ ↓"), message("flytt"),
        message("Flytt den valgte ett hakk ned."), rank=3,
    ),
    Action(
        "swap", "b", message("b"), message("bytt"),
        message("Bytt plass på to: Velg den ene, trykk b, velg den andre, og trykk b igjen."), rank=6,
    ),
    Action(
        "stand_over", "x", message("x"), message("står over"),
        message("La den valgte stå over i fokus. Ny slutt vises før du sier ja."), rank=5,
    ),
    Action(
        "take_back", "x", message("x"), message("er med igjen"), message("Ta den valgte med i fokus igjen."), rank=5,
    ),
    Action("draw_order", "l", message("l"), message("trekk lodd"), message("Trekk lodd om rekkefølgen."), rank=4),
    Action("keep_place", "escape", message("Escape"), message("ikke bytt"), message("La alle ha plassen sin."), rank=2),
    Action("close", "escape", message("Escape"), message("la være"), message("La rekkefølgen være som før."), rank=2),
)  # fmt: skip

MAKE_UP: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("bruk planen"), message("Bruk planen som vises her."), rank=1),
    Action(
        "stand_over", "x", message("x"), message("står over"),
        message("La den valgte stå over i fokus. Fortsatt lederkollega for de andre."), rank=3,
    ),
    Action(
        "take_back", "x", message("x"), message("er med igjen"),
        message("Ta den valgte med i fokus igjen."), rank=3,
    ),
    Action("later", "plus", message("+"), message("slutt senere"), message("Slutt ett minutt senere."), rank=4),
    Action(
        "earlier", "minus", message("-"), message("slutt tidligere"), message("Slutt ett minutt tidligere."), rank=5
    ),
    Action("much_later", "pageup", message("PgUp"), message("5 min senere"), message("Slutt fem minutter senere.")),
    Action(
        "much_earlier", "pagedown", message("PgDn"), message("5 min tidligere"),
        message("Slutt fem minutter tidligere."),
    ),
    Action("close", "escape,h", message("Escape"), message("la være"), message("La planen være som den er."), rank=2),
)  # fmt: skip

SPARE: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action("close", "escape,h", message("Escape"), message("la være"), message("La planen være som den er."), rank=2),
)

SKIP: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("hopp over"), message("Hopp over det som er valgt."), rank=1),
    Action("close", "escape,s", message("Escape"), message("la være"), message("Bli her."), rank=2),
)

PLAN: tuple[Action, ...] = (
    *SCROLLING,
    Action("scroll_to_now", "n", message("n"), message("nå"), message("Gå dit gruppa er nå."), rank=4),
    Action("close", "escape,o", message("Escape"), message("lukk"), message("Tilbake til økta."), rank=1),
)

HELP: tuple[Action, ...] = (
    *SCROLLING,
    Action(
        "close", "escape,question_mark,f1", message("Escape"), message("lukk"), message("Tilbake dit du var."), rank=1
    ),
)

QUIT: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action("end", "a", message("a"), message("avslutt økta"), message("Alle er ferdige. Gå til oppsummeringen.")),
    Action("later", "l", message("l"), message("lukk programmet"), message("Lukk programmet, og fortsett senere.")),
    Action("close", "escape,b,q", message("Escape"), message("bli her"), message("Tilbake til økta."), rank=2),
)

PALETTE: tuple[Action, ...] = (
    *CHOOSING,
    Action("run_chosen", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    *DIALOG,
)

FORM: tuple[Action, ...] = (
    Action("next_field", "enter", message("Enter"), message("neste felt"), message("Gå til neste felt."), rank=2),
    Action("save_last", "enter", message("Enter"), message("lagre"), message("Lagre og lukk."), rank=2),
    Action("save", "ctrl+s", message("Ctrl+S"), message("lagre"), message("Lagre og lukk, hvor du enn er."), rank=3),
    Action(
        "close",
        "escape",
        message("Escape"),
        message("la være"),
        message("Lukk uten å lagre. Har du skrevet noe, spør vi først."),
        rank=1,
    ),
)

SETUP: tuple[Action, ...] = (
    Action(
        "start", "f9", message("F9"), message("start økta"),
        message("Start økta med dem som står i lista."), rank=1,
    ),
    Action(
        "correct_name", "enter", message("Enter"), message("rett"),
        message("Skriv navnet på nytt. Det beholder plassen i lista."), rank=2,
    ),
    Action(
        "remove_person", "delete,backspace", message("Delete"), message("ta bort"),
        message("Ta navnet ut av lista."), rank=3,
    ),
    Action(
        "move_up", "shift+up", message("Shift+↑"), message("flytt opp"),
        message("Flytt navnet ett hakk opp: Plassen ved bordet og rekkefølgen i fokus følger lista."), rank=4,
    ),
    Action(
        "move_down", "shift+down", message("Shift+↓"), message("flytt ned"),
        message("Flytt navnet ett hakk ned."), rank=5,
    ),
    Action("next_field", "tab,down", message("Tab"), message("neste felt"), message("Gå til neste felt."), rank=6),
    Action(
        "previous_field", "shift+tab,up", message("Shift+Tab"), message("forrige felt"),
        message("Gå ett felt tilbake."),
    ),
    Action(
        "plan_down", "pagedown", message("PgDn"), message("mer av planen"),
        message("Bla nedover i planen."), rank=9,
    ),
    Action("plan_up", "pageup", message("PgUp"), message("tilbake i planen"), message("Bla oppover i planen.")),
    Action("leave_field", "escape", message("Escape"), message("ut av feltet"), message("Gå ut av feltet."), rank=7),
    Action(
        "leave", "q", message("q"), message("lukk"),
        message("Lukk uten å begynne. Ingenting er lagret ennå."), typing="ctrl+q", rank=8,
    ),
    Action(
        "switch_theme", "d", message("d"), message("lys eller mørk"),
        message("Bytt mellom lys og mørk skjerm."), rank=10,
    ),
)  # fmt: skip

GAP: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action("count", "f,escape", message("f"), message("tell med"), message("Tiden teller med."), rank=2),
    Action(
        "leave_out", "s", message("s"), message("der dere slapp"),
        message("Fortsett der dere slapp. Tiden teller ikke med."), rank=3,
    ),
)  # fmt: skip

RESUME: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action(
        "go_on", "f", message("f"), message("fortsett"),
        message("Fortsett økta. Tiden siden sist teller med."), rank=2,
    ),
    Action(
        "go_on_without_gap", "s", message("s"), message("der dere slapp"),
        message("Fortsett der dere slapp. Tiden siden sist teller ikke med."), rank=3,
    ),
    Action(
        "new_session", "n", message("n"), message("ny økt"),
        message("La denne økta ligge, og begynn på en ny."), rank=4,
    ),
    Action(
        "close", "q,escape", message("q"), message("lukk"),
        message("Lukk programmet. Økta ligger her til neste gang."), rank=5,
    ),
)  # fmt: skip
