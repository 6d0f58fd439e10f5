"""What an agenda is: steps in order, each with its time, its words and its way of taking part.

The model is the format: a struct's fields are the keys of `agenda.yaml`, in the same order and with the
same names, and a field without a default is a key that must be there. The loader reads by these types.
"""

from datetime import time as time_of_day
from enum import StrEnum

from msgspec import Struct

from aml_okt.core.durations import Rest, Span, Time


class Who(StrEnum):
    """Who takes part in a phase, and thereby how the screen leads it."""

    ALL = "all"
    """Everybody together."""
    ALONE = "alone"
    """Everybody by themselves, in silence."""
    EACH = "each"
    """Each in turn, with an equal share of the phase's time."""
    FOCUS = "focus"
    """The focus person speaks, the colleagues listen."""
    COLLEAGUES = "colleagues"
    """The colleagues talk together; the focus person listens with their back to the table."""
    COLLEAGUES_IN_TURN = "colleagues in turn"
    """The colleagues speak in turn, with equal shares; the focus person answers."""
    FACILITATOR = "facilitator"
    """The facilitator shows or tells."""


class Repeat(StrEnum):
    """What a step's phases are run once for."""

    EACH_IN_FOCUS = "each participant in focus"


class Visibility(StrEnum):
    """Where a step's note may go."""

    MINUTES = "minutes"
    """Into the minutes."""
    PRIVATE = "private"
    """Nowhere but to its owner."""


class Screen(StrEnum):
    """What a step's screen offers besides clock and text."""

    CHOOSE_FACILITATOR = "choose facilitator"
    FOCUS_ORDER = "focus order"
    BREAK = "break"
    ACTIONS = "actions"
    FOLLOW_UP = "follow up"
    """What was agreed on in the last session, to be ticked off."""


class Phase(Struct, frozen=True, kw_only=True):
    """A part of a step with its own time, rule and way of taking part.

    `rule` says in few words what kind of sentence is allowed now; `say` is the line to read aloud.
    `least` marks the phase as flexible: it may be made so short when time is to be made up.
    """

    title: str
    time: Time
    least: Time | None = None
    who: Who = Who.ALL
    rule: str = ""
    say: str = ""


class Step(Struct, frozen=True, kw_only=True):
    """One item on the agenda.

    `time` is for the whole step, or for one round where the step repeats. `short` is the title where
    space is scarce. `slides` are Markdown. `link` is a web address or a file, opened with one key.
    `breather` is the length of a short break that is offered after the third round when five or more
    take turns in focus (design, section 3: six rounds are 90 minutes unbroken).

    `least` marks the step as flexible: it, or each of its rounds, may be made so short when time is to be
    made up. `at` is the time of day when the step begins, and before which it does not; `until` is the time
    of day when it ends, however long it then becomes. The minutes before and in them absorb what is early
    or late.
    """

    id: str
    title: str
    time: Time
    least: Time | None = None
    at: time_of_day | None = None
    until: time_of_day | None = None
    number: str = ""
    short: str = ""
    purpose: str = ""
    say: str = ""
    rule: str = ""
    who: Who = Who.ALL
    screen: Screen | None = None
    notes: Visibility = Visibility.PRIVATE
    link: str = ""
    questions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()
    repeat: Repeat | None = None
    breather: Time | None = None
    phases: tuple[Phase, ...] = ()

    @property
    def stages(self) -> tuple[Phase, ...]:
        """The step's phases; a step that declares none is one phase of itself."""
        if self.phases:
            return self.phases
        return (Phase(title=self.title, time=self.time, who=self.who, rule=self.rule, say=self.say),)

    @property
    def name(self) -> str:
        """The title for a narrow place."""
        return self.short or self.title


class Agenda(Struct, frozen=True, kw_only=True, cache_hash=True):
    """A programme for one session. `group` is the largest recommended number of people."""

    title: str
    language: str = "nb"
    source: str = ""
    group: int | None = None
    duration: Time | None = None
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        """The step with this id.

        Raises:
            KeyError: when the agenda has no such step.

        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


__all__ = ["Agenda", "Phase", "Repeat", "Rest", "Screen", "Span", "Step", "Time", "Visibility", "Who"]
