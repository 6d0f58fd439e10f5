"""How far a course has come at a session time: what is used of each timebox, what is left, and when the rest ends.

Nothing here counts ticks: every figure is a difference between recorded session times. A time of day that a timebox
holds is looked up each time, never turned into a length, so that pauses, moves back and gaps cannot shift it.
"""

from collections.abc import Mapping
from datetime import timedelta

from aml_okt.core.course import Course, Ground
from aml_okt.core.plan import Key, Timebox
from aml_okt.core.timetable import Hold, Stop, begins_step, holds_of, lay_out
from aml_okt.core.turns import shared_turns

NO_TIME = timedelta()


def held_begin(ground: Ground, course: Course) -> timedelta | None:
    """When the timebox that runs may begin at the earliest; None where it holds no such time."""
    box = running_box(course)
    if box is None or box.step in course.let_go or not begins_step(course.boxes, course.at):
        return None
    return ground.fixed.get(box.step) if ground.agenda.step(box.step).at is not None else None


def held_end(ground: Ground, course: Course) -> Hold | None:
    """The time that the timebox that runs ends at, minutes more or less by hand included; None where it holds none."""
    box = running_box(course)
    hold = None if box is None else _holds(ground, course).get(course.at)
    return hold if hold is not None and hold.ends else None


def running_box(course: Course) -> Timebox | None:
    """The timebox the group is in; None before the first and after the end."""
    if course.ended is None and 0 <= course.at < len(course.boxes):
        return course.boxes[course.at]
    return None


def waits_for(ground: Ground, course: Course, time: timedelta) -> timedelta:
    """How long the group still waits before the step that it has come to, which begins at a time of day."""
    held = held_begin(ground, course)
    return NO_TIME if held is None else max(NO_TIME, held - time)


def waited_for(ground: Ground, course: Course, time: timedelta) -> timedelta:
    """How long the clock has run since it last started without using any of the timebox's time."""
    if course.since is None:
        return NO_TIME
    held = held_begin(ground, course)
    return NO_TIME if held is None else max(NO_TIME, min(time, held) - course.since)


def elapsed_in(ground: Ground, course: Course, box: Timebox, time: timedelta) -> timedelta:
    """The time used in a timebox so far."""
    used = course.spent.get(box.key, NO_TIME)
    here = running_box(course)
    if here is not None and here.key == box.key and course.since is not None:
        used += time - course.since - waited_for(ground, course, time)
    return used


def allotted(ground: Ground, course: Course, time: timedelta) -> timedelta:
    """The time that the timebox that runs has; a turn gives up its part of what the turns before took too much."""
    box = running_box(course)
    if box is None:
        return NO_TIME
    if held_end(ground, course) is not None:
        return elapsed_in(ground, course, box, time) + remaining(ground, course, time)
    return shared_turns(course.boxes, course.at, course.spent, course.promised).get(course.at, box.allotted)


def remaining(ground: Ground, course: Course, time: timedelta) -> timedelta:
    """The time left in the timebox that runs; below zero when it is over its time."""
    box = running_box(course)
    if box is None:
        return NO_TIME
    used = elapsed_in(ground, course, box, time)
    if (hold := held_end(ground, course)) is not None:
        least_left = hold.least - (used - course.spent.get(box.key, NO_TIME))
        return max(hold.time - time, least_left)
    return allotted(ground, course, time) - used


def to_come(ground: Ground, course: Course, time: timedelta) -> tuple[timedelta, ...]:
    """The time that each timebox from the one that runs on still takes, if all goes as allotted from here.

    Turns to come in the phase that runs have what is left of it. A timebox that the group went back from
    goes on from the time it had used. Before the first timebox it is the time of all of them.
    """
    if course.ended is not None:
        return ()
    first, boxes, here = max(0, course.at), course.boxes, running_box(course)
    left = [max(NO_TIME, box.allotted - course.spent.get(box.key, NO_TIME)) for box in boxes[first:]]
    if here is not None:
        left[0] = max(NO_TIME, remaining(ground, course, time))
        after = course.at + 1
        if after < len(boxes) and boxes[after].phase_key == here.phase_key:
            taken = max(elapsed_in(ground, course, here, time), allotted(ground, course, time))
            for place, span in shared_turns(boxes, after, {**course.spent, here.key: taken}).items():
                left[place - first] = max(NO_TIME, span - course.spent.get(boxes[place].key, NO_TIME))
    return tuple(left)


def timetable(ground: Ground, course: Course, time: timedelta) -> tuple[Stop, ...]:
    """When each timebox from the one that runs on begins and ends, in session time; nothing after the end.

    The one that runs begins now. The waiting before a step that holds its time of day is in it.
    """
    holds = _holds(ground, course)
    here = holds.get(course.at)
    if here is not None and (here.ends or here.time <= time):
        del holds[course.at]  # what it still takes says it already, and for what is past it is not late any more
    return lay_out(max(0, course.at), to_come(ground, course, time), time, holds)


def end_of_course(ground: Ground, course: Course, time: timedelta) -> timedelta:
    """When the last timebox ends if all goes as allotted from here; when it ended, once it has."""
    if course.ended is not None:
        return course.ended
    stops = timetable(ground, course, time)
    return stops[-1].end if stops else time


def _holds(ground: Ground, course: Course) -> dict[int, Hold]:
    """What the timeboxes from the one that runs on hold, by place, minutes more or less by hand included."""
    first, boxes = max(0, course.at), course.boxes
    fixed = {step: time for step, time in ground.fixed.items() if step not in course.let_go}
    holds = holds_of(ground.agenda, boxes, fixed, first)
    if course.held:
        holds |= {
            place: Hold(course.held[box.key], ends=True)
            for place, box in enumerate(boxes[first:], first)
            if box.key in course.held
        }
    return {place: _as_given(hold, boxes[place], course.spent) for place, hold in holds.items()}


def _as_given(hold: Hold, box: Timebox, spent: Mapping[Key, timedelta]) -> Hold:
    """A hold on the end of a timebox, moved by what it was given by hand; it takes at least what is left of its least.

    The time that has run since the clock last started is not in `spent`.
    """
    if not hold.ends:
        return hold
    left = max(NO_TIME, hold.least - spent.get(box.key, NO_TIME))
    return Hold(hold.time + box.by_hand, ends=True, least=left)
