"""What the group has agreed on for what had not begun: other times than the agenda's, for phases and for rounds.

It is kept beside the plan and not only in it, so that a plan made again, for whoever is here then, has the same
times: nobody's coming, going or coming back makes them forgotten.
"""

from datetime import timedelta

from msgspec import Struct

from aml_okt.core.durations import SECOND


class PhaseTime(Struct, frozen=True):
    """The time of a phase, by its step and its place there; one past the last is the short break between rounds."""

    step: str
    phase: int
    time: timedelta


class RoundTime(Struct, frozen=True):
    """The time of every round to come in a step; the last `odd` of them have a second more.

    Odd seconds are the last ones': whoever comes last in focus never pays for the others.
    """

    step: str
    each: timedelta
    odd: int = 0


class Agreed(Struct, frozen=True):
    """The times agreed on, one for each phase and each step of rounds that has any."""

    phases: tuple[PhaseTime, ...] = ()
    rounds: tuple[RoundTime, ...] = ()

    def of_phase(self, step: str, phase: int) -> timedelta | None:
        """What was agreed for a phase; None where nothing was."""
        return next((one.time for one in self.phases if (one.step, one.phase) == (step, phase)), None)

    def of_round(self, step: str, from_last: int) -> timedelta | None:
        """What was agreed for a round, counted from the last one, which is 0; None where nothing was."""
        found = next((one for one in self.rounds if one.step == step), None)
        return None if found is None else found.each + (SECOND if from_last < found.odd else timedelta())

    def and_then(self, later: "Agreed") -> "Agreed":
        """Both, with what was agreed later in place of what was agreed before."""
        phases = {(one.step, one.phase): one for one in (*self.phases, *later.phases)}
        rounds = {one.step: one for one in (*self.rounds, *later.rounds)}
        return Agreed(tuple(phases.values()), tuple(rounds.values()))

    def __bool__(self) -> bool:
        return bool(self.phases or self.rounds)
