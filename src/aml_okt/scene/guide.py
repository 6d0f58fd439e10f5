"""The guide through a rehearsal: what is so now, and what to try next, as long as whoever practises wants to hear it.

The tips are a table, in the order in which a session goes. What has been tried moves the guide on, and so does going on
without trying: nobody is held up by a tip.
"""

from collections.abc import Callable
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.core.commands import (
    AdjustTime,
    Back,
    Begin,
    ChooseFacilitator,
    Command,
    End,
    Next,
    Pause,
    Resume,
    SkipTo,
    Undo,
)
from aml_okt.core.message import Message, message
from aml_okt.core.session import SessionState, Stage
from aml_okt.i18n import gettext, render
from aml_okt.scene.action import Action, letter
from aml_okt.scene.actions import SESSION, SUMMARY
from aml_okt.scene.leading import Aside, Scene

PATIENCE = 2
"""How many other things are tried before a tip gives way to the next one."""


class Other(Enum):
    """What can be tried that is no command to the session."""

    NOTED = "noted"
    LEFT_FIELD = "left field"
    SHOWED_ROOM = "showed room"
    SHOWED_OWN = "showed own"
    SAVED_ACTION = "saved action"
    EXPORTED = "exported"


Deed = type[Command] | Other
"""One thing that somebody has tried."""


class Here(Struct, frozen=True):
    """What a tip depends on."""

    stage: Stage
    place: int
    """Of the timebox, counted from 0."""
    chooses: bool
    """Whether it is chosen here who leads."""
    led: bool
    """Whether somebody leads."""
    in_turn: bool
    """Whether everybody has a turn, and nobody is in focus."""
    in_round: bool
    agrees: bool
    """Whether actions are agreed on here."""
    last: bool
    typing: bool = False
    for_all: bool = False


class Tip(Struct, frozen=True):
    """One thing to know and to try.

    `says` names it by `{key}`: the key of the action `tries`, or its word where there are only lines. `told` is said
    instead there. `{start}` is the command that begins a real session. `when` is where the tip makes sense. `deeds` are
    what it was about; without any it stands until the group is elsewhere, and one that `leads_on` is done with by its
    deeds only when they have brought the group there. `on_screen` has no sense where there is none.
    """

    says: Message
    tries: str
    when: Callable[[Here], bool]
    deeds: tuple[Deed, ...] = ()
    told: Message | None = None
    on_screen: bool = False
    leads_on: bool = False


def _speaks(here: Here) -> bool:
    return here.stage is Stage.RUNNING and here.in_turn and not here.typing and not here.for_all


