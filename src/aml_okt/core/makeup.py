"""Making up lost time, and using time that is to spare: proposals, of which nothing holds until it is accepted.

Lost time is taken in this order (design, section 3; docs/time.md has worked cases):

1. waiting before a step that holds its time of day, which the timetable gives up by itself;
2. ranges, down to their lower end;
3. what the agenda marks as flexible, a discussion or a break, down to its stated floor;
4. all rounds to come, equally, down to their floor.

What is done is never touched, and rounds to come always differ by a second at the most. What something gives is
tried out on the timetable: it gives no more than is won by it, since before a time of day that is held a shorter
time may only be more waiting.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from enum import Enum
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace as changed

from aml_okt.core.agreed import Agreed, PhaseTime, RoundTime
from aml_okt.core.course import Course
from aml_okt.core.dividing import equally
from aml_okt.core.durations import SECOND, share
from aml_okt.core.events import Moment
from aml_okt.core.parts import Part, Round, parts_of
from aml_okt.core.planned import Planned
from aml_okt.core.progress import end_of_course, timetable
from aml_okt.core.session import SessionState, session_time
from aml_okt.core.timetable import Stop
from aml_okt.core.timing import elapsed, target_end

NO_TIME = timedelta()

HALF_A_SECOND = SECOND / 2

FURTHEST = timedelta(hours=12)
"""Nothing becomes longer by more than this."""


class Source(Enum):
    """Where lost time is taken from, in the order that it is."""

    RANGE = "range"
    FLEXIBLE = "flexible"
    ROUND = "round"


class Proposal(Struct, frozen=True):
    """Other times for what remains.

    `needed` is what was to be found, in whole seconds, and `taken` what each source gives of it. `rounds` has
    the length of each round to come as it is and as it would be, in the plan's order.
    """

    times: Agreed
    needed: timedelta
    taken: Mapping[Source, timedelta] = field(default_factory=dict)
    rounds: tuple[tuple[timedelta, timedelta], ...] = ()

    @property
    def found(self) -> timedelta:
        """What all sources give together."""
        return sum(self.taken.values(), NO_TIME)

    @property
    def missing(self) -> timedelta:
        """What is needed even when everything has given what it can; a part of a second is nobody's."""
        return max(NO_TIME, (self.needed - self.found + HALF_A_SECOND) // SECOND * SECOND)


class Receiver(Struct, frozen=True):
    """Something that time to spare could go to: a part, or where there is none all rounds to come of `step`.

    `each` is the time that the part or each of the rounds has now, and `after` what it could have; `count` is
    how many rounds there are. `times` is what it takes to agree on that.
    """

    step: str
    part: Part | None
    count: int
    each: timedelta
    after: timedelta
    times: Agreed


def make_up(state: SessionState, moment: Moment, end: timedelta) -> Proposal:
    """What remains with the times that let the session end at this session time, as far as they can.

    A part of a second is nobody's: what is needed is counted in whole ones, to the nearest.
    """
    trial = _Trial(state, moment)
    needed = max(NO_TIME, (trial.end() - end + HALF_A_SECOND) // SECOND * SECOND)
    taken: dict[Source, timedelta] = {}

    def take(source: Source, shorten: Callable[[], None]) -> None:
        before = trial.end()
        shorten()
        if won := before - trial.end():
            taken[source] = taken.get(source, NO_TIME) + won

    take(Source.RANGE, lambda: trial.shorten_parts(lambda part: part.range_floor, end))
    take(Source.RANGE, lambda: trial.shorten_rounds(lambda one: one.range_floor, end))
    take(Source.FLEXIBLE, lambda: trial.shorten_parts(lambda part: part.floor, end))
    take(Source.ROUND, lambda: trial.shorten_rounds(lambda one: one.floor, end))
    return Proposal(trial.times, needed, taken, trial.lengths)


def receivers(state: SessionState, moment: Moment) -> tuple[Receiver, ...]:
    """What time to spare could go to: discussions that run or are to come, and the rounds to come; in plan order.

    Nobody else's time becomes shorter by it, and no step that holds its time of day comes later: what lies before
    such a step can have the waiting, and what lies after the last of them can have the time until the group
    should end, as planned or as it must.
    """
    trial = _Trial(state, moment)
    latest = max(target_end(state, moment), trial.end())
    found = {
        part.places[0]: trial.longer_part(part, latest)
        for part in trial.parts
        if part.is_flexible and not part.is_break
    } | {rounds[0].places[0][0]: trial.longer_rounds(step, latest) for step, rounds in trial.rounds.items()}
    return tuple(found[place] for place in sorted(found) if found[place].after > found[place].each)


class _Trial:
    """The plan with some times tried out."""

    def __init__(self, state: SessionState, moment: Moment) -> None:
        self._ground, self._course, self._time = state.ground, state.course, session_time(state, moment)
        self._boxes = list(self._course.boxes)
        found = parts_of(state.agenda, self._course, elapsed(state, moment))
        self.parts, self.rounds = found.parts, found.rounds
        self._of_part = {part.phase_place: part.time for part in self.parts}
        self._of_step = {step: [one.time for one in rounds] for step, rounds in self.rounds.items()}

    def end(self) -> timedelta:
        """When the session ends, with what is tried out."""
        return end_of_course(self._ground, self._tried, self._time)

    @property
    def times(self) -> Agreed:
        """What is other than it was."""
        phases = [
            PhaseTime(part.step.id, part.number, self._of_part[part.phase_place])
            for part in self.parts
            if self._of_part[part.phase_place] != part.time
        ]
        steps = [step for step, rounds in self.rounds.items() if self._of_step[step] != [one.time for one in rounds]]
        return Agreed(tuple(phases), tuple(RoundTime(step, *_each(self._of_step[step])) for step in steps))

    @property
    def lengths(self) -> tuple[tuple[timedelta, timedelta], ...]:
        """The length of each round to come, as it is and as it is tried out."""
        return tuple(
            (one.time, length)
            for step, rounds in self.rounds.items()
            for one, length in zip(rounds, self._of_step[step], strict=True)
        )

    def shorten_parts(self, floor: Callable[[Part], timedelta], end: timedelta) -> None:
        """Make parts shorter, one after the other and none more than it helps, until the session ends by `end`."""
        for part in self.parts:
            whole = self._of_part[part.phase_place]
            if floor(part) < whole and self.end() >= end + HALF_A_SECOND:
                self._shorten(partial(self._set_part, part), floor(part), whole, end)

    def shorten_rounds(self, floor: Callable[[Round], timedelta], end: timedelta) -> None:
        """Make all rounds shorter, equally and none more than it helps, until the session ends by `end`."""
        steps = list(self.rounds)
        while steps and self.end() >= end + HALF_A_SECOND:
            before = {step: self._of_step[step] for step in steps}
            limits = [
                max(NO_TIME, length - floor(one))
                for step in steps
                for one, length in zip(self.rounds[step], before[step], strict=True)
            ]
            goal = self._shorten(partial(self._keep, before, limits), NO_TIME, sum(limits, NO_TIME), end)
            in_vain = [step for step in steps if self._gives_in_vain(step, before[step], goal)]
            if not in_vain:
                return
            # What these gave was won nowhere, so that the others may have to give more.
            steps = [step for step in steps if step not in in_vain]

    def longer_part(self, part: Part, latest: timedelta) -> Receiver:
        """A part with all the time that it could have."""
        fits = self._nobody_pays(part.places, latest)
        span = self._search(partial(self._set_part, part), part.time, part.time + FURTHEST, fits)
        times = self.times
        self._set_part(part, part.time)
        return Receiver(part.step.id, part, 0, part.time, span, times)

    def longer_rounds(self, step: str, latest: timedelta) -> Receiver:
        """All rounds of a step with all the time that they could have."""
        rounds, now = self.rounds[step], self._of_step[step]
        fits = self._nobody_pays([place for one in rounds for of_phase in one.places for place in of_phase], latest)
        whole = sum(now, NO_TIME)
        self._search(lambda span: self._set_rounds(step, _equal(span, len(rounds))), whole, whole + FURTHEST, fits)
        times, longer = self.times, self._of_step[step]
        self._set_rounds(step, now)
        return Receiver(step, None, len(rounds), min(now), min(longer), times)

    def _shorten(self, put: Callable[[timedelta], None], low: timedelta, high: timedelta, end: timedelta) -> timedelta:
        """Put the longest time with which the session ends by `end`, or as early as it can; what is before the end."""
        put(low)
        goal = max(end, self.end()) + HALF_A_SECOND
        self._search(put, low, high, lambda: self.end() < goal)
        return goal

    def _keep(self, before: Mapping[str, Sequence[timedelta]], limits: Sequence[timedelta], kept: timedelta) -> None:
        """Let the rounds of some steps keep so much of what they could give at the most."""
        cuts = iter(equally(sum(limits, NO_TIME) - kept, limits))
        for step, lengths in before.items():
            cut = sum((next(cuts) for _ in lengths), NO_TIME)
            self._set_rounds(step, _equal(sum(lengths, NO_TIME) - cut, len(lengths)) if cut else lengths)

    def _gives_in_vain(self, step: str, before: Sequence[timedelta], goal: timedelta) -> bool:
        """Whether the session ends no later with the rounds that a step had; it has them again then."""
        tried = self._of_step[step]
        if tried == before:
            return False
        self._set_rounds(step, before)
        if self.end() < goal:
            return True
        self._set_rounds(step, tried)
        return False

    def _nobody_pays(self, places: Iterable[int], latest: timedelta) -> Callable[[], bool]:
        """Whether all but these places have the time that they have now, and nothing that holds a time is later."""
        own, now = set(places), {stop.place: stop for stop in self._stops()}

        def fits() -> bool:
            stops = self._stops()
            others = all(
                stop.place in own or (stop.span == now[stop.place].span and not _is_later(stop, now[stop.place]))
                for stop in stops
            )
            return others and stops[-1].end <= latest

        return fits

    @staticmethod
    def _search(
        put: Callable[[timedelta], None], low: timedelta, high: timedelta, fits: Callable[[], bool]
    ) -> timedelta:
        """Put the longest time, in whole seconds above `low`, that fits; `low` itself always does."""
        least, most = 0, (high - low) // SECOND
        while least < most:
            middle = (least + most + 1) // 2
            put(low + SECOND * middle)
            least, most = (middle, most) if fits() else (least, middle - 1)
        put(low + SECOND * least)
        return low + SECOND * least

    def _set_part(self, part: Part, span: timedelta) -> None:
        self._of_part[part.phase_place] = span
        for place, accepted in zip(part.places, share(span, len(part.places)), strict=True):
            self._boxes[place] = changed(self._course.boxes[place], accepted=accepted)

    def _set_rounds(self, step: str, lengths: Sequence[timedelta]) -> None:
        self._of_step[step] = list(lengths)
        as_it_was = self._of_step[step] == [one.time for one in self.rounds[step]]
        for one, length in zip(self.rounds[step], lengths, strict=True):
            for places, span in zip(one.places, one.divided(length), strict=True):
                for place, accepted in zip(places, share(span, len(places)), strict=True):
                    box = self._course.boxes[place]
                    self._boxes[place] = box if as_it_was else changed(box, accepted=accepted, by_hand=NO_TIME)

    @property
    def _tried(self) -> Course:
        return changed(self._course, planned=Planned(tuple(self._boxes)))

    def _stops(self) -> tuple[Stop, ...]:
        return timetable(self._ground, self._tried, self._time)


def _each(lengths: Sequence[timedelta]) -> tuple[timedelta, int]:
    """What each of some equal rounds has, and how many of the last ones have a second more."""
    each, odd = divmod(sum(lengths, NO_TIME) // SECOND, len(lengths))
    return SECOND * each, odd


def _equal(whole: timedelta, count: int) -> list[timedelta]:
    """A time divided by so many; odd seconds are the last ones', who never pay for the others."""
    return list(reversed(share(whole, count)))


def _is_later(stop: Stop, before: Stop) -> bool:
    return stop.late is not None and before.late is not None and stop.late > before.late
