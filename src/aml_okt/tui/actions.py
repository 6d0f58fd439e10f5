"""The keys of the screens: those of the session as Textual wants them, and what can be done in each dialog."""

from collections.abc import Iterator

from textual.binding import Binding, BindingType

from aml_okt.core.commands import (
    AddParticipant,
    ChooseFacilitator,
    MarkGone,
    MarkReturned,
    RenameParticipant,
)
from aml_okt.core.message import message
from aml_okt.i18n import render
from aml_okt.scene.action import Action, letter


def bindings(actions: tuple[Action, ...]) -> list[BindingType]:
    """The bindings of some actions."""
    return [binding for action in actions for binding in _bindings(action)]


def _bindings(action: Action) -> Iterator[BindingType]:
    """An action's keys as Textual wants them."""
    for key in action.pressed:
        does = f"{action.name}({key!r})" if action.by_key else action.name
        yield Binding(key, does, render(action.label), show=False, priority=action.always)
    if action.typing:
        yield Binding(action.typing, action.name, render(action.label), show=False)


HELPING: tuple[Action, ...] = (
    Action(
        "help", "question_mark", message("?"), message("hjelp"), message("Hva skjermen er til, og tastene her."),
        typing="f1", rank=6,
    ),
)  # fmt: skip
"""What every dialog and screen has that has no help of its own in its list."""

NAMING: tuple[Action, ...] = (
    Action("name_strength(1)", "", letter("s", "styrke"), message("styrke"), message("Nevnt som styrke, én gang til.")),
    Action("name_risk(1)", "", letter("r", "risiko"), message("risiko"), message("Nevnt som risiko, én gang til.")),
    Action(
        "name_strength(-1)", "", letter("S", "ta bort styrke"), message("ta bort styrke"),
        message("Én gang mindre som styrke."),
    ),
    Action(
        "name_risk(-1)", "", letter("R", "ta bort risiko"), message("ta bort risiko"),
        message("Én gang mindre som risiko."),
    ),
)  # fmt: skip
"""What the group has named the factor as: strength, risk, and each taken back."""

FACTORS: tuple[Action, ...] = (
    Action("choose(-1)", "up", message("↑"), message("opp"), message("Forrige faktor.")),
    Action("choose(1)", "down", message("↓"), message("ned"), message("Neste faktor.")),
    *NAMING,
    Action("leave", "escape", message("Escape"), message("ferdig"), message("Tilbake til klokka.")),
)

ROOM: tuple[Action, ...] = (
    Action(
        "switch_theme", "", letter("d", "lys eller mørk"), message("lys eller mørk"),
        message("Bytt mellom lys og mørk skjerm."),
    ),
    Action(
        "leave", "ctrl+q,ctrl+c", letter("q", "lukk"), message("lukk"), message("Lukk skjermen. Økta fortsetter."),
        always=True,
    ),
)  # fmt: skip

THANKS: tuple[Action, ...] = (
    Action(
        "summary", "enter", message("Enter"), message("oppsummering"),
        message("Vis oppsummeringen, for den som leder."), rank=1, also=(letter("g", "for gruppa"),),
    ),
    Action(
        "switch_theme", "", letter("d", "lys eller mørk"), message("lys eller mørk"),
        message("Bytt mellom lys og mørk skjerm."),
    ),
    *HELPING,
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
    Action(
        "take_name", "enter", message("Enter"), message("rett navnet"),
        message("La navnet være slik det står i feltet."), rank=1,
    ),
    Action("decline", "escape", message("Escape"), message("la være"), message("La alt være som det er."), rank=2),
    Action(
        "add_person", "", letter("a", "legg til"), message("legg til"),
        message("Ta med en som kommer nå. Ny slutt vises før du sier ja."), AddParticipant, rank=3,
    ),
    Action(
        "mark_gone", "", letter("g", "har gått"), message("har gått"),
        message("Noter at den valgte har gått. Ny slutt vises før du sier ja."), MarkGone, rank=4,
    ),
    Action(
        "mark_returned", "", letter("g", "er tilbake"), message("er tilbake"),
        message("Noter at den valgte er her igjen. Ny slutt vises før du sier ja."), MarkReturned, rank=4,
    ),
    Action(
        "make_facilitator", "", letter("f", "fasilitator"), message("fasilitator"),
        message("La den valgte være fasilitator."), ChooseFacilitator, rank=5,
    ),
    Action(
        "rename", "", letter("r", "rett"), message("rett"),
        message("Skriv navnet til den valgte på nytt. Plassen, tiden og notatene er som før."), RenameParticipant,
        rank=6,
    ),
    *DIALOG,
)  # fmt: skip

SWAP_KEY, OVER_KEY = letter("b", "bytt"), letter("x", "står over")

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
        "swap", "", SWAP_KEY, message("bytt"),
        message(
            "Bytt plass på to: Velg den ene, trykk {key}, velg den andre, og trykk {key} igjen.",
            key=SWAP_KEY,
        ),
        rank=6,
    ),
    Action(
        "stand_over", "", letter("x", "står over"), message("står over"),
        message("La den valgte stå over i fokus. Ny slutt vises før du sier ja."), rank=5,
    ),
    Action(
        "take_back", "", letter("x", "er med igjen"), message("er med igjen"),
        message("Ta den valgte med i fokus igjen."), rank=5,
    ),
    Action(
        "draw_order", "", letter("l", "trekk lodd"), message("trekk lodd"),
        message("Trekk lodd om rekkefølgen."), rank=4,
    ),
    Action("keep_place", "escape", message("Escape"), message("ikke bytt"), message("La alle ha plassen sin."), rank=2),
    Action("close", "escape", message("Escape"), message("la være"), message("La rekkefølgen være som før."), rank=2),
)  # fmt: skip

