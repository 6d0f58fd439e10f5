"""The moves: what each event that undo can take back makes of the course."""

from collections.abc import Sequence
from dataclasses import replace as changed
from datetime import datetime, timedelta
from typing import assert_never

from msgspec.structs import replace

from aml_okt.core.course import Course, Ground, NotASessionError, Start, replanned, running, stopped
from aml_okt.core.events import (
    ClockPaused,
    ClockResumed,
    FacilitatorChosen,
    FocusOrderSet,
    GapLeftOut,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantReturned,
    PlanAccepted,
    SessionEnded,
    StartBackdated,
    TimeAdjusted,
    TimeboxStarted,
)
from aml_okt.core.plan import Timebox
from aml_okt.core.replan import begun_in_focus
from aml_okt.core.timetable import begins_step, lay_out, shortest

NO_TIME = timedelta()

Move = (
    TimeboxStarted
    | StartBackdated
    | ClockPaused
    | ClockResumed
    | GapLeftOut
    | TimeAdjusted
    | PlanAccepted
    | FacilitatorChosen
    | FocusOrderSet
    | ParticipantJoined
    | ParticipantLeft
    | ParticipantReturned
    | SessionEnded
)


def moved(  # noqa: C901, PLR0911, PLR0912 - a case for each move
    ground: Ground, course: Course, event: Move, time: timedelta, wall: datetime
) -> Course:
    """The course after a move at a session time, which the wall clock showed as `wall`.

    Raises:
        NotASessionError: when the move cannot have happened.

    """
    match event:
        case TimeboxStarted(place=place):
            return _started(ground, course, place, time, wall)
        case StartBackdated(by=by):
            return _backdated(ground, course, by)
        case ClockPaused():
            return stopped(course, time)
        case ClockResumed():
            return changed(course, since=time)
        case GapLeftOut(span=span):
            return left_out(course, span)
        case TimeAdjusted(by=by):
            here = running(course)
            box = replace(here, allotted=here.allotted + by, by_hand=here.by_hand + by)
            return changed(course, boxes=(*course.boxes[: course.at], box, *course.boxes[course.at + 1 :]))
        case PlanAccepted(over=over, times=times):
            return _with_times(replanned(ground, changed(course, over=course.over | set(over))), times)
        case FacilitatorChosen(person=person):
            return replanned(ground, changed(course, facilitator=person))
        case FocusOrderSet(order=order, over=over):
            return replanned(ground, _in_order(course, order, over))
        case ParticipantJoined(person=newcomer):
            people, order = (*course.people, newcomer), (*course.order, newcomer.id)
            return replanned(ground, changed(course, people=people, order=order))
        case ParticipantLeft(person=person):
            facilitator = None if person == course.facilitator else course.facilitator
            return replanned(ground, changed(course, gone=course.gone | {person}, facilitator=facilitator))
        case ParticipantReturned(person=person):
            return replanned(ground, changed(course, gone=course.gone - {person}))
        case SessionEnded():
            return changed(stopped(course, time), ended=time, ended_at=wall)
        case _:
            assert_never(event)


def left_out(course: Course, span: timedelta) -> Course:
    """The course as if a time that has just passed had not: the plan, and its end, move along by it."""
    return changed(
        course,
        since=None if course.since is None else course.since + span,
        begun=None if course.begun is None else course.begun + span,
        due=None if course.due is None else course.due + span,
    )


def _started(ground: Ground, course: Course, place: int, time: timedelta, wall: datetime) -> Course:
    if not 0 <= place < len(course.boxes):
        msg = f"the plan has no place {place}"
        raise NotASessionError(msg)
    left = course.boxes[course.at].key if 0 <= course.at < len(course.boxes) else None
    if course.begun is None:
        course = _begun(ground, course, time)
    first_time = course.boxes[place].key not in course.started_at
    started_at = {course.boxes[place].key: wall, **course.started_at}
    course = changed(stopped(course, time), since=time, started_at=started_at, start=Start(left))
    # Whoever came after the place gone back to is to have a turn from there on.
    back = place < course.at
    course = changed(course, at=place)
    if first_time:
        course = _held(ground, course, time)
    return replanned(ground, course) if back else course


def _begun(ground: Ground, course: Course, time: timedelta) -> Course:
    """The course with its baseline: the plan as it is now, beginning at this time."""
    spans = [box.allotted for box in course.boxes]
    stops = lay_out(ground.agenda, course.boxes, spans, time, ground.fixed, running=False)
    return changed(course, begun=time, baseline=course.boxes, due=stops[-1].end)


def _held(ground: Ground, course: Course, time: timedelta) -> Course:
    """The course with the timebox that runs made as long as the time of day allows that its step holds.

    A step that ends at its time lasts until then. One that begins at its time is waited for in its first
    timebox, which then ends when it would have ended.
    """
    box = running(course)
    step = ground.agenda.step(box.step)
    held = ground.fixed.get(step.id)
    if held is None or not begins_step(course.boxes, course.at):
        return course
    whole = timedelta(seconds=round((held - time).total_seconds()))
    if step.until is not None:
        return _with_times(course, (max(min(box.allotted, shortest(step)), whole),))
    waits = max(NO_TIME, whole)
    waited_for = replace(box, allotted=box.allotted + waits, by_hand=box.by_hand + waits)
    return changed(course, boxes=(*course.boxes[: course.at], waited_for, *course.boxes[course.at + 1 :]))


def _backdated(ground: Ground, course: Course, by: timedelta) -> Course:
    """The course as if the timebox that runs had begun so much earlier; the one before then ended earlier too."""
    key = running(course).key
    if course.start is None or course.since is None:
        msg = "the start can only be moved while the clock has run since"
        raise NotASessionError(msg)
    course = changed(
        course,
        since=course.since - by,
        started_at={**course.started_at, key: course.started_at[key] - by},
    )
    left = course.start.left if course.start else None
    if left is not None:
        return changed(course, spent={**course.spent, left: course.spent.get(left, NO_TIME) - by})
    if course.begun is None:
        return course
    begun = _begun(ground, changed(course, boxes=course.baseline), course.begun - by)
    return changed(begun, boxes=course.boxes)


def _in_order(course: Course, order: Sequence[str], over: Sequence[str]) -> Course:
    begun = begun_in_focus(course.boxes, course.at)
    named = (*order, *over)
    others = tuple(person for person in course.order if person not in (*begun, *named))
    # Who has begun, or has gone, stands over or not as before: the order says nothing of them.
    stand_over = frozenset(over) | (course.over - set(named))
    return changed(course, order=(*begun, *order, *over, *others), over=stand_over)


def _with_times(course: Course, times: Sequence[timedelta]) -> Course:
    """The course with other times for the timeboxes from the one that runs on, as far as they are given."""
    first = max(0, course.at)
    if len(times) > len(course.boxes) - first:
        msg = "the plan has fewer timeboxes than times"
        raise NotASessionError(msg)
    given = [_with_time(box, span) for box, span in zip(course.boxes[first:], times, strict=False)]
    return changed(course, boxes=(*course.boxes[:first], *given, *course.boxes[first + len(given) :]))


def _with_time(box: Timebox, span: timedelta) -> Timebox:
    """The timebox with another time, which is then the one agreed on; with the same time it is as it was."""
    return box if box.allotted == span else replace(box, allotted=span, by_hand=NO_TIME)
