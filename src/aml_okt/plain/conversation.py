"""A session from its first line to its end: each line is understood, done, and what has changed is said."""

from collections.abc import Callable, Iterable, Mapping

from aml_okt.core.carrying import from_last
from aml_okt.core.deciding import allowed
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain import follow_up, moves, notes, people, planning, showing, writing
from aml_okt.plain.helping import say_help, say_unknown, stands_alone
from aml_okt.plain.talk import Talk
from aml_okt.plain.where import arrived, here_in_words, seen_now
from aml_okt.plain.words import Said, Several, Unknown, understand, word_of
from aml_okt.scene.action import Action
from aml_okt.scene.actions import PROGRAM, SESSION
from aml_okt.scene.asked import ASKED
from aml_okt.scene.guide import GUIDE
from aml_okt.scene.setup_words import rehearsal_in_words
from aml_okt.scene.usable import can_be_done

Handler = Callable[[Talk, str], None]
"""Does what a word says; it is given what was written after the word."""

ACTIONS: tuple[Action, ...] = tuple(
    action for action in (*SESSION, *ASKED, *GUIDE, *PROGRAM) if action.word is not None
)
"""What there is a word for while a session is led."""


def _help(talk: Talk, rest: str) -> None:
    say_help(talk, rest, ACTIONS, lambda action: _can_be_done(talk, action))


def _turn_tips(talk: Talk, _rest: str) -> None:
    if talk.tips is not None:
        talk.say(talk.tips.turn())


HANDLERS: Mapping[str, Handler] = {
    "begin": moves.begin,
    "begin_now": moves.begin_now,
    "next": moves.go_on,
    "back": moves.back,
    "pause": moves.pause,
    "resume": moves.resume,
    "more_time": moves.more_time,
    "less_time": moves.less_time,
    "backdate": moves.backdate,
    "undo": moves.undo,
    "quit_session": moves.end,
    "quit": moves.close,
    "plan": planning.plan,
    "skip": planning.skip,
    "make_up": planning.make_up,
    "use_spare": planning.use_spare,
    "break_until": planning.break_until,
    "people": people.people,
    "choose_facilitator": people.choose_facilitator,
    "draw_lots": people.draw_lots,
    "order": people.order,
    "note": notes.note,
    "share_from_rounds": notes.share,
    "add_action": writing.add_action,
    "mend_action": writing.mend_action,
    "follow_up": follow_up.from_last_session,
    "tick_off": follow_up.tick_off,
    "meeting": writing.meeting,
    "agreed": writing.agreed,
    "next_page": showing.next_page,
    "previous_page": showing.previous_page,
    "open_link": showing.open_link,
    "factors": showing.factors,
    "show_actions": showing.show_actions,
    "hide_actions": showing.hide_actions,
    "choose_cues": showing.choose_cues,
    "where": showing.where,
    "time": showing.time,
    "who": showing.who,
    "say": showing.aloud,
    "help": _help,
    "tips": _turn_tips,
}
"""What each word does, by the name of its action."""

ALONE = frozenset(
    {
        "begin", "begin_now", "next", "back", "pause", "resume", "more_time", "less_time", "backdate", "undo",
        "quit_session", "quit", "plan", "draw_lots", "mend_action", "follow_up", "agreed", "previous_page", "open_link",
        "show_actions", "hide_actions", "where", "time", "who", "say", "tips",
    }
)  # fmt: skip
"""Words that take nothing after them: a sentence that happens to begin with one is no command."""

REFUSED_BY_CORE = frozenset({"begin", "next", "back", "pause", "resume", "undo", "more_time", "less_time", "backdate"})
"""Words that the core itself says no to, with its own reason."""


_IN_PLACE_OF = {
    one.name: other
    for one in ACTIONS
    for other in ACTIONS
    if {one.name, other.name} in ({"make_up", "use_spare"}, {"pause", "resume"}, {"begin", "next"})
}
"""What can be done where something else cannot."""


def lead(talk: Talk, greeting: Iterable[str], *, begins: bool = False) -> None:
    """Lead the session until it has ended; `begins` lets the clock start at once.

    Raises:
        Closed: when the conversation ends before the session does.

    """
    talk.say(*greeting)
    if begins:
        moves.begin(talk, "")  # what it is was said when it was settled
    else:
        talk.say(rehearsal_in_words(talk.runner.state.created.rehearsal))
    talk.say(*writing.left_unsaved(talk), *arrived(talk.runner, None))
    talk.tell_undo_if_due()
    talk.say(_("Skriv hjelp for å høre hva du kan skrive."))
    talk.say_tip()
    while not talk.ends:
        answer(talk, talk.hear())
        if not talk.ends:
            talk.say_tip()


def answer(talk: Talk, line: str) -> None:
    """Do what a line says, and say where the group has come to by it."""
    before = talk.runner.state
    match understand(line, ACTIONS):
        case Said(action=action, rest=rest):
            _do(talk, action, rest)
        case Several() as several:
            talk.say_several(several)
        case Unknown() as unknown:
            say_unknown(talk, unknown)
        case _:
            talk.say(*here_in_words(talk.runner))
    after = talk.runner.state
    here, there = before.box, after.box
    if not talk.ends and (here is None) != (there is None):
        talk.say(*arrived(talk.runner, None))
    elif here is not None and there is not None and here.key != there.key:
        talk.say(*arrived(talk.runner, here))
    if not talk.ends:
        talk.tell_undo_if_due()


def _do(talk: Talk, action: Action, rest: str) -> None:
    if action.name not in {"note", "share_from_rounds"}:
        rest = rest.lstrip(": ")
    if action.name == "pause" and rest:
        # «pause til 11:05» is how one says it.
        said = understand(rest, ACTIONS)
        if isinstance(said, Said) and said.action.name == "break_until":
            action, rest = said.action, said.rest
    if action.name == "begin" and seen_now(talk.runner).waits:
        action = next(one for one in ACTIONS if one.name == "begin_now")
    if not stands_alone(talk, action, rest, ALONE):
        return
    if _can_be_done(talk, action) or (action.name in REFUSED_BY_CORE and not _waits(talk, action)):
        HANDLERS[action.name](talk, rest)
    elif _waits(talk, action):
        talk.say(*here_in_words(talk.runner))
    else:
        told = _("Ordet «{word}» kan ikke brukes nå.").format(word=word_of(action))
        other = _IN_PLACE_OF.get(action.name)
        if other is None or not _can_be_done(talk, other):
            talk.say(told, _("Skriv hjelp for å høre hva du kan skrive."))
        else:
            talk.say(told, _("Skriv {word}: {help}").format(word=word_of(other), help=render(other.told or other.help)))


def _can_be_done(talk: Talk, action: Action) -> bool:
    """Whether a word can be used now. Who leads is chosen by a word at any time, and not only beside the names."""
    state, moment = talk.runner.state, talk.runner.clock.now()
    if action.name == "choose_facilitator":
        return action.needs in allowed(state)
    if action.name == "follow_up":
        return bool(from_last(talk.tasks))
    if action.name == "tick_off":
        return bool(talk.tasks)
    if action.name == "tips":
        return talk.tips is not None
    return can_be_done(action, state, moment, seen_now(talk.runner))


def _waits(talk: Talk, action: Action) -> bool:
    """Whether going on would go past a step that has not begun, since the group waits for its time of day."""
    return action.name == "next" and seen_now(talk.runner).waits
