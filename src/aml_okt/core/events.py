"""What has happened in a session: a closed vocabulary in the past tense.

The journal keeps these and nothing else, and a session's state is what they add up to. None of them
holds text of a note or an action. Participants are named by id; `Participant` carries the name
once, and what corrects a name the corrected one.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from msgspec import Struct

from aml_okt.core.agreed import Agreed
from aml_okt.core.plan import Participant


class FixedTime(Struct, frozen=True):
    """The instant that a step's time of day means in this session: its begin, or its end."""

    step: str
    time: datetime


class Side(StrEnum):
    """What a factor was named as in the reflection (guide, step 4)."""

    STRENGTH = "strength"
    RISK = "risk"


class Cues(StrEnum):
    """Which cues of the clock are heard: all of them, only that the time is out, or none. All can be seen."""

    ALL = "all"
    END = "end"
    NONE = "none"


def _snake(name: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in name).lstrip("_")


class _Event(Struct, frozen=True, kw_only=True, tag_field="event", tag=_snake):
    """Any event. Its time is in the record that carries it."""


class SessionCreated(_Event, frozen=True, kw_only=True):
    """The setup was accepted. `rehearsal` is the clock's speed where the session is only practice.

    `folder` is where the agenda's file lay, from which the files that its links name are looked for. By its `id` the
    session is known wherever its folder goes.
    """

    title: str
    unit: str
    place: str
    people: tuple[Participant, ...]
    latest_end: datetime | None = None
    breather: bool = False
    rehearsal: float | None = None
    fixed: tuple[FixedTime, ...] = ()
    folder: str = ""
    id: str = ""
    program: str


class SessionTakenUp(_Event, frozen=True, kw_only=True):
    """Another process went on with the session after an interruption; `counts` says whether the gap counts.

    The gap is from `last_seen`, the last sign of life of the process before; None when it left none.
    """

    counts: bool
    last_seen: datetime | None = None


class TimeboxStarted(_Event, frozen=True, kw_only=True):
    """The group went to the timebox at `place` in the plan; the first one begins the session.

    Step, phase, focus person and speaker are what the plan says of that place, for whoever reads the journal.
    """

    place: int
    step: str
    phase: str
    focus: str | None = None
    speaker: str | None = None


class StartBackdated(_Event, frozen=True, kw_only=True):
    """The timebox that runs began so much earlier than it was noted."""

    by: timedelta


class GapFound(_Event, frozen=True, kw_only=True):
    """Nobody looked at the clock for so long: the lid was closed, or the process stood still. The time counts."""

    span: timedelta


class GapLeftOut(_Event, frozen=True, kw_only=True):
    """The time of the last gap was not to count after all."""

    span: timedelta


class ClockPaused(_Event, frozen=True, kw_only=True):
    """Time stood still from here."""


class ClockResumed(_Event, frozen=True, kw_only=True):
    """Time went on from here."""


class TimeAdjusted(_Event, frozen=True, kw_only=True):
    """The timebox that ran was given this much time, or had it taken away."""

    by: timedelta


class PlanAccepted(_Event, frozen=True, kw_only=True):
    """Other times were accepted for what remains, to make time up or to use what was to spare.

    `over` are those who stand over in focus from now on, besides those who did already.
    """

    over: tuple[str, ...]
    times: Agreed


class TimeboxHeld(_Event, frozen=True, kw_only=True):
    """The timebox that runs lasts until this time of day, however long or short it then becomes."""

    until: datetime


class WaitingEnded(_Event, frozen=True, kw_only=True):
    """The step that holds the time it begins at began before it, because the group said so."""

    step: str


class FacilitatorChosen(_Event, frozen=True, kw_only=True):
    """A participant took the facilitator's role."""

    person: str
    by_lot: bool


class FocusOrderSet(_Event, frozen=True, kw_only=True):
    """The order of the focus persons who have not had their round, and who of them stand over."""

    order: tuple[str, ...]
    over: tuple[str, ...] = ()


class ParticipantJoined(_Event, frozen=True, kw_only=True):
    """Somebody came."""

    person: Participant


class ParticipantLeft(_Event, frozen=True, kw_only=True):
    """Somebody went; the seat stays."""

    person: str


class ParticipantReturned(_Event, frozen=True, kw_only=True):
    """Somebody who had gone came back."""

    person: str


class ParticipantRenamed(_Event, frozen=True, kw_only=True):
    """Somebody's name was corrected; who they are, and what is theirs, is as before."""

    person: str
    name: str


class FactorMarked(_Event, frozen=True, kw_only=True):
    """A factor has now been named this many times on this side."""

    step: str
    factor: str
    side: Side
    count: int


class SlideShown(_Event, frozen=True, kw_only=True):
    """The step shows this page of its slides, counted from 0."""

    step: str
    page: int


class ActionsShown(_Event, frozen=True, kw_only=True):
    """The room was shown what has been agreed on, or was not to see it any more; what it says is not told here."""

    shown: bool


class CuesChosen(_Event, frozen=True, kw_only=True):
    """From here on these cues are heard."""

    cues: Cues


class NextMeetingSet(_Event, frozen=True, kw_only=True):
    """When and where the group meets next; no day means that nothing is settled."""

    day: date | None
    at: time | None
    place: str


class MoveUndone(_Event, frozen=True, kw_only=True):
    """The last move was taken back as if it had never been made."""


class Lost(Struct, frozen=True):
    """Records that a damaged journal has no more: all from the number `first` to `last`."""

    first: int
    last: int


class JournalMended(_Event, frozen=True, kw_only=True):
    """The journal had lost records, and the session goes on without them.

    `skipped` are the numbers of records that are there and make no sense without the lost ones.
    """

    lost: tuple[Lost, ...]
    skipped: tuple[int, ...] = ()


class SessionEnded(_Event, frozen=True, kw_only=True):
    """The group is done."""


Event = (
    SessionCreated
    | SessionTakenUp
    | TimeboxStarted
    | StartBackdated
    | ClockPaused
    | ClockResumed
    | GapFound
    | GapLeftOut
    | TimeAdjusted
    | PlanAccepted
    | TimeboxHeld
    | WaitingEnded
    | FacilitatorChosen
    | FocusOrderSet
    | ParticipantJoined
    | ParticipantLeft
    | ParticipantReturned
    | ParticipantRenamed
    | FactorMarked
    | SlideShown
    | ActionsShown
    | CuesChosen
    | NextMeetingSet
    | MoveUndone
    | JournalMended
    | SessionEnded
)


class Moment(Struct, frozen=True):
    """One reading of both clocks: the wall's, aware of its offset, and one that no suspend or step disturbs.

    `steady` counts from an unknown start and only means something against another reading of the same
    process (or, on most systems, of the same boot).
    """

    wall: datetime
    steady: timedelta


class Record(Struct, frozen=True):
    """An event with its place in the journal, counted from 1, and the moment it happened."""

    number: int
    moment: Moment
    event: Event
