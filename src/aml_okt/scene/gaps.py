"""Gaps: whether the machine stood still between two looks at the clock, and what the group is asked about it."""

from datetime import timedelta

from aml_okt.core.commands import LeaveGapOut
from aml_okt.core.deciding import Refusal
from aml_okt.core.durations import SECOND
from aml_okt.core.session import SessionState, Stage, session_time
from aml_okt.core.timing import NO_TIME
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene.manner import WRITTEN, Manner
from aml_okt.scene.resume_card import time_and_end
from aml_okt.wording import about_in_words

LONGEST_LOOK = timedelta(seconds=5)
"""Between two looks there is never so much time, unless the machine stood still."""


class GapWatch:
    """Compares each look at the clock with the one before."""

    def __init__(self, runner: SessionRunner) -> None:
        self._runner = runner
        self._looked_at = runner.clock.now()

    def look(self) -> timedelta:
        """How long the machine stood still since the last look at the clock, in whole seconds; mostly no time."""
        before, now, state = self._looked_at, self._runner.clock.now(), self._runner.state
        self._looked_at = now
        gap = now.steady - before.steady
        if gap <= LONGEST_LOOK * (state.created.rehearsal or 1):
            return NO_TIME
        if state.course.since is not None:
            # What ran up to the last move belongs to it, and could not be left out any more.
            gap = min(gap, session_time(state, now) - state.course.since)
        return gap - gap % SECOND


def gap_in_words(span: timedelta) -> str:
    """That the machine stood still for so long."""
    return _("Maskinen sto stille i {span}").format(span=about_in_words(span))


def waited_in_words(span: timedelta) -> str:
    """The same where it makes no difference, because the group waits for a time of day."""
    return _("Maskinen sto stille i {span} mens dere ventet.").format(span=about_in_words(span))


def gap_question(state: SessionState) -> str:
    """What the clock did meanwhile, and whether that counts."""
    paused = state.stage is Stage.PAUSED
    told = _("Økta sto på pause.") if paused else _("Klokka har gått imens.")
    return " ".join((told, _("Skal tiden telle med?")))


def gap_answers(runner: SessionRunner, manner: Manner = WRITTEN) -> dict[bool, tuple[str, str]]:
    """The answers there are, by whether the time then counts: each in words, with what it means now."""
    moment, zone = runner.clock.now(), runner.clock.zone
    answers = {True: (_("Ja, tiden teller med"), time_and_end(runner.state, moment, zone, manner))}
    without = runner.preview(LeaveGapOut())
    if not isinstance(without, Refusal):
        answers[False] = (_("Nei, fortsett der dere slapp"), time_and_end(without, moment, zone, manner))
    return answers
