"""Making up lost time, and using time that is to spare: proposals, of which nothing holds until it is accepted.

Lost time is taken in this order (design, section 3; docs/time.md has worked cases):

1. waiting before a step that holds its time of day, which the timetable gives up by itself;
2. ranges, down to their lower end;
3. what the agenda marks as flexible, a discussion or a break, down to its stated floor;
4. all rounds to come, equally, down to their floor.

What is done is never touched. Rounds to come always differ by a second at the most.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from aml_okt.core.dividing import equally, in_proportion
from aml_okt.core.durations import SECOND, share
from aml_okt.core.events import Moment
from aml_okt.core.parts import Part, Parts, Round, parts_of
from aml_okt.core.session import SessionState
from aml_okt.core.timetable import Stop
from aml_okt.core.timing import elapsed, target_end, timetable

NO_TIME = timedelta()


class Source(Enum):
    """Where lost time is taken from, in the order that it is."""

    RANGE = "range"
    FLEXIBLE = "flexible"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Other times for what remains: `times` are those of the timeboxes from the one that runs to the last.

    `needed` is what was to be found, in whole seconds, and `taken` what each source gives of it.
    """

    times: tuple[timedelta, ...]
    needed: timedelta
    taken: Mapping[Source, timedelta] = field(default_factory=dict)

    @property
    def found(self) -> timedelta:
        """What all sources give together."""
        return sum(self.taken.values(), NO_TIME)

    @property
    def missing(self) -> timedelta:
        """What is needed even when everything has given what it can."""
        return self.needed - self.found


@dataclass(frozen=True, slots=True)
class Receiver:
    """Something that time to spare could go to: a part, or all rounds to come in a step; `most` is how much.

    `each` is the time that the part or each of the rounds has now.
    """

    part: Part | None
    rounds: tuple[Round, ...]
    most: timedelta
    each: timedelta


def make_up(state: SessionState, moment: Moment, end: timedelta) -> Proposal:
    """What remains with the times that let the session end at this session time, as far as they can."""
    stops = timetable(state, moment)
    if not stops:
        return Proposal((), NO_TIME)
    needed = max(NO_TIME, _seconds_up(stops[-1].end - end))
    parts = _parts(state, moment)
    cut = _Cut(needed, stops)
    cut.from_parts(Source.RANGE, [(part, part.time - part.range_floor) for part in parts.parts])
    cut.from_rounds(
        Source.RANGE, {step: [one.in_ranges for one in rounds] for step, rounds in parts.rounds.items()}, parts
    )
    cut.from_parts(Source.FLEXIBLE, [(part, part.range_floor - part.floor) for part in parts.parts])
    floors = {step: [one.time - one.floor - one.in_ranges for one in rounds] for step, rounds in parts.rounds.items()}
    cut.from_rounds(Source.ROUND, floors, parts)
    shorter = {part.places: part.time - cut.of_part.get(part.places, NO_TIME) for part in parts.parts}
    whole = {
        step: sum((one.time for one in rounds), NO_TIME) - cut.of_step.get(step, NO_TIME)
        for step, rounds in parts.rounds.items()
    }
    return Proposal(_times(state, parts, shorter, whole), needed, cut.taken)


def receivers(state: SessionState, moment: Moment) -> tuple[Receiver, ...]:
    """What time to spare could go to: discussions that run or are to come, and the rounds to come; in plan order.

    A step that holds its time of day is never made late: what lies before it can have the waiting, and what
    lies after the last of them can have the time until the group should end, as planned or as it must.
    """
    parts = _parts(state, moment)
    found: list[tuple[int, Receiver]] = []
    for part in parts.parts:
        if part.is_flexible and not part.is_break:
            most = _room_for_more(state, moment, part.places[-1])
            found.append((part.places[0], Receiver(part, (), most, part.time)))
    for rounds in parts.rounds.values():
        most = _room_for_more(state, moment, rounds[-1].phases[-1].places[-1])
        found.append((rounds[0].phases[0].places[0], Receiver(None, rounds, most, min(one.time for one in rounds))))
    ordered = sorted(found, key=lambda one: one[0])
    return tuple(receiver for _, receiver in ordered if receiver.most >= SECOND)


def give_more(state: SessionState, moment: Moment, receiver: Receiver) -> Proposal:
    """What remains when all the time to spare goes to one receiver."""
    parts = _parts(state, moment)
    longer = {part.places: part.time for part in parts.parts}
    whole = {step: sum((one.time for one in rounds), NO_TIME) for step, rounds in parts.rounds.items()}
    if receiver.part is not None:
        longer[receiver.part.places] += receiver.most
    else:
        whole[receiver.rounds[0].step.id] += receiver.most
    return Proposal(_times(state, parts, longer, whole), NO_TIME)


def _parts(state: SessionState, moment: Moment) -> Parts:
    course = state.course
    return parts_of(state.agenda, course.boxes, course.at, course.spent, elapsed(state, moment))


