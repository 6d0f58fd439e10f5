"""What the tests make sessions of: small agendas, strategies for any agenda, and a session without a disk."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from aml_okt.clock import SettableClock
from aml_okt.core.agenda import Agenda, Phase, Repeat, Rest, Screen, Span, Step, Visibility, Who
from aml_okt.core.commands import Command
from aml_okt.core.deciding import Refusal, decide
from aml_okt.core.durations import read_time
from aml_okt.core.events import FixedTime, Record, SessionCreated, SessionTakenUp
from aml_okt.core.plan import Group, Timebox, plan
from aml_okt.core.session import SessionState, apply, create
from aml_okt.core.timetable import fixed_times

OSLO = ZoneInfo("Europe/Oslo")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten o'clock in Oslo; kept as UTC so that sums of it cross a change to summer time rightly."""

PEOPLE = ("Kari", "Ola", "Liv", "Per", "Nils", "Mari")


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def small_agenda() -> Agenda:
    """Six steps, one of each kind: 2 min, 6 min in turn, 5 min of slides, 10 min in phases, rounds of 8 min, 4 min."""
    return Agenda(
        title="Prøve",
        group=6,
        duration=read_time("60-90 min"),
        steps=(
            Step(id="velg", number="1", title="Valg", time=read_time("1-2 min"), screen=Screen.CHOOSE_FACILITATOR),
            Step(id="innsjekk", number="2", title="Innsjekk", time=read_time("6 min"), who=Who.EACH),
            Step(id="intro", number="3", title="Intro", time=read_time("5 min"), slides=("# Én", "# To", "# Tre")),
            Step(
                id="refleksjon",
                number="4",
                title="Refleksjon",
                time=read_time("10 min"),
                notes=Visibility.MINUTES,
                factors=("Ledelse", "Kultur"),
                phases=(
                    Phase(title="Alene", time=read_time("1 min"), who=Who.ALONE),
                    Phase(title="Runde", time=read_time("5 min"), who=Who.EACH),
                    Phase(title="Drøfting", time=Rest.REST),
                ),
            ),
            Step(
                id="runder",
                number="5b",
                title="Kollegaveiledning",
                time=read_time("8 min"),
                repeat=Repeat.EACH_IN_FOCUS,
                breather=read_time("3 min"),
                phases=(
                    Phase(title="Presentasjon", time=read_time("2 min"), who=Who.FOCUS),
                    Phase(title="Spørsmål", time=read_time("3 min"), who=Who.COLLEAGUES_IN_TURN),
                    Phase(title="Samtale", time=read_time("2 min"), who=Who.COLLEAGUES),
                    Phase(title="Takk", time=read_time("1 min"), who=Who.FOCUS),
                ),
            ),
            Step(id="slutt", title="Slutt", time=read_time("4 min"), screen=Screen.ACTIONS, who=Who.FACILITATOR),
        ),
    )


def one_step(time: str, who: Who = Who.ALL) -> Agenda:
    """An agenda of a single step."""
    return Agenda(title="Kort", steps=(Step(id="ett", title="Ett", time=read_time(time), who=who),))


class Sitting:
    """A session without a disk: commands are decided and applied as the runner does, and the records kept."""

    def __init__(
        self,
        agenda: Agenda | None = None,
        names: Sequence[str] = PEOPLE[:4],
        *,
        clock: SettableClock | None = None,
        breather: bool = False,
        latest_end: datetime | None = None,
    ) -> None:
        self.agenda = agenda if agenda is not None else small_agenda()
        self.clock = clock if clock is not None else SettableClock(MONDAY, OSLO)
        people = Group.of(names)
        planned = plan(self.agenda, Group.of(names, breather=breather))
        fixed = fixed_times(self.agenda, planned, self.clock.now().wall, self.clock.zone)
        created = SessionCreated(
            title=self.agenda.title,
            unit="Barnevernet",
            place="Møterom 2",
            people=people.people,
            breather=breather,
            latest_end=latest_end,
            fixed=tuple(FixedTime(step, held) for step, held in fixed.items()),
            program="0",
        )
        first = Record(1, self.clock.now(), created)
        self.records = [first]
        self.state: SessionState = create(self.agenda, first)

    def do(self, *commands: Command) -> Refusal | None:
        """Carry out commands until one is refused; the refusal, or None when all were done."""
        for command in commands:
            moment = self.clock.now()
            outcome = decide(self.state, command, moment)
            if isinstance(outcome, Refusal):
                return outcome
            for event in outcome:
                self._add(Record(self.state.number + 1, moment, event))
        return None

    def wait(self, span: timedelta) -> None:
        """Let time go."""
        self.clock.advance(span)

    def taken_up(self, away: timedelta, *, counts: bool, seen: bool = False) -> None:
        """The process died, and another one went on after this long; its steady clock knows nothing of the first.

        `seen` is whether it left a last sign of life.
        """
        last_seen = self.clock.now().wall if seen else None
        self.clock = SettableClock(self.clock.now().wall + away, self.clock.zone)
        event = SessionTakenUp(counts=counts, last_seen=last_seen)
        self._add(Record(self.state.number + 1, self.clock.now(), event))

    @property
    def boxes(self) -> tuple[Timebox, ...]:
        return self.state.course.boxes

    @property
    def to_come(self) -> tuple[Timebox, ...]:
        return self.boxes[self.state.course.at + 1 :]

    def speakers(self, step: str, phase: int = 0, focus: str | None = None) -> list[str]:
        """The names of those whose turn is planned in a phase, in order."""
        boxes = [box for box in self.boxes if (box.step, box.phase, box.focus) == (step, phase, focus)]
        return [self.state.name(box.speaker) for box in boxes]

    def rounds(self, step: str = "runder") -> list[str]:
        """The names of the focus persons of a step's rounds, in order; one that comes twice is there twice."""
        return [self.state.name(focus) for focus in rounds(self.boxes, step)]

    def _add(self, record: Record) -> None:
        self.records.append(record)
        self.state = apply(self.state, record)


