"""The words for who takes part: who is here, who leads, and in which order they are in focus."""

from collections.abc import Iterator, Sequence

from aml_okt.core.commands import (
    AddParticipant,
    ChooseFacilitator,
    MarkGone,
    MarkReturned,
    RenameParticipant,
    SetFocusOrder,
)
from aml_okt.core.course import remaining_focus
from aml_okt.core.message import message
from aml_okt.core.plan import Participant
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.names import people_called, person_called
from aml_okt.plain.offers import Made, offered
from aml_okt.plain.talk import Talk
from aml_okt.plain.words import first_word
from aml_okt.scene.manner import SPOKEN
from aml_okt.scene.news import ALL_HAVE_BEEN, ONE_IS_LEFT, leads_in_words, lot_in_words
from aml_okt.scene.order import focus_rows, order_in_words, over_in_words, standing_over
from aml_okt.scene.people import Change, change_in_words, changed_in_words, renamed_in_words, roles_of

COMES, GOES, RETURNS, LEADS = message("kommer"), message("går"), message("tilbake"), message("leder")
CORRECTS = message("retter")
LOTS, WITHOUT, WITH = message("lodd"), message("uten"), message("med")

_LAST_OF_MANY = 2
"""As many as it takes for there to be an order."""


def people(talk: Talk, rest: str) -> None:
    """Who is here; or somebody comes, goes, comes back, leads, or gets another name."""
    state = talk.runner.state
    what, name = first_word(rest, (COMES, GOES, RETURNS, LEADS, CORRECTS))
    if what is None:
        if rest:
            talk.say(_("Skriv kommer, går, tilbake, leder eller retter, og så navnet."))
        talk.say(*_here(talk))
    elif what is COMES:
        _come(talk, name or talk.ask(_("Hvem er kommet?")))
    elif what is LEADS:
        choose_facilitator(talk, name)
    elif what is CORRECTS:
        _correct(talk, name)
    elif what is GOES:
        _change(talk, MarkGone, name, state.present, _("Har {name} gått?"))
    else:
        gone = [person for person in state.course.people if person.id in state.course.gone]
        if gone:
            _change(talk, MarkReturned, name, gone, _("Er {name} tilbake?"))
        else:
            talk.say(_("Ingen har gått."))


def _here(talk: Talk) -> Iterator[str]:
    state = talk.runner.state
    for person in state.course.people:
        yield f"{', '.join((one_line(person.name), *roles_of(state, person)))}."


def _come(talk: Talk, name: str) -> None:
    _propose(talk, AddParticipant(one_line(name)), _("Skal {name} være med?").format(name=one_line(name)))


def _correct(talk: Talk, rest: str) -> None:
    """Give somebody another name, which stands after a colon or is asked for."""
    old, _colon, name = rest.partition(":")
    person = person_called(old, talk.runner.state.course.people)
    if isinstance(person, str):
        talk.say(person)
        return
    before = talk.runner.state
    name = name if one_line(name) else talk.ask(_("Hva er riktig navn på {name}?").format(name=one_line(person.name)))
    if talk.carry_out(RenameParticipant(person.id, name)):
        talk.say(renamed_in_words(before, talk.runner.state, person.id))
        talk.tell_undo()


def _change(
    talk: Talk, kind: type[MarkGone | MarkReturned], name: str, among: Sequence[Participant], question: str
) -> None:
    person = person_called(name, among)
    if isinstance(person, str):
        talk.say(person)
    else:
        _propose(talk, kind(person.id), question.format(name=person.name))


def _propose(talk: Talk, change: Change, question: str) -> None:
    def make() -> Made:
        return offered(talk.runner, change, lambda after: change_in_words(talk.runner, change, after, SPOKEN))

    if talk.proposes(make, question):
        talk.tell_with_end(changed_in_words(talk.runner.state, change))


def choose_facilitator(talk: Talk, rest: str) -> None:
    """Let somebody lead."""
    person = person_called(rest, talk.runner.state.present)
    if isinstance(person, str):
        talk.say(person)
    elif talk.carry_out(ChooseFacilitator(person.id)):
        talk.say(leads_in_words(person.name))
        talk.tell_undo()


def draw_lots(talk: Talk, _rest: str) -> None:
    """Let chance choose who leads."""
    person = talk.chance.choice(talk.runner.state.present)
    if talk.carry_out(ChooseFacilitator(person.id, by_lot=True)):
        talk.say(lot_in_words(person.name))
        talk.tell_undo()


def order(talk: Talk, rest: str) -> None:
    """In which order the rest of the group is in focus; changed by names, by lot, and by who stands over."""
    before = SetFocusOrder(remaining_focus(talk.runner.state.course), tuple(standing_over(talk.runner.state)))
    if not rest:
        talk.say(*_order_lines(talk, before))
        return
    command = _wished(talk, rest, before)
    if isinstance(command, str):
        talk.say(command)
        return

    def means(_after: SessionState) -> Iterator[str]:
        yield from _order_lines(talk, command)
        yield from order_in_words(talk.runner, command, SPOKEN)

    if talk.proposes(lambda: offered(talk.runner, command, means), _("Skal rekkefølgen være slik?")):
        talk.tell_with_end(_("Rekkefølgen er satt."))


def _order_lines(talk: Talk, command: SetFocusOrder) -> Iterator[str]:
    state = talk.runner.state
    if not command.order and not command.over:
        yield render(ALL_HAVE_BEEN)
    for row in focus_rows(talk.runner, command):
        parts = filter(None, (one_line(state.name(row.person)), row.clock, row.keeper))
        yield f"{row.place}. {', '.join(parts)}."
    for person in command.over:
        yield over_in_words(one_line(state.name(person)))


def _wished(talk: Talk, rest: str, before: SetFocusOrder) -> SetFocusOrder | str:
    """The order that is wished for, or why it cannot be read."""
    what, names = first_word(rest, (LOTS, WITHOUT, WITH))
    order, over = list(before.order), list(before.over)
    if what is LOTS:
        talk.chance.shuffle(order)
        return SetFocusOrder(tuple(order), before.over)
    if what is None and len(order) < _LAST_OF_MANY:
        return render(ONE_IS_LEFT) if order else render(ALL_HAVE_BEEN)
    chosen = _chosen(talk, names, before, returns=what is WITH)
    if isinstance(chosen, str):
        return chosen
    rest_of_order = [person for person in order if person not in chosen]
    if what is WITHOUT:
        return SetFocusOrder(tuple(rest_of_order), (*over, *chosen))
    if what is WITH:
        return SetFocusOrder((*order, *chosen), tuple(person for person in over if person not in chosen))
    return SetFocusOrder((*chosen, *rest_of_order), before.over)


def _chosen(talk: Talk, names: str, before: SetFocusOrder, *, returns: bool) -> list[str] | str:
    """Who is named, of those who stand over where they are to return, else of those to come; or why they cannot be."""
    if returns and not before.over:
        return _("Ingen står over.")
    found = people_called(names, talk.runner.state.present)
    if isinstance(found, str):
        return found
    could = before.over if returns else before.order
    other = next((person for person in found if person.id not in could), None)
    return [person.id for person in found] if other is None else _why_not(other, before)


def _why_not(person: Participant, before: SetFocusOrder) -> str:
    """Why the order cannot be changed for somebody in the way that is wished for."""
    if person.id in before.over:
        return _("{name} står over. Skriv rekkefølge med {name} først.").format(name=one_line(person.name))
    if person.id in before.order:
        return _("{name} står ikke over.").format(name=one_line(person.name))
    return _("{name} er i fokus nå eller har vært det.").format(name=one_line(person.name))