class _Cut:
    """What is taken where, as long as anything is needed.

    What lies before a step that holds its time of day can only give as much as the group comes late to it:
    more would be waiting, not time won.
    """

    def __init__(self, needed: timedelta, stops: Sequence[Stop]) -> None:
        self.needed = needed
        self.taken: dict[Source, timedelta] = {}
        self.of_part: dict[tuple[int, ...], timedelta] = {}
        self.of_step: dict[str, timedelta] = {}
        self._late = [(stop.place, _seconds_up(stop.late)) for stop in stops if stop.late is not None]
        self._given: list[tuple[int, timedelta]] = []

    def from_parts(self, source: Source, limits: Sequence[tuple[Part, timedelta]]) -> None:
        """Take from each in turn, down to its limit, until there is enough."""
        for part, limit in limits:
            given = min(limit, self.needed, self._room(part.places[-1]))
            if given >= SECOND:
                self.of_part[part.places] = self.of_part.get(part.places, NO_TIME) + given
                self._note(source, part.places[-1], given)

    def from_rounds(self, source: Source, limits: Mapping[str, Sequence[timedelta]], parts: Parts) -> None:
        """Take equally from all rounds; a step whose rounds cannot give so much leaves it to the others."""
        open_steps = [step for step in parts.rounds if limits[step]]
        while self.needed >= SECOND and open_steps:
            every = [limit for step in open_steps for limit in limits[step]]
            cuts = iter(equally(self.needed, every))
            wanted = {step: sum((next(cuts) for _ in limits[step]), NO_TIME) for step in open_steps}
            narrow = [step for step in open_steps if wanted[step] > self._room(_last_place(parts.rounds[step]))]
            for step in narrow or open_steps:
                last = _last_place(parts.rounds[step])
                given = min(wanted[step], self._room(last))
                self.of_step[step] = self.of_step.get(step, NO_TIME) + given
                self._note(source, last, given)
            if not narrow:
                return
            open_steps = [step for step in open_steps if step not in narrow]

    def _room(self, place: int) -> timedelta:
        """How much more can be won by taking from what ends at this place."""
        rooms = [
            late - sum((given for other, given in self._given if other < held), NO_TIME)
            for held, late in self._late
            if held > place
        ]
        return max(NO_TIME, min(rooms, default=timedelta.max))

    def _note(self, source: Source, place: int, given: timedelta) -> None:
        if not given:
            return
        self.needed -= given
        self.taken[source] = self.taken.get(source, NO_TIME) + given
        self._given.append((place, given))


def _last_place(rounds: Sequence[Round]) -> int:
    return rounds[-1].phases[-1].places[-1]


def _times(
    state: SessionState, parts: Parts, of_part: Mapping[tuple[int, ...], timedelta], of_step: Mapping[str, timedelta]
) -> tuple[timedelta, ...]:
    """The times from the timebox that runs on, with these wholes for the parts and for each step's rounds."""
    times = {place: box.allotted for place, box in enumerate(state.course.boxes)}
    for part in parts.parts:
        times |= _turns(part, of_part[part.places])
    for step, rounds in parts.rounds.items():
        # Odd seconds are the last ones': whoever comes last in focus never pays for the others.
        lengths = reversed(share(of_step[step], len(rounds)))
        for one, length in zip(rounds, lengths, strict=True):
            for part, time in _phases(one, length):
                times |= _turns(part, time)
    return tuple(times[place] for place in range(max(0, state.course.at), len(state.course.boxes)))


def _turns(part: Part, time: timedelta) -> dict[int, timedelta]:
    if time == part.time:
        return {}
    return dict(zip(part.places, share(time, len(part.places)), strict=True))


def _phases(one: Round, length: timedelta) -> Iterator[tuple[Part, timedelta]]:
    """The phases of a round of this length: ranges give first, and then all phases in proportion."""
    times = [part.time for part in one.phases]
    if length > one.time:
        more = in_proportion(length - one.time, times)
        times = [time + part for time, part in zip(times, more, strict=True)]
    else:
        less = one.time - length
        ranges = [part.time - part.range_floor for part in one.phases]
        by_range = in_proportion(min(less, sum(ranges, NO_TIME)), ranges)
        times = [time - part for time, part in zip(times, by_range, strict=True)]
        rest = less - sum(by_range, NO_TIME)
        times = [time - part for time, part in zip(times, _down(rest, times, one.phases), strict=True)]
    return zip(one.phases, times, strict=True)


def _down(amount: timedelta, times: Sequence[timedelta], parts: Sequence[Part]) -> list[timedelta]:
    """An amount taken from the phases in proportion to their times, none coming under its floor."""
    taken = [NO_TIME] * len(parts)
    while amount >= SECOND:
        limits = [time - part.floor - given for time, part, given in zip(times, parts, taken, strict=True)]
        weights = [time if limit >= SECOND else NO_TIME for time, limit in zip(times, limits, strict=True)]
        if not any(weights):
            break  # a round is never asked for more than its phases have over their floors
        for place, part in enumerate(in_proportion(amount, weights)):
            given = min(part, limits[place])
            taken[place] += given
            amount -= given
    return taken


def _room_for_more(state: SessionState, moment: Moment, place: int) -> timedelta:
    stops = timetable(state, moment)
    after = [stop for stop in stops if stop.place > place and stop.late is not None]
    if after:
        # Only the waiting is free; a break that ends at its time of day would be shortened.
        return after[0].waits // SECOND * SECOND
    return max(NO_TIME, (target_end(state, moment) - stops[-1].end) // SECOND * SECOND)


def _seconds_up(span: timedelta) -> timedelta:
    return SECOND * -(-span // SECOND)
