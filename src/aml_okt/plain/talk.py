"""What every word of a session works with: the session, what is said and heard, and time that passes meanwhile."""

import random
from collections.abc import Callable, Sequence

from aml_okt.clock import time_of_day
from aml_okt.core.actions import Action as Task
from aml_okt.core.commands import Command, LeaveGapOut, NoteGap
from aml_okt.core.session import Stage
from aml_okt.core.timing import NO_TIME, projected_end, waits_for
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.asking import Asking, number_in
from aml_okt.plain.desk import NoteDesk
from aml_okt.plain.offers import Made, Offer, still_true
from aml_okt.plain.reading import Line, Source
from aml_okt.plain.tips import Tips
from aml_okt.plain.voice import Voice, in_speech
from aml_okt.plain.watch import Watch
from aml_okt.plain.where import here_in_words
from aml_okt.plain.words import yes_or_no
from aml_okt.runner import SessionRunner
from aml_okt.scene.gaps import GapWatch, gap_answers, gap_in_words, gap_question, waited_in_words
from aml_okt.scene.guide import Other
from aml_okt.scene.manner import SPOKEN
from aml_okt.scene.news import COUNTS, COUNTS_NOT, actions_unreadable_in_words, end_in_words
from aml_okt.sounding import Sounds
from aml_okt.wording import unchanged_in_words

Browser = Callable[[str], bool]
"""Opens an address where the user looks at such things; whether it could."""


