"""The one list of what can be done from the keyboard: key bar, help, palette, bindings and tests read it here."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from aml_okt.core.commands import (
    AddParticipant,
    AdjustTime,
    Back,
    Begin,
    ChooseFacilitator,
    Command,
    MarkFactor,
    Next,
    Pause,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowSlide,
    Undo,
)
from aml_okt.core.message import Message, message
from aml_okt.i18n import render


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user can do.

    `name` is the screen's `action_…` method. `keys` are Textual's names, comma separated; `shown` is how the
    first is written for people. `needs` is the kind of command it leads to: it can be done when that is
    allowed, and always where there is none. `typing` is a second key that no text field uses.
    `rank` says how much it is needed in the key bar, where the highest go first when it is narrow; 0 is
    never in the bar. `beside` names the only aside of the session screen that it belongs to in the bar.
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

    def bindings(self) -> Iterator[BindingType]:
        """The keys as Textual wants them."""
        yield Binding(self.keys, self.name, render(self.label), show=False)
        if self.typing:
            yield Binding(self.typing, self.name, render(self.label), show=False, priority=True)


def bindings(actions: tuple[Action, ...]) -> list[BindingType]:
    """The bindings of some actions."""
    return [binding for action in actions for binding in action.bindings()]


SESSION: tuple[Action, ...] = (
    Action(
        "pause", "space", message("Mellomrom"), message("pause"),
        message("La klokka stå. Alt annet venter."), Pause, "f8", 2,
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
        "next", "enter", message("Enter"), message("neste"),
        message("Gå videre: neste person, neste fase eller neste steg."), Next, "f9", 1,
    ),
    Action(
        "draw_lots", "l", message("l"), message("trekk lodd"),
        message("Trekk lodd om hvem som leder."), ChooseFacilitator, rank=3, beside="facilitator",
    ),
    Action(
        "order", "r", message("r"), message("rekkefølge"),
        message("Bestem hvem som er i fokus når."), SetFocusOrder, rank=3, beside="order",
    ),
    Action(
        "factors", "f", message("f"), message("faktorer"),
        message("Merk av hvilke faktorer som ble nevnt som styrke eller risiko."),
        MarkFactor, rank=3, beside="factors",
    ),
    Action(
        "next_page", "down,pagedown", message("↓"), message("neste side"),
        message("Neste side av lysbildene."), ShowSlide, rank=3, beside="slides",
    ),
    Action(
        "previous_page", "up,pageup", message("↑"), message("forrige side"),
        message("Forrige side av lysbildene."), ShowSlide,
    ),
    Action(
        "open_link", "v", message("v"), message("vis lenke"),
        message("Åpne filmen eller lenka som hører til steget."), rank=3,
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
        "more_time", "plus", message("+"), message("1 min"),
        message("Gi ett minutt til her. Linja nederst viser ny slutt."), AdjustTime, "f6", 6,
    ),
    Action(
        "less_time", "minus", message("−"), message("1 min mindre"),
        message("Ta ett minutt av her."), AdjustTime,
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
        "people", "p", message("p"), message("deltakere"),
        message("Noen kommer, noen går, en annen leder."), rank=9,
    ),
    Action(
        "plan", "o", message("o"), message("plan"),
        message("Se hele planen, med tid brukt og tid igjen."), rank=10,
    ),
    Action(
        "undo", "u", message("u"), message("angre"),
        message("Ta det siste trekket tilbake, som om det aldri skjedde."), Undo, rank=11,
    ),
    Action("help", "question_mark,f1", message("?"), message("hjelp"), message("Tastene, og hva skjermen viser."), rank=4),
    Action(
        "quit_session", "q", message("q"), message("avslutt"),
        message("Avslutt økta, eller lukk programmet og fortsett senere."), rank=12,
    ),
    Action("palette", "ctrl+p", message("Ctrl+P"), message("kommandoer"), message("Finn en kommando ved navn.")),
    Action("switch_theme", "d", message("d"), message("lys eller mørk"), message("Bytt mellom lys og mørk skjerm.")),
)  # fmt: skip
