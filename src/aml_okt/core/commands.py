"""What one may ask for: the commands, each a wish with what it takes to carry it out."""

from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from msgspec import Struct

from aml_okt.core.agreed import Agreed
from aml_okt.core.events import Cues, Side


class Begin(Struct, frozen=True):
    """Start the first timebox."""


class Next(Struct, frozen=True):
    """Go to the next timebox; after the last one the session ends."""


class Back(Struct, frozen=True):
    """Go to the timebox before, which goes on from the time it had used."""


class SkipTo(Struct, frozen=True):
    """Go straight to a later timebox; what lies between is not done, and its time is given back."""

    place: int


class Backdate(Struct, frozen=True):
    """Note that the timebox that runs began so much earlier."""

    by: timedelta


class Pause(Struct, frozen=True):
    """Let time stand still."""


class Resume(Struct, frozen=True):
    """Let time go on."""


class AdjustTime(Struct, frozen=True):
    """Give the timebox that runs more time, or less."""

    by: timedelta


class AcceptPlan(Struct, frozen=True):
    """Let these times be agreed on, for what is to come and for the timebox that runs.

    `over` are the people who stand over in focus besides those who do already; the times are for the plan
    without their rounds.
    """

    times: Agreed
    over: tuple[str, ...] = ()


class HoldUntil(Struct, frozen=True):
    """Let the break that runs last until this time of day."""

    until: datetime


class BeginNow(Struct, frozen=True):
    """Wait no longer for the time of day at which the step begins."""


class NoteGap(Struct, frozen=True):
    """Note that nobody has looked at the clock for so long. The time counts."""

    span: timedelta


class LeaveGapOut(Struct, frozen=True):
    """Let the time of the gap just noted not count."""


class ChooseFacilitator(Struct, frozen=True):
    """Let a participant lead. The lot, where there was one, has been drawn already."""

    person: str
    by_lot: bool = False


class SetFocusOrder(Struct, frozen=True):
    """Settle the order of everyone who has not had a round, and who of them stand over."""

    order: tuple[str, ...]
    over: tuple[str, ...] = ()


class AddParticipant(Struct, frozen=True):
    """Let somebody in who came late."""

    name: str


class MarkGone(Struct, frozen=True):
    """Note that somebody has left."""

    person: str


class MarkReturned(Struct, frozen=True):
    """Note that somebody who had left is here again."""

    person: str


class RenameParticipant(Struct, frozen=True):
    """Correct a participant's name."""

    person: str
    name: str


class MarkFactor(Struct, frozen=True):
    """Set how many times a factor has been named on one side."""

    factor: str
    side: Side
    count: int


class ShowSlide(Struct, frozen=True):
    """Turn to a page of the step's slides, counted from 0."""

    page: int


class ShowActions(Struct, frozen=True):
    """Let the room see what has been agreed on, or not any more."""

    shown: bool


class ChooseCues(Struct, frozen=True):
    """Let these cues be heard from now on."""

    cues: Cues


class SetNextMeeting(Struct, frozen=True):
    """Settle when and where the group meets next."""

    day: date | None
    at: time_of_day | None
    place: str


class Undo(Struct, frozen=True):
    """Take the last move back."""


class End(Struct, frozen=True):
    """Close the session."""


Command = (
    Begin
    | Next
    | Back
    | SkipTo
    | Backdate
    | Pause
    | Resume
    | AdjustTime
    | AcceptPlan
    | HoldUntil
    | BeginNow
    | NoteGap
    | LeaveGapOut
    | ChooseFacilitator
    | SetFocusOrder
    | AddParticipant
    | MarkGone
    | MarkReturned
    | RenameParticipant
    | MarkFactor
    | ShowSlide
    | ShowActions
    | ChooseCues
    | SetNextMeeting
    | Undo
    | End
)
