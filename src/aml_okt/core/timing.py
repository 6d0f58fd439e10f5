"""Where the time stands: remaining, overtime, offset and end, as functions of a state and a moment.

Nothing here counts ticks. Every figure is computed from recorded instants and one reading of the clock,
so that it is right after any gap. A moment must be read in the process that holds the state.
"""

from datetime import datetime, timedelta

from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox, total
from aml_okt.core.session import SessionState, session_time

LONG_TIMEBOX = 3 * MINUTE
"""From here on the warning comes at one minute left; a shorter timebox is warned at a fifth (design, section 3)."""

NO_TIME = timedelta()


def elapsed_in(state: SessionState, box: Timebox, moment: Moment) -> timedelta:
    """The time used in a timebox so far."""
    used = state.course.spent.get(box.key, NO_TIME)
    here = state.box
    if here is not None and here.key == box.key and state.course.since is not None:
        used += session_time(state, moment) - state.course.since
    return used


def elapsed(state: SessionState, moment: Moment) -> timedelta:
    """The time used in the timebox that runs; zero when none does."""
    return NO_TIME if state.box is None else elapsed_in(state, state.box, moment)


def remaining(state: SessionState, moment: Moment) -> timedelta:
    """The time left in the timebox that runs; below zero when it is over its time."""
    return NO_TIME if state.box is None else state.box.allotted - elapsed(state, moment)


def overtime(state: SessionState, moment: Moment) -> timedelta:
    """How far the timebox that runs is over its time; never below zero."""
    return max(NO_TIME, -remaining(state, moment))


def warns(state: SessionState, moment: Moment) -> bool:
    """Whether the time left is so short that the group should know: a minute, or a fifth of a short timebox."""
    if state.box is None:
        return False
    threshold = MINUTE if state.box.allotted >= LONG_TIMEBOX else state.box.allotted / 5
    return remaining(state, moment) <= threshold


def still_to_come(state: SessionState, moment: Moment) -> timedelta:
    """What remains of the session if everything from here on takes the time allotted to it.

    A timebox that the group went back from goes on from the time it had used.
    """
    if state.course.ended is not None:
        return NO_TIME
    spent = state.course.spent
    later = (box.allotted - spent.get(box.key, NO_TIME) for box in state.course.boxes[state.course.at + 1 :])
    return sum((max(NO_TIME, left) for left in later), max(NO_TIME, remaining(state, moment)))


def since_begun(state: SessionState, moment: Moment) -> timedelta:
    """The session time since the first timebox began, pauses included; stands still at the end."""
    if state.course.begun is None:
        return NO_TIME
    until = state.course.ended if state.course.ended is not None else session_time(state, moment)
    return until - state.course.begun


def paused_for(state: SessionState, moment: Moment) -> timedelta:
    """How long the clock has stood still since the session began."""
    running = elapsed(state, moment) - (state.course.spent.get(state.box.key, NO_TIME) if state.box else NO_TIME)
    return since_begun(state, moment) - sum(state.course.spent.values(), NO_TIME) - running


def offset(state: SessionState, moment: Moment) -> timedelta:
    """Projected end against planned end: above zero when behind, below when ahead.

    Computed from spans of session time, so that a step of the wall clock cannot change it.
    """
    if state.course.begun is None:
        return NO_TIME
    return since_begun(state, moment) + still_to_come(state, moment) - total(state.course.boxes)


def projected_end(state: SessionState, moment: Moment) -> datetime:
    """The clock time at which the session ends if the rest goes as allotted; when it is over, when it ended."""
    if state.course.ended_at is not None:
        return state.course.ended_at
    return moment.wall + still_to_come(state, moment)


def planned_end(state: SessionState, moment: Moment) -> datetime:
    """The clock time at which the session ends as planned; before it begins, if it began now."""
    return projected_end(state, moment) - offset(state, moment)


def used_in_step(state: SessionState, step: str, moment: Moment) -> timedelta:
    """The time used in a step so far, its rounds and turns together."""
    used = sum((span for key, span in state.course.spent.items() if key[0] == step), NO_TIME)
    here = state.box
    if here is not None and here.step == step and state.course.since is not None:
        used += session_time(state, moment) - state.course.since
    return used


def planned_in_step(state: SessionState, step: str) -> timedelta:
    """The time accepted for a step, its rounds and turns together."""
    return total([box for box in state.course.boxes if box.step == step])
