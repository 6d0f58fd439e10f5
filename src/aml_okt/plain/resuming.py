"""The question about a session that was interrupted: go on, and how, or begin anew."""

from typing import assert_never

from aml_okt.clock import Clock
from aml_okt.core.message import message
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.loading import LoadedSession, clock_of
from aml_okt.plain.asking import Asking
from aml_okt.plain.voice import in_speech, sentence
from aml_okt.plain.words import Several, among
from aml_okt.scene.manner import SPOKEN
from aml_okt.scene.resume_card import ResumeChoice, choice_in_words, facts, resume_choices

GO_ON, STOOD, NEW, LEAVE = message("fortsett"), message("slapp"), message("ny"), message("lukk")


def word_for(choice: ResumeChoice) -> str:
    """The word by which something is chosen."""
    match choice:
        case ResumeChoice.GO_ON:
            return render(GO_ON)
        case ResumeChoice.GO_ON_WITHOUT_GAP:
            return render(STOOD)
        case ResumeChoice.NEW:
            return render(NEW)
        case ResumeChoice.LEAVE:
            return render(LEAVE)
        case _:
            assert_never(choice)


def ask_about(asking: Asking, loaded: LoadedSession, clock: Clock) -> ResumeChoice:
    """Tell of the session, and ask. What going on would mean is told anew each time.

    Raises:
        Closed: when there is no answer.

    """
    state, clock = loaded.state, clock_of(loaded.state, clock)
    choices = resume_choices(state)
    _tell(asking, loaded, clock)
    while True:
        line = asking.hear()
        match among(line, {word_for(choice): choice for choice in choices}):
            case ResumeChoice() as choice:
                return choice
            case Several() as several:
                asking.say_several(several)
            case _ if line.strip():
                words = ", ".join(map(word_for, choices))
                asking.say(_("Svar med ett av disse ordene: {words}.").format(words=words))
            case _:
                _tell(asking, loaded, clock)


def _tell(asking: Asking, loaded: LoadedSession, clock: Clock) -> None:
    state, now = loaded.state, clock.now()
    asking.say(_("Dere har en økt som ikke er ferdig."))
    if state.created.rehearsal is not None:
        asking.say(_("Dette er en øvelse."))
    asking.say(f"{one_line(state.created.title)}.")
    for label, told in facts(state, loaded.last_seen, now, clock.zone, SPOKEN):
        asking.say(in_speech(f"{label}: {sentence(told)}"))
    for choice in resume_choices(state):
        text, means = choice_in_words(choice, state, loaded.last_seen, now, clock.zone, SPOKEN)
        words = f"{word_for(choice)}: {text}."
        asking.say(in_speech(" ".join(filter(None, (words, sentence(means))))))
