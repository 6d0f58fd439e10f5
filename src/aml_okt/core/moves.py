"""The moves: what each event that undo can take back makes of the course."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from msgspec.structs import replace as changed

from aml_okt.core.agreed import Agreed
from aml_okt.core.course import Course, Ground, NotASessionError, Start, replanned, running
from aml_okt.core.events import (
    ClockPaused,
    ClockResumed,
    FacilitatorChosen,
    FocusOrderSet,
    GapLeftOut,
    ParticipantJoined,
    ParticipantLeft,
    ParticipantRenamed,
    ParticipantReturned,
    PlanAccepted,
    SessionEnded,
    StartBackdated,
    TimeAdjusted,
    TimeboxHeld,
    TimeboxStarted,
    WaitingEnded,
)
from aml_okt.core.plan import Timebox
from aml_okt.core.planned import Planned
from aml_okt.core.progress import elapsed_in, end_of_course, held_begin, timetable, waited_for, waits_for
from aml_okt.core.replan import begun_in_focus
from aml_okt.core.timetable import shortest
from aml_okt.core.turns import shared_turns

NO_TIME = timedelta()

Move = (
    TimeboxStarted
    | StartBackdated
    | ClockPaused
    | ClockResumed
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
            return _stopped(ground, course, time)
        case ClockResumed():
            return changed(course, since=time)
        case GapLeftOut(span=span):
            return left_out(ground, course, span, time)
        case TimeAdjusted(by=by):
            return _adjusted(course, by)
        case PlanAccepted(over=over, times=times):
            return _agreed(ground, course, over, times)
        case TimeboxHeld(until=until):
            return _held(ground, course, time + (until - wall), time, wall)
        case WaitingEnded(step=step):
            return _without_waiting(ground, course, step, time, wall)
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
        case ParticipantRenamed(person=person, name=name):
            people = tuple(changed(one, name=name) if one.id == person else one for one in course.people)
            return changed(course, people=people)
        case SessionEnded():
            return changed(_stopped(ground, course, time), ended=time, ended_at=wall)
        case _:
            assert_never(event)


def left_out(ground: Ground, course: Course, span: timedelta, time: timedelta) -> Course:
    """The course as if the `span` before `time` had not passed: the group is as far ahead or behind as it was then.

    What waits for a time of day does not move along, so the end may move by less than the span.
    """
    end_before = end_of_course(ground, course, time - span)
    moved = _resumed(ground, course, span, time)
    if course.begun is None or course.due is None:
        return moved
    moved = changed(moved, begun=course.begun + span)
    return changed(moved, due=course.due + end_of_course(ground, moved, time) - end_before)


def _resumed(ground: Ground, course: Course, span: timedelta, time: timedelta) -> Course:
    """The course with as much used of the timebox that runs as there was before the `span`."""
    if course.since is None:
        return course
    held, later = held_begin(ground, course), course.since + span
    if held is None or held > time:
        return changed(_at_least_later(course, span), since=later)
    waited = waited_for(ground, course, time - span)
    return changed(course, since=later + waited, waited=course.waited + waited)


def _at_least_later(course: Course, span: timedelta) -> Course:
    """The course with the shortest time of the timebox that runs counted from so much later on."""
    key = running(course).key
    if key not in course.at_least:
        return course
    return changed(course, at_least={**course.at_least, key: course.at_least[key] + span})


def _started(ground: Ground, course: Course, place: int, time: timedelta, wall: datetime) -> Course:
    box = course.planned.at(place)
    if box is None:
        msg = f"the plan has no place {place}"
        raise NotASessionError(msg)
    left = course.planned.at(course.at)
    if course.begun is None:
        course = _begun(ground, course, course.boxes, time)
    start = Start(None if left is None else left.key)
    back = place < course.at
    course = changed(_stopped(ground, course, time), at=place, since=time, start=start)
    if (key := box.key) not in course.started_at:
        begins = wall + waits_for(ground, course, time)
        course = changed(course, started_at={**course.started_at, key: begins})
    if back:
        # Whoever came after the place gone back to is to have a turn from there on.
        course = replanned(ground, course)
    shares = shared_turns(course.planned.near(place), place, course.spent)
    promised = {key: shares[place] - running(course).by_hand} if place in shares else {}
    return _lasting(ground, changed(course, promised=promised), time)


def _lasting(ground: Ground, course: Course, time: timedelta) -> Course:
    """The course with the shortest time known that a timebox has which has just begun and ends at a time of day."""
    box = running(course)
    step = ground.agenda.step(box.step)
    if step.until is None or step.id not in ground.fixed or box.key in course.at_least:
        return course
    return changed(course, at_least={**course.at_least, box.key: time + shortest(step)})


def _stopped(ground: Ground, course: Course, time: timedelta) -> Course:
    """The course with the clock standing still, and the time that has run added to the timebox that it ran in."""
    if course.since is None:
        return course
    box = running(course)
    return changed(
        course,
        spent={**course.spent, box.key: elapsed_in(ground, course, box, time)},
        waited=course.waited + waited_for(ground, course, time),
        since=None,
        start=None,
    )


def _begun(ground: Ground, course: Course, boxes: tuple[Timebox, ...], time: timedelta) -> Course:
    """The course with its baseline: these timeboxes, beginning at this time."""
    stops = timetable(ground, Course(course.people, course.order, Planned(boxes)), time)
    baseline = tuple(changed(boxes[stop.place], planned=stop.span) for stop in stops)
    return changed(course, begun=time, baseline=baseline, due=stops[-1].end)


def _backdated(ground: Ground, course: Course, by: timedelta) -> Course:
    """The course as if the timebox that runs had begun so much earlier; the one before then ended earlier too."""
    key = running(course).key
    if course.start is None or course.since is None:
        msg = "the start can only be moved while the clock has run since"
        raise NotASessionError(msg)
    course = changed(
        _at_least_later(course, -by),
        since=course.since - by,
        started_at={**course.started_at, key: course.started_at[key] - by},
    )
    left = course.start.left if course.start else None
    if left is not None:
        return changed(course, spent={**course.spent, left: course.spent.get(left, NO_TIME) - by})
    if course.begun is None:
        return course
    return _begun(ground, course, course.baseline, course.begun - by)


def _adjusted(course: Course, by: timedelta) -> Course:
    here = running(course)
    given = here.by_hand + by
    return changed(_with_box(course, changed(here, by_hand=given)), by_hand={**course.by_hand, here.key: given})


def _held(ground: Ground, course: Course, until: timedelta, time: timedelta, wall: datetime) -> Course:
    """The course with the timebox that runs lasting to this session time, whatever it was given before.

    A clock that stood goes on, and nothing is waited for any more: the wall clock does not stand either.
    """
    here = running(course)
    if waits_for(ground, course, time):
        course = _without_waiting(ground, course, here.step, time, wall)
    by_hand = {key: given for key, given in course.by_hand.items() if key != here.key}
    held = {**course.held, here.key: until}
    since = time if course.since is None else course.since
    return changed(_with_box(course, changed(here, by_hand=NO_TIME)), held=held, by_hand=by_hand, since=since)


def _agreed(ground: Ground, course: Course, over: Sequence[str], times: Agreed) -> Course:
    """The course with other times for what is to come, and for the timebox that runs where it is meant.

    Rounds to come are equal then: what one of them was given by hand, before the group went back, is gone.
    """
    here, steps = running(course), {one.step for one in times.rounds}
    time = times.of_phase(here.step, here.phase)
    if time is not None and here.turn is None:
        course = _with_box(course, changed(here, accepted=time, of_phase=time))
    by_hand = course.by_hand
    if steps and by_hand:
        of_rounds = {
            box.key
            for box in course.boxes[course.at + 1 :]
            if box.step in steps and (box.step, box.focus) != (here.step, here.focus)
        }
        by_hand = {key: given for key, given in by_hand.items() if key not in of_rounds}
    agreed = course.agreed.and_then(times)
    return replanned(ground, changed(course, over=course.over | set(over), agreed=agreed, by_hand=by_hand))


def _without_waiting(ground: Ground, course: Course, step: str, time: timedelta, wall: datetime) -> Course:
    """The course with the step that runs beginning now, instead of at the time of day that it holds."""
    return changed(
        course,
        let_go=course.let_go | {step},
        since=time,
        waited=course.waited + waited_for(ground, course, time),
        started_at={**course.started_at, running(course).key: wall},
        start=None,
    )


def _with_box(course: Course, box: Timebox) -> Course:
    """The course with another timebox in place of the one that runs."""
    return changed(course, planned=course.planned.with_box(course.at, box))


def _in_order(course: Course, order: Sequence[str], over: Sequence[str]) -> Course:
    begun = begun_in_focus(course.planned.near(course.at), course.at)
    named = (*order, *over)
    others = tuple(person for person in course.order if person not in (*begun, *named))
    # Who has begun, or has gone, stands over or not as before: the order says nothing of them.
    stand_over = frozenset(over) | (course.over - set(named))
    # Nobody has begun who is named, unless a record was lost: then they have had their round.
    in_order = tuple(dict.fromkeys((*begun, *order, *over, *others)))
    return changed(course, order=in_order, over=stand_over)