MAKE_UP: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("bruk planen"), message("Bruk planen som vises her."), rank=1),
    Action(
        "stand_over", "", letter("x", "står over"), message("står over"),
        message("La den valgte stå over i fokus. Fortsatt lederkollega for de andre."), rank=3,
    ),
    Action(
        "take_back", "", letter("x", "er med igjen"), message("er med igjen"),
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
    Action(
        "close", "escape", message("Escape"), message("la være"),
        message("La planen være som den er."), rank=2, also=(letter("h", "hent inn tid"),),
    ),
)  # fmt: skip

SPARE: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action(
        "close",
        "escape",
        message("Escape"),
        message("la være"),
        message("La planen være som den er."),
        rank=2,
        also=(letter("h", "bruk tiden"),),
    ),
)

SKIP: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("hopp over"), message("Hopp over det som er valgt."), rank=1),
    Action(
        "close",
        "escape",
        message("Escape"),
        message("la være"),
        message("Bli her."),
        rank=2,
        also=(letter("s", "hopp over"),),
    ),
)

PLAN: tuple[Action, ...] = (
    *SCROLLING,
    Action("scroll_to_now", "", letter("n", "nå"), message("nå"), message("Gå dit gruppa er nå."), rank=4),
    Action(
        "close",
        "escape",
        message("Escape"),
        message("lukk"),
        message("Tilbake til økta."),
        rank=1,
        also=(letter("o", "plan"),),
    ),
)

FOLLOW_UP: tuple[Action, ...] = (
    *CHOOSING,
    Action("tick", "space", message("Mellomrom"), message("gjort"), message("Kryss av at det er gjort."), rank=2),
    Action(
        "untick", "space", message("Mellomrom"), message("ikke gjort"), message("Ta krysset bort igjen."), rank=2,
    ),
    Action(
        "close", "enter,escape", message("Enter"), message("ferdig"),
        message("Tilbake til økta."), rank=1, also=(letter("a", "avtalt sist"),),
    ),
)  # fmt: skip

HELP: tuple[Action, ...] = (
    *SCROLLING,
    Action(
        "close", "escape,question_mark,f1", message("Escape"), message("lukk"), message("Tilbake dit du var."), rank=1
    ),
)

QUIT: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action(
        "end",
        "",
        letter("a", "avslutt økta"),
        message("avslutt økta"),
        message("Alle er ferdige. Gå til oppsummeringen."),
    ),
    Action(
        "later",
        "",
        letter("l", "lukk programmet"),
        message("lukk programmet"),
        message("Lukk programmet, og fortsett senere."),
    ),
    Action(
        "close",
        "escape",
        message("Escape"),
        message("bli her"),
        message("Tilbake til økta."),
        rank=2,
        also=(letter("b", "bli her"), letter("q", "avslutt")),
    ),
)

# No letter erases: one that was typed ahead, or held down, would be the yes to a question that nobody has read.
ERASING: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action(
        "close",
        "escape",
        message("Escape"),
        message("behold"),
        message("Behold dem."),
        rank=2,
        also=(letter("b", "behold"), letter("q", "lukk")),
    ),
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
    Action("leave_field", "escape", message("Escape"), message("ut av feltet"), message("Gå ut av feltet."), rank=8),
    Action(
        "leave", "", letter("q", "lukk"), message("lukk"),
        message("Lukk uten å begynne. Ingenting er lagret ennå."), typing="ctrl+q", rank=7,
    ),
    Action(
        "switch_theme", "", letter("d", "lys eller mørk"), message("lys eller mørk"),
        message("Bytt mellom lys og mørk skjerm."), rank=10,
    ),
    *HELPING,
)  # fmt: skip

GAP: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action("count", "escape", letter("f", "tell med"), message("tell med"), message("Tiden teller med."), rank=2),
    Action(
        "leave_out", "", letter("s", "der dere slapp"), message("der dere slapp"),
        message("Fortsett der dere slapp. Tiden teller ikke med."), rank=3,
    ),
)  # fmt: skip

RESUME: tuple[Action, ...] = (
    *CHOOSING,
    Action("accept", "enter", message("Enter"), message("gjør det"), message("Gjør det som er valgt."), rank=1),
    Action(
        "go_on", "", letter("f", "fortsett"), message("fortsett"),
        message("Fortsett økta. Tiden siden sist teller med."), rank=2,
    ),
    Action(
        "go_on_without_gap", "", letter("s", "der dere slapp"), message("der dere slapp"),
        message("Fortsett der dere slapp. Tiden siden sist teller ikke med."), rank=3,
    ),
    Action(
        "new_session", "", letter("n", "ny økt"), message("ny økt"),
        message("La denne økta ligge, og begynn på en ny."), rank=4,
    ),
    Action(
        "close", "escape", letter("q", "lukk"), message("lukk"),
        message("Lukk programmet. Økta ligger her til neste gang."), rank=5,
    ),
)  # fmt: skip
