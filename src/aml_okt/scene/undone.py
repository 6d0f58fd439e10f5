"""What an undo took back, in words."""

from typing import assert_never

from aml_okt.core.events import (
    ClockPaused,
    ClockResumed,
    Event,
    FacilitatorChosen,
    FocusOrderSet,
    GapLeftOut,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantRenamed,
    ParticipantReturned,
    PlanAccepted,
    SessionEnded,
    SessionTakenUp,
    StartBackdated,
    TimeAdjusted,
    TimeboxHeld,
    TimeboxStarted,
    WaitingEnded,
)
from aml_okt.core.moves import Move
from aml_okt.core.session import SessionState
from aml_okt.i18n import gettext as _


def undone_in_words(before: SessionState, after: SessionState) -> str:
    """What was taken back on the way from one state to the other; nothing when there was no move to take back."""
    if not before.earlier:
        return ""
    event: Event = before.earlier.last.move
    return _of_move(event, before, after) if isinstance(event, Move | SessionTakenUp) else ""


def _of_move(  # noqa: C901, PLR0911, PLR0912 - a sentence for each move
    event: Move | SessionTakenUp, before: SessionState, after: SessionState
) -> str:
    match event:
        case TimeboxStarted():
            return _back_where(after)
        case StartBackdated():
            return _("Angret: Starten står som før.")
        case ClockPaused():
            return _("Angret: Pausen er borte, og tiden teller med.")
        case ClockResumed():
            return _("Angret: Klokka står stille igjen.")
        case GapLeftOut() | SessionTakenUp():
            return _("Angret: Tiden mens maskinen sto stille, teller med.")
        case TimeAdjusted():
            return _("Angret: Tiden her er som før.")
        case PlanAccepted():
            return _("Angret: Planen er som før.")
        case TimeboxHeld():
            return _("Angret: Pausen varer som før.")
        case WaitingEnded():
            return _("Angret: Dere venter igjen.")
        case FacilitatorChosen():
            name = after.name(after.course.facilitator)
            if not name:
                return _("Angret: Ingen er fasilitator.")
            return _("Angret: {name} er fasilitator.").format(name=name)
        case FocusOrderSet():
            return _("Angret: Rekkefølgen er som før.")
        case ParticipantJoined(person=person):
            return _("Angret: {name} er ikke med.").format(name=person.name)
        case ParticipantLeft(person=person):
            return _("Angret: {name} er her.").format(name=before.name(person))
        case ParticipantReturned(person=person):
            return _("Angret: {name} har gått.").format(name=before.name(person))
        case ParticipantRenamed(person=person):
            return _("Angret: Navnet er {name} igjen.").format(name=after.name(person))
        case SessionEnded():
            return _("Angret: Økta går igjen.")
        case _:
            assert_never(event)


def _back_where(after: SessionState) -> str:
    if after.box is None or after.step is None:
        return _("Angret: Økta har ikke begynt.")
    if after.box.turn is not None and (speaker := after.name(after.box.speaker)):
        return _("Angret: Tilbake hos {name}.").format(name=speaker)
    return _("Angret: Tilbake i {step}.").format(step=after.step.name)
