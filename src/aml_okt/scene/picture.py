"""How long a picture of a session is true: until its clock shows another second, and until its words say otherwise."""

from datetime import datetime, timedelta

from msgspec import Struct

from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.events import Moment
from aml_okt.core.progress import held_end
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import (
    NO_TIME,
    allotted,
    latest_end,
    offset,
    past_latest_end,
    projected_end,
    remaining,
    waits_for,
    warning_at,
)
from aml_okt.scene.clock_face import clock_digits

STILL_A_MINUTE = timedelta(seconds=45)
"""With less than this left, nobody would call it a minute."""

HALF_A_SECOND = SECOND / 2

NUDGE = timedelta(milliseconds=100)
"""The two clocks differ by so much more than before when somebody, or a time server, has set the one on the wall."""


class Second(Struct, frozen=True):
    """What tells the picture of one second from that of another."""

    number: int
    """Of the last thing that happened."""
    minute: datetime
    clock: str
    """What the clock shows while it goes; the second on the wall while it stands, when the end moves with that."""


def second_of(state: SessionState, moment: Moment) -> Second:
    """The second that a picture at this moment shows."""
    if state.box is None or state.stage is not Stage.RUNNING:
        shown = str(moment.wall.second)
    else:
        shown = clock_digits(state, state.box, moment)
    return Second(state.number, moment.wall.replace(second=0, microsecond=0), shown)


def clock_turns_in(state: SessionState, moment: Moment) -> timedelta:
    """How long it is until the clock shows another second, or the time of day another minute."""
    second = SECOND - timedelta(microseconds=moment.wall.microsecond)
    if state.stage is not Stage.RUNNING:
        # The end moves with the clock on the wall, and so does how far behind the group is.
        return second
    minute = second + timedelta(seconds=59 - moment.wall.second)
    # The digits round a time that runs out upwards, and one that is over downwards.
    left = waits_for(state, moment) or remaining(state, moment)
    return min(left % SECOND or SECOND, minute)


def words_hold_for(state: SessionState, moment: Moment) -> timedelta:
    """How long nothing but the clock moves in a picture, unless something happens; no time where more may any second.

    That is where the clock on the wall decides, and where a turn takes more and more of those to come.
    """
    if waits_for(state, moment) or held_end(state.ground, state.course) is not None:
        return NO_TIME
    if state.stage is Stage.RUNNING and (left := remaining(state, moment)) >= NO_TIME:
        words_change = (left - warning_at(allotted(state, moment)), left - STILL_A_MINUTE, left)
        return min((span for span in words_change if span > NO_TIME), default=NO_TIME)
    if state.ground.fixed or (state.box is not None and state.box.turn is not None):
        return NO_TIME
    return _until_minutes_turn(state, moment)


def _until_minutes_turn(state: SessionState, moment: Moment) -> timedelta:
    """How long it is until a time of day or a number of minutes is another, while the end moves with the wall clock."""
    box = state.box or state.course.boxes[0]
    left = box.allotted if state.box is None else max(NO_TIME, remaining(state, moment))
    midnight = moment.wall.replace(hour=0, minute=0, second=0, microsecond=0)
    moving = [
        *(instant - midnight for instant in (moment.wall, moment.wall + left, projected_end(state, moment))),
        offset(state, moment),
    ]
    if latest_end(state) is not None:
        moving.append(past_latest_end(state, moment))
    # They are shown to the nearest second, and so turn half a second before or after the minute.
    return min((turn - span) % MINUTE or MINUTE for span in moving for turn in (HALF_A_SECOND, -HALF_A_SECOND))


class Whole:
    """A picture that was drawn whole, and whether it still holds but for its clock."""

    def __init__(self, state: SessionState, moment: Moment) -> None:
        self._state, self._moment = state, moment
        self._until = moment.steady + words_hold_for(state, moment)

    def holds(self, state: SessionState, moment: Moment) -> bool:
        """Whether nothing but the clock in the picture is another at this moment."""
        drawn = self._moment
        set_by = (moment.wall - drawn.wall) - (moment.steady - drawn.steady)
        return (
            state is self._state
            and moment.steady < self._until
            and moment.wall.minute == drawn.wall.minute
            and abs(set_by) < NUDGE
        )
