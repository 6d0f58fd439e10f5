"""The words that move the group through its plan, and the clock with it."""

from datetime import timedelta

from aml_okt.core.commands import (
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    End,
    Next,
    Pause,
    Resume,
    Undo,
)
from aml_okt.core.deciding import allowed
from aml_okt.core.durations import MINUTE
from aml_okt.core.timing import paused_for
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.opening import set_aside_in_words
from aml_okt.plain.asking import Closed
from aml_okt.plain.talk import Talk
from aml_okt.plain.where import seen_now
from aml_okt.scene.leading import Aside
from aml_okt.scene.manner import SPOKEN
from aml_okt.scene.news import (
    BACKDATE_STEP,
    BEGUN_NOW,
    GONE_BACK,
    RUNS_AGAIN,
    STAYING,
    start_moved_in_words,
    stood_in_words,
)
from aml_okt.scene.note_words import lost_in_words
from aml_okt.scene.price import long_turn_in_words, price_in_words
from aml_okt.scene.skip import without_round
from aml_okt.scene.undone import undone_in_words


def begin(talk: Talk, _rest: str) -> None:
    """Start the first timebox."""
    if talk.carry_out(Begin()):
        talk.undo_is_due = True


def begin_now(talk: Talk, _rest: str) -> None:
    """Wait no longer for the time of day at which the step begins."""
    if talk.carry_out(BeginNow()):
        talk.tell_with_end(render(BEGUN_NOW))


def go_on(talk: Talk, _rest: str) -> None:
    """Go on; before the end of the session, ask."""
    before = talk.runner.state
    if before.course.at == len(before.course.boxes) - 1:
        end(talk, "")
        return
    leaves_choice = seen_now(talk.runner).aside is Aside.FACILITATOR
    if not talk.carry_out(Next()):
        return
    talk.undo_is_due = True
    talk.say(long_turn_in_words(before, talk.runner.state, talk.runner.clock.now(), SPOKEN))
    if leaves_choice and talk.runner.state.course.facilitator is None:
        talk.say(_("Ingen fasilitator er valgt. Skriv fasilitator og et navn for å velge en."))


def back(talk: Talk, _rest: str) -> None:
    """Go one timebox back."""
    if talk.carry_out(Back()):
        talk.tell_with_end(render(GONE_BACK))


def pause(talk: Talk, _rest: str) -> None:
    """Let the clock stand."""
    if talk.carry_out(Pause()):
        talk.say(_("Klokka står til dere skriver fortsett."))
        talk.undo_is_due = True


def resume(talk: Talk, _rest: str) -> None:
    """Let the clock go."""
    paused = paused_for(talk.runner.state, talk.runner.clock.now())
    if talk.carry_out(Resume()):
        stood = stood_in_words(paused) if paused >= MINUTE else ""
        talk.tell_with_end(render(RUNS_AGAIN), stood)


def more_time(talk: Talk, _rest: str) -> None:
    """One minute more, and what it costs."""
    _adjust(talk, MINUTE, _("Ett minutt til."))


def less_time(talk: Talk, _rest: str) -> None:
    """One minute less, and what it gives."""
    _adjust(talk, -MINUTE, _("Ett minutt mindre."))


def _adjust(talk: Talk, by: timedelta, news: str) -> None:
    before, clock = talk.runner.state, talk.runner.clock
    if talk.carry_out(AdjustTime(by)):
        talk.tell_with_end(news, price_in_words(before, talk.runner.state, clock.now(), clock.zone, SPOKEN))


def backdate(talk: Talk, _rest: str) -> None:
    """What runs began half a minute earlier than it was said."""
    if talk.carry_out(Backdate(BACKDATE_STEP)):
        talk.tell_with_end(start_moved_in_words(talk.runner))


def undo(talk: Talk, _rest: str) -> None:
    """Take the last move back; the time since then counts where the group now is."""
    before = talk.runner.state
    if talk.carry_out(Undo()):
        talk.say(f"{undone_in_words(before, talk.runner.state)} {talk.end}")


def end(talk: Talk, _rest: str) -> None:
    """End the session, after asking."""
    if End not in allowed(talk.runner.state):
        talk.say(_("Økta har ikke begynt ennå. Skriv lukk for å lukke programmet."))
        return
    means = _("Dere får oppsummeringen og kan skrive referatet.")
    if not talk.agrees(without_round(talk.runner.state), _("Vil dere avslutte økta nå?"), means):
        talk.say(render(STAYING))
        return
    outcome = talk.desk.save()
    talk.say(lost_in_words(outcome))
    talk.say(set_aside_in_words(talk.desk.untold(outcome.set_aside)))
    if not outcome.only_in_memory:
        talk.carry_out(End())


def close(talk: Talk, _rest: str) -> None:
    """Close the program; the session waits. What is on no disk would be lost, and that is asked about."""
    outcome = talk.desk.save()
    talk.say(set_aside_in_words(talk.desk.untold(outcome.set_aside)))
    if outcome.only_in_memory and not talk.agrees(_("Notatet er ikke lagret. Vil dere lukke likevel?")):
        talk.say(render(STAYING))
        return
    raise Closed(0)
