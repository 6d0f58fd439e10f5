"""The whole plan as lines: when each part begins, how long it was to take and took, and where we are now.

A line is a step, a round, or a phase. For what has begun, the clock time is when it really did; for what is
to come, when it will if the rest goes as allotted.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Step
from aml_okt.core.durations import SECOND
from aml_okt.core.events import Moment
from aml_okt.core.plan import Key, Timebox, is_breather, phase_of
from aml_okt.core.session import SessionState, Stage
from aml_okt.core.text import one_line
from aml_okt.core.timing import elapsed_in, on_the_wall, timetable
from aml_okt.i18n import gettext as _
from aml_okt.scene.manner import WRITTEN, Manner

DONE, NOW, SKIPPED, TO_COME = "✓", "▶", "–", " "

_Phase = tuple[str, int, str | None]
"""Step, phase and focus person: what stays the same when other people take turns in it."""


class Level(Enum):
    """What a line of the plan is; each is part of the one before."""

    STEP = 0
    ROUND = 1
    PHASE = 2


class PlanLine(Struct, frozen=True):
    """One line. `mark` is one of the marks above; `note` says who and how in few words.

    `planned` is the time it had when the group began. `used` is the time it took, or, after an arrow, the
    time it will take where that is another now.
    """

    level: Level
    mark: str
    clock: str
    label: str
    note: str
    planned: str
    used: str
    focus: str | None = None
    """The id of the focus person, where the line is a round."""


def plan_lines(
    state: SessionState, moment: Moment, zone: tzinfo | None, manner: Manner = WRITTEN
) -> tuple[PlanLine, ...]:
    """The lines at this moment, in the plan's order."""
    return tuple(_Lines(state, moment, zone, manner).all())


def begins(state: SessionState, moment: Moment) -> dict[Key, datetime]:
    """When each timebox began, or will begin if all goes as allotted from here."""
    found = dict(state.course.started_at)
    for stop in timetable(state, moment):
        found.setdefault(state.course.boxes[stop.place].key, on_the_wall(state, stop.begin, moment))
    return found


def round_in_words(state: SessionState, box: Timebox) -> tuple[str, str]:
    """Which round a timebox belongs to, and whose; and who keeps time in it, where somebody does."""
    label = _("Runde {round}: {name}").format(round=(box.round or 0) + 1, name=one_line(state.name(box.focus)))
    keeper = _("tidtaker {name}").format(name=one_line(state.name(box.timekeeper))) if box.timekeeper else ""
    return label, keeper


class _Lines:
    """Makes the lines of one moment."""

    def __init__(self, state: SessionState, moment: Moment, zone: tzinfo | None, manner: Manner) -> None:
        self._manner = manner
        self._state, self._moment, self._zone = state, moment, zone
        self._begins: Mapping[Key, datetime] = begins(state, moment)
        boxes = state.course.boxes
        finished = state.stage is Stage.FINISHED
        self._now = len(boxes) if finished else state.course.at
        self._places = {box.key: place for place, box in enumerate(boxes)}
        self._planned: dict[_Phase, timedelta] = {}
        for box in state.course.baseline:
            self._planned[_phase(box)] = self._planned.get(_phase(box), timedelta()) + box.planned
        self._stops = {stop.place: stop for stop in timetable(state, moment)}

    def all(self) -> Iterator[PlanLine]:
        for step in self._state.agenda.steps:
            boxes = [box for box in self._state.course.boxes if box.step == step.id]
            if boxes:
                yield from self._waiting(boxes)
                yield self._line(Level.STEP, boxes, one_line(self._manner.step(step)), self._turns(boxes, step))
                yield from self._rounds(step, boxes) if step.repeat else self._phases(Level.ROUND, step, boxes)

    def _waiting(self, boxes: Sequence[Timebox]) -> Iterator[PlanLine]:
        """The time until a step that holds its time of day, where the group comes early to it."""
        stop = self._stops.get(self._places[boxes[0].key])
        if stop is not None and stop.waits >= SECOND:
            clock = time_of_day(self._begins[boxes[0].key] - stop.waits, self._zone)
            yield PlanLine(Level.STEP, TO_COME, clock, _("Ventetid"), "", "", f"→ {self._manner.span(stop.waits)}")

    def _rounds(self, step: Step, boxes: Sequence[Timebox]) -> Iterator[PlanLine]:
        for focus in dict.fromkeys(box.focus for box in boxes):
            of_round = [box for box in boxes if box.focus == focus and not is_breather(step, box)]
            if of_round:
                label, note = round_in_words(self._state, of_round[-1])
                yield replace(self._line(Level.ROUND, of_round, label, note), focus=focus)
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
        return _("{time} til hver").format(time=self._manner.span(min(box.allotted for box in boxes)))

    def _line(self, level: Level, boxes: Sequence[Timebox], label: str, note: str) -> PlanLine:
        places = [self._places[box.key] for box in boxes]
        used = sum((elapsed_in(self._state, box, self._moment) for box in boxes), timedelta())
        planned = sum((self._planned_of(phase, boxes) for phase in dict.fromkeys(map(_phase, boxes))), timedelta())
        if places[0] <= self._now <= places[-1]:
            mark = NOW
        elif places[-1] < self._now:
            mark = DONE if used else SKIPPED
        else:
            mark = TO_COME
        begun = next((self._begins[box.key] for box in boxes if box.key in self._begins), None)
        if mark == NOW and (whole := self._whole_now(places, used, planned)):
            note = " · ".join(filter(None, (note, _("blir {time}").format(time=whole))))
        return PlanLine(
            level=level,
            mark=mark,
            clock=time_of_day(begun, self._zone) if begun and mark != SKIPPED else "",
            label=label,
            note=note,
            planned=self._manner.span(planned),
            used=self._manner.span(used) if used or mark == NOW else self._changed(places, planned),
        )

    def _whole_now(self, places: Sequence[int], used: timedelta, planned: timedelta) -> str:
        """How long what runs will have been at its end, where it is not what was planned."""
        left = sum((self._stops[place].span for place in places if place in self._stops), timedelta())
        return self._manner.span(used + left) if abs(used + left - planned) >= SECOND else ""

    def _planned_of(self, phase: _Phase, boxes: Sequence[Timebox]) -> timedelta:
        """What a phase had when the group began, whoever takes turns in it now; one that is new has what it has."""
        return self._planned.get(phase) or sum((box.planned for box in boxes if _phase(box) == phase), timedelta())

    def _changed(self, places: Sequence[int], planned: timedelta) -> str:
        """The time that something to come will take, where it is not what was planned."""
        stops = [self._stops[place] for place in places if place in self._stops]
        span = sum((stop.end - stop.begin for stop in stops), timedelta())
        return "" if not stops or abs(span - planned) < SECOND else f"→ {self._manner.span(span)}"


def _phase(box: Timebox) -> _Phase:
    return (box.step, box.phase, box.focus)
