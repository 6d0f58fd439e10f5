"""The clock of a session's screen at a moment: its digits, how it looks, how much is left, and the words below it."""

from datetime import timedelta, tzinfo
from enum import Enum

from msgspec import Struct

from aml_okt.clock import time_of_day
from aml_okt.core.durations import SECOND, digits, digits_left
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox, is_breather
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import (
    LONG_TIMEBOX,
    NO_TIME,
    allotted,
    overtime,
    remaining,
    to_come,
    waited_for_on_the_wall,
    waits_for,
    warns,
)
from aml_okt.i18n import gettext as _


class Mood(Enum):
    """What the clock looks like; a word says the same."""

    CALM = "calm"
    WARNING = "warning"
    OVER = "over"
    STILL = "still"


class ClockFace(Struct, frozen=True):
    """What the clock shows. `fraction` is the part of the timebox that is left, from 1 to 0."""

    digits: str
    mood: Mood
    fraction: float
    caption: str


def clock_face(state: SessionState, box: Timebox, moment: Moment, zone: tzinfo | None) -> ClockFace:
    """The clock for a timebox at this moment."""
    return ClockFace(
        digits=clock_digits(state, box, moment),
        mood=clock_mood(state, moment),
        fraction=fraction_left(state, box, moment),
        caption=_caption(state, box, moment, zone),
    )


def time_left(state: SessionState, box: Timebox, moment: Moment) -> timedelta:
    """The time left of a timebox; all of it before the session begins."""
    return box.allotted if state.box is None else remaining(state, moment)


def _whole(state: SessionState, box: Timebox, moment: Moment) -> timedelta:
    """The time that the timebox has."""
    return box.allotted if state.box is None else allotted(state, moment)


def clock_digits(state: SessionState, box: Timebox, moment: Moment) -> str:
    """What the clock shows: the time left, the time over with a plus, or how long the group still waits."""
    over = overtime(state, moment)
    left = waits_for(state, moment) or time_left(state, box, moment)
    return f"+{digits(over)}" if over >= SECOND else digits_left(left)


def clock_mood(state: SessionState, moment: Moment) -> Mood:
    """What the clock looks like."""
    if state.stage is not Stage.RUNNING:
        return Mood.STILL
    if overtime(state, moment) > timedelta():
        return Mood.OVER
    return Mood.WARNING if warns(state, moment) else Mood.CALM


def fraction_left(state: SessionState, box: Timebox, moment: Moment) -> float:
    """The part of the timebox that is left, from 1 to 0."""
    whole = _whole(state, box, moment)
    return min(1.0, max(0.0, time_left(state, box, moment) / whole)) if whole else 0.0


def _caption(state: SessionState, box: Timebox, moment: Moment, zone: tzinfo | None) -> str:
    if state.stage is Stage.PAUSED:
        return _("pause – klokka står")
    if state.stage is not Stage.RUNNING:
        return _("klokka står")
    if waits := waits_in_words(state, moment, zone):
        return waits
    if overtime(state, moment) > timedelta():
        return " · ".join(filter(None, (_("over tiden"), _shared(state, box, moment))))
    words = _("igjen av {time}")
    if warns(state, moment):
        # The clock changes colour here, and a colour never says anything alone.
        words = _("siste minutt av {time}") if allotted(state, moment) >= LONG_TIMEBOX else _("siste del av {time}")
    whole = words.format(time=digits(allotted(state, moment)))
    around = _whole_left(state, box, moment)
    return f"{whole} · {around}" if around else whole


def waits_in_words(state: SessionState, moment: Moment, zone: tzinfo | None) -> str:
    """The time of day that the group waits for; nothing where it waits for none."""
    if not waits_for(state, moment):
        return ""
    return _("venter til {time}").format(time=time_of_day(waited_for_on_the_wall(state, moment), zone))


def _whole_left(state: SessionState, box: Timebox, moment: Moment) -> str:
    """What is left of the round, or of the phase where each speaks in turn."""
    if box.round is not None and not is_breather(state.agenda.step(box.step), box):
        step = state.agenda.step(box.step)
        same = {other.key for other in state.course.boxes if (other.step, other.focus) == (box.step, box.focus)}
        left = sum(
            (span for other, span in _coming(state, moment) if other.key in same and not is_breather(step, other)),
            NO_TIME,
        )
        return _("runden {time}").format(time=digits_left(left))
    if box.turn is not None:
        return _("til sammen {time}").format(time=digits_left(phase_left(state, box, moment)))
    return ""


def _coming(state: SessionState, moment: Moment) -> list[tuple[Timebox, timedelta]]:
    """The timeboxes from the one that runs on, each with the time that it still takes."""
    return list(zip(state.course.boxes[max(0, state.course.at) :], to_come(state, moment), strict=False))


def phase_left(state: SessionState, like: Timebox, moment: Moment) -> timedelta:
    """What is left of the phase that a timebox belongs to, its turns together."""
    same = (like.step, like.phase, like.focus)
    return sum((span for box, span in _coming(state, moment) if (box.step, box.phase, box.focus) == same), NO_TIME)


def _shared(state: SessionState, box: Timebox, moment: Moment) -> str:
    """How long those who have not spoken yet have, where the turn that runs takes too much of their time."""
    if box.turn is None or state.box is None:
        return ""
    later = [
        (other, span)
        for other, span in _coming(state, moment)[1:]
        if (other.step, other.phase, other.focus) == (box.step, box.phase, box.focus)
    ]
    if not later or not any(span < other.accepted - SECOND for other, span in later):
        return ""
    time = digits(min(span for _other, span in later))
    if len(later) == 1:
        return _("{name} får {time}").format(name=state.name(later[0][0].speaker), time=time)
    return _("de {count} neste får {time} hver").format(time=time, count=len(later))
