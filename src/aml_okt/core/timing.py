"""Where the time stands: remaining, overtime, offset and end, as functions of a state and a moment.

Nothing here counts ticks. Every figure is computed from recorded instants and one reading of the clock,
so that it is right after any gap. A moment must be read in the process that holds the state.
What each figure means on the screen is told, with worked cases, in docs/time.md.
"""

from datetime import datetime, timedelta

from aml_okt.core import progress
from aml_okt.core.durations import MINUTE, SECOND
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox, total
from aml_okt.core.session import SessionState, session_time
from aml_okt.core.timetable import Stop

LONG_TIMEBOX = 3 * MINUTE
"""From here on the warning comes at one minute left; a shorter timebox is warned at a fifth (design, section 3)."""

NO_TIME = timedelta()


def elapsed_in(state: SessionState, box: Timebox, moment: Moment) -> timedelta:
    """The time used in a timebox so far."""
    return progress.elapsed_in(state.ground, state.course, box, session_time(state, moment))


def waits_for(state: SessionState, moment: Moment) -> timedelta:
    """How long the group still waits before the step that it has come to, which begins at a time of day."""
    return progress.waits_for(state.ground, state.course, session_time(state, moment))


def elapsed(state: SessionState, moment: Moment) -> timedelta:
    """The time used in the timebox that runs; zero when none does."""
    return NO_TIME if state.box is None else elapsed_in(state, state.box, moment)


def allotted(state: SessionState, moment: Moment) -> timedelta:
    """The time that the timebox that runs has; a turn gives up its part of what the turns before took too much."""
    return progress.allotted(state.ground, state.course, session_time(state, moment))


def remaining(state: SessionState, moment: Moment) -> timedelta:
    """The time left in the timebox that runs; below zero when it is over its time."""
    return progress.remaining(state.ground, state.course, session_time(state, moment))


def overtime(state: SessionState, moment: Moment) -> timedelta:
    """How far the timebox that runs is over its time; never below zero."""
    return max(NO_TIME, -remaining(state, moment))


def warns(state: SessionState, moment: Moment) -> bool:
    """Whether the time left is so short that the group should know: a minute, or a fifth of a short timebox."""
    return state.box is not None and remaining(state, moment) <= warning_at(allotted(state, moment))


def warning_at(whole: timedelta) -> timedelta:
    """The time left at which a timebox of this length is warned."""
    return MINUTE if whole >= LONG_TIMEBOX else whole / 5


def to_come(state: SessionState, moment: Moment) -> tuple[timedelta, ...]:
    """The time that each timebox from the one that runs on still takes, if all goes as allotted from here.

    Turns to come in the phase that runs have what is left of it. A timebox that the group went back from
    goes on from the time it had used. Before the first timebox it is the time of all of them.
    """
    return progress.to_come(state.ground, state.course, session_time(state, moment))


def timetable(state: SessionState, moment: Moment) -> tuple[Stop, ...]:
    """When each timebox from the one that runs on begins and ends, in session time; nothing after the end.

    The one that runs begins now. The waiting before a step that holds its time of day is in it.
    """
    return progress.timetable(state.ground, state.course, session_time(state, moment))


def still_to_come(state: SessionState, moment: Moment) -> timedelta:
    """What remains of the session if everything from here on takes the time it has, waiting included."""
    stops = timetable(state, moment)
    return stops[-1].end - session_time(state, moment) if stops else NO_TIME


def since_begun(state: SessionState, moment: Moment) -> timedelta:
    """The session time since the first timebox began, pauses included; stands still at the end."""
    if state.course.begun is None:
        return NO_TIME
    until = state.course.ended if state.course.ended is not None else session_time(state, moment)
    return until - state.course.begun


def paused_for(state: SessionState, moment: Moment) -> timedelta:
    """How long the clock has stood still since the session began."""
    course, now = state.course, session_time(state, moment)
    runs = NO_TIME if course.since is None else now - course.since
    return since_begun(state, moment) - sum(course.spent.values(), NO_TIME) - course.waited - runs


def offset(state: SessionState, moment: Moment) -> timedelta:
    """Projected end against the end planned when the group began: above zero when behind, below when ahead.

    Computed from spans of session time, so that a step of the wall clock cannot change it.
    """
    course = state.course
    if course.begun is None or course.due is None:
        return NO_TIME
    return course.begun + since_begun(state, moment) + still_to_come(state, moment) - course.due


