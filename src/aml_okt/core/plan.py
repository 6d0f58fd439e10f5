"""The plan: an agenda and a group give the timeboxes, in order.

Pure arithmetic on whole seconds. Ranges are planned at their upper end, turns share their phase equally,
and everyone present is in focus exactly once where a step repeats (guide, step 5b). What the group has agreed
on stands beside what the agenda gives.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from aml_okt.core.agenda import Agenda, Phase, Rest, Screen, Span, Step, Time, Who
from aml_okt.core.agreed import Agreed
from aml_okt.core.durations import MINUTE, SECOND, share
from aml_okt.core.rounds import PhaseOfRound, divide_round

FEWEST_FOR_BREATHER = 5
"""From this many focus persons a short break between the rounds is offered (design, section 3)."""

BREATHER_AFTER_ROUND = 3

AS_PLANNED = Agreed()

_REMEMBERED = 256
"""So many steps of plans are remembered: a group that goes back and forth has the same plans again and again."""

Key = tuple[str, int, str | None, str | None]
"""What names a timebox whatever the plan: step, phase, focus person, and whose turn it is."""

PhaseKey = tuple[str, int, str | None]
"""What names a phase whatever the plan: step, phase, and the focus person of its round."""


class Participant(Struct, frozen=True):
    """A person in the group. `id` lasts the session; `name` is what the screens show."""

    id: str
    name: str


class Group(Struct, frozen=True):
    """Who takes part: people in seat order, the order of focus persons (ids), and the roles they hold."""

    people: tuple[Participant, ...]
    order: tuple[str, ...]
    facilitator: str | None = None
    breather: bool = False

    @classmethod
    def of(cls, names: Sequence[str], *, breather: bool = False) -> "Group":
        """A group of these names, in focus in the order given; nobody is facilitator yet."""
        people = tuple(Participant(f"p{place}", name) for place, name in enumerate(names, 1))
        return cls(people, tuple(person.id for person in people), breather=breather)

    @property
    def seats(self) -> tuple[str, ...]:
        """The ids of the people, in seat order."""
        return tuple([person.id for person in self.people])

    def timekeeper(self, focus: str | None) -> str | None:
        """Who keeps time while `focus` is in focus: the facilitator, or else the one in focus before.

        That person has just been through it and needs to prepare nothing. With no facilitator chosen
        the same rule holds for every round, so that a round's timekeeper is never its focus person.
        """
        if self.facilitator is not None and self.facilitator != focus:
            return self.facilitator
        if focus is None:
            return None
        here = {person.id for person in self.people}
        turn = self.order.index(focus)
        before = (*self.order[turn + 1 :], *self.order[:turn])
        # With nobody else in focus it is one of those who stand over.
        others = (person.id for person in reversed(self.people) if person.id != focus)
        return next((person for person in reversed(before) if person in here), next(others, None))


class Timebox(Struct, frozen=True):
    """The smallest scheduled unit: a phase, or one turn of it.

    `phase` is the place in the step's stages, one past the last for a breather. `round` counts from 0;
    `focus`, `speaker` and `timekeeper` are participant ids. `turn` is the place in a phase where each
    speaks in turn, else None. `planned` is what the agenda gives this group and `accepted` what was agreed on
    before the timebox ran, the same where nothing else was; `by_hand` was given to it while it ran, or taken
    from it. `of_phase` and `of_round` are the agreed times of its phase and its round as a whole.
    """

    step: str
    phase: int
    planned: timedelta
    accepted: timedelta
    round: int | None = None
    focus: str | None = None
    turn: int | None = None
    speaker: str | None = None
    timekeeper: str | None = None
    by_hand: timedelta = timedelta()
    of_phase: timedelta = timedelta()
    of_round: timedelta | None = None

    @property
    def allotted(self) -> timedelta:
        """The time that the timebox has; a timebox is never left with none."""
        return max(SECOND, self.accepted + self.by_hand) if self.by_hand else self.accepted

    @property
    def key(self) -> Key:
        """What stays the same when the plan is made again."""
        return (self.step, self.phase, self.focus, self.speaker if self.turn is not None else None)

    @property
    def phase_key(self) -> PhaseKey:
        """What names the phase that it belongs to, alone or with other turns."""
        return (self.step, self.phase, self.focus)


@lru_cache(_REMEMBERED)
def plan(agenda: Agenda, group: Group, agreed: Agreed = AS_PLANNED, first: int = 0) -> tuple[Timebox, ...]:
    """The timeboxes of this agenda for these people, with the times agreed on; of the steps from place `first` on."""
    return tuple([box for step in agenda.steps[first:] for box in plan_of_step(agenda, step, group, agreed)])


def plan_of_step(agenda: Agenda, step: Step, group: Group, agreed: Agreed = AS_PLANNED) -> tuple[Timebox, ...]:
    """The timeboxes of one step alone, as they are in the whole plan."""
    return _step_boxes(step, _step_time(agenda, step, group), group, agreed)


def plan_of_round(  # noqa: PLR0913, PLR0917 - which round it is, and what it is made from
    agenda: Agenda, step: Step, group: Group, agreed: Agreed, number: int, length: timedelta | None = None
) -> tuple[Timebox, ...]:
    """The timeboxes of one round of a step alone, counted from 0; a step that is not repeated is its only one.

    `length` is that of a round which has begun, whatever was agreed for those to come.
    """
    if step.repeat is None:
        return plan_of_step(agenda, step, group, agreed)
    return _round(step, _step_time(agenda, step, group), group, agreed, number, length)


def total(boxes: Sequence[Timebox]) -> timedelta:
    """The planned time of some timeboxes together."""
    return sum((box.planned for box in boxes), timedelta())


def phase_of(step: Step, box: Timebox) -> Phase:
    """The phase that a timebox of this step belongs to."""
    if box.phase < len(step.stages):
        return step.stages[box.phase]
    return Phase(title=step.title, time=step.breather or Rest.REST, who=Who.ALL)


def is_break(step: Step, box: Timebox) -> bool:
    """Whether the group is away from the table: in a break of the agenda's, or the short one between rounds."""
    return step.screen is Screen.BREAK or is_breather(step, box)