TIPS: tuple[Tip, ...] = (
    Tip(
        message("Alt er klart, og klokka står. {key} setter den i gang."),
        "begin", lambda here: here.stage is Stage.READY, (Begin,),
    ),
    Tip(
        message("De store tallene er tiden som er igjen her. Det etter «Si» kan du lese høyt. {key} går videre."),
        "next", lambda here: here.stage is Stage.RUNNING and here.place == 0, (Next,),
        message("Det etter «Si» kan du lese høyt. Skriv {key} for å gå videre."),
    ),
    Tip(
        message("Noen må lede. Trykk tallet foran et navn, eller trekk lodd med {key}."),
        "draw_lots", lambda here: here.chooses and not here.led, (ChooseFacilitator,),
        message("Noen må lede. Trekk lodd med {key}."),
    ),
    Tip(
        message("Da vet alle hvem som leder. {key} går videre."),
        "next", lambda here: here.chooses and here.led, (Next,),
    ),
    Tip(
        message("Én snakker om gangen, og alle får like lang tid. Trengs det mer, gir {key} ett minutt til."),
        "more_time", _speaks, (AdjustTime,),
    ),
    Tip(
        message("Linja under sier hva som skjedde, og når dere slutter nå. {key} angrer alltid det siste."),
        "undo", _speaks, (Undo,),
        message("Du hørte hva som skjedde, og når dere slutter nå. {key} tar det tilbake."),
    ),
    Tip(
        message("Kommer det noe i veien, stanser {key} klokka."),
        "pause", _speaks, (Pause,),
    ),
    Tip(
        message("Klokka står, og slutten flytter seg. {key} lar den gå igjen."),
        "resume", lambda here: here.stage is Stage.PAUSED and not here.typing, (Resume,),
    ),
    Tip(
        message("Nederst er notatet. Over det står det om det kommer i referatet. Trykk {key}, og skriv noen ord."),
        "note", _speaks, (Other.NOTED,),
        message("Hvert steg har et notat. Skriv {key} og noen ord, så blir de lagret med en gang."),
    ),
    Tip(
        message("Det du skriver, lagres av seg selv. {key} går ut av feltet, så tastene styrer klokka igjen."),
        "leave_field", lambda here: here.typing, (Other.LEFT_FIELD,), on_screen=True,
    ),
    Tip(
        message("Skal alle se skjermen, viser {key} bare det gruppa kan se, uten notatene."),
        "show_room", _speaks, (Other.SHOWED_ROOM,), on_screen=True,
    ),
    Tip(
        message("Dette kan hele gruppa se. {key} går tilbake til din egen skjerm."),
        "show_own", lambda here: here.for_all, (Other.SHOWED_OWN,), on_screen=True,
    ),
    Tip(
        message("{key} gir ordet til den neste."),
        "next", _speaks, (Next,),
    ),
    Tip(
        message("Gikk det for fort, går {key} tilbake. Tiden fortsetter der den slapp."),
        "back", _speaks, (Back,),
        message("Gikk det for fort, så skriv {key}. Tiden fortsetter der den slapp."),
    ),
    Tip(
        message("{key} hopper over resten. Ny slutt vises før du sier ja med Enter."),
        "skip", _speaks, (SkipTo,),
        message("{key} hopper over resten. Du hører ny slutt før du svarer med et tall."),
    ),
    Tip(
        message("Nå er én i fokus. Regelen i uthevet skrift sier hva som er lov akkurat nå. {key} går til neste fase."),
        "next", lambda here: here.in_round and not here.typing and not here.for_all, (Next,),
        message("Nå er én i fokus, og regelen sier hva som er lov akkurat nå. {key} går til neste fase."),
    ),
    Tip(
        message("Trykk {key}, velg den nederste linja i lista, og trykk Enter: Da er dere ved slutten."),
        "skip", lambda here: here.in_round and not here.typing and not here.for_all, (SkipTo,),
        message("Skriv {key}, og velg det siste tallet: Da er dere ved slutten."), leads_on=True,
    ),
    Tip(
        message("Her blir det til noe dere gjør. Skriv et tiltak med {key}: hva, hvem og når."),
        "add_action", lambda here: here.agrees and not here.typing and not here.for_all, (Other.SAVED_ACTION,),
    ),
    Tip(
        message("Det var hele økta. {key} avslutter, og så kommer oppsummeringen."),
        "quit_session", lambda here: here.last and not here.typing and not here.for_all, (End,),
    ),
    Tip(
        message("Her ser dere hvordan tiden gikk. {key} skriver referatet."),
        "export", lambda here: here.stage is Stage.FINISHED, (Other.EXPORTED,),
    ),
    Tip(
        message("Det var øvelsen, og referatet er skrevet. {key} lukker. Når det gjelder: «{start}»."),
        "leave", lambda here: here.stage is Stage.FINISHED,
        told=message("Det var øvelsen, og referatet er skrevet. Skriv lukk for å lukke. Når det gjelder: «{start}»."),
    ),
    Tip(
        message("{key} går videre når dere er klare."),
        "next", lambda here: here.stage is Stage.RUNNING and not (here.last or here.typing or here.for_all),
    ),
    Tip(
        message("{key} går ut av feltet."),
        "leave_field", lambda here: here.typing, on_screen=True,
    ),
    Tip(
        message("{key} går tilbake til din egen skjerm."),
        "show_own", lambda here: here.for_all, on_screen=True,
    ),
)  # fmt: skip
"""In the order of a session; those without deeds, at the end, are for whoever has gone past the others."""

