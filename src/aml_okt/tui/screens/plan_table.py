"""The whole plan as lines: when each part begins, how long it was to take and took, and where we are now.

A line is a step, a round, or a phase. For what has begun, the clock time is when it really did; for what is
to come, when it will if the rest goes as allotted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum

from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Step
from aml_okt.core.durations import digits
from aml_okt.core.events import Moment
from aml_okt.core.plan import Key, Timebox, is_breather, phase_of, total
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.text import one_line
from aml_okt.core.timing import elapsed_in
from aml_okt.i18n import gettext as _
from aml_okt.tui.step_rows import step_label

DONE, NOW, SKIPPED, TO_COME = "✓", "▶", "–", " "


class Level(Enum):
    """What a line of the plan is; each is part of the one before."""

    STEP = 0
    ROUND = 1
    PHASE = 2


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line. `mark` is one of the marks above; `note` says who and how in few words."""

    level: Level
    mark: str
    clock: str
    label: str
    note: str
    planned: str
    used: str


def plan_lines(state: SessionState, moment: Moment, zone: tzinfo | None) -> tuple[PlanLine, ...]:
    """The lines at this moment, in the plan's order."""
    return tuple(_Lines(state, moment, zone).all())


def begins(state: SessionState, moment: Moment) -> dict[Key, datetime]:
    """When each timebox began, or will begin if all goes as allotted from here."""
    found = dict(state.course.started_at)
    clock = moment.wall
    for box in state.course.boxes[max(0, state.course.at) :]:
        if box.key not in found and state.stage is not Stage.FINISHED:
            found[box.key] = clock
        clock += max(timedelta(), box.allotted - elapsed_in(state, box, moment))
    return found


class _Lines:
    """Makes the lines of one moment."""

    def __init__(self, state: SessionState, moment: Moment, zone: tzinfo | None) -> None:
        self._state, self._moment, self._zone = state, moment, zone
        self._begins: Mapping[Key, datetime] = begins(state, moment)
        boxes = state.course.boxes
        finished = state.stage is Stage.FINISHED
        self._now = len(boxes) if finished else state.course.at
        self._places = {box.key: place for place, box in enumerate(boxes)}

    def all(self) -> Iterator[PlanLine]:
        for step in self._state.agenda.steps:
            boxes = [box for box in self._state.course.boxes if box.step == step.id]
            if boxes:
                yield self._line(Level.STEP, boxes, one_line(step_label(step)), self._turns(boxes, step))
                yield from self._rounds(step, boxes) if step.repeat else self._phases(Level.ROUND, step, boxes)

    def _rounds(self, step: Step, boxes: Sequence[Timebox]) -> Iterator[PlanLine]:
        for focus in dict.fromkeys(box.focus for box in boxes):
            of_round = [box for box in boxes if box.focus == focus and not is_breather(step, box)]
            if of_round:
                label = _("Runde {round}: {name}").format(
                    round=(of_round[0].round or 0) + 1, name=one_line(self._state.name(focus))
                )
                note = _("tidtaker {name}").format(name=one_line(self._state.name(of_round[-1].timekeeper)))
                yield self._line(Level.ROUND, of_round, label, note if of_round[-1].timekeeper else "")
                yield from self._phases(Level.PHASE, step, of_round)
            for breather in (box for box in boxes if box.focus == focus and is_breather(step, box)):
                yield self._line(Level.ROUND, [breather], _("Kort pause"), "")

    def _phases(self, level: Level, step: Step, boxes: Sequence[Timebox]) -> Iterator[PlanLine]:
        if not step.phases:
            return
        for phase in dict.fromkeys(box.phase for box in boxes):
            of_phase = [box for box in boxes if box.phase == phase]
            yield self._line(level, of_phase, one_line(phase_of(step, of_phase[0]).title), self._share(of_phase))

    def _turns(self, boxes: Sequence[Timebox], step: Step) -> str:
        return "" if step.phases else self._share(boxes)

    def _share(self, boxes: Sequence[Timebox]) -> str:
        """How long each has where each speaks in turn; who has the turn now."""
        here = self._state.box
        turn = next((box for box in boxes if box.turn is not None and box is here), None)
        if turn is not None:
            return _("{name} har ordet").format(name=one_line(self._state.name(turn.speaker)))
        if boxes[-1].turn is None:
            return ""
        return _("{time} til hver").format(time=digits(min(box.planned for box in boxes)))

    def _line(self, level: Level, boxes: Sequence[Timebox], label: str, note: str) -> PlanLine:
        places = [self._places[box.key] for box in boxes]
        used = sum((elapsed_in(self._state, box, self._moment) for box in boxes), timedelta())
        if places[0] <= self._now <= places[-1]:
            mark = NOW
        elif places[-1] < self._now:
            mark = DONE if used else SKIPPED
        else:
            mark = TO_COME
        begun = next((self._begins[box.key] for box in boxes if box.key in self._begins), None)
        return PlanLine(
            level=level,
            mark=mark,
            clock=time_of_day(begun, self._zone) if begun and mark != SKIPPED else "",
            label=label,
            note=note,
            planned=digits(total(boxes)),
            used=digits(used) if used or mark == NOW else "",
        )
