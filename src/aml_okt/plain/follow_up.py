"""The words for what was agreed on in the last session: to hear it, and to tick it off."""

from aml_okt.core.carrying import from_last
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.asking import number_in
from aml_okt.plain.showing import LESS
from aml_okt.plain.talk import Talk
from aml_okt.plain.voice import in_speech
from aml_okt.plain.words import first_word
from aml_okt.plain.writing import task_lines
from aml_okt.scene.follow_up import CHANGED_MEANWHILE, COMES_ALONG, day_of, heading, tick, ticked_in_words
from aml_okt.scene.news import action_unsaved_in_words


def from_last_session(talk: Talk, _rest: str) -> None:
    """The actions from the last session, each with the number it has in the whole list."""
    tasks = talk.tasks
    talk.say(in_speech(f"{heading(tasks)}."), *task_lines(tasks, from_last(tasks)), _how(), render(COMES_ALONG))


def tick_off(talk: Talk, rest: str) -> None:
    """Tick an action off, or take that back."""
    number, _space, after = rest.partition(" ")
    tasks = talk.tasks
    place = number_in(number, len(tasks))
    less = first_word(after, (LESS,))[0] is LESS
    if place is None or (after and not less):
        talk.say(_how(), *task_lines(tasks, tasks))
        return
    task = tasks[place]
    if task.done != less:
        already = _("Det er allerede krysset av. Skriv «gjort {number} minus» for å ta krysset bort.")
        talk.say((_("Det er ikke krysset av.") if less else already).format(number=place + 1))
        return
    try:
        now = tick(talk.runner.actions, task, day_of(talk.runner))
    except OSError as fault:
        talk.say(action_unsaved_in_words(fault))
        return
    talk.desk.actions_changed()
    if now is None:
        talk.say(render(CHANGED_MEANWHILE), *task_lines(talk.tasks, talk.tasks))
    else:
        talk.say(f"{ticked_in_words(now)}.")


def _how() -> str:
    return _("Skriv «gjort» og tallet foran det som er gjort, for eksempel «gjort 1».")
