"""After the end: how the time went, who spoke how long, what was agreed on, what is written where, and the minutes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from aml_okt.core.session import Stage
from aml_okt.core.text import one_line
from aml_okt.core.timing import offset
from aml_okt.export.extras import has_office
from aml_okt.files.note_file import Note, read_drafts
from aml_okt.i18n import gettext as _
from aml_okt.opening import elsewhere_in_words, found_again_in_words
from aml_okt.plain import moves
from aml_okt.plain.helping import say_help, say_unknown, stands_alone
from aml_okt.plain.talk import Talk
from aml_okt.plain.voice import sentence
from aml_okt.plain.words import Said, Several, Unknown, understand
from aml_okt.plain.writing import agreed_lines
from aml_okt.scene.action import Action
from aml_okt.scene.actions import PROGRAM, SUMMARY
from aml_okt.scene.guide import Other
from aml_okt.scene.manner import SPOKEN
from aml_okt.scene.private_offer import erase_now, offer_in_words, private_left
from aml_okt.scene.summary import (
    minutes_in_words,
    speaking_times,
    step_times,
    thanks_in_words,
    unwritten_in_words,
    whole_in_words,
    written_in_words,
)
from aml_okt.unsaved import unsaved_in_words
from aml_okt.wording import in_words, offset_in_words

ACTIONS: tuple[Action, ...] = tuple(action for action in (*SUMMARY, *PROGRAM) if action.word is not None)
"""What there is a word for when the session is over."""


def _export(talk: Talk, _rest: str) -> None:
    """Write the minutes, and say where."""
    try:
        where, remarks = minutes_in_words(talk.runner)
    except OSError as fault:
        talk.say(unwritten_in_words(fault))
        return
    talk.tried(Other.EXPORTED)
    talk.say(where, *remarks)
    if private_left(talk.runner):
        talk.say(_("Skriv slett hvis de private notatene skal slettes nå."))


def _erase_private(talk: Talk, _rest: str) -> None:
    """Ask whether the private notes are to go, and erase them if they are."""
    count = private_left(talk.runner)
    if not count:
        talk.say(_("Det er ingen private notater."))
    elif talk.agrees(*offer_in_words(talk.runner, count), _("Skal de slettes for godt?")):
        talk.desk.drop_private()
        told, _whole = erase_now(talk.runner)
        talk.say(told)


def _usable(talk: Talk, action: Action) -> bool:
    """Whether there is something to take back, or to erase."""
    match action.name:
        case "undo":
            return bool(talk.runner.state.earlier)
        case "erase_private":
            return private_left(talk.runner) > 0
        case _:
            return True


def _help(talk: Talk, rest: str) -> None:
    say_help(talk, rest, ACTIONS, lambda action: _usable(talk, action))


HANDLERS: Mapping[str, Callable[[Talk, str], None]] = {
    "export": _export,
    "erase_private": _erase_private,
    "undo": moves.undo,
    "help": _help,
    "quit": moves.close,
}

ALONE = frozenset({"export", "erase_private", "undo", "quit"})
"""Words that take nothing after them."""


def sum_up(talk: Talk) -> None:
    """Say what the session came to, and do what is asked for until the end is taken back.

    Raises:
        Closed: when the conversation ends.

    """
    talk.say(*_saved(talk), *_summary(talk))
    talk.say(_("Skriv referat for å skrive referatet, og lukk når dere er ferdige."))
    talk.say(_("Var dere ikke ferdige, så skriv angre."))
    talk.say_tip()
    while talk.runner.state.stage is Stage.FINISHED:
        match understand(talk.hear(), ACTIONS):
            case Said(action=action, rest=rest):
                if stands_alone(talk, action, rest, ALONE):
                    HANDLERS[action.name](talk, rest)
            case Several() as several:
                talk.say_several(several)
            case Unknown() as unknown:
                say_unknown(talk, unknown)
            case _:
                talk.say(*_saved(talk), *_summary(talk))
        talk.say_tip()


def _saved(talk: Talk) -> Iterator[str]:
    """Thanks, and where texts are that are not in their place."""
    notebook = talk.runner.notebook
    come = notebook.bring_home()
    unsaved: tuple[Note, ...] = ()
    with suppress(OSError):  # that the folder cannot be read is told further down
        unsaved = read_drafts(talk.runner.folder)
    waiting = elsewhere_in_words(notebook.outstanding)
    yield thanks_in_words(whole=not (waiting or unsaved))
    yield found_again_in_words(come)
    yield waiting
    for draft in unsaved:
        yield unsaved_in_words(draft)
        yield _("Skriv angre for å ta avslutningen tilbake og fortsette på det.")


def _summary(talk: Talk) -> Iterator[str]:
    state, moment = talk.runner.state, talk.runner.clock.now()
    yield whole_in_words(state, moment)
    yield sentence(offset_in_words(offset(state, moment)))
    for label, planned, used in step_times(state, moment, SPOKEN):
        yield _("{step}: {used} av {planned}.").format(
            step=one_line(label), used=in_words(used), planned=in_words(planned)
        )
    yield _("Taletid:")
    for person, used in speaking_times(state):
        yield f"{one_line(person.name)}: {in_words(used)}."
    yield _("Tiltak:")
    yield from agreed_lines(talk)
    yield _("Skrevet ned:")
    yield from written_in_words(talk.runner, office=has_office())
