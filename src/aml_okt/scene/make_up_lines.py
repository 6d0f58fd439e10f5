"""What remains with other times, a line each: when it will begin then, and its time now and then.

The times stand beside those that the plan has now, whatever it was when the group began: what the group says
yes to is the change from here. A part that runs is as long as it will have been at its end.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta, tzinfo

from msgspec import Struct

from aml_okt.clock import time_of_day
from aml_okt.core.agenda import Step
from aml_okt.core.durations import SECOND
from aml_okt.core.events import Moment
from aml_okt.core.plan import Timebox, is_breather, phase_of
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import elapsed_in, timetable
from aml_okt.i18n import gettext as _
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.scene.plan_table import NOW, TO_COME, Level, PlanLine, begins, round_in_words

Part = tuple[str, str | None, int | None]
"""What a line is about: a step, a focus person's round in it, or a phase; None where it is the whole."""

WAITING = -1
"""Stands for a phase where the line is the waiting before a step."""


class LineToCome(Struct, frozen=True):
    """A line, and what it is about: the same part has the same name however many lines come before it."""

    part: Part
    line: PlanLine


def lines_to_come(
    before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None, manner: Manner = WRITTEN
) -> tuple[LineToCome, ...]:
    """What remains in `after`: every step, each round and the short breaks between, and every phase that changes."""
    return tuple(_Lines(before, after, moment, zone, manner).all())


class _Times:
    """How long everything in a plan will have been when it ends, as seen at one moment."""

    def __init__(self, state: SessionState, moment: Moment) -> None:
        boxes, stops = state.course.boxes, timetable(state, moment)
        left = {stop.place: stop.end - stop.begin for stop in stops}
        self._times = [
            (box, elapsed_in(state, box, moment) + left.get(place, timedelta())) for place, box in enumerate(boxes)
        ]
        self.waits = {boxes[stop.place].step: stop.waits for stop in stops if stop.waits >= SECOND}

    def of(self, belongs: Callable[[Timebox], bool]) -> timedelta:
        """The time of everything that belongs to a part."""
        return sum((time for box, time in self._times if belongs(box)), timedelta())


class _Lines:
    """Makes the lines of one moment."""

    def __init__(
        self, before: SessionState, after: SessionState, moment: Moment, zone: tzinfo | None, manner: Manner
    ) -> None:
        self._manner = manner
        self._state, self._zone = after, zone
        self._before, self._after = _Times(before, moment), _Times(after, moment)
        self._begins = begins(after, moment)

    def all(self) -> Iterator[LineToCome]:
        course = self._state.course
        for step in self._state.agenda.steps:
            boxes = [box for box in course.boxes[max(0, course.at) :] if box.step == step.id]
            if not boxes:
                continue
            yield from self._waiting(step, boxes[0])
            note = "" if step.phases else self._share(boxes)
            yield self._line(Level.STEP, (step.id, None, None), one_line(self._manner.step(step)), note)
            yield from self._rounds(step, boxes) if step.repeat else self._phases(step, boxes)

    def _waiting(self, step: Step, first: Timebox) -> Iterator[LineToCome]:
        waits = self._after.waits.get(step.id)
        if waits is not None:
            now = self._before.waits.get(step.id, timedelta())
            clock = time_of_day(self._begins[first.key] - waits, self._zone)
            line = PlanLine(
                Level.STEP, TO_COME, clock, _("Ventetid"), "", *_columns(self._manner, now, waits, runs=False)
            )
            yield LineToCome((step.id, None, WAITING), line)

    def _rounds(self, step: Step, boxes: Sequence[Timebox]) -> Iterator[LineToCome]:
        for focus in dict.fromkeys(box.focus for box in boxes):
            of_round = [box for box in boxes if box.focus == focus and not is_breather(step, box)]
            if of_round:
                yield self._line(Level.ROUND, (step.id, focus, None), *round_in_words(self._state, of_round[-1]))
            for breather in (box for box in boxes if box.focus == focus and is_breather(step, box)):
                yield self._line(Level.ROUND, (step.id, focus, breather.phase), _("Kort pause"), "")

    def _phases(self, step: Step, boxes: Sequence[Timebox]) -> Iterator[LineToCome]:
        if not step.phases:
            return
        for phase in dict.fromkeys(box.phase for box in boxes):
            of_phase = [box for box in boxes if box.phase == phase]
            part, title = (step.id, None, phase), one_line(phase_of(step, of_phase[0]).title)
            if self._changes(part):
                yield self._line(Level.ROUND, part, title, self._share(of_phase))

    def _share(self, boxes: Sequence[Timebox]) -> str:
        """How long each has, where each speaks in turn and nobody has begun."""
        if boxes[-1].turn is None or any(box is self._state.box for box in boxes):
            return ""
        return _("{time} til hver").format(time=self._manner.span(min(box.allotted for box in boxes)))

    def _line(self, level: Level, part: Part, label: str, note: str) -> LineToCome:
        belongs = self._belonging(part)
        boxes = [box for box in self._state.course.boxes if belongs(box)]
        runs = any(box is self._state.box for box in boxes)
        begun = next(self._begins[box.key] for box in boxes if box.key in self._begins)
        line = PlanLine(
            level, NOW if runs else TO_COME, time_of_day(begun, self._zone), label, note,
            *_columns(self._manner, self._before.of(belongs), self._after.of(belongs), runs=runs),
            focus=part[1] if part[2] is None else None,
        )  # fmt: skip
        return LineToCome(part, line)

    def _changes(self, part: Part) -> bool:
        belongs = self._belonging(part)
        return abs(self._after.of(belongs) - self._before.of(belongs)) >= SECOND

    def _belonging(self, part: Part) -> Callable[[Timebox], bool]:
        step_id, focus, phase = part
        step = self._state.agenda.step(step_id)

        def belongs(box: Timebox) -> bool:
            if box.step != step_id or focus not in {None, box.focus}:
                return False
            if phase is None:
                return focus is None or not is_breather(step, box)
            return box.phase == phase

        return belongs


def _columns(manner: Manner, before: timedelta, after: timedelta, *, runs: bool) -> tuple[str, str]:
    """The time now, and after an arrow the time then where that is another; what runs on as before needs neither."""
    # The space keeps a time of over an hour apart from the arrow that comes after it.
    if abs(after - before) >= SECOND:
        return f"{manner.span(before)} ", f"→ {manner.span(after)}"
    return ("" if runs else f"{manner.span(after)} "), ""
