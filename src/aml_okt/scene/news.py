"""What is said when something has been done: the same sentences on every face."""

from datetime import timedelta
from pathlib import Path

from aml_okt.core.durations import MINUTE
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.core.timing import elapsed
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.wording import about_in_words, in_words, reason_in_words

WHAT_TO_DO = message("Hva skal gjøres?")
WHO_DOES = message("Hvem tar det?")
BEGUN_NOW = message("Dere begynner nå.")
UNDER_WAY = message("Klokka går.")
GONE_ON = message("Videre.")
GONE_BACK = message("Tilbake. Tiden fortsetter der den slapp.")
RUNS_AGAIN = message("Klokka går igjen.")
PASSED_OVER = message("Hoppet over.")
REPLANNED = message("Planen er lagt om.")
PLAN_AS_BEFORE = message("Planen er som før.")
COUNTS = message("Tiden teller med.")
COUNTS_NOT = message("Tiden teller ikke med.")
CLOCK_SHOWN = message("Gruppa ser klokka igjen.")
ALL_HAVE_BEEN = message("Alle har hatt sin runde.")
ONE_IS_LEFT = message("Bare én er igjen.")
SOMEBODY_IN_FOCUS = message("Noen må være i fokus. Hopp heller over steget.")
NOTHING_TO_MEND = message("Det er ingen tiltak å endre ennå. Skriv et nytt først.")
NO_ACTIONS = message("Ingen tiltak ennå.")
WELCOME_BACK = message("Velkommen tilbake. Økta fortsetter der dere var.")
ENDING = message("Alle er ferdige. Dere får oppsummeringen og referatet.")
SUMMARY_COMES = message("Dere får oppsummeringen og referatet.")
STAYING = message("Økta går som før.")

BACKDATE_STEP = MINUTE / 2
"""How far a start is moved back at a time."""


def end_in_words(time: str) -> str:
    """When the session ends, a time of day."""
    return _("Slutt {end}.").format(end=time)


def stood_in_words(paused: timedelta) -> str:
    """How long the clock has stood since the session began."""
    return _("Den har stått i {time} i alt.").format(time=about_in_words(paused))


def start_moved_in_words(runner: SessionRunner) -> str:
    """That what runs began earlier, and how much of it is used."""
    used = in_words(elapsed(runner.state, runner.clock.now()))
    return _("Starten er flyttet: {used} er brukt her.").format(used=used)


def leads_in_words(name: str) -> str:
    """Who leads."""
    return _("{name} leder dere gjennom økta.").format(name=name)


def lot_in_words(name: str) -> str:
    """Whom the lot has chosen to lead."""
    return _("Loddet falt på {name}.").format(name=name)


def opened_in_words(link: str) -> str:
    """That a link is being opened."""
    return _("Åpner {link}").format(link=link)


def action_saved_in_words(text: str) -> str:
    """That an action is on the disk."""
    return _("Tiltaket er lagret: {text}").format(text=text)


def action_unsaved_in_words(fault: OSError) -> str:
    """That it is not, and why."""
    return _("Tiltaket ble ikke lagret: {why}. Prøv igjen.").format(why=reason_in_words(fault))


def actions_unreadable_in_words(fault: OSError) -> str:
    """That the list of actions cannot be read, and why."""
    return _("Tiltakene kan ikke leses: {why}.").format(why=reason_in_words(fault))


def no_folder_in_words(place: Path, fault: OSError) -> str:
    """That a session could not be made, and why."""
    told = _("Fikk ikke laget mappa til økta i {place}: {why}.")
    return told.format(place=one_line(str(place)), why=reason_in_words(fault))