def is_breather(step: Step, box: Timebox) -> bool:
    """Whether the timebox is the short break between two rounds."""
    return box.phase >= len(step.stages)


def offers_breather(agenda: Agenda, people: int) -> bool:
    """Whether a short break between the rounds is worth offering to this many people."""
    return people >= FEWEST_FOR_BREATHER and any(step.repeat and step.breather for step in agenda.steps)


def longest(time: Time) -> timedelta:
    """The time a span is planned with; a rest has none of its own."""
    return time.most if isinstance(time, Span) else timedelta()


def _step_time(agenda: Agenda, step: Step, group: Group) -> timedelta:
    """The time of the step, or of one of its rounds.

    A step that takes the rest of the agenda's duration gets a minute at the least, however many people
    came: a plan that cannot be kept is shown as late, not refused.
    """
    match step.time:
        case Span():
            return step.time.most
        case Rest.REST:
            others = [box for other in agenda.steps if other is not step for box in _timed(other, group)]
            return max(MINUTE, longest(agenda.duration or Rest.REST) - total(others))


def _timed(step: Step, group: Group) -> Iterable[Timebox]:
    return _step_boxes(step, longest(step.time), group, AS_PLANNED)


def _step_boxes(step: Step, time: timedelta, group: Group, agreed: Agreed) -> tuple[Timebox, ...]:
    if step.repeat is None:
        return _once(step, time, group.seats, group.facilitator, agreed)
    rounds = (_round(step, time, group, agreed, number, None) for number in range(len(group.order)))
    return tuple(chain.from_iterable(rounds))


@lru_cache(_REMEMBERED)
def _once(
    step: Step, time: timedelta, seats: tuple[str, ...], facilitator: str | None, agreed: Agreed
) -> tuple[Timebox, ...]:
    """The timeboxes of a step that is not repeated; the facilitator keeps time."""
    boxes: list[Timebox] = []
    for place, (phase, span) in enumerate(zip(step.stages, phase_times(step, time), strict=True)):
        accepted = agreed.of_phase(step.id, place) or span
        whole = Timebox(step.id, place, span, accepted, timekeeper=facilitator, of_phase=accepted)
        boxes += _phase_boxes(whole, phase, speakers(phase, None, seats), facilitator)
    return tuple(boxes)


