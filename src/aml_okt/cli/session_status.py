"""Where a session is, as data for other programs."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from aml_okt.core.agenda import Step
from aml_okt.core.durations import SECOND, seconds_left
from aml_okt.core.plan import Timebox, is_breather, phase_of
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import NO_TIME, elapsed, offset, planned_end, projected_end, remaining
from aml_okt.glance import Glance, Standing


class StepNow(msgspec.Struct, frozen=True):
    """The step the group is in."""

    id: str
    number: str
    title: str


class RoundNow(msgspec.Struct, frozen=True):
    """The round the group is in, counted from 1; nobody is in focus in the break after it."""

    index: int
    count: int
    focus: str | None


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` gives.

    Before the first step and after the last there is no timebox, and what tells of one is null. Seconds
    are whole; `offset_s` is above zero when the group is behind. Instants are ISO 8601 with offset.
    """

    session: str
    title: str
    state: Standing
    step: StepNow | None = None
    phase: str | None = None
    round: RoundNow | None = None
    speaker: str | None = None
    timekeeper: str | None = None
    planned_s: int | None = None
    elapsed_s: int | None = None
    remaining_s: int | None = None
    overtime_s: int | None = None
    offset_s: int
    planned_end: datetime
    projected_end: datetime


def status_of(seen: Glance) -> Status:
    """The status of a session that has been looked at."""
    state, moment = seen.state, seen.moment
    now = Status(
        session=one_line(seen.folder.resolve().name),
        title=state.agenda.title,
        state=seen.standing,
        offset_s=round(offset(state, moment) / SECOND),
        planned_end=_to_the_second(planned_end(state, moment)),
        projected_end=_to_the_second(projected_end(state, moment)),
    )
    box, step = state.box, state.step
    if box is None or step is None:
        return now
    left = remaining(state, moment)
    return replace(
        now,
        step=StepNow(step.id, step.number, step.title),
        phase=phase_of(step, box).title,
        round=_round(state, step, box),
        speaker=state.name(box.speaker) or None,
        timekeeper=state.name(box.timekeeper) or None,
        planned_s=box.planned // SECOND,
        elapsed_s=elapsed(state, moment) // SECOND,
        remaining_s=seconds_left(max(NO_TIME, left)),
        overtime_s=max(NO_TIME, -left) // SECOND,
    )


def _round(state: SessionState, step: Step, box: Timebox) -> RoundNow | None:
    if box.round is None:
        return None
    count = len({other.focus for other in state.course.boxes if other.step == step.id})
    focus = None if is_breather(step, box) else state.name(box.focus)
    return RoundNow(box.round + 1, count, focus)


def _to_the_second(instant: datetime) -> datetime:
    return (instant + SECOND / 2).replace(microsecond=0)
