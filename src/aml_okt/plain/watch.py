"""What time brings by itself: cues at their moments, steps that begin, and signs of life."""

from collections.abc import Callable
from datetime import timedelta

from aml_okt.core.cues import until_next
from aml_okt.core.session import Stage
from aml_okt.core.timing import waits_for
from aml_okt.plain.voice import Voice
from aml_okt.runner import SIGN_OF_LIFE_EVERY, SessionRunner
from aml_okt.scene.cue_watch import CueWatch
from aml_okt.scene.cue_words import BETWEEN_BELLS, bells
from aml_okt.sounding import Sounds

LONGEST_WAIT = timedelta(seconds=1)
"""Between two looks at the clock: by no more than this the length of a gap is unsure, and a cue late after a sleep."""


class Watch:
    """Looks at the clock between the lines. `begins` is called when a step that was waited for begins by itself."""

    def __init__(self, runner: SessionRunner, voice: Voice, sounds: Sounds, begins: Callable[[], None]) -> None:
        self._runner, self._voice, self._begins = runner, voice, begins
        self._cues = CueWatch(runner, sounds)
        self._course = runner.state.course
        self._waits = bool(waits_for(runner.state, runner.clock.now()))
        self._bells = 0
        """How many bells of a cue are still to be rung."""
        runner.give_sign_of_life()
        self._alive_at = runner.clock.now().steady

    @property
    def patience(self) -> timedelta:
        """How long to wait for a line before the clock must be looked at again, in the computer's own time."""
        if self._bells:
            return timedelta(seconds=BETWEEN_BELLS)
        coming = until_next(self._runner.state, self._runner.clock.now())
        if coming is None:
            return LONGEST_WAIT
        return min(LONGEST_WAIT, coming / self._speed)

    @property
    def _speed(self) -> float:
        return self._runner.state.created.rehearsal or 1

    def look(self) -> None:
        """Say and do what it is time for."""
        if self._bells:
            self._bells -= 1
            self._voice.ring()
        self._say_beginning()
        self._give_cue()
        now = self._runner.clock.now().steady
        if now - self._alive_at >= SIGN_OF_LIFE_EVERY * self._speed:
            self._alive_at = now
            self._runner.give_sign_of_life()

    def _say_beginning(self) -> None:
        state = self._runner.state
        before, self._waits = self._waits, bool(waits_for(state, self._runner.clock.now()))
        course, self._course = self._course, state.course
        if before and not self._waits and state.course is course and state.stage is Stage.RUNNING:
            self._begins()

    def _give_cue(self) -> None:
        """Say it once when time takes the clock past a step, or the group comes to another phase; let it be heard."""
        unheard, why = self._cues.unheard()
        if unheard:
            self._voice.ring()
        self._voice.say(why)
        if (given := self._cues.look()) is None:
            return
        rings, fault = self._cues.play(given.cue)
        if rings:
            self._voice.ring()
            self._bells = bells(given.cue) - 1
        self._voice.say(fault, given.words)
