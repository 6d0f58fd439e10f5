"""How far a course has come at a session time: what is used of each timebox, what is left, and when the rest ends.

Nothing here counts ticks: every figure is a difference between recorded session times. A time of day that a timebox
holds is looked up each time, never turned into a length, so that pauses, moves back and gaps cannot shift it.
"""

from datetime import timedelta

from aml_okt.core.course import Course, Ground
from aml_okt.core.plan import Timebox
from aml_okt.core.timetable import Hold, Stop, begins_step, holds_of, lay_out
from aml_okt.core.turns import shared_turns

NO_TIME = timedelta()


def held_begin(ground: Ground, course: Course) -> timedelta | None:
    """When the timebox that runs may begin at the earliest; None where it holds no such time."""
    box = running_box(course)
    if box is None or box.step in course.let_go or not begins_step(course.planned.near(course.at), course.at):
        return None
    return ground.fixed.get(box.step) if ground.agenda.step(box.step).at is not None else None


def held_end(ground: Ground, course: Course) -> timedelta | None:
    """When the timebox that runs ends by the clock on the wall, minutes more or less by hand included, or None."""
    box = running_box(course)
    return None if box is None else _end_of_begun(ground, course, box)


def running_box(course: Course) -> Timebox | None:
    """The timebox the group is in; None before the first and after the end."""
    return course.planned.at(course.at) if course.ended is None else None


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
        return max(NO_TIME, elapsed_in(ground, course, box, time) + remaining(ground, course, time))
    near = course.planned.near(course.at)
    return shared_turns(near, course.at, course.spent, course.promised).get(course.at, box.allotted)


def remaining(ground: Ground, course: Course, time: timedelta) -> timedelta:
    """The time left in the timebox that runs; below zero when it is over its time."""
    box = running_box(course)
    if box is None:
        return NO_TIME
    if (held := held_end(ground, course)) is not None:
        return held - time
    return allotted(ground, course, time) - elapsed_in(ground, course, box, time)


def to_come(ground: Ground, course: Course, time: timedelta) -> tuple[timedelta, ...]:
    """The time that each timebox from the one that runs on still takes, if all goes as allotted from here.

    Turns to come in the phase that runs have what is left of it. A timebox that the group went back from
    goes on from the time it had used. Before the first timebox it is the time of all of them.
    """
    if course.ended is not None:
        return ()
    first, boxes, here = max(0, course.at), course.boxes, running_box(course)
    spent = course.spent
    left = [
        box.allotted if (used := spent.get(box.key)) is None else max(NO_TIME, box.allotted - used)
        for box in boxes[first:]
    ]
    if here is not None:
        left[0] = max(NO_TIME, remaining(ground, course, time))
        after = course.at + 1
        if after < len(boxes) and boxes[after].phase_key == here.phase_key:
            taken = elapsed_in(ground, course, here, time) + left[0]
            for place, span in shared_turns(boxes, after, {**course.spent, here.key: taken}).items():
                left[place - first] = max(NO_TIME, span - course.spent.get(boxes[place].key, NO_TIME))
    return tuple(left)


def timetable(ground: Ground, course: Course, time: timedelta) -> tuple[Stop, ...]:
    """When each timebox from the one that runs on begins and ends, in session time; nothing after the end.

    The one that runs begins now. The waiting before a step that holds its time of day is in it.
    """
    holds = _holds(ground, course)
    return lay_out(max(0, course.at), to_come(ground, course, time), time, holds)


def end_of_course(ground: Ground, course: Course, time: timedelta) -> timedelta:
    """When the last timebox ends if all goes as allotted from here; when it ended, once it has."""
    if course.ended is not None:
        return course.ended
    left, holds = to_come(ground, course, time), _holds(ground, course)
    if not holds:
        return sum(left, time)
    stops = lay_out(max(0, course.at), left, time, holds)
    return stops[-1].end if stops else time


def _holds(ground: Ground, course: Course) -> dict[int, Hold]:
    """What the timeboxes from the one that runs on hold, by place, minutes more or less by hand included."""
    first, boxes = max(0, course.at), course.boxes
    fixed = {step: time for step, time in ground.fixed.items() if step not in course.let_go}
    holds = holds_of(ground.agenda, boxes, fixed, first)
    if not holds and not course.held:
        return {}
    for place, box in enumerate(boxes[first:], first):
        if (end := _end_of_begun(ground, course, box)) is not None:
            holds[place] = Hold(end, ends=True)
        elif place in holds and holds[place].ends:
            holds[place] = Hold(holds[place].time + box.by_hand, ends=True, least=holds[place].least)
    here = holds.get(course.at)
    if here is not None and here.ends and running_box(course) is not None:
        del holds[course.at]  # what it still takes says so already
    return holds


def _end_of_begun(ground: Ground, course: Course, box: Timebox) -> timedelta | None:
    """When a timebox that has begun ends by the clock on the wall; None where it has not, or the clock decides nothing.

    What the group has said comes before what the agenda says.
    """
    if (held := course.held.get(box.key)) is None:
        at_least = course.at_least.get(box.key)
        if at_least is None:
            return None
        held = max(at_least, ground.fixed[box.step])
    return held + box.by_hand
