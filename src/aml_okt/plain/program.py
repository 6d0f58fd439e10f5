"""The program without a screen: from the first question to the last line, and an orderly end whatever ends it."""

import random
from pathlib import Path

from msgspec import Struct

from aml_okt.core.session import Stage
from aml_okt.i18n import follow_language
from aml_okt.i18n import gettext as _
from aml_okt.opening import Opening, left_in_words
from aml_okt.plain.asking import Asking, Closed
from aml_okt.plain.conversation import lead
from aml_okt.plain.reading import Source
from aml_okt.plain.resuming import ask_about
from aml_okt.plain.setup import set_up, settle
from aml_okt.plain.summing import sum_up
from aml_okt.plain.talk import Browser, Talk
from aml_okt.plain.tips import Tips
from aml_okt.plain.voice import UnheardError, Voice
from aml_okt.runner import SessionRunner
from aml_okt.scene.follow_up import not_taken_in_words
from aml_okt.scene.news import no_folder_in_words
from aml_okt.scene.parting import parting_in_words
from aml_okt.scene.private_offer import old_notice_in_words
from aml_okt.scene.resume_card import ResumeChoice
from aml_okt.scene.taking_up import asks_first, begun_at_once, left_to_take_up, take_up
from aml_okt.sounding import Sounds

LOST = 1
"""The exit status where something that was written could not be saved."""


class Surroundings(Struct, frozen=True):
    """What is outside: where lines come from and go to, what opens a link, and what draws lots."""

    source: Source
    voice: Voice
    browser: Browser
    chance: random.Random


def run(opening: Opening, around: Surroundings) -> int:
    """Lead a session by lines; the exit status.

    Raises:
        OSError: and what else can be expected to go wrong, when the session cannot be opened.

    """
    return _Program(opening, around).run()


class _Program:
    """One run."""

    def __init__(self, opening: Opening, around: Surroundings) -> None:
        self._opening, self._around = opening, around
        self._asking = Asking(around.source, around.voice)
        self._greeting: tuple[str, ...] = ()
        self._begins = False
        self._runner: SessionRunner | None = None
        self._talk: Talk | None = None
        self._lost = False
        """Whether something that was written is on no disk, now that the session is let go."""

    def run(self) -> int:
        status = 0
        try:
            self._lead()
        except Closed as closed:
            status = closed.status
        except UnheardError as unheard:
            status = unheard.status
        finally:
            last_words = self._let_go()
        try:
            self._around.voice.say(*last_words)
        except UnheardError as unheard:
            # A terminal that is closed ends the input, too, and it is chance which is noticed first.
            return status or unheard.status
        return status or (LOST if self._lost else 0)

    def _lead(self) -> None:
        runner = self._runner = self._open()
        tips: Tips | None = None
        while True:
            talk = self._talk = Talk(
                runner,
                self._around.source,
                self._around.voice,
                sounds=Sounds(self._opening.settings),
                browser=self._around.browser,
                chance=self._around.chance,
            )
            if self._opening.guided:
                talk.tips = tips = tips or Tips(runner)
            if runner.state.stage is not Stage.FINISHED:
                told = (*self._greeting, not_taken_in_words(runner.not_taken))
                runner.not_taken = None
                lead(talk, told, begins=self._begins)
            else:
                talk.say(*self._greeting)
            sum_up(talk)
            self._greeting, self._begins = (), False

    def _open(self) -> SessionRunner:
        """The session to lead: taken up, or made from what is answered."""
        opening = self._opening
        if (loaded := left_to_take_up(opening)) is not None:
            choice = ResumeChoice.GO_ON
            if asks_first(opening, loaded):
                choice = ask_about(self._asking, loaded, opening.clock)
            if choice is ResumeChoice.LEAVE:
                raise Closed(0)
            follow_language((opening.agenda_file if choice is ResumeChoice.NEW else loaded.state).agenda.language)
            if choice is not ResumeChoice.NEW:
                gap_counts = choice is ResumeChoice.GO_ON
                runner, welcome, faults = take_up(opening, loaded, gap_counts=gap_counts)
                undo = "" if gap_counts else _("Skriv angre for å ta det tilbake.")
                self._greeting = (welcome, undo, *faults)
                return runner
        # A question would take the next line of a script that expects none.
        self._greeting = (f"{opening.origin}.", opening.notice, opening.warning, old_notice_in_words(opening))
        return begun_at_once(opening) or self._set_up()

    def _set_up(self) -> SessionRunner:
        """Ask until there is a session; a disk that refuses must not cost what has been answered."""
        opening = self._opening
        self._asking.say(*self._greeting)
        self._greeting = ()
        settling = set_up(self._asking, opening)
        while True:
            settle(settling)
            try:
                runner = SessionRunner.create(opening.root, opening.agenda_file, settling.setup, opening.clock)
            except OSError as error:
                self._asking.say(no_folder_in_words(opening.root, error))
                continue
            self._begins = True
            return runner

    def _let_go(self) -> tuple[str, ...]:
        """Save what waits, let others have the session, and say where it is and how to go on."""
        runner, talk = self._runner, self._talk
        if runner is None:
            return (_("Ingen økt er åpnet."),)
        set_aside = tuple[Path, ...]()
        if talk is not None:
            outcome = talk.desk.save()
            self._lost, set_aside = bool(outcome.only_in_memory), talk.desk.untold(outcome.set_aside)
        late, _again = runner.look_for_late_writes()
        words = parting_in_words(runner, (*set_aside, *late), lost=self._lost, plain=True)
        waits, whole = runner.state.stage is not Stage.FINISHED, not (self._lost or runner.notebook.outstanding)
        runner.close()
        return (*words, left_in_words(runner.folder, whole=whole, plain=True)) if waits else words