class Talk(Asking):
    """A session that is led by lines."""

    def __init__(  # noqa: PLR0913 - everything outside the session is handed in
        self,
        runner: SessionRunner,
        source: Source,
        voice: Voice,
        *,
        sounds: Sounds,
        browser: Browser,
        chance: random.Random,
    ) -> None:
        """`chance` draws lots."""
        super().__init__(source, voice)
        self.runner, self.browser, self.chance = runner, browser, chance
        self.desk = NoteDesk(runner, self.say)
        self.tips: Tips | None = None
        """What guides through a rehearsal, where something does."""
        self.undo_is_due = self._has_told_undo = False
        """Whether something was done of which it is not said yet how it is undone, and whether that was ever said."""
        self.ends = False
        """Whether the session has ended in this conversation."""
        self._watch = Watch(runner, voice, sounds, self._say_beginning)
        self._gaps = GapWatch(runner)
        self._unanswered = NO_TIME

    @property
    def end(self) -> str:
        """When the session ends as things stand, as a sentence."""
        clock = self.runner.clock
        time = time_of_day(projected_end(self.runner.state, clock.now()), clock.zone)
        return end_in_words(time)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The actions as they stand on the disk; that they cannot be read is said."""
        try:
            return self.runner.actions.read()
        except OSError as fault:
            self.say(actions_unreadable_in_words(fault))
            return ()

    def hear(self) -> str:
        """The next line. What time brings is said meanwhile.

        Raises:
            Closed: when there is none.

        """
        while True:
            line = self._take(self._watch.patience)
            if self._notice_gap() and self._is_to_choose:
                line = None  # it was no answer to what is asked now
            self._watch.look()
            self.desk.look_again()
            if line is not None:
                return line.text

    def carry_out(self, command: Command) -> bool:
        """Carry out a command; whether it was done. Why not is said."""
        here = None if self.tips is None else self.tips.here
        if not self._do(command):
            return False
        if self.tips is not None and here is not None:
            self.tips.tried(type(command), here)
        self.ends = self.runner.state.stage is Stage.FINISHED
        # What the move led to, such as another phase, is heard before the next line.
        self._watch.look()
        return True

    def tried(self, what: Other) -> None:
        """Note, for whoever practises, that something was tried that is no command."""
        if self.tips is not None:
            self.tips.tried(what, self.tips.here)

    def say_tip(self) -> None:
        """Say the tip of this moment to whoever practises, where it is another than before."""
        if self.tips is not None:
            self.say(self.tips.news())

    def _do(self, command: Command) -> bool:
        try:
            refusal = self.runner.dispatch(command)
        except OSError as fault:
            self.say(unchanged_in_words(fault))
            return False
        if refusal is not None:
            self.say(render(refusal.reason))
            return False
        return True

    def tell_with_end(self, news: str, *more: str) -> None:
        """Say what was done, what the end is now, and how it is undone."""
        self.say(f"{news} {self.end}", *more)
        self.tell_undo()

    def tell_undo(self) -> None:
        """Say how what was just done is undone."""
        self._has_told_undo, self.undo_is_due = True, False
        self.say(_("Skriv angre for å ta det tilbake."))

    def tell_undo_if_due(self) -> None:
        """Say it after what is done all the time, too, but once: more would be between the group and its session."""
        if self.undo_is_due and not self._has_told_undo:
            self.tell_undo()
        self.undo_is_due = False

    def proposes(self, make: Callable[[], Made], question: str) -> bool:
        """Say what a yes would do, ask, and do it after a yes; whether it was done.

        `make` makes it anew. What is no longer as it was told is told, and asked about, again.
        """
        told: Made = ()

        def tell() -> Sequence[str]:
            nonlocal told
            told = make()
            return (*told.lines, question, _("Svar ja eller nei.")) if isinstance(told, Offer) else told

        with self._asked(tell):
            while isinstance(told, Offer):
                if not self._hears_yes():
                    self.say(_("Alt er som før."))
                    return False
                if now := still_true(make(), told):
                    return now.command is not None and self.carry_out(now.command)
                self._say_changed()
        return False

    def chooses(self, make: Callable[[], tuple[str, Sequence[Offer]]]) -> Offer | None:
        """Which of some offers is chosen, as it is at that moment; None for no.

        `make` makes the question and the offers anew. What is no longer as it was told is told, and asked about, again.
        """
        told: Sequence[Offer] = ()

        def tell() -> Sequence[str]:
            nonlocal told
            question, told = make()
            numbered = [f"{number}. {' '.join(offer.lines)}" for number, offer in enumerate(told, 1)]
            return (question, *numbered, _("Svar med tallet, eller nei."))

        with self._asked(tell):
            while True:
                line = self.hear()
                if (place := number_in(line, len(told))) is not None:
                    chosen = told[place]
                    if now := next((offer for offer in make()[1] if offer.is_like(chosen)), None):
                        return now
                    self._say_changed()
                elif yes_or_no(line) is False:
                    return None
                elif line.strip():
                    self.say(_("Svar med tallet, eller nei."))
                else:
                    self.say_question_again()

    def _say_changed(self) -> None:
        self.say(_("Tiden har gått, og tallene er ikke de samme lenger. Slik er det nå:"))
        self.say_question_again()

    def _say_beginning(self) -> None:
        self.say(_("Ventetiden er over."), *here_in_words(self.runner))

    # Gaps

    def _notice_gap(self) -> bool:
        """Note that nobody has looked at the clock for a while, and ask what the group makes of it; whether it did.

        The machine slept, or the process stood still. The time counts until somebody says otherwise.
        """
        gap, state = self._gaps.look(), self.runner.state
        if not gap or state.stage not in {Stage.RUNNING, Stage.PAUSED}:
            return False
        if waits_for(state, self.runner.clock.now()):
            # With or without it the step begins at its time of day.
            if self._do(NoteGap(gap)):
                self.say(waited_in_words(gap))
            return False
        # One can be left out, so that those that wait for an answer are noted, and asked about, as one.
        asks_already = bool(self._unanswered)
        self._unanswered += gap
        if not self._do(NoteGap(self._unanswered)):
            self._unanswered = NO_TIME
            return False
        if not asks_already:
            self._ask_about_gap()
        return True

    def _ask_about_gap(self) -> None:
        """Ask until there is an answer. A line that is none lets the time count, and is for what comes next.

        What was asked before is asked again: whatever was written before that is no answer to it.
        """
        asked_about = NO_TIME
        before = list(self._kept)
        self._kept.clear()
        while True:
            if self._unanswered != asked_about:
                asked_about = self._unanswered
                self._say_gap()
            line = self._take(self._watch.patience)
            self._notice_gap()
            if self._unanswered != asked_about and line is not None:
                self._kept.append(line)
                continue
            if line is None:
                self._watch.look()
            elif not line.text.strip():
                self._say_gap()
            else:
                self._answer_gap(line)
                break
        self._unanswered = NO_TIME
        if self._is_to_choose:
            self._kept.clear()
        else:
            self._kept.extendleft(reversed(before))
        self.say_question_again()

    def _say_gap(self) -> None:
        answers = gap_answers(self.runner, SPOKEN)
        self.say(
            f"{gap_in_words(self._unanswered)}.",
            gap_question(self.runner.state),
            *(in_speech(f"{text}: {means}.") for text, means in answers.values()),
            _("Svar ja eller nei."),
        )

    def _answer_gap(self, line: Line) -> None:
        answer = yes_or_no(line.text)
        if answer is False:
            if self.carry_out(LeaveGapOut()):
                self.tell_with_end(render(COUNTS_NOT))
            return
        if answer is None:
            self._kept.append(line)
        self.say(" ".join((render(COUNTS), self.end)))