def projected_end(state: SessionState, moment: Moment) -> datetime:
    """The clock time at which the session ends if the rest goes as allotted; when it is over, when it ended."""
    if state.course.ended_at is not None:
        return state.course.ended_at
    return wall_after(still_to_come(state, moment), moment)


def latest_end(state: SessionState) -> timedelta | None:
    """The session time at which the group must be done; None where nothing is settled.

    It was settled as a time of day; as session time, a step of the wall clock cannot bring it nearer.
    """
    latest = state.created.latest_end
    return None if latest is None else latest - state.created_at


def target_end(state: SessionState, moment: Moment) -> timedelta:
    """When the group should end, in session time: as planned, or when it must be done, where that is earlier.

    Before the first timebox it is as planned if it began now.
    """
    due = state.course.due
    planned = due if due is not None else session_time(state, moment) + still_to_come(state, moment)
    latest = latest_end(state)
    return planned if latest is None else min(planned, latest)


def past_latest_end(state: SessionState, moment: Moment) -> timedelta:
    """How long after the latest end the session ends as things stand; below zero before it, or where there is none."""
    latest = latest_end(state)
    if latest is None:
        return timedelta.min
    return session_time(state, moment) + still_to_come(state, moment) - latest


def latest_end_on_the_wall(state: SessionState, moment: Moment) -> datetime | None:
    """The latest end as the wall clock will show it, a whole minute as it was written; None where nothing is settled.

    A time server may have set the clock by a second or two since then, and nobody wrote 12:29.
    """
    latest = latest_end(state)
    return None if latest is None else as_written(on_the_wall(state, latest, moment))


def on_the_wall(state: SessionState, time: timedelta, moment: Moment) -> datetime:
    """What the wall clock shows at a session time, as it goes at this moment."""
    return wall_after(time - session_time(state, moment), moment)


def wall_after(span: timedelta, moment: Moment) -> datetime:
    """What the wall clock shows when so much time has passed; to the nearest second.

    The two clocks are never read at quite the same instant, and what is due at 12:30 is not to be shown as 12:29.
    """
    return _nearest(moment.wall + span, SECOND)


def as_written(instant: datetime) -> datetime:
    """A time of day that somebody wrote, and so a whole minute, however the clock has been nudged since."""
    return _nearest(instant, MINUTE)


def ends_on_the_wall(state: SessionState, moment: Moment) -> datetime:
    """What the wall clock shows when the timebox that runs is over; now, when it is already."""
    left = max(NO_TIME, remaining(state, moment))
    if waits_for(state, moment):
        return waited_for_on_the_wall(state, moment) + left
    ends = wall_after(left, moment)
    return as_written(ends) if left and progress.held_end(state.ground, state.course) is not None else ends


def waited_for_on_the_wall(state: SessionState, moment: Moment) -> datetime:
    """What the wall clock shows when the waiting is over."""
    return as_written(wall_after(waits_for(state, moment), moment))


def planned_end(state: SessionState, moment: Moment) -> datetime:
    """The clock time at which the session ends as planned; before it begins, if it began now."""
    return _nearest(projected_end(state, moment) - offset(state, moment), SECOND)


def used_in_step(state: SessionState, step: str, moment: Moment) -> timedelta:
    """The time used in a step so far, its rounds and turns together."""
    used = sum((span for key, span in state.course.spent.items() if key[0] == step), NO_TIME)
    here = state.box
    if here is not None and here.step == step:
        used += elapsed(state, moment) - state.course.spent.get(here.key, NO_TIME)
    return used


def planned_in_step(state: SessionState, step: str) -> timedelta:
    """The time that a step was planned with when the group began, its rounds and turns together.

    Before that, and for a step that came into the plan later, what it has now.
    """
    planned = total([box for box in state.course.baseline if box.step == step])
    return planned or total([box for box in state.course.boxes if box.step == step])


def allotted_in_step(state: SessionState, step: str, moment: Moment) -> timedelta:
    """The time that a step has as things stand, its rounds and turns together."""
    here = state.box
    return sum(
        (
            allotted(state, moment) if box is here and box.turn is None else box.allotted
            for box in state.course.boxes
            if box.step == step
        ),
        NO_TIME,
    )


def _nearest(instant: datetime, unit: timedelta) -> datetime:
    """The instant at the nearest whole second or minute."""
    past = timedelta(seconds=instant.second, microseconds=instant.microsecond) % unit
    return instant - past + (unit if past * 2 >= unit else NO_TIME)
