"""Help: what can be written now, and what one word does; and what is said to a line that nothing can come of."""

from collections.abc import Callable, Collection, Sequence

from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.plain.asking import Asking
from aml_okt.plain.words import Said, Several, Unknown, understand, word_of, yes_or_no
from aml_okt.scene.action import Action


def say_help(talk: Asking, rest: str, actions: Sequence[Action], can_be_done: Callable[[Action], bool]) -> None:
    """List the words of what can be done now, or explain the one that is asked about."""
    match understand(rest, actions):
        case Said(action=action):
            talk.say(f"{word_of(action)}: {render(action.told or action.help)}")
            if not can_be_done(action):
                talk.say(_("Det kan ikke gjøres nå."))
        case Several() as several:
            talk.say_several(several)
        case Unknown() as unknown:
            say_unknown(talk, unknown)
        case _:
            words = ", ".join(word_of(action) for action in actions if can_be_done(action))
            talk.say(_("Nå kan dere skrive: {words}.").format(words=words))
            talk.say(_("Ord kan kortes ned. Skriv hjelp og et ord for å høre hva det gjør."))


def stands_alone(talk: Asking, action: Action, rest: str, alone: Collection[str]) -> bool:
    """Whether nothing is written after a word that takes nothing. Otherwise that is said: it may be no command."""
    if action.name not in alone or not rest.strip(" :.,!?"):
        return True
    talk.say(_("Etter «{word}» skal det ikke stå noe. Ingenting er gjort.").format(word=word_of(action)))
    return False


def say_unknown(talk: Asking, unknown: Unknown) -> None:
    """Say that a word is none of ours, and which one is nearest."""
    if yes_or_no(unknown.written) is not None:
        talk.say(_("Det er ikke spurt om noe nå."))
    elif unknown.nearest:
        sentence = _("«{word}» er ikke noe ord her. Mente du {nearest}? Skriv hjelp for å høre hva du kan skrive.")
        talk.say(sentence.format(word=unknown.written, nearest=unknown.nearest))
    else:
        sentence = _("«{word}» er ikke noe ord her. Skriv hjelp for å høre hva du kan skrive.")
        talk.say(sentence.format(word=unknown.written))
