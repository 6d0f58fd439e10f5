"""What one may ask for: the commands, each a wish with what it takes to carry it out."""

from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as time_of_day

from aml_okt.core.events import Side


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
class ChooseFacilitator:
    """Let a participant lead. The lot, where there was one, has been drawn already."""

    person: str
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class SetFocusOrder:
    """Settle the order of everyone who has not had a round."""

    order: tuple[str, ...]


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
    | Pause
    | Resume
    | AdjustTime
    | ChooseFacilitator
    | SetFocusOrder
    | AddParticipant
    | MarkGone
    | MarkReturned
    | MarkFactor
    | ShowSlide
    | SetNextMeeting
    | Undo
    | End
)