_REPEATED = frozenset({Next, SkipTo})
"""What several tips are about: that it has been tried says nothing of the later ones."""

GUIDE: tuple[Action, ...] = (
    Action(
        "tips", "", letter("i", "tips"), message("tips"), message("Skjul tipsene i øvelsen, eller vis dem igjen."),
        word=message("tips"),
        told=message("Hør ikke flere tips i øvelsen, eller hør dem igjen."),
    ),
)  # fmt: skip
"""What can be done about the tips themselves, where there are any."""

_TRIED = {action.name: action for action in (*SUMMARY, *SESSION)}
"""The actions that tips are about, by name."""


def tip_in_parts(tip: Tip, start: str, *, on_screen: bool = True) -> tuple[str, str, str]:
    """A tip around the key to press, or around the word to write where there is no screen.

    `start` is the command that begins a real session here.
    """
    action = _TRIED[tip.tries]
    if on_screen:
        template, key = tip.says.template, render(action.shown)
    else:
        word = "" if action.word is None else render(action.word)
        template, key = (tip.told or tip.says).template, gettext("«{word}»").format(word=word)
    before, found, after = gettext(template).partition("{key}")
    return before.replace("{start}", start), found and key, after.replace("{start}", start)


def tip_in_words(tip: Tip, start: str, *, on_screen: bool = True) -> str:
    """The same as a sentence."""
    return "".join(tip_in_parts(tip, start, on_screen=on_screen))


class Guide(Struct, frozen=True):
    """How far somebody has come through the tips.

    `past` are the tips that are done with, by their place. `ignored` is how many other things have been tried while the
    tip at `stood` was given. `on_screen` is whether there is a screen, on which some tips make sense that do not
    elsewhere.
    """

    past: frozenset[int] = frozenset()
    stood: int = 0
    ignored: int = 0
    on_screen: bool = True

    def tip(self, here: Here) -> Tip | None:
        """What to say here; None where there is nothing."""
        place = self._at(here)
        return None if place is None else TIPS[place]

    def after(self, deed: Deed, here: Here, then: Here) -> "Guide":
        """The guide after something was tried, in a place that was `here` before it and is `then` since."""
        now = self._at(here)
        known = self.past | {place for place, tip in enumerate(TIPS) if deed in tip.deeds and deed not in _REPEATED}
        if now is None or not TIPS[now].deeds or now in known:
            return replace(self, past=known)
        ignored = self.ignored + 1 if now == self.stood else 1
        done = deed in TIPS[now].deeds and not (TIPS[now].leads_on and TIPS[now].when(then))
        if done or ignored >= PATIENCE:
            return replace(self, past=known | {now}, stood=now, ignored=0)
        return replace(self, past=known, stood=now, ignored=ignored)

    def _at(self, here: Here) -> int | None:
        fitting = (
            place
            for place, tip in enumerate(TIPS)
            if place not in self.past and (self.on_screen or not tip.on_screen) and tip.when(here)
        )
        return next(fitting, None)


def here_in(state: SessionState, seen: Scene, *, typing: bool = False, for_all: bool = False) -> Here:
    """What of a session tips depend on; `typing` and `for_all` are what only a screen knows."""
    box = state.box
    return Here(
        stage=state.stage,
        place=state.course.at,
        chooses=box is not None and seen.aside is Aside.FACILITATOR,
        led=state.course.facilitator is not None,
        in_turn=box is not None and box.turn is not None and box.focus is None,
        in_round=box is not None and box.focus is not None,
        agrees=box is not None and seen.aside is Aside.ACTIONS,
        last=box is not None and state.course.at == len(state.course.boxes) - 1,
        typing=typing,
        for_all=for_all,
    )
