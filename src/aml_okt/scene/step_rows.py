"""The step list as it stands at a moment: actual time for what is done, planned time for what is not."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct

from aml_okt.core.agenda import Step
from aml_okt.core.durations import digits
from aml_okt.core.events import Moment
from aml_okt.core.plan import total
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.timing import allotted_in_step, timetable, used_in_step
from aml_okt.wording import in_minutes

DONE, RUNS, SKIPPED, TO_COME = "✓", "▶", "–", " "


class StepRow(Struct, frozen=True):
    """A line of the step list. `mark` is one of the marks above; `detail` is a second line under the one that runs."""

    mark: str
    label: str
    time: str
    detail: str = ""


def step_rows(state: SessionState, moment: Moment) -> tuple[StepRow, ...]:
    """The step list: actual time for what is done, planned time for what is not."""
    coming: dict[str, timedelta] = {}
    for stop in timetable(state, moment):
        step = state.course.boxes[stop.place].step
        coming[step] = coming.get(step, timedelta()) + stop.end - stop.begin
    return tuple(_row(state, step, coming, moment) for step in state.agenda.steps if _has_time(state, step))


def step_label(step: Step) -> str:
    """A step's number and short title: `5b Kollegaveiledning`."""
    return f"{step.number} {step.name}".strip()


def _has_time(state: SessionState, step: Step) -> bool:
    return any(box.step == step.id for box in state.course.boxes)


def _row(state: SessionState, step: Step, coming: Mapping[str, timedelta], moment: Moment) -> StepRow:
    places = [place for place, box in enumerate(state.course.boxes) if box.step == step.id]
    at = len(state.course.boxes) if state.stage is Stage.FINISHED else state.course.at
    if places[-1] < at:
        used = used_in_step(state, step.id, moment)
        return StepRow(DONE if used else SKIPPED, step_label(step), digits(used))
    if places[0] > at:
        return StepRow(TO_COME, step_label(step), digits(coming[step.id]))
    planned = digits(allotted_in_step(state, step.id, moment))
    box = state.course.boxes[at]
    if box.round is None:
        return StepRow(RUNS, step_label(step), planned)
    rounds = rounds_in(state, step.id)
    dots = "●" * (box.round + 1) + "○" * (rounds - box.round - 1)
    return StepRow(RUNS, step_label(step), f"{box.round + 1}/{rounds}", f"{state.name(box.focus)} {dots}")


def planned_rows(state: SessionState) -> tuple[tuple[str, str], ...]:
    """Every step that has time in the plan, with the minutes that it takes in all."""
    boxes = state.course.boxes
    return tuple(
        (step_label(step), in_minutes(total([box for box in boxes if box.step == step.id])))
        for step in state.agenda.steps
        if _has_time(state, step)
    )


def rounds_in(state: SessionState, step: str) -> int:
    """How many rounds the plan has in a step."""
    return len({box.focus for box in state.course.boxes if box.step == step})
