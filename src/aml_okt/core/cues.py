"""The cues of the clock: one before the end of a timebox, one at its end, and one for each minute after it.

A change of phase is one too: whoever listens to somebody, and not to a screen, is to know of it.

A guideline, not a fire alarm (design, section 3). A cue is a step that the time has passed; whoever gives
cues remembers the last one in each timebox, and so gives a single one after a gap, however many were passed in
it, and none twice where the group goes back.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct

from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Cues, Moment
from aml_okt.core.plan import Key
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import allotted, overtime, remaining, waits_for, warning_at, warns

CALM, WARNING, END = 0, 1, 2
"""The first three steps; each further minute over the time is one step more."""


class Cue(StrEnum):
    """What there is to hear."""

    WARNING = "warning"
    END = "end"
    OVER = "over"
    """One more minute over the time."""
    PHASE = "phase"
    """Another phase has begun."""


def cue_of(step: int) -> Cue | None:
    """The cue that a step of the clock is; none where all is calm."""
    if step == CALM:
        return None
    return {WARNING: Cue.WARNING, END: Cue.END}.get(step, Cue.OVER)


def is_heard(cue: Cue, cues: Cues) -> bool:
    """Whether a cue is heard where these cues are."""
    return cues is Cues.ALL or (cues is Cues.END and cue is Cue.END)


def enters_phase(before: SessionState, now: SessionState) -> bool:
    """Whether the group has gone from one phase into another; the first one and the last begin and end the session."""
    if before.box is None or now.box is None:
        return False
    return before.box.phase_key != now.box.phase_key


class Passed(Struct, frozen=True):
    """The step that the clock has come to in a timebox; no timebox before the first and after the last."""

    key: Key | None
    step: int = CALM


def passed(state: SessionState, moment: Moment) -> Passed:
    """The step that the timebox that runs has come to at this moment."""
    if state.box is None:
        return Passed(None)
    if remaining(state, moment).total_seconds() <= 0:
        return Passed(state.box.key, END + overtime(state, moment) // MINUTE)
    return Passed(state.box.key, WARNING if warns(state, moment) else CALM)


def until_next(state: SessionState, moment: Moment) -> timedelta | None:
    """How long it is until the clock passes its next step, or until a step that is waited for begins.

    None where nothing of the kind comes by itself.
    """
    if state.box is None or state.stage is not Stage.RUNNING:
        return None
    if waits := waits_for(state, moment):
        return waits
    left, warning = remaining(state, moment), warning_at(allotted(state, moment))
    if left > warning:
        return left - warning
    return left if left > timedelta() else MINUTE - -left % MINUTE


def look(
    told: Mapping[Key, int], before: SessionState, now: SessionState, moment: Moment
) -> tuple[int, Mapping[Key, int]]:
    """The step to give a cue for now, or CALM for none, and what has then been told of each timebox.

    `before` is the state at the look before. What a move of the group's own led to, such as a minute less, needs
    no cue beside the news of the move; nor does a timebox that it comes to for the first time with its time
    already used, which says so on its face. What was passed right before a pause is told after it.
    """
    here = passed(now, moment)
    if here.key is None:
        return CALM, told
    was = passed(before, moment)
    by_a_move = now.course is not before.course and was.key == here.key and was.step != here.step
    if by_a_move or here.key not in told:
        return CALM, {**told, here.key: here.step}
    if now.stage is not Stage.RUNNING:
        return CALM, told
    cue = here.step if here.step > told[here.key] else CALM
    return cue, {**told, here.key: here.step}