def rounds(boxes: Sequence[Timebox], step: str) -> list[str]:
    """The focus person of each unbroken run of timeboxes in a step of rounds."""
    found: list[str] = []
    for box in boxes:
        if box.step == step and box.focus is not None and found[-1:] != [box.focus]:
            found.append(box.focus)
    return found


def people(smallest: int = 2, largest: int = 8) -> st.SearchStrategy[tuple[str, ...]]:
    """Names enough for a group."""
    return st.integers(smallest, largest).map(lambda count: tuple(f"Person {number}" for number in range(count)))


def spans(most: int = 1200) -> st.SearchStrategy[Span]:
    """A time in whole seconds, often a range."""
    ends = st.tuples(st.integers(1, most), st.integers(1, most))
    return ends.map(lambda pair: Span(seconds(min(pair)), seconds(max(pair))))


def leasts(time: Span) -> st.SearchStrategy[Span | None]:
    """How short something that takes this time may become, where the agenda says so."""
    floors = st.integers(1, time.least // seconds(1)).map(seconds)
    return st.none() | floors.map(lambda floor: Span(floor, floor))


TIMES_OF_DAY = [time(0, 0), time(2, 30), time(10, 5), time(10, 30), time(11, 0), time(12, 0), time(23, 59)]

IN_NO_ROUND = [Who.ALL, Who.ALONE, Who.EACH, Who.FACILITATOR]


@st.composite
def steps(draw: st.DrawFn, number: int) -> Step:
    """A step that the loader would let through: plain, in phases, or repeated."""
    name = f"steg-{number}"
    kind = draw(st.sampled_from(["plain", "phases", "rounds", "held"]))
    if kind == "plain":
        span = draw(spans())
        return Step(id=name, title=name, time=span, least=draw(leasts(span)), who=draw(st.sampled_from(IN_NO_ROUND)))
    if kind == "held":
        span, held = draw(spans()), draw(st.sampled_from(TIMES_OF_DAY))
        until = draw(st.booleans())
        return Step(
            id=name, title=name, time=span, least=draw(leasts(span)), screen=draw(st.sampled_from(list(Screen))),
            at=None if until else held, until=held if until else None,
        )  # fmt: skip
    allowed = list(Who) if kind == "rounds" else IN_NO_ROUND
    times = draw(st.lists(spans(), min_size=1, max_size=4))
    whole = sum((time.most for time in times), timedelta())
    resting = draw(st.integers(0, len(times) - 1)) if draw(st.booleans()) else None
    phases = tuple(
        Phase(
            title=f"fase {place}",
            time=Rest.REST if place == resting else time,
            least=draw(leasts(time)),
            who=draw(st.sampled_from(allowed)),
        )
        for place, time in enumerate(times)
    )
    return Step(
        id=name,
        title=name,
        time=Span(whole, whole),
        phases=phases,
        least=draw(leasts(Span(whole, whole))) if kind == "rounds" else None,
        repeat=Repeat.EACH_IN_FOCUS if kind == "rounds" else None,
        breather=draw(st.none() | spans()) if kind == "rounds" else None,
    )


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Any agenda that the loader would let through, sometimes with a step that takes the rest of the time."""
    count = draw(st.integers(1, 5))
    made = [draw(steps(number)) for number in range(count)]
    if draw(st.booleans()):
        rest = Step(id="rest", title="rest", time=Rest.REST, who=draw(st.sampled_from(IN_NO_ROUND)))
        made.insert(draw(st.integers(0, count)), rest)
    return Agenda(title="Hva som helst", duration=draw(spans(20_000)), steps=tuple(made))
