"""The cues of the clock: one before the end of a timebox, one at its end, and one for each minute after it.

A guideline, not a fire alarm (design, section 3). A cue is a step that the time has passed; whoever gives
cues remembers the last one, and so gives a single one after a gap, however many were passed in it.
"""

from msgspec import Struct

from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Moment
from aml_okt.core.plan import Key
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import overtime, remaining, warns

CALM, WARNING, END = 0, 1, 2
"""The first three steps; each further minute over the time is one step more."""


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


def cue(before: Passed, now: Passed, stage: Stage) -> int:
    """The step to give a cue for, or CALM for none.

    A timebox that the group comes to with its time already used says so on its face, and needs no cue.
    """
    if stage is not Stage.RUNNING or before.key != now.key or now.step <= before.step:
        return CALM
    return now.step
