"""What follows from a command: events, or a refusal.

The table says which commands each stage of a session knows; `decide` adds what depends on more than the
stage. Nothing here changes anything: a refusal is a sentence and the state is as it was.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace as changed

from aml_okt.core.agenda import Screen
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    ChooseCues,
    ChooseFacilitator,
    Command,
    End,
    HoldUntil,
    LeaveGapOut,
    MarkFactor,
    MarkGone,
    MarkReturned,
    Next,
    NoteGap,
    Pause,
    RenameParticipant,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowActions,
    ShowSlide,
    SkipTo,
    Undo,
)
from aml_okt.core.course import may_be_in_focus, remaining_focus, replanned
from aml_okt.core.durations import SECOND
from aml_okt.core.events import (
    ActionsShown,
    ClockPaused,
    ClockResumed,
    CuesChosen,
    Event,
    FacilitatorChosen,
    FactorMarked,
    FocusOrderSet,
    GapFound,
    GapLeftOut,
    Moment,
    MoveUndone,
    NextMeetingSet,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantRenamed,
    ParticipantReturned,
    PlanAccepted,
    SessionEnded,
    SlideShown,
    StartBackdated,
    TimeAdjusted,
    TimeboxHeld,
    TimeboxStarted,
    WaitingEnded,
)
from aml_okt.core.message import Message, message
from aml_okt.core.moves import moved
from aml_okt.core.parts import parts_of
from aml_okt.core.plan import Participant, is_break, phase_of
from aml_okt.core.progress import held_begin, held_end, waits_for
from aml_okt.core.replan import begun_in_focus
from aml_okt.core.session import SessionState, Stage, session_time
from aml_okt.core.text import one_line
from aml_okt.core.timing import elapsed, remaining

FEWEST_PEOPLE = 2
MOST_PEOPLE = 12
LONGEST_NAME = 60


class Refusal(Struct, frozen=True):
    """Why a command cannot be carried out now."""

    reason: Message


_PEOPLE: frozenset[type[Command]] = frozenset(
    {ChooseFacilitator, SetFocusOrder, AddParticipant, MarkGone, MarkReturned, RenameParticipant}
)
_UNDER_WAY: frozenset[type[Command]] = _PEOPLE | {
    Next, Back, SkipTo, AdjustTime, AcceptPlan, HoldUntil, BeginNow, NoteGap, LeaveGapOut, MarkFactor, ShowSlide,
    ShowActions, ChooseCues, SetNextMeeting, End,
}  # fmt: skip

_KNOWN: dict[Stage, frozenset[type[Command]]] = {
    Stage.READY: _PEOPLE | {Begin, ChooseCues, Undo},
    Stage.RUNNING: _UNDER_WAY | {Pause, Backdate, Undo},
    Stage.PAUSED: _UNDER_WAY | {Resume, Undo},
    Stage.FINISHED: frozenset({SetNextMeeting, Undo}),
}

_NOT_NOW: dict[Stage, Message] = {
    Stage.READY: message("Økta har ikke begynt ennå."),
    Stage.RUNNING: message("Klokka går allerede."),
    Stage.PAUSED: message("Økta står på pause."),
    Stage.FINISHED: message("Økta er avsluttet. Angre hvis det ikke var meningen."),
}


def allowed(state: SessionState) -> frozenset[type[Command]]:
    """The kinds of command that make sense now; each may still be refused for what it asks."""
    return frozenset(one for one in _KNOWN[state.stage] if one not in _NEEDS or _NEEDS[one](state))


def _is_break(state: SessionState) -> bool:
    if state.step is None or state.box is None:
        return False
    return is_break(state.step, state.box)


def _rounds_ahead(state: SessionState) -> bool:
    """Whether a step of rounds runs or is to come, so that there is an order to settle."""
    places = {step.id: place for place, step in enumerate(state.agenda.steps)}
    here = -1 if state.step is None else places[state.step.id]
    return any(step.repeat and places[step.id] >= here for step in state.agenda.steps)


_NEEDS: dict[type[Command], Callable[[SessionState], bool]] = {
    Undo: lambda state: bool(state.earlier),
    Back: lambda state: state.course.at > 0,
    SkipTo: lambda state: state.course.at + 1 < len(state.course.boxes),
    Backdate: lambda state: state.course.start is not None,
    LeaveGapOut: lambda state: state.gap is not None,
    SetFocusOrder: _rounds_ahead,
    HoldUntil: _is_break,
    BeginNow: lambda state: held_begin(state.ground, state.course) is not None,
    ShowSlide: lambda state: state.step is not None and bool(state.step.slides),
    MarkFactor: lambda state: state.step is not None and bool(state.step.factors),
    ShowActions: lambda state: state.step is not None and state.step.screen is Screen.ACTIONS,
}
"""What each kind of command needs beside the stage."""


def decide(  # noqa: C901, PLR0911, PLR0912 - a case for each command
    state: SessionState, command: Command, now: Moment
) -> tuple[Event, ...] | Refusal:
    """The events that the command leads to at this moment, or why not."""
    if type(command) not in _KNOWN[state.stage]:
        return Refusal(_NOT_NOW[state.stage])
    match command:
        case Begin():
            return (_started(state, 0),)
        case Next():
            after = state.course.at + 1
            return (_started(state, after) if after < len(state.course.boxes) else SessionEnded(),)
        case Back():
            if state.course.at <= 0:
                return Refusal(message("Dette er det første steget."))
            return (_started(state, state.course.at - 1),)
        case SkipTo(place=place):
            if not state.course.at < place < len(state.course.boxes):
                return Refusal(message("Dit går det ikke an å hoppe."))
            return (_started(state, place),)
        case Backdate(by=by):
            return _backdate(state, by, now)
        case NoteGap(span=span):
            return (GapFound(span=span),)
        case LeaveGapOut():
            return _leave_gap_out(state, now)
        case AcceptPlan():
            return _accept_plan(state, command, now)
        case HoldUntil(until=until):
            return _hold(state, until, now)
        case BeginNow():
            return _begin_now(state, now)
        case Pause():
            return _pause(state, now)
        case Resume():
            return (ClockResumed(),)
        case AdjustTime(by=by):
            return _adjust(state, by, now)
        case Undo():
            return (MoveUndone(),) if state.earlier else Refusal(message("Det er ikke noe å angre."))
        case End():
            return (SessionEnded(),)
        case MarkFactor() | ShowSlide() | ShowActions() | ChooseCues() | SetNextMeeting():
            return _decide_content(state, command)
        case (
            ChooseFacilitator() | SetFocusOrder() | AddParticipant() | MarkGone() | MarkReturned() | RenameParticipant()
        ):
            return _decide_people(state, command)
        case _:
            assert_never(command)


def _hold(state: SessionState, until: datetime, now: Moment) -> tuple[Event, ...] | Refusal:
    if not _is_break(state):
        return Refusal(message("Bare en pause kan vare til et klokkeslett."))
    if until <= now.wall:
        return Refusal(message("Det klokkeslettet er allerede passert."))
    return (TimeboxHeld(until=until),)


def _pause(state: SessionState, now: Moment) -> tuple[Event, ...] | Refusal:
    """The wall clock cannot stand, so what it decides cannot be paused."""
    if held_end(state.ground, state.course) is not None:
        return Refusal(message("Dette slutter på et fast klokkeslett, så klokka kan ikke stoppes her."))
    if waits_for(state.ground, state.course, session_time(state, now)):
        return Refusal(message("Dere venter på et klokkeslett, så klokka kan ikke stoppes her."))
    return (ClockPaused(),)


def _begin_now(state: SessionState, now: Moment) -> tuple[Event, ...] | Refusal:
    if state.box is None or not waits_for(state.ground, state.course, session_time(state, now)):
        return Refusal(message("Dere venter ikke på noe klokkeslett nå."))
    return (WaitingEnded(step=state.box.step),)


def _started(state: SessionState, place: int) -> TimeboxStarted:
    box = state.course.boxes[place]
    return TimeboxStarted(
        place=place,
        step=box.step,
        phase=phase_of(state.agenda.step(box.step), box).title,
        focus=box.focus,
        speaker=box.speaker,
    )


def _backdate(state: SessionState, by: timedelta, now: Moment) -> tuple[Event, ...] | Refusal:
    """The time is moved from the timebox before, which must have had it; the first one has none before it."""
    start, since = state.course.start, state.course.since
    held = held_begin(state.ground, state.course)
    if held is not None and since is not None and since - by < held:
        if session_time(state, now) < held:
            return Refusal(message("Steget har ikke begynt ennå."))
        return Refusal(message("Steget begynte på klokkeslettet sitt, så starten kan ikke flyttes."))
    if start is None:
        return Refusal(message("Klokka har stått siden dere begynte her, så starten kan ikke flyttes."))
    if by <= timedelta():
        return Refusal(message("Starten kan bare flyttes bakover."))
    if start.left is not None and state.course.spent.get(start.left, timedelta()) < by:
        return Refusal(message("Starten kan ikke flyttes lenger tilbake."))
    return (StartBackdated(by=by),)


def _leave_gap_out(state: SessionState, now: Moment) -> tuple[Event, ...] | Refusal:
    if state.gap is None:
        return Refusal(message("Det er ikke noe opphold å trekke fra."))
    since = state.course.since
    if since is not None and since + state.gap > session_time(state, now):
        return Refusal(message("Dere har gått videre etter oppholdet, så det kan ikke trekkes fra."))
    return (GapLeftOut(span=state.gap),)


def _accept_plan(state: SessionState, command: AcceptPlan, now: Moment) -> tuple[Event, ...] | Refusal:
    """Only what is left can have other times, and what has begun keeps the time that it has used."""
    if not set(command.over) <= set(remaining_focus(state.course)):
        return Refusal(message("Bare den som ennå ikke har hatt sin runde, kan stå over."))
    left = set(remaining_focus(state.course)) - set(command.over)
    if command.over and not left and _nobody_has_been(state):
        return Refusal(message("Noen må være i fokus. Hopp heller over steget."))
    course = replanned(state.ground, changed(state.course, over=state.course.over | set(command.over)))
    parts = parts_of(state.agenda, course, elapsed(state, now))
    lowest = {part.phase_place: part.lowest for part in parts.parts}
    phases_fit = all(one.time >= lowest.get((one.step, one.phase), timedelta.max) for one in command.times.phases)
    if not phases_fit or any(one.step not in parts.rounds or one.each < SECOND for one in command.times.rounds):
        return Refusal(message("Planen er en annen nå. Se på forslaget én gang til."))
    return (PlanAccepted(over=command.over, times=command.times),)


def _adjust(state: SessionState, by: timedelta, now: Moment) -> tuple[Event, ...] | Refusal:
    if by < timedelta() and remaining(state, now) <= -by:
        return Refusal(message("Det er ikke så mye tid igjen å ta av."))
    return (TimeAdjusted(by=by),)


def _decide_content(  # noqa: PLR0911 - a case for each command
    state: SessionState, command: MarkFactor | ShowSlide | ShowActions | ChooseCues | SetNextMeeting
) -> tuple[Event, ...] | Refusal:
    match command:
        case MarkFactor(factor=factor, side=side, count=count):
            if state.step is None or factor not in state.step.factors:
                return Refusal(message("Faktorene merkes av i steget der de drøftes."))
            if not 0 <= count <= MOST_PEOPLE:
                return Refusal(message("En faktor kan nevnes fra 0 til {most} ganger.", most=MOST_PEOPLE))
            return (FactorMarked(step=state.step.id, factor=factor, side=side, count=count),)
        case ShowSlide(page=page):
            if state.step is None or not 0 <= page < len(state.step.slides):
                return Refusal(message("Det er ingen flere lysark."))
            return (SlideShown(step=state.step.id, page=page),)
        case ShowActions(shown=shown):
            if not _NEEDS[ShowActions](state):
                return Refusal(message("Tiltakene vises i steget der dere skriver dem."))
            return (ActionsShown(shown=shown),)
        case ChooseCues(cues=cues):
            return (CuesChosen(cues=cues),)
        case SetNextMeeting(day=day, at=at, place=place):
            return (NextMeetingSet(day=day, at=at, place=one_line(place)),)


def _nobody_has_been(state: SessionState) -> bool:
    """Whether nobody has begun a round in the step of rounds that runs, or that comes next."""
    return not begun_in_focus(state.course.boxes, state.course.at)


def _decide_people(  # noqa: C901, PLR0911, PLR0912 - a case for each command, a sentence for each refusal
    state: SessionState,
    command: ChooseFacilitator | SetFocusOrder | AddParticipant | MarkGone | MarkReturned | RenameParticipant,
) -> tuple[Event, ...] | Refusal:
    here = {person.id for person in state.present}
    match command:
        case ChooseFacilitator(person=person, by_lot=by_lot):
            if person not in here:
                return Refusal(message("Den som skal lede, må være til stede."))
            return (FacilitatorChosen(person=person, by_lot=by_lot),)
        case SetFocusOrder(order=order, over=over):
            if sorted((*order, *over)) != sorted(may_be_in_focus(state.course)):
                return Refusal(message("Rekkefølgen må ha med alle som ikke har hatt sin runde, én gang hver."))
            if not _rounds_ahead(state):
                return Refusal(message("Alle har hatt sin runde."))
            if not order and _nobody_has_been(state):
                return Refusal(message("Noen må være i fokus. Hopp heller over steget."))
            return (FocusOrderSet(order=order, over=over),)
        case AddParticipant(name=name):
            return _add(state, one_line(name))
        case MarkGone(person=person):
            if person not in here:
                return Refusal(message("Den deltakeren er ikke til stede."))
            if len(here) <= FEWEST_PEOPLE:
                return Refusal(message("Det må være minst to igjen i gruppa. Avslutt økta i stedet."))
            gone = ParticipantLeft(person=person)
            if not moved(state.ground, state.course, gone, state.time, state.last.wall).boxes:
                return Refusal(message("Da er det ingen igjen i fokus. La først noen andre være med igjen."))
            return (gone,)
        case MarkReturned(person=person):
            if person not in state.course.gone:
                return Refusal(message("Den deltakeren er allerede til stede."))
            return (ParticipantReturned(person=person),)
        case RenameParticipant(person=person, name=name):
            return _rename(state, person, one_line(name))


def _add(state: SessionState, name: str) -> tuple[Event, ...] | Refusal:
    if fault := name_fault(name, [person.name for person in state.course.people]):
        return Refusal(fault)
    # An id is never used again, not even after undo: a private note belongs to one person only.
    return (ParticipantJoined(person=Participant(f"late-{state.number + 1}", name)),)


def _rename(state: SessionState, person: str, name: str) -> tuple[Event, ...] | Refusal:
    others = [other.name for other in state.course.people if other.id != person]
    if len(others) == len(state.course.people):
        return Refusal(message("Den deltakeren er ikke med i økta."))
    if fault := name_fault(name, others):
        return Refusal(fault)
    if name == state.name(person):
        return Refusal(message("Navnet er som før."))
    return (ParticipantRenamed(person=person, name=name),)


def name_fault(name: str, others: list[str]) -> Message | None:
    """What is wrong with a name for one more participant beside these others; None when nothing is."""
    if not name:
        return message("Skriv et navn.")
    if "," in name:
        # A list of names is not to become one person.
        return message("Skriv ett navn om gangen.")
    if len(name) > LONGEST_NAME:
        return message("Navnet er for langt. Skriv høyst {most} tegn.", most=LONGEST_NAME)
    if name.casefold() in (other.casefold() for other in others):
        return message("{name} er allerede med. Legg til et etternavn eller en bokstav for å skille dem.", name=name)
    if len(others) >= MOST_PEOPLE:
        return message("Gruppa kan ha høyst {most} deltakere. Del dere heller i to.", most=MOST_PEOPLE)
    return None
