"""Cues as they come: what is to be heard and said of the clock at each look at it, and each once."""

from msgspec import Struct

from aml_okt.core.cues import Cue, cue_of, enters_phase, is_heard, look
from aml_okt.core.timing import allotted, remaining
from aml_okt.i18n import gettext as _
from aml_okt.runner import SessionRunner
from aml_okt.scene.cue_words import cue_in_words
from aml_okt.sounding import Sounds
from aml_okt.wording import reason_in_words


class Given(Struct, frozen=True):
    """A cue that has come. `words` is what is said of it: nothing beside the news of the move that led to it."""

    cue: Cue
    words: str = ""


class CueWatch:
    """Compares each look at the clock with the one before, and plays the user's own sounds."""

    def __init__(self, runner: SessionRunner, sounds: Sounds) -> None:
        self._runner, self._sounds = runner, sounds
        self._looked_on = runner.state

    def look(self) -> Given | None:
        """The cue that time, or the group's coming to another phase, has brought since the last look; mostly none."""
        runner, state, moment = self._runner, self._runner.state, self._runner.clock.now()
        before, self._looked_on = self._looked_on, state
        step, runner.told = look(runner.told, before, state, moment)
        cue = cue_of(step)
        if cue is None:
            return Given(Cue.PHASE) if enters_phase(before, state) else None
        # Beside the news of a move that led here, such as an undo, the sound and the face of the clock say enough.
        by_time = state.course is before.course
        return Given(cue, cue_in_words(step, remaining(state, moment), allotted(state, moment)) if by_time else "")

    def unheard(self) -> tuple[tuple[Cue, ...], str]:
        """The cues whose own sound has failed since the last look, for the terminal to ring; and what to say of it."""
        failed = self._sounds.unheard()
        if not failed:
            return (), ""
        told = _("Lyden fra innstillingene lot seg ikke spille av. Du hører terminalens lyd i stedet.")
        return tuple(cue for cue in failed if is_heard(cue, self._runner.state.cues)), told

    def play(self, cue: Cue) -> tuple[bool, str]:
        """Let a cue be heard where that is wanted; whether the terminal is to ring for it, and what went wrong."""
        if not is_heard(cue, self._runner.state.cues):
            return False, ""
        try:
            return not self._sounds.play(cue), ""
        except OSError as fault:
            sentence = _("Lyden fra innstillingene lar seg ikke spille av: {why}. Du hører terminalens lyd i stedet.")
            return True, sentence.format(why=reason_in_words(fault))
