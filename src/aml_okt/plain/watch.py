"""What time brings by itself: cues at their moments, steps that begin, and signs of life."""

from collections.abc import Callable
from datetime import timedelta

from aml_okt.core.cues import CALM, Cue, cue_of, enters_phase, is_heard, look, until_next
from aml_okt.core.session import Stage
from aml_okt.core.timing import allotted, remaining, waits_for
from aml_okt.i18n import gettext as _
from aml_okt.plain.voice import Voice
from aml_okt.runner import SessionRunner
from aml_okt.scene.cue_words import BETWEEN_BELLS, bells, cue_in_words
from aml_okt.sounding import Sounds
from aml_okt.wording import reason_in_words

LONGEST_WAIT = timedelta(seconds=2)
"""Between two looks at the clock: by no more than this the length of a gap is unsure."""

SIGN_OF_LIFE = timedelta(seconds=10)
"""Between signs of life: what a crash can hide of the time that was led."""


class Watch:
    """Looks at the clock between the lines. `begins` is called when a step that was waited for begins by itself."""

    def __init__(self, runner: SessionRunner, voice: Voice, sounds: Sounds, begins: Callable[[], None]) -> None:
        self._runner, self._voice, self._sounds, self._begins = runner, voice, sounds, begins
        self._looked_on = runner.state
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
        if now - self._alive_at >= SIGN_OF_LIFE * self._speed:
            self._alive_at = now
            self._runner.give_sign_of_life()

    def _say_beginning(self) -> None:
        before, self._waits = self._waits, bool(waits_for(self._runner.state, self._runner.clock.now()))
        same = self._runner.state.course is self._looked_on.course
        if before and not self._waits and same and self._runner.state.stage is Stage.RUNNING:
            self._begins()

    def _give_cue(self) -> None:
        """Say it once when time takes the clock past a step, or the group comes to another phase; let it be heard."""
        runner, state, moment = self._runner, self._runner.state, self._runner.clock.now()
        before, self._looked_on = self._looked_on, state
        step, runner.told = look(runner.told, before, state, moment)
        cue = cue_of(step)
        if cue is None:
            if enters_phase(before, state):
                self._sound(Cue.PHASE)
            return
        self._sound(cue)
        # Beside the news of a move that led here, such as an undo, the sound and the time said then are enough.
        if step != CALM and state.course is before.course:
            self._voice.say(cue_in_words(step, remaining(state, moment), allotted(state, moment)))

    def _sound(self, cue: Cue) -> None:
        """Let a cue be heard where that is wanted: the user's own sound, or else the terminal's bell."""
        if not is_heard(cue, self._runner.state.cues):
            return
        try:
            if self._sounds.play(cue):
                return
        except OSError as fault:
            sentence = _("Lyden fra innstillingene lar seg ikke spille av: {why}. Du hører terminalens lyd i stedet.")
            self._voice.say(sentence.format(why=reason_in_words(fault)))
        self._voice.ring()
        self._bells = bells(cue) - 1
