"""What one may ask for: the commands, each a wish with what it takes to carry it out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from aml_okt.core.agreed import Agreed
from aml_okt.core.events import Cues, Side


@dataclass(frozen=True, slots=True)
class Begin:
    """Start the first timebox."""


@dataclass(frozen=True, slots=True)
class Next:
    """Go to the next timebox; after the last one the session ends."""


@dataclass(frozen=True, slots=True)
class Back:
    """Go to the timebox before, which goes on from the time it had used."""


@dataclass(frozen=True, slots=True)
class SkipTo:
    """Go straight to a later timebox; what lies between is not done, and its time is given back."""

    place: int


@dataclass(frozen=True, slots=True)
class Backdate:
    """Note that the timebox that runs began so much earlier."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class Pause:
    """Let time stand still."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let time go on."""


@dataclass(frozen=True, slots=True)
class AdjustTime:
    """Give the timebox that runs more time, or less."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class AcceptPlan:
    """Let these times be agreed on, for what is to come and for the timebox that runs.

    `over` are the people who stand over in focus besides those who do already; the times are for the plan
    without their rounds.
    """

    times: Agreed
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldUntil:
    """Let the break that runs last until this time of day."""

    until: datetime


@dataclass(frozen=True, slots=True)
class BeginNow:
    """Wait no longer for the time of day at which the step begins."""


@dataclass(frozen=True, slots=True)
class NoteGap:
    """Note that nobody has looked at the clock for so long. The time counts."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class LeaveGapOut:
    """Let the time of the gap just noted not count."""


@dataclass(frozen=True, slots=True)
class ChooseFacilitator:
    """Let a participant lead. The lot, where there was one, has been drawn already."""

    person: str
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class SetFocusOrder:
    """Settle the order of everyone who has not had a round, and who of them stand over."""

    order: tuple[str, ...]
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddParticipant:
    """Let somebody in who came late."""

    name: str


@dataclass(frozen=True, slots=True)
class MarkGone:
    """Note that somebody has left."""

    person: str


@dataclass(frozen=True, slots=True)
class MarkReturned:
    """Note that somebody who had left is here again."""

    person: str


@dataclass(frozen=True, slots=True)
class MarkFactor:
    """Set how many times a factor has been named on one side."""

    factor: str
    side: Side
    count: int


@dataclass(frozen=True, slots=True)
class ShowSlide:
    """Turn to a page of the step's slides, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class ShowActions:
    """Let the room see what has been agreed on, or not any more."""

    shown: bool


@dataclass(frozen=True, slots=True)
class ChooseCues:
    """Let these cues be heard from now on."""

    cues: Cues


@dataclass(frozen=True, slots=True)
class SetNextMeeting:
    """Settle when and where the group meets next."""

    day: date | None
    at: time_of_day | None
    place: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last move back."""


@dataclass(frozen=True, slots=True)
class End:
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
    | MarkFactor
    | ShowSlide
    | ShowActions
    | ChooseCues
    | SetNextMeeting
    | Undo
    | End
)