@lru_cache(_REMEMBERED)
def _round(  # noqa: PLR0913, PLR0917 - which round it is, and what it is made from
    step: Step, time: timedelta, group: Group, agreed: Agreed, number: int, length: timedelta | None
) -> tuple[Timebox, ...]:
    """The timeboxes of a round, with the short break after it where there is one."""
    planned, focus, others = phase_times(step, time), group.order[number], len(group.order) - 1
    length = length or agreed.of_round(step.id, from_last=others - number)
    keeper = group.timekeeper(focus)
    whole = Timebox(step.id, 0, time, time, number, focus, timekeeper=keeper)
    boxes = _round_boxes(step, planned, length, whole, group.seats, group.facilitator)
    has_breather = group.breather and len(group.order) >= FEWEST_FOR_BREATHER
    if not (step.breather and has_breather and number + 1 == BREATHER_AFTER_ROUND):
        return boxes
    span = longest(step.breather)
    accepted = agreed.of_phase(step.id, len(planned)) or span
    breather = Timebox(step.id, len(planned), span, accepted, number, focus, timekeeper=keeper, of_phase=accepted)
    return (*boxes, breather)


@lru_cache(_REMEMBERED)
def _round_boxes(  # noqa: PLR0913, PLR0917 - what the round is, and what it is made from
    step: Step,
    planned: tuple[timedelta, ...],
    length: timedelta | None,
    whole: Timebox,
    seats: tuple[str, ...],
    facilitator: str | None,
) -> tuple[Timebox, ...]:
    """The timeboxes of one round, which has the length agreed on, or what the agenda gives it."""
    turns = [speakers(phase, whole.focus, seats) for phase in step.stages]
    accepted = planned if length is None else _divided(step, planned, tuple(map(len, turns)), length)
    of_round = sum(accepted, timedelta())
    return tuple(
        box
        for place, (phase, span, time) in enumerate(zip(step.stages, planned, accepted, strict=True))
        for box in _phase_boxes(
            replace(whole, phase=place, planned=span, accepted=time, of_phase=time, of_round=of_round),
            phase,
            turns[place],
            facilitator,
        )
    )


@lru_cache(_REMEMBERED)
def _divided(
    step: Step, planned: tuple[timedelta, ...], turns: tuple[int, ...], length: timedelta
) -> tuple[timedelta, ...]:
    """The length of a round divided among its phases, of which each has so many turns."""
    return tuple(divide_round([*map(PhaseOfRound.of, step.stages, planned, turns)], length))


def phase_times(step: Step, time: timedelta) -> tuple[timedelta, ...]:
    """The time of each stage when the step or round has `time`; a rest takes what the others leave."""
    if not step.phases:
        return (time,)
    left = time - sum((longest(phase.time) for phase in step.phases), timedelta())
    return tuple([left if phase.time is Rest.REST else longest(phase.time) for phase in step.phases])


def speakers(phase: Phase, focus: str | None, seats: tuple[str, ...]) -> tuple[str, ...]:
    """Who speaks in turn in this phase, starting after the focus person round the table; else nobody."""
    match phase.who:
        case Who.EACH:
            return seats
        case Who.COLLEAGUES_IN_TURN:
            start = seats.index(focus) if focus in seats else 0
            return tuple([seat for seat in seats[start:] + seats[:start] if seat != focus])
        case _:
            return ()


def _phase_boxes(whole: Timebox, phase: Phase, turns: Sequence[str], facilitator: str | None) -> Iterator[Timebox]:
    """The timebox of a phase, or one for each turn of it."""
    if turns:
        shares = zip(turns, share(whole.planned, len(turns)), share(whole.accepted, len(turns)), strict=True)
        for place, (speaker, planned, accepted) in enumerate(shares):
            yield replace(whole, planned=planned, accepted=accepted, turn=place, speaker=speaker)
        return
    match phase.who:
        case Who.FOCUS:
            yield replace(whole, speaker=whole.focus)
        case Who.FACILITATOR:
            yield replace(whole, speaker=facilitator)
        case _:
            yield whole
